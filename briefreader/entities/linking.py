"""Which forms of a library are names of the same: rules over forms, not over mentions.

A form is known under keys, and reads keys: who stands under a key that it reads can be another name of
the same. So a new form concerns only the few forms that share a key with it, whatever the library's
size, and what the rules say depends on the forms alone, never on the order in which they came. Counts
enter as levels (powers of two), so that one more report seldom changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from briefreader.entities.gazetteer import key as gazetteer_key
from briefreader.entities.gazetteer import known_as, load
from briefreader.entities.names import (
    LONGEST,
    bag,
    content,
    given,
    initials,
    is_numeral,
    shorter,
    surname,
)
from briefreader.entities.recogniser import Kind
from briefreader.entities.sound import LEAST, alike, skeleton
from briefreader.entities.within import may_own

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "other")

DOMINANT = 2
"""Levels by which one owner of a shared name must exceed the others: more than twice as many reports."""

_JOINED_LEAST = 7

# What makes a woman's name of a man's: Daniel and Daniela are two.
_WOMEN = frozenset("a e ia ina ine ette elle ella".split())


@dataclass(slots=True)
class Form:
    """A form, with what the library knows of it.

    ``stands`` counts the reports in which it stands for itself, ``used`` those that write it at all;
    ``kinds`` counts mentions by kind (in the order of ``KINDS``) and ``spellings`` by spelling; ``aliases``
    counts the reports that define another form as a name of this one. ``links`` are the forms that the
    rules take for the same, ``entity`` the identity of the whole.
    """

    form: str
    stands: int = 0
    used: int = 0
    kinds: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    spellings: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, int] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    entity: str = ""

    @property
    def kind(self) -> Kind:
        """The kind that most of its mentions have."""
        return KINDS[max(range(4), key=lambda at: (self.kinds[at], -at))]

    @property
    def level(self) -> int:
        """The number of reports in which it stands for itself, as a power of two."""
        return self.stands.bit_length()

    def signature(self) -> tuple[object, ...]:
        """Return all that the rules look at."""
        defined = tuple(sorted((form, count.bit_length()) for form, count in self.aliases.items()))
        return self.used > 0, self.kind, self.level, defined, self.is_acronym

    @property
    def is_acronym(self) -> bool:
        """Whether it is one short word that some report writes in capitals."""
        return len(self.form) <= 10 and " " not in self.form and any(map(str.isupper, self.spellings))

    def keys(self) -> list[str]:
        """Return the keys under which other forms find this one."""
        return [*_keys(self.form, self.kind == "person"), *("<" + form for form in self.aliases)]

    def reads(self) -> list[str]:
        """Return the keys under which this one finds others."""
        return ["<" + self.form, *_meeting(self.form, self.kind == "person")]


def readers(key: str, under: Iterable[Form]) -> Iterable[str]:
    """Return the forms concerned when something under ``key`` changes."""
    return (key[1:],) if key[0] == "<" else (form.form for form in under)


@lru_cache(maxsize=1 << 14)
def _keys(form: str, person: bool) -> tuple[str, ...]:
    words = form.split()
    shorts = {"<" + short for short in shorter(words, person)}
    if not person:
        shorts.update("<" + acronym for acronym in initials(words))
    return (*sorted(shorts), *_meeting(form, person))


@lru_cache(maxsize=1 << 14)
def _meeting(form: str, person: bool) -> tuple[str, ...]:
    words = form.split()
    if not words or len(words) > LONGEST or form[0] == "=":
        return ()
    joined = "".join(words)
    keys = []
    if len(joined) >= _JOINED_LEAST:
        keys.append("j:" + (joined if person else joined.removesuffix("s")))
    if person:
        if len(words) > 1:
            last = words[surname(words) :]
            keys.append(f"n:{given(words[0])[0]} {' '.join(last)}")
            keys.append(f"s:{skeleton(words[0])[:1]} {skeleton(''.join(last))}")
        else:
            keys.append("s:" + skeleton(form))
        if len(words) == 2:
            keys.append("w:" + " ".join(sorted(words)))
    else:
        if together := bag(words):
            keys.append("b:" + together)
        keys.append("s:" + " ".join(skeleton(word) for word in content(words)))
        keys.append("k:" + _canonical(form))
    return tuple(keys)


def _canonical(form: str) -> str:
    other = known_as().get(form)
    return gazetteer_key(other) if other else form


def links(form: Form, under: Callable[[str], Iterable[Form]]) -> tuple[str, ...]:
    """Return the forms that ``form`` is another name of; ``under`` gives the forms known under a key.

    At most one fuller name that it is short for, and one of each way in which names can be equal.
    """
    person = form.kind == "person"
    found: dict[str, None] = {}
    fuller = _fuller(form, [other for other in under("<" + form.form) if other is not form], person)
    if fuller:
        found[fuller.form] = None
    for key in _meeting(form.form, person):
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
        if form.is_acronym and not person and other.kind != "person" and form.form in initials(other.form.split())
    ]
    if acronym:
        return _dominant(acronym, lambda other: other.level)
    owners = [
        other
        for other in others
        if other.stands
        and may_own(other.form, other.kind, form.form, form.kind)
        and _is_telling(form.form, other.form, person)
    ]
    return _dominant(owners, lambda other: other.level)


def _is_telling(form: str, owner: str, person: bool) -> bool:
    """Say whether a form can be short for a name that its own report does not have.

    Not a given name, and not what is made of plain words alone ("Foreign Ministry", "Herald"): every
    report means its own by those. A team's name can be ("Angels" of "Los Angeles Angels").
    """
    gazetteer = load()
    if person:
        return " " in form or form not in gazetteer.given or not owner.startswith(form + " ")
    words = content(form.split())
    if len(words) > 2 or not all(word in gazetteer.common for word in words):
        return True
    place = owner.removesuffix(" " + form)
    return form[-1] == "s" and place != owner and gazetteer.places.get(place, 0) >= 3


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
        for key in set(_meeting(one.form, person)) & set(_meeting(other.form, person))
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
    if _is_known(one.form) and _is_known(other.form):
        return False
    if one.kind == "person":
        if len(a) == 1 or len(b) == 1:
            return a != b and len(a) == len(b) and alike(a[0], b[0])
        last, other_last = "".join(a[surname(a) :]), "".join(b[surname(b) :])
        return _same_given(a[: surname(a)], b[: surname(b)]) and alike(last, other_last, loose=a[0] == b[0])
    a, b = content(a), content(b)
    return one.kind == other.kind and len(a) == len(b) and all(map(alike, a, b))


def _is_known(form: str) -> bool:
    gazetteer = load()
    return gazetteer.places.get(form, 0) >= 3 or form in gazetteer.organisations or form in gazetteer.others


_EQUAL: dict[str, Callable[[Form, Form], bool]] = {
    "j": _always,
    "w": _always,
    "b": _always,
    "k": _always,
    "n": _same_person,
    "s": _sounds_alike,
}
