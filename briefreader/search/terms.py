"""The terms of one field of a segment, and their postings in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from briefreader.search import codec
from briefreader.search.codec import Bytes, Ints, Mask, distinct, ranges
from briefreader.search.container import Container
from briefreader.search.dictionary import Dictionary
from briefreader.search.errors import IndexDamaged
from briefreader.search.fields import BIG, BLOCK, Field
from briefreader.search.line import Line

if TYPE_CHECKING:
    import numpy.typing as npt

_MANY = 1 << 12
"""Postings that cost more to add up than to choose some blocks of,"""

_BLOCKS = 100
"""if these are fewer than that."""


class Packed(NamedTuple):
    """Postings of some terms of a segment of so many documents: parts, and mode, bytes and count of each."""

    parts: list[Bytes]
    modes: Bytes
    sizes: Ints
    counts: Ints
    documents: int


class Runs(NamedTuple):
    """The documents of a stretch of terms, in a segment of so many documents.

    They come in groups: numbers of terms, rising, where the documents of each end, and the documents.
    """

    documents: int
    groups: list[tuple[Ints, Ints, Ints]]

    @property
    def nbytes(self) -> int:
        """The bytes that they take."""
        return sum(docs.nbytes for _, _, docs in self.groups)

    def mask(self, low: int, high: int) -> Mask:
        """Return which documents hold any of the terms from ``low`` to before ``high``."""
        found = np.zeros(self.documents, bool)
        for numbers, ends, docs in self.groups:
            first, last = numbers.searchsorted((low, high)).tolist()
            if first < last:
                found[docs[int(ends[first - 1]) if first else 0 : int(ends[last - 1])]] = True
        return found


def unpack(several: Sequence[Packed]) -> Ints:
    """Return the documents of all terms, term by term, in one pass: for a few terms that costs most.

    Raises:
        IndexDamaged: some contradict themselves.
    """
    parts = [part for each in several for part in each.parts]
    if not parts:
        return np.empty(0, np.int64)
    modes, sizes, counts = (np.concatenate(column) for column in list(zip(*several, strict=True))[1:4])
    try:
        docs = codec.sums_of_runs(np.concatenate(parts), modes, sizes, counts)
    except ValueError:
        raise IndexDamaged("a segment contradicts itself") from None
    limits = np.repeat([each.documents for each in several], [int(each.counts.sum()) for each in several])
    if len(docs) != len(limits) or bool((docs >= limits).any()) or bool((docs < 0).any()):
        raise IndexDamaged("a segment contradicts itself")
    return docs


class Terms(Dictionary):
    """The terms of one field of a segment and their postings."""

    def __init__(self, container: Container, field: Field, documents: int, meta: dict[str, Any]) -> None:
        super().__init__(container, field.name, meta["terms"])
        self.field = field
        self._documents = documents
        self._meta = meta
        self.line = Line(container, field.name)

    def _summed(self, name: str) -> Ints:
        """Return the running sums of an array that is packed as one run, with a 0 in front."""
        sums = codec.sums(self._array(name), self._meta["modes"][name])
        if len(sums) != self.count:
            raise IndexDamaged(f"{self._container.path.name} contradicts itself")
        return np.concatenate(([0], sums))

    @cached_property
    def counts(self) -> Ints:
        """Number of documents of each term."""
        return np.diff(self.first)

    @cached_property
    def first(self) -> Ints:
        """Number of the first posting of each term, and of all postings at the end."""
        return self._summed("count")

    @cached_property
    def _modes(self) -> Bytes:
        return self._array("mode")

    @cached_property
    def _doc_ends(self) -> Ints:
        return self._summed("doc_size")

    @cached_property
    def _position_ends(self) -> Ints:
        return self._summed("position_size")

    @cached_property
    def _first_skip(self) -> Ints:
        counts = self.counts.copy()
        counts[self.line.coded] = 1
        return np.concatenate(([0], np.cumsum((counts - 1) // BLOCK)))

    @cached_property
    def _skips(self) -> npt.NDArray[Any]:
        return self._array("skips")

    @cached_property
    def _wide(self) -> dict[bytes, int]:
        return {prefix.encode(): number for number, prefix in enumerate(self._meta["wide"])}

    def documents(self, number: int) -> Ints:
        """Return the documents of a term, rising."""
        ends = self._doc_ends
        packed = self._container.part(f"{self._name}.docs", int(ends[number]), int(ends[number + 1]))
        return self._checked(codec.sums(packed, int(self._modes[number]) & 3), int(self.counts[number]), True)

    def frequencies(self, number: int) -> Bytes:
        """Return the term frequency for each document of a term; ``BIG`` stands for it or more."""
        first = int(self.first[number])
        found = self._halves(first, first + int(self.counts[number]))
        if self._modes[number] >> 4:
            at, values = self._many_of(number)
            found[at] = np.minimum(values, BIG)
        return found

    def _halves(self, first: int, end: int) -> Bytes:
        """Return the frequencies of some postings as they are kept; ``MANY`` stands for it or more."""
        packed = self._container.part(f"{self._name}.frequencies", first // 2, (end + 1) // 2)
        found = np.empty(2 * len(packed), np.uint8)
        np.bitwise_and(packed, 15, out=found[::2])
        np.right_shift(packed, 4, out=found[1::2])
        return found[first % 2 : first % 2 + end - first]

    def big(self, number: int) -> tuple[Ints, Ints]:
        """Return which postings of a term have a frequency of ``BIG`` or more, and the frequencies."""
        if not self._modes[number] >> 4:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        at, values = self._many_of(number)
        big = values >= BIG
        return at[big], values[big]

    def _many_of(self, number: int) -> tuple[Ints, Ints]:
        """Return which postings of a term have a frequency of ``MANY`` or more, and the frequencies."""
        at, values = self._many
        low, high = np.searchsorted(at, self.first[number : number + 2])
        return at[low:high] - self.first[number], values[low:high]

    @cached_property
    def _many(self) -> tuple[Ints, Ints]:
        return self._array("many_at").astype(np.int64), self._array("many").astype(np.int64)

    def bitmap(self, prefix: bytes) -> Mask | None:
        """Return which documents hold a word with a prefix, where that is kept; else None."""
        row = self._wide.get(prefix, -1)
        if row < 0:
            return None
        width = (self._documents + 7) // 8
        packed = self._container.part(f"{self._name}.bitmaps", row * width, (row + 1) * width)
        return np.unpackbits(packed, count=self._documents).view(bool)

    def runs(self, low: int, high: int) -> Runs:
        """Return the documents of each term from ``low`` to before ``high``."""
        edges = self._doc_ends[low : high + 1]
        packed = self._container.part(f"{self._name}.docs", int(edges[0]), int(edges[-1]))
        counts = self.counts[low:high]
        groups = []
        for numbers, docs in codec.sums_by_mode(
            packed, self._modes[low:high] & np.uint8(3), edges[1:] - edges[:-1]
        ):
            ends = counts[numbers].cumsum()
            groups.append((numbers + low, ends, self._checked(docs, int(ends[-1]))))
        return Runs(self._documents, groups)

    def packed(self, numbers: Sequence[int]) -> Packed:
        """Return the documents of some terms as they are packed, for ``unpack``."""
        at = np.array(numbers)
        firsts, lasts = self._doc_ends[at], self._doc_ends[at + 1]
        name = f"{self._name}.docs"
        ends = zip(firsts.tolist(), lasts.tolist(), strict=True)
        parts = [self._container.part(name, first, last) for first, last in ends]
        modes = self._modes[at] & np.uint8(3)
        return Packed(parts, modes, lasts - firsts, self.counts[at], self._documents)

    def bulk(self) -> Ints:
        """Return about how many words each term has: what unpacking it takes in memory."""
        if not self.field.positions:
            return self.counts
        counts = self.counts.copy()
        counts += np.diff(self._position_ends)
        counts[self.line.coded] += self.line.counts()
        return counts

    def unpacked(self, low: int, high: int, positions: bool) -> tuple[Ints, Ints, Ints, Ints]:
        """Return all postings of the terms from ``low`` to before ``high``, term by term.

        That is documents, number of the term counted from ``low``, and where ``positions`` are asked
        for frequencies and positions (else both empty).
        """
        nothing = np.empty(0, np.int64)
        if low >= high:
            return nothing, nothing, nothing, nothing
        counts = self.counts[low:high]
        of = np.repeat(np.arange(high - low), counts)
        ends = self._doc_ends[low : high + 1]
        packed = self._container.part(f"{self._name}.docs", int(ends[0]), int(ends[-1]))
        modes = self._modes[low:high]
        docs = self._checked(codec.sums_of_runs(packed, modes & np.uint8(3), np.diff(ends), counts), len(of))
        if not positions:
            return docs, of, nothing, nothing
        first, last = int(self.first[low]), int(self.first[high])
        frequencies = self._halves(first, last).astype(np.int64)
        at, many = self._many
        inside = slice(*np.searchsorted(at, (first, last)))
        frequencies[at[inside] - first] = many[inside]
        return docs, of, frequencies, self._all_positions(low, counts, docs, frequencies)

    def _all_positions(self, low: int, counts: Ints, docs: Ints, frequencies: Ints) -> Ints:
        """Return all positions of some terms from ``low`` on, given their other postings."""
        starts = np.cumsum(counts) - counts
        words = np.add.reduceat(frequencies, starts)
        found = np.empty(int(words.sum()), np.int64)
        ends = np.cumsum(words)
        bare = np.ones(len(counts), bool)
        coded = self.line.coded
        for number in coded[slice(*np.searchsorted(coded, (low, low + len(counts))))].tolist():
            at = number - low
            bare[at] = False
            mine = slice(int(starts[at]), int(starts[at] + counts[at]))
            places = self.line.places(number)
            if len(places) != words[at]:
                raise IndexDamaged(f"{self._container.path.name} contradicts itself")
            places -= np.repeat(self.line.bounds[docs[mine]], frequencies[mine])
            found[int(ends[at] - words[at]) : int(ends[at])] = places
        if bare.any():
            of_words = np.repeat(bare, words)
            found[of_words] = self._packed_positions(low, counts, frequencies[np.repeat(bare, counts)], bare)
        return found

    def _packed_positions(self, low: int, counts: Ints, frequencies: Ints, bare: Mask) -> Ints:
        """Return all positions of those terms from ``low`` on that have no code, given their frequencies."""
        edges = self._position_ends[low : low + len(counts) + 1]
        packed = self._container.part(f"{self._name}.positions", int(edges[0]), int(edges[-1]))
        modes = (self._modes[low : low + len(counts)][bare] >> np.uint8(2)) & np.uint8(3)
        counts = counts[bare]
        starts = np.cumsum(counts) - counts
        words = np.add.reduceat(frequencies, starts)
        sums = codec.sums_of_runs(packed, modes, np.diff(edges)[bare], words)
        firsts = np.cumsum(frequencies) - frequencies
        if len(sums) != int(frequencies.sum()):
            raise IndexDamaged(f"{self._container.path.name} contradicts itself")
        before = np.concatenate(([0], sums[firsts[1:] - 1]))
        before[starts] = 0
        found: Ints = sums - np.repeat(before, frequencies)
        return found

    def _checked(self, docs: Ints, count: int, rising: bool = False) -> Ints:
        if len(docs) != count or (count and not 0 <= (docs[-1] if rising else docs.max()) < self._documents):
            raise IndexDamaged(f"{self._container.path.name} contradicts itself")
        return docs

    def positions(self, number: int, postings: Ints, docs: Ints, bases: Ints) -> tuple[Ints, Ints]:
        """Return the positions in the chosen postings of a term, and which of the chosen each is in.

        ``postings`` are rising numbers within the term, and ``docs`` their documents; the positions in each
        count from its entry in ``bases``. Unpacked is little more than what is asked for.
        """
        if self.line.has_code(number):
            return self.line.positions(number, docs, bases)
        start, end = int(self._position_ends[number]), int(self._position_ends[number + 1])
        mode = (int(self._modes[number]) >> 2) & 3
        total = int(self.counts[number])
        blocks = distinct(postings // BLOCK) if total > _MANY else postings
        if total > _MANY and 4 * BLOCK * len(blocks) < total and len(blocks) < _BLOCKS:
            first = int(self._first_skip[number])
            skips = self._skips[first : int(self._first_skip[number + 1])].astype(np.int64)
            edges = np.concatenate(([0], skips, [end - start]))
            edges += start
            parts = zip(edges[blocks].tolist(), edges[blocks + 1].tolist(), strict=True)
            packed = np.concatenate(
                [self._container.part(f"{self._name}.positions", *part) for part in parts]
            )
            sizes = np.minimum(BLOCK, total - blocks * BLOCK)
            frequencies = self._exact(number, ranges(blocks * BLOCK, sizes))
            postings = np.searchsorted(blocks, postings // BLOCK) * BLOCK + postings % BLOCK
        else:
            packed = self._container.part(f"{self._name}.positions", start, end)
            frequencies = self._exact(number, None)
        ends = frequencies.cumsum()
        counts = frequencies[postings]
        try:
            return codec.chosen_sums(packed, mode, int(ends[-1]), ends[postings] - counts, counts, bases)
        except (ValueError, IndexError):
            raise IndexDamaged(f"{self._container.path.name} contradicts itself") from None

    def places(self, number: int, docs: Ints) -> Ints:
        """Return all places on the line at which a term without a code of its own stands, rising.

        ``docs`` are all its documents.
        """
        start, end = int(self._position_ends[number]), int(self._position_ends[number + 1])
        packed = self._container.part(f"{self._name}.positions", start, end)
        found = codec.sums(packed, (int(self._modes[number]) >> 2) & 3)
        counts = self._exact(number, None)
        ends = counts.cumsum()
        if len(found) != ends[-1]:
            raise IndexDamaged(f"{self._container.path.name} contradicts itself")
        before = found[ends - counts - 1]
        before[0] = 0
        found += (self.line.bounds[docs] - before).repeat(counts)
        return found

    def _exact(self, number: int, postings: Ints | None) -> Ints:
        """Return the term frequencies of all or of some (rising) postings of a term, whatever their size."""
        near = self.frequencies(number)
        found = (near if postings is None else near.take(postings)).astype(np.int64)
        at, values = self.big(number)
        if postings is None:
            found[at] = values
        elif len(at):
            places = postings.searchsorted(at)
            there = postings.take(places, mode="clip") == at
            found[places[there]] = values[there]
        return found
