"""What the package knows of names by itself: places, peoples, organisations, given names, plain words.

The tables lie in ``data/``; ``data/ATTRIBUTION.md`` says where each comes from.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefreader.text import fold

DATA = Path(__file__).parent / "data"

TOWN, CITY, CAPITAL, REGION, STATE, COUNTRY = 1, 4, 6, 7, 8, 9
"""Bands of a place: 1 to 5 a town or city by population, then kinds (see ``build_gazetteer``)."""


def key(name: str) -> str:
    """Return the form under which a name is looked up: folded, hyphens as blanks, no leading "the"."""
    folded = " ".join(fold(word) for word in name.replace("-", " ").split())
    return folded.removeprefix("the ")


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a list in ``data/`` without comments and blank ones."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def names(name: str) -> Iterator[str]:
    """Yield the names of a list in ``data/`` that has several on a line, between commas."""
    for line in lines(name):
        yield from (part for part in line.split(", ") if part)


def sections(name: str) -> dict[str, frozenset[str]]:
    """Return the words of a list in ``data/`` by its sections, whose names stand in square brackets."""
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines(name):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(fold(word) for word in line.split())
    return {section: frozenset(words) for section, words in sections.items()}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The tables. All keys are in the form of ``key``.

    ``places`` gives the band of a place; ``organisations`` and ``others`` give the name as it is
    written, ``peoples`` holds the adjectives and people of a country or faith; ``given`` holds given names;
    ``common`` and ``rare`` hold words that English writes in lower case; ``longest`` is for
    each first word of a name of several words how many it can have.
    """

    places: dict[str, int]
    organisations: dict[str, str]
    others: dict[str, str]
    peoples: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    rare: frozenset[str]
    honorifics: frozenset[str]
    roles: frozenset[str]
    qualifiers: frozenset[str]
    before: frozenset[str]
    longest: dict[str, int]

    def knows(self, name: str) -> bool:
        """Whether the key is that of a place, an organisation or another known name."""
        return name in self.places or name in self.organisations or name in self.others


@cache
def load() -> Gazetteer:
    """Return the gazetteer, read at the first call."""
    places = _places()
    organisations = {key(name): name for name in names("organisations.txt")}
    others = {key(name): name for name in names("others.txt")}
    roles = sections("roles.txt")
    common, _, rare = gzip.decompress((DATA / "words.txt.gz").read_bytes()).decode().partition("\n-\n")
    return Gazetteer(
        places=places,
        organisations=organisations,
        others=others,
        peoples=_peoples(),
        given=frozenset(key(word) for line in lines("given-names.txt") for word in line.split()),
        surnames=frozenset(key(word) for line in lines("surnames.txt") for word in line.split()),
        common=frozenset(common.split("\n")),
        rare=frozenset(rare.split()),
        honorifics=roles["honorific"],
        roles=roles["role"],
        qualifiers=roles["qualifier"],
        before=roles["before"],
        longest=_longest(places, organisations, others),
    )


@cache
def known_as() -> dict[str, str]:
    """Return for other and older names of cities the name now usual: ``kiev`` gives ``Kyiv``."""
    table: dict[str, str] = {}
    for line in _places_table():
        parts = line.split("\t")
        if len(parts) == 3:
            table[parts[0]] = parts[2]
    for line in lines("countries.txt"):
        name, others, _ = (part.strip() for part in line.split("|"))
        for other in others.split(","):
            if other.strip():
                table[key(other)] = name
    return table


def _places_table() -> list[str]:
    return gzip.decompress((DATA / "places.txt.gz").read_bytes()).decode().splitlines()


def _places() -> dict[str, int]:
    places: dict[str, int] = {}
    for line in _places_table():
        name, band = line.split("\t")[:2]
        places[name] = int(band)
    for line in lines("us-states.txt"):
        name, code, short = line.split("|")
        for other in (name, short):
            places[key(other)] = STATE
        places.setdefault(key(code), STATE)
    for name in names("regions.txt"):
        places[key(name)] = max(REGION, places.get(key(name), 0))
    for line in lines("countries.txt"):
        name, others, _ = line.split("|")
        for other in (name, *others.split(",")):
            if other.strip():
                places[key(other)] = COUNTRY
    return places


def _peoples() -> frozenset[str]:
    found = {key(name) for name in names("peoples.txt")}
    for line in lines("countries.txt"):
        found.update(key(part) for part in line.split("|")[2].split(",") if part.strip())
    return frozenset(found)


def _longest(*tables: dict[str, object] | dict[str, int] | dict[str, str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for table in tables:
        for name in table:
            if " " in name:
                first = name.partition(" ")[0]
                longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
    return longest
