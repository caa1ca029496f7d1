"""Where words stand in a row: phrases, with as many places between two words as the slop allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from briefreader.search.codec import Ints
from briefreader.search.hits import common
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Postings
from briefreader.search.terms import Terms


@dataclass(slots=True)
class _Word:
    """A word of the phrase, and which of its postings are those of the documents at hand."""

    place: int
    postings: Postings
    at: Ints


def find(segment: Segment, terms: Terms, words: list[Postings], slop: int, among: Ints | None) -> Ints:
    """Return the documents in which each word stands 1 to ``slop`` places behind the one before it.

    This is what Whoosh's SpanNear2 finds for single words in order. Only documents in ``among``
    (rising; None: any) count.
    """
    docs, found = _together(segment, words, among)
    if not len(docs):
        return docs
    lengths = segment.length(terms.field.name)[docs].astype(np.int64)
    # One line of places for all documents, far enough apart that no phrase reaches over.
    bases = np.cumsum(lengths + slop * len(words)) - lengths
    rows = _exact(terms, found, bases) if slop == 1 else _loose(terms, found, bases, slop)
    return docs[rows]


def _together(segment: Segment, words: list[Postings], among: Ints | None) -> tuple[Ints, list[_Word]]:
    """Return the documents that hold all words, and the words from the rarest on."""
    docs = among
    found: list[_Word] = []
    for place in sorted(range(len(words)), key=lambda place: len(words[place])):
        postings = words[place]
        if docs is None:
            docs, at = postings.docs, np.arange(len(postings))
        else:
            kept, at = common(docs, postings.docs, segment.documents)
            docs = docs[kept]
            for word in found:
                word.at = word.at[kept]
        found.append(_Word(place, postings, at))
    assert docs is not None
    return docs, found


def _places(terms: Terms, word: _Word, rows: Ints, bases: Ints) -> tuple[Ints, Ints]:
    """Return where on the line of places a word stands in some documents, and in which."""
    ordinals = word.at[rows]
    if word.postings.ordinals is not None:
        ordinals = word.postings.ordinals[ordinals]
    places, counts = terms.positions(word.postings.number, ordinals)
    return places + np.repeat(bases[rows], counts), np.repeat(rows, counts)


def _exact(terms: Terms, words: list[_Word], bases: Ints) -> Ints:
    rarest, *others = words
    starts, rows = _places(terms, rarest, np.arange(len(bases)), bases)
    starts = starts - rarest.place
    for word in others:
        places, _ = _places(terms, word, _distinct(rows), bases)
        kept = _contained(starts + word.place, places)
        starts, rows = starts[kept], rows[kept]
        if not len(rows):
            break
    return _distinct(rows)


def _loose(terms: Terms, words: list[_Word], bases: Ints, slop: int) -> Ints:
    ends, rows = np.empty(0, np.int64), np.arange(len(bases))
    for word in sorted(words, key=lambda word: word.place):
        places, of = _places(terms, word, _distinct(rows), bases)
        if word.place:
            before = np.searchsorted(ends, places) - 1
            kept = (before >= 0) & (places - ends[before] <= slop)
            places, of = places[kept], of[kept]
        ends, rows = places, of
        if not len(rows):
            break
    return _distinct(rows)


def _contained(values: Ints, among: Ints) -> Ints:
    at = np.searchsorted(among, values)
    at[at == len(among)] = 0
    return np.flatnonzero(among[at] == values)


def _distinct(rising: Ints) -> Ints:
    return rising[np.concatenate(([True], rising[1:] != rising[:-1]))] if len(rising) else rising
