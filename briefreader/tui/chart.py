"""A small chart of reports over time, drawn with block characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Literal

from briefreader.dating import MONTHS

_BLOCKS = " ▁▂▃▄▅▆▇█"
_HIGH = 2
_WIDEST_BAR = 4

Timeline = Sequence[tuple[date, int]]


def bars(timeline: Timeline, columns: int) -> tuple[list[str], int]:
    """Return the lines of a chart, the upper first, and the greatest count of a bar.

    Each step gets a bar as wide as fits; where there are more steps than ``columns``, several share one.
    """
    counts = [count for _, count in timeline]
    if not counts or columns < 1:
        return [], 0
    if len(counts) > columns:
        edges = [len(counts) * at // columns for at in range(columns + 1)]
        sums = [0, *accumulate(counts)]
        counts = [sums[b] - sums[a] for a, b in pairwise(edges)]
    wide = min(_WIDEST_BAR, columns // len(counts))
    most = max(counts)
    steps = (len(_BLOCKS) - 1) * _HIGH
    # What is there at all shows, and what is not is a bare place on the ground line.
    levels = [max(2, round(count * steps / most)) if count else 0 for count in counts]
    lines = []
    for height in reversed(range(_HIGH)):
        least = 0 if height else 1
        cells = (min(max(least, level - height * 8), 8) for level in levels)
        lines.append("".join(_BLOCKS[cell] * wide for cell in cells))
    return lines, most


def ends(timeline: Timeline, step: Literal["day", "month", "year"]) -> tuple[str, str]:
    """Return what stands under the first and the last bar."""

    def words(day: date) -> str:
        month = MONTHS[day.month - 1][:3]
        return {
            "day": f"{day.day} {month} {day.year}", "month": f"{month} {day.year}", "year": str(day.year),
        }[step]  # fmt: skip

    return words(timeline[0][0]), words(timeline[-1][0])
