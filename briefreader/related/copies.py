"""Which reports are nearly the same text, as copies and reprints of one despatch are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from briefreader.related.profile import Ids, Profile
from briefreader.related.relation import Relation

_SHARED = 0.65
_LENGTH = 0.35
_PAIRS_TO_TELL = 8
_OTHER_FIGURES = 0.4
_SKETCH = 32
_SKETCHED_ALIKE = 0.2


def may_be_copies(shared: int, one: Profile, other: Profile) -> bool:
    """Whether two reports that share so many pairs of words have most of the shorter in common."""
    shorter, longer = sorted((len(one.pairs), len(other.pairs)))
    return shorter >= max(_PAIRS_TO_TELL, _LENGTH * longer) and shared >= _SHARED * shorter


def same_text(one: Profile, other: Profile, shared: int | None = None) -> bool:
    """Whether two reports are nearly the same text: most pairs of words of the shorter, and its figures.

    The figures tell a reprint from a bulletin that is written to the same pattern every day. ``shared`` is
    the number of pairs that both have, where that is known.
    """
    if 0 < one.length == other.length and np.array_equal(one.words, other.words):
        return True
    if shared is None:
        shared = _common(one.pairs, other.pairs)
    if not may_be_copies(shared, one, other):
        return False
    ours, theirs = one.words[one.words & 1 == 1], other.words[other.words & 1 == 1]
    fewer = min(len(ours), len(theirs))
    return fewer - _common(ours, theirs) <= max(1, _OTHER_FIGURES * fewer)


def folded(found: Sequence[Relation], profiles: Mapping[int, Profile], limit: int) -> list[list[Relation]]:
    """Return the best ``limit`` relations, each with the further reports that are copies of it."""
    groups: list[tuple[set[int], list[Relation]]] = []
    for relation in found:
        # Of copies, some of the pairs with the lowest ids are the same (Broder's sketch of a text).
        sketch = set(profiles[relation.key].pairs[:_SKETCH].tolist())
        enough = _SKETCHED_ALIKE * len(sketch)
        for first, group in groups:
            if len(sketch & first) >= enough and _are_copies(group[0], relation, profiles):
                group.append(relation)
                break
        else:
            if len(groups) < limit:
                groups.append((sketch, [relation]))
    return [group for _, group in groups]


def _are_copies(first: Relation, other: Relation, profiles: Mapping[int, Profile]) -> bool:
    if first.kind == "copy" or other.kind == "copy":
        return first.kind == other.kind
    return same_text(profiles[first.key], profiles[other.key])


def _common(ours: Ids, theirs: Ids) -> int:
    return len(np.intersect1d(ours, theirs, assume_unique=True))
