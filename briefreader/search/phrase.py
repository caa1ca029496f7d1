"""Where words stand in a row: phrases, with as many places between two words as the slop allows.

Of a phrase the word that is in the fewest documents is looked up, and on the line of all words is read what
stands around it (see ``line``).
"""

from __future__ import annotations

from math import prod

import numpy as np

from briefreader.search.codec import Ints, distinct
from briefreader.search.hits import NONE, common, holds
from briefreader.search.line import SCANNED
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Postings, Snapshot
from briefreader.search.terms import Terms


def find(
    snapshot: Snapshot, segment: Segment, terms: Terms, numbers: list[int], slop: int, among: Ints | None
) -> Ints:
    """Return the documents in which each term stands 1 to ``slop`` places behind the one before it.

    This is what Whoosh's SpanNear2 finds for single words in order. Only documents in ``among`` (rising;
    None: any) count.
    """
    words = _Words(snapshot, segment, terms, numbers)
    return words.in_a_row(among) if slop == 1 else words.near(slop, among)


class _Words:
    """The words of a phrase, in a segment."""

    def __init__(self, snapshot: Snapshot, segment: Segment, terms: Terms, numbers: list[int]) -> None:
        self._snapshot = snapshot
        self._segment = segment
        self._terms = terms
        self._numbers = numbers
        self._rarest_first = sorted(range(len(numbers)), key=lambda place: int(terms.counts[numbers[place]]))

    def in_a_row(self, among: Ints | None) -> Ints:
        """Return the documents in which the words stand one behind the other."""
        line, bounds = self._terms.line, self._terms.line.bounds
        first, *others = self._rarest_first
        if among is None and line.has_code(self._numbers[first]) and self._seldom_together():
            among = self._together(None)
        starts = self._starts(first, among)
        # Not beyond the line; documents are looked at below, of the few that are left.
        starts = starts[slice(*starts.searchsorted((0, bounds[-1] - len(self._numbers) + 1)))]
        for place in others:
            starts = starts[line.at(starts + place) == line.code(self._numbers[place])]
            if not len(starts):
                return NONE.docs
        of = bounds.searchsorted(starts, "right") - 1
        inside = starts + len(self._numbers) <= bounds[of + 1]
        if self._segment.alive is not None:
            inside &= self._segment.alive[of]
        if not inside.all():
            starts, of = starts[inside], of[inside]
        for place in others:
            if len(starts) and not line.has_code(self._numbers[place]):
                # Other words have that code too.
                there = holds(self._starts(place, distinct(of)), starts)
                starts, of = starts[there], of[there]
        return distinct(of)

    def near(self, slop: int, among: Ints | None) -> Ints:
        """Return the documents in which each word stands at most ``slop`` places behind the one before."""
        docs = self._together(among)
        if not len(docs):
            return NONE.docs
        # So far apart that no phrase reaches from one document into another.
        _, lengths = self._terms.line.stretches(docs)
        bases = (lengths + slop * len(self._numbers)).cumsum() - lengths
        starts, of = self._positions(0, docs, bases)
        for place in range(1, len(self._numbers)):
            # A word that stands right behind the one before it would have the phrase begin at the same place.
            places, rows = self._positions(place, docs, bases - place)
            before = starts.searchsorted(places, "right") - 1
            kept = (before >= 0) & (places - starts[before] < slop)
            starts, of = places[kept], rows[kept]
            if not len(of):
                return NONE.docs
        return docs[distinct(of)]

    def _seldom_together(self) -> bool:
        """Return whether few documents hold all words, if one word in them says nothing of another."""
        shares = [int(self._terms.counts[number]) / self._segment.documents for number in self._numbers]
        return prod(shares) * SCANNED < 1

    def _together(self, among: Ints | None) -> Ints:
        """Return the documents that hold all words."""
        docs = among
        for place in self._rarest_first:
            holding = self._postings(place).docs
            docs = holding if docs is None else docs[common(docs, holding, self._segment.documents)[0]]
        return NONE.docs if docs is None else docs

    def _postings(self, place: int) -> Postings:
        return self._snapshot.postings(self._segment, self._terms, self._numbers[place])

    def _starts(self, place: int, among: Ints | None) -> Ints:
        """Return where on the line the phrase would begin for a word to stand as it does, rising."""
        number = self._numbers[place]
        if among is None and self._terms.line.has_code(number):
            return self._terms.line.places(number) - place
        postings = self._postings(place)
        if among is None:
            # Those of removed documents too: they are left out later, where there are few.
            docs = postings.docs if postings.ordinals is None else self._terms.documents(number)
            starts = self._terms.places(number, docs)
            starts -= place
            return starts
        docs = among[common(among, postings.docs, self._segment.documents)[0]]
        return self._positions(place, docs, self._terms.line.bounds[docs] - place)[0]

    def _positions(self, place: int, docs: Ints, bases: Ints) -> tuple[Ints, Ints]:
        """Return where a word stands in documents that hold it, counted from the base of each.

        Comes with the number of the document in ``docs``.
        """
        postings = self._postings(place)
        at = (
            np.arange(len(docs))
            if docs is postings.docs
            else common(docs, postings.docs, self._segment.documents)[1]
        )
        ordinals = at if postings.ordinals is None else postings.ordinals[at]
        return self._terms.positions(self._numbers[place], ordinals, docs, bases)
