"""The best of many, without sorting the many."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from briefreader.search.codec import Ints

_STRIDE = 64


def best(ranks: list[npt.NDArray[Any]], count: int) -> Ints:
    """Return where the ``count`` best stand, in their order.

    ``ranks[0]`` decides, larger is better; ``ranks[1]`` among those equal in it, and so on.
    """
    chosen = _candidates(ranks, count)
    keys = [-rank[chosen] if rank.dtype.kind == "f" else ~rank[chosen] for rank in reversed(ranks)]
    order = np.lexsort(keys)[:count]
    return chosen[order]


def _candidates(ranks: list[npt.NDArray[Any]], count: int) -> Ints:
    """Return where all stand that may be among the ``count`` best: those, and perhaps some more."""
    first = ranks[0]
    size = len(first)
    if count <= 0:
        return np.empty(0, np.int64)
    if size <= max(2 * count, 4 * _STRIDE):
        return np.arange(size)
    bound = _bound(first, count)
    chosen = np.flatnonzero(first >= bound)
    if len(chosen) <= 4 * count or len(ranks) == 1:
        return chosen
    least = np.partition(first[chosen], len(chosen) - count)[len(chosen) - count]
    above = chosen[first[chosen] > least]
    equal = chosen[first[chosen] == least]
    further = _candidates([rank[equal] for rank in ranks[1:]], count - len(above))
    return np.concatenate((above, equal[further]))


def _bound(values: npt.NDArray[Any], count: int) -> Any:
    """Return a value that at least ``count`` reach, and not many more."""
    rows = len(values) // _STRIDE
    if rows < 4 * count:
        return np.partition(values, len(values) - count)[len(values) - count]
    # Each column's best is one value; so ``count`` values reach the count-th best of those.
    tops = values[: rows * _STRIDE].reshape(_STRIDE, rows).max(axis=0)
    return np.partition(tops, rows - count)[rows - count]
