"""A list of commands to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from briefreader.tui.cells import cut, width
from briefreader.tui.widgets.surface import Motion, Pane, Run, destination


class Choice(NamedTuple):
    """A command: its id, what it does, its keys."""

    id: str
    words: str
    keys: str


class Choices(Pane, can_focus=False):
    """Commands with a cursor; the keys come from the screen, since the focus is where one types."""

    class Chosen(Message):
        """A command was clicked on."""

    def __init__(self, id: str, nothing: str = "No command is called that.") -> None:
        super().__init__(id)
        self._nothing = nothing
        self.choices: Sequence[Choice] = ()
        self.cursor = 0

    def show(self, choices: Sequence[Choice], cursor: int = 0) -> None:
        """Show other commands, with the cursor on one, or (-1) on none."""
        self.choices = choices
        self.cursor = cursor
        self.top = 0
        self.refresh()

    @property
    def choice(self) -> Choice | None:
        """The command under the cursor."""
        return self.choices[self.cursor] if 0 <= self.cursor < len(self.choices) else None

    @property
    def line_count(self) -> int:
        """A line a command."""
        return len(self.choices)

    def line(self, y: int) -> Iterable[Run]:
        """Draw a command."""
        number = self.top + y
        columns = self.size.width - 4
        if not self.choices:
            return [("  " + cut(self._nothing, columns), "muted")] if y == 0 else []
        if number >= len(self.choices):
            return []
        choice = self.choices[number]
        ground, bar = ("cursor", "▌ ") if number == self.cursor else ("", "  ")
        words = cut(choice.words, columns)
        keys = choice.keys if width(words) + width(choice.keys) + 2 <= columns else ""
        gap = " " * max(0, columns - width(words) - width(keys))
        return [
            (bar, f"{ground} bar".strip()),
            (words, f"{ground} headline".strip()),
            (gap, ground),
            (keys, f"{ground} key".strip()),
            ("", ground),
        ]

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Move the cursor by keys."""
        half = max(1, self.page // 2)
        before = self.cursor
        self.cursor = destination(motion, before, len(self.choices) - 1, half, self.page, count)
        if not self.scroll_lines(min(max(self.top, self.cursor - self.page + 1), self.cursor)):
            self.refresh_lines(max(0, before), 1)
            self.refresh_lines(self.cursor, 1)

    def on_click(self, event: events.Click) -> None:
        """Choose a command."""
        number = self.top + event.y
        if number < len(self.choices):
            self.cursor = number
            self.post_message(self.Chosen())
