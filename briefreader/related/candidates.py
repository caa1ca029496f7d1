"""Which of many reports may be related to one: those that share its most telling words, in a month about it.

For filling a library, where an index on disk would be asked for every report: the words that tell most of
each report are held in memory, sorted by word and time, some 200 bytes a report.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from math import isnan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import Ids, Profile

WINDOW = 30 * 24.0
"""Hours between two dated reports from which on they are not candidates."""

_HELD = 12
_ASKED = 24
_AT_MOST = 6_000
"""Places of words that are looked at for one report: however many reports there are, it costs no more."""
_NEAREST = 1_000
"""Of a word that alone has more, or of undated reports, so many on either side of the report's time."""

_BITS = np.uint64(32)
_UNDATED = (1 << 32) - 1
_DAY = 24
_YEAR_ONE = _DAY * 719_163
"""Hours from the year 1 to 1970."""

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]
Places = NDArray[np.int64]


class Candidates:
    """The most telling words of the reports added, by the caller's keys."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._keys: list[int] = []
        self._runs: list[_Run] = []
        self._scores: Floats = np.zeros(0, np.float32)
        self._places: Rows = np.zeros(0, np.int32)

    def add(self, profiles: Mapping[int, Profile], frequencies: Frequencies) -> None:
        """Add reports; one that was added before is replaced."""
        places: list[NDArray[np.uint64]] = []
        rows: list[Rows] = []
        tells: list[Floats] = []
        for key, profile in profiles.items():
            self._rows[key] = row = len(self._keys)
            self._keys.append(key)
            words, strengths = telling(profile, frequencies, _HELD)
            length = float(np.sqrt(strengths @ strengths)) or 1.0
            places.append((words.astype(np.uint64) << _BITS) + np.uint64(_hour(profile.time)))
            rows.append(np.full(len(words), row, np.int32))
            tells.append(strengths / np.float32(length))
        if not places:
            return
        self._runs.append(_Run(np.concatenate(places), np.concatenate(rows), np.concatenate(tells)))
        # Runs of about one length become one: each report is sorted a few times, and there are few runs.
        while len(self._runs) > 1 and len(self._runs[-2].rows) < 2 * len(self._runs[-1].rows):
            last, before = self._runs.pop(), self._runs.pop()
            self._runs.append(before.with_(last))
        self._scores = np.zeros(len(self._keys), np.float32)
        self._places = np.zeros(len(self._keys), np.int32)

    def remove(self, key: int) -> None:
        """Take a report out, if it is in."""
        self._rows.pop(key, None)

    def find(
        self,
        profile: Profile,
        frequencies: Frequencies,
        limit: int,
        *,
        before: int | None = None,
        exclude: Collection[int] = (),
        other_days: bool = False,
    ) -> list[int]:
        """Return the keys of up to ``limit`` reports, those that share most first.

        With ``before``, the key of a report, only of those that were added before that one; without those
        whose keys are in ``exclude``. With ``other_days`` none of the day of the report (in UTC), and how
        many have come of that plays no part in which are found.
        """
        words, strengths = telling(profile, frequencies, _ASKED)
        order = np.argsort(-strengths, kind="stable")
        words, strengths = words[order], strengths[order]
        bounds = [run.about(words, profile.time, other_days) for run in self._runs]
        if not bounds:
            return []
        # The most telling words first, as long as there is room.
        counts = np.sum([last - first for first, last in bounds], axis=0).sum(axis=0)
        chosen = (np.cumsum(counts) <= _AT_MOST) | (np.arange(len(words)) < 1)
        found = [
            run.taken(first[:, chosen], last[:, chosen], strengths[chosen])
            for run, (first, last) in zip(self._runs, bounds, strict=True)
        ]
        rows, shares = (np.concatenate(each) for each in zip(*found, strict=True))
        if before is not None:
            earlier = rows < self._rows[before]
            rows, shares = rows[earlier], shares[earlier]
        # Sums over few of many rows: only what was touched is looked at, and put back to zero.
        np.add.at(self._scores, rows, shares)
        self._places[rows] = np.arange(len(rows))
        rows = rows[self._places[rows] == np.arange(len(rows))]
        scores = self._scores[rows]
        self._scores[rows] = 0.0
        most = 2 * limit + len(exclude)
        if len(rows) > most:
            least = np.partition(scores, len(rows) - most)[len(rows) - most]
            rows, scores = rows[scores >= least], scores[scores >= least]
        best = rows[np.lexsort((rows, -scores))]
        living = ((self._keys[row], row) for row in best.tolist())
        keys = (key for key, row in living if self._rows.get(key) == row and key not in exclude)
        return list(islice(keys, limit))


class _Run:
    """The words of some reports with their times, sorted: whose they are and how much they tell there."""

    __slots__ = ("places", "rows", "strengths")

    def __init__(self, places: NDArray[np.uint64], rows: Rows, strengths: Floats) -> None:
        order = np.argsort(places, kind="stable")
        self.places, self.rows, self.strengths = places[order], rows[order], strengths[order]

    def with_(self, other: _Run) -> _Run:
        """Return this run and another as one."""
        return _Run(
            np.concatenate((self.places, other.places)),
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.strengths, other.strengths)),
        )

    def about(self, words: Ids, time: float, other_days: bool) -> tuple[Places, Places]:
        """Return where the places of each word begin and end: of a month before that time, of one after it,
        and of undated reports. ``other_days``: those of its own day are left out."""
        each = words.astype(np.uint64) << _BITS
        undated, end = self._at(each + np.uint64(_UNDATED)), self._at(each + np.uint64(_UNDATED), "right")
        if isnan(time):
            first, last = self._at(each), undated
            earlier = later = undated
        else:
            hour = _hour(time)
            first = self._at(each + np.uint64(max(0, hour - int(WINDOW))))
            last = self._at(each + np.uint64(min(hour + int(WINDOW) + 1, _UNDATED)))
            morning = hour - hour % _DAY
            earlier = self._at(each + np.uint64(morning if other_days else hour))
            later = self._at(each + np.uint64(morning + _DAY)) if other_days else earlier
        return (
            np.stack((np.maximum(first, earlier - _NEAREST), later, undated)),
            np.stack((earlier, np.minimum(last, later + _NEAREST), np.minimum(end, undated + _NEAREST))),
        )

    def taken(self, first: Places, last: Places, strengths: Floats) -> tuple[Rows, Floats]:
        """Return whose words stand between these places, and how much each tells of both reports."""
        times = (last - first).reshape(-1)
        start = np.repeat(first.reshape(-1) - (np.cumsum(times) - times), times)
        places = start + np.arange(len(start))
        return self.rows[places], np.repeat(np.tile(strengths, len(first)), times) * self.strengths[places]

    def _at(self, places: NDArray[np.uint64], side: Literal["left", "right"] = "left") -> Places:
        return np.searchsorted(self.places, places, side)


def _hour(time: float) -> int:
    return _UNDATED if isnan(time) else int(time) + _YEAR_ONE


def telling(profile: Profile, frequencies: Frequencies, most: int) -> tuple[Ids, Floats]:
    """Return the words that tell most of a report, in no order, and how much each does."""
    tells = profile.weights.astype(np.float32) * frequencies.weights(profile.words)
    if len(tells) <= most:
        return profile.words, tells
    best = np.argpartition(tells, len(tells) - most)[-most:]
    return profile.words[best], tells[best]
