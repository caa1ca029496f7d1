"""Runs a tree of Whoosh's query objects over the arrays of a snapshot.

The documents and scores are those of Whoosh's own matchers, with what those leave to chance settled:
statistics count living documents of all segments, and a query that stands for several terms (prefix,
fuzzy, wildcard, range of terms) scores all its documents alike, with its boost times the idf of all
of them together, unless it says ``constantscore=False``: then the scores of its terms add up. (Whoosh
2.7.4 does the one or the other by the number of terms and of documents.) In short: what Whoosh's
ConstantScoreQuery around it gives.

An AND begins with the clause that has the fewest documents and asks the others about those only; an
OR adds up in one array over all documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from whoosh import query as wq

from briefreader.search import bm25, phrase
from briefreader.search.bm25 import Floats
from briefreader.search.codec import Bytes, Ints, Mask
from briefreader.search.errors import Dropped
from briefreader.search.estimate import MULTIPLE, estimate, expanded, identity, shape
from briefreader.search.fields import COLUMNS, NO_DATE
from briefreader.search.hits import NONE, Hits, Scores, common, holds, pick, union
from briefreader.search.leading import leading
from briefreader.search.named import Keys
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Postings, Snapshot
from briefreader.search.spread import spread
from briefreader.search.stated import Held

_BITS = 8
_WORTH = 8
"""How many times as many documents as the rest of a query may match what is kept for the next key."""

# A union of types that is written where it is used is made anew each time.
_GROUPS = (wq.And, wq.Or, wq.DisjunctionMax)
_PAIRS = (wq.AndMaybe, wq.AndNot, wq.Require)


class Execution:
    """One query on one snapshot.

    ``dropped`` is asked between the steps: once it says True, Dropped is raised. Queries of a kind
    that has no execution raise TypeError.
    """

    def __init__(self, snapshot: Snapshot, dropped: Callable[[], bool] | None = None) -> None:
        self.snapshot = snapshot
        self._dropped = dropped
        self._idfs: dict[Any, float] = {}

    def part(self, segment: Segment) -> Part:
        """Return the execution on one segment."""
        return Part(self, segment)

    def go_on(self) -> None:
        """Raise Dropped when nobody waits for the answer any more."""
        if self._dropped is not None and self._dropped():
            raise Dropped

    def idf(self, key: Any, frequency: Callable[[], int]) -> float:
        """Return the idf for what ``frequency`` counts, counted once."""
        known = self._idfs.get(key)
        if known is None:
            known = self._idfs[key] = self.snapshot.idf(frequency())
        return known


class Part:
    """A query on one segment."""

    def __init__(self, run: Execution, segment: Segment) -> None:
        self._run = run
        self._snapshot = run.snapshot
        self._segment = segment

    def hits(self, node: Any, scored: bool = True) -> Hits:
        """Return all documents that ``node`` matches; their scores are right only where ``scored``."""
        self._run.go_on()
        if isinstance(node, wq.Term):
            return self._term(node, scored)
        if isinstance(node, _GROUPS):
            if len(node.subqueries) == 1:
                return self.hits(node.subqueries[0], scored)
            return _boosted(self._compound(node, scored), node.boost)
        if isinstance(node, wq.Not):
            excluded = self.hits(node.query, scored=False)
            living = (
                np.ones(self._segment.documents, bool)
                if self._segment.alive is None
                else self._segment.alive.copy()
            )
            living[excluded.docs] = False
            return Hits(np.flatnonzero(living), 1.0)
        if isinstance(node, MULTIPLE):
            return self._multiple(node, scored)
        if isinstance(node, wq.Phrase):
            return self._phrase(node, None, scored)
        if isinstance(node, wq.Every):
            return Hits(np.flatnonzero(self._every(node)), float(node.boost))
        if isinstance(node, wq.NumericRange):
            return Hits(np.flatnonzero(self._living(self._in_range(node, None))), float(node.boost))
        if isinstance(node, wq.ConstantScoreQuery):
            return Hits(self.hits(node.child, scored=False).docs, float(node.score))
        if isinstance(node, Keys):
            return self._keys(node, scored)
        if isinstance(node, Held):
            return Hits(np.flatnonzero(self._living(self._held(node))), 0.0)
        if isinstance(node, _PAIRS):
            left = self.hits(node.a, scored)
            return self._binary(node, left, scored)
        if node is wq.NullQuery or node is None:
            return NONE
        raise TypeError(f"no execution for a query like {node!r}")

    def best(self, node: Any, wanted: int, scored: bool) -> tuple[int, Hits]:
        """Return how many documents ``node`` matches, and hits that hold the ``wanted`` best of them, in any
        order.

        Best is, where they are ``scored``, what scores highest and, of equals, is newest; else the newest.
        """
        while isinstance(node, _GROUPS) and len(node.subqueries) == 1:
            node = node.subqueries[0]
        if scored and isinstance(node, wq.Or) and node.boost == 1.0:
            alike, others = _split(list(_flat(node)), True)
            if len(alike) == 1:
                return self._top(alike[0], others, wanted)
        hits = self.hits(node, scored)
        return len(hits), hits

    def _top(self, alike: list[Any], others: list[Any], wanted: int) -> tuple[int, Hits]:
        codes, values = self._codes(alike, None, True)
        parts = [self.hits(clause) for clause in others]
        rest = union(parts, self._segment.documents, True, rising=False)
        their_codes = codes.take(rest.docs)
        total = int(np.count_nonzero(codes)) + len(rest) - int(np.count_nonzero(their_codes))
        first = leading(self._segment, codes, values, wanted)
        for part in parts:
            first = first[~holds(part.docs, first)]
        docs = np.concatenate((rest.docs, first))
        return total, Hits(
            docs, np.concatenate((rest.scores + values.take(their_codes), values.take(codes.take(first))))
        )

    def among(self, node: Any, docs: Ints, scored: bool = True) -> tuple[Ints, Scores]:
        """Return which of ``docs`` (rising) ``node`` matches, as places in ``docs``, and their scores."""
        self._run.go_on()
        if isinstance(node, wq.Not):
            excluded, _ = self.among(node.query, docs, scored=False)
            kept = np.ones(len(docs), bool)
            kept[excluded] = False
            return np.flatnonzero(kept), 1.0
        if isinstance(node, wq.And) and len(node.subqueries) > 1:
            at = np.arange(len(docs))
            hits = self._narrowed(sorted(node.subqueries, key=self._estimate), Hits(docs, 0.0), scored)
            at = np.searchsorted(docs, hits.docs)
            return at, _boosted(hits, node.boost).scores
        if isinstance(node, wq.Or) and len(node.subqueries) > 1:
            alike, others = _split(list(_flat(node)), scored)
            parts = [Hits(*self.among(clause, docs, scored)) for clause in others]
            for some in alike:
                codes, scores = self._codes(some, docs, scored)
                at = (codes != 0).nonzero()[0]
                parts.append(Hits(at, scores.take(codes.take(at)) if scored else 0.0))
            found = _boosted(union(parts, len(docs), scored), node.boost)
            return found.docs, found.scores
        if isinstance(node, wq.Term):
            postings = self._postings(node.fieldname, node.text)
            if postings is None:
                return NONE.docs, 0.0
            at, places = common(docs, postings.docs, self._segment.documents)
            return at, self._term_scores(
                node.fieldname, node.text, postings, places, node.boost
            ) if scored else 0.0
        if isinstance(node, wq.NumericRange):
            return np.flatnonzero(self._in_range(node, docs)), float(node.boost)
        if isinstance(node, Held):
            return np.flatnonzero(self._held(node)[docs]), 0.0
        if isinstance(node, wq.Every):
            return np.flatnonzero(self._every(node)[docs]), float(node.boost)
        if isinstance(node, MULTIPLE) and (node.constantscore or not scored):
            mask = self._mask(node)
            at = NONE.docs if mask is None else np.flatnonzero(mask.take(docs))
            return at, self._multiple_score(node, scored)
        if isinstance(node, wq.ConstantScoreQuery):
            return self.among(node.child, docs, scored=False)[0], float(node.score)
        hits = self._phrase(node, docs, scored) if isinstance(node, wq.Phrase) else self.hits(node, scored)
        at, places = common(docs, hits.docs, self._segment.documents)
        return at, pick(hits.scores, places)

    def _estimate(self, node: Any) -> int:
        return estimate(self._snapshot, self._segment, node)

    def _postings(self, field: str, text: str | bytes) -> Postings | None:
        terms = self._segment.fields[field]
        number = terms.find(_bytes(text))
        return None if number < 0 else self._snapshot.postings(self._segment, terms, number)

    def _term(self, node: Any, scored: bool) -> Hits:
        postings = self._postings(node.fieldname, node.text)
        if postings is None:
            return NONE
        scores = self._term_scores(node.fieldname, node.text, postings, None, node.boost) if scored else 0.0
        return Hits(postings.docs, scores)

    def _term_scores(
        self, field: str, text: str | bytes, postings: Postings, at: Ints | None, boost: float
    ) -> Scores:
        if not self._segment.fields[field].field.positions:
            return float(boost)
        scores = self._snapshot.scores(self._segment, field, postings, at)
        scores *= self._idf(field, _bytes(text)) * boost
        return scores

    def _idf(self, field: str, term: bytes) -> float:
        return self._run.idf((field, term), lambda: self._snapshot.frequency(field, term))

    def _compound(self, node: Any, scored: bool) -> Hits:
        if isinstance(node, wq.And):
            return self._all_of(node.subqueries, scored)
        clauses = list(_flat(node))
        if isinstance(node, wq.Or) or not scored:
            alike, others = _split(clauses, scored)
            parts = [self.hits(clause, scored) for clause in others]
            for some in alike:
                codes, scores = self._codes(some, None, scored)
                docs = (codes != 0).nonzero()[0]
                parts.append(Hits(docs, scores.take(codes.take(docs)) if scored else 0.0))
            return union(parts, self._segment.documents, scored)
        parts = [self.hits(clause, scored) for clause in clauses]
        best = np.full(self._segment.documents, -np.inf)
        for part in parts:
            best[part.docs] = np.maximum(best[part.docs], part.scores)
        docs = np.flatnonzero(best > -np.inf)
        return Hits(docs, best[docs])

    def _all_of(self, clauses: list[Any], scored: bool) -> Hits:
        """Return what matches all clauses.

        Of several that are words and phrases, beside one that is still typed, what they match is kept: it is
        the same with the next key.
        """
        shapes = {id(clause): its for clause in clauses if (its := shape(clause)) is not None}
        others = [clause for clause in clauses if id(clause) not in shapes]
        # Scores hang on what is in all segments.
        key = (self._snapshot.identity, self._segment.identity, scored, *shapes.values())
        known: Hits | None = self._snapshot.cache.get(key) if shapes and others else None
        if known is not None:
            return self._narrowed(others, known, scored)
        sizes = {id(clause): self._estimate(clause) for clause in clauses}
        ordered = sorted(clauses, key=lambda clause: sizes[id(clause)])
        if not sizes[id(ordered[0])]:
            return NONE
        written = [clause for clause in ordered if id(clause) in shapes]
        others = [clause for clause in ordered if id(clause) not in shapes]
        if not (written and others and sizes[id(written[0])] < _WORTH * sizes[id(others[0])]):
            return self._narrowed(ordered[1:], self.hits(ordered[0], scored), scored)
        known = self._narrowed(written[1:], self.hits(written[0], scored), scored)
        size = known.docs.nbytes + (0 if isinstance(known.scores, float) else known.scores.nbytes)
        self._snapshot.cache.keep(key, known, size)
        return self._narrowed(others, known, scored)

    def _narrowed(self, clauses: list[Any], hits: Hits, scored: bool) -> Hits:
        for clause in clauses:
            if not len(hits):
                return hits
            at, scores = self.among(clause, hits.docs, scored)
            kept = pick(hits.scores, at)
            hits = Hits(hits.docs[at], kept + scores if scored else 0.0)
        return hits

    def _binary(self, node: Any, left: Hits, scored: bool) -> Hits:
        if isinstance(node, wq.AndMaybe):
            if not scored:
                return left
            at, scores = self.among(node.b, left.docs, scored)
            sums = np.full(len(left), left.scores) if isinstance(left.scores, float) else left.scores.copy()
            sums[at] += scores
            return Hits(left.docs, sums)
        at, _ = self.among(node.b, left.docs, scored=False)
        if isinstance(node, wq.AndNot):
            at = np.setdiff1d(np.arange(len(left)), at, assume_unique=True)
        return left.chosen(at)

    def _codes(self, nodes: list[Any], docs: Ints | None, scored: bool) -> tuple[Bytes, Floats]:
        """Return for each document (or each of some) a bit for each of up to eight queries that score all
        documents alike; and for each such byte the score."""
        codes = np.zeros(self._segment.documents if docs is None else len(docs), np.uint8)
        scores = np.zeros(1)
        bit = 1
        for node in nodes:
            mask = self._mask(node)
            if mask is not None:
                codes += (mask if docs is None else mask.take(docs)).view(np.uint8) * np.uint8(bit)
                scores = np.concatenate((scores, scores + self._multiple_score(node, scored)))
                bit *= 2
        return codes, scores

    def _mask(self, node: Any) -> Mask | None:
        """Return which documents hold any of the terms that ``node`` stands for; None where none does."""
        return spread(self._snapshot, node).masks.get(self._segment.identity)

    def _multiple_score(self, node: Any, scored: bool) -> float:
        if not scored:
            return 0.0
        return float(node.boost) * self._run.idf(
            identity(node), lambda: spread(self._snapshot, node).documents
        )

    def _multiple(self, node: Any, scored: bool) -> Hits:
        if node.constantscore or not scored:
            mask = self._mask(node)
            return NONE if mask is None else Hits(np.flatnonzero(mask), self._multiple_score(node, scored))
        terms = self._segment.fields[node.fieldname]
        chosen = expanded(self._snapshot, self._segment, node)
        numbers = range(*chosen) if isinstance(chosen, tuple) else chosen.tolist()
        parts = (
            self._term(wq.Term(node.fieldname, terms.term(n), boost=node.boost), scored) for n in numbers
        )
        return union(list(parts), self._segment.documents, scored)

    def _phrase(self, node: Any, among: Ints | None, scored: bool) -> Hits:
        if len(node.words) < 2:
            return self._term(wq.Term(node.fieldname, node.words[0]), scored) if node.words else NONE
        terms = self._segment.fields[node.fieldname]
        if not terms.field.positions:
            raise TypeError(f"the field {node.fieldname} has no positions")
        numbers = [terms.find(_bytes(text)) for text in node.words]
        if min(numbers) < 0:
            return NONE
        docs = phrase.find(self._snapshot, self._segment, terms, numbers, node.slop, among)
        if not scored or not len(docs):
            return Hits(docs, 0.0)
        scores: Scores = 0.0
        words = terms.line.words(docs)
        for text, number in zip(node.words, numbers, strict=True):
            if words is None or not terms.line.has_code(number):
                postings = self._snapshot.postings(self._segment, terms, number)
                at = common(docs, postings.docs, self._segment.documents)[1]
                scores += self._term_scores(node.fieldname, text, postings, at, node.boost)
            else:
                frequencies = words.how_often(terms.line.code(number))
                found = self._snapshot.scores_of(self._segment, node.fieldname, docs, frequencies)
                scores += found * (self._idf(node.fieldname, _bytes(text)) * node.boost)
        return Hits(docs, scores)

    def _keys(self, node: Keys, scored: bool) -> Hits:
        at, docs = self._segment.located(node.keys)
        if not scored:
            return Hits(docs, 0.0)
        idf = self._run.idf(("keys", id(node)), lambda: min(len(node.keys), self._snapshot.documents))
        # As BM25 has it for a word in a report of average length.
        return Hits(docs, idf * bm25.saturation(node.counts[at], np.full(len(at), bm25.K1)))

    def _held(self, node: Held) -> Mask:
        """Return which documents are in a state, removed ones among them."""
        key = (self._segment.identity, node.identity, "held")
        known: Mask | None = self._snapshot.cache.get(key)
        if known is None:
            known = np.full(self._segment.documents, node.lacking)
            known[self._segment.located(node.keys)[1]] = not node.lacking
            self._snapshot.cache.keep(key, known, known.nbytes)
        return known

    def _every(self, node: Any) -> Mask:
        segment = self._segment
        if node.fieldname in (None, "", "*"):
            return self._living(np.ones(segment.documents, bool))
        terms = segment.fields[node.fieldname]
        if terms.field.positions:
            return self._living(segment.length(node.fieldname) > 0)
        return self._living(terms.runs(0, terms.count).mask(0, terms.count))

    def _living(self, mask: Mask) -> Mask:
        return mask if self._segment.alive is None else mask & self._segment.alive

    def _in_range(self, node: Any, docs: Ints | None) -> Mask:
        if node.fieldname not in COLUMNS or isinstance(node, wq.DateRange):
            raise TypeError(f"no column for a range like {node!r}")
        values = self._segment.published if node.fieldname == "published" else self._segment.keys
        values = values if docs is None else values[docs]
        mask = values != NO_DATE if node.fieldname == "published" else np.ones(len(values), bool)
        if node.start is not None:
            mask &= values > node.start if node.startexcl else values >= node.start
        if node.end is not None:
            mask &= values < node.end if node.endexcl else values <= node.end
        return mask


def _boosted(hits: Hits, boost: float) -> Hits:
    return hits if boost == 1.0 else Hits(hits.docs, hits.scores * float(boost))


def _split(clauses: list[Any], scored: bool) -> tuple[list[list[Any]], list[Any]]:
    """Return those that score all their documents alike, in groups of up to eight, and the others."""
    alike: list[Any] = []
    others: list[Any] = []
    for node in clauses:
        (alike if isinstance(node, MULTIPLE) and (node.constantscore or not scored) else others).append(node)
    return [alike[at : at + _BITS] for at in range(0, len(alike), _BITS)], others


def _flat(node: Any) -> Iterator[Any]:
    """Yield the clauses of an OR, those of ORs inside it in their place: one union instead of several."""
    for clause in node.subqueries:
        nested = isinstance(node, wq.Or) and isinstance(clause, wq.Or)
        if nested and (clause.boost == 1.0 or len(clause.subqueries) == 1):
            yield from _flat(clause)
        else:
            yield clause


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
