"""How many documents a query matches, about, before any of them is unpacked."""

from __future__ import annotations

from typing import Any

from whoosh import query as wq

from briefreader.search.expand import Expanded, expand
from briefreader.search.named import Keys
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.stated import Held

MULTIPLE = (wq.Prefix, wq.FuzzyTerm, wq.Wildcard, wq.Regex, wq.TermRange, wq.Variations)
"""Queries that stand for several terms."""

_ALL_OF = (wq.And, wq.AndMaybe, wq.AndNot, wq.Require)
_BOTH = (wq.And, wq.Require)
_ANY_OF = (wq.Or, wq.DisjunctionMax)


def estimate(snapshot: Snapshot, segment: Segment, node: Any) -> int:
    """Return about how many documents ``node`` matches, without unpacking anything; 0 only for none."""
    if isinstance(node, wq.Term):
        terms = segment.fields[node.fieldname]
        number = terms.find(_bytes(node.text))
        return 0 if number < 0 else int(terms.counts[number])
    if isinstance(node, MULTIPLE):
        terms = segment.fields[node.fieldname]
        chosen = expanded(snapshot, segment, node)
        if isinstance(chosen, tuple):
            return min(segment.documents, int(terms.first[chosen[1]] - terms.first[chosen[0]]))
        return min(segment.documents, int(terms.counts[chosen].sum()))
    if isinstance(node, wq.Phrase):
        return min(
            (estimate(snapshot, segment, wq.Term(node.fieldname, word)) for word in node.words), default=0
        )
    if isinstance(node, _ALL_OF):
        wanted = node.subqueries if isinstance(node, _BOTH) else (node.a,)
        return min((estimate(snapshot, segment, clause) for clause in wanted), default=0)
    if isinstance(node, _ANY_OF):
        return min(segment.documents, sum(estimate(snapshot, segment, clause) for clause in node.subqueries))
    if isinstance(node, wq.ConstantScoreQuery):
        return estimate(snapshot, segment, node.child)
    if isinstance(node, Keys):
        return min(segment.documents, len(node.keys))
    if isinstance(node, Held):
        held = min(segment.documents, len(node.keys))
        return max(1, segment.documents - held) if node.lacking else held
    return segment.documents


def expanded(snapshot: Snapshot, segment: Segment, node: Any) -> Expanded:
    """Return the terms of a segment that a query stands for, looked up once."""
    if isinstance(node, wq.Prefix):
        return expand(segment.fields[node.fieldname], node)
    key = (segment.identity, identity(node), "terms")
    known: Expanded | None = snapshot.cache.get(key)
    if known is None:
        known = expand(segment.fields[node.fieldname], node)
        snapshot.cache.keep(key, known, 100 if isinstance(known, tuple) else known.nbytes)
    return known


def identity(node: Any) -> tuple[Any, ...]:
    """Return what tells the terms of such a query from those of another."""
    options: tuple[Any, ...] = ()
    if isinstance(node, wq.FuzzyTerm):
        options = (node.maxdist, node.prefixlength)
    elif isinstance(node, wq.TermRange):
        return (wq.TermRange, node.fieldname, node.start, node.end, node.startexcl, node.endexcl)
    return (type(node), node.fieldname, node.text, *options)


def shape(node: Any) -> tuple[Any, ...] | None:
    """Return what tells a query of words and phrases from every other; None where there is more in it."""
    if isinstance(node, wq.Term):
        return (wq.Term, node.fieldname, node.text, node.boost)
    if isinstance(node, wq.Phrase):
        return (wq.Phrase, node.fieldname, tuple(node.words), node.slop, node.boost)
    if isinstance(node, wq.And | wq.Or):
        parts = [shape(clause) for clause in node.subqueries]
        return None if None in parts else (type(node), node.boost, *parts)
    return None


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
