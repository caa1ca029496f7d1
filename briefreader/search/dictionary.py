"""The terms of one field of a segment, sorted: looking them up, by a term, a beginning or a length.

So a term, a prefix and a range of terms are slices of the same arrays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from briefreader.search.codec import Bytes, Ints
from briefreader.search.container import Container

if TYPE_CHECKING:
    import numpy.typing as npt

_FOUND_KEPT = 2_000
_SIGNPOST = 64
_BEGIN = 8
_FEW = 1 << 10
"""Terms of a segment of a few reports, of which there may be several: they are looked up at once."""


class Dictionary:
    """The terms of a field, by their numbers in rising order of their bytes."""

    def __init__(self, container: Container, name: str, count: int) -> None:
        self._container = container
        self._name = name
        self.count = count
        self._found: dict[bytes, int] = {}
        self._prefixed: dict[bytes, tuple[int, int]] = {}
        self._letters: dict[int, tuple[Ints, Bytes]] = {}

    def _array(self, name: str) -> npt.NDArray[Any]:
        return self._container.array(f"{self._name}.{name}")

    @cached_property
    def _blob(self) -> bytes:
        return self._array("terms").tobytes()

    @cached_property
    def term_ends(self) -> Ints:
        """End of each term in the bytes of all, with a 0 in front."""
        return np.concatenate(([0], np.cumsum(self._array("term_length"), dtype=np.int64)))

    @cached_property
    def _ends(self) -> memoryview:
        return self.term_ends.data

    def term(self, number: int) -> bytes:
        """Return the bytes of a term."""
        return self._blob[self._ends[number] : self._ends[number + 1]]

    def all(self) -> list[bytes]:
        """Return all terms in rising order."""
        blob, ends = self._blob, self.term_ends.tolist()
        return [blob[a:b] for a, b in pairwise(ends)]

    def at(self, term: bytes) -> int:
        """Return the number of the first term that is not less."""
        signs = bisect_right(self._signposts, term)
        return self._between(term, max(0, signs - 1) * _SIGNPOST, min(self.count, signs * _SIGNPOST))

    def _between(self, term: bytes, low: int, high: int) -> int:
        blob, ends = self._blob, self._ends
        while low < high:
            middle = (low + high) // 2
            if blob[ends[middle] : ends[middle + 1]] < term:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _signposts(self) -> list[bytes]:
        """One term of each ``_SIGNPOST``, the first: they narrow a look-up down at once."""
        return [self.term(number) for number in range(0, self.count, _SIGNPOST)]

    def find(self, term: bytes) -> int:
        """Return the number of a term, or -1."""
        if self.count <= _FEW:
            return self._numbers.get(term, -1)
        known = self._found.get(term)
        if known is None:
            number = self.at(term)
            known = number if number < self.count and self.term(number) == term else -1
            if len(self._found) >= _FOUND_KEPT:
                self._found.clear()
            self._found[term] = known
        return known

    def find_all(self, terms: Sequence[bytes], begin: npt.NDArray[np.uint64]) -> list[int]:
        """Return the number of each of some terms, or -1, as ``find`` does, which is slower for many.

        ``begin`` is what ``beginnings`` makes of the terms, once for all segments.
        """
        if self.count <= _FEW:
            return [self._numbers.get(term, -1) for term in terms]
        found = [-1] * len(terms)
        lows = self._begin.searchsorted(begin)
        # Of most terms a small segment has none that begins alike.
        alike = np.flatnonzero(self._begin.take(lows, mode="clip") == begin)
        highs = self._begin.searchsorted(begin[alike], "right")
        for place, low, high in zip(alike.tolist(), lows[alike].tolist(), highs.tolist(), strict=True):
            number = self._between(terms[place], low, high)
            if number < self.count and self.term(number) == terms[place]:
                found[place] = number
        return found

    @cached_property
    def _begin(self) -> npt.NDArray[np.uint64]:
        """The first eight bytes of each term as a number: in the order of the terms."""
        starts, sizes = self.term_ends[:-1], np.diff(self.term_ends)
        blob = np.frombuffer(self._blob + bytes(_BEGIN), np.uint8)
        letters = np.empty((self.count, _BEGIN), np.uint8)
        for place in range(_BEGIN):
            letters[:, place] = blob[starts + place] * (sizes > place)
        return letters.reshape(-1).view(">u8").astype(np.uint64)

    @cached_property
    def _numbers(self) -> dict[bytes, int]:
        return {term: number for number, term in enumerate(self.all())}

    def prefixed(self, prefix: bytes) -> tuple[int, int]:
        """Return the first term with a prefix and the one after the last."""
        known = self._prefixed.get(prefix)
        if known is None:
            if len(self._prefixed) >= _FOUND_KEPT:
                self._prefixed.clear()
            # No byte of UTF-8 is 255.
            known = self._prefixed[prefix] = self.at(prefix), self.at(prefix + b"\xff")
        return known

    @cached_property
    def foreign(self) -> list[int]:
        """Numbers of the terms that are not in ASCII."""
        beyond = np.flatnonzero(np.frombuffer(self._blob, np.uint8) > 127)
        return [int(n) for n in np.unique(np.searchsorted(self.term_ends, beyond, "right") - 1)]

    def letters(self, length: int) -> tuple[Ints, Bytes]:
        """Return the numbers of the ASCII terms of a length, and for each place all their letters there."""
        known = self._letters.get(length)
        if known is None:
            plain = np.diff(self.term_ends) == length
            plain[self.foreign] = False
            numbers = np.flatnonzero(plain)
            blob = np.frombuffer(self._blob, np.uint8)
            known = numbers, blob[self.term_ends[numbers] + np.arange(length)[:, None]]
            self._letters[length] = known
        return known


def beginnings(terms: Sequence[bytes]) -> npt.NDArray[np.uint64]:
    """Return the first eight bytes of each term as a number."""
    padded = b"".join(term[:_BEGIN].ljust(_BEGIN, b"\0") for term in terms)
    return np.frombuffer(padded, ">u8").astype(np.uint64)
