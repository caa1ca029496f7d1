"""How wide text is on a terminal, in cells, and how it is cut to fit."""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

TAB = 4
"""Cells between tab stops."""

# Characters that every terminal draws in one cell and that join with nothing: where a text has no
# others, counting cells is counting characters.
NARROW = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203a\u20ac]*"
)


def is_narrow(text: str) -> bool:
    """Tell whether every character of ``text`` is sure to take one cell."""
    return (text.isascii() and text.isprintable()) or NARROW.fullmatch(text) is not None


def width(text: str) -> int:
    """Return the cells that ``text`` (without tabs or line ends) takes."""
    return len(text) if is_narrow(text) else cell_len(text)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """Return start, end and cells of what is drawn as one; a tab or line end stands alone and takes one."""
    found: list[tuple[int, int, int]] = []
    at = 0
    for part in re.split("([\t\n])", text):
        if part in ("\t", "\n"):
            found.append((at, at + 1, 1))
        else:
            found.extend((at + a, at + b, size) for a, b, size in split_graphemes(part)[0])
        at += len(part)
    return found


def fitting(text: str, cells: int) -> int:
    """Return how many characters of ``text`` fit into ``cells``, never parting what belongs together."""
    if cells <= 0:
        return 0
    if is_narrow(text):
        return min(len(text), cells)
    used = at = 0
    # No character takes less than no cell; a run of marks past this window cannot be of use.
    for _, end, size in graphemes(text[: cells * 8]):
        if used + size > cells:
            break
        used, at = used + size, end
    return at


def cut(text: str, cells: int) -> str:
    """Return ``text`` if it fits into ``cells``, else its beginning with an ellipsis."""
    count = fitting(text, cells)
    if count == len(text):
        return text
    if cells < 1:
        return ""
    return text[: fitting(text, cells - 1)].rstrip() + "…"


def expand(text: str, column: int = 0) -> str:
    """Return ``text`` as it is drawn from ``column`` on: tabs become blanks, line ends one blank."""
    if "\t" not in text:
        return text.replace("\n", " ")
    drawn = ""
    at = column
    for part in re.split("([\t\n])", text):
        piece = " " * (TAB - at % TAB) if part == "\t" else " " if part == "\n" else part
        drawn += piece
        at += width(piece)
    return drawn
