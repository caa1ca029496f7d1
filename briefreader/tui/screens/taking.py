"""Taking text along: the caret and what is selected with it, copied."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial

from textual import on

from briefreader.text import clean
from briefreader.tui import clipboard, messages
from briefreader.tui.actions import ACTIONS
from briefreader.tui.screens.naming import Naming
from briefreader.tui.widgets.caret import CaretView

_WALKS = tuple(
    action.id
    for action in ACTIONS
    if action.id.startswith(("caret-", "inner-", "around-")) and action.id != "caret-off"
)


class Taking(Naming):
    """The panes with a report, and what one takes out of it."""

    @property
    def taking(self) -> Mapping[str, Callable[[], object]]:
        """What is done for each action, by its id."""
        return {
            **{action: partial(self._walk, action) for action in _WALKS},
            "copy": self._copy,
            "select": lambda: self.article.select("characters"),
            "select-lines": lambda: self.article.select("lines"),
            "swap-ends": self.article.swap_ends,
            "drop-selection": self.article.drop_selection,
            "caret-off": self.article.caret_off,
        }

    def _walk(self, action: str) -> None:
        if self.article.ground is None:
            self.say("No report is open.")
        else:
            self.article.walk(action, self.count)

    @on(CaretView.CaretMoved)
    def _caret_moved(self) -> None:
        self.tell()

    # -- copying

    def _copy(self) -> None:
        article = self.article
        text = article.selected or article.paragraph
        if not text.strip():
            self.say("There is nothing to copy.")
            return
        article.drop_selection()
        self.copy_text(text)

    def copy_text(self, text: str) -> None:
        """Bring a text to the clipboard, and say how that went."""
        own = self.library.settings.copy_command

        def work() -> messages.CopyCame:
            try:
                ways = clipboard.roads(os.environ, own)
            except clipboard.NoCommand as error:
                return messages.CopyCame(clipboard.Copied(f"not copied: copy_command: {error}", True))
            return messages.CopyCame(clipboard.copy(clean(text), ways))

        self._work("copy", work)

    @on(messages.CopyCame)
    def _copied(self, event: messages.CopyCame) -> None:
        copied = event.copied
        if copied.sequence:
            self.post_message(messages.ForTerminal(copied.sequence))
        self.say(copied.words, copied.warning)
