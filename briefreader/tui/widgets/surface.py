"""What all parts of the screen are drawn on: lines of runs of text with the names of their styles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.dom import DOMNode
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Run = tuple[str, str]
"""Text, and the names of its styles with blanks between, the later ones on top."""

Motion = Literal["down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "top", "bottom"]


def destination(motion: Motion, at: int, last: int, half: int, full: int, count: int | None = None) -> int:
    """Return the line or item that a motion leads to.

    Args:
        motion: where to.
        at: where one is, from 0.
        last: the last that one can be at.
        half: how many are half a page.
        full: how many are a page.
        count: how often; for "top" and "bottom" the line or item to go to, from 1.
    """
    times = count or 1
    to = {
        "down": at + times, "up": at - times,
        "half-page-down": at + half * times, "half-page-up": at - half * times,
        "page-down": at + full * times, "page-up": at - full * times,
        "top": times - 1, "bottom": last if count is None else count - 1,
    }[motion]  # fmt: skip
    return min(max(0, to), max(0, last))


WHEEL = 3
"""Lines that a notch of the mouse wheel scrolls."""


class Surface(Widget):
    """A widget that draws its lines itself. Names of styles are classes of ``app.tcss``, ``--`` before them.

    They are not declared as component classes: Textual would work all of them out for each widget at the
    start and at every change of focus. Here one is worked out when it is first drawn with, for one theme.
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.auto_links = False
        self._inks: dict[str, Style] = {}
        self._own_inks: dict[str, Style] = {}
        self._theme = ""

    def line(self, y: int) -> Iterable[Run]:
        """Return the runs of line ``y`` of what is on the screen."""
        raise NotImplementedError

    def ink(self, names: str) -> Style:
        """Return the style of the names (``"snippet hit"``), the widget's own background under it."""
        style = self._inks.get(names)
        if style is None:
            style = self.rich_style
            for name in names.split():
                style += self._own_ink(name)
            self._inks[names] = style
        return style

    def _own_ink(self, name: str) -> Style:
        """Return what a name adds to the style of the widget."""
        style = self._own_inks.get(name)
        if style is None:
            node = DOMNode(classes=f"--{name}")
            node._attach(self)
            self.app.stylesheet.apply(node)
            style = self._own_inks[name] = node.styles.partial_rich_style
        return style

    def notify_style_update(self) -> None:
        """Forget resolved styles, of the names too when the theme is another."""
        self._inks.clear()
        if self._theme != self.app.theme:
            self._theme = self.app.theme
            self._own_inks.clear()
            self.refresh()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw a line to the full width."""
        runs = list(self.line(y))
        fill = runs[-1][1] if runs and not runs[-1][0] else ""
        strip = Strip([Segment(text, self.ink(names)) for text, names in runs if text])
        return strip.adjust_cell_length(self.size.width, self.ink(fill))


class Pane(Surface, can_focus=True):
    """A surface with more lines than fit, scrolled by keys and wheel. ``top`` is its first line on screen."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.top = 0

    @property
    def line_count(self) -> int:
        """Lines there are."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """Lines of a screenful, at least one."""
        return max(1, self.size.height)

    @property
    def last_top(self) -> int:
        """The greatest ``top``: where the end is on the screen."""
        return max(0, self.line_count - self.page)

    def scroll_lines(self, top: int) -> bool:
        """Bring line ``top`` to the top, as far as there are lines; tell whether that changed anything."""
        top = min(max(0, top), self.last_top)
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        self.scrolled()
        return True

    def scrolled(self) -> None:
        """Do what must follow when other lines are on the screen."""

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Move by keys: so often, or to that line or item (see ``destination``)."""
        raise NotImplementedError

    def scroll_by(self, motion: Motion, count: int | None) -> None:
        """Move a text without a cursor; of a page, two lines stay to read on from."""
        half, full = max(1, self.page // 2), max(1, self.page - 2)
        self.scroll_lines(destination(motion, self.top, self.last_top, half, full, count))

    def refresh_lines(self, first: int, count: int) -> None:
        """Draw ``count`` lines from ``first`` on again, as far as they are on the screen."""
        self.refresh(Region(0, first - self.top, self.size.width, count))

    def on_focus(self) -> None:
        """Draw the cursor bright."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor dim."""
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.scroll_lines(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.scroll_lines(self.top - WHEEL)
