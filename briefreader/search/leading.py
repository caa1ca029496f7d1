"""The best of documents that score alike in a few classes, without scoring each of them.

What begins with a letter is in nearly every report. Its documents fall into as many classes as there are
sets of fields that hold it: of the best class the newest documents are found by going from the newest on.
"""

from __future__ import annotations

import numpy as np

from briefreader.search.bm25 import Floats
from briefreader.search.codec import Bytes, Ints
from briefreader.search.segment import NEWEST, Segment


def leading(segment: Segment, codes: Bytes, scores: Floats, wanted: int) -> Ints:
    """Return documents that hold the ``wanted`` best of a segment: by score, and newest first.

    ``codes`` gives the class of each document (0: it does not count), ``scores`` the score of each class.
    """
    chosen: list[Ints] = []
    left = wanted
    classes: dict[float, list[int]] = {}
    for code, score in enumerate(scores.tolist()):
        if code:
            classes.setdefault(score, []).append(code)
    for score in sorted(classes, reverse=True):
        if left <= 0:
            break
        one, *others = classes[score]
        here = codes == np.uint8(one)
        for code in others:
            here |= codes == np.uint8(code)
        count = int(np.count_nonzero(here))
        if count:
            newest = (
                segment.newest[here.take(segment.newest)] if count > max(left, NEWEST) else segment.newest[:0]
            )
            chosen.append(newest[:left] if len(newest) >= left else here.nonzero()[0])
            left -= count
    return np.concatenate(chosen) if chosen else np.empty(0, np.int64)
