"""Several segments into one, by arrays; and when that is worth doing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from briefreader.search import container
from briefreader.search.codec import Ints, smallest
from briefreader.search.fields import COLUMNS, FIELDS, Field
from briefreader.search.fieldwriter import FieldWriter
from briefreader.search.invert import length_arrays, table
from briefreader.search.segment import Segment

_MOST = 5
_LARGEST = 1 << 25
_AT_ONCE = 1 << 19


def choose(sizes: Sequence[int], dead: Sequence[float] = ()) -> list[list[int]]:
    """Return which segments to make one, by their living words and the share of removed documents.

    There are at most five segments, beside those that are full (33 million words, about 250,000
    briefs, which bounds the memory and the time of a merge): each costs every search some tenths of a
    millisecond. When there is a sixth, merged are the smallest ones, from the largest that is not
    larger than all smaller ones together. So how often a report is rewritten grows with the logarithm
    of the library: some three times for each doubling by reports that come one by one, and about once
    for each by an import. A segment of which more than half was removed is rewritten alone.

    No reader waits for a merge: it goes on with its open files until it looks at the next manifest.
    """
    hollow = [number for number, share in enumerate(dead) if share > 0.5]
    growing = [n for n, size in enumerate(sizes) if size < _LARGEST // 2 and n not in hollow]
    groups = [[number] for number in hollow]
    if len(growing) <= _MOST:
        return groups
    growing.sort(key=lambda number: -sizes[number])
    behind = list(accumulate((sizes[number] for number in reversed(growing)), initial=0))[-2::-1]
    first = next(
        at for at, number in enumerate(growing) if sizes[number] <= behind[at] or at == len(growing) - 2
    )
    return groups + packed(growing[first:], sizes)


def packed(numbers: Sequence[int], sizes: Sequence[int]) -> list[list[int]]:
    """Cut segments into groups to be made one each, none of more than the largest allowed size."""
    groups: list[list[int]] = []
    room = 0
    for number in sorted(numbers):
        if not groups or sizes[number] > room:
            groups.append([])
            room = _LARGEST
        groups[-1].append(number)
        room -= sizes[number]
    return [group for group in groups if len(group) > 1]


def merge(segments: Sequence[Segment], path: Path) -> int:
    """Write the living documents of ``segments``, in their order, as one segment; return its size in bytes.

    Raises IndexDamaged when a segment turns out damaged, and leaves nothing behind then.
    """
    living = [segment.living_documents() for segment in segments]
    numbers = []
    base = 0
    for segment, docs in zip(segments, living, strict=True):
        new = np.full(segment.documents, -1, np.int64)
        new[docs] = np.arange(base, base + len(docs))
        numbers.append(new)
        base += len(docs)
    arrays: dict[str, Any] = {}
    for column in COLUMNS:
        values = [
            getattr(s, "keys" if column == "key" else column)[docs]
            for s, docs in zip(segments, living, strict=True)
        ]
        together = np.concatenate(values)
        arrays[column] = smallest(together) if column == "key" else together
    arrays |= _anchors(segments, numbers)
    tables = {}
    totals = {}
    sinks: list[container.Sink] = []
    try:
        for field in FIELDS:
            lengths = np.zeros(base, np.int64)
            if field.positions:
                parts = [s.length(field.name)[docs] for s, docs in zip(segments, living, strict=True)]
                lengths = np.concatenate([length.astype(np.int64) for length in parts])
                arrays |= length_arrays(field.name, lengths)
                totals[field.name] = int(lengths.sum())
            more, tables[field.name] = _field(segments, numbers, field, lengths, path.parent)
            arrays |= more
            sinks += [array for array in more.values() if isinstance(array, container.Sink)]
        return container.write(path, table(base, tables, totals), arrays)
    finally:
        for sink in sinks:
            sink.close()


def _anchors(segments: Sequence[Segment], numbers: list[Ints]) -> dict[str, Any]:
    parts = []
    for segment, new in zip(segments, numbers, strict=True):
        docs, counts, anchors = segment.anchors
        docs = new[docs]
        parts.append((docs[docs >= 0], counts[docs >= 0], anchors[np.repeat(docs >= 0, counts)]))
    docs, counts, anchors = (np.concatenate(part) for part in zip(*parts, strict=True))
    arrays = {"anchored": docs, "anchor_count": counts, "anchors": anchors}
    return {name: smallest(array) for name, array in arrays.items()}


def _field(
    segments: Sequence[Segment], numbers: list[Ints], field: Field, lengths: Ints, folder: Path
) -> tuple[dict[str, Any], dict[str, Any]]:
    sources = [segment.fields[field.name] for segment in segments]
    terms = sorted(set().union(*(source.all() for source in sources)))
    rank = {term: number for number, term in enumerate(terms)}
    ranks = [np.fromiter(map(rank.__getitem__, source.all()), np.int64, source.count) for source in sources]
    del rank
    counts = np.zeros(len(terms), np.int64)
    words = np.zeros(len(terms), np.int64)
    for source, its_ranks in zip(sources, ranks, strict=True):
        counts[its_ranks] += source.counts
        words[its_ranks] += source.bulk()
    kept = counts > 0
    if any(segment.alive is not None for segment in segments):
        counts = _living_counts(segments, numbers, field, ranks, len(terms))
        kept = counts > 0
    writer = FieldWriter(
        field, [term for term, keep in zip(terms, kept, strict=True) if keep], counts[kept], lengths, folder
    )
    for low, high in _stretches(words):
        postings = [
            _stretch(source, its_ranks, new, low, high, field)
            for source, its_ranks, new in zip(sources, ranks, numbers, strict=True)
        ]
        writer.add(*_woven(postings, low, high))
        for segment in segments:
            segment.release()
    return writer.arrays()


def _living_counts(
    segments: Sequence[Segment], numbers: list[Ints], field: Field, ranks: list[Ints], count: int
) -> Ints:
    """Return in how many living documents each term stands."""
    counts = np.zeros(count, np.int64)
    for segment, new, its_ranks in zip(segments, numbers, ranks, strict=True):
        source = segment.fields[field.name]
        for low, high in _stretches(source.counts.astype(np.int64)):
            docs, of, _, _ = source.unpacked(low, high, False)
            counts[its_ranks[low:high]] += np.bincount(of[new[docs] >= 0], minlength=high - low)
    return counts


def _stretches(sizes: Ints) -> Iterator[tuple[int, int]]:
    """Cut the terms into stretches of about a million words, or of one term with more."""
    ends = np.cumsum(sizes)
    low = 0
    while low < len(sizes):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + _AT_ONCE, "right")))
        yield low, high
        low = high


Stretch = tuple[Ints, Ints, Ints, Ints]
"""Rank of the term and new number of the document of each posting, frequencies, positions."""


def _stretch(source: Any, ranks: Ints, new: Ints, low: int, high: int, field: Field) -> Stretch:
    first, end = np.searchsorted(ranks, (low, high))
    docs, of, frequencies, positions = source.unpacked(int(first), int(end), field.positions)
    docs = new[docs]
    of = ranks[first:end][of]
    living = docs >= 0
    if not living.all():
        if field.positions:
            positions = positions[np.repeat(living, frequencies)]
            frequencies = frequencies[living]
        docs, of = docs[living], of[living]
    return of, docs, frequencies, positions


def _woven(parts: list[Stretch], low: int, high: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Put postings of several segments in the order of the terms; within a term they follow one another."""
    of = np.concatenate([part[0] for part in parts])
    docs = np.concatenate([part[1] for part in parts])
    frequencies = np.concatenate([part[2] for part in parts])
    positions = np.concatenate([part[3] for part in parts])
    counts = np.bincount(of - low, minlength=high - low)
    counts = counts[counts > 0]
    filled = [part for part in parts if len(part[0])]
    # Of one term they are in order: and the most common one is what takes the most memory.
    if len(filled) > 1 and high - low > 1:
        order = (of << 32) | np.arange(len(of))
        order.sort()
        order &= 0xFFFF_FFFF
        docs = docs[order]
        if len(frequencies):
            starts = (np.cumsum(frequencies) - frequencies)[order]
            frequencies = frequencies[order]
            ends = np.cumsum(frequencies)
            at = np.repeat(starts - (ends - frequencies), frequencies)
            at += np.arange(len(positions))
            positions = positions[at]
    return counts, docs, frequencies, positions
