"""The command palette: every action by its words, found by typing some of them."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.tui.actions import ACTIONS, Keymap, Place, shown
from briefreader.tui.lean import Paper
from briefreader.tui.screens.prompt import Prompt
from briefreader.tui.widgets.choices import Choice


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


class PaletteScreen(Prompt, inherit_bindings=False):
    """Choose an action; the screen's result is its id, or None."""

    def __init__(self, paper: Paper, keymap: Keymap, place: Place) -> None:
        super().__init__(paper, ":", "Commands", "what to do", "No command is called that.")
        self._keymap = keymap
        self._place: Place = place

    def look_up(self, typed: str) -> None:
        """List the actions."""
        self.offer(typed, choices(self._keymap, self._place, typed))
