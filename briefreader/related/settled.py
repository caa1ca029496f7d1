"""Word counts to measure bonds with that do not move while the reports of one day come in."""

from __future__ import annotations

from datetime import date, datetime

from briefreader.related.frequencies import PRIOR_REPORTS, Frequencies

_AT_ONCE = 1.1
_IN_ALL = 2.0
"""How much larger a batch alone, or all that came since, makes the library before the counts follow."""


class Settled:
    """Word counts that stand still within a day, so that the order of a day's reports changes nothing.

    A batch of reports (or a single one) is taken in so: ``before`` with the counts as they are; the
    batch is counted in; ``after``; then its reports are related by ``counts`` and joined to stories.
    """

    def __init__(self, counts: Frequencies | None = None, day: date | None = None) -> None:
        self.counts = counts or Frequencies()
        self.day = day
        self._before = self.counts.reports

    def to_bytes(self) -> bytes:
        """Return what stands still, for keeping: about as large as the counts."""
        return (self.day.isoformat() if self.day else "").encode() + b"\n" + self.counts.to_bytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Settled:
        """Return what ``to_bytes`` kept; raise ValueError for what it did not keep."""
        day, _, counts = kept.partition(b"\n")
        return cls(Frequencies.from_bytes(counts), date.fromisoformat(day.decode()) if day else None)

    def before(self, last: datetime | None, counts: Frequencies) -> None:
        """Follow the library's counts when a batch, whose last report is of ``last``, begins a later day."""
        self._before = counts.reports
        if last is not None and (self.day is None or last.date() > self.day):
            self.day = last.date()
            self.counts = counts.copy()

    def after(self, counts: Frequencies) -> None:
        """Follow the counts of a library being filled: by a tenth at once, or to twice its size by now.

        Reports that come a few at a time do not move them, in whatever order they come.
        """
        now = counts.reports + PRIOR_REPORTS
        if now > _AT_ONCE * (self._before + PRIOR_REPORTS) or now > _IN_ALL * (
            self.counts.reports + PRIOR_REPORTS
        ):
            self.counts = counts.copy()
