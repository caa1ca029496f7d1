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
    if name.isascii() and name.replace(" ", "").isalnum():
        low = name.lower()
        return (low if "  " not in low and low.strip() == low else " ".join(low.split())).removeprefix("the ")
    folded = " ".join(
        [
            word.lower() if word.isascii() and word.isalnum() else fold(word)
            for word in name.replace("-", " ").split()
        ]
    )
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
    written, ``peoples`` holds the adjectives and people of a country or faith; ``given`` holds given names,
    ``figures`` surnames that everybody knows;
    ``common`` and ``rare`` hold words that English writes in lower case; ``longest`` is for
    each first word of a name of several words how many it can have.
    """

    places: dict[str, int]
    organisations: dict[str, str]
    others: dict[str, str]
    peoples: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    figures: frozenset[str]
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
    places, longest = _places()
    organisations: dict[str, str] = {}
    for name in names("organisations.txt"):
        organisations.setdefault(key(name), name)
    for line in lines("expansions.txt"):
        full = line.partition("=")[2].strip()
        organisations.setdefault(key(full), full)
    others = {key(name): name for name in names("others.txt")}
    roles = sections("roles.txt")
    common, _, rare = _unpacked("words.txt.gz").partition("\n-\n")
    common_words = frozenset(common.split("\n"))
    for name in (*organisations, *others):
        _note(name, longest)
    return Gazetteer(
        places=places,
        organisations=organisations,
        others=others,
        peoples=_peoples(),
        given=_words("given-names.txt")
        | _words("given-names-us.txt")
        | (short_names().keys() - common_words),
        honorifics=roles["honorific"],
        roles=roles["role"],
        qualifiers=roles["qualifier"],
        before=roles["before"],
        surnames=_words("surnames.txt"),
        figures=_words("figures.txt") - common_words,
        common=common_words,
        rare=frozenset(rare.split()),
        longest=longest,
    )


@cache
def titles() -> frozenset[str]:
    """Return the honorifics and roles that stand before a name, without the other tables of ``load``."""
    roles = sections("roles.txt")
    return roles["honorific"] | roles["role"]


@cache
def short_names() -> dict[str, tuple[str, ...]]:
    """Return for short given names the full ones that they can stand for: ``bill`` gives ``william``."""
    pairs = (line.split(" = ") for line in lines("short-names.txt"))
    return {short: tuple(full.split()) for short, full in pairs}


@cache
def known_as() -> dict[str, str]:
    """Return for other and older names of cities and countries the usual one: ``kiev`` gives ``Kyiv``."""
    table: dict[str, str] = {}
    for section, entries in _places_sections():
        if section == "aliases":
            for entry in entries:
                other, _, name = entry.partition("\t")
                table[other] = name
    for name, others, _ in _countries():
        for other in others:
            table[key(other)] = name
    return table


def _unpacked(name: str) -> str:
    return gzip.decompress((DATA / name).read_bytes()).decode()


def _words(name: str) -> frozenset[str]:
    found: set[str] = set()
    for line in lines(name):
        if line.isascii() and line.replace(" ", "").isalpha():
            found.update(line.lower().split())
        else:
            found.update(fold(word) for word in line.split())
    return frozenset(found)


def _note(name: str, longest: dict[str, int]) -> None:
    first, blank, _ = name.partition(" ")
    if blank:
        longest[first] = max(longest.get(first, 0), name.count(" ") + 1)


def _places_sections() -> Iterator[tuple[str, list[str]]]:
    for section in _unpacked("places.txt.gz").strip().removeprefix("[").split("\n["):
        heading, _, entries = section.partition("]\n")
        yield heading, entries.split("\n")


def _countries() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield of each country its name, its other names, and its people and adjectives."""
    for line in lines("countries.txt"):
        name, others, people = ([part.strip() for part in field.split(",")] for field in line.split("|"))
        yield name[0], [other for other in others if other], [word for word in people if word]


def _places() -> tuple[dict[str, int], dict[str, int]]:
    """Return the bands of the places, and how many words a place can have by its first word."""
    places: dict[str, int] = {}
    longest: dict[str, int] = {}
    for section, entries in _places_sections():
        if section.startswith("size "):
            longest.update(dict.fromkeys(entries, int(section.removeprefix("size "))))
        elif section != "aliases":
            places.update(dict.fromkeys(entries, int(section)))
    by_hand: dict[str, int] = {}
    for line in lines("us-states.txt"):
        name, code, short = line.split("|")
        by_hand[key(name)] = by_hand[key(short)] = STATE
        by_hand[key(code)] = max(STATE, places.get(key(code), 0))
    for name in names("regions.txt"):
        by_hand[key(name)] = max(REGION, by_hand.get(key(name), 0), places.get(key(name), 0))
    for name, others, _ in _countries():
        for other in (name, *others):
            by_hand[key(other)] = COUNTRY
    for name in by_hand:
        _note(name, longest)
    places.update(by_hand)
    return places, longest


def _peoples() -> frozenset[str]:
    found = {key(name) for name in names("peoples.txt")}
    for _, _, people in _countries():
        found.update(key(word) for word in people)
    return frozenset(found)
