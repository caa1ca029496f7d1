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
_NEXT = 8
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
    groups: dict[int, list[Relation]] = {}
    group_of: dict[int, int] = {}
    likely = _likely_copies(many, [relation.place for relation in found])
    for at, relation in enumerate(found):
        for first in dict.fromkeys(group_of[before] for before in likely.get(at, ()) if before in group_of):
            if _are_copies(found[first], relation, many):
                groups[first].append(relation)
                group_of[at] = first
                break
        else:
            if len(groups) < limit:
                groups[at] = [relation]
                group_of[at] = at
    return list(groups.values())


def _are_copies(first: Relation, other: Relation, many: Many) -> bool:
    if "copy" in (first.kind, other.kind):
        return first.kind == other.kind
    one, two = first.place, other.place
    ours, theirs = (many.pairs.ids[many.pairs.of(place)] for place in (one, two))
    shared = _common(ours, theirs)
    if many.lengths[one] != many.lengths[two] and shared < _SHARED * min(len(ours), len(theirs)):
        # Most end here, before their profiles are taken apart.
        return False
    return same_text(many.profile(one), many.profile(two), shared)


def _likely_copies(many: Many, places: Sequence[int]) -> dict[int, list[int]]:
    """Return for these profiles which before each may be the same text, by their numbers in ``places``.

    Of copies, some of the pairs with the lowest ids are the same (Broder's sketch of a text). Those without
    any pair may be copies of one another.
    """
    count = len(places)
    sketches = [many.pairs.ids[many.pairs.of(place)][:_SKETCH] for place in places]
    lengths = np.array([len(sketch) for sketch in sketches], np.int64)
    ids = np.concatenate(sketches) if sketches else np.zeros(0, np.uint32)
    order = np.argsort(ids, kind="stable")
    ids, owners = ids[order], np.repeat(np.arange(count), lengths)[order]
    shared = np.zeros(count * count, np.int64)
    for step in range(1, min(count, _NEXT + 1)):
        # Reports that share a pair stand one after the other, in rising order. Of many copies each knows
        # some that come before it; a pair that many have says little else.
        same = np.flatnonzero(ids[step:] == ids[:-step])
        if not len(same):
            break
        shared += np.bincount(owners[same] * count + owners[same + step], minlength=count * count)
    sizes = many.pairs.sizes[np.array(places, np.int64)]
    shorter, longer = np.minimum.outer(sizes, sizes), np.maximum.outer(sizes, sizes)
    expected = _SURE * _SHARED * np.minimum.outer(lengths, lengths) * shorter / np.maximum(longer, 1)
    alike = shared.reshape(count, count)
    are_likely = ((alike > 0) & (alike >= expected) & (shorter >= _LENGTH * longer)) | (longer == 0)
    likely: dict[int, list[int]] = {}
    for first, other in zip(*(at.tolist() for at in np.nonzero(np.triu(are_likely, 1))), strict=True):
        likely.setdefault(other, []).append(first)
    return likely


def _common(ours: Ids, theirs: Ids) -> int:
    """Return how many of two rising rows are in both."""
    if not len(ours) or not len(theirs):
        return 0
    places = np.minimum(np.searchsorted(theirs, ours), len(theirs) - 1)
    return int(np.count_nonzero(theirs[places] == ours))
