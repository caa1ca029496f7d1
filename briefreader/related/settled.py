"""Word counts to measure bonds with that do not move while the reports of one day come in."""

from __future__ import annotations

from datetime import date

from briefreader.related.frequencies import PRIOR_REPORTS, Frequencies

_GROWN = 0.1
"""By how much a library has to grow for its counts to be followed, by ``PRIOR_REPORTS`` at least."""

_IN_A_DAY = 10.0
"""How many times larger a library becomes, within a day, before its counts are followed all the same."""


class Settled:
    """Word counts that know nothing of the day that is coming in: its order changes nothing.

    Reports are taken in so: those that are not of the last day are counted; ``begin`` that day with the
    counts as they are; count its reports; ``grow``. Then each is related with the counts that ``of`` gives.

    A library of fewer than ``PRIOR_REPORTS`` is measured with what is known of English alone, so that
    there the order of days plays no part either. So is a day that begins a library, unless that many come
    at once.
    """

    def __init__(self, counts: Frequencies | None = None, day: date | None = None) -> None:
        self.counts = counts or Frequencies()
        self.day = day
        self._before: tuple[date | None, Frequencies] | None = None

    def begin(self, day: date | None, counts: Frequencies) -> None:
        """Go on to ``day`` if it is a later one, and to ``counts`` if they have become many more."""
        self._before = None
        if day is None or (self.day is not None and day <= self.day):
            return
        if self._has_grown(counts.reports - self.counts.reports):
            self._before = self.day, self.counts
            self.counts = counts.copy()
        self.day = day

    def grow(self, counts: Frequencies, at_once: int) -> None:
        """Go on to ``counts`` if they have become many more by ``at_once`` reports, or far too many more."""
        more = counts.reports - self.counts.reports
        if self._has_grown(min(more, at_once)) or more > _IN_A_DAY * (self.counts.reports + PRIOR_REPORTS):
            self.counts = counts.copy()

    def _has_grown(self, by: int) -> bool:
        return by >= max(PRIOR_REPORTS, _GROWN * self.counts.reports)

    def of(self, day: date | None) -> Frequencies:
        """Return what to measure a report of ``day`` with: the end of the day before as its beginning was."""
        if self._before and day is not None and day == self._before[0]:
            return self._before[1]
        return self.counts
