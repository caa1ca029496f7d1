"""Two reports side by side: what both say, what only one says, and where they disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from briefreader.model import Aligned, Comparison, Difference, Span
from briefreader.related.dates import dates
from briefreader.related.deeds import deeds
from briefreader.related.figures import Figure
from briefreader.related.passages import Passage, align, likeness
from briefreader.related.reading import Reading

_DATE_ALIKE = 0.4
_WHO_ALIKE = 0.3
_THING_ALIKE = 0.15
_WORDS_TO_DATE = 4
_SAME_THING = 0.75
_AGREEMENT = 0.45
_LEEWAY = 0.2
_FAR_APART = 10
_ANYONE = frozenset(["peopl", "person", "victim", "casualti", "other"])
_SAYING = r"(?:said|says|told|added|reported|stated|announced|confirmed|estimated|claimed|counted|put)"
_ACCORDING = re.compile(r"\baccording to [^,.;:\n]{2,80}", re.IGNORECASE)
_SAID = re.compile(rf"(?:^|(?<=, )|(?<=; ))[^,;:\n]{{2,80}}?\b{_SAYING}\b")


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


def attribution(text: str, passage: Span) -> Span | None:
    """Return where the passage says whose words it gives ("X said", "according to X"), None if nowhere."""
    match = _ACCORDING.search(text, *passage) or _SAID.search(text[passage[0] : passage[1]])
    if match is None:
        return None
    shift = 0 if match.re is _ACCORDING else passage[0]
    return match.start() + shift, match.end() + shift


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
            if sure[i, j] and (
                _elsewhere(ours.places[i], theirs.places[j]) or ours.years[i] ^ theirs.years[j]
            ):
                sure[i, j] = 0.0
            agree[i, j] = f.agrees(g)
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


def _elsewhere(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether the clauses of two figures name places, and none in common."""
    return bool(here and there and not here & there)


def _days(ours: Reading, theirs: Reading, pairs: list[tuple[int, int, float]]) -> list[Difference]:
    """Return the dates that differ in passages that say the same and give one date each."""
    found: list[Difference] = []
    for i, j, score in pairs:
        if score < _DATE_ALIKE or not _tells(ours.passages[i]) or not _tells(theirs.passages[j]):
            continue
        mine = dates(ours.article.text, ours.passages[i].span, ours.article.published)
        other = dates(theirs.article.text, theirs.passages[j].span, theirs.article.published)
        if len(mine) == 1 and len(other) == 1 and mine[0].contradicts(other[0]):
            found.append(_difference("date", ours, theirs, mine[0].span, other[0].span, i, j))
    return found


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
        if {deed.entity for deed in mine} & {deed.entity for deed in other}:
            continue
        clash = next(((x, y) for x in mine for y in other if x.kinds & y.kinds), None)
        if clash:
            found.append(_difference("who", ours, theirs, clash[0].span, clash[1].span, i, j))
    return found


def _difference(
    kind: Literal["number", "date", "who"], ours: Reading, theirs: Reading, a: Span, b: Span, i: int, j: int
) -> Difference:
    passage_a, passage_b = ours.passages[i].span, theirs.passages[j].span
    said_a, said_b = attribution(ours.article.text, passage_a), attribution(theirs.article.text, passage_b)
    return Difference(kind, a, b, passage_a, passage_b, said_a, said_b)
