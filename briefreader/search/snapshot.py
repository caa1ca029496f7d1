"""One generation of the index, opened: its segments with their columns in memory."""

from __future__ import annotations

import sys
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from math import log
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import FilterMatcher
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from briefreader.search.schema import NAME_FIELDS, TEXT_FIELDS, IndexSchema

Scores = dict[int, float]
"""Documents of a segment with their scores."""

# The usual constants of BM25, and Whoosh's.
_B = 0.75
_K1 = 1.2
_SIGN = 1 << 63
_CACHED_DOCUMENTS = 200_000
_CACHED_ENTRIES = 2_000
_SCORED_FIELDS = (*TEXT_FIELDS, *NAME_FIELDS)


class _Files(FileStorage):  # type: ignore[misc]
    """The files that were opened for one segment, so that none stays open, whatever happens."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close_all(self) -> None:
        for file in self._opened:
            if not file.is_closed:
                file.close()


class Segment:
    """A segment with the columns that every search needs.

    All files are opened here: an index whose writer has merged them away can still be read.
    """

    def __init__(self, folder: str, schema: IndexSchema, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self.count: int = segment.doc_count_all()
        self._files = _Files(folder)
        self._known = schema.files
        try:
            self.reader = SegmentReader(self._files, schema, segment)
            self.deleted = frozenset(segment.deleted_docs())
            self.keys = self._numbers(segment, "key")
            self.dates = self._numbers(segment, "published")
            self._lengths = {
                name: self._column(segment, f"_{name}_len", "B", 0).tobytes() for name in _SCORED_FIELDS
            }
        except BaseException:
            # A writer took the files away, or they are damaged.
            self._files.close_all()
            raise

    def _numbers(self, segment: Any, name: str) -> array[int]:
        raw = self._column(segment, name, "Q", 2**64 - 1)
        # Whoosh keeps signed numbers with their sign turned, so that they sort as bytes.
        return array("q", [value - _SIGN for value in raw])

    def _column(self, segment: Any, name: str, typecode: str, default: int) -> array[int]:
        """Return a numeric column whole; Whoosh's reader goes number by number."""
        values: array[int] = array(typecode)
        filename = W3Codec.column_filename(segment, name)
        if filename in self._known:
            with self._files.open_file(filename) as file:
                values.frombytes(file.read())
        if sys.byteorder == "little":
            values.byteswap()
        # Whoosh leaves out defaults at the end.
        values.extend(array(typecode, [default]) * (self.count - len(values)))
        return values

    def lengths(self, field: str) -> bytes:
        """Return the length of ``field`` in each document, in Whoosh's one byte."""
        return self._lengths[field]

    def live(self) -> Iterator[int]:
        """Yield the documents that are not deleted."""
        return (n for n in range(self.count) if n not in self.deleted)

    def frequency(self, field: str, term: bytes) -> int:
        """Return in how many documents a term stands, 0 when in none."""
        try:
            return int(self.reader.doc_frequency(field, term))
        except (KeyError, TermNotFound):
            return 0

    def matcher(self, field: str, term: bytes) -> Any:
        """Return Whoosh's matcher of a term that the segment has, without deleted documents."""
        return self.reader.postings(field, term)

    def documents(self, field: str, term: bytes) -> Iterator[int]:
        """Yield the documents of a term that the segment has, deleted ones too."""
        for block in self._blocks(field, term):
            yield from block._ids

    def postings(self, field: str, term: bytes) -> Iterator[tuple[int, float]]:
        """Yield the documents of a term that the segment has, deleted ones too, with its counts there."""
        for block in self._blocks(field, term):
            block._read_weights()
            yield from zip(block._ids, block._weights, strict=True)

    def _blocks(self, field: str, term: bytes) -> Iterator[Any]:
        """Yield Whoosh's matcher at each block of 128 postings: five times as fast as at each posting."""
        matcher = self.reader.postings(field, term)
        leaf = matcher.child if isinstance(matcher, FilterMatcher) else matcher
        while leaf.is_active():
            leaf._read_ids()
            yield leaf
            leaf._next_block()

    def close(self) -> None:
        """Close the files."""
        self._files.close_all()


class Snapshot:
    """The state of the index after one commit."""

    def __init__(self, stamp: tuple[int, int, int], schema: IndexSchema, segments: list[Segment]) -> None:
        self.stamp = stamp
        self.schema = schema
        self.segments = segments
        self.total = sum(segment.count for segment in segments)
        self._norms: dict[str, list[float]] = {}
        self._cache: OrderedDict[tuple[Any, ...], tuple[Any, int]] = OrderedDict()
        self._cached = 0

    @cached_property
    def count(self) -> int:
        """Reports that are not deleted."""
        return sum(segment.count - len(segment.deleted) for segment in self.segments)

    def frequency(self, field: str, term: bytes) -> int:
        """Return in how many documents of all segments a term stands."""
        return sum(segment.frequency(field, term) for segment in self.segments)

    def idf(self, frequency: int) -> float:
        """Return how much a term says that stands in so many documents (Whoosh's formula)."""
        return log(self.total / (frequency + 1)) + 1

    def norms(self, field: str) -> list[float]:
        """Return for each byte of length the part of BM25 that depends on the length alone."""
        norms = self._norms.get(field)
        if norms is None:
            length = sum(segment.reader.field_length(field) for segment in self.segments)
            average = length / (self.total or 1) or 1
            # Whoosh's byte 0 is a length of none; its scorer takes the one word that matched.
            norms = [_K1 * ((1 - _B) + _B * (byte_to_length(n) or 1) / average) for n in range(256)]
            self._norms[field] = norms
        return norms

    def score(self, idf: float, weight: float, norm: float) -> float:
        """Return BM25 of one term in one field of one document."""
        return idf * weight * (_K1 + 1) / (weight + norm)

    def cached(self, key: tuple[Any, ...]) -> Any:
        """Return what was remembered under ``key``, or None."""
        entry = self._cache.get(key)
        if entry is None:
            return None
        self._cache.move_to_end(key)
        return entry[0]

    def remember(self, key: tuple[Any, ...], found: Any, documents: int) -> None:
        """Remember, for later keystrokes, what was found; the oldest is forgotten for it."""
        self._cache[key] = (found, documents)
        self._cached += documents
        while self._cached > _CACHED_DOCUMENTS or len(self._cache) > _CACHED_ENTRIES:
            self._cached -= self._cache.popitem(last=False)[1][1]

    def close(self) -> None:
        """Close the files of all segments."""
        for segment in self.segments:
            segment.close()
