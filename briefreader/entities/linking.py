"""Which forms of a library are names of the same: rules over forms, not over mentions.

A form is known under keys, and reads keys: who stands under a key that it reads can be another name of
the same. So a new form concerns only the few forms that share a key with it, whatever the library's
size, and what the rules say depends on the forms alone, never on the order in which they came. Counts
enter as levels (powers of two), so that one more report seldom changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from briefreader.entities.forms import Form, known_acronyms, meeting
from briefreader.entities.gazetteer import STATE, load
from briefreader.entities.names import (
    content,
    full_given,
    given_and_last,
    initials,
    is_numeral,
    rest_of,
    shorter,
    stem,
)
from briefreader.entities.sound import LEAST, alike
from briefreader.entities.within import may_own

DOMINANT = 2
"""Levels by which one owner of a shared name must exceed the others: more than twice as many reports."""

_FAMOUS = 4
"""Level from which a person can go by the given name alone: eight reports."""

# What makes a woman's name of a man's: Daniel and Daniela are two.
_WOMEN = frozenset(["a", "e", "ia", "ina", "ine", "ette", "elle", "ella"])

_Under = Callable[[str], Iterable[Form]]


def links(form: Form, under: _Under, stands: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the forms that ``form`` is another name of.

    ``under`` gives the forms known under a key, ``stands`` says whether a form stands for itself in some
    report. At most one fuller name that it is short for, and one of each way in which names can be equal.
    """
    person = form.kind == "person"
    found: dict[str, None] = {}
    fuller = _fuller(form, under, stands)
    if fuller:
        found[fuller.form] = None
    for key in meeting(form.form, person):
        if key[0] in "sa" and fuller and " " not in form.form:
            continue  # whoever it is short for decides, and full names are compared with full names
        equal = _EQUAL[key[0]]
        # What is written together the same is the same, whatever it was taken for.
        others = [other for other in under(key) if key[0] == "j" or (other.kind == "person") is person]
        best = (_best if key[0] in "jwbk" else _fuller_person)(form, others, equal)
        if best:
            found[best.form] = None
    return tuple(found)


def _rank(form: Form) -> tuple[int, int, str]:
    return form.level, form.form.count(" "), form.form


def _fuller(form: Form, under: _Under, stands: Callable[[str], bool]) -> Form | None:
    person = form.kind == "person"
    others = [other for other in under("<" + form.form) if other is not form]
    defined = [other for other in others if form.form in other.aliases]
    if person and form.form in load().given:
        # Whoever is called by the given name alone has to be known for it.
        owned = [other for other in others if other.form.endswith(" " + form.form)]
        defined = [] if owned else [other for other in defined if other.level >= _FAMOUS]
        others = owned
    if not person and form.form in known_acronyms():
        # What it means elsewhere is known; a report that defines it otherwise means that by itself.
        key = "k:" + form.form
        if any(other is not form and other.stands for other in under(key)):
            defined = [other for other in defined if key in meeting(other.form, False)]
    if defined:
        return _dominant(defined, lambda other: other.aliases[form.form].bit_length())
    # What a well-known one means is known, see expansions.txt.
    if form.in_capitals and form.form not in load().organisations:
        acronym = [other for other in others if _is_spelled_out(form, other)]
    else:
        acronym = []
    if acronym:
        return _dominant(acronym, _level)
    owners = [
        other
        for other in others
        if other.stands
        and (other.kind == "person" or not form.is_acronym)
        and may_own(other.form, other.kind, form.form, form.kind)
        and _is_telling(form, other, person)
        and not ((rest := rest_of(other.form, form.form)) and stands(rest))
    ]
    return _dominant(owners, _level)


def _is_spelled_out(form: Form, other: Form) -> bool:
    kinds = {form.kind, other.kind}
    return (
        "person" not in kinds
        and (kinds == {"place"} or "place" not in kinds)
        and form.form in _initials(other.form)
    )


@lru_cache(maxsize=1 << 15)
def _initials(form: str) -> frozenset[str]:
    return initials(form.split())


def _is_telling(form: Form, owner: Form, person: bool) -> bool:
    """Say whether a form can be short for a name that its own report does not have.

    Not what is made of plain words alone ("Foreign Ministry", "Herald"): every report means its own by
    those. A team's name can be ("Angels" of "Los Angeles Angels").
    """
    gazetteer = load()
    if person:
        return True
    before = owner.form.removesuffix(" " + form.form)
    if " of " in form.form and before != owner.form:
        # The Bank of New York is not the Federal Reserve Bank of New York.
        return before in gazetteer.places or before in gazetteer.peoples
    if not _is_plain(form.form):
        return True
    return form.form[-1] in "sx" and before != owner.form and gazetteer.places.get(before, 0) >= 3


@lru_cache(maxsize=1 << 15)
def _is_plain(form: str) -> bool:
    words = content(form.split())
    return len(words) <= 2 and all(word in load().common for word in words)


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


def _best(form: Form, others: list[Form], equal: Callable[[Form, Form], bool]) -> Form | None:
    """Return the best-attested of those that are equal and better attested than the form itself."""
    own = _rank(form)
    better = [other for other in others if _rank(other) > own and equal(form, other)]
    return max(better, key=_rank, default=None)


def _fuller_person(form: Form, others: list[Form], equal: Callable[[Form, Form], bool]) -> Form | None:
    """Return whom a form can be, of those whose given names are fuller: nobody when it can be two.

    "J. Ruiz" is not James Ruiz where there is a Julia Ruiz as well, and never makes one of the two.
    """
    own = _given_length(form.form)
    fuller = [other for other in others if _given_length(other.form) > own and equal(form, other)]
    return _dominant(fuller, _level)


@lru_cache(maxsize=1 << 14)
def _given_length(form: str) -> tuple[int, int, str]:
    names = given_and_last(form)[0]
    return sum(len(name) > 1 and not full_given(name) for name in names), sum(map(len, names)), form


def _level(form: Form) -> int:
    return form.level


def _always(one: Form, other: Form) -> bool:
    return True


def _same_person(one: Form, other: Form) -> bool:
    """Compare persons of one surname whose given names begin alike: initials, short and middle names."""
    return _same_given(given_and_last(one.form)[0], given_and_last(other.form)[0])


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
    if alike(a, b, len(a) < LEAST) or b in full_given(a) or a in full_given(b):
        return True
    if set(full_given(a)) & set(full_given(b)):
        return True
    return len(a) >= 3 and b.startswith(a) and b[len(a) :] not in _WOMEN and not is_numeral(b)


def _sounds_alike(one: Form, other: Form) -> bool:
    if one.kind == "person":
        a, last = given_and_last(one.form)
        b, other_last = given_and_last(other.form)
        if not a or not b:
            return not a and not b and alike(one.form, other.form)
        return _same_given(a, b) and alike("".join(last), "".join(other_last), a[0] == b[0])
    places = load().places
    if one.kind != other.kind or (one.kind == "place" and one.form in places and other.form in places):
        return False
    words, others = content(one.form.split()), content(other.form.split())
    return len(words) == len(others) and all(
        x == y or (alike(x, y) and not (len(words) > 1 and (x in places or y in places)))
        for x, y in zip(words, others, strict=True)
    )


def _slipped(one: Form, other: Form) -> bool:
    """Compare persons whose surnames differ by two letters that changed places: Klitschko, Klistchko."""
    a, last = given_and_last(one.form)
    b, other_last = given_and_last(other.form)
    if not a or not b:
        same, x, y = not a and not b, one.form, other.form
    else:
        same, x, y = _same_given(a, b), "".join(last), "".join(other_last)
    differ = [at for at, (c, d) in enumerate(zip(x, y, strict=False)) if c != d]
    return same and len(x) == len(y) and len(differ) == 2 and differ[1] == differ[0] + 1


def _same_words(one: Form, other: Form) -> bool:
    """Compare names that have the same words: in another order only with an "of" to show for it.

    A university of a state is another than the state's name alone says (University of Washington).
    """
    a, b = one.form.split(), other.form.split()
    if [stem(word) for word in content(a)] == [stem(word) for word in content(b)]:
        return True
    if one.kind != other.kind or (len(a) == len(content(a)) and len(b) == len(content(b))):
        return False
    return "university" not in a or not any(load().places.get(word) == STATE for word in a)


_EQUAL: dict[str, Callable[[Form, Form], bool]] = {
    "j": _always,
    "w": _always,
    "b": _same_words,
    "k": _always,
    "n": _same_person,
    "s": _sounds_alike,
    "a": _slipped,
}
