"""Why two reports are related, in words that a person can check: names, and terms as the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from briefreader import text as texts
from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import folded_name
from briefreader.related.relation import Relation
from briefreader.related.vocabulary import DAYS, MONTHS, NUMBER_WORDS, SAYS_LITTLE
from briefreader.related.words import Sentence, Word, name_id, pair_id

_LONGEST_TERM = 48
_LONGEST_PHRASE = 4
_TELLING = 3.4
"""How much a word alone has to tell (see ``Frequencies``): it stands in one report of thirty or fewer."""
_SHARE = 0.08
"""A reason weighs at least so much of what the weightiest does."""
_TOGETHER = re.compile(r"(?:['’]s?)?[\s\u00a0]+(?:of[\s\u00a0]+(?:the[\s\u00a0]+)?)?|[-‐‑]")
_WEAK = NUMBER_WORDS | DAYS | MONTHS | SAYS_LITTLE


@dataclass(frozen=True, slots=True)
class Reasons:
    """The shared names and terms that weighed most, greatest first, spelled as in the report asked about."""

    names: tuple[str, ...]
    terms: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.names, *self.terms))


class _Phrases(NamedTuple):
    """A sentence with the id of each word and the next, 0 where the two are no phrase that is shared."""

    sentence: Sentence
    pairs: list[int]


class Wording:
    """Gives what relations share the words it has in the report asked about.

    Made once for all relations that are shown, it reads that report only: the other texts are not needed.
    """

    def __init__(
        self,
        sentences: Iterable[Sentence],
        entities: Iterable[tuple[str, str]],
        frequencies: Frequencies,
        relations: Iterable[Relation],
    ) -> None:
        """Read ``sentences`` (see ``told``); ``entities`` are the ids and names of those that they name."""
        self._names = {name_id(f"={ident}"): name for ident, name in entities}
        self._shared = {relation.key: relation.shared for relation in relations}
        self._wanted = {ident for shared in self._shared.values() for ident, _ in shared}
        self._words: dict[int, tuple[_Phrases, int]] = {}
        self._pairs: dict[int, tuple[_Phrases, int]] = {}
        for sentence in sentences:
            self._read(sentence)
        words = list(self._words)
        self._tells = dict(zip(words, frequencies.weights(np.array(words, np.uint32)).tolist(), strict=True))

    def reasons(self, relation: Relation, most_names: int = 4, most_terms: int = 4) -> Reasons:
        """Return the names and terms of ``relation``; what says nothing beside another is left out."""
        shared = self._shared[relation.key]
        held = dict(shared)
        least = _SHARE * max(held.values(), default=0.0)
        names = list(dict.fromkeys(self._names[ident] for ident, _ in shared if ident in self._names))
        shown = {word for name in names for word in _folded_words(name)}
        terms: list[str] = []
        # A phrase says more than its words, so phrases come first.
        for term in (*self._phrases(shared, held), *self._single(shared, least)):
            words = _folded_words(term)
            if 2 * len(words - shown) > len(words):
                terms.append(term)
                shown |= words
            if len(terms) == most_terms:
                break
        return Reasons(tuple(names[:most_names]), tuple(terms))

    def _phrases(self, shared: Sequence[tuple[int, float]], held: dict[int, float]) -> Iterator[str]:
        for ident, _ in shared:
            if ident not in self._pairs:
                continue
            (sentence, pairs), first = self._pairs[ident]
            last = first + 1
            while first and last - first < _LONGEST_PHRASE - 1 and pairs[first - 1] in held:
                first -= 1
            while last < len(pairs) and last - first < _LONGEST_PHRASE - 1 and pairs[last] in held:
                last += 1
            written = sentence.text[sentence.words[first].start : sentence.words[last].end]
            if len(written) <= _LONGEST_TERM:
                yield " ".join(written.split())

    def _single(self, shared: Sequence[tuple[int, float]], least: float) -> Iterator[str]:
        for ident, part in shared:
            if part >= least and self._tells.get(ident, 0.0) >= _TELLING:
                (sentence, _), at = self._words[ident]
                yield sentence.text[sentence.words[at].start : sentence.words[at].end]

    def _read(self, sentence: Sentence) -> None:
        text, words = sentence
        pairs = [self._phrase(text, one, two) for one, two in pairwise(words)]
        there = _Phrases(sentence, pairs)
        for at, word in enumerate(words):
            if word.id in self._wanted and not word.is_number and not _is_weak(text[word.start : word.end]):
                _take(self._words, word.id, there, at)
        for at, pair in enumerate(pairs):
            if pair:
                _take(self._pairs, pair, there, at)

    def _phrase(self, text: str, one: Word, two: Word) -> int:
        """Return the id of two words in a row, 0 unless it is shared and they are a phrase."""
        ident = pair_id(one.id, two.id)
        if (
            ident not in self._wanted
            or not _TOGETHER.fullmatch(text, one.end, two.start)
            or _is_weak(text[one.start : one.end])
            or _is_weak(text[two.start : two.end])
        ):
            return 0
        return ident


def _take(held: dict[int, tuple[_Phrases, int]], ident: int, there: _Phrases, at: int) -> None:
    """Note where a term stands: the first time, or where it does not begin a sentence or a headline."""
    if ident in held and (not _is_capital(*held[ident]) or _is_capital(there, at)):
        return
    held[ident] = there, at


def _is_capital(there: _Phrases, at: int) -> bool:
    sentence, _ = there
    return sentence.text[sentence.words[at].start].isupper()


# As many as the related reports of some screens have; a reader is open for days.
@lru_cache(1 << 8)
def _folded_words(term: str) -> frozenset[str]:
    return frozenset(folded_name(term).split())


@lru_cache(1 << 9)
def _is_weak(word: str) -> bool:
    return (len(word) < 3 and not word.isupper() and not word.isdigit()) or texts.fold(word) in _WEAK
