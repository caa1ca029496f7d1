"""What a word is to the index: folded spellings and their stems.

The words are those of ``text.tokens``, each folded by ``text.fold``; titles and texts keep the stem
(Snowball English, as Whoosh's own), names of sources, sections and people the folded word. Every word
counts, also the commonest, so that phrases hold what they say.
"""

from __future__ import annotations

from functools import lru_cache

from briefreader import text
from briefreader.search import stemming

LONGEST_TERM = 128
"""Characters of a term; what is longer (garbage, mostly) is cut, in reports and queries alike."""

_MEMOISED = 1 << 12
"""Words at hand: most of what is read, and no more than a reader that is open for days may keep."""

_COMMON = (
    "a about after again against all also am an and any are as at be because been before being between "
    "both but by can could did do does down during each few for from further had has have he her here "
    "hers him his how i if in into is it its just last like may me more most my new no nor not now of off "
    "on one only or other our out over own per said same say says she should since so some such than "
    "that the their them then there these they this those through to told too two under until up us very "
    "was we were what when where which while who whom why will with would year years you your"
)
COMMON = frozenset(_COMMON.split())
"""Folded words that say little of what a report is about; they are found all the same."""

_FUNCTION = "a an and as at by for from in into is it of on or that the to was with"
FUNCTION = frozenset(_FUNCTION.split())
"""Those among them that are on every line, and that nobody looks for; each is its own stem."""


@lru_cache(_MEMOISED)
def fold(word: str) -> str:
    """Return the folded form of a word, at most ``LONGEST_TERM`` characters."""
    return text.fold(word)[:LONGEST_TERM]


@lru_cache(_MEMOISED)
def stem_of(folded: str) -> str:
    """Return the stem of a folded word; figures and mixtures are their own."""
    return stemming.stem(folded) if folded.isalpha() else folded


def stem(word: str) -> str:
    """Return the term under which a word of a title or text is found."""
    return stem_of(fold(word))


def words(raw: str) -> list[str]:
    """Return the folded words of ``raw`` in their order."""
    return [fold(word) for word, _, _ in text.tokens(raw)]
