"""Marks on the main screen: read, unread, starred, tagged, noted, one report or many, and undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from briefreader.errors import LibraryError
from briefreader.model import UNMARKED, Marks
from briefreader.tui import messages
from briefreader.tui.screens.sending import Sending

if TYPE_CHECKING:
    from briefreader.tui.marks import Deed

NOTHING_HERE = "There is no report here."
_MANY = re.compile(r": [\d,]+ reports$")


@dataclass(frozen=True, slots=True)
class Meant:
    """The reports that a mark is for: some by id, or all from one place of what was found to another."""

    ids: tuple[str, ...] = ()
    first: int = 0
    last: int = -1

    def __len__(self) -> int:
        return len(self.ids) or self.last - self.first + 1


class Marking(Sending):
    """The panes, and what is done to the reports in them by hand."""

    _then: Callable[[], object] | None = None
    _asked_first = ""
    _last_deed: Deed | None = None

    # -- asking first

    def ask_first(self, question: str, then: Callable[[], object]) -> None:
        """Ask a question that ``y`` answers with yes; only then it is done."""
        self._then, self._asked_first = then, f"{question} y/n"
        self.say(self._asked_first, warning=True)

    def answer(self, key: str) -> bool:
        """Take a key for the answer, and tell whether a question was open."""
        then = self._then
        if then is None:
            return False
        if key in ("y", "Y"):
            self._then = None
            self.hush()
            then()
        elif key in ("n", "N", "q", "escape", "ctrl+c"):
            self._then = None
            self.say("Nothing was changed.")
        else:
            self.say(self._asked_first, warning=True)
        return True

    # -- which reports

    def _meant(self) -> Meant:
        """Return the selected reports, else the one under the cursor or the one that is open."""
        results, place = self.results, self.place
        if place == "results" and results.selection:
            first, last = results.selection
            if results.selects_all and not results.listing.is_whole:
                return Meant((), 0, results.listing.hits - 1)
            return Meant(tuple(results.listing.reports(first, last) or ()), first, last)
        if place == "results":
            return Meant((results.hit.id,) if results.hit else ())
        if place == "related":
            return Meant((self.related.report.id,) if self.related.report else ())
        return Meant((self._open_id,) if self._open_id else ())

    def _marks_of(self, report: str) -> Marks:
        """Return the marks of a report, as far as they are on the screen."""
        sheet = self.article.sheet
        if sheet is not None and sheet.article.id == report:
            return sheet.marks or UNMARKED
        hit = self.results.hit
        return hit.marks if hit is not None and hit.id == report else UNMARKED

    def select_reports(self) -> None:
        """Select reports from the cursor on, or no longer."""
        if self.results.total:
            self.results.select()
            self.tell()

    def select_all(self) -> None:
        """Select all reports that were found, or none."""
        if self.results.total:
            self.results.select(everything=True)
            self.tell()

    # -- marking

    def mark_read(self, read: bool) -> None:
        """Mark what is meant as read, or as unread."""
        from briefreader.tui.marks import Deed

        self.mark(Deed(read=read))

    def mark(self, deed: Deed) -> None:
        """Mark what is meant; several only after asking."""
        meant = self._meant()
        if not len(meant):
            self.say(NOTHING_HERE)
        elif deed.is_nothing:
            self.say("Nothing to change.")
        elif len(meant) > 1:
            self.ask_first(deed.asked(len(meant)), lambda: self._do(deed, meant))
        else:
            self._do(deed, meant)

    def _do(self, deed: Deed, meant: Meant) -> None:
        self._last_deed = deed
        self.results.deselect()
        if len(meant) > 1:
            self.say("Marking …")
        query, opened = self.query_now, self._open_id
        undo = self.key_of("undo-mark")

        def work() -> Message:
            ids = meant.ids
            if not ids:
                found, _ = self.library.find_all(query.words, query.sort, typing=query.typing)
                ids = found[meant.first : meant.last + 1]
            changed = deed.do(self.library, ids)
            many = f" {changed:,} of {len(ids):,} reports changed." if len(ids) > 1 else ""
            return messages.Marked(f"{deed.done()}{many}" + (f" {undo} undoes." if undo and changed else ""))

        self._work_in_order(work)
        if deed.read is not None:
            self.keep_read(meant.ids, deed.read, opened)

    def toggle_star(self) -> None:
        """Star what is meant, or take the star away; several are starred."""
        from briefreader.tui.marks import Deed

        meant = self._meant()
        one = self._marks_of(meant.ids[0]) if len(meant) == 1 else UNMARKED
        self.mark(Deed(star=not one.starred))

    def repeat_mark(self) -> None:
        """Make the last mark once more, here."""
        if self._last_deed is None:
            self.say("Nothing to repeat yet: this makes the last mark again, on another report.")
        else:
            self.mark(self._last_deed)

    def tag(self) -> None:
        """Write the tags of what is meant."""
        meant = self._meant()
        if not len(meant):
            self.say(NOTHING_HERE)
            return
        one = self._marks_of(meant.ids[0]) if len(meant) == 1 else None
        from briefreader.tui.marks import completions, retagged
        from briefreader.tui.screens.ask import WriteScreen

        known = self.library.tags()
        words = " ".join(one.tags) + " " if one is not None and one.tags else ""

        def answered(typed: str | None) -> None:
            if typed is not None:
                self.mark(retagged(typed, one))

        question = "Tags: all it shall have, or +new -old"
        if len(meant) > 1:
            question = f"Tags for {len(meant):,} reports: +new -old"
        ask = WriteScreen(self.paper, question, lambda line: completions(line, known), words)
        self.app.push_screen(ask, answered)

    def write_note(self) -> None:
        """Write a note on the report."""
        meant = self._meant()
        if self.place == "results" and len(meant) > 1:
            self.say(f"A note is of one report: {self.key_of('select-reports') or 'Esc'} selects none.")
        elif not len(meant):
            self.say(NOTHING_HERE)
        else:
            from briefreader.tui.screens.note import NoteScreen

            report = meant.ids[0]
            note = NoteScreen(self.paper, self.library, report, self._unkept)
            self.app.push_screen(note, lambda words: self._noted(report, words))

    def _noted(self, report: str, words: str | None) -> None:
        if words:
            undo = self.key_of("undo-mark")
            self.say(f"{words}{f' {undo} undoes.' if undo else ''}")
            self.refresh_marks()
        elif report in self._unkept:
            self.say("Not kept: what you wrote is there when you write on the note again.", warning=True)

    @cached_property
    def _unkept(self) -> dict[str, str]:
        return {}

    def put_away(self) -> None:
        """Try to keep the notes that could not be when they were written."""
        for report, text in self._unkept.items():
            with suppress(LibraryError):
                self.library.note(report, text)

    def undo_mark(self) -> None:
        """Undo the last mark; one of several reports only after asking."""
        last = self.library.last_mark()
        if last is None:
            self.say("No mark to undo.")
        elif _MANY.search(last):
            self.ask_first(f"Undo this: {last}?", self._undo)
        else:
            self._undo()

    def _undo(self) -> None:
        def work() -> Message:
            undone = self.library.undo_mark()
            return messages.Marked(f"Undone: {undone}." if undone else "No mark to undo.")

        self._work_in_order(work)

    # -- showing marks

    def refresh_marks(self) -> None:
        """Fetch the marks of what is on the screen; no row goes for them until the query is run anew."""
        ids = {hit.id for hit in self.results.listing.held()}
        self.fetch_marks({*ids, self._open_id} - {""})

    @on(messages.Marked)
    def _marked_now(self, event: messages.Marked) -> None:
        self.say(event.words)
        self.refresh_marks()

    @on(messages.LibraryChanged)
    @on(messages.MarksChanged)
    def _marks_changed(self) -> None:
        self.refresh_marks()

    @on(messages.MarksCame)
    def _marks_came(self, event: messages.MarksCame) -> None:
        self.results.remark({id: event.marks.get(id, UNMARKED) for id in event.reports})
        if self._open_id in event.reports:
            self.article.remark(event.marks.get(self._open_id, UNMARKED))
