"""A report read closely: its passages, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefreader.model import Article
from briefreader.related.figures import Figure, figures, without_repeats
from briefreader.related.frequencies import Frequencies
from briefreader.related.passages import Passage, passages
from briefreader.related.profile import Named
from briefreader.related.words import Stem

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A report as ``compare`` and ``novelty`` need it; made once, it serves any number of questions.

    For each figure, ``places`` holds the places that its clause names, ``years`` the years that its
    passage names.
    """

    article: Article
    entities: Sequence[Named]
    passages: list[Passage]
    figures: list[Figure]
    places: list[frozenset[str]]
    years: list[frozenset[str]]


def reading(article: Article, entities: Sequence[Named], stem: Stem, frequencies: Frequencies) -> Reading:
    """Return ``article`` read closely: up to 400 sentences of it."""
    found = passages(article.text, entities, stem, frequencies)
    numbers = without_repeats(
        [figure for at, each in enumerate(found) for figure in figures(article.text, each.span, at, stem)]
    )
    at = [(span[0], each.id) for each in entities if each.kind == "place" for span in each.spans]
    places = [
        frozenset(ident for start, ident in at if figure.clause[0] <= start < figure.clause[1])
        for figure in numbers
    ]
    named = [frozenset(_YEAR.findall(article.text[slice(*each.span)])) for each in found]
    return Reading(article, entities, found, numbers, places, [named[each.passage] for each in numbers])
