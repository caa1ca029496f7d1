"""Spans of styles, laid over one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefreader.model import Span


class Styled(NamedTuple):
    """A stretch of text and the name of the style it gets."""

    start: int
    end: int
    style: str


def styled(spans: Iterable[Span], style: str) -> list[Styled]:
    """Return ``spans`` with one style."""
    return [Styled(start, end, style) for start, end in spans]


def runs(start: int, end: int, spans: Sequence[Styled]) -> list[tuple[int, int, str]]:
    """Cut ``start`` to ``end`` where a span begins or ends.

    Returns:
        Start, end and the names of the styles there, in the order of ``spans``, of each piece.
    """
    over = [span for span in spans if span.start < end and span.end > start]
    if not over:
        return [(start, end, "")] if end > start else []
    cuts = {start, end}
    for span in over:
        cuts.update((max(start, span.start), min(end, span.end)))
    edges = sorted(cuts)
    return [
        (a, b, " ".join(span.style for span in over if span.start <= a and span.end >= b))
        for a, b in pairwise(edges)
    ]
