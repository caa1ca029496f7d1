"""The right pane: reports related to the open one, each with its kind, what is new in it and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from briefreader.model import RelatedReport
from briefreader.tui.rows import related
from briefreader.tui.widgets.stack import Items, Lines, Stack


class Related(Stack):
    """Related reports, of as many lines as they need, with a cursor."""

    def __init__(self, id: str, clock: Callable[[], datetime]) -> None:
        super().__init__(id)
        self._clock = clock
        self.reports: tuple[RelatedReport, ...] = ()
        self.new: Mapping[str, float | None] = {}
        """The share of each that is new to the reader, by id; None for one that has been read."""

    def show(self, reports: Sequence[RelatedReport], words: str = "") -> None:
        """Show other reports, or ``words`` where there are none; the same ones again keep the cursor."""
        if (tuple(reports), words) == (self.reports, self._words):
            return
        self.reports = tuple(reports)
        self.new = {}
        self._words = words
        self.cursor = self.top = 0
        self.lay_again()

    def show_new(self, new: Mapping[str, float | None]) -> None:
        """Show how much of each is new."""
        if new != self.new:
            self.new = new
            self.lay_again()

    @property
    def report(self) -> RelatedReport | None:
        """The report under the cursor."""
        return self.reports[self.cursor] if self.reports else None

    def lay(self, columns: int) -> tuple[Lines, Items]:
        """Lay the reports out, a blank line after each."""
        lines: Lines = []
        items: Items = []
        for report in self.reports:
            first = len(lines)
            lines += related(report, columns, self._clock(), self.new.get(report.id, -1.0))
            items.append((first, len(lines)))
            lines.append([])
        return lines, items
