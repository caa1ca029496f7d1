"""Where two reports disagree, one difference under the other: what either says, and who is said to say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message

from briefreader.model import Span
from briefreader.tui.beside import Compared
from briefreader.tui.cells import cut, fitting, width
from briefreader.tui.widgets.surface import Run, Surface

_LABEL = 8
_SAID_AT_MOST = 30


class Differences(Surface):
    """The differences of a comparison, one of them marked. Side by side they take a line, else two."""

    class Chosen(Message):
        """A difference was clicked on."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._compared: Compared | None = None
        self._current = -1
        self._top = 0
        self._left = 0

    def show(self, compared: Compared, left: int, most: int) -> None:
        """Show the differences, as many as fit into ``most`` lines.

        Args:
            compared: the two reports.
            left: columns of the left report, 0 where one stands above the other.
            most: lines at most.
        """
        self._compared = compared
        self._left = left
        count = len(compared.comparison.differences)
        lines = min(count, max(1, most // self._each)) * self._each
        self.display = count > 0
        self.styles.height = lines or 1
        self._settle(max(1, lines // self._each))
        self.refresh()

    def mark(self, number: int) -> None:
        """Mark a difference and bring it onto the screen."""
        self._current = number
        self._settle(max(1, self.size.height // self._each))
        self.refresh()

    @property
    def _each(self) -> int:
        return 1 if self._left else 2

    def _settle(self, shown: int) -> None:
        if self._current >= 0:
            self._top = min(max(self._top, self._current - shown + 1), self._current)

    def line(self, y: int) -> Iterable[Run]:
        """Draw a difference, or half of one."""
        if self._compared is None:
            return []
        at, half = divmod(y, self._each)
        number = self._top + at
        differences = self._compared.comparison.differences
        if number >= len(differences):
            return []
        one = differences[number]
        ground = "cursor" if number == self._current else ""
        bar: Run = ("▌ " if ground else "  ", f"{ground} bar".strip())
        label = (cut(one.kind, _LABEL - 1).ljust(_LABEL), f"{ground} muted".strip())
        a = (self._compared.a.text, one.a, one.passage_a, one.said_a)
        b = (self._compared.b.text, one.b, one.passage_b, one.said_b)
        if not self._left:
            room = self.size.width - _LABEL - 3
            label = label if not half else (" " * _LABEL, ground)
            return [bar, label, *_said(*(b if half else a), room, ground), ("", ground)]
        room = self._left - _LABEL - 3
        runs = [bar, label, *_said(*a, room, ground)]
        used = sum(width(text) for text, _ in runs)
        right = _said(*b, self.size.width - self._left - 5, ground)
        gap = (" " * (self._left - used), ground)
        return [*runs, gap, ("│", f"{ground} divider".strip()), ("   ", ground), *right, ("", ground)]

    def on_click(self, event: events.Click) -> None:
        """Go to a difference."""
        number = self._top + event.y // self._each
        if self._compared and number < len(self._compared.comparison.differences):
            self.post_message(self.Chosen(number))


def _said(text: str, span: Span, passage: Span, said: Span | None, room: int, ground: str) -> Sequence[Run]:
    """Return what a report says within the words around it, after who said so if that is not among them."""
    runs: list[Run] = []
    first, last = window(text, span, passage, room)
    if said and not first <= said[0] < said[1] <= last:
        who = cut(" ".join(text[slice(*said)].split()), min(_SAID_AT_MOST, room // 3))
        runs.append((f"{who}: ", f"{ground} muted".strip()))
        room -= width(who) + 2
        first, last = window(text, span, passage, room)
    flat = text.replace("\n", " ").replace("\t", " ")
    before = ("…" if first > passage[0] else "") + flat[first : span[0]]
    after = flat[span[1] : last] + ("…" if last < passage[1] else "")
    shown = flat[span[0] : span[1]]
    shown = cut(shown, max(1, room - width(before)))
    after = after[: fitting(after, max(0, room - width(before) - width(shown)))]
    parts = ((before, "soft"), (shown, "hit"), (after, "soft"))
    return [*runs, *((part, f"{ground} {ink}".strip()) for part, ink in parts if part)]


def window(text: str, span: Span, passage: Span, room: int) -> Span:
    """Return the stretch of a passage of at most ``room`` cells (two of them for ellipses) around ``span``.

    It begins and ends between words where it can, with more of what follows than of what goes before.
    """
    room -= 2
    if width(text[passage[0] : passage[1]].replace("\n", " ")) <= room:
        return passage
    spare = max(0, room - (span[1] - span[0]))
    first = max(passage[0], min(span[0] - spare * 2 // 5, passage[1] - room))
    if first > passage[0]:
        blank = text.find(" ", first, span[0])
        first = blank + 1 if blank >= 0 else span[0]
    last = min(passage[1], max(span[1], first + room))
    if last < passage[1]:
        blank = text.rfind(" ", span[1], last)
        last = blank if blank >= 0 else last
    return first, last
