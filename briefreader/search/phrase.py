"""Where words stand in a row: phrases, with as many places between two words as the slop allows."""

from __future__ import annotations

import numpy as np

from briefreader.search.codec import Ints, Mask, distinct
from briefreader.search.hits import NONE, common
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
    found = _Found(segment, terms, among, slop * len(numbers))
    for place in sorted(range(len(numbers)), key=lambda place: int(terms.counts[numbers[place]])):
        found.add(place, snapshot.postings(segment, terms, numbers[place]))
        if slop == 1 and len(found.words) > 1 and len(found.docs):
            # At once: two words that stand together leave few documents for the common ones behind them.
            found.narrow()
        if not len(found.docs):
            return found.docs, []
    if slop > 1:
        found.keep(_loose(found, slop))
    found.words.sort(key=lambda word: word.place)
    return found.docs, [(word.postings, word.at) for word in found.words]


class _Found:
    """The documents that hold the words so far, and where in them the phrase may begin.

    All documents' places are on one line, so far apart that no phrase reaches from one into another.
    """

    def __init__(self, segment: Segment, terms: Terms, among: Ints | None, gap: int) -> None:
        self._segment = segment
        self._terms = terms
        self._gap = gap
        self.docs = NONE.docs if among is None else among
        self._any = among is None
        self.words: list[_Word] = []
        self._bases: Ints | None = None
        self._length = 0
        self._starts = self._of = NONE.docs

    def add(self, place: int, postings: Postings) -> None:
        """Keep the documents that hold a word which stands at this place of the phrase."""
        if self._any:
            self._any = False
            self.docs, at = postings.docs, np.arange(len(postings))
        else:
            rows, at = common(self.docs, postings.docs, self._segment.documents)
            self.keep(rows)
        self.words.append(_Word(place, postings, at))

    def keep(self, rows: Ints) -> None:
        """Keep the documents at some rising places."""
        if len(rows) == len(self.docs):
            return
        self.docs = self.docs[rows]
        for word in self.words:
            word.at = word.at[rows]
        if self._bases is not None:
            self._bases = self._bases[rows]
            at = rows.searchsorted(self._of)
            kept = rows.take(at, mode="clip") == self._of if len(rows) else np.zeros(len(at), bool)
            self._starts, self._of = self._starts[kept], at[kept]

    def narrow(self) -> None:
        """Keep the documents in which the last word stands where the phrase has it."""
        if len(self.words) == 2:
            self._starts, self._of = self.starts(self.words[0])
        kept = self._among(self._starts, self.starts(self.words[-1])[0])
        self._starts, self._of = self._starts[kept], self._of[kept]
        self.keep(distinct(self._of))

    def starts(self, word: _Word) -> tuple[Ints, Ints]:
        """Return where on the line the phrase would begin for a word to stand as it does.

        Comes with the document of each, by its place in ``docs``.
        """
        if self._bases is None:
            lengths = self._segment.length(self._terms.field.name)[self.docs].astype(np.int64)
            ends = (lengths + self._gap).cumsum()
            self._bases, self._length = ends - lengths, int(ends[-1])
        ordinals = word.at if word.postings.ordinals is None else word.postings.ordinals[word.at]
        return self._terms.positions(word.postings.number, ordinals, self._bases - word.place)

    def _among(self, some: Ints, others: Ints) -> Mask:
        """Return which of some rising places are among others, rising too."""
        if self._length <= _SPARSE * (len(some) + len(others)):
            # A place before the beginning is one in the room behind the last document.
            taken = np.zeros(self._length, bool)
            taken[others] = True
            return taken[some]
        at = others.searchsorted(some)
        return np.asarray(others.take(at, mode="clip") == some)


def _loose(found: _Found, slop: int) -> Ints:
    first, *others = sorted(found.words, key=lambda word: word.place)
    starts, of = found.starts(first)
    for word in others:
        # A word that stands right behind the one before it would have the phrase begin at the same place.
        places, rows = found.starts(word)
        before = np.searchsorted(starts, places, "right") - 1
        kept = (before >= 0) & (places - starts[before] < slop)
        starts, of = places[kept], rows[kept]
        if not len(of):
            break
    return distinct(of)
