"""Things of as many lines as they need, one under the other, with a cursor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message

from briefreader.tui.widgets.surface import Motion, Pane, Run, destination
from briefreader.tui.wrap import wrap

BAR = 2
"""Cells before the text: the cursor's bar and a blank."""

Lines = list[list[Run]]
Items = list[tuple[int, int]]
"""The first line of each thing that the cursor can stand on, and the line after its last."""


class Stack(Pane):
    """A pane whose lines belong to items, or to none (headings). The cursor shows while it can be moved."""

    class Opened(Message):
        """The item under the cursor was chosen."""

    class Moved(Message):
        """The cursor stands on another item."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.cursor = 0
        self._words = ""
        self._lines: Lines = []
        self._items: Items = []

    def lay(self, columns: int) -> tuple[Lines, Items]:
        """Return all lines for text of so many columns, and which of them are whose."""
        raise NotImplementedError

    def lay_again(self) -> None:
        """Lay the items out anew and keep the cursor."""
        self._lines, self._items = self.lay(self._columns)
        self.cursor = min(self.cursor, max(0, len(self._items) - 1))
        self._settle()
        self.refresh()

    @property
    def _columns(self) -> int:
        return max(1, self.size.width - BAR - 1)

    @property
    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line(self, y: int) -> Iterable[Run]:
        """Draw a line, or words where there are no items."""
        if not self._items:
            return self._say(self._words, y)
        number = self.top + y
        if number >= len(self._lines):
            return []
        runs = self._lines[number]
        first, end = self._items[self.cursor]
        if not runs or not self.has_focus or not first <= number < end:
            return [("  ", ""), *runs]
        return [("▌ ", "cursor bar"), *((text, f"cursor {names}") for text, names in runs), ("", "cursor")]

    def _say(self, words: str, y: int) -> Sequence[Run]:
        lines = [words[a:b] for a, b in wrap(words, 0, len(words), self._columns)]
        return [("  ", ""), (lines[y], "muted")] if y < len(lines) else []

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Move the cursor by keys."""
        last = len(self._items) - 1
        if last < 0:
            return
        # What stands above the first item is seen by going up from it.
        if motion in ("up", "top") and self.cursor == 0 and not count:
            self.scroll_lines(0)
            return
        self.go_to(destination(motion, self.cursor, last, 2, 4, count))

    def go_to(self, index: int) -> bool:
        """Put the cursor on an item; tell whether it moved."""
        if index == self.cursor:
            return False
        self.cursor = index
        self._settle()
        self.refresh()
        self.post_message(self.Moved())
        return True

    def _settle(self) -> None:
        if self._items:
            first, end = self._items[self.cursor]
            first = 0 if self.cursor == 0 and end <= self.page else first
            self.scroll_lines(min(max(self.top, end - self.page), first))

    def on_resize(self) -> None:
        """Lay the items out anew and keep the cursor on the screen."""
        self.lay_again()

    def on_click(self, event: events.Click) -> None:
        """Open an item."""
        number = self.top + event.y
        index = bisect_right([first for first, _ in self._items], number) - 1
        if index >= 0 and number < self._items[index][1]:
            self.go_to(index)
            self.post_message(self.Opened())
