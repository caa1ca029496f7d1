"""The state of the index after one commit: its segments, and what holds over all of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

import numpy as np

from briefreader.search import bm25
from briefreader.search.bm25 import Floats
from briefreader.search.codec import Bytes, Ints
from briefreader.search.segment import Segment
from briefreader.search.terms import Terms

_CACHED_BYTES = 24 << 20


class Postings:
    """The living documents of a term in a segment, with the term frequency in each (``BIG`` at most).

    ``ordinals`` says which posting of the term each is (None: all in a row); ``big`` which documents
    (their places in ``docs``) have term frequencies above ``BIG``, and those frequencies.
    """

    __slots__ = ("big", "docs", "frequencies", "number", "ordinals")

    def __init__(
        self, number: int, docs: Ints, frequencies: Bytes, ordinals: Ints | None, big: tuple[Ints, Ints]
    ) -> None:
        self.number = number
        self.docs = docs
        self.frequencies = frequencies
        self.ordinals = ordinals
        self.big = big

    def __len__(self) -> int:
        return len(self.docs)


class Cache:
    """What was unpacked last, up to a number of bytes: typing asks for the same words again and again."""

    def __init__(self, limit: int = _CACHED_BYTES) -> None:
        self._limit = limit
        self._size = 0
        self._entries: OrderedDict[tuple[Any, ...], tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[Any, ...]) -> Any:
        """Return what was kept under ``key``, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def keep(self, key: tuple[Any, ...], value: Any, size: int) -> None:
        """Keep a value of ``size`` bytes; the oldest go for it."""
        if size > self._limit // 2:
            return
        with self._lock:
            if key not in self._entries:
                self._entries[key] = value, size
                self._size += size
            while self._size > self._limit:
                self._size -= self._entries.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Let all of it go."""
        with self._lock:
            self._entries.clear()
            self._size = 0


class Snapshot:
    """Segments that belong together, for reading from any number of threads.

    All statistics count living documents over all segments: a report scores the same however the
    index came to be.
    """

    def __init__(
        self, segments: tuple[Segment, ...], revision: int, store_id: str, generation: int, cache: Cache
    ) -> None:
        self.segments = segments
        self.revision = revision
        self.store_id = store_id
        self.generation = generation
        self.documents: int = sum(segment.living for segment in segments)
        self.identity = tuple(segment.identity for segment in segments)
        self.cache = cache
        self._norms: dict[str, Floats] = {}
        self._tables: dict[str, Floats] = {}

    def norms(self, field: str) -> Floats:
        """Return what length does to the score, for each byte of length."""
        known = self._norms.get(field)
        if known is None:
            length = sum(segment.lengths[field] for segment in self.segments)
            known = self._norms[field] = bm25.lengths_table(length / (self.documents or 1) or 1)
        return known

    def table(self, field: str) -> Floats:
        """Return the table that ``Postings.lookup`` points into."""
        known = self._tables.get(field)
        if known is None:
            known = self._tables[field] = bm25.table(self.norms(field))
        return known

    def frequency(self, field: str, term: bytes) -> int:
        """Return how many reports hold a term."""
        total = 0
        for segment in self.segments:
            terms = segment.fields[field]
            number = terms.find(term)
            if number >= 0:
                total += (
                    int(terms.counts[number])
                    if segment.alive is None
                    else len(self.postings(segment, terms, number))
                )
        return total

    def idf(self, frequency: int) -> float:
        """Return how much a term says that so many reports hold."""
        return bm25.idf(self.documents, frequency)

    def postings(self, segment: Segment, terms: Terms, number: int) -> Postings:
        """Return the living documents of a term."""
        key = (segment.identity, terms.field.name, number)
        known: Postings | None = self.cache.get(key)
        if known is not None:
            return known
        docs = terms.documents(number)
        ordinals = None
        big = terms.big(number) if terms.field.positions else _NO_BIG
        frequencies = terms.frequencies(number) if terms.field.positions else _NO_FREQUENCIES
        if segment.alive is not None:
            living = segment.alive[docs]
            ordinals = np.flatnonzero(living)
            docs = docs[ordinals]
            if terms.field.positions:
                frequencies = frequencies[ordinals]
            kept = living[big[0]]
            big = np.searchsorted(ordinals, big[0][kept]), big[1][kept]
        found = Postings(number, docs, frequencies, ordinals, big)
        self.cache.keep(
            key, found, docs.nbytes + frequencies.nbytes + (0 if ordinals is None else ordinals.nbytes)
        )
        return found

    def scores(self, segment: Segment, field: str, postings: Postings, at: Ints | None = None) -> Floats:
        """Return BM25 without the idf for the documents of a term, or for those at some places."""
        docs, frequencies = postings.docs, postings.frequencies
        if at is not None:
            docs, frequencies = docs[at], frequencies[at]
        norms = segment.norms(field).take(docs)
        found = self.table(field).take(bm25.lookup(frequencies, norms))
        if len(postings.big[0]):
            exact = np.zeros(len(postings), np.int64)
            exact[postings.big[0]] = postings.big[1]
            exact = exact if at is None else exact[at]
            large = np.flatnonzero(exact)
            found[large] = bm25.saturation(exact[large], self.norms(field)[norms[large]])
        return found

    def scores_of(self, segment: Segment, field: str, docs: Ints, frequencies: Ints) -> Floats:
        """Return BM25 without the idf for a term of these frequencies in these documents."""
        return bm25.saturation(frequencies, self.norms(field).take(segment.norms(field).take(docs)))


_NO_FREQUENCIES = np.empty(0, np.uint8)
_NO_BIG = (np.empty(0, np.int64), np.empty(0, np.int64))
