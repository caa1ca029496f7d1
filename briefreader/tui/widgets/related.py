"""The right pane: reports related to the open one, each with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.message import Message

from briefreader.model import RelatedReport
from briefreader.tui.rows import related
from briefreader.tui.widgets.surface import Motion, Pane, Run
from briefreader.tui.wrap import wrap

BAR = 2


class Related(Pane):
    """Related reports, of as many lines as they need, with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "--headline", "--muted", "--soft", "--cursor", "--cursor-dim", "--bar", "--bar-dim",
    }  # fmt: skip

    class Opened(Message):
        """The report under the cursor was chosen."""

    class Moved(Message):
        """The cursor stands on another report."""

    def __init__(self, id: str, clock: Callable[[], datetime]) -> None:
        super().__init__(id)
        self._clock = clock
        self._words = ""
        self._lines: list[list[Run]] = []
        self._starts: list[int] = []
        self.reports: tuple[RelatedReport, ...] = ()
        self.cursor = 0

    def show(self, reports: Sequence[RelatedReport], words: str = "") -> None:
        """Show other reports, or ``words`` where there are none; the same ones again keep the cursor."""
        if (tuple(reports), words) == (self.reports, self._words):
            return
        self.reports = tuple(reports)
        self._words = words
        self.cursor = self.top = 0
        self._lay()
        self.refresh()

    @property
    def report(self) -> RelatedReport | None:
        """The report under the cursor."""
        return self.reports[self.cursor] if self.reports else None

    def _lay(self) -> None:
        columns = max(1, self.size.width - BAR - 1)
        self._lines, self._starts = [], []
        for report in self.reports:
            self._starts.append(len(self._lines))
            self._lines += [*related(report, columns, self._clock()), []]

    @property
    def line_count(self) -> int:
        """The lines of all reports."""
        return len(self._lines)

    def line(self, y: int) -> Iterable[Run]:
        """Draw a line of a report."""
        number = self.top + y
        if not self.reports:
            columns = max(1, self.size.width - BAR - 1)
            lines = [self._words[a:b] for a, b in wrap(self._words, 0, len(self._words), columns)]
            return [("  ", ""), (lines[y], "muted")] if y < len(lines) else []
        if number >= len(self._lines):
            return []
        runs = self._lines[number]
        if not runs or bisect_right(self._starts, number) - 1 != self.cursor:
            return [("  ", ""), *runs]
        # The cursor shows only where it can be moved: this pane is mostly looked at from another.
        if not self.has_focus:
            return [("  ", ""), *runs]
        return [("▌ ", "cursor bar"), *((text, f"cursor {names}") for text, names in runs), ("", "cursor")]

    def move(self, motion: Motion) -> None:
        """Move the cursor by keys."""
        if not self.reports:
            return
        last = len(self.reports) - 1
        to = {
            "down": self.cursor + 1, "up": self.cursor - 1, "half-page-down": self.cursor + 2,
            "half-page-up": self.cursor - 2, "page-down": self.cursor + 4, "page-up": self.cursor - 4,
            "top": 0, "bottom": last,
        }[motion]  # fmt: skip
        self.go_to(min(max(0, to), last))

    def go_to(self, index: int) -> bool:
        """Put the cursor on a report; tell whether it moved."""
        if index == self.cursor:
            return False
        self.cursor = index
        self._settle()
        self.refresh()
        self.post_message(self.Moved())
        return True

    def _settle(self) -> None:
        if not self.reports:
            return
        first = self._starts[self.cursor]
        following = [*self._starts[1:], len(self._lines)]
        last = following[self.cursor] - 1
        self.scroll_lines(min(max(self.top, last - self.page), first))

    def on_resize(self) -> None:
        """Lay the reports out anew and keep the cursor on the screen."""
        self._lay()
        self._settle()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open a report."""
        number = self.top + event.y
        if 0 <= number < len(self._lines):
            self.go_to(bisect_right(self._starts, number) - 1)
            self.post_message(self.Opened())
