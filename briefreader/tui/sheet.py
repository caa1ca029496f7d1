"""An article laid out for a width: lines that know which characters they show.

Everything that is drawn on an article (hits, and what is to come: names, a selection, what was read
elsewhere) is given by offsets in its title or text; here they become lines and columns, and back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Literal

from briefreader.model import Article, Marks, Markup
from briefreader.tui.blocks import Block, blocks
from briefreader.tui.cells import TAB, expand, graphemes, width
from briefreader.tui.dates import full
from briefreader.tui.spans import Styled, runs
from briefreader.tui.wrap import wrap

Part = Literal["title", "text"]

SEPARATOR = " · "
UNREAD = "unread"
_INLINE = ("strong", "emphasis", "link")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the sheet.

    It shows ``prefix`` and then the characters ``start`` to ``end`` of ``part``; a line of neither part shows
    ``prefix`` alone. ``style`` names its style; a ``literal`` line is not wrapped and may be longer
    than the sheet is wide.
    """

    part: Part | None
    start: int
    end: int
    prefix: str
    style: str
    literal: bool = False


class Sheet:
    """The lines of an article at a width.

    Args:
        article: what is laid out.
        columns: cells of a line of text at most.
        marks: what its reader made of it, for the head; None to say nothing of it.
    """

    def __init__(self, article: Article, columns: int, marks: Marks | None = None) -> None:
        self.article = article
        self.columns = columns
        self.marks = marks
        self.lines: list[Line] = []
        text = article.text
        body = blocks(text, article.markup)
        titled = bool(body) and _is_title(article.title, text[body[0].start : body[0].end])
        if titled:
            first = body.pop(0)
            self._wrap("text", text, first.start, first.end, "title")
        elif article.title:
            self._wrap("title", article.title, 0, len(article.title), "title")
        self._head_from = len(self.lines)
        self.lines += self._head(marks)
        self._head_to = len(self.lines)
        self._body(text, body)
        self._title_lines = [n for n, line in enumerate(self.lines) if line.part == "title"]
        self._text_lines = [n for n, line in enumerate(self.lines) if line.part == "text"]
        self._text_starts = [self.lines[n].start for n in self._text_lines]
        self._title_starts = [self.lines[n].start for n in self._title_lines]
        self._markup = self.by_line(_inline(article.markup))

    def remarked(self, marks: Marks) -> Sheet:
        """Return the sheet with other marks in its head."""
        head = self._head(marks)
        if len(head) != self._head_to - self._head_from:
            return Sheet(self.article, self.columns, marks)
        sheet = copy(self)
        sheet.marks = marks
        sheet.lines = [*self.lines[: self._head_from], *head, *self.lines[self._head_to :]]
        return sheet

    def shows(self, part: Part) -> bool:
        """Tell whether a part is drawn: the title is not where the text begins with it."""
        return bool(self._title_lines if part == "title" else self._text_lines)

    # -- from lines to offsets and back

    def line_of(self, offset: int, part: Part = "text") -> int:
        """Return the line that shows the character at ``offset``, or would if it were shown."""
        numbers, starts = (
            (self._text_lines, self._text_starts)
            if part == "text"
            else (self._title_lines, self._title_starts)
        )
        if not numbers:
            return 0
        return numbers[max(0, bisect_right(starts, offset) - 1)]

    def offset_of(self, number: int) -> int:
        """Return the offset in the text of the first character at line ``number`` or after it."""
        at = bisect_right(self._text_lines, number - 1)
        return self._text_starts[at] if at < len(self._text_starts) else len(self.article.text)

    def column_of(self, number: int, offset: int) -> int:
        """Return the cell of line ``number`` at which the character at ``offset`` begins."""
        line = self.lines[number]
        offset = min(max(offset, line.start), line.end)
        return width(line.prefix) + width(expand(self._source(line)[line.start : offset]))

    def offset_at(self, number: int, column: int) -> int:
        """Return the offset of the character that covers the cell ``column`` of line ``number``."""
        line = self.lines[number]
        text = self._source(line)
        column -= width(line.prefix)
        at = 0
        for start, _, size in graphemes(text[line.start : line.end]):
            at += TAB - at % TAB if text[line.start + start] == "\t" else size
            if at > column:
                return line.start + start
        return line.end

    def width_of(self, number: int) -> int:
        """Return the cells that line ``number`` takes."""
        return self.column_of(number, self.lines[number].end)

    # -- drawing

    def by_line(self, spans: Iterable[Styled], part: Part = "text") -> dict[int, list[Styled]]:
        """Return for each line the spans that touch it."""
        lines: dict[int, list[Styled]] = {}
        for span in spans:
            number = self.line_of(span.start, part)
            while number < len(self.lines):
                line = self.lines[number]
                if line.part == part:
                    if line.start >= span.end:
                        break
                    lines.setdefault(number, []).append(span)
                number += 1
        return lines

    def runs(self, number: int, layers: Sequence[Styled] = ()) -> list[tuple[str, str]]:
        """Return line ``number`` as runs of text with the names of their styles.

        Args:
            number: of the line.
            layers: spans on this line (see ``by_line``), the later ones on top.
        """
        line = self.lines[number]
        pieces = [(line.prefix, "mark" if line.part else line.style)] if line.prefix else []
        if line.part is None:
            return pieces
        text = self._source(line)
        markup = self._markup.get(number, ()) if line.part == "text" else ()
        column = 0
        for start, end, names in runs(line.start, line.end, [*markup, *layers]):
            drawn = expand(text[start:end], column)
            column += width(drawn)
            pieces.append((drawn, f"{line.style} {names}".strip()))
        return pieces

    # -- laying out

    def _source(self, line: Line) -> str:
        return self.article.title if line.part == "title" else self.article.text

    def _wrap(
        self, part: Part, text: str, start: int, end: int, style: str, first: str = "", further: str = ""
    ) -> None:
        cells = self.columns - width(further)
        for number, (a, b) in enumerate(wrap(text, start, end, cells, width(further) - width(first))):
            self.lines.append(Line(part, a, b, further if number else first, style))

    def _furniture(self, text: str, style: str) -> list[Line]:
        return [Line(None, 0, 0, text[a:b], style) for a, b in wrap(text, 0, len(text), self.columns)]

    def _gap(self) -> None:
        self.lines.append(Line(None, 0, 0, "", "text"))

    def _head(self, marks: Marks | None) -> list[Line]:
        article = self.article
        gap = Line(None, 0, 0, "", "text")
        # In the gap under the title, so that nothing moves when a report is opened and so read.
        made = _made(marks) if marks else ""
        lines = self._furniture(made, "meta" if made == UNREAD else "star")
        lines = lines or [gap]
        line = ""
        for fact in filter(None, (article.source, article.section, full(article.published))):
            joined = f"{line}{SEPARATOR}{fact}" if line else fact
            if line and width(joined) > self.columns:
                lines += self._furniture(line, "meta")
                joined = fact
            line = joined
        lines += self._furniture(line, "meta")
        if article.byline:
            lines += self._furniture(article.byline, "byline")
        if marks and marks.note:
            lines.append(gap)
            for paragraph in marks.note.split("\n"):
                lines += self._furniture(paragraph, "note") or [gap]
        return [*lines, gap]

    def _body(self, text: str, body: Iterable[Block]) -> None:
        for number, block in enumerate(body):
            if number and not block.tight:
                self._gap()
            self._block(text, block)

    def _block(self, text: str, block: Block) -> None:
        quote = "│ " * min(block.quote, 4)
        if block.kind in ("code", "table"):
            self.lines.append(Line("text", block.start, block.end, quote, block.kind, literal=True))
        elif block.kind == "rule":
            self.lines.append(Line("text", block.start, block.start, quote + "─" * 12, "rule"))
        elif block.kind == "item":
            first, further = (quote + " " * cells for cells in (block.indent, block.hang))
            self._wrap("text", text, block.start, block.end, "text", first, further)
        elif block.kind == "heading":
            self._wrap("text", text, block.start, block.end, "heading", quote, quote)
        else:
            self._wrap("text", text, block.start, block.end, "quote" if quote else "text", quote, quote)


def _made(marks: Marks) -> str:
    states = ["" if marks.read_at else UNREAD, "* starred" if marks.starred else ""]
    return SEPARATOR.join(filter(None, [*states, *(f"#{tag}" for tag in marks.tags)]))


def _is_title(title: str, line: str) -> bool:
    line = " ".join(line.split())
    return line == title or (title.endswith("…") and len(title) > 1 and line.startswith(title[:-1].rstrip()))


def _inline(markup: Iterable[Markup]) -> list[Styled]:
    return [Styled(m.start, m.end, m.kind) for m in markup if m.kind in _INLINE]
