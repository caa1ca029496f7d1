"""Few bytes to the terminal: what it already shows is not sent again.

Textual repaints whole regions, each piece with its full style. Here the screen remembers what was
painted, sends only the stretch of a line that changed, and of a style only what differs from the
one before. This stands on privates of Textual 8.2 (``Screen._compositor`` and the two methods
below); the version is pinned and ``tests/tui/test_lean.py`` watches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle

from briefreader.tui.cells import is_narrow

if TYPE_CHECKING:
    from textual.widget import Widget

Piece = tuple[int, int, Strip]
"""Line, column, and what is drawn from there."""

_ON = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4", "blink": "5", "reverse": "7", "strike": "9",
    "underline2": "21",
}  # fmt: skip
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29", "21": "24"}


class _Ink(NamedTuple):
    """A style in codes of the terminal; an empty colour is the terminal's own, a foreground of None any."""

    attributes: tuple[str, ...]
    foreground: str | None
    background: str


_BARE = _Ink((), "", "")


@lru_cache(maxsize=4096)
def _ink(style: Style | None, colors: ColorSystem | None) -> _Ink:
    if style is None:
        return _BARE
    attributes = tuple(code for name, code in _ON.items() if getattr(style, name))
    if colors is None:
        return _Ink(attributes, "", "")
    fore = style.color
    back = style.bgcolor
    return _Ink(
        attributes,
        ";".join(fore.downgrade(colors).get_ansi_codes()) if fore and not fore.is_default else "",
        ";".join(back.downgrade(colors).get_ansi_codes(False)) if back and not back.is_default else "",
    )


def _turn(old: _Ink, new: _Ink) -> tuple[str, _Ink]:
    """Return what takes the terminal from one ink to another, and the ink it then has."""
    codes: list[str] = []
    if old.attributes != new.attributes:
        off = {_OFF[code] for code in old.attributes if code not in new.attributes}
        codes += sorted(off)
        # What switches one attribute off may switch another off with it.
        codes += [code for code in new.attributes if code not in old.attributes or _OFF[code] in off]
    foreground = old.foreground if new.foreground is None else new.foreground
    if old.foreground != foreground:
        codes.append(foreground or "39")
    if old.background != new.background:
        codes.append(new.background or "49")
    return f"\x1b[{';'.join(codes)}m" if codes else "", _Ink(new.attributes, foreground, new.background)


class _Drawn(NamedTuple):
    end: int
    text: str
    inks: tuple[tuple[int, _Ink], ...]
    """Each ink with the number of characters it covers."""


class Paper:
    """What the terminal shows, as far as it was painted through here."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, _Drawn]] = {}

    def forget(self) -> None:
        """Assume nothing of what the terminal shows: all that is painted next is sent whole."""
        self._lines.clear()

    def paint(self, pieces: Iterable[Piece], colors: ColorSystem | None) -> str:
        """Return the sequences that bring the terminal to show ``pieces``."""
        out: list[str] = []
        ink = _BARE
        at: tuple[int, int] | None = None
        for y, x, strip in pieces:
            new = _drawn(x, strip, colors)
            line = self._lines.setdefault(y, {})
            old = line.get(x)
            if old == new:
                continue
            for start in [s for s, d in line.items() if s < new.end and d.end > x]:
                del line[start]
            line[x] = new
            first, last = _difference(old, new)
            if at != (y, x + first):
                out.append(f"\x1b[{y + 1};{x + first + 1}H")
            position = 0
            for count, wanted in new.inks:
                text = new.text[max(position, first) : min(position + count, last)]
                position += count
                if text:
                    codes, ink = _turn(ink, wanted)
                    out.append(codes)
                    out.append(text)
            # At the last column a terminal may or may not have gone on to the next line; and behind what
            # is not one cell each, terminals differ on where they stand.
            at = (y, new.end) if last == len(new.text) and is_narrow(new.text) else None
        if ink != _BARE:
            out.append("\x1b[0m")
        return "".join(out)


def _drawn(x: int, strip: Strip, colors: ColorSystem | None) -> _Drawn:
    inks: list[tuple[int, _Ink]] = []
    for text, style, control in strip:
        if control or not text:
            continue
        ink = _ink(style, colors)
        if not ink.attributes and text.isspace():
            ink = _Ink((), None, ink.background)
        if inks and inks[-1][1] == ink:
            inks[-1] = (inks[-1][0] + len(text), ink)
        else:
            inks.append((len(text), ink))
    return _Drawn(x + strip.cell_length, strip.text, tuple(inks))


def _difference(old: _Drawn | None, new: _Drawn) -> tuple[int, int]:
    """Return the stretch of characters of ``new`` that must be drawn where ``old`` stands."""
    whole = (0, len(new.text))
    if old is None or old.end != new.end or len(old.text) != len(new.text):
        return whole
    # Where a character is not one cell, terminals disagree on where the next one stands.
    if not is_narrow(new.text) or not is_narrow(old.text):
        return whole
    a, b = _cells(old), _cells(new)
    first = 0
    while first < len(b) and a[first] == b[first]:
        first += 1
    last = len(b)
    while last > first and a[last - 1] == b[last - 1]:
        last -= 1
    return first, last


def _cells(drawn: _Drawn) -> list[tuple[str, _Ink]]:
    inks = [ink for count, ink in drawn.inks for _ in range(count)]
    return list(zip(drawn.text, inks, strict=True))


class _LeanFull(LayoutUpdate):
    """The whole screen."""

    paper: Paper

    def render_segments(self, console: Console) -> str:
        pieces: list[Piece] = []
        for y, strips in enumerate(self.strips):
            x = 0
            for strip in strips:
                pieces.append((y, x, strip))
                x += strip.cell_length
        return self.paper.paint(pieces, console._color_system)


class _LeanPartial(ChopsUpdate):
    """The pieces of the screen that lie in a changed region."""

    paper: Paper

    def render_segments(self, console: Console) -> str:
        pieces = (
            (y, x, strip)
            for y, left, right in self.spans
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False)
            if strip is not None and x < right and end > left
        )
        return self.paper.paint(pieces, console._color_system)


class _LeanCompositor(Compositor):
    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        update = super().render_full_update(simplify)
        lean = _LeanFull([list(strips) for strips in update.strips], update.region)
        lean.paper = self._paper
        return lean

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        if update is None:
            return None
        lean = _LeanPartial(update.chops, update.spans, update.chop_ends)
        lean.paper = self._paper
        return lean


@lru_cache(1024)
def _inner_and_outer(base: Color, background: Color) -> tuple[VisualStyle, VisualStyle]:
    return VisualStyle(background=base + background), VisualStyle(background=base)


# Textual remembers this by the widget's whole cache of lines too, and so keeps what hundreds of screens drew
# after they are gone.
StylesCache.get_inner_outer = lambda _, base, background: _inner_and_outer(base, background)  # type: ignore[assignment, method-assign]

Result = TypeVar("Result")


class LeanScreen(Screen[Result]):
    """A screen that repaints little: not on a change of focus, and only what changed."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._compositor = _LeanCompositor(paper)

    @property
    def is_current(self) -> bool:
        """Whether the screen is seen: on top, since ours are opaque.

        Textual takes the one below for seen too, and a change there repaints both without end.
        """
        return self.is_active

    def put_away(self) -> None:
        """Keep what is not kept yet, since the program ends."""

    def take_key(self, key: str, typed: str) -> bool:
        """Do what a key means on this screen, and tell whether it means anything.

        Keys are taken one after the other, each to its end: what is typed ahead (over a slow line a
        burst) goes to where the key before it led.

        Args:
            key: a printable character, or Textual's name of another key.
            typed: the character to type, empty where the key has none.
        """
        return False
