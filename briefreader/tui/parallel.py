"""Two compared reports laid out in parallel: what both say begins on the same row.

Between two passages that say the same, each side runs on with what it has; the shorter side waits. Where
the order of what both say differs, the heaviest chain of pairs that keeps the order of both is aligned;
an arrow at the others says where the other report has it: further up or further down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefreader.model import Aligned, Article, Mention, Span
from briefreader.tui.beside import Compared
from briefreader.tui.blocks import Block, blocks
from briefreader.tui.rows import UNTITLED, Run
from briefreader.tui.spans import Styled, runs, styled
from briefreader.tui.wrap import wrap

BAR = 2
"""Cells before the text of a side: a bar beside what only it says, and a blank."""

UP, DOWN = "↑ ", "↓ "

SAID = 0.45
"""The likeness from which a passage is dimmed, since the other says nearly all of it: as what is known to a
reader is. Below that they stand beside one another and are read in full."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one side: the characters ``start`` to ``end`` of its text, or ``words`` of its head."""

    start: int
    end: int
    words: str = ""
    style: str = "text"
    begins: bool = False
    """Whether a paragraph begins here, before which a row stays empty."""


class Side:
    """One of two reports, laid out for a width.

    Args:
        article: the report.
        columns: cells of a line, the bar's included.
        common: what the other says too, nearly all of it.
        only: what only this one says.
        differing: what it says otherwise than the other.
        colours: of the entities that both name, by id.
    """

    def __init__(
        self,
        article: Article,
        columns: int,
        common: Iterable[Span],
        only: Sequence[Span],
        differing: Iterable[Span],
        colours: dict[str, int],
    ) -> None:
        self.article = article
        self._columns = max(1, columns - BAR)
        self._blocks = blocks(article.text, article.markup)
        self._only = sorted(only)
        self._layers = [
            *styled(common, "common"),
            *styled(only, "only"),
            *_names(article.mentions, colours),
            *styled(differing, "hit"),
        ]
        self.lines: list[Line] = []
        self._starts: list[int] = []
        self._elsewhere: dict[int, str] = {}

    def head(self) -> list[Line]:
        """Return the lines of the headline."""
        title = self.article.title or UNTITLED
        return [Line(0, 0, line, "title") for line in self._words(title)]

    def stretch(self, start: int, end: int) -> list[Line]:
        """Return the lines of a stretch of the text."""
        lines: list[Line] = []
        for block in self._touched(start, end):
            first, last = max(start, block.start), min(end, block.end)
            is_rule = not self.article.text[first:last].strip("─ ")
            last = min(last, first + self._columns) if is_rule else last
            begins = not self.article.text[block.start : first].strip() and not block.tight
            style = "heading" if block.kind == "heading" else "text"
            for number, (a, b) in enumerate(wrap(self.article.text, first, last, self._columns)):
                if begins and not number and lines:
                    lines.append(Line(0, 0))
                lines.append(Line(a, b, "", style, begins and not number))
        return lines

    def add(self, line: Line) -> int:
        """Put a line under the others, and return its number."""
        self.lines.append(line)
        return len(self.lines) - 1

    def finish(self) -> None:
        """Take note of where the characters are, when all lines are there."""
        self._text = [number for number, line in enumerate(self.lines) if line.end]
        self._starts = [self.lines[number].start for number in self._text]

    def line_of(self, offset: int) -> int:
        """Return the line that shows the character at ``offset``."""
        at = bisect_right(self._starts, offset) - 1
        return self._text[max(0, at)] if self._text else 0

    def point(self, offset: int, arrow: str) -> None:
        """Say with an arrow where the other report has what begins at ``offset``."""
        self._elsewhere[self.line_of(offset)] = arrow

    def runs(self, number: int, current: Span | None) -> list[Run]:
        """Return a line as runs of text with the names of their styles."""
        line = self.lines[number]
        if line.words:
            return [(" " * BAR, ""), (line.words, line.style)]
        if not line.end:
            return []
        layers = [*self._layers, *([Styled(*current, "hit-current")] if current else [])]
        bar: Run = ("▎ ", "only-bar") if self._is_only(line) else (" " * BAR, "")
        bar = (self._elsewhere[number], "common") if number in self._elsewhere else bar
        text = self.article.text
        pieces = runs(line.start, line.end, layers)
        return [
            bar,
            *((text[a:b].replace("\n", " "), f"{line.style} {names}".strip()) for a, b, names in pieces),
        ]

    def _is_only(self, line: Line) -> bool:
        covered = sum(max(0, min(b, line.end) - max(a, line.start)) for a, b in self._only)
        return 2 * covered > line.end - line.start

    def _touched(self, start: int, end: int) -> Iterable[Block]:
        return (block for block in self._blocks if block.start < end and block.end > start)

    def _words(self, text: str) -> list[str]:
        return [text[a:b] for a, b in wrap(text, 0, len(text), self._columns)]


class Parallel:
    """Two reports in parallel. ``rows`` holds for each row the line of either side, -1 where it waits."""

    def __init__(self, compared: Compared, columns: tuple[int, int]) -> None:
        found = compared.comparison
        colours = dict(compared.colours)
        differ = found.differences
        self.a = Side(
            compared.a, columns[0], {pair.a for pair in found.common if pair.score >= SAID}, found.only_a,
            [d.a for d in differ], colours,
        )  # fmt: skip
        self.b = Side(
            compared.b, columns[1], {pair.b for pair in found.common if pair.score >= SAID}, found.only_b,
            [d.b for d in differ], colours,
        )  # fmt: skip
        self.rows: list[tuple[int, int]] = []
        self._put(self.a.head(), self.b.head())
        at_a = at_b = 0
        aligned = chain(found.common)
        for pair in aligned:
            self._put(self.a.stretch(at_a, pair.a[0]), self.b.stretch(at_b, pair.b[0]))
            self._put(self.a.stretch(*pair.a), self.b.stretch(*pair.b))
            at_a, at_b = pair.a[1], pair.b[1]
        self._put(
            self.a.stretch(at_a, len(self.a.article.text)), self.b.stretch(at_b, len(self.b.article.text))
        )
        self.a.finish()
        self.b.finish()
        self.shown_a = list(accumulate((a >= 0 for a, _ in self.rows), initial=0))
        self.shown_b = list(accumulate((b >= 0 for _, b in self.rows), initial=0))
        self._row_a = {a: row for row, (a, _) in enumerate(self.rows) if a >= 0}
        self._row_b = {b: row for row, (_, b) in enumerate(self.rows) if b >= 0}
        self._point({*found.common} - {*aligned}, {pair.a for pair in aligned}, {pair.b for pair in aligned})

    def row_of_a(self, offset: int) -> int:
        """Return the row of a character of the first report."""
        return self._row_a.get(self.a.line_of(offset), 0)

    def row_of_b(self, offset: int) -> int:
        """Return the row of a character of the second report."""
        return self._row_b.get(self.b.line_of(offset), 0)

    def _point(self, crossed: Iterable[Aligned], beside_a: set[Span], beside_b: set[Span]) -> None:
        """Say of what both say at different heights where the other has it."""
        for pair in sorted(crossed, key=lambda pair: pair.score):
            a, b = self.row_of_a(pair.a[0]), self.row_of_b(pair.b[0])
            if pair.a not in beside_a:
                self.a.point(pair.a[0], DOWN if b > a else UP)
            if pair.b not in beside_b:
                self.b.point(pair.b[0], DOWN if a > b else UP)

    def _put(self, left: list[Line], right: list[Line]) -> None:
        """Add rows with these lines beside one another, an empty row first where a paragraph begins."""
        begins = [bool(lines and lines[0].begins) for lines in (left, right)]
        if any(begins):
            self.rows.append(
                (self.a.add(Line(0, 0)) if begins[0] else -1, self.b.add(Line(0, 0)) if begins[1] else -1)
            )
        for number in range(max(len(left), len(right))):
            a = self.a.add(left[number]) if number < len(left) else -1
            b = self.b.add(right[number]) if number < len(right) else -1
            self.rows.append((a, b))


def chain(common: Iterable[Aligned]) -> list[Aligned]:
    """Return the pairs of greatest score together that come in the same order in both reports."""
    pairs = sorted(common, key=lambda pair: (pair.a, pair.b))
    best: list[float] = []
    before: list[int] = []
    for at, pair in enumerate(pairs):
        top, last = 0.0, -1
        for other in range(at):
            ahead = pairs[other]
            if best[other] > top and ahead.a[1] <= pair.a[0] and ahead.b[1] <= pair.b[0]:
                top, last = best[other], other
        best.append(top + pair.score)
        before.append(last)
    found: list[Aligned] = []
    at = max(range(len(pairs)), key=best.__getitem__, default=-1)
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _names(mentions: Iterable[Mention], colours: dict[str, int]) -> list[Styled]:
    return [
        Styled(mention.start, mention.end, f"name-{colours[mention.entity]}")
        for mention in mentions
        if mention.entity in colours and not mention.in_title
    ]
