"""Sending a report, or what is selected of it, elsewhere: to a command, a file, an editor, a browser."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.errors import LibraryError
from briefreader.text import clean_line
from briefreader.tui import messages
from briefreader.tui.screens.taking import Taking

if TYPE_CHECKING:
    from briefreader.tui.outside import Program
    from briefreader.tui.taken import Taken
    from briefreader.tui.widgets.choices import Choice

PIPED_KEY = "piped"
"""Under which the library keeps the command lines that reports were piped to."""
PIPED_AT_MOST = 100


class Sending(Taking):
    """The panes with a report, and where one sends it."""

    @property
    def sending(self) -> Mapping[str, Callable[[], object]]:
        """What is done for each action, by its id."""
        return {
            "pipe": lambda: self.with_report(self._ask_command),
            "save": lambda: self.with_report(self._ask_name),
            "open-link": lambda: self.with_report(self._open_link),
            "edit": lambda: self.with_report(self._edit),
            "page": lambda: self.with_report(self._page),
        }

    # -- to a command

    def _ask_command(self, taken: Taken) -> None:
        from briefreader.tui.clipboard import counted
        from briefreader.tui.screens.line import LineScreen

        before = self._piped()
        text = taken.text()
        what = "what is selected" if taken.quote else "the report"
        question = f"Pipe {what} ({counted(text)}) to a command; ! first for a shell"

        def chosen(typed: str | None) -> None:
            if typed is not None and typed.strip():
                self._pipe(clean_line(typed), text, before)

        self.app.push_screen(LineScreen(self.paper, question, "", before), chosen)

    def _pipe(self, typed: str, text: str, before: Sequence[str]) -> None:
        from briefreader.tui.clipboard import NoCommand
        from briefreader.tui.outside import piped

        try:
            program = piped(typed, text)
        except NoCommand as error:
            self.say(f"Not run: {error}.", warning=True)
            return
        lines = [typed, *(line for line in before if line != typed)][:PIPED_AT_MOST]
        kept = json.dumps(lines, ensure_ascii=False)
        self._work("piped", lambda: self.library.remember(PIPED_KEY, kept))
        self._give_over(program)

    def _piped(self) -> list[str]:
        """Return the command lines that were given before, the last one first."""
        try:
            kept = json.loads(self.library.recall(PIPED_KEY) or "[]")
        except (LibraryError, ValueError):
            return []
        return [clean_line(line) for line in kept if isinstance(line, str)] if isinstance(kept, list) else []

    def _give_over(self, program: Program) -> None:
        self.article.drop_selection()
        self.post_message(messages.GiveOver(program))

    # -- to an editor or pager

    def _edit(self, taken: Taken) -> None:
        from briefreader.tui.outside import in_editor

        self._hand_to(taken, in_editor)

    def _page(self, taken: Taken) -> None:
        from briefreader.tui.outside import in_pager

        self._hand_to(taken, in_pager)

    def _hand_to(self, taken: Taken, by: Callable[[Mapping[str, str], str, str], Program]) -> None:
        from briefreader.tui.clipboard import NoCommand

        try:
            program = by(os.environ, taken.as_kind("text"), taken.file_name)
        except NoCommand as error:
            self.say(f"Not opened: {error}.", warning=True)
        else:
            self._give_over(program)

    # -- to a file

    def _ask_name(self, taken: Taken, name: str = "") -> None:
        from briefreader.tui.screens.line import LineScreen

        what = "what is selected" if taken.quote else "the report"
        question = f"Save {what} as: .txt text, .md Markdown, .json JSON"
        asked = LineScreen(self.paper, question, name or taken.file_name)
        self.app.push_screen(asked, lambda typed: self._save_as(taken, typed))

    def _save_as(self, taken: Taken, typed: str | None) -> None:
        if typed is None or not typed.strip():
            return
        from briefreader.tui import saving
        from briefreader.tui.screens.ask import AskScreen
        from briefreader.tui.widgets.choices import Choice

        try:
            path, kind = saving.path_of(typed)
        except saving.CannotSave as error:
            self.say(f"Not saved: {error}.", warning=True)
            return
        if not path.exists():
            self._write(path, taken.as_kind(kind))
            return
        answers = (Choice("no", "No, give it another name", ""), Choice("yes", "Yes, write over it", ""))

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._write(path, taken.as_kind(kind))
            elif answer == "no":
                self._ask_name(taken, typed)

        def choices(_: str) -> Sequence[Choice]:
            return answers

        self.app.push_screen(AskScreen(self.paper, f"Already there: {path}", choices), answered)

    def _write(self, path: Path, text: str) -> None:
        from briefreader.tui import saving
        from briefreader.tui.clipboard import counted

        try:
            saving.write(path, text)
        except saving.CannotSave as error:
            self.say(f"Not saved: {error}.", warning=True)
        else:
            self.article.drop_selection()
            self.say(f"Saved {counted(text)} as {path}.")

    # -- to a browser

    def _open_link(self, taken: Taken) -> None:
        from briefreader.tui import links
        from briefreader.tui.outside import Program

        here = self.article
        jumped_to = here.link if self.place == "article" else ""
        address = jumped_to if links.is_web(jumped_to) else links.link_at(taken.article, self._offset)
        if not address:
            self.say("Neither here nor for the report is there a link to open.")
            return
        browser = links.browser(os.environ)
        if browser is None:
            self.copy_text(address, "no browser can be reached from here: the link is ")
        elif browser.on_terminal:
            self._give_over(Program(browser.name, links.command_for(browser, address)))
        elif trouble := links.start(browser, address):
            self.say(f"Not opened: {trouble}.", warning=True)
        else:
            self.say(f"Opened {address} with {browser.name}.")

    @property
    def _offset(self) -> int | None:
        """The offset of the caret in the text of the report; None while it is off or in the headline."""
        article = self.article
        if self.place != "article" or article.mode == "article" or article.ground is None:
            return None
        part, offset = article.ground.offset(article.place or 0)
        return offset if part == "text" else None
