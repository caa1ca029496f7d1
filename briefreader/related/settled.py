"""Word counts to measure bonds with that do not move while the reports of one day come in."""

from __future__ import annotations

from datetime import date

from briefreader.related.frequencies import PRIOR_REPORTS, Frequencies

_GROWN = 0.1
"""By how much a library has to grow for its counts to be followed, by ``PRIOR_REPORTS`` at least."""

_FAR = 10.0
"""How many times larger a library becomes with reports of earlier days, or of none, that come a few at a
time, before its counts are followed all the same."""


class Settled:
    """Word counts that know nothing of the day that is coming in: its order changes nothing.

    Reports are taken in so: those that are not of the last day are counted; ``begin`` that day with the
    counts as they are, which know none of it; its own reports are counted. Where the library has
    ``outgrown`` what it is measured with, ``counts`` are made anew, without the day. Each report is related
    with what ``of`` gives.

    A library of fewer than ``PRIOR_REPORTS`` is measured with what is known of English alone, so that
    there the order of days plays no part either. So is a day that begins a library.
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

    def outgrown(self, reports: int, at_once: int) -> bool:
        """Return whether the counts are to be followed, though no day begins.

        Args:
            reports: of other days, or of none, that the library has.
            at_once: of those, the ones that came now.
        """
        more = reports - self.counts.reports
        return self._has_grown(min(more, at_once)) or more > _FAR * (self.counts.reports + PRIOR_REPORTS)

    def _has_grown(self, by: int) -> bool:
        return by >= max(PRIOR_REPORTS, _GROWN * self.counts.reports)

    def of(self, day: date | None) -> Frequencies:
        """Return what to measure a report of ``day`` with: the end of the day before as its beginning was."""
        if self._before and day is not None and day == self._before[0]:
            return self._before[1]
        return self.counts
