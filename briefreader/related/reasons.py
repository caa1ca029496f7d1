"""Why two reports are related, in words that a person can check: names, and terms as the text has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefreader import text as texts
from briefreader.model import Article
from briefreader.related.profile import Named, folded_name, repeats_title
from briefreader.related.relate import Relation
from briefreader.related.words import Stem, Word, name_id, pair_id, sentence_words

_LONGEST_TERM = 48


@dataclass(frozen=True, slots=True)
class Reasons:
    """The shared names and terms that weighed most, greatest first, spelled as in the report asked about."""

    names: tuple[str, ...]
    terms: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.names, *self.terms))


class Wording:
    """Gives the shared ids of a ``Relation`` the words they have in one report.

    Made once for the report asked about, it serves every relation of it: the other texts are not needed.
    """

    def __init__(self, article: Article, entities: Sequence[Named], stem: Stem) -> None:
        self._names: dict[int, str] = {}
        self._terms: dict[int, str] = {}
        for entity in entities:
            self._names[name_id(f"={entity.id}")] = entity.name
        if not repeats_title(article):
            self._read(article.title, stem)
        self._read(article.text, stem)

    def reasons(self, relation: Relation, most_names: int = 4, most_terms: int = 4) -> Reasons:
        """Return the names and terms of ``relation``; what says nothing beside another is left out."""
        names: list[str] = []
        terms: list[str] = []
        for ident, _ in relation.shared:
            name = self._names.get(ident)
            if name is not None:
                if name not in names:
                    names.append(name)
                continue
            term = self._terms.get(ident)
            if term is not None:
                terms.append(term)
        shown = {word for name in names[:most_names] for word in folded_name(name).split()}
        return Reasons(tuple(names[:most_names]), tuple(_telling(terms, shown)[:most_terms]))

    def _read(self, text: str, stem: Stem) -> None:
        for _, words in sentence_words(text, stem):
            for word in words:
                self._add(word.id, text, word, word)
            for first, second in pairwise(words):
                self._add(pair_id(first.id, second.id), text, first, second)

    def _add(self, ident: int, text: str, first: Word, last: Word) -> None:
        if ident not in self._terms and last.end - first.start <= _LONGEST_TERM:
            self._terms[ident] = " ".join(text[first.start : last.end].split())


def _telling(terms: list[str], shown: set[str]) -> list[str]:
    """Leave out lone numbers, and terms whose words another term or a name already shows."""
    kept: list[str] = []
    # A phrase says more than its words, so phrases come first among terms of about the same weight.
    for term in sorted(terms, key=lambda term: " " not in term):
        words = {texts.fold(word) for word, _, _ in texts.tokens(term)}
        if words <= shown or (" " not in term and term[0].isdigit()):
            continue
        kept.append(term)
        shown = shown | words
    return kept
