"""Breaking text into lines of so many cells, by offsets: no character is moved or lost."""

from __future__ import annotations

from briefreader.model import Span
from briefreader.tui.cells import TAB, graphemes, is_narrow

_BLANK = " \n\t"
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〉》〕］｝ー々")
_NOT_LAST = frozenset("（「『【〈《〔［｛")


def wrap(text: str, start: int, end: int, cells: int, more: int = 0) -> list[Span]:
    """Break ``text`` from ``start`` to ``end`` into lines of at most ``cells`` cells.

    The first line may take ``more`` than that. Line ends within are blanks like others. The blanks at
    a break belong to no line. A word that is longer than a line is cut; an empty stretch gives no line.
    """
    cells = max(1, cells)
    body = text[start:end]
    if is_narrow(body.replace("\n", " ")):
        return [(start + a, start + b) for a, b in _wrap_narrow(body.replace("\n", " "), cells, more)]
    return [(start + a, start + b) for a, b in _wrap_wide(body, cells, more)]


def _wrap_narrow(body: str, width: int, more: int) -> list[Span]:
    lines: list[Span] = []
    at, end = 0, len(body.rstrip())
    while True:
        cells = width if lines else width + more
        while at < end and body[at] == " ":
            at += 1
        if at >= end:
            return lines
        if end - at <= cells:
            lines.append((at, end))
            return lines
        stop = body.rfind(" ", at + 1, at + cells + 1)
        dash = max(_after_dash(body, at, at + cells), -1)
        if dash > stop:
            lines.append((at, dash))
            at = dash
        elif stop > at:
            lines.append((at, at + len(body[at:stop].rstrip())))
            at = stop
        else:
            lines.append((at, at + cells))
            at += cells


def _after_dash(body: str, at: int, limit: int) -> int:
    """Return where a line may break after a hyphen between letters or after a dash, or -1."""
    for place in range(limit - 1, at, -1):
        char = body[place]
        if char == " ":
            return -1
        if char in "-–—/" and body[place - 1].isalnum() and body[place + 1 : place + 2].isalpha():
            return place + 1
    return -1


def _wrap_wide(body: str, width: int, more: int) -> list[Span]:
    parts = graphemes(body)
    lines: list[Span] = []
    first = used = 0  # the first grapheme of the line, the cells so far
    breakable = -1  # the grapheme before which the line may break
    index = 0
    while index < len(parts):
        a, b, size = parts[index]
        char = body[a]
        blank = char in _BLANK and b - a == 1
        if blank:
            size = TAB - used % TAB if char == "\t" else 1
            if index == first:
                first = index = index + 1
                used, breakable = 0, -1
                continue
            breakable = index
        elif index > first and _may_break(body, parts[index - 1], char, size):
            breakable = index
        if used + size > (width if lines else width + more) and index > first and not blank:
            stop = breakable if breakable > first else index
            lines.append(_trimmed(body, parts[first][0], parts[stop][0]))
            first = index = stop
            used, breakable = 0, -1
            continue
        used += size
        index += 1
    if first < len(parts):
        lines.append(_trimmed(body, parts[first][0], len(body)))
    return [line for line in lines if line[0] < line[1]]


def _may_break(body: str, before: tuple[int, int, int], char: str, size: int) -> bool:
    last = body[before[1] - 1]
    if last in "-–—" and char.isalpha():
        return before[0] > 0 and body[before[0] - 1].isalnum()
    wide = size == 2 or before[2] == 2
    return wide and char not in _NOT_FIRST and last not in _NOT_LAST and last not in _BLANK


def _trimmed(body: str, start: int, end: int) -> Span:
    return start, start + len(body[start:end].rstrip(_BLANK))
