"""Which reports may be related to one: what the index proposes, by the words that tell most of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from briefreader.model import Article
from briefreader.related import Frequencies, Profile, Sentence, telling, told
from briefreader.search.analysis import stem_of
from briefreader.search.similar import affordable

if TYPE_CHECKING:
    from briefreader.search import Index

SMALL = 500
"""Up to so many reports every report is compared with every other, without looking for words."""

TELLING = 24
"""Words of a report that are looked for."""


class Asked:
    """A report whose relations are asked for: ``key`` is its own, None for one that is not in the library.

    ``sentences`` are those of ``told``, where they are at hand.
    """

    def __init__(
        self, article: Article, profile: Profile, key: int | None, sentences: Sequence[Sentence] | None = None
    ) -> None:
        self.article = article
        self.profile = profile
        self.key = key
        self._sentences = sentences

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Its sentences, with their words."""
        return told(self.article, stem_of) if self._sentences is None else self._sentences

    def telling(self, frequencies: Frequencies) -> list[tuple[str, float]]:
        """Return the stems that tell most of it, with what sharing each is worth, most telling first."""
        stems = {word.id: word.stem for sentence in self.sentences for word in sentence.words}
        ids, tells = telling(self.profile, frequencies, TELLING)
        # Equal ones by their number, so that a report is always asked for by the same.
        order = np.lexsort((ids, -tells))
        ids, tells = ids[order], tells[order]
        columns = ids, tells * frequencies.weights(ids), frequencies.held(ids)
        # Of a report that has changed since it was related, some words are no longer there.
        return affordable(
            ((stems[ident], worth), held)
            for ident, worth, held in zip(*(column.tolist() for column in columns), strict=True)
            if ident in stems
        )


def proposed(
    index: Index,
    asked: Asked,
    frequencies: Frequencies,
    wanted: int,
    *,
    exclude: Collection[int] = (),
    distinct: bool = False,
) -> list[int]:
    """Return the keys of reports that may be related to one: of a small library all.

    Without itself and those whose keys are in ``exclude``. With ``distinct`` one stands for all that are the
    same text.
    """
    without = {*exclude} if asked.key is None else {*exclude, asked.key}
    if index.count() <= SMALL:
        return [key for key in index.keys().tolist() if key not in without]
    told_most = asked.telling(frequencies)
    return index.more_like(asked.article, wanted, without, distinct=distinct, telling=told_most)
