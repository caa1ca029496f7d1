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
_SURE = 0.6
"""Of the pairs that the sketches of two copies share on the average, so many are looked for."""

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
    groups: list[list[Relation]] = []
    sketched = _Sketched()
    for relation in found:
        pairs = many.pairs.ids[many.pairs.of(relation.place)]
        sketch = pairs[:_SKETCH].tolist()
        for number in sketched.like(sketch, len(pairs)):
            if _are_copies(groups[number][0], relation, many):
                groups[number].append(relation)
                break
        else:
            if len(groups) < limit:
                groups.append([relation])
                sketched.add(sketch, len(pairs))
    return groups


def _are_copies(first: Relation, other: Relation, many: Many) -> bool:
    if "copy" in (first.kind, other.kind):
        return first.kind == other.kind
    return same_text(many.profile(first.place), many.profile(other.place))


class _Sketched:
    """Reports by some of their pairs, those with the lowest ids: of copies, some are the same (Broder)."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._held: dict[int, list[int]] = {}
        self._untold: list[int] = []

    def add(self, sketch: Sequence[int], pairs: int) -> None:
        """Add a report by its sketch, and how many pairs it has; they are numbered from 0."""
        number = len(self._sizes)
        for ident in sketch:
            self._held.setdefault(ident, []).append(number)
        if not sketch:
            self._untold.append(number)
        self._sizes.append(pairs)

    def like(self, sketch: Sequence[int], pairs: int) -> list[int]:
        """Return which reports may be copies of one; of one without any pair only others without."""
        if not sketch:
            return self._untold
        shared = [0] * len(self._sizes)
        for ident in sketch:
            for number in self._held.get(ident, ()):
                shared[number] += 1
        likely: list[int] = []
        for number, (both, size) in enumerate(zip(shared, self._sizes, strict=True)):
            alike = min(pairs, size) / max(pairs, size, 1)
            if both and alike >= _LENGTH and both >= _SURE * _SHARED * alike * len(sketch):
                likely.append(number)
        return likely


def _common(ours: Ids, theirs: Ids) -> int:
    """Return how many of two rising rows are in both."""
    if not len(ours) or not len(theirs):
        return 0
    places = np.minimum(np.searchsorted(theirs, ours), len(theirs) - 1)
    return int(np.count_nonzero(theirs[places] == ours))
