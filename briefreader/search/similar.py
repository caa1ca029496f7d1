"""Reports like a given one, by the terms they share.

The article's terms are weighted by tf-idf: counts by sentence, the title and the first sentences
counting more (the lead says what a report is about), square root against repetition, times the
logarithm of rarity. The best terms are looked up in the index and add up for each report that has
them, by what BM25 makes of a word that stands in it once.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import NamedTuple

import numpy as np

from briefreader import text
from briefreader.model import Article
from briefreader.search import topk
from briefreader.search.analysis import COMMON, fold, stem_of
from briefreader.search.bm25 import Floats, Ints
from briefreader.search.fields import NO_DATE
from briefreader.search.schema import TEXT_FIELDS, seconds
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.terms import Mask

_TERMS = 20
_FEW_TERMS = 8
_LEAST_TERMS = 3
_POSTINGS = 12_000
"""Postings that are looked through, so that the cost does not grow with the library."""
_TOO_COMMON = 0.4
_SMALL_LIBRARY = 20
_TITLE = 2.0
_FIRST_SENTENCE = 2.0
_DECAY, _LEAST = 0.9, 0.3
_SHORTEST = 2
_WINDOW = 30 * 86_400
_FROM_AFAR = 0.2
_DIGITS = 9
_ONCE = np.uint16(256)
"""Where in a table of ``bm25`` the words begin that a report has once."""


def more_like(
    snapshot: Snapshot,
    article: Article,
    limit: int,
    exclude: int | None,
    *,
    distinct: bool = False,
    telling: Sequence[tuple[str, float]] | None = None,
) -> list[int]:
    """Return the keys of up to ``limit`` reports most like ``article``, best first, without ``exclude``.

    Where the article is dated, a fifth of them at most are of more than thirty days before or after it;
    undated ones count as near. With ``distinct`` one report stands for all that score the same, as copies
    of one text do. ``telling`` are stems of the article with how much each tells, most first, from who
    knows that better; without them it is worked out from the article and the index.
    """
    least = 1 if exclude is None else 2
    if telling is None:
        asked = _best_terms(snapshot, article, least)
    else:
        looked_up = (_Term.find(snapshot, stem.encode(), weight) for stem, weight in telling[:_TERMS])
        asked = [term for term in looked_up if term.frequency >= least]
    asked = _affordable(asked)
    if not asked or limit <= 0:
        return []
    moment = seconds(article.published) if article.published else None
    near: list[tuple[float, int]] = []
    far: list[tuple[float, int]] = []
    for number, segment in enumerate(snapshot.segments):
        sums = _sums(snapshot, segment, number, asked)
        docs = np.flatnonzero(sums)
        docs = docs[segment.keys[docs] != exclude]
        is_near = _is_near(segment.published[docs], moment)
        near += _best(segment, sums, docs[is_near], limit, distinct)
        if not is_near.all():
            far += _best(segment, sums, docs[~is_near], int(limit * _FROM_AFAR), distinct)
    far = heapq.nsmallest(int(limit * _FROM_AFAR), far)
    near = heapq.nsmallest(limit, near)
    return [key for _, key in heapq.nsmallest(limit, [*near[: limit - len(far)], *far])]


class _Term(NamedTuple):
    """A term that is asked for: what it weighs, its numbers in each segment by field, and its reports."""

    weight: float
    numbers: list[dict[str, int]]
    frequency: int
    postings: int

    @classmethod
    def find(cls, snapshot: Snapshot, term: bytes, weight: float) -> _Term:
        """Look a term up; ``weight`` is how much it tells of the article."""
        numbers: list[dict[str, int]] = []
        counts = dict.fromkeys(TEXT_FIELDS, 0)
        for segment in snapshot.segments:
            numbers.append({})
            for field in TEXT_FIELDS:
                terms = segment.fields[field]
                number = terms.find(term)
                if number >= 0:
                    numbers[-1][field] = number
                    counts[field] += int(terms.counts[number])
        frequency = counts["text"] or counts["title"]
        return cls(weight * snapshot.idf(frequency), numbers, frequency, sum(counts.values()))


def _affordable(terms: Iterable[_Term]) -> list[_Term]:
    """Return the terms, most telling first, that are looked through at a bounded cost."""
    chosen: list[_Term] = []
    left = _POSTINGS
    for term in terms:
        if term.postings <= left or len(chosen) < _LEAST_TERMS:
            chosen.append(term)
            left -= term.postings
    return chosen


def _sums(snapshot: Snapshot, segment: Segment, number: int, asked: Sequence[_Term]) -> Floats:
    """Return for each document of a segment how much its words of those asked for tell."""
    sums = np.zeros(segment.documents)
    for field, boost in TEXT_FIELDS.items():
        there = [term for term in asked if field in term.numbers[number]]
        if not there:
            continue
        numbers = np.array([term.numbers[number][field] for term in there])
        weights = np.array([term.weight for term in there])
        docs, of = segment.fields[field].postings_of(numbers)
        # That a word is there says all; how long the report is, how much of it that is.
        lengths = segment.norms(field).take(docs).astype(np.uint16)
        shares = snapshot.table(field).take(_ONCE + lengths) * (boost * weights)[of]
        sums += np.bincount(docs, shares, segment.documents)
    if segment.alive is not None:
        sums[~segment.alive] = 0.0
    return sums


def _best(segment: Segment, sums: Floats, docs: Ints, limit: int, distinct: bool) -> list[tuple[float, int]]:
    """Return the negative score and the key of the best of some documents of a segment."""
    if distinct:
        _, first = np.unique(np.round(sums[docs], _DIGITS), return_index=True)
        docs = docs[first]
    by_key = -segment.keys[docs]
    docs = docs[topk.best(sums[docs], [by_key.__getitem__], limit)]
    return list(zip((-sums[docs]).tolist(), segment.keys[docs].tolist(), strict=True))


def _is_near(dates: Ints, moment: int | None) -> Mask:
    if moment is None:
        return np.ones(len(dates), bool)
    near: Mask = ((dates >= moment - _WINDOW) & (dates <= moment + _WINDOW)) | (dates == NO_DATE)
    return near


def _best_terms(snapshot: Snapshot, article: Article, least: int) -> list[_Term]:
    """Return the terms that tell most of an article and stand in ``least`` reports or more."""
    most = max(_SMALL_LIBRARY, _TOO_COMMON * snapshot.documents)
    telling: list[tuple[float, str, _Term]] = []
    common: list[tuple[float, str, _Term]] = []
    for stem, count in _counted(article).items():
        term = _Term.find(snapshot, stem.encode(), 1.0)
        if term.frequency >= least:
            rarity = log((snapshot.documents + 1) / (term.frequency + 0.5))
            tells = sqrt(count) * max(rarity, 0.01)
            found = term._replace(weight=term.weight * tells)
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
