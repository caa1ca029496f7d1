"""The best of documents that score alike in classes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.search import leading

SCORES = np.array([0.0, 2.0, 1.0, 2.0])


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(0, 12), st.integers(0, 60), st.data()
)
def test_the_best_are_among_what_leads(codes: list[int], wanted: int, known: int, data: Any) -> None:
    # Documents by their dates; the newest few of them are known in that order.
    newest = np.array(data.draw(st.permutations(range(len(codes)))), np.int64)
    segment: Any = SimpleNamespace(newest=newest[:known])
    with patch.object(leading, "NEWEST", 2):
        found = leading.leading(segment, np.array(codes, np.uint8), SCORES, wanted).tolist()
    ranked = sorted((-SCORES[codes[doc]], age, doc) for age, doc in enumerate(newest.tolist()) if codes[doc])
    assert {doc for _, _, doc in ranked[:wanted]} <= set(found) <= {doc for _, _, doc in ranked}
    assert len(found) == len(set(found))
