"""The best of many, without sorting the many."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from briefreader.search.codec import Ints

_STRIDE = 64

if TYPE_CHECKING:
    import numpy.typing as npt

    Ranks = npt.NDArray[Any]
else:
    Ranks = np.ndarray
Rule = Callable[[Ints], Ranks]
"""The ranks of those at some places; the larger is the better."""


def best(ranks: Ranks, rules: list[Rule], count: int) -> Ints:
    """Return where the ``count`` best stand, in their order.

    ``ranks`` decides, the larger is the better; among equals the first rule, and so on: rules are
    asked about those only that are equal and near the top.
    """
    chosen = _candidates(ranks, rules, count)
    keys = [_descending(rule(chosen)) for rule in reversed(rules)]
    order = np.lexsort([*keys, _descending(ranks[chosen])])[:count]
    return chosen[order]


def _descending(ranks: Ranks) -> Ranks:
    # ~n is -n - 1: it turns the order of whole numbers round and cannot overflow.
    return -ranks if ranks.dtype.kind == "f" else ~ranks


def _candidates(ranks: Ranks, rules: list[Rule], count: int) -> Ints:
    """Return where all stand that may be among the ``count`` best: those, and perhaps some more."""
    if count <= 0:
        return np.empty(0, np.int64)
    if len(ranks) <= max(2 * count, 4 * _STRIDE):
        return np.arange(len(ranks))
    chosen = np.flatnonzero(ranks >= _bound(ranks, count))
    if len(chosen) <= 4 * count or not rules:
        return chosen
    near = ranks[chosen]
    least = np.partition(near, len(chosen) - count)[len(chosen) - count]
    above = chosen[near > least]
    equal = chosen[near == least]
    first, *others = rules
    further = _candidates(first(equal), [_within(rule, equal) for rule in others], count - len(above))
    return np.concatenate((above, equal[further]))


def _within(rule: Rule, places: Ints) -> Rule:
    return lambda at: rule(places[at])


def _bound(values: Ranks, count: int) -> Any:
    """Return a value that at least ``count`` reach, and not many more."""
    rows = len(values) // _STRIDE
    if rows < 4 * count:
        return np.partition(values, len(values) - count)[len(values) - count]
    # Each column's best is one value; so ``count`` values reach the count-th best of those.
    tops = values[: rows * _STRIDE].reshape(_STRIDE, rows).max(axis=0)
    return np.partition(tops, rows - count)[rows - count]
