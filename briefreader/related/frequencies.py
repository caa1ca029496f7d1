"""In how many reports of the library each word, pair of words and name occurs: what makes a word tell."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from briefreader.related.profile import Ids, Profile
from briefreader.related.words import word_id

_BITS = 20
_ROOM = 1 << _BITS
_SHIFT = np.uint32(32 - _BITS)
_HEAD = struct.Struct("<BQ")
_VERSION = 1

PRIOR_REPORTS = 400
"""The weight of what is known of English beforehand, in reports.

Fourteen reports do not show that "added" is common and "Qeshm" is not. The counts begin as if so many
reports of general English had been seen, so that weights, and with them scores and thresholds, mean the
same in a library of fourteen reports and of a hundred thousand.
"""
_RARE = 2e-4
"""The share of reports that hold a word on which nothing is known, as a guess."""
_BELOW = np.float32(1)
_STEP = np.float32(1 / 2048)
_LEAST = np.float32(0.05)


class Frequencies:
    """Counts of reports by word, pair and name, in tables of fixed size (12 MB) addressed by hash.

    Not safe for writing from several threads; reading while another thread adds gives counts that are
    off by the report being added.
    """

    __slots__ = ("_counts", "_logarithms", "reports")

    def __init__(self) -> None:
        self.reports = 0
        self._counts: NDArray[np.float32] = _known().copy()
        self._logarithms = _logarithms_known().copy()

    def add(self, profile: Profile) -> None:
        """Count a report in."""
        self._change(profile, 1)

    def remove(self, profile: Profile) -> None:
        """Count out a report that was counted in with this same profile."""
        self._change(profile, -1)

    def weights(self, ids: Ids) -> NDArray[np.float32]:
        """Return how much each word or name tells: ln((reports + 1) / (reports that hold it + .5))."""
        return self._weights(ids >> _SHIFT)

    def pair_weights(self, ids: Ids) -> NDArray[np.float32]:
        """Return how much each pair of words tells."""
        return self._weights((ids >> _SHIFT) + np.uint32(_ROOM))

    def held(self, ids: Ids) -> NDArray[np.float32]:
        """Return how many of the reports counted in hold each word or name."""
        places = ids >> _SHIFT
        return self._counts.take(places) - _known().take(places)

    def to_bytes(self) -> bytes:
        """Return the counts for keeping: some ten kB for a small library, 1 to 2 MB for a large one."""
        own = np.rint(self._counts - _known()).astype("<u4")
        return _HEAD.pack(_VERSION, self.reports) + zlib.compress(own.tobytes(), 1)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Frequencies:
        """Return the counts that ``to_bytes`` kept; raise ValueError for what it did not keep."""
        try:
            version, reports = _HEAD.unpack_from(kept)
            if version != _VERSION:
                raise ValueError(f"word counts of version {version}, not {_VERSION}: count anew")
            own = np.frombuffer(zlib.decompress(kept[_HEAD.size :]), dtype="<u4")
        except (struct.error, zlib.error) as error:
            raise ValueError("not word counts") from error
        if len(own) != 2 * _ROOM:
            raise ValueError("not word counts: of another size")
        counts = cls()
        counts.reports = reports
        # A small library counts few of them, and most of the work would be on the others.
        places = np.flatnonzero(own)
        counts._counts[places] += own[places]
        counts._logarithms[places] = _logarithms(counts._counts[places])
        return counts

    def copy(self) -> Frequencies:
        """Return the counts as they stand, to go on from apart."""
        other = Frequencies.__new__(Frequencies)
        other.reports = self.reports
        other._counts = self._counts.copy()
        other._logarithms = self._logarithms.copy()
        return other

    def _change(self, profile: Profile, by: int) -> None:
        self.reports += by
        for ids, room in ((profile.words, 0), (profile.names, 0), (profile.pairs, _ROOM)):
            places = (ids >> _SHIFT) + np.uint32(room)
            np.add.at(self._counts, places, by)
            self._logarithms[places] = _logarithms(self._counts[places])

    def _weights(self, places: Ids) -> NDArray[np.float32]:
        every = np.float32(np.log(self.reports + PRIOR_REPORTS + 1))
        held = self._logarithms.take(places) * _STEP - _BELOW
        weights: NDArray[np.float32] = np.maximum(every - held, _LEAST)
        return weights


def _logarithms(counts: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return the logarithm of each count, above ``_BELOW`` and in steps of ``_STEP``.

    Looking up thousands of words at random takes the longer the larger the table is.
    """
    held = np.log(np.maximum(counts, 0) + np.float32(0.5 + _RARE * PRIOR_REPORTS))
    steps: NDArray[np.uint16] = np.rint((held + _BELOW) / _STEP).astype(np.uint16)
    return steps


@cache
def _known() -> NDArray[np.float32]:
    """Return the counts that ``PRIOR_REPORTS`` reports of general English would give."""
    counts = np.zeros(2 * _ROOM, dtype=np.float32)
    table = resources.files("briefreader.related").joinpath("data/common-words.txt")
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        half_powers, *stems = line.split()
        share = 2 ** (-int(half_powers) / 2)
        for stem in stems:
            counts[word_id(stem) >> int(_SHIFT)] += share * PRIOR_REPORTS
    return counts


@cache
def _logarithms_known() -> NDArray[np.uint16]:
    """Return the logarithms of the counts that are known: two million of them, and always the same."""
    return _logarithms(_known())
