"""Which forms of a library are names of the same: rules over forms, not over mentions.

A form is known under keys, and reads keys: who stands under a key that it reads can be another name of
the same. So a new form concerns only the few forms that share a key with it, whatever the library's
size, and what the rules say depends on the forms alone, never on the order in which they came. Counts
enter as levels (powers of two), so that one more report seldom changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefreader.entities.forms import Form, meeting
from briefreader.entities.gazetteer import load
from briefreader.entities.names import content, given, initials, is_numeral, shorter, surname
from briefreader.entities.sound import LEAST, alike
from briefreader.entities.within import may_own

DOMINANT = 2
"""Levels by which one owner of a shared name must exceed the others: more than twice as many reports."""

_FAMOUS = 4
"""Level from which a person can go by the given name alone: eight reports."""

# What makes a woman's name of a man's: Daniel and Daniela are two.
_WOMEN = frozenset("a e ia ina ine ette elle ella".split())


def links(form: Form, under: Callable[[str], Iterable[Form]]) -> tuple[str, ...]:
    """Return the forms that ``form`` is another name of; ``under`` gives the forms known under a key.

    At most one fuller name that it is short for, and one of each way in which names can be equal.
    """
    person = form.kind == "person"
    found: dict[str, None] = {}
    fuller = _fuller(form, [other for other in under("<" + form.form) if other is not form], person)
    if fuller:
        found[fuller.form] = None
    for key in meeting(form.form, person):
        others = [other for other in under(key) if other is not form and (other.kind == "person") is person]
        equal = _EQUAL[key[0]]
        if key[0] == "s" and fuller and " " not in form.form:
            continue  # whoever it is short for decides, and full names are compared with full names
        best = _best(form, [other for other in others if equal(form, other)])
        if best:
            found[best.form] = None
    return tuple(found)


def _rank(form: Form) -> tuple[int, int, str]:
    return form.level, form.form.count(" "), form.form


def _fuller(form: Form, others: list[Form], person: bool) -> Form | None:
    defined = [other for other in others if form.form in other.aliases]
    if defined:
        return _dominant(defined, lambda other: other.aliases[form.form].bit_length())
    acronym = [
        other
        for other in others
        if form.in_capitals and _is_spelled_out(form, other)
    ]
    if acronym:
        return _dominant(acronym, lambda other: other.level)
    owners = [
        other
        for other in others
        if other.stands
        and (other.kind == "person" or not form.is_acronym)
        and may_own(other.form, other.kind, form.form, form.kind)
        and _is_telling(form, other, person)
    ]
    return _dominant(owners, lambda other: other.level)


def _is_spelled_out(form: Form, other: Form) -> bool:
    kinds = {form.kind, other.kind}
    return (
        "person" not in kinds
        and (kinds == {"place"} or "place" not in kinds)
        and form.form in initials(other.form.split())
    )


def _is_telling(form: Form, owner: Form, person: bool) -> bool:
    """Say whether a form can be short for a name that its own report does not have.

    Not the given name of just anyone, and not what is made of plain words alone ("Foreign Ministry",
    "Herald"): every report means its own by those. A team's name can be ("Angels" of "Los Angeles Angels").
    """
    gazetteer = load()
    if person:
        by_given_name = " " not in form.form and form.form in gazetteer.given and owner.form.startswith(form.form)
        return not by_given_name or owner.level >= _FAMOUS
    words = content(form.form.split())
    if len(words) > 2 or not all(word in gazetteer.common for word in words):
        return True
    place = owner.form.removesuffix(" " + form.form)
    return words[-1][-1] in "sx" and place != owner.form and gazetteer.places.get(place, 0) >= 3


def _dominant(owners: list[Form], level: Callable[[Form], int]) -> Form | None:
    """Return the best of the owners, or None where another, who is not the same, comes near it."""
    if not owners:
        return None
    best = max(owners, key=lambda other: (level(other), *_rank(other)))
    limit = level(best) - DOMINANT
    for other in owners:
        if other is not best and level(other) > limit and not _compatible(best, other):
            return None
    return best


def _compatible(one: Form, other: Form) -> bool:
    """Say whether two fuller names can be one: one is part of the other, or they are equal in some way."""
    person = one.kind == "person"
    if person != (other.kind == "person"):
        return False
    long, short = sorted((one.form, other.form), key=len, reverse=True)
    if short in shorter(long.split(), person):
        return True
    return any(
        _EQUAL[key[0]](one, other)
        for key in set(meeting(one.form, person)) & set(meeting(other.form, person))
    )


def _best(form: Form, others: list[Form]) -> Form | None:
    best = max(others, key=_rank, default=None)
    return best if best and _rank(best) > _rank(form) else None


def _always(one: Form, other: Form) -> bool:
    return True


def _same_person(one: Form, other: Form) -> bool:
    """Compare persons of one surname whose given names begin alike: initials, short and middle names."""
    a, b = one.form.split(), other.form.split()
    return _same_given(a[: surname(a)], b[: surname(b)])


def _same_given(a: list[str], b: list[str]) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if not _one_given(a[0], b[0]):
        return False
    rest = iter(b[1:])
    return all(any(_one_given(word, other) for other in rest) for word in a[1:])


def _one_given(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return b[0] == a
    if alike(a, b, len(a) < LEAST) or given(a) == given(b):
        return True
    return len(a) >= 3 and b.startswith(a) and b[len(a) :] not in _WOMEN and not is_numeral(b)


def _sounds_alike(one: Form, other: Form) -> bool:
    a, b = one.form.split(), other.form.split()
    if one.kind == "place" and _is_known(one.form) and _is_known(other.form):
        return False
    if one.kind == "person":
        if len(a) == 1 or len(b) == 1:
            return a != b and len(a) == len(b) and alike(a[0], b[0])
        last, other_last = "".join(a[surname(a) :]), "".join(b[surname(b) :])
        return _same_given(a[: surname(a)], b[: surname(b)]) and alike(last, other_last, loose=a[0] == b[0])
    a, b = content(a), content(b)
    return one.kind == other.kind and len(a) == len(b) and all(map(alike, a, b))


def _is_known(place: str) -> bool:
    return load().places.get(place, 0) >= 3


_EQUAL: dict[str, Callable[[Form, Form], bool]] = {
    "j": _always,
    "w": _always,
    "b": _always,
    "k": _always,
    "n": _same_person,
    "s": _sounds_alike,
}
