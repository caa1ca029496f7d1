"""What of a report is new to a reader who has read others of its story."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefreader.model import Novelty, Span
from briefreader.related.passages import Passage, likeness
from briefreader.related.profile import Ids
from briefreader.related.reading import Reading

READ_AT_MOST = 12
"""Reports read before of which account is taken; give the most alike first."""

_SAID_BEFORE = 0.45
_TOLD_BEFORE = 0.25
_COVERED = 0.72
_HALF_COVERED = 0.54
_DOWN, _FAR_DOWN = 0.85, 0.4


def novelty(report: Reading, read: Sequence[Reading]) -> Novelty:
    """Return the passages of ``report`` that its reader knows from ``read``, and the share that is new.

    A passage is known when one report read before says it: one sentence much like it, or two that hold
    nearly all its telling words between them. It is new whenever it gives a figure that is in none of them,
    however familiar its words. The share is by what the words tell, not by their number.
    """
    sizes = np.array([float(passage.weights.sum()) for passage in report.passages])
    known = np.zeros(len(report.passages), dtype=bool)
    for other in read[:READ_AT_MOST]:
        known |= _said(report.passages, other.passages)
    told = [figure for other in read[:READ_AT_MOST] for figure in other.figures]
    for figure in report.figures:
        if not any(figure.unit == before.unit and figure.agrees(before) for before in told):
            known[figure.passage] = False
    spans = tuple(passage.span for passage, is_known in zip(report.passages, known, strict=True) if is_known)
    whole = float(sizes.sum())
    return Novelty(spans, round(float(sizes[~known].sum()) / whole, 4) if whole else 0.0)


def added(report: Reading, found: Novelty, read: Sequence[Reading]) -> Span | None:
    """Return the passage of ``report`` that tells most that was not told before; None where nothing is new.

    ``found`` is its ``novelty`` after ``read``. What a passage repeats in other words counts for nothing, and
    what stands further down for less: news comes first.
    """
    told = [passage.ids for other in read[:READ_AT_MOST] for passage in other.passages]
    held = np.unique(np.concatenate(told)) if told else np.zeros(0, np.uint32)
    known = set(found.known)
    best: tuple[float, Span] | None = None
    for at, passage in enumerate(report.passages):
        fresh = float(passage.weights[~np.isin(passage.ids, held)].sum()) * max(_FAR_DOWN, _DOWN**at)
        if passage.span not in known and (best is None or fresh > best[0]):
            best = fresh, passage.span
    return best[1] if best else None


def _said(ours: Sequence[Passage], theirs: Sequence[Passage]) -> NDArray[np.bool_]:
    alike = likeness(ours, theirs)
    known = np.zeros(len(ours), dtype=bool)
    if not alike.size:
        return known
    for at, passage in enumerate(ours):
        best = np.argsort(-alike[at], kind="stable")[:2]
        top = float(alike[at, best[0]])
        if top == 0:
            continue
        held = np.unique(np.concatenate([theirs[int(j)].ids for j in best if alike[at, j] > 0]))
        covered = _share(passage, held)
        much_alike = top >= _SAID_BEFORE and covered >= _HALF_COVERED
        known[at] = much_alike or (top >= _TOLD_BEFORE and covered >= _COVERED)
    return known


def _share(passage: Passage, held: Ids) -> float:
    """Return how much of what a passage tells is among ``held``."""
    whole = float(passage.weights.sum())
    return float(passage.weights[np.isin(passage.ids, held)].sum()) / whole if whole else 1.0
