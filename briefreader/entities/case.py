"""Whether a word is written with a capital because it is a name: counts over the library, and a prior.

The counts come from lines that use capitals as sentences do, and leave out the words that begin a sentence.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping

from briefreader.entities.gazetteer import Gazetteer
from briefreader.entities.tokens import Line

PLAIN = 0.5
"""From this share of lower case on a word whose capital tells nothing is taken for a plain word."""

WORDS_AT_HAND = 300_000
"""Words of a library that are held in memory, at most."""

QUITE_PLAIN = 0.9
SURELY_PLAIN = 0.97

_ASKED_PLAIN, _ASKED_NEW = 1, 2

_PACKED = b"2\n"

Counts = tuple[int, int]
"""How often a word stood in lower case, and how often, inside a sentence, with a capital."""

Doubt = tuple[str, int, int, int]
"""A word on which a report asked the library, how often the report itself has it in lower case and with a
capital, and the ``verdict`` on it."""

Shelf = Callable[[Collection[str]], Mapping[str, Counts]]
"""Gives the counts of those of some words that a library has, as it keeps them."""


class Evidence:
    """How often each word stood in lower case and, inside a sentence, with a capital.

    Grows by ``add`` and joins another by ``merge``. That of a library takes what it needs from ``shelf``, a
    word at a time, and ``news`` says what is to be kept there: no report costs more than its own words.
    """

    __slots__ = ("_asked", "_capital", "_lower", "_news", "_shelf")

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._lower: dict[str, int] = {}
        self._capital: dict[str, int] = {}
        self._shelf = shelf
        self._asked: set[str] = set()
        self._news = Evidence() if shelf else None

    def add(self, lines: Iterable[Line]) -> None:
        """Count the words of a report."""
        for line in lines:
            words = [token for token in line.tokens if token.word]
            if line.style != "text" or all(token.cap for token in words):
                continue
            _count(self._lower, [token.low for token in words if not token.cap])
            _count(self._capital, [token.low for token in words if token.cap and not token.first])

    def merge(self, other: Evidence) -> None:
        """Add what ``other`` counted."""
        self.ask(other.words())
        for mine, theirs in ((self._lower, other._lower), (self._capital, other._capital)):
            for word, count in theirs.items():
                mine[word] = mine.get(word, 0) + count
        if self._news is not None:
            self._news.merge(other)

    def words(self) -> Collection[str]:
        """Return the words that are counted."""
        return self._lower.keys() | self._capital.keys()

    def counts(self, word: str) -> Counts:
        """Return how often ``word`` (in lower case) stood in lower case and with a capital."""
        if self._shelf is not None and word not in self._asked:
            self.ask((word,))
        return self._lower.get(word, 0), self._capital.get(word, 0)

    def ask(self, words: Collection[str]) -> None:
        """Take the counts of words from the shelf, if that has not been done."""
        if self._shelf is None:
            return
        new = [word for word in words if word not in self._asked]
        if new:
            self._asked.update(new)
            for word, (lower, capital) in self._shelf(new).items():
                self._lower[word] = lower
                self._capital[word] = capital

    def news(self) -> dict[str, Counts]:
        """Return by how much words have been counted since this was last asked."""
        if self._news is None:
            return {}
        news, self._news = self._news, Evidence()
        return {word: news.counts(word) for word in news.words()}

    def let_go(self, but: Iterable[str]) -> None:
        """Let go the words at hand where they are many, ``but`` those that the shelf may lag behind on."""
        if len(self._asked) <= WORDS_AT_HAND:
            return
        self._asked.intersection_update(but)
        for table in (self._lower, self._capital):
            kept = [(word, table[word]) for word in self._asked if word in table]
            table.clear()
            table.update(kept)


def unpacked(data: bytes) -> dict[str, Counts]:
    """Return the counts that libraries kept as one piece before they had a table for them.

    Raises:
        ValueError: it is none, or of another version.
    """
    if not data.startswith(_PACKED):
        raise ValueError("not case evidence, or of another version")
    try:
        lower, capital = json.loads(zlib.decompress(data[len(_PACKED) :]))
    except (zlib.error, ValueError) as error:
        raise ValueError("case evidence is damaged") from error
    return {word: (lower.get(word, 0), capital.get(word, 0)) for word in lower.keys() | capital.keys()}


def _count(table: dict[str, int], words: list[str]) -> None:
    for word in words:
        table[word] = table.get(word, 0) + 1


def plain(gazetteer: Gazetteer, word: str, library: Counts, own: Counts) -> float:
    """Return how surely ``word`` is a plain word where its capital tells nothing: 0 a name, 1 plain."""
    lower = library[0] + 4 * own[0]
    capital = library[1] + 4 * own[1]
    if word in gazetteer.common:
        lower += 8
    elif word in gazetteer.rare:
        lower += 2
    else:
        capital += 1
    return lower / (lower + capital)


def verdict(gazetteer: Gazetteer, word: str, library: Counts, own: Counts, asked: int) -> int:
    """Return what was ``asked`` (or any verdict on that) and the answer, as one number.

    As long as that is the same for all of its words, a report's names are the same.
    """
    asked &= _ASKED_PLAIN | _ASKED_NEW
    answer = 0
    if asked & _ASKED_PLAIN:
        sure = plain(gazetteer, word, library, own)
        answer = (sure >= PLAIN) + (sure > PLAIN) + (sure > QUITE_PLAIN) + (sure >= SURELY_PLAIN)
    if asked & _ASKED_NEW:
        answer = 2 * answer + (library[1] == 0)
    return 4 * answer + asked


class Case:
    """The judgement on single words, from the prior, the library's evidence and the report's own lines."""

    __slots__ = ("_asked", "_evidence", "_gazetteer", "_own")

    def __init__(self, gazetteer: Gazetteer, evidence: Evidence, own: Evidence) -> None:
        self._gazetteer = gazetteer
        self._evidence = evidence
        self._own = own
        self._asked: dict[str, int] = {}

    def plain(self, word: str) -> float:
        """Return how surely ``word`` is a plain word where its capital tells nothing: 0 a name, 1 plain.

        What is made of it may depend on how it compares with the bounds of this module, on nothing else.
        """
        self._asked[word] = self._asked.get(word, 0) | _ASKED_PLAIN
        return plain(self._gazetteer, word, self._evidence.counts(word), self._own.counts(word))

    def doubts(self) -> list[Doubt]:
        """Return the words on which the library was asked so far, and the verdicts."""
        gazetteer, counts, own = self._gazetteer, self._evidence.counts, self._own.counts
        return [
            (word, *own(word), verdict(gazetteer, word, counts(word), own(word), asked))
            for word, asked in sorted(self._asked.items())
        ]

    def in_report(self, word: str) -> tuple[int, int]:
        """Return how often the report itself has ``word`` in lower case and with a capital."""
        return self._own.counts(word)

    def is_new(self, word: str) -> bool:
        """Say whether the library has never seen ``word`` with a capital inside a sentence."""
        self._asked[word] = self._asked.get(word, 0) | _ASKED_NEW
        return self._evidence.counts(word)[1] == 0
