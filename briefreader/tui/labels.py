"""Labels to jump by: a letter or two over the beginning of what is jumped to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefreader.tui.cells import fitting, width

LETTERS = "asdfghjklewrtuiopqyzxcvbnm"
"""The letters of labels, those under the fingers first."""

Run = tuple[str, str]


def labels(count: int) -> list[str]:
    """Return ``count`` labels, none the beginning of another, as many of one letter as can be.

    There are at most as many as pairs of letters; what is beyond gets none.
    """
    size = len(LETTERS)
    pairs = 0  # letters that begin labels of two
    while size - pairs + pairs * size < count and pairs < size:
        pairs += 1
    begins = LETTERS[size - pairs :]
    made = [*LETTERS[: size - pairs], *(first + second for first in begins for second in LETTERS)]
    return made[:count]


def stamped(runs: Sequence[Run], stamps: Iterable[tuple[int, str]], style: str) -> list[Run]:
    """Return a line with texts written over it, each from a cell on."""
    line = list(runs)
    for column, text in stamps:
        made: list[Run] = []
        at = 0
        for piece, names in line:
            end = at + width(piece)
            if end <= column or at >= column + len(text):
                made.append((piece, names))
            else:
                head = piece[: fitting(piece, max(0, column - at))]
                tail = piece[fitting(piece, max(0, column + len(text) - at)) :]
                made.append((head, names))
                if at <= column:
                    made.append((text, style))
                made.append((tail, names))
            at = end
        line = [run for run in made if run[0]]
    return line
