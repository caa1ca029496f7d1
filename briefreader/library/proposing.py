"""Which reports may be related to one: what the index proposes, by the words that tell most of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from briefreader.model import Article
from briefreader.related import Frequencies, Profile, Sentence, telling, told
from briefreader.search.analysis import stem_of

if TYPE_CHECKING:
    from briefreader.search import Index

SMALL = 500
"""Up to so many reports every report is compared with every other, without looking for words."""

TELLING, LEAST = 24, 3
"""Words of a report that are looked for, and how many of them however common they are."""

POSTINGS = 8_000
"""Reports that hold one of them, as counted: so the cost does not grow with the library."""


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
        chosen: list[tuple[str, float]] = []
        left = POSTINGS
        worth = tells * frequencies.weights(ids)
        for ident, each, held in zip(*(a.tolist() for a in (ids, worth, frequencies.held(ids))), strict=True):
            # Of a report that has changed since it was related, some words are no longer there.
            if ident in stems and (held <= left or len(chosen) < LEAST):
                chosen.append((stems[ident], each))
                left -= held
        return chosen


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
