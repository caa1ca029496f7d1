"""The search line: what is searched for, edited in place."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input

from briefreader.text import clean


class SearchBox(Input):
    """An input without a frame that tells of each change."""

    class Edited(Message):
        """The words have changed by hand."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, words: str, id: str) -> None:
        super().__init__(placeholder="search", id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._told = self._first = words

    def on_mount(self) -> None:
        """Put in what it begins with: an input without a screen takes no words."""
        self.set_words(self._first)

    def set_words(self, words: str) -> None:
        """Put words in without telling of it."""
        self._told = words
        self.value = words
        self.cursor_position = len(words)

    def take(self) -> str:
        """Return the words, which need not be told of any more."""
        self._told = self.value
        return self.value

    def put(self, char: str) -> None:
        """Put a character where the cursor is."""
        if self.selection.is_empty:
            self.insert_text_at_cursor(char)
        else:
            self.replace(char, *self.selection)

    def begin(self) -> None:
        """Mark all words, so that what is typed next takes their place."""
        self.action_select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of a change by hand, with what a paste may bring made clean."""
        event.stop()
        # On one line, but with the blank at its end, behind which one goes on typing.
        text = clean(self.value).replace("\n", " ").replace("\t", " ")
        if text != self.value:
            self.value = text
        elif self.value != self._told:
            self.post_message(self.Edited(self.take()))
