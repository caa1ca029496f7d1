"""The screen on which a note on a report is written."""

from __future__ import annotations

import json

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.text import clean
from briefreader.tui.lean import Paper
from briefreader.tui.messages import Failed
from briefreader.tui.screens.working import WorkingScreen
from briefreader.tui.widgets.rule import Rule
from briefreader.tui.widgets.status import Status
from briefreader.tui.widgets.written import Written

DRAFT = "note"
"""Under what the library remembers what was written and not kept yet."""

DRAFT_SECONDS = 1.0
"""How long one must have stopped writing before that is remembered."""


class NoteScreen(WorkingScreen[str], inherit_bindings=False):
    """Write a note. The result says in words what was done, empty for nothing.

    Leaving keeps what was written; what an end of the program cuts short is there again the next time. Where
    it cannot be kept, leaving once more leaves it in ``unkept``, and there it is the next time.

    Args:
        paper: what the terminal shows.
        library: that keeps the note.
        report: on which, by its id.
        unkept: what was written and could not be kept, by the ids of reports.
    """

    AUTO_FOCUS = "#note"

    def __init__(self, paper: Paper, library: Library, report: str, unkept: dict[str, str]) -> None:
        super().__init__(paper)
        self._library = library
        self._report = report
        self._unkept = unkept
        self._may_leave = False
        self._words = ""
        self._rule = Rule("rule")
        self._area = Written("", id="note", soft_wrap=True, show_line_numbers=False, compact=True)
        self._area.cursor_blink = False
        self._area.highlight_cursor_line = False
        self._status = Status("status")
        self._title = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        yield self._rule
        yield self._area
        yield self._status

    def on_mount(self) -> None:
        """Show the note there is, or what was written of one the last time."""
        try:
            kept = self._library.marks(self._report).note
            self._title = self._library.article(self._report).title
            draft = self._unkept.get(self._report) or _draft(self._library.recall(DRAFT), self._report)
        except LibraryError as error:
            kept, draft = "", None
            self._tell(str(error), True)
        else:
            self._tell("This is what you had written." if draft is not None else "")
        self._area.load_text(kept if draft is None else draft)
        self._area.move_cursor(self._area.document.end)
        self.on_resize()

    def on_resize(self) -> None:
        """Draw the rule to the new width."""
        self._rule.show([(self.app.size.width, f"Note on: {self._title}" if self._title else "Note", True)])

    def _tell(self, word: str, warning: bool = False) -> None:
        keys = [("Esc", "keep and go back"), ("ctrl+s", "keep and write on")]
        self._status.show([], keys, word, warning)

    def take_key(self, key: str, typed: str) -> bool:
        """Keep the note, or leave with it kept; all else is writing."""
        may_leave, self._may_leave = self._may_leave, False
        if key == "escape":
            if self.keep("not kept, Esc again leaves: "):
                self.dismiss(self._words)
            elif may_leave:
                self._unkept[self._report] = self._area.text
                self.dismiss("")
            self._may_leave = True
            return True
        if key == "ctrl+s":
            if self.keep():
                self._tell("Kept.")
            return True
        return False

    def keep(self, else_say: str = "") -> bool:
        """Keep what was written, and tell whether that went well; say why not after ``else_say``."""
        text = clean(self._area.text).strip()
        try:
            if self._library.note(self._report, text):
                self._words = "The note is kept." if text else "The note is taken away."
            self._unkept.pop(self._report, None)
            self._forget_draft()
        except LibraryError as error:
            self._tell(f"{else_say}{error}", True)
            return False
        return True

    def put_away(self) -> None:
        """Keep what was written when the program ends meanwhile."""
        self.keep()

    def _forget_draft(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._library.remember(DRAFT, "")

    @on(TextArea.Changed)
    def _written(self, event: events.Event) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DRAFT_SECONDS, self._remember)

    def _remember(self) -> None:
        draft = json.dumps([self._report, self._area.text], ensure_ascii=False)

        def work() -> Message | None:
            self._library.remember(DRAFT, draft)
            return None

        self._work("draft", work)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self._tell(event.reason, True)


def _draft(kept: str | None, report: str) -> str | None:
    """Return what was written on a report and not kept; None for nothing."""
    try:
        of, text = json.loads(kept or "")
    except (ValueError, TypeError):
        return None
    return text if of == report and isinstance(text, str) else None
