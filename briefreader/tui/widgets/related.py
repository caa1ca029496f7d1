"""The right pane: reports related to the open one, each with its kind, what is new and differs, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefreader.model import RelatedReport
from briefreader.tui.widgets.stack import Items, Lines, Stack

if TYPE_CHECKING:
    from briefreader.tui.beside import Aside


class Related(Stack):
    """Related reports, of as many lines as they need, with a cursor."""

    def __init__(self, id: str, clock: Callable[[], datetime]) -> None:
        super().__init__(id)
        self._clock = clock
        self.reports: tuple[RelatedReport, ...] = ()
        self.asides: Mapping[str, Aside] = {}
        """What is new in each, and where it disagrees with the open one, by id."""

    def show(self, reports: Sequence[RelatedReport], words: str = "") -> None:
        """Show other reports, or ``words`` where there are none; the same ones again keep the cursor."""
        if (tuple(reports), words) == (self.reports, self._words):
            return
        self.reports = tuple(reports)
        self.asides = {}
        self._words = words
        self.cursor = self.top = 0
        self.lay_again()

    def show_asides(self, asides: Mapping[str, Aside]) -> None:
        """Show what is new in each, and where they disagree with the open one."""
        if asides != self.asides:
            self.asides = asides
            self.lay_again()

    @property
    def report(self) -> RelatedReport | None:
        """The report under the cursor."""
        return self.reports[self.cursor] if self.reports else None

    def lay(self, columns: int) -> tuple[Lines, Items]:
        """Lay the reports out, a blank line after each."""
        from briefreader.tui.rows import related

        lines: Lines = []
        items: Items = []
        for report in self.reports:
            first = len(lines)
            lines += related(report, columns, self._clock(), self.asides.get(report.id))
            items.append((first, len(lines)))
            lines.append([])
        return lines, items
