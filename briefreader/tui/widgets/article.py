"""The open report: laid out, scrolled, with its hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message

from briefreader.model import Marks, Span
from briefreader.tui.cells import fitting, width
from briefreader.tui.finding import Findable
from briefreader.tui.geometry import column
from briefreader.tui.reading import Reading
from briefreader.tui.spans import Styled, styled
from briefreader.tui.trail import Spot, Trail
from briefreader.tui.widgets.surface import Motion, Pane, Run
from briefreader.tui.wrap import wrap

if TYPE_CHECKING:
    from briefreader.tui.sheet import Part, Sheet

SIDEWAYS = 8
"""Cells that a wide table moves at a time."""
_CUT = "›"
_CUT_LEFT = "‹"


class ArticleView(Pane):
    """A report as lines of text that know their offsets.

    What is marked in it lies in layers by name, spans of offsets each; ``set_layer`` changes one and
    draws the lines it touches again.
    """

    LAYERS: ClassVar[tuple[str, ...]] = ("names", "known", "hits", "current", "name")
    """The names of the layers, from the ground up."""

    class Scrolled(Message):
        """Other lines, or another hit or name, are on the screen."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.reading: Reading | None = None
        self.sheet: Sheet | None = None
        self.sideways = 0
        self._words = ""
        self._hits = Trail()
        self.finding = ""
        """The words that are found in the report in place of the hits of the search."""
        self._findable: dict[Part, Findable] = {}
        self._layers: dict[tuple[str, Part], dict[int, list[Styled]]] = {}
        self._spans: dict[tuple[str, Part], list[Styled]] = {}

    # -- what is shown

    def show(self, reading: Reading, offset: int = 0) -> None:
        """Show a report from the line with ``offset`` on; with 0, from its head."""
        self.reading = reading
        self._words = self.finding = ""
        self._findable = {}
        self.sideways = 0
        self._hits = _trail(reading, reading.title_hits, reading.hits)
        self._spans = {
            **self.further_layers(reading),
            ("hits", "title"): styled(reading.title_hits, "hit"),
            ("hits", "text"): styled(reading.hits, "hit"),
        }
        self._lay(reading.sheet)
        self.top = 0
        self.go_to_offset(offset)
        self.refresh()

    def say(self, words: str) -> None:
        """Show words to the reader instead of a report."""
        self.reading = self.sheet = None
        self._words = words
        self._hits = Trail()
        self.top = 0
        self.refresh()

    def further_layers(self, reading: Reading) -> dict[tuple[str, Part], list[Styled]]:
        """Return what else is marked in a report, by layer and part."""
        return {}

    def overwritten(self, number: int, runs: Sequence[Run]) -> list[Run]:
        """Return line ``number`` with what is written over it."""
        return list(runs)

    def over(self, number: int) -> list[Styled]:
        """Return the spans that lie over line ``number``, from the ground up."""
        part = self.sheet.lines[number].part if self.sheet else None
        if part is None:
            return []
        return [span for name in self.LAYERS for span in self._layers.get((name, part), {}).get(number, ())]

    def set_layer(self, name: str, spans: Iterable[Styled], part: Part = "text") -> None:
        """Put spans into a layer, in place of what was there."""
        self._spans[name, part] = list(spans)
        if self.sheet is not None:
            before = self._layers.get((name, part), {})
            after = self._layers[name, part] = self.sheet.by_line(self._spans[name, part], part)
            for number in {*before, *after}:
                self.refresh_lines(number, 1)

    def remark(self, marks: Marks) -> None:
        """Show other marks in the head; the lines that are read stay where they are."""
        before = self.sheet
        if before is None or before.marks == marks:
            return
        sheet = before.remarked(marks)
        more = len(sheet.lines) - len(before.lines)
        self._lay(sheet)
        if more:
            self.top = min(max(0, self.top + more), self.last_top) if self.top else 0
            self.refresh()
            return
        for number, line in enumerate(sheet.lines):
            if line is not before.lines[number] and line != before.lines[number]:
                self.refresh_lines(number, 1)

    @property
    def columns(self) -> int:
        """Cells of a line of text."""
        return column(self.size.width)[1]

    @property
    def offset_at_top(self) -> int:
        """The offset of the first character on the screen; 0 while the head shows."""
        return self.sheet.offset_of(self.top) if self.sheet and self.top else 0

    def go_to_offset(self, offset: int) -> None:
        """Scroll so that the line with ``offset`` is the first."""
        if self.sheet is not None:
            self.scroll_lines(self.sheet.line_of(offset) if offset else 0)

    def _lay(self, sheet: Sheet) -> None:
        if sheet.columns != self.columns and self.size.width:
            sheet = type(sheet)(sheet.article, self.columns, sheet.marks)
        self.sheet = sheet
        self._layers = {key: sheet.by_line(spans, key[1]) for key, spans in self._spans.items()}

    def on_resize(self) -> None:
        """Lay the report out anew and keep the place."""
        if self.sheet is None or self.sheet.columns == self.columns:
            self.scroll_lines(min(self.top, self.last_top))
            return
        offset = self.offset_at_top
        self._lay(self.sheet)
        self.top = 0
        self.go_to_offset(offset)
        self.refresh()

    # -- hits

    @property
    def hit_count(self) -> int:
        """How many hits the report has."""
        return len(self._hits.spots)

    @property
    def hit_number(self) -> int:
        """The current hit, from 1; 0 for none."""
        return self._hits.number

    def step_hit(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) hit, round at the ends; tell whether there is one."""
        spot = self._hits.step(step, self.sheet, self.top) if self.sheet else None
        if spot is None:
            return False
        self.show_spot("current", spot, "hit-current")
        return True

    def show_spot(self, layer: str, spot: Spot | None, style: str) -> None:
        """Mark a spot as the only one of its layer, and bring it onto the screen."""
        parts: tuple[Part, Part] = ("title", "text")
        for part in parts:
            spans = [Styled(spot.start, spot.end, style)] if spot and spot.part == part else []
            if spans != self._spans.get((layer, part), []):
                self.set_layer(layer, spans, part)
        if spot is not None and self.sheet is not None:
            line = self.sheet.line_of(spot.start, spot.part)
            if not self.top <= line < self.top + self.page - 1:
                self.scroll_lines(line - self.page // 3)
        self.post_message(self.Scrolled())

    def find(self, words: str, top: int) -> None:
        """Mark where words stand in place of the hits, and go to the first from line ``top`` on.

        Without words the hits are marked again.
        """
        reading = self.reading
        if reading is None or self.sheet is None or words == self.finding:
            return
        self.finding = words
        title_hits: Sequence[Span] = reading.title_hits
        hits: Sequence[Span] = reading.hits
        if words:
            self._findable = self._findable or {
                "title": Findable(reading.article.title),
                "text": Findable(reading.article.text),
            }
            title_hits, hits = (self._findable[part].find(words) for part in ("title", "text"))
        self._hits = _trail(reading, title_hits, hits)
        self.set_layer("hits", styled(title_hits, "hit"), "title")
        self.set_layer("hits", styled(hits, "hit"), "text")
        self.show_spot("current", None, "")
        if not (words and self._hits.spots):
            self.scroll_lines(top)
        elif (spot := self._hits.step(1, self.sheet, top)) is not None:
            self.show_spot("current", spot, "hit-current")

    # -- drawing

    @property
    def line_count(self) -> int:
        """The lines of the sheet."""
        return len(self.sheet.lines) if self.sheet else 0

    def line(self, y: int) -> Iterable[Run]:
        """Draw a line within its margin."""
        margin, measure = column(self.size.width)
        left: Run = (" " * margin, "")
        if self.sheet is None:
            lines = [self._words[a:b] for a, b in wrap(self._words, 0, len(self._words), measure)]
            return [left, (lines[y - 1], "soft")] if 0 < y <= len(lines) else []
        number = self.top + y
        if number >= len(self.sheet.lines):
            return []
        line = self.sheet.lines[number]
        pieces = self.overwritten(number, self.sheet.runs(number, self.over(number)))
        if line.literal:
            pieces = _window(pieces, self.sideways, self.size.width - margin - 1)
        return [left, *pieces]

    # -- moving

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Scroll by keys."""
        self.scroll_by(motion, count)

    def scrolled(self) -> None:
        """Tell of it, for the status."""
        self.post_message(self.Scrolled())

    def move_sideways(self, step: int) -> bool:
        """Move wide tables and code to the right (1) or back (-1); tell whether there is anything to move."""
        if self.sheet is None:
            return False
        shown = range(self.top, min(self.top + self.page, len(self.sheet.lines)))
        wide = [n for n in shown if self.sheet.lines[n].literal]
        room = self.size.width - column(self.size.width)[0] - 1
        most = max((self.sheet.width_of(n) - room for n in wide), default=0)
        sideways = min(max(0, self.sideways + step * SIDEWAYS), max(0, most))
        if sideways == self.sideways:
            return False
        self.sideways = sideways
        for number in wide:
            self.refresh(Region(0, number - self.top, self.size.width, 1))
        return True


def _trail(reading: Reading, title_hits: Iterable[Span], hits: Iterable[Span]) -> Trail:
    titles = [Spot("title", *span) for span in title_hits] if reading.sheet.shows("title") else []
    return Trail([*titles, *(Spot("text", *span) for span in hits)])


def _window(pieces: list[Run], skip: int, room: int) -> list[Run]:
    """Return what shows of a line moved ``skip`` cells to the left, marked where it is cut."""
    shown: list[Run] = []
    if skip and pieces:
        shown.append((_CUT_LEFT, "mark"))
        skip += 1
        room -= 1
    total = sum(width(text) for text, _ in pieces)
    cut = total - skip > room
    room -= cut
    for text, names in pieces:
        gone = fitting(text, skip)
        skip = max(0, skip - width(text))
        text = text[gone:]
        text = text[: fitting(text, room)]
        room -= width(text)
        if text:
            shown.append((text, names))
    if cut:
        shown.append((_CUT, "mark"))
    return shown
