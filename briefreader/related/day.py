"""Which reports of one day may be of one story: those that share one of the words that tell most of each.

That is asked of two reports and of nothing else, so it is the same for both and whatever else has come. Of
the three reports that one of Reuters' is most like (5,000 of them, 460 a day) it finds all but 2 of 418 by
looking at one in twelve; the 60 that the index proposes leave out 13.
"""

from __future__ import annotations

import numpy as np

from briefreader.related.frequencies import Frequencies
from briefreader.related.many import Many
from briefreader.related.profile import Ids, Profile

_TELLING = 16
_AT_MOST = 200
"""Reports that are proposed: of a day of thousands those that share most."""


class Day:
    """The most telling words of the reports of one day, by the caller's keys, as ``frequencies`` has it."""

    def __init__(self, frequencies: Frequencies, many: Many) -> None:
        """Take in what has come of the day."""
        self.frequencies = frequencies
        words = many.words
        tells = words.weights.astype(np.float32) * frequencies.weights(words.ids)
        # Of each report the most telling first; of equal ones, here as below, the lower id.
        order = np.lexsort((-tells, words.owners))
        firsts = np.repeat(words.ends - words.sizes, words.sizes)
        best = order[np.arange(len(order)) - firsts < _TELLING]
        self._words = words.ids[best]
        self._keys = np.array(many.keys, np.int64)[words.owners[best]]

    def add(self, key: int, profile: Profile) -> None:
        """Add a report; one that was added before is replaced."""
        kept = self._keys != key
        words = self._telling(profile)
        self._words = np.concatenate((self._words[kept], words))
        self._keys = np.concatenate((self._keys[kept], np.full(len(words), key)))

    def like(self, profile: Profile) -> list[int]:
        """Return the keys of the reports that may be of one story with one, most alike first."""
        shared = self._keys[np.isin(self._words, self._telling(profile))]
        keys, counts = np.unique(shared, return_counts=True)
        return [int(key) for key in keys[np.argsort(-counts, kind="stable")[:_AT_MOST]]]

    def _telling(self, profile: Profile) -> Ids:
        tells = profile.weights.astype(np.float32) * self.frequencies.weights(profile.words)
        return profile.words[np.argsort(-tells, kind="stable")[:_TELLING]]
