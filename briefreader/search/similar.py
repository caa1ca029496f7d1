"""Reports like a given one, by the terms they share.

The article's terms are weighted by tf-idf: counts by sentence, the title and the first sentences
counting more (the lead says what a report is about), square root against repetition, times the
logarithm of rarity. The best terms are looked up in the index and add up for each report that has
them, by what BM25 makes of a word that stands once in a report of its length.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import accumulate, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from briefreader import text
from briefreader.search import bm25, topk
from briefreader.search.analysis import COMMON, fold, stem_of
from briefreader.search.codec import Floats, Ints, Mask
from briefreader.search.dictionary import beginnings
from briefreader.search.fields import NO_DATE
from briefreader.search.schema import TEXT_FIELDS, seconds
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.terms import unpack

if TYPE_CHECKING:
    from briefreader.model import Article

T = TypeVar("T")

_TERMS = 20
_FEW_TERMS = 8
_LEAST_TERMS = 3
_POSTINGS = 8_000
"""Postings that are looked through, so that the cost does not grow with the library."""
_TOO_COMMON = 0.4
_SMALL_LIBRARY = 20
_TITLE = 2.0
_FIRST_SENTENCE = 2.0
_DECAY, _LEAST = 0.9, 0.3
_SHORTEST = 2
_WINDOW = 30 * 86_400
_FROM_AFAR = 0.2
_ABOUT = 3 * 86_400
_FAR = 0.8
_DIGITS = 9
_LOOKED_FOR_ONE_BY_ONE = 8
_USUAL_LENGTHS = {"title": 8.0, "text": 150.0}
"""Words of a news brief: were it the average of the index, each report that comes would change all."""


def more_like(
    snapshot: Snapshot,
    article: Article,
    limit: int,
    exclude: Collection[int],
    *,
    distinct: bool = False,
    telling: Sequence[tuple[str, float]] | None = None,
) -> list[int]:
    """Return the keys of up to ``limit`` reports most like ``article``, best first, without ``exclude``.

    ``exclude`` are keys: of the article itself, where it is in the index, and of whom else is known.
    Where the article is dated, a fifth of them at most are of more than thirty days before or after it;
    undated ones count as near. With ``distinct`` one report stands for all that score the same, as copies
    of one text do. ``telling`` are stems of the article with what sharing each is worth, from who knows
    that better: then what else the index holds plays no part in how like two reports are. Without them it
    is worked out from the article and the index.
    """
    without = np.fromiter(exclude, np.int64, len(exclude))
    if telling is None:
        segments: Sequence[Segment] = snapshot.segments
        best_terms = _best_terms(snapshot, article, least=2 if exclude else 1)
        asked = affordable((term, term.postings) for term in best_terms)
    else:
        # What came last is in small segments of its own, and these are often excluded whole.
        segments = [
            each
            for each in snapshot.segments
            if each.documents > len(without) or not np.isin(each.keys, without).all()
        ]
        looked_up = _Term.find_all(segments, [(stem.encode(), weight) for stem, weight in telling])
        asked = [term for term in looked_up if term.frequency]
    if not asked or limit <= 0:
        return []
    sums = _sums(segments, asked)
    found = np.flatnonzero(sums > 0)
    firsts = [0, *accumulate(segment.documents for segment in segments)]
    bounds = found.searchsorted(firsts).tolist()
    places: list[Ints] = []
    keys: list[Ints] = []
    dates: list[Ints] = []
    for segment, first, (start, end) in zip(segments, firsts, pairwise(bounds), strict=False):
        at = found[start:end]
        if segment.alive is not None:
            at = at[segment.alive[at - first]]
        places.append(at)
        keys.append(segment.keys[at - first])
        dates.append(segment.published[at - first])
    days, like = np.concatenate(dates), _Like(np.concatenate(keys), sums[np.concatenate(places)])
    if exclude:
        others = _not_among(like.keys, without)
        days, like = days[others], like.those(others)
    like, is_near = like.times(_nearness(days, article.published)), _is_near(days, article.published)
    best_far = _best(like.those(~is_near), int(limit * _FROM_AFAR), distinct)
    best_near = _best(like.those(is_near), limit, distinct)
    best = _best(best_near.first(limit - len(best_far.keys)).with_(best_far), limit, False)
    return [int(key) for key in best.keys]


class _Term(NamedTuple):
    """A term that is asked for: what it weighs, where it stands (segment, field, number), in how many."""

    weight: float
    places: list[tuple[int, str, int]]
    frequency: int
    postings: int

    @classmethod
    def find_all(cls, segments: Sequence[Segment], terms: Sequence[tuple[bytes, float]]) -> list[_Term]:
        """Look some terms up, each given with how much it tells of the article."""
        names = [name for name, _ in terms]
        begin = beginnings(names)
        places: list[list[tuple[int, str, int]]] = [[] for _ in terms]
        counts = {field: [0] * len(terms) for field in TEXT_FIELDS}
        for at, segment in enumerate(segments):
            for field in TEXT_FIELDS:
                there = segment.fields[field]
                so_far = counts[field]
                for place, number in enumerate(there.find_all(names, begin)):
                    if number >= 0:
                        places[place].append((at, field, number))
                        so_far[place] += int(there.counts[number])
        found: list[_Term] = []
        for place, (_, weight) in enumerate(terms):
            frequency = counts["text"][place] or counts["title"][place]
            found.append(cls(weight, places[place], frequency, sum(each[place] for each in counts.values())))
        return found


class _Like(NamedTuple):
    """Documents by their keys, with how much they are like the article."""

    keys: Ints
    scores: Floats

    def first(self, count: int) -> _Like:
        """Return the first of them."""
        return _Like(self.keys[:count], self.scores[:count])

    def those(self, chosen: Mask) -> _Like:
        """Return those chosen."""
        return _Like(self.keys[chosen], self.scores[chosen])

    def times(self, factors: Floats) -> _Like:
        """Return these, each as much more or less like the article as its factor says."""
        return _Like(self.keys, self.scores * factors)

    def with_(self, other: _Like) -> _Like:
        """Return these and others."""
        return _Like(np.concatenate((self.keys, other.keys)), np.concatenate((self.scores, other.scores)))


def _not_among(keys: Ints, without: Ints) -> Mask:
    """Return which keys are none of some others."""
    if len(without) > _LOOKED_FOR_ONE_BY_ONE:
        return ~np.isin(keys, without)
    others = np.ones(len(keys), bool)
    for key in without.tolist():
        others &= keys != key
    return others


def affordable(terms: Iterable[tuple[T, float]]) -> list[T]:
    """Return the terms that are looked through at a bounded cost.

    They come most telling first, each with in how many reports it stands.
    """
    chosen: list[T] = []
    left: float = _POSTINGS
    for term, postings in terms:
        if postings <= left or len(chosen) < _LEAST_TERMS:
            chosen.append(term)
            left -= postings
    return chosen


def _sums(segments: Sequence[Segment], asked: Sequence[_Term]) -> Floats:
    """Return for each document, segment after segment, how much its words of those asked for tell."""
    firsts = [0, *accumulate(segment.documents for segment in segments)]
    by_field: defaultdict[tuple[int, str], list[tuple[int, float]]] = defaultdict(list)
    for term in asked:
        for at, field, number in term.places:
            by_field[at, field].append((number, term.weight * TEXT_FIELDS[field]))
    packed = [
        segments[at].fields[field].packed([number for number, _ in there])
        for (at, field), there in by_field.items()
    ]
    docs = unpack(packed)
    edges = [0, *accumulate(int(each.counts.sum()) for each in packed)]
    shares: list[Floats] = []
    for (at, field), (start, end) in zip(by_field, pairwise(edges), strict=True):
        # That a word is there says all; how long the report is, how much of it that is.
        lengths = segments[at].norms(field).take(docs[start:end])
        shares.append(_once(field).take(lengths))
        docs[start:end] += firsts[at]
    weights = np.repeat(
        [weight for there in by_field.values() for _, weight in there],
        np.concatenate([each.counts for each in packed]),
    )
    return np.bincount(docs, np.concatenate(shares) * weights, firsts[-1]).astype(np.float64)


@cache
def _once(field: str) -> Floats:
    """Return for each byte of length what a word counts that stands once in a report so long."""
    return bm25.saturation(np.ones(1), bm25.lengths_table(_USUAL_LENGTHS[field]))


def _best(found: _Like, limit: int, distinct: bool) -> _Like:
    """Return the best of some documents, best first."""
    keys, scores = found
    if distinct:
        _, first = np.unique(np.round(scores, _DIGITS), return_index=True)
        keys, scores = keys[first], scores[first]
    best = topk.best(scores, [lambda at: -keys[at]], limit)
    return _Like(keys[best], scores[best])


def _nearness(dates: Ints, published: datetime | None) -> Floats:
    """Return 1 for documents of one time and undated ones, falling to ``_FAR`` over some days."""
    if published is None:
        return np.ones(len(dates))
    gaps = (dates - seconds(published)) / _ABOUT
    return np.where(dates == NO_DATE, 1.0, _FAR + (1 - _FAR) * np.exp(-gaps * gaps / 2))


def _is_near(dates: Ints, published: datetime | None) -> Mask:
    if published is None:
        return np.ones(len(dates), bool)
    moment = seconds(published)
    near: Mask = ((dates >= moment - _WINDOW) & (dates <= moment + _WINDOW)) | (dates == NO_DATE)
    return near


def _best_terms(snapshot: Snapshot, article: Article, least: int) -> list[_Term]:
    """Return the terms that tell most of an article and stand in ``least`` reports or more."""
    most = max(_SMALL_LIBRARY, _TOO_COMMON * snapshot.documents)
    telling: list[tuple[float, str, _Term]] = []
    common: list[tuple[float, str, _Term]] = []
    counted = _counted(article)
    looked_up = _Term.find_all(snapshot.segments, [(stem.encode(), 1.0) for stem in counted])
    for (stem, count), term in zip(counted.items(), looked_up, strict=True):
        if term.frequency >= least:
            rarity = log((snapshot.documents + 1) / (term.frequency + 0.5))
            tells = sqrt(count) * max(rarity, 0.01)
            found = term._replace(weight=snapshot.idf(term.frequency) * tells)
            (telling if term.frequency <= most else common).append((-tells, stem, found))
    best = heapq.nsmallest(_TERMS, telling)
    if len(best) < _FEW_TERMS:
        # Most of the library may be one text, and that be asked about.
        best += heapq.nsmallest(_FEW_TERMS - len(best), common)
    return [term for _, _, term in best]


def _counted(article: Article) -> dict[str, float]:
    """Return the weighted count of each stem."""
    counts: defaultdict[str, float] = defaultdict(float)
    passages = [(article.title, _TITLE)]
    for number, (start, end) in enumerate(text.sentences(article.text)):
        weight = _FIRST_SENTENCE if number == 0 else max(_LEAST, _DECAY**number)
        passages.append((article.text[start:end], weight))
    for passage, weight in passages:
        for word, _, _ in text.tokens(passage):
            folded = fold(word)
            if folded not in COMMON and len(folded) >= _SHORTEST:
                counts[stem_of(folded)] += weight
    return counts
