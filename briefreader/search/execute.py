"""Find the documents of a query, with their scores.

The tree of Whoosh queries is walked here and not by Whoosh's matchers: one dictionary of scores for
each node instead of a Python call for each posting and level of the tree. Postings, lengths and
statistics are Whoosh's, and so is the ranking: BM25 in each field, added up with the fields' weights.
Prefixes and fuzzy words score by how rare all their words are together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from whoosh import query as wq

from briefreader.search.schema import TEXT_FIELDS, UNDATED
from briefreader.search.snapshot import Scores, Segment, Snapshot

# Where this many times fewer documents are left than a term has, they are looked up one by one.
_SKIPPING = 16


def find(snapshot: Snapshot, tree: Any) -> list[Scores]:
    """Return the documents that ``tree`` matches, for each segment; None matches all."""
    return [_Run(snapshot, number).scores(tree) for number in range(len(snapshot.segments))]


def word_scores(snapshot: Snapshot, number: int, stem: str) -> Scores:
    """Return the documents of segment ``number`` with a stem in title or text."""
    fields = [wq.Term(field, stem, boost=weight) for field, weight in TEXT_FIELDS.items()]
    return _Run(snapshot, number).scores(wq.Or(fields))


class _Run:
    """A query on one segment of a snapshot."""

    def __init__(self, snapshot: Snapshot, number: int) -> None:
        self.snapshot = snapshot
        self.number = number
        self.segment: Segment = snapshot.segments[number]

    def scores(self, node: Any, among: Scores | None = None) -> Scores:
        """Return what ``node`` matches, not to be changed; what is not ``among`` may be left out."""
        if node is None or isinstance(node, wq.Every):
            return dict.fromkeys(self.segment.live(), 0.0)
        if isinstance(node, wq.And):
            return self._all(node)
        if isinstance(node, wq.Or):
            return self._any(node, among)
        if isinstance(node, wq.Not):
            excluded = self.scores(node.query)
            return {n: 0.0 for n in (among or self.segment.live()) if n not in excluded}
        if isinstance(node, wq.Term):
            return self._boosted(self._term(node.fieldname, node.text, among), node.boost)
        if isinstance(node, wq.Phrase):
            return self._boosted(self._phrase(node), node.boost)
        if isinstance(node, wq.Prefix):
            return self._boosted(self._expanded(node, lambda reader: reader.expand_prefix), node.boost)
        if isinstance(node, wq.FuzzyTerm):
            return self._boosted(self._expanded(node, lambda reader: reader.terms_within), node.boost)
        if isinstance(node, wq.NumericRange):
            return self._dated(node, among)
        raise TypeError(f"no query of the language: {node!r}")

    def _boosted(self, scores: Scores, boost: float) -> Scores:
        return scores if boost == 1.0 else {n: boost * score for n, score in scores.items()}

    def _all(self, node: wq.And) -> Scores:
        wanted = [part for part in node if not isinstance(part, wq.Not)]
        wanted.sort(key=self._estimate)
        found: Scores | None = None
        for part in wanted:
            if found is None:
                found = self.scores(part)
            else:
                more = self.scores(part, found)
                found = {n: score + more[n] for n, score in found.items() if n in more}
            if not found:
                return {}
        if found is None:
            found = dict.fromkeys(self.segment.live(), 0.0)
        for part in node:
            if isinstance(part, wq.Not):
                excluded = self.scores(part.query, found)
                found = {n: score for n, score in found.items() if n not in excluded}
        return found

    def _any(self, node: wq.Or, among: Scores | None) -> Scores:
        found: Scores = {}
        for part in node:
            more = self.scores(part, among)
            if not found:
                found = dict(more)
                continue
            for n, score in more.items():
                found[n] = found.get(n, 0.0) + score
        return found

    def _estimate(self, node: Any) -> int:
        """Return about how many documents ``node`` matches, cheaply."""
        if isinstance(node, wq.Term):
            return self.segment.frequency(node.fieldname, _bytes(node.text))
        if isinstance(node, wq.Phrase):
            return min(self.segment.frequency(node.fieldname, _bytes(word)) for word in node.words)
        if isinstance(node, wq.Or):
            return sum(map(self._estimate, node))
        if isinstance(node, wq.And):
            return min(map(self._estimate, node), default=0)
        return self.segment.count

    def _term(self, field: str, text: str, among: Scores | None) -> Scores:
        term = _bytes(text)
        frequency = self.segment.frequency(field, term)
        if not frequency:
            return {}
        key = (self.number, field, text)
        found: Scores | None = self.snapshot.cached(key)
        if found is None:
            if among is not None and len(among) * _SKIPPING < frequency:
                return self._scored(field, term, _looked_up(self.segment.matcher(field, term), among))
            found = self._scored(field, term, self.segment.postings(field, term))
            for n in self.segment.deleted & found.keys():
                del found[n]
            self.snapshot.remember(key, found, len(found))
        return found

    def _scored(self, field: str, term: bytes, postings: Iterator[tuple[int, float]]) -> Scores:
        snapshot = self.snapshot
        idf = snapshot.idf(snapshot.frequency(field, term))
        norms, lengths = snapshot.norms(field), self.segment.lengths(field)
        score = snapshot.score
        return {n: score(idf, weight, norms[lengths[n]]) for n, weight in postings}

    def _phrase(self, node: wq.Phrase) -> Scores:
        field = node.fieldname
        key = (self.number, field, tuple(node.words))
        known: Scores | None = self.snapshot.cached(key)
        if known is not None:
            return known
        frequencies = {word: self.segment.frequency(field, _bytes(word)) for word in node.words}
        if not all(frequencies.values()):
            return {}
        found: Scores | None = None
        for word in sorted(frequencies, key=lambda word: frequencies[word]):
            # A word that stands twice in the phrase counts twice, as it does in Whoosh.
            times = node.words.count(word)
            scores = self._term(field, word, found)
            if found is None:
                found = self._boosted(scores, times)
            else:
                found = {n: s + times * scores[n] for n, s in found.items() if n in scores}
        assert found is not None
        matchers = {word: self.segment.matcher(field, _bytes(word)) for word in frequencies}
        standing = {n: found[n] for n in sorted(found) if _stands(matchers, node.words, n, node.slop)}
        self.snapshot.remember(key, standing, len(standing))
        return standing

    def _expanded(self, node: Any, expander: Callable[[Any], Callable[..., Iterator[Any]]]) -> Scores:
        """Return the union of all words that a prefix or a fuzzy word stands for."""
        options = (node.maxdist, node.prefixlength) if isinstance(node, wq.FuzzyTerm) else ()
        key = (type(node), node.fieldname, node.text, options)
        unions = self.snapshot.cached(key)
        if unions is None:
            unions = []
            for segment in self.snapshot.segments:
                union: set[int] = set()
                for term in list(expander(segment.reader)(node.fieldname, node.text, *options)):
                    term = term if isinstance(term, bytes) else _bytes(term)
                    union.update(segment.documents(node.fieldname, term))
                unions.append(union - segment.deleted)
            self.snapshot.remember(key, unions, sum(map(len, unions)))
        score = self.snapshot.idf(sum(map(len, unions)))
        return dict.fromkeys(unions[self.number], score)

    def _dated(self, node: wq.NumericRange, among: Scores | None) -> Scores:
        start = -UNDATED if node.start is None else node.start
        end = UNDATED if node.end is None else node.end
        dates = self.segment.dates
        return {n: 0.0 for n in (self.segment.live() if among is None else among) if start <= dates[n] < end}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")


def _looked_up(matcher: Any, among: Scores) -> Iterator[tuple[int, float]]:
    for n in sorted(among):
        if not matcher.is_active():
            return
        matcher.skip_to(n)
        if matcher.is_active() and matcher.id() == n:
            yield n, matcher.weight()


def _stands(matchers: dict[str, Any], words: list[str], document: int, slop: int) -> bool:
    """Return whether the words stand in a row in a document that holds them all; rising documents only."""
    places: dict[str, set[int]] = {}
    for word, matcher in matchers.items():
        matcher.skip_to(document)
        places[word] = set(matcher.value_as("positions"))
    ends = places[words[0]]
    for word in words[1:]:
        ends = {at + step for at in ends for step in range(1, slop + 1) if at + step in places[word]}
        if not ends:
            return False
    return True
