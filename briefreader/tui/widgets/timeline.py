"""A story as a timeline: its days, with a bar each, and their reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefreader.model import Story, StoryReport
from briefreader.tui.days import day_line, days, gap_line, head, report_lines
from briefreader.tui.geometry import column
from briefreader.tui.widgets.stack import BAR, Items, Lines, Stack

_MARGIN_FROM = 100


class Timeline(Stack):
    """The reports of a story under their days, with a cursor."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._words = "Reading the story …"
        self._story: Story | None = None
        self._reports: Sequence[StoryReport] = ()
        self._read: Collection[str] = ()
        self._here = ""

    def say(self, words: str) -> None:
        """Show words instead of a story."""
        self._words = words
        self._story = None
        self.lay_again()

    def show(self, story: Story, reports: Sequence[StoryReport], read: Collection[str], here: str) -> None:
        """Show a story as far as its reports are here; the cursor begins on the report ``here``."""
        begins = self._story is None or not self._found(self._reports, here)
        self._story, self._reports, self._read, self._here = story, reports, read, here
        if begins:
            self.cursor = next((n for n, each in enumerate(self._in_order()) if each.id == here), 0)
        self.lay_again()

    @staticmethod
    def _found(reports: Sequence[StoryReport], here: str) -> bool:
        return any(report.id == here for report in reports)

    @property
    def report(self) -> StoryReport | None:
        """The report under the cursor."""
        order = self._in_order() if self._story else []
        return order[self.cursor] if self.cursor < len(order) else None

    @property
    def count(self) -> int:
        """Reports that are here."""
        return len(self._reports) if self._story else 0

    def _in_order(self) -> list[StoryReport]:
        return [report for day in days(self._reports) for report in day.reports]

    def lay(self, columns: int) -> tuple[Lines, Items]:
        """Lay the days out."""
        if self._story is None:
            return [], []
        measure = min(columns, column(self.size.width)[1])
        lines: Lines = [[], *head(self._story, measure)]
        items: Items = []
        gathered = days(self._reports)
        most = max((day.words for day in gathered), default=0)
        before = None
        for day in gathered:
            if before and day.day and (day.day - before).days > 1:
                lines += [gap_line(before, day.day), []]
            before = day.day
            lines += [day_line(day, most, measure), []]
            for report in day.reports:
                first = len(lines)
                begins = report is self._reports[0]
                read, here = report.id in self._read, report.id == self._here
                lines += report_lines(report, measure, read, here, begins)
                items.append((first, len(lines)))
                lines.append([])
        return lines, items

    @property
    def _columns(self) -> int:
        return max(1, self.size.width - BAR - 1)
