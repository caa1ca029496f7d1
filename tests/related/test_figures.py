from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefreader.related.dates import dates
from briefreader.related.figures import figures, without_repeats

Read = list[tuple[str, str, float]]


def read(text: str, stem: Callable[[str], str]) -> Read:
    found = without_repeats(figures(text, (0, len(text)), 0, stem))
    return [(text[slice(*each.span)], each.unit, each.value) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three soldiers died.", [("Three soldiers", "count", 3)]),
        ("The blast killed 3 soldiers.", [("3 soldiers", "count", 3)]),
        ("At least 18 people were hurt.", [("At least 18 people", "count", 18)]),
        ("Nearly 4,000 people fled.", [("Nearly 4,000 people", "count", 4000)]),
        ("It cost $1.7 billion.", [("$1.7 billion", "dollar", 1.7e9)]),
        ("It cost 1.7bn euros.", [("1.7bn euros", "euro", 1.7e9)]),
        ("UBS paid three billion Swiss francs.", [("three billion Swiss francs", "franc", 3e9)]),
        ("Prices rose 3.5 per cent.", [("3.5 per cent", "percent", 3.5)]),
        ("Prices rose by 3%.", [("3%", "percent", 3)]),
        ("A 7.8-magnitude quake struck.", [("7.8-magnitude", "magnitude", 7.8)]),
        ("A quake of magnitude 6.8 struck.", [("6.8", "magnitude", 6.8)]),
        ("Spain beat England 2-1.", [("2-1", "score", 2001)]),
        ("England lost to Spain 1-2.", [("1-2", "score", 2001)]),
        ("Twenty-five sailors were rescued.", [("Twenty-five sailors", "count", 25)]),
        ("Two hundred and fifty fighters marched.", [("Two hundred and fifty fighters", "count", 250)]),
        ("Half a million people left.", [("Half a million people", "count", 5e5)]),
        ("A dozen ships turned back.", [("A dozen ships", "count", 12)]),
        ("Two dozen ships turned back.", [("Two dozen ships", "count", 24)]),
        ("It lies 29 kilometres (18 miles) off.", [("29 kilometres", "length", 29_000)]),
        ("A 33-year-old man won.", [("33-year-old", "age", 33)]),
        ("The toll rose to 35,418.", [("35,418", "count", 35418)]),
        ("One soldier died.", [("One soldier", "count", 1)]),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, expected: Read, stem: Callable[[str], str]) -> None:
    assert read(text, stem) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2023.",
        "It happened on 14 July at 11:43.",
        "The drone hit Tower 22.",
        "He flew an F-16 and read R21 results.",
        "Article 5 was invoked at 4.17 in the morning.",
        "One of the ministers said one thing or another.",
        "The second and the 3rd of them left.",
        "A one-way ticket.",
        "",
    ],
)
def test_years_dates_times_and_names_with_numbers_are_no_figures(
    text: str, stem: Callable[[str], str]
) -> None:
    assert read(text, stem) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Three troops were killed and at least 25 injured.", ["killed", "injured"]),
        (
            "912 people were confirmed dead, 5,383 were injured and 2,818 houses fell.",
            ["killed", "injured", ""],
        ),
        ("The quake killed 12 people and left 40 missing.", ["killed", "missing"]),
        ("The death toll rose to 60.", ["killed"]),
        ("Three died and more than 40 others were hurt.", ["killed", "injured"]),
        ("Eight people, including two children, died.", ["killed", ""]),
    ],
)
def test_what_befell_those_counted_is_told_apart(
    text: str, parts: list[str], stem: Callable[[str], str]
) -> None:
    found = figures(text, (0, len(text)), 0, stem)
    assert [each.part for each in found] == parts


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Three people died.", "3 people died.", True),
        ("Three people died.", "Four people died.", False),
        ("At least 18 people died.", "18 people died.", True),
        ("At least 25 people died.", "More than 40 people died.", False),
        ("Nearly 4,000 people died.", "3,868 people died.", True),
        ("It cost $1.7 billion.", "It cost 1,700 million dollars.", True),
        ("It cost $1.7 billion.", "It cost $2.1 billion.", False),
        ("It lies 18 miles away.", "It lies 29 kilometres away.", True),
        ("Spain won 2-1.", "England lost 1-2, a final.", True),
        ("Up to 50 people died.", "60 people died.", False),
    ],
)
def test_figures_agree_when_both_can_be_true(
    one: str, other: str, agree: bool, stem: Callable[[str], str]
) -> None:
    (a,), (b,) = figures(one, (0, len(one)), 0, stem), figures(other, (0, len(other)), 0, stem)
    assert a.unit == b.unit
    assert a.agrees(b) is agree
    assert b.agrees(a) is agree


SUNDAY = datetime(2024, 1, 28, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("on 28 January 2024", None, ("28 January 2024", 2024, 1, 28)),
        ("on January 28, 2024,", None, ("January 28, 2024", 2024, 1, 28)),
        ("on Jan. 28", SUNDAY, ("Jan. 28", 2024, 1, 28)),
        ("on 31 December", SUNDAY, ("31 December", 2023, 12, 31)),
        ("on Jan 28", None, ("Jan 28", None, 1, 28)),
        ("on 2024-01-28", None, ("2024-01-28", 2024, 1, 28)),
        ("on Friday", SUNDAY, ("Friday", 2024, 1, 26)),
        ("on Sunday", SUNDAY, ("Sunday", 2024, 1, 28)),
        ("he will speak on Monday", SUNDAY, ("Monday", 2024, 1, 29)),
        ("in March 2019", None, ("March 2019", 2019, 3, None)),
    ],
)
def test_dates_are_read(
    text: str, published: datetime | None, expected: tuple[str, int | None, int, int | None]
) -> None:
    (found,) = dates(text, (0, len(text)), published)
    assert expected[0] in text[slice(*found.span)]
    assert (found.year, found.month, found.day) == expected[1:]


@pytest.mark.parametrize(
    "text", ["on 31 February 2024", "he may go", "March of the troops", "2024-13-45", ""]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text, (0, len(text)), SUNDAY) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("on 3 May 2024", "on 4 May 2024", True),
        ("on 3 May", "on 3 May 2024", False),
        ("on Monday", "on Tuesday", True),
        ("on Monday", "on Monday", False),
        ("on 3 May 2024", "on Friday", False),
        ("in March 2019", "in April 2019", True),
    ],
)
def test_dates_differ_by_what_is_known_of_both(one: str, other: str, differ: bool) -> None:
    (a,), (b,) = dates(one, (0, len(one)), None), dates(other, (0, len(other)), None)
    assert a.contradicts(b) is differ
    assert b.contradicts(a) is differ
