"""A report read closely: its passages, and the figures in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefreader.model import Article, Span
from briefreader.related.attribution import attribution
from briefreader.related.figures import Figure, figures, without_repeats
from briefreader.related.frequencies import Frequencies
from briefreader.related.passages import Passage, passages
from briefreader.related.periods import Times, times, year_of
from briefreader.related.profile import Named, folded_name
from briefreader.related.rows import is_row
from briefreader.related.vocabulary import OF_MANY_NAMES
from briefreader.related.words import Stem

_GOES_ON = re.compile(r"(?:It|That|This|They|Those|These)\b")
_INITIALS = 2


class Setting(NamedTuple):
    """What a figure holds of: the places its clause names, the times and the first name of its passage.

    ``subject`` is that entity, or the first of the report where the passage names none but who says it.
    """

    places: frozenset[str]
    times: Times
    subject: Named | None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A report as ``compare`` and ``novelty`` need it; made once, it serves any number of questions.

    ``settings`` are those of ``figures``, ``subjects`` those of ``passages``, ``names`` the
    entities of the report and the words of their names; ``stem`` is what it was read with.
    """

    article: Article
    entities: Sequence[Named]
    passages: list[Passage]
    figures: list[Figure]
    settings: list[Setting]
    subjects: list[Named | None]
    names: frozenset[str]
    stem: Stem

    def knows(self, entity: Named) -> bool:
        """Whether the report names an entity, or one with a word of its name."""
        return entity.id in self.names or not self.names.isdisjoint(_words(entity))


def reading(article: Article, entities: Sequence[Named], stem: Stem, frequencies: Frequencies) -> Reading:
    """Return ``article`` read closely: up to 400 sentences of it."""
    text = article.text
    found = passages(text, entities, stem, frequencies)
    numbers = without_repeats(
        [figure for at, each in enumerate(found) for figure in _figures(text, each.span, at, stem)]
    )
    mentions = sorted((span[0], number) for number, each in enumerate(entities) for span in each.spans)
    own = [_subject(text, each.span, entities, mentions) for each in found]
    protagonist = next(filter(None, own), None)
    subjects = [each or protagonist for each in own]
    when = _times(article, found, {figure.passage for figure in numbers})
    settings = [
        Setting(_places(figure.clause, entities, mentions), when[figure.passage], subjects[figure.passage])
        for figure in numbers
    ]
    names = frozenset(each.id for each in entities).union(*(_words(each) for each in entities))
    return Reading(article, entities, found, numbers, settings, subjects, names, stem)


def _figures(text: str, span: Span, passage: int, stem: Stem) -> list[Figure]:
    """Return the figures of a passage, of a row of a table the scores only."""
    found = figures(text, span, passage, stem)
    return [each for each in found if each.unit == "score"] if found and is_row(text[slice(*span)]) else found


def _within(span: Span, mentions: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    return mentions[bisect_left(mentions, (span[0], -1)) : bisect_left(mentions, (span[1], -1))]


def _places(clause: Span, entities: Sequence[Named], mentions: Sequence[tuple[int, int]]) -> frozenset[str]:
    named = (entities[number] for _, number in _within(clause, mentions))
    return frozenset(each.id for each in named if each.kind == "place")


def _subject(
    text: str, span: Span, entities: Sequence[Named], mentions: Sequence[tuple[int, int]]
) -> Named | None:
    said = attribution(text, span) or (0, 0)
    there = (number for at, number in _within(span, mentions) if not said[0] <= at < said[1])
    return next((entities[number] for number in there if entities[number].kind != "other"), None)


def _times(article: Article, found: Sequence[Passage], asked: Collection[int]) -> dict[int, Times]:
    """Return the times of some passages; one that goes on about "it" or "that" is of those before it."""
    when: dict[int, Times] = {}
    text, published = article.text, article.published
    year = year_of(text, published)
    for at in sorted(asked):
        there = times(text, found[at].span, published, year)
        if at and _GOES_ON.match(text, *found[at].span) and not (there.years or there.months):
            before = times(text, found[at - 1].span, published, year)
            there = there._replace(years=before.years, months=before.months)
        when[at] = there
    return when


# As many names as the reports of a story have; a reader is open for days.
@lru_cache(1 << 8)
def _folded(name: str) -> frozenset[str]:
    return frozenset(word for word in folded_name(name).split() if len(word) > _INITIALS) - OF_MANY_NAMES


def _words(entity: Named) -> frozenset[str]:
    return _folded(entity.name)
