"""Asking one thing: chosen among what the library knows, or written with its help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from briefreader.tui.lean import Paper
from briefreader.tui.messages import ChoicesCame, Failed
from briefreader.tui.screens.prompt import Prompt
from briefreader.tui.widgets.choices import Choice


class AskScreen(Prompt, inherit_bindings=False):
    """Choose among what fits the words typed; the result is the id of the choice, or None.

    Args:
        paper: what the terminal shows.
        question: what is asked, in words.
        choices: what can be chosen for the words typed; called in a thread.
        nothing: says that nothing fits.
    """

    def __init__(
        self,
        paper: Paper,
        question: str,
        choices: Callable[[str], Sequence[Choice]],
        nothing: str = "Nothing is called that.",
    ) -> None:
        super().__init__(paper, "›", question, "type, or choose below; Esc leaves", nothing)
        self._find = choices

    def look_up(self, typed: str) -> None:
        """Find in a thread what can be chosen."""
        self._work("choices", lambda: ChoicesCame(typed, self._find(typed.strip())))

    @on(ChoicesCame)
    def _came(self, event: ChoicesCame) -> None:
        self.offer(event.typed, event.choices)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.title_with(event.reason)


class WriteScreen(AskScreen, inherit_bindings=False):
    """Write something, helped by what is offered; the result is what was written, or None.

    Enter takes what is written; Tab, or Enter on a line below, puts that line's id in its place.

    Args:
        paper: what the terminal shows.
        question: what is asked, in words.
        choices: what is offered for the words typed, each by what it puts into the line; called in a thread.
        words: written already.
    """

    def __init__(
        self, paper: Paper, question: str, choices: Callable[[str], Sequence[Choice]], words: str = ""
    ) -> None:
        super().__init__(paper, question, choices, "")
        self._hint = "Enter takes it; Esc leaves"
        self._early = words
        self._first = -1

    def take_key(self, key: str, typed: str) -> bool:
        """Type, move, complete, take or leave."""
        if key == "tab":
            if choice := self._choices.choice or next(iter(self._choices.choices), None):
                self.take(choice)
        elif key == "enter" and self._choices.choice is None:
            self.dismiss(self.typed)
        else:
            return super().take_key(key, typed)
        return True

    def take(self, choice: Choice) -> None:
        """Put what was chosen into the line, to be written on."""
        self._box.set_words(choice.id)
        self.look_up(choice.id)
