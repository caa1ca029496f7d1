"""Two reports side by side, or one above the other where there is no room, that move together."""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message

from briefreader.model import Article, Difference, Span
from briefreader.tui.beside import Compared
from briefreader.tui.cells import cut, width
from briefreader.tui.dates import full
from briefreader.tui.geometry import measure
from briefreader.tui.parallel import BAR, Parallel, Side
from briefreader.tui.rows import SEPARATOR
from briefreader.tui.widgets.surface import Motion, Pane, Run
from briefreader.tui.wrap import wrap

BESIDE_FROM = 110
"""Columns from which two reports stand side by side."""


class ComparisonView(Pane):
    """Two compared reports.

    ``top`` counts rows of the parallel layout. Side by side both show the same rows; one above the other
    each leaves out the rows on which it waits for the other.
    """

    class Scrolled(Message):
        """Other rows are on the screen."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.compared: Compared | None = None
        self._parallel: Parallel | None = None
        self._words = ""
        self._current: Difference | None = None
        self._shift = 0

    def show(self, compared: Compared) -> None:
        """Show two reports from their beginnings."""
        self.compared = compared
        self.top = 0
        self._lay()
        self.refresh()

    def say(self, words: str) -> None:
        """Show words instead."""
        self.compared = self._parallel = None
        self._words = words
        self.refresh()

    # -- geometry

    @property
    def is_beside(self) -> bool:
        """Whether there is room for the two side by side."""
        return self.size.width >= BESIDE_FROM

    @property
    def halves(self) -> tuple[int, int]:
        """Columns of the left side, and of the right one without the line between them."""
        left = self.size.width // 2
        return left, self.size.width - left - 1

    @property
    def _heights(self) -> tuple[int, int]:
        """Lines of the upper and the lower report where one stands above the other."""
        upper = max(1, (self.size.height - 1) // 2)
        return upper, max(1, self.size.height - 1 - upper)

    @property
    def line_count(self) -> int:
        """Rows of the layout."""
        return len(self._parallel.rows) if self._parallel else 0

    @property
    def last_top(self) -> int:
        """The row from which the ends of both are on the screen."""
        if self._parallel is None or self.is_beside:
            return max(0, self.line_count - self.page)
        upper, lower = self._heights
        a, b = self._parallel.shown_a, self._parallel.shown_b
        tops = (max(0, a[-1] - upper), max(0, b[-1] - lower))
        return max(a.index(tops[0]), b.index(tops[1]))

    def _lay(self) -> None:
        if self.compared is None or not self.size.width:
            return
        columns = self.halves if self.is_beside else (self.size.width - 2, self.size.width - 2)
        most = measure() + BAR
        measured = (min(most, columns[0] - 3), min(most, columns[1] - 2))
        self._parallel = Parallel(self.compared, measured)

    def on_resize(self) -> None:
        """Lay both out anew and keep the place as well as may be."""
        part = self.top / max(1, self.line_count)
        self._lay()
        self._shift = 0
        self.top = 0
        self.scroll_lines(round(part * self.line_count))
        if self._current is not None:
            self.go_to(self._current)
        self.refresh()

    # -- drawing

    def line(self, y: int) -> Iterable[Run]:
        """Draw a line of both, or of one."""
        if self._parallel is None:
            lines = [self._words[a:b] for a, b in wrap(self._words, 0, len(self._words), self.size.width - 4)]
            return [("  ", ""), (lines[y - 1], "soft")] if 0 < y <= len(lines) else []
        return self._beside(y, self._parallel) if self.is_beside else self._above(y, self._parallel)

    def _beside(self, y: int, layout: Parallel) -> list[Run]:
        left, _ = self.halves
        rows = layout.rows
        here, there = self.top + y, self.top + y + self._shift
        a = rows[here][0] if here < len(rows) else -1
        b = rows[there][1] if 0 <= there < len(rows) else -1
        runs: list[Run] = [(" ", ""), *self._side(layout.a, a, self._current.a if self._current else None)]
        used = sum(width(text) for text, _ in runs)
        return [
            *runs,
            (" " * (left - used), ""),
            ("│", "divider"),
            (" ", ""),
            *self._side(layout.b, b, self._current.b if self._current else None),
        ]

    def _above(self, y: int, layout: Parallel) -> list[Run]:
        upper, lower = self._heights
        last = len(layout.rows)
        if y < upper:
            at = min(layout.shown_a[self.top], max(0, layout.shown_a[-1] - upper)) + y
            number = at if at < len(layout.a.lines) else -1
            return [(" ", ""), *self._side(layout.a, number, self._current.a if self._current else None)]
        if y == upper:
            return self._middle(layout.b)
        top = min(max(0, self.top + self._shift), last)
        at = min(layout.shown_b[top], max(0, layout.shown_b[-1] - lower)) + y - upper - 1
        number = at if at < len(layout.b.lines) else -1
        return [(" ", ""), *self._side(layout.b, number, self._current.b if self._current else None)]

    def _middle(self, side: Side) -> list[Run]:
        label = cut(heading(side.article), self.size.width - 4)
        rest = self.size.width - width(label) - 3
        return [("─", "rule"), (f" {label} ", "label"), ("─" * rest, "rule")]

    def _side(self, side: Side, number: int, current: Span | None) -> list[Run]:
        return side.runs(number, current) if number >= 0 else []

    # -- moving

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Scroll both by keys."""
        self._straighten()
        self.scroll_by(motion, count)

    def _straighten(self) -> None:
        if self._shift:
            self._shift = 0
            self.refresh()

    def scrolled(self) -> None:
        """Tell of it, for the status."""
        self.post_message(self.Scrolled())

    def go_to(self, difference: Difference) -> None:
        """Mark where the two disagree, and bring both places onto the screen."""
        self._current = difference
        if self._parallel is None:
            return
        a, b = self._parallel.row_of_a(difference.a[0]), self._parallel.row_of_b(difference.b[0])
        room = self.page if self.is_beside else min(self._heights)
        self._shift = b - a if abs(b - a) > room // 2 else 0
        first = a if self._shift else min(a, b)
        if self._shift or not (self.top + 1 <= first and max(a, b) < self.top + room - 1):
            # Far apart, they come to stand beside one another until one scrolls on.
            self.scroll_lines(first - room // 3)
        self.refresh()


def heading(article: Article) -> str:
    """Return what stands over a report: whose it is, and of when."""
    return SEPARATOR.join(filter(None, (article.source, full(article.published))))
