"""The list of hits: two lines a report, fetched page by page as it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from textual import events
from textual.message import Message

from briefreader.model import Hit, Marks, Page
from briefreader.tui.listing import NO_STORIES, Listing
from briefreader.tui.rows import Run, result
from briefreader.tui.widgets.surface import Motion, Pane, destination
from briefreader.tui.wrap import wrap

LINES = 2
"""Lines a report takes."""
BAR = 2
"""Cells before the text: the cursor's bar and a blank."""


class Results(Pane):
    """The hits of a query, with a cursor."""

    class Moved(Message):
        """The cursor stands on another report, or on one whose page has only now come."""

    class Opened(Message):
        """The report under the cursor was chosen."""

    class Wanted(Message):
        """A page is looked at that is not here."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, id: str, clock: Callable[[], datetime]) -> None:
        super().__init__(id)
        self._clock = clock
        self._words = ""
        self._asked: int | None = None
        self.listing = Listing()
        self.cursor = 0
        self._anchor: int | None = None
        self._all = False

    # -- what is shown

    def show(self, listing: Listing, cursor: int = 0, row: int | None = None) -> None:
        """Show other hits.

        Args:
            listing: how many there are, and the pages that are here.
            cursor: the place of the report under the cursor.
            row: the line of the screen on which the cursor's report stands, if it is to stay there.
        """
        self.listing = listing
        self._asked = None
        if row is None:
            self._anchor, self._all = None, False
        self.cursor = min(max(0, cursor), max(0, listing.total - 1))
        self._words = ""
        self.top = 0 if row is None else max(0, self.cursor * LINES - row)
        self._settle()
        self.refresh()

    def say(self, words: str) -> None:
        """Show words to the reader instead of hits."""
        self.listing = Listing()
        self.cursor = self.top = 0
        self._words = words
        self.refresh()

    def put(self, page: Page, stories: Mapping[str, str] = NO_STORIES) -> None:
        """Take a page that was wanted, with the story of each of its reports where the list folds them."""
        self._asked = None
        was_here = self.hit is not None
        self.listing.put(page, stories)
        self.refresh()
        self.scrolled()
        if not was_here and self.hit is not None:
            self.post_message(self.Moved())

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor, None while its page is not here."""
        return self.listing.hit(self.cursor)

    def remark(self, marks: Mapping[str, Marks]) -> None:
        """Show other marks of the hits that are here."""
        for index in self.listing.remark(marks):
            self.refresh_lines(index * LINES, LINES)

    # -- several at once

    @property
    def selection(self) -> tuple[int, int] | None:
        """The first and the last place that are selected; None where nothing is."""
        if self._all and self.total:
            return 0, self.total - 1
        if self._anchor is None or not self.total:
            return None
        return min(self._anchor, self.cursor), max(self._anchor, self.cursor)

    @property
    def selects_all(self) -> bool:
        """Whether all that was found is selected."""
        return self._all

    def select(self, everything: bool = False) -> None:
        """Select from the cursor on to where it goes, or all that was found; once more, nothing."""
        self._anchor = None if everything or self.selection else self.cursor
        self._all = everything and not self._all
        self.refresh()

    def deselect(self) -> bool:
        """Select nothing; tell whether anything was selected."""
        had = self.selection is not None
        self._anchor, self._all = None, False
        if had:
            self.refresh()
        return had

    @property
    def total(self) -> int:
        """How many hits there are."""
        return self.listing.total

    @property
    def row(self) -> int:
        """The line of the screen on which the cursor's report stands."""
        return self.cursor * LINES - self.top

    # -- drawing

    @property
    def line_count(self) -> int:
        """Two lines a hit."""
        return self.listing.total * LINES

    def line(self, y: int) -> Iterable[Run]:
        """Draw half a report."""
        columns = max(1, self.size.width - BAR - 1)
        if self._words:
            lines = [
                part
                for whole in self._words.split("\n")
                for part in ([whole[a:b] for a, b in wrap(whole, 0, len(whole), columns)] or [""])
            ]
            return [("  ", ""), (lines[y - 1], "soft")] if 0 < y <= len(lines) else []
        index, half = divmod(self.top + y, LINES)
        if index >= self.listing.total:
            return []
        ground = ""
        bar: Run = ("  ", "")
        first, last = self.selection or (-1, -1)
        if first <= index <= last:
            ground, bar = "cursor-dim", ("┃ ", "cursor-dim bar")
        if index == self.cursor:
            ground = "cursor" if self.has_focus else "cursor-dim"
            bar = ("▌ ", f"{ground} bar" if self.has_focus else f"{ground} bar-dim")
        hit = self.listing.hit(index)
        count = self.listing.count(index)
        runs = result(hit, columns, self._clock(), count)[half] if hit else [("·" if half else "…", "muted")]
        return [bar, *((text, f"{ground} {names}".strip()) for text, names in runs), ("", ground)]

    # -- moving

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Move the cursor by keys."""
        half = max(1, self.page // LINES // 2)
        full = max(1, self.page // LINES - 1)
        self.go_to(destination(motion, self.cursor, self.total - 1, half, full, count))

    def go_to(self, index: int) -> bool:
        """Put the cursor on a report, as far as there are any; tell whether it moved."""
        index = min(max(0, index), max(0, self.total - 1))
        before = self.cursor
        self.cursor = index
        scrolled = self._settle()
        if index == before:
            return False
        if not scrolled:
            low, high = sorted((before, index))
            for each in (before, index) if self._anchor is None else range(low, high + 1):
                self.refresh_lines(each * LINES, LINES)
        self.post_message(self.Moved())
        return True

    def _settle(self) -> bool:
        """Bring the cursor onto the screen; tell whether that scrolled."""
        first = self.cursor * LINES
        top = min(self.top, first)
        if first + LINES > top + self.page:
            top = first + LINES - self.page if self.page >= LINES else first
        scrolled = self.scroll_lines(top)
        if not scrolled:
            self.scrolled()
        return scrolled

    def scrolled(self) -> None:
        """Ask for the page that is looked at and not here."""
        first = self.top // LINES
        number = self.listing.lacks(first, first + self.page // LINES + 1)
        if number is not None and number != self._asked:
            self._asked = number
            self.post_message(self.Wanted(number))

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.top = min(self.top, self.last_top)
        self._settle()

    def on_click(self, event: events.Click) -> None:
        """Choose a report; the one that is chosen already, or by a double click, opens."""
        index = (self.top + event.y) // LINES
        if self._words or index >= self.total:
            return
        moved = self.go_to(index)
        if not moved or event.chain > 1:
            self.post_message(self.Opened())
