"""Names in a query: what an ``entity:`` asks for, looked up by whoever knows names.

The search knows no names. It is given the reports that someone or something is named in, and treats
them as a word's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from whoosh import query as wq

from briefreader.search.analysis import stem_of, words
from briefreader.search.marks import Mark

ENTITY_FIELDS = ("entity", "person", "org", "place")

_MOST_SPELLINGS = 60


class Known(NamedTuple):
    """Whoever is called so: the keys of the reports that name them, and how often each does.

    ``keys`` is None where nobody is. ``spellings`` are all that they are called, most often first, and
    ``notes`` what is to be said about it, a line each.
    """

    keys: Sequence[int] | None
    counts: Sequence[int] = ()
    spellings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Lookup = Callable[[str, str, bool], Known]
"""Given a field of ``ENTITY_FIELDS``, what is asked for, and whether that is only how a name begins."""


class Keys(wq.Query):  # type: ignore[misc]
    """Whoosh query for reports by their keys (without repeats), each with a weight, as a word's frequency."""

    def __init__(self, keys: Sequence[int], counts: Sequence[int]) -> None:
        own = np.asarray(keys, np.int64)
        order = np.argsort(own)
        self.keys = own[order]
        self.counts = np.asarray(counts, np.float64)[order]
        self.boost = 1.0


class Name:
    """Leaf of a query: someone or something, by whatever spelling. ``typed`` is a name half written."""

    def __init__(self, known: Known, typed: bool) -> None:
        self.known = known
        self.typed = typed

    def exclude(self) -> None:
        """Be excluded: half a name excludes nothing yet."""
        if self.typed:
            self.known = Known(())

    def query(self) -> wq.Query:
        """Return the Whoosh query."""
        return Keys(self.known.keys or (), self.known.counts)

    def marks(self, number: int) -> Iterator[Mark]:
        """Yield the marks by which the spellings show in a text, under ``number``."""
        for spelling in self.known.spellings[:_MOST_SPELLINGS]:
            folded = words(spelling)
            if len(folded) > 1:
                yield Mark(number, stems=tuple(stem_of(word) for word in folded))
            elif folded:
                yield Mark(number, name=folded[0], shouted=spelling[:2].isupper())
