"""Reports like a given one, by the terms they share.

The article's terms are weighted by tf-idf: counts by sentence, the title and the first sentences
counting more (the lead says what a report is about), square root against repetition, times the
logarithm of rarity. The best terms are looked up in the index and add up with BM25 for each report
that has them.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from math import log, sqrt

import numpy as np

from briefreader import text
from briefreader.model import Article
from briefreader.search import topk
from briefreader.search.analysis import COMMON, fold, stem_of
from briefreader.search.bm25 import Floats
from briefreader.search.fields import NO_DATE
from briefreader.search.schema import TEXT_FIELDS, seconds
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.terms import Mask

_TERMS = 20
_FEW_TERMS = 8
_TOO_COMMON = 0.4
_SMALL_LIBRARY = 20
_TITLE = 2.0
_FIRST_SENTENCE = 2.0
_DECAY, _LEAST = 0.9, 0.3
_SHORTEST = 2
_WINDOW = 30 * 86_400
_FROM_AFAR = 0.2
_DIGITS = 9


def more_like(
    snapshot: Snapshot, article: Article, limit: int, exclude: int | None, *, distinct: bool = False
) -> list[int]:
    """Return the keys of up to ``limit`` reports most like ``article``, best first, without ``exclude``.

    Where the article is dated, a fifth of them at most are of more than thirty days before or after it;
    undated ones count as near. With ``distinct`` one report stands for all that score the same, as copies
    of one text do.
    """
    terms = _best_terms(snapshot, article, least=1 if exclude is None else 2)
    if not terms or limit <= 0:
        return []
    moment = seconds(article.published) if article.published else None
    near: list[tuple[float, int]] = []
    far: list[tuple[float, int]] = []
    for segment in snapshot.segments:
        sums = np.zeros(segment.documents)
        for term, weight in terms:
            for field, boost in TEXT_FIELDS.items():
                number = segment.fields[field].find(term)
                if number >= 0:
                    postings = snapshot.postings(segment, segment.fields[field], number)
                    # A document stands once in the postings of a term.
                    sums[postings.docs] += snapshot.scores(segment, field, postings) * (boost * weight)
        is_near = _is_near(segment, moment)
        near += _best(segment, np.where(is_near, sums, 0.0), limit, exclude, distinct)
        if not is_near.all():
            some = int(limit * _FROM_AFAR)
            far += _best(segment, np.where(is_near, 0.0, sums), some, exclude, distinct)
    far = heapq.nsmallest(int(limit * _FROM_AFAR), far)
    near = heapq.nsmallest(limit, near)
    return [key for _, key in heapq.nsmallest(limit, [*near[: limit - len(far)], *far])]


def _best(
    segment: Segment, sums: Floats, limit: int, exclude: int | None, distinct: bool
) -> list[tuple[float, int]]:
    """Return the negative score and the key of the best documents of a segment."""
    docs = np.flatnonzero(sums > 0)
    docs = docs[segment.keys[docs] != exclude]
    if distinct:
        _, first = np.unique(np.round(sums[docs], _DIGITS), return_index=True)
        docs = docs[first]
    by_key = -segment.keys[docs]
    docs = docs[topk.best(sums[docs], [by_key.__getitem__], limit)]
    return list(zip((-sums[docs]).tolist(), segment.keys[docs].tolist(), strict=True))


def _is_near(segment: Segment, moment: int | None) -> Mask:
    dates = segment.published
    if moment is None:
        return np.ones(len(dates), bool)
    near: Mask = ((dates >= moment - _WINDOW) & (dates <= moment + _WINDOW)) | (dates == NO_DATE)
    return near


def _best_terms(snapshot: Snapshot, article: Article, least: int) -> list[tuple[bytes, float]]:
    """Return the terms that tell most of an article and stand in ``least`` reports or more, with weights."""
    most = max(_SMALL_LIBRARY, _TOO_COMMON * snapshot.documents)
    telling: list[tuple[float, str, int]] = []
    common: list[tuple[float, str, int]] = []
    for stem, count in _counted(article).items():
        term = stem.encode()
        frequency = snapshot.frequency("text", term) or snapshot.frequency("title", term)
        if frequency >= least:
            rarity = log((snapshot.documents + 1) / (frequency + 0.5))
            (telling if frequency <= most else common).append(
                (-sqrt(count) * max(rarity, 0.01), stem, frequency)
            )
    best = heapq.nsmallest(_TERMS, telling)
    if len(best) < _FEW_TERMS:
        # Most of the library may be one text, and that be asked about.
        best += heapq.nsmallest(_FEW_TERMS - len(best), common)
    return [(stem.encode(), -weight * snapshot.idf(frequency)) for weight, stem, frequency in best]


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
