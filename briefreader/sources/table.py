"""Tables as lines of aligned columns."""

from __future__ import annotations

import unicodedata
from typing import Literal

from briefreader.model import Markup
from briefreader.sources.rendered import Inline

Alignment = Literal["left", "right", "center"]

_GAP = "  "
_WIDEST = 80
"""A wider table is set as one line a cell, which can be wrapped."""


def table(rows: list[list[Inline]], alignments: list[Alignment]) -> Inline:
    """Return ``rows`` (the first is the header) as text, with the marks of the cells in place.

    Columns stand in display cells under one another, a rule under the header; a table too wide for
    a line becomes a list of "header: cell".
    """
    columns = max(map(len, rows))
    widths = [max((width(row[c].text) for row in rows if c < len(row)), default=0) for c in range(columns)]
    if sum(widths) + len(_GAP) * (columns - 1) > _WIDEST and len(rows) > 1:
        return _as_list(rows)
    made = _Builder()
    titled = any(cell.text for cell in rows[0])
    for number, row in enumerate(rows if titled else rows[1:]):
        made.line(number > 0)
        for c, cell in enumerate(row):
            spare = widths[c] - width(cell.text)
            alignment = alignments[c] if c < len(alignments) else "left"
            left = {"left": 0, "right": spare, "center": spare // 2}[alignment]
            made.space((len(_GAP) if c else 0) + left)
            made.cell(cell)
            made.space(spare - left)
        if titled and not number:
            made.line()
            made.cell(Inline(_GAP.join("\u2500" * w for w in widths)))
    return made.inline()


def width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _as_list(rows: list[list[Inline]]) -> Inline:
    made = _Builder()
    header = rows[0]
    for number, row in enumerate(rows[1:]):
        made.line(number > 0)
        for c, cell in enumerate(row):
            made.line(number > 0 or c > 0)
            if c < len(header) and header[c].text:
                made.cell(header[c])
                made.cell(Inline(": "))
            made.cell(cell)
    return made.inline()


class _Builder:
    """Puts lines together from cells, without blanks at their ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = 0
        self._marks: list[Markup] = []

    def line(self, begins: bool = True) -> None:
        self._space = 0
        if begins:
            self._add("\n")

    def space(self, count: int) -> None:
        self._space += count

    def cell(self, cell: Inline) -> None:
        if not cell.text:
            return
        self._add(" " * self._space)
        self._space = 0
        shift = self._length
        self._marks += [Markup(m.start + shift, m.end + shift, m.kind, m.value) for m in cell.marks]
        self._add(cell.text)

    def inline(self) -> Inline:
        return Inline("".join(self._parts), self._marks)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
