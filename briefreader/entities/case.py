"""Whether a word is written with a capital because it is a name: counts over the library, and a prior.

The counts come from lines that use capitals as sentences do, and leave out the words that begin a sentence.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

from briefreader.entities.gazetteer import Gazetteer
from briefreader.entities.tokens import Line

PLAIN = 0.5
"""From this share of lower case on a word whose capital tells nothing is taken for a plain word."""

_MOST = 60_000  # words that are counted; the rarest go first
_VERSION = b"2\n"


class Evidence:
    """How often each word stood in lower case and, inside a sentence, with a capital.

    Grows by ``add``, joins another by ``merge``, and is kept as bytes. The number of words is bounded.
    """

    __slots__ = ("_capital", "_lower")

    def __init__(self) -> None:
        self._lower: dict[str, int] = {}
        self._capital: dict[str, int] = {}

    def add(self, lines: Iterable[Line]) -> None:
        """Count the words of a report."""
        for line in lines:
            words = [token for token in line.tokens if token.word]
            if line.style != "text" or all(token.cap for token in words):
                continue
            _count(self._lower, [token.low for token in words if not token.cap])
            _count(self._capital, [token.low for token in words if token.cap and not token.first])
        self._bound()

    def merge(self, other: Evidence) -> None:
        """Add what ``other`` counted."""
        for mine, theirs in ((self._lower, other._lower), (self._capital, other._capital)):
            for word, count in theirs.items():
                mine[word] = mine.get(word, 0) + count
        self._bound()

    def counts(self, word: str) -> tuple[int, int]:
        """Return how often ``word`` (in lower case) stood in lower case and with a capital."""
        return self._lower.get(word, 0), self._capital.get(word, 0)

    def to_bytes(self) -> bytes:
        """Return the counts, compressed, for ``from_bytes``."""
        counts = json.dumps((self._lower, self._capital), ensure_ascii=False, separators=(",", ":"))
        return _VERSION + zlib.compress(counts.encode(), 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> Evidence:
        """Return what ``to_bytes`` was made from; raises ValueError when it was not made by it."""
        evidence = cls()
        if not data.startswith(_VERSION):
            raise ValueError("not case evidence, or of another version")
        try:
            evidence._lower, evidence._capital = json.loads(zlib.decompress(data[len(_VERSION) :]))
        except (zlib.error, ValueError) as error:
            raise ValueError("case evidence is damaged") from error
        return evidence

    def _bound(self) -> None:
        for table in (self._lower, self._capital):
            if len(table) > 2 * _MOST:
                kept = sorted(table.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
                table.clear()
                table.update(kept)


def _count(table: dict[str, int], words: list[str]) -> None:
    for word in words:
        table[word] = table.get(word, 0) + 1


class Case:
    """The judgement on single words, from the prior, the library's evidence and the report's own lines."""

    __slots__ = ("_evidence", "_gazetteer", "_own")

    def __init__(self, gazetteer: Gazetteer, evidence: Evidence, own: Evidence) -> None:
        self._gazetteer = gazetteer
        self._evidence = evidence
        self._own = own

    def plain(self, word: str) -> float:
        """Return how surely ``word`` is a plain word where its capital tells nothing: 0 a name, 1 plain."""
        lower, capital = self._evidence.counts(word)
        own_lower, own_capital = self._own.counts(word)
        lower += 4 * own_lower
        capital += 4 * own_capital
        gazetteer = self._gazetteer
        if word in gazetteer.common:
            lower += 8
        elif word in gazetteer.rare:
            lower += 2
        else:
            capital += 1
        return lower / (lower + capital)

    def in_report(self, word: str) -> tuple[int, int]:
        """Return how often the report itself has ``word`` in lower case and with a capital."""
        return self._own.counts(word)

    def in_library(self, word: str) -> tuple[int, int]:
        """Return how often the library has ``word`` in lower case and with a capital."""
        return self._evidence.counts(word)
