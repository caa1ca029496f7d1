"""Why two reports are related, in words that a person can check: names, and terms as the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from briefreader import text as texts
from briefreader.model import Article
from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import Named, folded_name, repeats_title
from briefreader.related.relation import Relation
from briefreader.related.vocabulary import DAYS, MONTHS, NUMBER_WORDS, SAYS_LITTLE
from briefreader.related.words import Stem, Word, name_id, pair_id, sentence_words

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


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: list[Word]
    pairs: list[int]
    """The id of each word with the next, 0 where the two are no phrase."""


class Wording:
    """Gives what a ``Relation`` shares the words it has in one report.

    Made once for the report asked about, it serves every relation of it: the other texts are not needed.
    """

    def __init__(
        self, article: Article, entities: Sequence[Named], stem: Stem, frequencies: Frequencies
    ) -> None:
        self._names = {name_id(f"={entity.id}"): entity.name for entity in entities}
        self._frequencies = frequencies
        self._words: dict[int, tuple[_Sentence, int]] = {}
        self._pairs: dict[int, tuple[_Sentence, int]] = {}
        if not repeats_title(article):
            self._read(article.title, stem)
        self._read(article.text, stem)

    def reasons(self, relation: Relation, most_names: int = 4, most_terms: int = 4) -> Reasons:
        """Return the names and terms of ``relation``; what says nothing beside another is left out."""
        shared = relation.shared
        held = dict(shared)
        least = _SHARE * max(held.values(), default=0.0)
        names = list(dict.fromkeys(self._names[ident] for ident, _ in shared if ident in self._names))
        shown = {word for name in names for word in folded_name(name).split()}
        terms: list[str] = []
        # A phrase says more than its words, so phrases come first.
        for term in (*self._phrases(shared, held), *self._single(shared, least)):
            words = {texts.fold(word) for word, _, _ in texts.tokens(term)}
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
            sentence, first = self._pairs[ident]
            last = first + 1
            while first and last - first < _LONGEST_PHRASE - 1 and sentence.pairs[first - 1] in held:
                first -= 1
            while (
                last < len(sentence.pairs)
                and last - first < _LONGEST_PHRASE - 1
                and sentence.pairs[last] in held
            ):
                last += 1
            written = sentence.text[sentence.words[first].start : sentence.words[last].end]
            if len(written) <= _LONGEST_TERM:
                yield " ".join(written.split())

    def _single(self, shared: Sequence[tuple[int, float]], least: float) -> Iterator[str]:
        there = [ident for ident, part in shared if part >= least and ident in self._words]
        tells = self._frequencies.weights(np.array(there, dtype=np.uint32))
        for ident, telling in zip(there, tells.tolist(), strict=True):
            if telling >= _TELLING:
                sentence, at = self._words[ident]
                yield sentence.text[sentence.words[at].start : sentence.words[at].end]

    def _read(self, text: str, stem: Stem) -> None:
        for _, words in sentence_words(text, stem):
            weak = [_is_weak(text[word.start : word.end]) for word in words]
            pairs = [
                0 if is_weak or is_next_weak or not _TOGETHER.fullmatch(text, one.end, two.start)
                else pair_id(one.id, two.id)
                for (one, is_weak), (two, is_next_weak) in pairwise(zip(words, weak, strict=True))
            ]  # fmt: skip
            sentence = _Sentence(text, words, pairs)
            for at, (word, is_weak) in enumerate(zip(words, weak, strict=True)):
                if not is_weak and not word.is_number:
                    _take(self._words, word.id, sentence, at)
            for at, pair in enumerate(pairs):
                if pair:
                    _take(self._pairs, pair, sentence, at)


def _take(held: dict[int, tuple[_Sentence, int]], ident: int, sentence: _Sentence, at: int) -> None:
    """Note where a term stands: the first time, or where it does not begin a sentence or a headline."""
    if ident in held:
        before, there = held[ident]
        if not before.text[before.words[there].start].isupper():
            return
        if sentence.text[sentence.words[at].start].isupper():
            return
    held[ident] = sentence, at


def _is_weak(word: str) -> bool:
    return (len(word) < 3 and not word.isupper() and not word.isdigit()) or texts.fold(word) in _WEAK
