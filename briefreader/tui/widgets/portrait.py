"""All about an entity, with a cursor over what can be opened from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from textual import events
from textual.message import Message

from briefreader.model import Page, Portrait
from briefreader.tui.cells import width
from briefreader.tui.geometry import MARGIN, measure
from briefreader.tui.portrait import Item, Layout
from briefreader.tui.widgets.surface import Motion, Pane, Run

WIDER = 18
"""Columns more than a line of text has: these are lists."""


class PortraitView(Pane):
    """The portrait of an entity."""

    class Opened(Message):
        """The item under the cursor was chosen."""

    class Moved(Message):
        """Another item is under the cursor, or other rows are on the screen."""

    def __init__(self, id: str, clock: Callable[[], datetime]) -> None:
        super().__init__(id)
        self._clock = clock
        self._about: tuple[Portrait, Page] | None = None
        self._layout: Layout | None = None
        self._words = ""
        self.cursor = 0

    def show(self, portrait: Portrait, page: Page, cursor: int = 0) -> None:
        """Show an entity."""
        self._about = (portrait, page)
        self.cursor = cursor
        self.top = 0
        self._lay()

    def say(self, words: str) -> None:
        """Show words instead."""
        self._words = words
        self.refresh()

    @property
    def items(self) -> list[Item]:
        """What can be opened."""
        return self._layout.items if self._layout else []

    @property
    def item(self) -> Item | None:
        """What the cursor is on."""
        return self.items[self.cursor] if self.items else None

    @property
    def line_count(self) -> int:
        """The rows of the layout."""
        return len(self._layout.rows) if self._layout else 0

    @property
    def _margin(self) -> int:
        return max(MARGIN, (self.size.width - measure() - WIDER) // 2)

    def _lay(self) -> None:
        if self._about is not None and self.size.width:
            columns = min(measure() + WIDER, self.size.width - 2 * MARGIN)
            self._layout = Layout(*self._about, columns, self._clock())
            self.cursor = min(self.cursor, max(0, len(self.items) - 1))
            self._settle()
            self.refresh()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self._lay()

    def line(self, y: int) -> Iterable[Run]:
        """Draw a row."""
        number = self.top + y
        if self._layout is None:
            return [(" " * MARGIN, ""), (self._words, "soft")] if y == 1 else []
        if number >= self.line_count:
            return []
        pieces = self._layout.rows[number]
        item = self.item
        if item is None or all(piece.item != self.cursor for piece in pieces):
            return [(" " * self._margin, ""), *((piece.text, piece.style) for piece in pieces)]
        if item.kind == "report":
            bar = [(" " * (self._margin - 2), ""), ("▌ ", "cursor bar")]
            return [*bar, *((p.text, f"cursor {p.style}") for p in pieces), ("", "cursor")]
        marked = ((p.text, "name-current" if p.item == self.cursor else p.style) for p in pieces)
        return [(" " * self._margin, ""), *marked]

    # -- moving

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Move the cursor by keys, a row or more at a time; without rows to go to, scroll."""
        if self.item is None:
            self.scroll_by(motion, count)
        elif count and motion in ("top", "bottom"):
            self.go_to(count - 1)
        elif motion in ("down", "up"):
            for _ in range(min(count or 1, len(self.items))):
                self._go_by(1 if motion == "down" else -1)
        elif motion in ("top", "bottom"):
            self._go_by(self.line_count if motion == "bottom" else -self.line_count)
        else:
            rows = max(1, self.page // 2 if motion.startswith("half") else self.page - 2) * (count or 1)
            self._go_by(rows if motion.endswith("down") else -rows)

    def _go_by(self, rows: int) -> None:
        item = self.items[self.cursor]
        row = item.row + rows
        ahead = [i for i in self.items if (i.row > item.row if rows > 0 else i.row < item.row)]
        if not ahead:
            self.scroll_lines(self.last_top if rows > 0 else 0)
            return
        reached = [i for i in ahead if (i.row >= row if rows > 0 else i.row <= row)] or [
            ahead[-1] if rows > 0 else ahead[0]
        ]
        target = reached[0].row if rows > 0 else reached[-1].row
        nearest = min((i for i in ahead if i.row == target), key=lambda i: abs(i.column - item.column))
        self.go_to(self.items.index(nearest))

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) item."""
        self.go_to(self.cursor + step)

    def next_part(self) -> None:
        """Go to the first item of the other kind."""
        item = self.item
        other = next((n for n, each in enumerate(self.items) if item and each.kind != item.kind), self.cursor)
        self.go_to(other)

    def go_to(self, number: int) -> None:
        """Put the cursor on an item, as far as there are any."""
        number = min(max(0, number), max(0, len(self.items) - 1))
        if number != self.cursor:
            self.cursor = number
            self._settle()
            self.refresh()
            self.post_message(self.Moved())

    def _settle(self) -> None:
        """Bring the cursor onto the screen, and what stands above the first item with it."""
        item = self.item
        if item is None:
            return
        lines = 2 if item.kind == "report" else 1
        first = 0 if item.row == self.items[0].row and item.row + lines <= self.page else item.row
        self.scroll_lines(min(max(self.top, item.row + lines - self.page), first))

    def scrolled(self) -> None:
        """Tell of it, for the status."""
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Open what is clicked on."""
        number = self.top + event.y
        if self._layout is None or number >= self.line_count:
            return
        at = self._margin
        for piece in self._layout.rows[number]:
            at += width(piece.text)
            if piece.item is not None and (event.x < at or self.items[piece.item].kind == "report"):
                self.go_to(piece.item)
                self.post_message(self.Opened())
                return
