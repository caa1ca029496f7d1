"""What a query finds, in a little library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from briefreader.search import Index, parse

NOW = datetime(2024, 2, 7, 15, 30, tzinfo=UTC)


def found(index: Index, query: str, **options: Any) -> set[int]:
    page = index.search(parse(query, now=NOW, **options), 100)
    assert page.total == len(page.keys) == len(set(page.keys))
    return set(page.keys)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        # Every spelling of a word, and every form of it.
        ("Kata'ib", {1, 2, 3}),
        ("Kata’ib", {1, 2, 3}),
        ("kataib", {1, 2, 3}),
        ("KATAIB", {1, 2, 3}),
        ("Erdogan", {3}),
        ("Erdoğan", {3}),
        ("erdogan's", {3}),
        ("U.S.", {1, 4}),
        ("US", {1, 4}),
        ("turkiye", {5}),
        ("São Paulo", {5}),
        ("koc", set()),
        ("attack", {1, 2, 6}),
        ("attacking", {1, 2, 6}),
        ("running", {3}),
        ("7.5", {4}),
        # Common words count.
        ("the", {1, 2, 3, 4, 6}),
        ("of", {1, 3, 5}),
        # Together, either, without.
        ("attacks suspension", {1, 6}),
        ("attacks AND suspension", {1, 6}),
        ("earthquake OR visit", {3, 4}),
        ("attacks earthquake OR drone", {2}),
        ("attacks AND drone OR earthquake", {2, 4}),
        ("earthquake OR attacks AND drone", {2, 4}),
        ("attacks -bridge", {1, 2}),
        ("attacks NOT bridge", {1, 2}),
        ("attacks AND NOT bridge", {1, 2}),
        ("attacks NOT NOT bridge", {6}),
        ("(earthquake OR attacks) -(drone OR bridge)", {1, 4}),
        ("attacks -(bridge -vandals)", {1, 2, 6}),
        ("earthquake OR -attacks", {3, 4, 5}),
        ("-attacks", {3, 4, 5}),
        ("NOT (attacks OR war)", {3, 4}),
        ("not attacks", set()),
        ("attacks and drone", set()),
        # Phrases.
        ('"suspension of attacks"', {1}),
        ("“suspension of attacks”", {1}),
        ('"attacks on the suspension"', {6}),
        ('"of suspension"', set()),
        ('"Kataib Hezbollah" -militia', {1}),
        ('-"suspension of attacks" attacks', {2, 6}),
        ("Israel-Hamas", {2}),
        ("Hamas-Israel", set()),
        ("11:43", {5}),
        ("https://example.org/race", {5}),
        # Prefixes mean the word as it is written, not its stem.
        ("suspensi*", {1, 6}),
        ("runn*", {3, 5}),
        ("earthq*", {4}),
        ("Erdoğ*", {3}),
        ("kata'i*", {1, 2, 3}),
        ("e*", {3, 4, 5}),
        ("Israel-Ham*", {2}),
        ("zz*", set()),
        # Fuzzy words.
        ("Hezbolah~", {1, 2}),
        ("Hezbollah~", {1, 2, 6}),
        ("Hizbolla~", {6}),
        ("Hizbolla~2", {1, 2, 6}),
        ("Kyif~", {3}),
        ("Kiev~2 visit", {3}),
        # Fields.
        ("title:attacks", {1, 6}),
        ("title:running", set()),
        ("TITLE:attacks", {1, 6}),
        ('title:"title race"', {5}),
        ("title:earthq*", {4}),
        ("title:hizbollah~", set()),
        ("source:harbour", {2, 3}),
        ('source:"Harbour Brief"', {2, 3}),
        ('source:"brief harbour"', set()),
        ("source:(harbour OR levant)", {1, 2, 3}),
        ("source:(harbour brief)", {2, 3}),
        ("source:har*", {2, 3}),
        ("source:brief visit", {3}),
        ("-source:harbour attacks", {1, 6}),
        ("section:world", {2, 3}),
        ("section:middle-east", {1}),
        ("byline:koc", {2}),
        ("byline:Mrad", {1}),
        ("byline:mrud~", {1}),
        # Dates.
        ("after:2024-01-31", {1, 2, 3}),
        ("before:2024-01-31", {4, 6}),
        ("before:2024-02-01", {1, 2, 4, 6}),
        ("on:2024-01-31", {1, 2}),
        ("on:2024-01", {1, 2}),
        ("on:2024", {1, 2, 3}),
        ("on:2022-12", {6}),
        ("after:2023 before:2024", {4}),
        ('on:"31 January 2024"', {1, 2}),
        ('after:"Jan 2024"', {1, 2, 3}),
        ("after:2024-01-31T12:00", {2, 3}),
        ("since:7d", {1, 2, 3}),
        ("since:6d", {3}),
        ("since:2m", {1, 2, 3}),
        ("since:1y", {1, 2, 3}),
        ("since:2y", {1, 2, 3, 4, 6}),
        ("since:160h", {2, 3}),
        ("since:2024-02-01", {3}),
        ("-on:2024", {4, 5, 6}),
        ("attacks on:2024 -bridge source:levant", {1}),
        # Nothing, and everything.
        ("zzz", set()),
        ("", {1, 2, 3, 4, 5, 6}),
    ],
)
def test_a_query_finds(little: Index, query: str, keys: set[int]) -> None:
    assert found(little, query) == keys
    assert not parse(query, now=NOW).notes or query.startswith(("-", "NOT"))


@pytest.mark.parametrize(
    ("query", "keys", "said"),
    [
        ('"suspension of attacks', {1}, "quotation is not closed"),
        ("(attacks (drone", {2}, "parenthesis is not closed"),
        ("attacks) drone", {2}, "no opening one"),
        ("attacks AND", {1, 2, 6}, "AND needs something on both sides"),
        ("OR attacks", {1, 2, 6}, "OR needs something on both sides"),
        ("attacks AND OR drone", {2}, "OR needs something on both sides"),
        ("attacks NOT", {1, 2, 6}, "NOT has nothing"),
        ("attacks -", {1, 2, 6}, "A - alone"),
        ("attacks ~", {1, 2, 6}, "A ~ alone"),
        ("attacks *", {1, 2, 6}, "A * alone"),
        ('attacks ""', {1, 2, 6}, "no words"),
        ("attacks source:", {1, 2, 6}, "source: needs a value"),
        ("attacks source: drone", {2}, "source: needs a value"),
        ("(source:) attacks", {1, 2, 6}, "source: needs a value"),
        ("room:Baghdad", set(), "no field “room”"),
        ("near:Baghdad", {1}, "no field “near”"),
        ("attacks after:someday", {1, 2, 6}, "“someday” is no date"),
        ("attacks on:2024-13", {1, 2, 6}, "“2024-13” is no date"),
        ("attacks after:2023-02-29", {1, 2, 6}, "“2023-02-29” is no date"),
        ("attacks after:(2024)", set(), "one date"),
        ("attacks since:7x", {1, 2, 6}, "“7x” is no date"),
        ("attacks att*ck", set(), "only at the end"),
        ("us~", {1, 4}, "too short for ~"),
        ("Hezbollah~9", {1, 2, 6}, "too wide"),
        ("war~2", {1, 2, 5}, "too short for ~2"),
        ("-attacks", {3, 4, 5}, "Everything is excluded"),
        ("(" * 100_000 + "attacks", {1, 2, 3, 4, 5, 6}, "first 5,000 characters"),
        ("(" * 1000 + "attacks" + ")" * 1000, {1, 2, 6}, "nested deeper"),
        ("attacks " * 10_000, {1, 2, 6}, "first 200 words"),
        ("attacks OR " * 10_000, {1, 2, 6}, "first 5,000 characters"),
        ("NOT " * 1000 + "attacks", {1, 2, 6}, None),
        ("?!", {1, 2, 3, 4, 5, 6}, "no word in this"),
    ],
)
def test_what_of_a_broken_query_can_be_understood_is_found(
    little: Index, query: str, keys: set[int], said: str | None
) -> None:
    assert found(little, query) == keys
    notes = parse(query, now=NOW).notes
    assert any(said in note for note in notes) if said else not notes


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("s", {1, 2, 4, 5, 6}),
        ("suspensi", {1, 6}),
        ("suspensions", {1, 6}),
        ("suspension att", {1, 6}),
        ("suspension of attacks announ", {1}),
        ("attacki", set()),
        ("attacking ", {1, 2, 6}),
        ("runnin", {3}),
        ("running ", {3}),
        ("attacks -b", {1, 2, 6}),
        ('"suspension of att', {1}),
        ('"suspension of attacks"', {1}),
        ("source:harb", {2, 3}),
        ("source:harb attacks", set()),
        ("U.S", {1, 4}),
        ("israel-ham", {2}),
    ],
)
def test_the_word_being_typed_is_a_prefix_until_it_is_finished(
    little: Index, typed: str, keys: set[int]
) -> None:
    assert found(little, typed, typing=True) == keys
