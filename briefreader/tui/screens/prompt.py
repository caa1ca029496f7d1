"""A line to type in, and under it what can be chosen: what asking and the command palette share."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from briefreader.tui.lean import Paper
from briefreader.tui.screens.working import WorkingScreen
from briefreader.tui.widgets.choices import Choice, Choices
from briefreader.tui.widgets.rule import Rule
from briefreader.tui.widgets.searchbox import SearchBox
from briefreader.tui.widgets.surface import Motion

MOTIONS: dict[str, Motion] = {
    "down": "down", "up": "up", "ctrl+n": "down", "ctrl+p": "up",
    "pagedown": "page-down", "pageup": "page-up",
}  # fmt: skip


class Prompt(WorkingScreen[str | None]):
    """Type, and choose among what fits; the result is the id of the choice, or None for nothing.

    Args:
        paper: what the terminal shows.
        sign: stands before what is typed.
        title: says what is to be chosen.
        hint: stands where nothing has been typed.
        nothing: says that nothing fits.
        words: typed already.
    """

    AUTO_FOCUS = "#search"

    def __init__(
        self, paper: Paper, sign: str, title: str, hint: str, nothing: str = "", words: str = ""
    ) -> None:
        super().__init__(paper)
        self._sign = sign
        self._title = title
        self._hint = hint
        self._rule = Rule("rule")
        self._choices = Choices("choices", nothing)
        self._box = SearchBox("", id="search")
        self._early = words
        self._listed: str | None = None
        self._choosing = False
        self._first = 0
        """The choice that the cursor begins on; -1 for none."""

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        with Horizontal(id="search-line"):
            yield Static(self._sign, id="prompt", markup=False, classes="-on")
            yield self._box
        yield self._rule
        yield self._choices

    def on_mount(self) -> None:
        """List what there is."""
        self._box.placeholder = self._hint
        self._box.set_words(self._early)
        self.look_up(self.typed)

    def on_resize(self) -> None:
        """Draw the rule to the new width."""
        self.title_with(self._title)

    def title_with(self, words: str) -> None:
        """Write over the choices."""
        self._rule.show([(self.app.size.width, words, True)])

    @property
    def typed(self) -> str:
        """What has been typed, also before there was a line to type in."""
        return self._box.value if self._box.is_mounted else self._early

    def look_up(self, typed: str) -> None:
        """Find what can be chosen for what was typed, now or by and by, and hand it to ``offer``."""
        raise NotImplementedError

    def offer(self, typed: str, choices: Sequence[Choice]) -> None:
        """Show what can be chosen for what was typed; what was typed on since is looked up anew."""
        if typed != self.typed:
            return
        if self._listed != typed:
            self._listed = typed
            self._choices.show(choices, self._first)
        if self._choosing:
            self._choose()

    @on(SearchBox.Edited)
    def _edited(self) -> None:
        self.look_up(self.typed)

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
        if self._listed != self.typed:
            self._choosing = True
            self.look_up(self.typed)
            return
        self._choosing = False
        choice = self._choices.choice
        if choice is not None:
            self.take(choice)

    def take(self, choice: Choice) -> None:
        """Leave with what was chosen."""
        self.dismiss(choice.id)
