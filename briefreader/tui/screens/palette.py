"""The command palette: every action by its words, found by typing some of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from briefreader.tui.actions import ACTIONS, Keymap, Place, shown
from briefreader.tui.lean import LeanScreen, Paper
from briefreader.tui.widgets.choices import Choice, Choices
from briefreader.tui.widgets.rule import Rule
from briefreader.tui.widgets.searchbox import SearchBox
from briefreader.tui.widgets.surface import Motion

MOTIONS: dict[str, Motion] = {
    "down": "down", "up": "up", "ctrl+n": "down", "ctrl+p": "up",
    "pagedown": "page-down", "pageup": "page-up",
}  # fmt: skip


def choices(keymap: Keymap, place: Place, typed: str) -> Sequence[Choice]:
    """Return the actions of a place whose words or id hold all that was typed.

    Those with words that begin with it come first.
    """
    wanted = typed.lower().split()
    found = []
    for number, action in enumerate(ACTIONS):
        text = f"{action.words} {action.id}".lower()
        if (
            keymap.works_in(action.id, place)
            and action.id != "palette"
            and all(part in text for part in wanted)
        ):
            begins = [any(w.startswith(part) for w in text.replace("-", " ").split()) for part in wanted]
            keys = "  ".join(map(shown, keymap.keys_in(action.id, place)))
            words = action.words[0].upper() + action.words[1:]
            found.append((not all(begins), number, Choice(action.id, words, keys)))
    return [choice for _, _, choice in sorted(found)]


class PaletteScreen(LeanScreen[str | None], inherit_bindings=False):
    """Choose an action; the screen's result is its id, or None."""

    AUTO_FOCUS = "#search"

    def __init__(self, paper: Paper, keymap: Keymap, place: Place) -> None:
        super().__init__(paper)
        self._keymap = keymap
        self._place: Place = place
        self._rule = Rule("rule")
        self._choices = Choices("choices")
        self._box = SearchBox("", id="search")
        self._early = ""
        self._listed: str | None = None

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        with Horizontal(id="search-line"):
            yield Static(":", id="prompt", markup=False, classes="-on")
            yield self._box
        yield self._rule
        yield self._choices

    def on_mount(self) -> None:
        """List everything."""
        self._box.placeholder = "what to do"
        self._box.set_words(self._early)
        self._list()

    def on_resize(self) -> None:
        """Draw the rule to the new width."""
        self._rule.show([(self.app.size.width, "Commands", True)])

    @on(SearchBox.Edited)
    def _list(self) -> None:
        typed = self._box.value if self._box.is_mounted else self._early
        if typed != self._listed:
            self._listed = typed
            self._choices.show(choices(self._keymap, self._place, typed))

    def take_key(self, key: str, typed: str) -> bool:
        """Type, move, choose or leave."""
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
        self._list()
        choice = self._choices.choice
        if choice is not None:
            self.dismiss(choice.id)
