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

_NOTHING = np.zeros(0, np.uint32)


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
    groups: list[list[Relation]] = []
    likely: list[NDArray[np.bool_]] = []
    sketches = _Sketches(many, found)
    for at, relation in enumerate(found):
        for group, is_likely in zip(groups, likely, strict=True):
            if is_likely[at] and _are_copies(group[0], relation, many):
                group.append(relation)
                break
        else:
            if len(groups) < limit:
                groups.append([relation])
                likely.append(sketches.like(at))
    return groups


def _are_copies(first: Relation, other: Relation, many: Many) -> bool:
    if "copy" in (first.kind, other.kind):
        return first.kind == other.kind
    return same_text(many.profile(first.place), many.profile(other.place))


class _Sketches:
    """Some of the pairs of each report, those with the lowest ids: of copies, some are the same (Broder)."""

    def __init__(self, many: Many, found: Sequence[Relation]) -> None:
        self._each = [many.pairs.ids[many.pairs.of(each.place)][:_SKETCH] for each in found]
        self._sizes = np.array([len(sketch) for sketch in self._each], np.int64)
        self._of = np.repeat(np.arange(len(found)), self._sizes)
        self._ids = np.concatenate(self._each) if found else _NOTHING

    def like(self, at: int) -> NDArray[np.bool_]:
        """Return which reports may be copies of one; those without any pair may be only of one another."""
        own = self._each[at]
        if not len(own):
            return np.equal(self._sizes, 0)
        places = np.minimum(np.searchsorted(own, self._ids), len(own) - 1)
        shared = np.bincount(self._of[own[places] == self._ids], minlength=len(self._each))
        return (shared >= _SKETCHED_ALIKE * self._sizes) & (self._sizes > 0)


def _common(ours: Ids, theirs: Ids) -> int:
    """Return how many of two rising rows are in both."""
    if not len(ours) or not len(theirs):
        return 0
    places = np.minimum(np.searchsorted(theirs, ours), len(theirs) - 1)
    return int(np.count_nonzero(theirs[places] == ours))
