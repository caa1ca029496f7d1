"""Where in texts the words of a query can stand at all, for many texts in one pass of numpy.

Going through all words of a text is what finding the hits in it would cost. A word that fits begins
as one of a few roots (or holds one of a few pieces), and only where a sign stands in a word or before
it does it have to be looked at closely: ``Kata'ib`` is folded to ``kataib``.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from briefreader import text

_BLANK, _DIGIT, _LETTER, _POINT, _APOSTROPHE, _ODD, _UNKNOWN = range(7)
_AT_ONCE = 1 << 18
_LONGEST_FIGURE = 4

Places = npt.NDArray[np.intp]


def _kind(char: str) -> int:
    """Return the kind of a character; odd is what folding turns into something else."""
    if char in text.APOSTROPHES:
        return _APOSTROPHE
    if char in text.WITHIN:
        return _ODD
    if char in ".,_":
        return _POINT
    if not char.isalnum():
        return _ODD if unicodedata.category(char).startswith("M") else _BLANK
    if char.isascii() and char.isdigit():
        return _DIGIT
    return _LETTER if text.fold(char) == char.lower() else _ODD


_KINDS = np.full(sys.maxunicode + 1, _UNKNOWN, np.uint8)
_KINDS[:128] = [_kind(chr(code)) for code in range(128)]


Stretch = tuple[int, int, int]
"""Number of a text, start and end in it."""


def stretches(raws: Sequence[str], roots: Sequence[str], pieces: Sequence[str]) -> Iterator[Stretch]:
    """Return, in order, the stretches of texts that may hold what is looked for.

    They hold at least all words whose folded form begins with a root or holds a piece, and no word
    lies across the end of one.
    """
    pages = []
    first, room = 0, _AT_ONCE
    for number, raw in enumerate(raws, 1):
        room -= len(raw)
        if room < 0 or number == len(raws):
            pages.append(_page(raws[first:number], first, roots, pieces))
            first, room = number, _AT_ONCE
    return chain.from_iterable(pages)


def _page(raws: Sequence[str], number: int, roots: Sequence[str], pieces: Sequence[str]) -> Iterable[Stretch]:
    joined = "\n".join(raws)
    lowered = joined.lower()
    if len(lowered) != len(joined):
        # A capital letter whose small one is two (the dotted I): rare, and not worth more.
        return [(at, 0, len(raw)) for at, raw in enumerate(raws, number)]
    codes = _codes(lowered)
    # Looked at as they are written: beyond ASCII some signs and letters change places when lowered.
    written = codes if lowered.isascii() else _codes(joined)
    kinds = _kinds(written)
    edges = _edges(kinds != _BLANK)
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return []
    chosen = np.zeros(len(starts), bool)
    for root in roots:
        chosen[_beginning(codes, starts, root)] = True
    chosen[starts.searchsorted(_unclear(kinds, written), "right") - 1] = True
    if pieces:
        chosen[starts.searchsorted(_found(lowered, pieces), "right") - 1] = True
    starts, ends = starts[chosen], ends[chosen]
    bases = np.array([0, *accumulate(len(raw) + 1 for raw in raws)])
    of = bases.searchsorted(starts, "right") - 1
    starts, ends = starts - bases[of], ends - bases[of]
    return zip((of + number).tolist(), starts.tolist(), ends.tolist(), strict=True)


def _edges(filled: npt.NDArray[np.bool_]) -> Places:
    """Return where something begins and ends, by turns."""
    padded = np.zeros(len(filled) + 2, bool)
    padded[1:-1] = filled
    found: Places = (padded[1:] != padded[:-1]).nonzero()[0]
    return found


def _codes(line: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(line.encode("utf-32-le", "surrogatepass"), "<u4")


def _kinds(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    kinds = _KINDS.take(codes)
    new = codes[kinds == _UNKNOWN]
    if len(new):
        for code in set(new.tolist()):
            _KINDS[code] = _kind(chr(code))
        kinds = _KINDS.take(codes)
    return kinds


def _beginning(codes: npt.NDArray[np.uint32], starts: Places, root: str) -> Places:
    """Return which stretches begin with a root."""
    found = np.arange(len(starts))
    for at, char in enumerate(root):
        places = starts[found] + at
        if at and len(places) and places[-1] >= len(codes):
            found, places = found[places < len(codes)], places[places < len(codes)]
        found = found[codes[places] == ord(char)]
    return found


def _unclear(kinds: npt.NDArray[np.uint8], codes: npt.NDArray[np.uint32]) -> Places:
    """Return the places of what stands in a word and may be folded away, or have a word begin behind it."""
    signs = (kinds >= _POINT).nonzero()[0]
    padded = np.append(kinds, (_BLANK, _BLANK))
    # A sign at the end of a stretch changes nothing before it.
    signs = signs[(padded[signs + 1] != _BLANK) | (kinds[signs] == _ODD)]
    kind, before, after = kinds[signs], padded[signs - 1], padded[signs + 1]
    figure = (kind == _POINT) & (before == _DIGIT) & (after == _DIGIT)
    possessive = (
        (kind == _APOSTROPHE) & (padded[signs + 2] == _BLANK) & (before >= _DIGIT) & (before <= _LETTER)
    )
    unclear = ~(figure | possessive)
    unclear[possessive] = codes[signs[possessive] + 1] != ord("s")
    # A figure's point only where letters follow the figure, or it is too long to tell.
    at = signs[figure] + 1
    for _ in range(_LONGEST_FIGURE):
        at += padded[at] == _DIGIT
    unclear[figure] = (padded[at] == _LETTER) | (padded[at] == _DIGIT)
    found: Places = signs[unclear]
    return found


def _found(lowered: str, pieces: Iterable[str]) -> Places:
    places: list[int] = []
    for piece in pieces:
        at = lowered.find(piece)
        while at >= 0:
            places.append(at)
            at = lowered.find(piece, at + 1)
    return np.array(places, np.intp)
