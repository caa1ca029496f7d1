"""Where words stand in a row: phrases, with as many places between two words as the slop allows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from briefreader.search.codec import Ints, Mask, distinct
from briefreader.search.hits import common
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Postings, Snapshot
from briefreader.search.terms import Terms

_SPARSE = 32
"""How many places there are for each that is taken where looking up beats marking."""


class _Word:
    """A word of a phrase, and which of its postings are those of the documents at hand."""

    __slots__ = ("at", "place", "postings")

    def __init__(self, place: int, postings: Postings, at: Ints) -> None:
        self.place = place
        self.postings = postings
        self.at = at


def find(
    snapshot: Snapshot, segment: Segment, terms: Terms, numbers: list[int], slop: int, among: Ints | None
) -> tuple[Ints, list[tuple[Postings, Ints]]]:
    """Return the documents in which each term stands 1 to ``slop`` places behind the one before it.

    And for each term its postings, and which of them are those of the documents (nothing where there are
    none). This is what Whoosh's SpanNear2 finds for single words in order. Only documents in ``among``
    (rising; None: any) count.
    """
    docs, found = _together(snapshot, segment, terms, numbers, among)
    if not len(docs):
        return docs, []
    lengths = segment.length(terms.field.name)[docs].astype(np.int64)
    # One line of places for all documents, far enough apart that no phrase reaches over.
    ends = (lengths + slop * len(numbers)).cumsum()
    line = _Line(terms, ends - lengths, int(ends[-1]))
    rows = _exact(line, found) if slop == 1 else _loose(line, found, slop)
    found.sort(key=lambda word: word.place)
    return docs[rows], [(word.postings, word.at[rows]) for word in found]


class _Line(NamedTuple):
    """The places of all documents at hand, one document behind the other."""

    terms: Terms
    bases: Ints
    length: int

    def starts(self, word: _Word, rows: Ints | None) -> tuple[Ints, Ints]:
        """Return where on the line the phrase would begin for a word to stand as it does.

        That is in some of the documents, given by number, or in all; comes with the document of each.
        """
        ordinals, bases = (word.at, self.bases) if rows is None else (word.at[rows], self.bases[rows])
        if word.postings.ordinals is not None:
            ordinals = word.postings.ordinals[ordinals]
        places, of = self.terms.positions(word.postings.number, ordinals, bases - word.place)
        return places, of if rows is None else rows[of]

    def among(self, some: Ints, others: Ints) -> Mask:
        """Return which of some rising places are among others, rising too."""
        if self.length <= _SPARSE * (len(some) + len(others)):
            # A place before the beginning is one in the room behind the last document.
            taken = np.zeros(self.length, bool)
            taken[others] = True
            return taken[some]
        at = others.searchsorted(some)
        return np.asarray(others.take(at, mode="clip") == some)


def _together(
    snapshot: Snapshot, segment: Segment, terms: Terms, numbers: list[int], among: Ints | None
) -> tuple[Ints, list[_Word]]:
    """Return the documents that hold all terms, and the words from the rarest on, which are asked first."""
    docs = among
    found: list[_Word] = []
    for place in sorted(range(len(numbers)), key=lambda place: int(terms.counts[numbers[place]])):
        postings = snapshot.postings(segment, terms, numbers[place])
        if docs is None:
            docs, at = postings.docs, np.arange(len(postings))
        else:
            kept, at = common(docs, postings.docs, segment.documents)
            docs = docs[kept]
            for word in found:
                word.at = word.at[kept]
        found.append(_Word(place, postings, at))
        if not len(docs):
            break
    assert docs is not None
    return docs, found


def _exact(line: _Line, words: list[_Word]) -> Ints:
    rarest, *others = words
    starts, of = line.starts(rarest, None)
    rows = None
    for word in others:
        kept = line.among(starts, line.starts(word, rows)[0])
        starts, of = starts[kept], of[kept]
        rows = distinct(of)
        if not len(rows):
            break
    assert rows is not None
    return rows


def _loose(line: _Line, words: list[_Word], slop: int) -> Ints:
    first, *others = sorted(words, key=lambda word: word.place)
    starts, of = line.starts(first, None)
    rows = distinct(of)
    for word in others:
        # A word that stands right behind the one before it would have the phrase begin at the same place.
        places, of = line.starts(word, rows)
        before = np.searchsorted(starts, places, "right") - 1
        kept = (before >= 0) & (places - starts[before] < slop)
        starts, of = places[kept], of[kept]
        rows = distinct(of)
        if not len(rows):
            break
    return rows
