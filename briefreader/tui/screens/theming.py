"""Choosing a theme by looking at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.timer import Timer

from briefreader.tui.lean import Paper
from briefreader.tui.screens.prompt import Prompt
from briefreader.tui.widgets.choices import Choice

REST_SECONDS = 0.2
"""How long the cursor must rest on a theme before the screen shows it: going past one sends nothing."""


class ThemeScreen(Prompt, inherit_bindings=False):
    """Choose a theme; the one under the cursor shows. The result is its name, or None.

    Args:
        paper: what the terminal shows.
        themes: the names of all, each with a word on it.
        now: the theme in force.
        show: shows a theme.
    """

    def __init__(
        self, paper: Paper, themes: Sequence[tuple[str, str]], now: str, show: Callable[[str], object]
    ) -> None:
        super().__init__(paper, "›", "Themes", "type, or go down; Esc leaves it as it was", "No such theme.")
        self._themes = themes
        self._now = now
        self._show = show
        self._resting: Timer | None = None

    def look_up(self, typed: str) -> None:
        """List the themes, the cursor on the one in force."""
        wanted = typed.lower().split()
        fitting = [
            Choice(name, name, "now" if name == self._now else words)
            for name, words in self._themes
            if all(part in f"{name} {words}" for part in wanted)
        ]
        self._first = next((at for at, each in enumerate(fitting) if each.id == self._now), 0)
        self.offer(typed, fitting)

    def take_key(self, key: str, typed: str) -> bool:
        """Type, move, choose or leave."""
        if self._resting is not None:
            self._resting.stop()
        known = super().take_key(key, typed)
        if key == "escape":
            self._show(self._now)
        elif key != "enter":
            self._resting = self.set_timer(REST_SECONDS, self._look)
        return known

    def _look(self) -> None:
        choice = self._choices.choice
        if choice is not None:
            self._show(choice.id)
