"""Which documents hold any of the terms that a query stands for: a prefix, a fuzzy word, a range of terms."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from whoosh import query as wq

from briefreader.search.codec import Mask
from briefreader.search.estimate import expanded, identity
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.terms import Runs, Terms

_MOST_KEPT = 1 << 20
"""Bytes of unpacked documents."""


class Spread(NamedTuple):
    """For each segment, by its identity, which living documents hold any of some terms, and how many in all
    do; segments without such terms are left out."""

    masks: dict[Any, Mask]
    documents: int


def spread(snapshot: Snapshot, node: Any) -> Spread:
    """Return where the terms stand that ``node`` stands for, looked up once."""
    key = (snapshot.identity, identity(node))
    known: Spread | None = snapshot.cache.get(key)
    if known is None:
        masks = {
            segment.identity: mask
            for segment in snapshot.segments
            if (mask := _mask(snapshot, segment, node)) is not None
        }
        known = Spread(masks, sum(int(np.count_nonzero(mask)) for mask in masks.values()))
        snapshot.cache.keep(key, known, sum(mask.nbytes for mask in masks.values()))
    return known


def _mask(snapshot: Snapshot, segment: Segment, node: Any) -> Mask | None:
    terms = segment.fields[node.fieldname]
    chosen = expanded(snapshot, segment, node)
    if isinstance(chosen, tuple):
        if chosen[0] >= chosen[1]:
            return None
        mask = _between(snapshot, segment, terms, node, *chosen)
    else:
        if not len(chosen):
            return None
        mask = np.zeros(segment.documents, bool)
        for number in chosen.tolist():
            mask[terms.documents(number)] = True
    return mask if segment.alive is None else mask & segment.alive


def _between(snapshot: Snapshot, segment: Segment, terms: Terms, node: Any, low: int, high: int) -> Mask:
    """Return which documents hold any of the terms from ``low`` to before ``high``: those of ``node``.

    Of a word that is typed the terms of a letter more are among those of the letters before: these are
    unpacked once.
    """
    prefix = node.text.encode() if isinstance(node, wq.Prefix) else b""
    bitmap = terms.bitmap(prefix)
    if bitmap is not None:
        return bitmap
    for size in range(len(prefix), 0, -1):
        known: Runs | None = snapshot.cache.get((segment.identity, node.fieldname, prefix[:size], "runs"))
        if known is not None:
            return known.mask(low, high)
    runs = terms.runs(low, high)
    if prefix and runs.nbytes <= _MOST_KEPT:
        snapshot.cache.keep((segment.identity, node.fieldname, prefix, "runs"), runs, runs.nbytes)
    return runs.mask(low, high)
