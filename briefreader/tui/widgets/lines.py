"""A scrolled text made once: help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefreader.tui.widgets.surface import Motion, Pane, Run


class Lines(Pane):
    """Lines that are made for the width there is.

    Args:
        make: the lines for so many columns.
    """

    def __init__(self, id: str, make: Callable[[int], Sequence[Sequence[Run]]]) -> None:
        super().__init__(id)
        self._make = make
        self._lines: Sequence[Sequence[Run]] = ()

    @property
    def line_count(self) -> int:
        """The lines there are."""
        return len(self._lines)

    def line(self, y: int) -> Iterable[Run]:
        """Draw a line."""
        number = self.top + y
        return self._lines[number] if number < len(self._lines) else ()

    def on_resize(self) -> None:
        """Make the lines anew."""
        self._lines = self._make(self.size.width)
        self.top = min(self.top, self.last_top)
        self.refresh()

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Scroll by keys."""
        self.scroll_by(motion, count)
