"""Writing a line: a command, the name of a file; what was written before is at hand."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.tui.lean import Paper
from briefreader.tui.screens.ask import WriteScreen
from briefreader.tui.widgets.choices import Choice


class LineScreen(WriteScreen, inherit_bindings=False):
    """Write a line; the result is what was written, or None.

    Args:
        paper: what the terminal shows.
        question: what is asked, in words.
        words: written already.
        before: lines to go back to, the last one first; those that hold what is written are listed.
    """

    def __init__(self, paper: Paper, question: str, words: str = "", before: Sequence[str] = ()) -> None:
        super().__init__(
            paper, question, lambda typed: [Choice(line, line, "") for line in before if typed in line], words
        )
        self.look_up(words)

    def look_up(self, typed: str) -> None:
        """List the lines at once: keys that are typed ahead find them."""
        self.offer(typed, self._find(typed.strip()))

    def take(self, choice: Choice) -> None:
        """Put a line in, be it that the screen is not drawn yet."""
        self._early = choice.id
        super().take(choice)
