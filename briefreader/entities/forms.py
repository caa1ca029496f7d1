"""A form as the library knows it, and the keys under which forms that may be one find each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from briefreader.entities.gazetteer import key as gazetteer_key
from briefreader.entities.gazetteer import known_as, lines
from briefreader.entities.names import (
    LONGEST,
    bag,
    content,
    form_of,
    full_given,
    given_and_last,
    initials,
    shorter,
)
from briefreader.entities.recogniser import Kind
from briefreader.entities.sound import skeleton

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "other")

_JOINED_LEAST = 5
_SLIP_LEAST = 7  # letters of a surname in which two that changed places are a slip
_ACRONYM_AT_MOST = 10


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

    kind: Kind = field(init=False)
    in_capitals: bool = field(init=False)
    is_acronym: bool = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Bring what follows from the counts up to date, after they changed.

        ``kind`` is the one that most mentions have; ``in_capitals`` says that some report writes it, one
        short word, in capitals, and ``is_acronym`` that most do.
        """
        self.kind = KINDS[self.kinds.index(max(self.kinds))]
        self.in_capitals = self.is_acronym = False
        if len(self.form) <= _ACRONYM_AT_MOST and " " not in self.form:
            capitals = sum(count for spelling, count in self.spellings.items() if spelling.isupper())
            self.in_capitals = capitals > 0
            self.is_acronym = 2 * capitals > sum(self.spellings.values())

    @property
    def level(self) -> int:
        """The number of reports in which it stands for itself, as a power of two."""
        return self.stands.bit_length()

    def signature(self) -> tuple[object, ...]:
        """Return all that the rules look at."""
        defined = tuple(sorted((form, count.bit_length()) for form, count in self.aliases.items()))
        return self.used > 0, self.kind, self.stands.bit_length(), defined, self.in_capitals, self.is_acronym

    def keys(self) -> list[str]:
        """Return the keys under which other forms find this one."""
        keys = _keys(self.form, self.kind == "person")
        return [*keys, *("<" + form for form in self.aliases)] if self.aliases else list(keys)

    def reads(self) -> list[str]:
        """Return the keys under which this one finds others."""
        return ["<" + self.form, *meeting(self.form, self.kind == "person")]


def readers(key: str, under: Iterable[str]) -> Iterable[str]:
    """Return the forms concerned when something under ``key`` changes, of which ``under`` are the forms."""
    return (key[1:],) if key[0] == "<" else under


@lru_cache(maxsize=1 << 15)
def _keys(form: str, person: bool) -> tuple[str, ...]:
    words = form.split()
    shorts = {"<" + short for short in shorter(words, person)}
    if not person:
        shorts.update("<" + acronym for acronym in initials(words))
    return (*sorted(shorts), *meeting(form, person))


@lru_cache(maxsize=1 << 15)
def meeting(form: str, person: bool) -> tuple[str, ...]:
    """Return the keys under which a form meets those that may be equal to it; the letter says in what way.

    ``j`` written together, ``n`` surname and first initial, ``s`` sound, ``a`` the letters of a surname,
    ``w`` two words in either order, ``b`` words without their order, ``k`` the usual name of a place or
    acronym of an organisation.
    """
    words = form.split()
    if not words or len(words) > LONGEST:
        return ()
    joined = "".join(words) if person else "".join(words).removesuffix("s")
    keys = ["j:" + joined] if len(joined) >= _JOINED_LEAST else []
    if person:
        if len(words) > 1:
            last = given_and_last(form)[1]
            first = (words[0], *full_given(words[0]))
            keys += [f"n:{initial} {' '.join(last)}" for initial in dict.fromkeys(name[0] for name in first)]
            keys.append(f"s:{skeleton(words[0])[:1]} {skeleton(''.join(last))}")
            letters, initial = "".join(last), words[0][0]
        else:
            keys.append("s:" + skeleton(form))
            letters, initial = form, ""
        if len(letters) >= _SLIP_LEAST:
            keys.append(f"a:{initial} {''.join(sorted(letters))}")
        if len(words) == 2:
            keys.append("w:" + " ".join(sorted(words)))
    else:
        if together := bag(words):
            keys.append("b:" + together)
        keys.append("s:" + " ".join(skeleton(word) for word in content(words)))
        keys.append("k:" + _canonical(form))
    return tuple(keys)


def _canonical(form: str) -> str:
    for table in (known_as(), _expansions()):
        for _ in range(4):
            if form not in table:
                break
            form = gazetteer_key(table[form])
    return form


@cache
def known_acronyms() -> frozenset[str]:
    """Return the forms of the acronyms whose meaning is known (``data/expansions.txt``)."""
    return frozenset(map(gazetteer_key, _expansions().values()))


@cache
def _expansions() -> dict[str, str]:
    """Return for other names of well-known organisations one and the same name each: their acronym."""
    table: dict[str, str] = {}
    for line in lines("expansions.txt"):
        short, _, full = (part.strip() for part in line.partition("="))
        table[form_of(full)] = short
    return table
