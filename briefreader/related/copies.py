"""Which reports are nearly the same text, as copies and reprints of one despatch are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefreader.related.many import Many
from briefreader.related.profile import Ids, Profile
from briefreader.related.relation import Relation

_SHARED = 0.65
_LENGTH = 0.35
_PAIRS_TO_TELL = 8
_OTHER_FIGURES = 0.4
_SKETCH = 32
_SKETCHED_ALIKE = 0.2

Counts = NDArray[np.int64]


def may_be_copies(shared: Counts, own: int, theirs: Counts) -> NDArray[np.bool_]:
    """Return whether reports that share so many pairs of words have most of the shorter in common.

    ``own`` and ``theirs`` are how many pairs the report and the others have.
    """
    shorter, longer = np.minimum(own, theirs), np.maximum(own, theirs)
    return (shorter >= np.maximum(_PAIRS_TO_TELL, _LENGTH * longer)) & (shared >= _SHARED * shorter)


def same_text(one: Profile, other: Profile, shared: int | None = None) -> bool:
    """Whether two reports are nearly the same text: most pairs of words of the shorter, and its figures.

    The figures tell a reprint from a bulletin that is written to the same pattern every day. ``shared`` is
    the number of pairs that both have, where that is known.
    """
    if 0 < one.length == other.length and np.array_equal(one.words, other.words):
        return True
    shorter, longer = sorted((len(one.pairs), len(other.pairs)))
    if shorter < max(_PAIRS_TO_TELL, _LENGTH * longer):
        return False
    if (_common(one.pairs, other.pairs) if shared is None else shared) < _SHARED * shorter:
        return False
    ours, theirs = one.words[one.words & 1 == 1], other.words[other.words & 1 == 1]
    fewer = min(len(ours), len(theirs))
    return fewer - _common(ours, theirs) <= max(1, _OTHER_FIGURES * fewer)


def folded(found: Sequence[Relation], many: Many, limit: int) -> list[list[Relation]]:
    """Return the best ``limit`` relations, each with the further reports that are copies of it."""
    if not found:
        return []
    groups: list[list[Relation]] = []
    firsts: list[int] = []
    sketched = _sketched_alike(many, [relation.place for relation in found])
    for at, relation in enumerate(found):
        for number in np.flatnonzero(sketched[at, firsts]).tolist() if firsts else ():
            first = groups[number][0]
            if first.kind == relation.kind == "copy" or (
                "copy" not in (first.kind, relation.kind)
                and same_text(many.profile(first.place), many.profile(relation.place))
            ):
                groups[number].append(relation)
                break
        else:
            if len(groups) < limit:
                groups.append([relation])
                firsts.append(at)
    return groups


def _sketched_alike(many: Many, places: Sequence[int]) -> NDArray[np.bool_]:
    """Return for each pair of these profiles whether they may be the same text.

    Of copies, some of the pairs with the lowest ids are the same (Broder's sketch of a text). Reports without
    any pair may be.
    """
    sketches = [many.pairs.ids[many.pairs.of(place)][:_SKETCH] for place in places]
    sizes = np.array([len(sketch) for sketch in sketches])
    every, at = np.unique(np.concatenate(sketches), return_inverse=True)
    held = np.zeros((len(sketches), len(every)), np.float32)
    held[np.repeat(np.arange(len(sketches)), sizes), at] = 1
    alike: NDArray[np.bool_] = (held @ held.T >= _SKETCHED_ALIKE * sizes[:, None]) & (
        (sizes[:, None] > 0) | (sizes[None, :] == 0)
    )
    return alike


def _common(ours: Ids, theirs: Ids) -> int:
    """Return how many of two rising rows are in both."""
    if not len(ours) or not len(theirs):
        return 0
    places = np.minimum(np.searchsorted(theirs, ours), len(theirs) - 1)
    return int(np.count_nonzero(theirs[places] == ours))
