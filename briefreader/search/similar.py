"""Reports like a given one, by the terms they share.

The article's terms are weighted by tf-idf: counts by sentence, the title and the first sentences
counting more (the lead says what a report is about), square root against repetition, times the
logarithm of rarity. The best terms are looked up in the index and add up with BM25 for each report
that has them, over what the article itself would come to.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from whoosh import query as wq
from whoosh.util.numeric import length_to_byte

from briefreader import text
from briefreader.model import Article
from briefreader.search import topk
from briefreader.search.alike import Alike
from briefreader.search.analysis import COMMON, fold, stem_of, words
from briefreader.search.bm25 import saturation
from briefreader.search.executor import Execution
from briefreader.search.hits import Hits, common, pick, spread
from briefreader.search.schema import TEXT_FIELDS
from briefreader.search.snapshot import Snapshot

_TERMS = 25
_MOST_SHOWN = 6
_FEWEST_SHOWN = 3
_SHOWN_SHARE = 0.8
_TOO_COMMON = 0.4
_SMALL_LIBRARY = 20
_TITLE = 2.0
_FIRST_SENTENCE = 2.0
_DECAY, _LEAST = 0.9, 0.3
_SHORTEST = 2
_POSSESSIVE = re.compile("['\u2019]s?$")


@dataclass(frozen=True, slots=True)
class _Term:
    stem: str
    weight: float
    written: str


def more_like(snapshot: Snapshot, article: Article, limit: int, exclude: int | None) -> list[Alike]:
    """Return up to ``limit`` reports most like ``article``, best first, without that of key ``exclude``."""
    terms = _best_terms(snapshot, article)
    if not terms or limit <= 0:
        return []
    run = Execution(snapshot)
    found: list[tuple[float, int, dict[str, float]]] = []
    for segment in snapshot.segments:
        part = run.part(segment)
        sums = np.zeros(segment.documents)
        parts: list[tuple[_Term, Hits]] = []
        for term in terms:
            for field, weight in TEXT_FIELDS.items():
                hits = part.hits(wq.Term(field, term.stem, boost=weight * term.weight))
                np.add.at(sums, hits.docs, hits.scores)
                parts.append((term, hits))
        docs = np.flatnonzero(sums > 0)
        by_key = -segment.keys[docs]
        best = docs[topk.best(sums[docs], [by_key.__getitem__], limit + 1)]
        best = np.sort(best[segment.keys[best] != exclude])
        shares: list[dict[str, float]] = [{} for _ in best]
        for term, hits in parts:
            at, places = common(best, hits.docs, segment.documents)
            for row, score in zip(
                at.tolist(), spread(pick(hits.scores, places), len(at)).tolist(), strict=True
            ):
                shares[row][term.written] = shares[row].get(term.written, 0.0) + score
        found += zip((-sums[best]).tolist(), segment.keys[best].tolist(), shares, strict=True)
    found = heapq.nsmallest(limit, found, key=lambda entry: entry[:2])
    own = _own_score(snapshot, article, terms)
    return [Alike(key, min(1.0, -score / own), _shown(shared)) for score, key, shared in found]


def _best_terms(snapshot: Snapshot, article: Article) -> list[_Term]:
    counts, written = _counted(article)
    most = max(_SMALL_LIBRARY, _TOO_COMMON * snapshot.documents)
    weighted: list[tuple[float, str]] = []
    for stem, count in counts.items():
        frequency = max(snapshot.frequency(field, stem.encode()) for field in TEXT_FIELDS)
        if 0 < frequency <= most:
            rarity = log((snapshot.documents + 1) / (frequency + 0.5))
            weighted.append((-sqrt(count) * max(rarity, 0.0), stem))
    return [
        _Term(stem, -weight, written[stem].most_common(1)[0][0])
        for weight, stem in heapq.nsmallest(_TERMS, weighted)
        if weight
    ]


def _counted(article: Article) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Return the weighted count of each stem, and how often it is written in which way."""
    counts: defaultdict[str, float] = defaultdict(float)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    passages = [(article.title, _TITLE)]
    for number, (start, end) in enumerate(text.sentences(article.text)):
        weight = _FIRST_SENTENCE if number == 0 else max(_LEAST, _DECAY**number)
        passages.append((article.text[start:end], weight))
    for passage, weight in passages:
        for word, _, _ in text.tokens(passage):
            folded = fold(word)
            if folded in COMMON or len(folded) < _SHORTEST:
                continue
            stem = stem_of(folded)
            counts[stem] += weight
            written[stem][_POSSESSIVE.sub("", word)] += 1
    return counts, written


def _own_score(snapshot: Snapshot, article: Article, terms: list[_Term]) -> float:
    """Return what the article itself comes to, whether it is in the index or not."""
    total = 0.0
    for field, boost in TEXT_FIELDS.items():
        stems = Counter(stem_of(word) for word in words(getattr(article, field)))
        norm = snapshot.norms(field)[length_to_byte(stems.total())]
        for term in terms:
            if count := stems[term.stem]:
                idf = snapshot.idf(snapshot.frequency(field, term.stem.encode()))
                total += term.weight * boost * idf * float(saturation(np.array(count), norm))
    return total or 1.0


def _shown(parts: dict[str, float]) -> tuple[str, ...]:
    """Return the terms that make up most of a score, best first."""
    ranked = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    enough = _SHOWN_SHARE * sum(parts.values())
    shown: list[str] = []
    so_far = 0.0
    for term, share in ranked[:_MOST_SHOWN]:
        if so_far >= enough and len(shown) >= _FEWEST_SHOWN:
            break
        shown.append(term)
        so_far += share
    return tuple(shown)
