"""All words of a field of a segment on one line, document after document, as a byte each.

The byte is the code of the word's term. The terms of most documents have a code of their own, and where
they stand is written here and nowhere else; the other terms share what codes are left, by their numbers:
of these a code tells only where they do not stand. So what stands beside a word is seen at once, without
unpacking where the other words are: of a phrase mostly all but its rarest word. Williams, Zobel and Bahle,
"Fast Phrase Querying with Combined Indexes" (2004), keep pairs of words with the most common ones for that.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from briefreader.search.codec import Bytes, Ints, ranges
from briefreader.search.container import Container
from briefreader.search.fields import CODED, CODES

if TYPE_CHECKING:
    import numpy.typing as npt

SCANNED = 16
"""Words of the line that are looked through in the time in which one of them is looked up."""


def bounds_of(lengths: npt.NDArray[Any]) -> Ints:
    """Return where each document begins that has so many words, and at the end the length of the line."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def coded_of(counts: Ints) -> Ints:
    """Return the terms that get a code of their own, rising, given how many documents each is in."""
    return np.sort(np.argsort(-counts, kind="stable")[:CODED])


def codes_of(coded: Ints, count: int) -> Bytes:
    """Return the code of each of ``count`` terms, of which some have one of their own."""
    codes = (CODED + np.arange(count) % (CODES - CODED)).astype(np.uint8)
    codes[coded] = np.arange(len(coded))
    return codes


class Words(NamedTuple):
    """Codes of all words of some documents (one at least in each), and where each document begins."""

    codes: Bytes
    firsts: Ints

    def how_often(self, code: int) -> Ints:
        """Return how often a code stands in each document."""
        return np.add.reduceat(self.codes == np.uint8(code), self.firsts, dtype=np.int64)


class Line:
    """The line of a field of a segment, for reading."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name

    def _array(self, name: str) -> npt.NDArray[Any]:
        return self._container.array(f"{self._name}.{name}")

    @cached_property
    def bounds(self) -> Ints:
        """Where each document begins, and at the end the length of the line."""
        return bounds_of(self._array("length"))

    def stretches(self, docs: Ints) -> tuple[Ints, Ints]:
        """Return where some documents begin, and how many words they have."""
        starts = self.bounds[docs]
        return starts, self.bounds[docs + 1] - starts

    @cached_property
    def coded(self) -> Ints:
        """Numbers of the terms that have a code of their own, rising."""
        return self._array("coded").astype(np.int64)

    @cached_property
    def _own(self) -> dict[int, int]:
        return {number: code for code, number in enumerate(self.coded.tolist())}

    def code(self, number: int) -> int:
        """Return the code of a term: one of its own where it ``has_code``."""
        own = self._own.get(number)
        return CODED + number % (CODES - CODED) if own is None else own

    def has_code(self, number: int) -> bool:
        """Return whether a term has a code of its own."""
        return number in self._own

    def counts(self) -> Ints:
        """Return how often each of the ``coded`` terms stands here."""
        return np.bincount(self._array("codes"), minlength=CODES)[: len(self.coded)]

    def at(self, places: Ints) -> Bytes:
        """Return the codes at some rising places."""
        return self._container.taken(f"{self._name}.codes", places)

    def places(self, number: int) -> Ints:
        """Return all places at which a term with a code of its own stands, rising."""
        found: Ints = (self._array("codes") == np.uint8(self._own[number])).nonzero()[0]
        return found

    def words(self, docs: Ints) -> Words | None:
        """Return the words of some documents; None where these are so many that postings tell sooner."""
        starts, lengths = self.stretches(docs)
        if int(lengths.sum()) * SCANNED > int(self.bounds[-1]):
            return None
        return Words(self.at(ranges(starts, lengths)), lengths.cumsum() - lengths)

    def positions(self, number: int, docs: Ints, bases: Ints) -> tuple[Ints, Ints]:
        """Return where a term with a code of its own stands in some documents (rising) that hold it.

        The positions in each count from its entry in ``bases``; each comes with the place of its document
        in ``docs``.
        """
        starts, lengths = self.stretches(docs)
        if int(lengths.sum()) * SCANNED > int(self.bounds[-1]):
            places = self.places(number)
            of = docs.searchsorted(self.bounds.searchsorted(places, "right") - 1)
            there = of < len(docs)
            places, of = places[there], of[there]
            there = places >= starts[of]
            places, of = places[there], of[there]
        else:
            line = ranges(starts, lengths)
            at = (self.at(line) == np.uint8(self._own[number])).nonzero()[0]
            places, of = line[at], lengths.cumsum().searchsorted(at, "right")
        return places + (bases - starts)[of], of
