"""Beside the results: saved searches with what is unread in them, and all else that narrows the list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from briefreader.tui.cells import cut, width
from briefreader.tui.widgets.stack import Items, Lines, Stack
from briefreader.tui.widgets.surface import Run

if TYPE_CHECKING:
    from briefreader.tui.filters import Filter

_COUNT = 7
"""Cells of a count."""


class Shelf(Stack):
    """Filters by kind, a line each, with a cursor."""

    def __init__(self, id: str, none_saved: str) -> None:
        super().__init__(id)
        self._none_saved = none_saved
        self._filters: tuple[Filter, ...] = ()
        self._query = ""

    def show(self, filters: Sequence[Filter], query: str) -> None:
        """Show filters, those marked that ``query`` has; the cursor stays on its own."""
        if (tuple(filters), query) == (self._filters, self._query):
            return
        before = self.filter
        self._filters, self._query = tuple(filters), query
        if before is not None:
            same = (n for n, f in enumerate(filters) if (f.kind, f.label) == (before.kind, before.label))
            self.cursor = next(same, self.cursor)
        self.lay_again()

    @property
    def filter(self) -> Filter | None:
        """The filter under the cursor."""
        return self._filters[self.cursor] if self.cursor < len(self._filters) else None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._filters)

    def lay(self, columns: int) -> tuple[Lines, Items]:
        """Lay the filters out under their headings."""
        from briefreader.tui.filters import HEADINGS

        lines: Lines = []
        items: Items = []
        if not any(each.kind == "saved" for each in self._filters):
            lines += [_heading("Saved searches", "", columns), [(cut(self._none_saved, columns), "soft")], []]
        for kind, group in groupby(self._filters, lambda each: each.kind):
            if lines and lines[-1]:
                lines.append([])
            lines.append(_heading(HEADINGS[kind], "unread    all" if kind == "saved" else "", columns))
            for each in group:
                items.append((len(lines), len(lines) + 1))
                lines.append(self._line(each, columns))
        return lines, items

    def _line(self, each: Filter, columns: int) -> list[Run]:
        counts = [each.unread, each.total] if each.kind == "saved" else [each.total]
        texts = ["" if count is None else f"{count:,}" for count in counts]
        right = "".join(text.rjust(_COUNT) for text in texts)
        from briefreader.tui.filters import holds

        is_on = holds(self._query, each)
        ink = "star" if is_on else "headline" if each.unread or each.kind != "saved" else "soft"
        label = cut(f"{'• ' if is_on else ''}{each.label}", columns - len(right) - 1)
        return [(label, ink), (" " * max(1, columns - width(label) - len(right)), ""), (right, "muted")]


def _heading(words: str, right: str, columns: int) -> list[Run]:
    words = cut(words, columns)
    gap = columns - width(words) - len(right)
    return [(words, "muted"), *([(" " * gap + right, "muted")] if right and gap > 1 else [])]
