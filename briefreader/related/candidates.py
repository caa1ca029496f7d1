"""Which of many reports may be related to one: those that share its most telling words, in a month about it.

For filling a library, where an index on disk would be asked for every report: the words that tell most of
each report are held in memory, sorted, some 150 bytes a report.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import Ids, Profile

WINDOW = 30 * 24.0
"""Hours between two dated reports from which on they are not candidates."""

_HELD = 12
_ASKED = 24

Floats = NDArray[np.float32]


class Candidates:
    """The most telling words of the reports added, by the caller's keys."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._keys: list[int] = []
        self._times: list[float] = []
        self._parts: list[tuple[Ids, NDArray[np.int32], Floats]] = []
        self._sorted: _Sorted | None = None

    def add(self, profiles: Mapping[int, Profile], frequencies: Frequencies) -> None:
        """Add reports; one that was added before is replaced."""
        for key, profile in profiles.items():
            self._rows[key] = row = len(self._keys)
            self._keys.append(key)
            self._times.append(profile.time)
            words, strengths = _telling(profile, frequencies, _HELD)
            length = float(np.sqrt(strengths @ strengths)) or 1.0
            self._parts.append((words, np.full(len(words), row, np.int32), strengths / np.float32(length)))
        self._sorted = None

    def remove(self, key: int) -> None:
        """Take a report out, if it is in."""
        self._rows.pop(key, None)

    def find(
        self, profile: Profile, frequencies: Frequencies, limit: int, before: int | None = None
    ) -> list[int]:
        """Return the keys of up to ``limit`` reports, those that share most first.

        With ``before``, the key of a report, only of those that were added before that one.
        """
        if self._sorted is None:
            self._sorted = self._arranged()
        held = self._sorted
        words, strengths = _telling(profile, frequencies, _ASKED)
        first = np.searchsorted(held.words, words, "left")
        times = np.searchsorted(held.words, words, "right") - first
        start = np.repeat(first - (np.cumsum(times) - times), times)
        places = start + np.arange(len(start))
        shares = np.repeat(strengths, times) * held.strengths[places]
        scores = np.bincount(held.rows[places], shares, len(held.times))
        rows = np.flatnonzero(scores if before is None else scores[: self._rows[before]])
        gaps = np.abs(held.times[rows] - profile.time)
        rows = rows[~(gaps > WINDOW)]  # where either has no date the gap is NaN, and no more than any
        best = rows[np.argsort(-scores[rows], kind="stable")[: 2 * limit]]
        keys = (self._keys[row] for row in best.tolist() if self._rows.get(self._keys[row]) == row)
        return [key for key, _ in zip(keys, range(limit), strict=False)]

    def _arranged(self) -> _Sorted:
        if len(self._parts) > 1:
            columns = zip(*self._parts, strict=True)
            self._parts = [tuple(np.concatenate(column) for column in columns)]  # type: ignore[list-item]
        words, rows, strengths = self._parts[0] if self._parts else _NOTHING
        order = np.argsort(words, kind="stable")
        return _Sorted(words[order], rows[order], strengths[order], np.array(self._times))


class _Sorted:
    """The words of all reports, sorted, with whose they are and how much they tell there."""

    __slots__ = ("rows", "strengths", "times", "words")

    def __init__(
        self, words: Ids, rows: NDArray[np.int32], strengths: Floats, times: NDArray[np.float64]
    ) -> None:
        self.words, self.rows, self.strengths, self.times = words, rows, strengths, times


_NOTHING = (np.zeros(0, np.uint32), np.zeros(0, np.int32), np.zeros(0, np.float32))


def _telling(profile: Profile, frequencies: Frequencies, most: int) -> tuple[Ids, Floats]:
    tells = profile.weights.astype(np.float32) * frequencies.weights(profile.words)
    if len(tells) <= most:
        return profile.words, tells
    best = np.argpartition(tells, len(tells) - most)[-most:]
    return profile.words[best], tells[best]
