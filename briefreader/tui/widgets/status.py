"""The status line: where one is, what goes on, and the keys of the moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefreader.tui.cells import cut, width
from briefreader.tui.widgets.surface import Run, Surface

SEPARATOR = " · "


class Status(Surface):
    """One line: facts at the left, a word to the reader beside them, keys at the right if there is room."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._facts: tuple[str, ...] = ()
        self._word = ""
        self._warning = False
        self._keys: tuple[tuple[str, str], ...] = ()
        self._pending = ""

    def show(
        self, facts: Sequence[str], keys: Sequence[tuple[str, str]], word: str = "", warning: bool = False
    ) -> None:
        """Show facts, a word (as a warning), and keys with what they do."""
        new = (tuple(facts), word, warning, tuple(keys))
        if new != (self._facts, self._word, self._warning, self._keys):
            self._facts, self._word, self._warning, self._keys = new
            self.refresh()

    def show_pending(self, pending: str) -> None:
        """Show what has been typed of a command that is not complete."""
        if pending != self._pending:
            self._pending = pending
            self.refresh()

    @property
    def text(self) -> str:
        """What the line says, for a reader who does not see it."""
        return "".join(text for text, _ in self.line(0))

    def line(self, y: int) -> Iterable[Run]:
        """Draw the line."""
        columns = self.size.width - 2 - (len(self._pending) + 2 if self._pending else 0)
        facts = SEPARATOR.join(self._facts)
        left: list[Run] = [(" ", "")]
        if self._word:
            # What is said to the reader now comes before where they are.
            word = cut(self._word, columns)
            if width(facts) + width(word) + 3 <= columns:
                left.append((f"{facts}{SEPARATOR}" if facts else "", "fact"))
            left.append((word, "warning" if self._warning else "word"))
        else:
            left.append((cut(facts, columns), "fact"))
        if self._pending:
            left.append((f"  {self._pending}", "key"))
        used = sum(width(text) for text, _ in left) - 1
        keys: list[Run] = []
        room = columns - used - 2
        for key, words in self._keys:
            needed = width(key) + 1 + width(words) + (3 if keys else 0)
            if needed > room:
                break
            room -= needed
            keys += [("   " if keys else "", ""), (key, "key"), (f" {words}", "key-word")]
        taken = sum(width(text) for text, _ in keys)
        return [*left, (" " * (columns - used - taken), ""), *keys, (" ", "")]
