"""Places in a report that one goes through one after the other: hits, names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefreader.tui.sheet import Part, Sheet


class Spot(NamedTuple):
    """A stretch of a report's title or text."""

    part: Part
    start: int
    end: int


class Trail:
    """Spots in their order on the sheet, and the one that one is at (``number`` from 1; 0 at none)."""

    def __init__(self, spots: Iterable[Spot] = ()) -> None:
        self.spots = list(spots)
        self.number = 0

    @property
    def current(self) -> Spot | None:
        """The spot one is at."""
        return self.spots[self.number - 1] if self.number else None

    def step(self, step: int, sheet: Sheet, top: int) -> Spot | None:
        """Go so many spots on (or back), round at the ends; at none, from line ``top`` on."""
        if not self.spots:
            return None
        if self.number:
            self.number = (self.number - 1 + step) % len(self.spots) + 1
        else:
            lines = [sheet.line_of(spot.start, spot.part) for spot in self.spots]
            at = bisect_left(lines, top)
            self.number = (at + step - (step > 0)) % len(self.spots) + 1
        return self.current
