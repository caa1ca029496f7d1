"""Two reports side by side: what both say, what only one says, and where they disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from briefreader.model import Aligned, Comparison, Difference, Span
from briefreader.related.attribution import attribution
from briefreader.related.deeds import deeds
from briefreader.related.figures import Figure
from briefreader.related.happenings import Happening, happenings
from briefreader.related.passages import Passage, align, likeness
from briefreader.related.profile import Named
from briefreader.related.reading import Reading

_DATE_ALIKE = 0.4
_WHO_ALIKE = 0.3
_THING_ALIKE = 0.15
_WORDS_TO_DATE = 4
_SAME_THING = 0.75
_AGREEMENT = 0.45
_LEEWAY = 0.2
_FAR_APART = 10
_WEEK = timedelta(days=7)
_RECURS_AFTER = timedelta(days=4)
_ANYONE = frozenset(["peopl", "person", "victim", "casualti", "other"])


def compare(ours: Reading, theirs: Reading) -> Comparison:
    """Return what two reports have in common and where they differ.

    Entities carry the same id in both where they are one. Two reports of 1,000 words take some 20 ms, most
    of it to read them.
    """
    alike = likeness(ours.passages, theirs.passages)
    pairs = align(alike)
    spans_a, spans_b = [p.span for p in ours.passages], [p.span for p in theirs.passages]
    held_a, held_b = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    return Comparison(
        common=tuple(Aligned(spans_a[i], spans_b[j], round(score, 3)) for i, j, score in pairs),
        only_a=tuple(span for i, span in enumerate(spans_a) if i not in held_a),
        only_b=tuple(span for j, span in enumerate(spans_b) if j not in held_b),
        differences=_differences(ours, theirs, alike, pairs),
    )


def differences(ours: Reading, theirs: Reading) -> tuple[Difference, ...]:
    """Return where two reports disagree, in the order of the first."""
    alike = likeness(ours.passages, theirs.passages)
    return _differences(ours, theirs, alike, align(alike))


def _differences(
    ours: Reading, theirs: Reading, alike: NDArray[np.float32], pairs: list[tuple[int, int, float]]
) -> tuple[Difference, ...]:
    found = [*_numbers(ours, theirs, alike), *_days(ours, theirs, pairs), *_doers(ours, theirs, pairs)]
    return tuple(sorted(found, key=lambda each: (each.a, each.b)))


def _numbers(ours: Reading, theirs: Reading, alike: NDArray[np.float32]) -> list[Difference]:
    """Return the numbers of one thing that cannot both be true.

    Every figure looks for the figure of the other report that is most surely of the same thing. Where one
    that agrees is about as sure, there is nothing to report.
    """
    if not ours.figures or not theirs.figures:
        return []
    sure = np.zeros((len(ours.figures), len(theirs.figures)))
    agree = np.zeros(sure.shape, dtype=bool)
    comparable: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for j, g in enumerate(theirs.figures):
        comparable[g.unit, g.part].append(j)
    for i, f in enumerate(ours.figures):
        for j in comparable.get((f.unit, f.part), ()):
            g = theirs.figures[j]
            sure[i, j] = _same_thing(f, g, float(alike[f.passage, g.passage]))
            agree[i, j] = f.agrees(g) or (
                sure[i, j] >= _AGREEMENT and (_adds_up(f, ours.figures, g) or _adds_up(g, theirs.figures, f))
            )
            if sure[i, j] >= _SAME_THING and not agree[i, j] and _otherwise(ours, i, theirs, j):
                sure[i, j] = 0.0
    agreed, open_ = np.where(agree, sure, 0.0), np.where(agree, 0.0, sure)
    for axis in (0, 1):
        best = agreed.max(axis=axis, keepdims=True)
        rival = open_.max(axis=axis, keepdims=True)
        open_ = np.where((best >= _AGREEMENT) & (best >= rival - _LEEWAY), 0.0, open_)
    found: list[Difference] = []
    while open_.size and open_.max() >= _SAME_THING:
        i, j = (int(at) for at in np.unravel_index(int(open_.argmax()), open_.shape))
        f, g = ours.figures[i], theirs.figures[j]
        found.append(_difference("number", ours, theirs, f.span, g.span, f.passage, g.passage))
        open_[i, :] = 0
        open_[:, j] = 0
    return found


def _same_thing(f: Figure, g: Figure, alike: float) -> float:
    """Return how sure it is that two figures of one unit and part are of the same thing.

    ``alike`` is how alike their passages are. ``_SAME_THING`` and more is sure enough.
    """
    if f.former != g.former or not _of_one_game(f, g):
        return 0.0
    near = len((f.near & g.near) - set(f.nouns) - set(g.nouns))
    shared = set(f.nouns) & set(g.nouns)
    heads = bool(f.nouns and g.nouns and f.nouns[-1] == g.nouns[-1])
    if f.unit == "count":
        if f.part:
            people = (f.of_people or not f.nouns) and (g.of_people or not g.nouns)
            # One man and two women may have died in one fire.
            others = f.nouns and g.nouns and not shared and not {f.nouns[-1], g.nouns[-1]} & _ANYONE
            if not (people or shared) or others:
                return 0.0
            sure = 0.6 + (0.1 if heads else -0.25 if f.nouns and g.nouns else 0.0)
        elif shared and alike >= _THING_ALIKE:
            sure = 0.5 if heads else 0.2
            sure += 0.1 * (len(shared) - 1)
            # A dozen ships and a million ships are not two counts of the same ships.
            sure -= 0.2 if max(f.value, g.value) > _FAR_APART * max(min(f.value, g.value), 1) else 0.0
        else:
            return 0.0
    else:
        sure = {"score": 0.45, "magnitude": 0.45, "age": 0.3, "time": 0.1}.get(f.unit, 0.2)
    return sure + alike + min(0.08 * near, 0.3)


def _of_one_game(f: Figure, g: Figure) -> bool:
    """Whether two scores may be of one game: two names around them are the same, or one has no other."""
    shared = f.sides & g.sides
    return f.unit != "score" or len(shared) > 1 or shared in (f.sides, g.sides)


def _adds_up(part: Figure, figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether a figure and its like make the whole: "two women and one man died", "12 Somali and 11 Yemeni".

    Those are the others of its passage whom the same befell, or, where nothing did, the one beside it.
    """
    if part.unit != "count":
        return False
    parts = [
        each
        for each in figures
        if (each.passage, each.unit, each.part) == (part.passage, part.unit, part.part)
        and (part.part or each is part or _beside(each.span, part.span) or _beside(part.span, each.span))
    ]
    return len(parts) > 1 and (
        sum(each.low for each in parts) <= whole.high and whole.low <= sum(each.high for each in parts)
    )


def _beside(before: Span, after: Span) -> bool:
    """Whether no more than an "and" stands between two spans."""
    return 0 <= after[0] - before[1] <= len(" and ")


def _otherwise(ours: Reading, i: int, theirs: Reading, j: int) -> bool:
    """Whether two figures are of other places, times or names, whatever words they share."""
    f, here, there = ours.figures[i], ours.settings[i], theirs.settings[j]
    mine, other = ours.article.published, theirs.article.published
    if here.places and there.places and not here.places & there.places:
        return True
    if here.times.differ(there.times, mine, other) or _are_strangers(
        ours, here.subject, theirs, there.subject
    ):
        return True
    # A toll is counted on; what is sold, paid or scored is another thing another week.
    is_lasting = f.part or f.unit == "magnitude"
    return not is_lasting and (here.times.apart(there.times) or _gap(ours, theirs) > _WEEK)


def _gap(ours: Reading, theirs: Reading) -> timedelta:
    """Return the time between two reports, none where one is undated."""
    mine, other = ours.article.published, theirs.article.published
    return abs(mine - other) if mine and other else timedelta()


def _are_strangers(ours: Reading, mine: Named | None, theirs: Reading, other: Named | None) -> bool:
    """Whether two passages begin with names of which neither report knows the other's."""
    return bool(mine and other and not theirs.knows(mine) and not ours.knows(other))


def _days(ours: Reading, theirs: Reading, pairs: list[tuple[int, int, float]]) -> list[Difference]:
    """Return the dates that differ in passages that say the same, of what is said of both in like words."""
    found: list[Difference] = []
    for i, j, score in pairs:
        if score < _DATE_ALIKE or not _tells(ours.passages[i]) or not _tells(theirs.passages[j]):
            continue
        if _are_strangers(ours, ours.subjects[i], theirs, theirs.subjects[j]):
            continue
        mine, other = happenings(ours, i), happenings(theirs, j)
        of_one = [(x, y) for x in mine for y in other if x.is_like(y)]
        if of_one and all(x.date.contradicts(y.date) and not _recurs(ours, x, theirs, y) for x, y in of_one):
            x, y = of_one[0]
            found.append(_difference("date", ours, theirs, x.date.span, y.date.span, i, j))
    return found


def _recurs(ours: Reading, x: Happening, theirs: Reading, y: Happening) -> bool:
    """Whether two dates are as long before or after their reports: what comes every week does so twice."""
    mine, other, gap = ours.article.published, theirs.article.published, _gap(ours, theirs)
    if not (mine and other and x.date.date and y.date.date) or gap < _RECURS_AFTER:
        return False
    return abs((x.date.date - mine.date()) - (y.date.date - other.date())) < _RECURS_AFTER


def _tells(passage: Passage) -> bool:
    """Whether a passage says more than a date, as the line under a headline does not."""
    return int((passage.ids & 1 == 0).sum()) >= _WORDS_TO_DATE


def _doers(ours: Reading, theirs: Reading, pairs: list[tuple[int, int, float]]) -> list[Difference]:
    """Return the doers of one kind of deed that differ in passages that say the same."""
    found: list[Difference] = []
    for i, j, score in pairs:
        if score < _WHO_ALIKE:
            continue
        mine = deeds(ours.article.text, ours.passages[i].span, ours.entities)
        other = deeds(theirs.article.text, theirs.passages[j].span, theirs.entities)
        if {deed.entity.id for deed in mine} & {deed.entity.id for deed in other}:
            continue
        clash = next(((x, y) for x in mine for y in other if x.rivals(y)), None)
        if clash:
            found.append(_difference("who", ours, theirs, clash[0].span, clash[1].span, i, j))
    return found


def _difference(
    kind: Literal["number", "date", "who"], ours: Reading, theirs: Reading, a: Span, b: Span, i: int, j: int
) -> Difference:
    passage_a, passage_b = ours.passages[i].span, theirs.passages[j].span
    said_a, said_b = attribution(ours.article.text, passage_a), attribution(theirs.article.text, passage_b)
    return Difference(kind, a, b, passage_a, passage_b, said_a, said_b)
