"""A caret in a report, and the selection that reaches from where it began to where the caret is."""

from __future__ import annotations

from typing import Literal

from briefreader.model import Span
from briefreader.tui.ground import Ground
from briefreader.tui.motions import MOTIONS, around, inner

Selecting = Literal["", "characters", "lines"]


class Caret:
    """Where one is in a report, character by character.

    ``place`` is on a character that is drawn (or, after an object was taken in, on the blank after such
    a one), and so is ``anchor``, where the selection began. A selection holds both of them.
    """

    def __init__(self, ground: Ground, place: int) -> None:
        self.ground = ground
        self.place = ground.next_shown(place)
        self.anchor = self.place
        self.selecting: Selecting = ""
        self._column: int | None = None

    # -- moving

    def move(self, action: str, count: int | None) -> None:
        """Go where a motion leads (an action's id, see ``motions.MOTIONS``)."""
        self._column = None
        self.place = MOTIONS[action](self.ground, self.place, count)

    def go_to(self, place: int) -> None:
        """Go to a place, or to the next one after it that is drawn."""
        self._column = None
        self.place = self.ground.next_shown(place)

    def step_rows(self, rows: int) -> None:
        """Go so many lines of text down (up: less than 0), keeping to the column."""
        self._to_row(self.ground.row_of(self.place) + rows)

    def step_lines(self, lines: int) -> None:
        """Go so many lines of the sheet down or up, blank ones counted, keeping to the column."""
        row = self.ground.row_of(self.place)
        aim = self.ground.row_at(max(0, self.ground.rows[row].number + lines))
        self._to_row(aim if aim != row else row + (1 if lines > 0 else -1))

    def _to_row(self, index: int) -> None:
        if self._column is None:
            self._column = self.ground.column(self.place)
        index = min(max(0, index), len(self.ground.rows) - 1)
        self.place = self.ground.at_column(index, self._column)

    @property
    def line(self) -> int:
        """The line of the sheet that the caret is on."""
        return self.ground.rows[self.ground.row_of(self.place)].number

    # -- selecting

    def select(self, how: Selecting) -> None:
        """Select from here on, or otherwise than before; the same once more ends it."""
        if not self.selecting:
            self.anchor = self.place
        self.selecting = "" if how == self.selecting else how

    def drop(self) -> None:
        """Select nothing."""
        self.selecting = ""

    def swap(self) -> None:
        """Go to the other end of the selection."""
        self._column = None
        self.place, self.anchor = self.anchor, self.place

    def select_span(self, span: Span) -> None:
        """Select a stretch."""
        self._column = None
        self.selecting = "characters"
        self.anchor = self.ground.next_shown(span[0])
        self.place = self._end(span[1])

    def select_object(self, action: str, count: int | None) -> None:
        """Select the word, sentence or paragraph here; where that is selected already, the next one too.

        Args:
            action: id of the action: ``inner-`` or ``around-`` and ``word``, ``sentence``, ``paragraph``.
            count: of objects, or None for one.
        """
        how, _, kind = action.partition("-")
        ground = self.ground
        spans = {"word": ground.words, "sentence": ground.sentences, "paragraph": ground.paragraphs}[kind]
        for _ in range(count or 1):
            forward = self.place >= self.anchor
            begun = self.selecting and self.place != self.anchor
            at = self.place
            if begun:
                at = ground.next_shown(ground.character(at)[1]) if forward else ground.shown(max(0, at - 1))
            start, end = inner(spans, at) if how == "inner" else around(ground, spans, at)
            if not begun:
                self.select_span((start, end))
            elif forward:
                self.place = max(self._end(end), self.place)
            else:
                self.place = ground.next_shown(min(start, self.place))
        self.selecting = "characters"

    def _end(self, end: int) -> int:
        """Return the place of the last character before ``end``, be it a blank at the end of a line."""
        return end - 1 if self.ground.text[end - 1].isspace() else self.ground.character(end - 1)[0]

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        if not self.selecting:
            return None
        ground = self.ground
        first, last = sorted((self.place, self.anchor))
        if self.selecting == "lines":
            return ground.rows[ground.row_of(first)].start, ground.rows[ground.row_of(last)].end
        return first, ground.character(last)[1]
