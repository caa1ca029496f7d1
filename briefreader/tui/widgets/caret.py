"""The open report with a caret in it, and what is selected: by keys, by clicking and dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual import events
from textual.message import Message

from briefreader.model import Span
from briefreader.tui.geometry import column
from briefreader.tui.reading import Reading
from briefreader.tui.spans import Styled
from briefreader.tui.trail import Spot
from briefreader.tui.widgets.named import NamedView

if TYPE_CHECKING:
    from briefreader.tui.caret import Caret, Selecting
    from briefreader.tui.ground import Ground
    from briefreader.tui.sheet import Sheet

Mode = Literal["article", "caret", "selection"]


class CaretView(NamedView):
    """A report in which one can walk about and select."""

    class CaretMoved(Message):
        """The caret, or what is selected, has changed."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._ground: Ground | None = None
        self._caret: Caret | None = None
        self._on = False
        self._text = ""
        self._pressed: int | None = None
        self._dragged = False

    # -- what is shown

    @property
    def mode(self) -> Mode:
        """Whether one reads, walks or selects: whose keys these are."""
        if self._caret is None or not self._on:
            return "article"
        return "selection" if self._caret.selecting else "caret"

    @property
    def ground(self) -> Ground | None:
        """What can be walked on; None where nothing is shown."""
        if self._ground is None and self.sheet is not None:
            from briefreader.tui.ground import Ground

            ground = Ground(self.sheet)
            self._ground = ground if ground.rows else None
        return self._ground

    @property
    def selection(self) -> Span | None:
        """What is selected, as places on the ground."""
        return self._caret.selection if self._caret is not None and self._on else None

    @property
    def selected(self) -> str:
        """The text that is selected; empty for none."""
        span, ground = self.selection, self.ground
        return ground.text[slice(*span)] if span and ground else ""

    @property
    def paragraph(self) -> str:
        """The text of the paragraph at the caret, or at the first line on the screen while it is off."""
        ground = self.ground
        if ground is None:
            return ""
        from briefreader.tui.motions import inner

        return ground.text[slice(*inner(ground.paragraphs, self._aware(ground).place))]

    @property
    def place(self) -> int | None:
        """Where the caret is, or would be if it were put on."""
        ground = self.ground
        return None if ground is None else self._aware(ground).place

    def show(self, reading: Reading, offset: int = 0) -> None:
        """Show a report; the caret stays where it is the same one as before."""
        text = f"{reading.article.id}\n{reading.article.title}\n{reading.article.text}"
        if text != self._text:
            self._caret, self._on, self._text = None, False, text
        super().show(reading, offset)

    def say(self, words: str) -> None:
        """Show words to the reader instead of a report."""
        self._caret = self._ground = None
        self._on, self._text = False, ""
        super().say(words)

    def _lay(self, sheet: Sheet) -> None:
        super()._lay(sheet)
        self._ground = None
        if self._caret is not None and self.ground is not None:
            self._caret.ground = self.ground

    # -- moving and selecting

    def _aware(self, ground: Ground) -> Caret:
        """Return the caret; put on, it is at the hit or name one has gone to, else at the first line."""
        caret = self._caret
        if caret is None:
            from briefreader.tui.caret import Caret

            caret = self._caret = Caret(ground, 0)
            caret.go_to(self._first(ground))
        elif not self._on and not self.top <= caret.line < self.top + self.page:
            caret.go_to(self._first(ground))
        return caret

    def _first(self, ground: Ground) -> int:
        # From the head of a report one means its text, not its headline.
        return ground.rows[ground.row_at(self.top)].start if self.top else ground.place(0)

    def walk(self, action: str, count: int | None = None) -> bool:
        """Move the caret as an action says, put on first if it is off; tell whether it is now elsewhere."""
        if self.ground is None:
            return False
        caret = self._aware(self.ground)
        before = (caret.place, caret.anchor, self.mode)
        lines = self._marked_lines()
        half, full = max(1, self.page // 2), max(1, self.page - 2)
        steps = {"half-page": half, "page": full}
        if action in ("caret-down", "caret-up"):
            caret.step_rows((count or 1) * (1 if action == "caret-down" else -1))
        elif action.startswith(("inner-", "around-")):
            caret.select_object(action, count)
        elif action.endswith(("page-down", "page-up")):
            size = steps[action.removeprefix("caret-").rpartition("-")[0]]
            caret.step_lines(size * (count or 1) * (1 if action.endswith("down") else -1))
        else:
            caret.move(action, count)
        self._on = True
        self._redraw(lines)
        return (caret.place, caret.anchor, self.mode) != before

    def select(self, how: Selecting) -> None:
        """Select from the caret on, or otherwise than before; the same once more ends it."""
        if self.ground is not None:
            lines = self._marked_lines()
            caret = self._aware(self.ground)
            self._on = True
            caret.select(how)
            self._redraw(lines)

    def swap_ends(self) -> None:
        """Go to the other end of the selection."""
        if self._caret is not None:
            lines = self._marked_lines()
            self._caret.swap()
            self._redraw(lines)

    def drop_selection(self) -> None:
        """Select nothing; the caret stays."""
        if self._caret is not None:
            lines = self._marked_lines()
            self._caret.drop()
            self._redraw(lines)

    def caret_off(self) -> None:
        """Take the caret away, and the selection with it."""
        if self._caret is not None:
            lines = self._marked_lines()
            self._caret, self._on = None, False
            self._redraw(lines)

    def show_spot(self, layer: str, spot: Spot | None, style: str) -> None:
        """Mark a spot; the caret goes there with it."""
        if spot is not None and self.ground is not None:
            lines = self._marked_lines()
            self._aware(self.ground).go_to(self.ground.place(spot.start, spot.part))
            self._redraw(lines, scroll=False)
        super().show_spot(layer, spot, style)

    def _marked_lines(self) -> tuple[Mode, int, int, int]:
        """Return the mode, the caret's line, and the first and last line that is selected."""
        caret, selection = self._caret, self.selection
        if caret is None:
            return "article", 0, 0, 0
        ground = caret.ground
        first, last = selection or (caret.place, caret.place + 1)
        rows = ground.rows
        return (
            self.mode, caret.line, rows[ground.row_of(first)].number, rows[ground.row_of(last - 1)].number,
        )  # fmt: skip

    def _redraw(self, before: tuple[Mode, int, int, int], scroll: bool = True) -> None:
        """Draw again the lines that look otherwise than before, with the caret on the screen."""
        mode, line, first, last = self._marked_lines()
        if scroll and mode != "article":
            self._bring_up(line)
        lines = {before[1], line, first, last, before[2], before[3]}
        for one, other in ((before[2], first), (before[3], last)):
            lines.update(range(min(one, other), max(one, other) + 1))
        if "selection" in (mode, before[0]) and (mode != before[0] or self._whole_lines):
            lines.update(range(min(first, before[2]), max(last, before[3]) + 1))
        for number in lines:
            if self.top <= number < self.top + self.page:
                self.refresh_lines(number, 1)
        self.post_message(self.CaretMoved())

    @property
    def _whole_lines(self) -> bool:
        return self._caret is not None and self._caret.selecting == "lines"

    def _bring_up(self, line: int) -> None:
        # By a third of the screen: each scrolling sends all of it.
        if line < self.top:
            near = self.top - line <= self.page // 3
            self.scroll_lines(line - (self.page // 3 if near else self.page // 2))
        elif line >= self.top + self.page:
            near = line - (self.top + self.page) < self.page // 3
            self.scroll_lines(line - self.page + 1 + self.page // 3 if near else line - self.page // 2)
        self._scroll_sideways(line)

    def _scroll_sideways(self, line: int) -> None:
        if self.sheet is None or self._caret is None or not self.sheet.lines[line].literal:
            return
        at = self._caret.ground.column(self._caret.place)
        room = self.size.width - column(self.size.width)[0] - 3
        while at >= self.sideways + room and self.move_sideways(1):
            pass
        while at < self.sideways + 1 and self.sideways and self.move_sideways(-1):
            pass

    # -- drawing

    def over(self, number: int) -> list[Styled]:
        """Return what lies over a line, with the selection and the caret on top."""
        spans = super().over(number)
        caret = self._caret
        if caret is None or not self._on or self.sheet is None:
            return spans
        part = self.sheet.lines[number].part
        if part is None:
            return spans
        selection = caret.selection
        if selection is not None and part in (found := caret.ground.parts(selection, "selection")):
            spans.append(found[part])
        if caret.line == number:
            style = "caret-end" if selection else "caret"
            drawn = caret.ground.character(caret.ground.shown(caret.place))
            spans.append(caret.ground.parts(drawn, style)[part])
        return spans

    # -- the mouse

    def _under(self, event: events.MouseEvent) -> int | None:
        """Return the place under the mouse, or the one nearest to it."""
        ground = self.ground
        if ground is None or self.sheet is None:
            return None
        y = event.y - self.gutter.top
        number = min(max(0, self.top + y), len(self.sheet.lines) - 1)
        index = ground.row_at(number)
        row = ground.rows[index]
        if row.number != number:
            # Between paragraphs and under the last line: the end of what is above.
            if index and row.number > number:
                return ground.last_of(index - 1)
            return ground.last_of(index) if row.number < number else row.start
        cell = event.x - self.gutter.left - column(self.size.width)[0]
        if self.sheet.lines[number].literal and self.sideways:
            cell += self.sideways
        return ground.at_column(index, max(0, cell))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection, should the mouse be dragged from here."""
        self._dragged = False
        self._pressed = self._under(event) if event.button == 1 else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the mouse was pressed to where it is."""
        place = self._under(event) if self._pressed is not None else None
        if place is None or self.ground is None or self._pressed is None:
            return
        if event.button != 1:
            self._release()
        elif place != self._pressed or self._dragged:
            self._dragged = True
            lines = self._marked_lines()
            caret = self._aware(self.ground)
            self._on = True
            caret.drop()
            caret.go_to(self._pressed)
            caret.select("characters")
            caret.go_to(place)
            self._redraw(lines)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a selection by mouse, or put the caret where the mouse is."""
        pressed = self._pressed
        self._release()
        if pressed is not None and not self._dragged and self.ground is not None:
            lines = self._marked_lines()
            caret = self._aware(self.ground)
            self._on = True
            caret.drop()
            caret.go_to(pressed)
            self._redraw(lines)

    def _release(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word that was clicked on twice, the paragraph that was clicked on three times."""
        if self._dragged or event.chain > 1:
            event.prevent_default()  # Textual would have a name under it opened next.
        caret = self._caret
        if caret is not None and event.chain > 1 and not self._dragged:
            lines = self._marked_lines()
            spans = caret.ground.words if event.chain == 2 else caret.ground.paragraphs
            from briefreader.tui.motions import inner

            caret.select_span(inner(spans, caret.place))
            self._redraw(lines)
