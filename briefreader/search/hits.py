"""Sets of documents with scores, and how they are combined."""

from __future__ import annotations

from typing import Any

import numpy as np

from briefreader.search.bm25 import Floats
from briefreader.search.codec import Ints, Mask

Scores = Floats | float
"""A score for each document, or one for all of them."""

_SPARSE = 16
_SKEWED = 8


class Hits:
    """Documents of a segment, rising, and their scores."""

    __slots__ = ("docs", "scores")

    def __init__(self, docs: Ints, scores: Scores) -> None:
        self.docs = docs
        self.scores = scores

    def __len__(self) -> int:
        return len(self.docs)

    def chosen(self, at: Ints | Mask) -> Hits:
        """Return the hits at these places."""
        return Hits(self.docs[at], pick(self.scores, at))


NONE = Hits(np.empty(0, np.int64), 0.0)


def pick(scores: Scores, at: Ints | Mask) -> Scores:
    """Return the scores at these places."""
    return scores if isinstance(scores, float) else scores[at]


def spread(scores: Scores, count: int) -> Floats:
    """Return one score for each of ``count`` documents."""
    return np.full(count, scores) if isinstance(scores, float) else scores


def holds(all_: Ints, some: Ints) -> Mask:
    """Return which of some numbers are among others, which rise."""
    if not len(all_):
        return np.zeros(len(some), bool)
    return np.asarray(all_.take(all_.searchsorted(some), mode="clip") == some)


def common(a: Ints, b: Ints, documents: int) -> tuple[Ints, Ints]:
    """Return where in ``a`` and where in ``b`` (both rising) the documents stand that are in both."""
    if len(a) > len(b):
        at_b, at_a = common(b, a, documents)
        return at_a, at_b
    if not len(a):
        return NONE.docs, NONE.docs
    if len(a) * 2 * _SPARSE < len(b) or (len(a) + len(b)) * _SPARSE < documents:
        places = b.searchsorted(a)
        places[places == len(b)] = 0
        at = (b[places] == a).nonzero()[0]
        return at, places[at]
    # Dense: both have what is common in the same order.
    places = _marked(a, documents).take(b).nonzero()[0]
    return _marked(b.take(places), documents).take(a).nonzero()[0], places


def _marked(docs: Ints, documents: int) -> Mask:
    mask = np.zeros(documents, bool)
    mask[docs] = True
    return mask


def union(parts: list[Hits], documents: int, scored: bool, *, rising: bool = True) -> Hits:
    """Return the documents of any part, with the sum of their scores; in any order unless ``rising``."""
    parts = [part for part in parts if len(part)]
    if len(parts) <= 1:
        return parts[0] if parts else NONE
    total = sum(map(len, parts))
    most = max(parts, key=len)
    if _SKEWED * (total - len(most)) < len(most):
        others = union([part for part in parts if part is not most], documents, scored)
        return _added(most, others, scored, rising)
    if total * _SPARSE < documents:
        return _sparse_union(parts, scored)
    if scored and all(np.min(part.scores) > 0 for part in parts):
        sums = np.zeros(documents)
        for part in parts:
            np.add.at(sums, part.docs, part.scores)
        found = np.flatnonzero(sums > 0)
        return Hits(found, sums[found])
    seen = np.zeros(documents, bool)
    for part in parts:
        seen[part.docs] = True
    found = np.flatnonzero(seen)
    if not scored:
        return Hits(found, 0.0)
    sums = np.zeros(documents)
    for part in parts:
        np.add.at(sums, part.docs, part.scores)
    return Hits(found, sums[found])


def _added(many: Hits, few: Hits, scored: bool, rising: bool) -> Hits:
    """Return the documents of two parts, the one far larger than the other, with the sum of their scores."""
    at = many.docs.searchsorted(few.docs)
    known = many.docs.take(at, mode="clip") == few.docs
    new = ~known
    # What begins with a word mostly holds the word's documents too.
    added = few.docs[new]

    def put(values: Any, more: Any) -> Any:
        if not len(added):
            return values
        return np.insert(values, at[new], more) if rising else np.concatenate((values, more))

    docs = put(many.docs, added)
    if not scored:
        return Hits(docs, 0.0)
    scores, more = spread(many.scores, len(many)).copy(), spread(few.scores, len(few))
    scores[at[known]] += more[known]
    return Hits(docs, put(scores, more[new]))


def _sparse_union(parts: list[Hits], scored: bool) -> Hits:
    docs = np.concatenate([part.docs for part in parts])
    order = np.argsort(docs, kind="stable")
    docs = docs[order]
    firsts = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    if not scored:
        return Hits(docs[firsts], 0.0)
    scores = np.concatenate([spread(part.scores, len(part)) for part in parts])[order]
    return Hits(docs[firsts], np.add.reduceat(scores, firsts))
