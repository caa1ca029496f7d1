"""The ground a caret walks on: headline and text of a report as one stretch of characters, with the lines
that show it, its words, sentences and paragraphs.

Places are offsets into ``Ground.text``: the headline, where the sheet shows one of its own, comes first.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from briefreader.model import Span
from briefreader.text import sentences, tokens
from briefreader.tui.blocks import blocks
from briefreader.tui.cells import graphemes
from briefreader.tui.sheet import Part, Sheet
from briefreader.tui.spans import Styled

_BETWEEN = "\n\n"


class Row(NamedTuple):
    """A line of the sheet, by its number there, and the characters it shows."""

    number: int
    start: int
    end: int


class Ground:
    """What can be walked on of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        article = sheet.article
        self._shift = len(article.title) + len(_BETWEEN) if sheet.shows("title") else 0
        self.text = f"{article.title}{_BETWEEN}{article.text}" if self._shift else article.text
        self.rows = [
            Row(number, line.start + shift, line.end + shift)
            for number, line in enumerate(sheet.lines)
            if line.part and line.start < line.end
            for shift in [0 if line.part == "title" else self._shift]
        ]
        self._starts = [row.start for row in self.rows]

    # -- to the sheet and back

    def place(self, offset: int, part: Part = "text") -> int:
        """Return the place of a character of the headline or the text."""
        return offset if part == "title" else offset + self._shift

    def offset(self, place: int) -> tuple[Part, int]:
        """Return the part that a place lies in, and its offset there."""
        return ("text", place - self._shift) if place >= self._shift else ("title", place)

    def parts(self, span: Span, style: str) -> dict[Part, Styled]:
        """Return what a stretch covers of headline and text."""
        start, end = span
        found: dict[Part, Styled] = {}
        if self._shift and start < self._shift:
            found["title"] = Styled(start, min(end, self._shift - len(_BETWEEN)), style)
        if end > self._shift:
            found["text"] = Styled(max(0, start - self._shift), end - self._shift, style)
        return found

    # -- lines

    def row_of(self, place: int) -> int:
        """Return the index of the row that shows a place, or the one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def row_at(self, number: int) -> int:
        """Return the index of the row on line ``number`` of the sheet, or of the first after it."""
        at = bisect_right([row.number for row in self.rows], number - 1)
        return min(at, len(self.rows) - 1)

    def column(self, place: int) -> int:
        """Return the cell at which a place is drawn in its row."""
        row = self.rows[self.row_of(place)]
        return self.sheet.column_of(row.number, self.offset(place)[1])

    def at_column(self, index: int, column: int) -> int:
        """Return the place in a row that is drawn at a cell, or the row's last."""
        row = self.rows[index]
        part = self.sheet.lines[row.number].part or "text"
        return self.on_row(index, self.place(self.sheet.offset_at(row.number, column), part))

    def on_row(self, index: int, place: int) -> int:
        """Return the place nearest to ``place`` that a row shows."""
        row = self.rows[index]
        return min(max(place, row.start), self.last_of(index))

    def last_of(self, index: int) -> int:
        """Return the place of the last character of a row."""
        row = self.rows[index]
        return row.start + graphemes(self.text[row.start : row.end])[-1][0]

    def shown(self, place: int) -> int:
        """Return a place that is drawn: this one, or the last character before it that is."""
        index = self.row_of(place)
        if place >= self.rows[index].end:
            return self.last_of(index)
        return self.on_row(index, place)

    def next_shown(self, place: int) -> int:
        """Return this place if it is drawn, else the next one after it that is, else the last."""
        index = self.row_of(place)
        if place >= self.rows[index].end:
            return self.rows[index + 1].start if index + 1 < len(self.rows) else self.last_of(index)
        return self.on_row(index, place)

    def character(self, place: int) -> Span:
        """Return the stretch of what is drawn as one character at a place."""
        row = self.rows[self.row_of(place)]
        for start, end, _ in graphemes(self.text[row.start : row.end]):
            if row.start + end > place:
                return row.start + start, row.start + end
        return place, place + 1

    # -- words, sentences, paragraphs

    @cached_property
    def words(self) -> list[Span]:
        """The words, apostrophes and points inside included, and the runs of signs between them."""
        found: list[Span] = []
        at = 0
        for _, start, end in [*tokens(self.text), ("", len(self.text), len(self.text))]:
            found += _signs(self.text, at, start)
            if end > start:
                found.append((start, end))
            at = end
        return found

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, each within its paragraph."""
        return [
            (start + a, start + b)
            for start, end in self._blocks
            for a, b in sentences(self.text[start:end].replace("\n", " "))
        ]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs; tables and code are one each."""
        return self._merged

    @cached_property
    def _blocks(self) -> list[Span]:
        return [(a, b) for a, b, _ in self._kinds]

    @cached_property
    def _merged(self) -> list[Span]:
        found: list[tuple[int, int, str]] = []
        for start, end, kind in self._kinds:
            if found and kind == found[-1][2] and kind in ("table", "code"):
                found[-1] = (found[-1][0], end, kind)
            else:
                found.append((start, end, kind))
        return [(a, b) for a, b, _ in found]

    @cached_property
    def _kinds(self) -> list[tuple[int, int, str]]:
        article = self.sheet.article
        found = [(0, len(article.title), "title")] if self._shift else []
        for block in blocks(article.text, article.markup):
            block = replace(block, start=block.start + self._shift, end=block.end + self._shift)
            if self.text[block.start : block.end].strip():
                found.append((block.start, block.end, block.kind))
        return found


def _signs(text: str, start: int, end: int) -> list[Span]:
    """Return the runs of what is neither word nor white space."""
    found: list[Span] = []
    for at in range(start, end):
        if text[at].isspace():
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
