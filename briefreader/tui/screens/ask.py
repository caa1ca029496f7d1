"""Asking one thing: a line to type in, and under it what can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from briefreader.library import Library
from briefreader.tui.lean import Paper
from briefreader.tui.messages import ChoicesCame, Failed
from briefreader.tui.screens.desk import Desk
from briefreader.tui.screens.palette import MOTIONS
from briefreader.tui.widgets.choices import Choice, Choices
from briefreader.tui.widgets.rule import Rule
from briefreader.tui.widgets.searchbox import SearchBox


class AskScreen(Desk, inherit_bindings=False):
    """Choose among what fits the words typed; the screen's result is the id of the choice, or None.

    Args:
        paper: what the terminal shows.
        library: for what is to be chosen.
        question: what is asked, in words.
        choices: what can be chosen for the words typed; called in a thread.
    """

    AUTO_FOCUS = "#search"

    def __init__(
        self, paper: Paper, library: Library, question: str, choices: Callable[[str], Sequence[Choice]]
    ) -> None:
        super().__init__(paper, library)
        self._question = question
        self._find = choices
        self._rule = Rule("rule")
        self._choices = Choices("choices", "Nothing is called that.")
        self._box = SearchBox("", id="search")
        self._early = ""
        self._listed: str | None = None
        self._choosing = False

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        with Horizontal(id="search-line"):
            yield Static("›", id="prompt", markup=False, classes="-on")
            yield self._box
        yield self._rule
        yield self._choices

    def on_mount(self) -> None:
        """List what there is."""
        self._box.placeholder = "type, or choose below; Esc leaves"
        self._box.set_words(self._early)
        self._ask()

    def on_resize(self) -> None:
        """Draw the rule to the new width."""
        self._rule.show([(self.app.size.width, self._question, True)])

    @property
    def _typed(self) -> str:
        return self._box.value if self._box.is_mounted else self._early

    @on(SearchBox.Edited)
    def _ask(self) -> None:
        typed = self._typed
        self._work("choices", lambda: ChoicesCame(typed, self._find(typed.strip())))

    @on(ChoicesCame)
    def _came(self, event: ChoicesCame) -> None:
        if event.typed != self._typed:
            return
        if self._listed != event.typed:
            self._listed = event.typed
            self._choices.show(event.choices)
        if self._choosing:
            self._choose()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self._rule.show([(self.app.size.width, event.reason, True)])

    def take_key(self, key: str, typed: str) -> bool:
        """Type, move, choose or leave."""
        self._choosing = False
        if typed:
            if self._box.is_mounted:
                self._box.put(typed)
            else:
                self._early += typed
        elif key in MOTIONS:
            self._choices.move(MOTIONS[key])
        elif key == "enter":
            self._choose()
        elif key == "escape":
            self.dismiss(None)
        else:
            return False
        return True

    @on(Choices.Chosen)
    def _choose(self) -> None:
        # What was typed last may not have been looked up yet.
        if self._listed != self._typed:
            self._choosing = True
            return
        self._choosing = False
        choice = self._choices.choice
        if choice is not None:
            self.dismiss(choice.id)
