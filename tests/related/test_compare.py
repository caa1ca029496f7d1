from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from briefreader.model import Article, Comparison
from briefreader.related import Frequencies, Name, compare, matching, reading
from briefreader.related.attribution import attribution
from briefreader.related.passages import passages

Stem = Callable[[str], str]
KINDS = {
    "Hamas": "organisation", "Islamic Jihad": "organisation", "Israel": "place", "Gaza": "place",
    "Turkey": "place", "Syria": "place", "Jordan": "place", "Redwood": "organisation",
    "Ironbridge": "organisation", "Ann Lee": "person", "Lee": "person", "Volta": "other",
}  # fmt: skip


def article(text: str, published: datetime | None = None) -> Article:
    return Article("", "", text, published)


def named(text: str) -> list[Name]:
    return [
        Name(name, name, kind, [(at, at + len(name)) for at in range(len(text)) if text.startswith(name, at)])
        for name, kind in KINDS.items()
        if name in text
    ]


def compared(
    a: str, b: str, stem: Stem, published: datetime | None = None, later: timedelta = timedelta()
) -> Comparison:
    counts = Frequencies()
    ours, theirs = article(a, published), article(b, published + later if published else None)
    return compare(reading(ours, named(a), stem, counts), reading(theirs, named(b), stem, counts))


def differences(
    a: str, b: str, stem: Stem, published: datetime | None = None, later: timedelta = timedelta()
) -> list[tuple[str, str, str]]:
    found = compared(a, b, stem, published, later).differences
    return [(each.kind, a[slice(*each.a)], b[slice(*each.b)]) for each in found]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "Three soldiers were killed in a drone attack on a base in Jordan.",
            "Four soldiers were killed in the drone attack on the base in Jordan.",
            [("number", "Three soldiers", "Four soldiers")],
        ),
        (
            "The drone attack on the base killed three soldiers and injured at least 25.",
            "More than 40 others were hurt when the drone hit the base, and three soldiers died.",
            [("number", "at least 25", "More than 40 others")],
        ),
        (
            "The bank agreed to pay $3.25 billion for its rival in a rescue arranged by the state.",
            "In a rescue arranged by the state the bank agreed to pay $2 billion for its rival.",
            [("number", "$3.25 billion", "$2 billion")],
        ),
        (
            "An earthquake of magnitude 7.8 struck the south before dawn.",
            "The earthquake that struck the south before dawn had a magnitude of 7.5.",
            [("number", "7.8", "7.5")],
        ),
        (
            "Spain beat England 2-1 in the final in Berlin.",
            "In the final in Berlin Spain beat England 3-1.",
            [("number", "2-1", "3-1")],
        ),
        (
            "The ministry raised interest rates for farm loans by 3 per cent.",
            "Interest rates for farm loans were raised by 4% by the ministry.",
            [("number", "3 per cent", "4%")],
        ),
        (
            "The parliament will vote on the pension bill on 3 May 2024, its speaker said.",
            "The vote of parliament on the pension bill is on 4 May 2024, the speaker said.",
            [("date", "3 May 2024", "4 May 2024")],
        ),
        (
            "The rocket attack on the border crossing was carried out by Hamas, officials said.",
            "Officials said the rocket attack on the border crossing was carried out by Islamic Jihad.",
            [("who", "Hamas", "Islamic Jihad")],
        ),
        (
            "Israel said it had carried out the strike on the consulate.",
            "Turkey confirmed that it carried out the strike on the consulate.",
            [("who", "Israel", "Turkey")],
        ),
        (
            "The rocket attack on the border crossing was carried out by Hamas, officials said.",
            "Officials said that Islamic Jihad carried out the rocket attack on the border crossing.",
            [("who", "Hamas", "Islamic Jihad")],
        ),
        (
            "The dam above the town was blown up by Israel, Hamas said.",
            "The dam above the town was blown up by Hamas, Israel said.",
            [("who", "Israel", "Hamas")],
        ),
        (
            "According to the mayor, Russian forces shelled the school in the old town.",
            "According to the governor, Ukrainian troops shelled the school in the old town.",
            [("who", "Russian", "Ukrainian")],
        ),
    ],
)
def test_what_two_reports_disagree_on_is_named(
    a: str, b: str, expected: list[tuple[str, str, str]], stem: Stem
) -> None:
    assert differences(a, b, stem) == expected
    assert differences(b, a, stem) == [(kind, two, one) for kind, one, two in expected]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Three soldiers were killed by a drone at the base.", "A drone at the base killed 3 soldiers."),
        ("At least 18 people died in the fire.", "Eighteen people died in the fire, the brigade said."),
        ("Nearly 4,000 people died in the flood.", "The flood killed 3,868 people."),
        ("The bridge cost $1.7 billion to build.", "To build the bridge cost 1,700 million dollars."),
        ("It struck 18 miles north of the port.", "It struck 29 kilometres north of the port."),
        ("912 people died in Turkey.", "More than 300 people died in Syria."),
        ("Three soldiers were killed at the base.", "Three soldiers were killed and 25 injured at the base."),
        ("In 2011 a quake killed 20,000 people there.", "The quake killed 1,000 people there."),
        ("The talks will resume on Monday, he said.", "The talks resume no later than Monday, he said."),
        ("Hamas attacked the crossing at dawn.", "The crossing was attacked at dawn by Hamas."),
        (
            "The Orioles offered $140-150 million over seven years.",
            "The Orioles offered $140 million over seven years.",
        ),
        ("They bid between $140 and $150 million for him.", "They bid $145-million for him."),
        ("Two women and one man died in the bank fire.", "The bank fire killed a man and two women."),
        ("One man died in the fire at the bank.", "Two women died in the fire at the bank."),
        ("Jurors split, nine for the death penalty.", "Jurors split, three for the death penalty."),
        ("4 October 2013, 18:07 (GMT+05:00)", "2 October 2013, 15:39 (GMT+05:00)"),
        ("India hit four boundaries in their last forty overs.", "India hit four boundaries in 50 overs."),
        (
            "The ship was hit by a missile fired by Israel's Hamas captives near Gaza.",
            "The ship was hit by a missile fired by Hamas near Gaza.",
        ),
        ("Two ministers resigned over the bridge.", "Five bridges were closed by the minister."),
        (
            "Israel denied that it had carried out the strike on the consulate.",
            "Turkey said it had carried out the strike on the consulate.",
        ),
        (
            "Israel said it had struck the port at dawn.",
            "Israeli warplanes struck the port at dawn, the army said.",
        ),
        (
            "The trawler that was seized by pirates off Syria sank in the night.",
            "The trawler that was seized by pirates sank off Turkey in the night.",
        ),
    ],
)
def test_what_agrees_or_is_of_something_else_is_no_difference(a: str, b: str, stem: Stem) -> None:
    assert differences(a, b, stem) == []


def test_a_weekday_and_a_date_are_one_day_when_the_report_is_dated(stem: Stem) -> None:
    sunday = datetime(2024, 1, 28, 18, tzinfo=UTC)
    a = "The drone attack on the desert base happened on Sunday before dawn."
    b = "The drone attack on the desert base happened before dawn on 28 January."
    assert differences(a, b, stem, sunday) == []
    assert differences(a, b.replace("28", "27"), stem, sunday) == [("date", "Sunday", "27 January")]


SUNDAY = datetime(2024, 1, 28, 18, tzinfo=UTC)
MONTHS_LATER, WEEK_LATER, NEXT_DAY = timedelta(days=90), timedelta(days=8), timedelta(days=1)


@pytest.mark.parametrize(
    ("a", "b", "later"),
    [
        (
            "Fighters attacked the desert base with drones on Monday.",
            "Fighters attacked the desert base with drones on Saturday.",
            MONTHS_LATER,
        ),
        (
            "Fighters attacked the desert base with drones yesterday.",
            "Fighters attacked the desert base with drones on Friday.",
            MONTHS_LATER,
        ),
        (
            "The central bank will offer its treasury bills at the weekly tender on January 30.",
            "The central bank will offer its treasury bills at the weekly tender on February 7.",
            WEEK_LATER,
        ),
        (
            "Fighters attacked the desert base with drones yesterday.",
            "Fighters attacked the desert base with drones on Sunday.",
            NEXT_DAY,
        ),
        (
            "The mine cut its price of copper to 2.40 dollars a pound this week.",
            "The mine cut its price of copper to 2.10 dollars a pound this week.",
            MONTHS_LATER,
        ),
        (
            "The harbour handled 900 containers last month, its masters said.",
            "The harbour handled 700 containers last month, its masters said.",
            MONTHS_LATER,
        ),
    ],
)
def test_what_is_told_by_the_day_of_a_report_is_of_its_own_time(
    a: str, b: str, later: timedelta, stem: Stem
) -> None:
    assert differences(a, b, stem, SUNDAY, later) == []
    assert differences(b, a, stem, SUNDAY + later, -later) == []


@pytest.mark.parametrize(
    ("a", "b", "later", "expected"),
    [
        (
            "Fighters attacked the desert base with drones on Friday.",
            "Fighters attacked the desert base with drones on Saturday.",
            NEXT_DAY,
            ("date", "Friday", "Saturday"),
        ),
        (
            "Fighters attacked the desert base with drones yesterday.",
            "Fighters attacked the desert base with drones on 25 January.",
            NEXT_DAY,
            ("date", "yesterday", "25 January"),
        ),
        (
            "The flood in the valley killed 912 people on Friday, officials said.",
            "The toll of the flood in the valley is 3,418 dead people, officials said.",
            MONTHS_LATER,
            ("number", "912 people", "3,418"),
        ),
        (
            "A drone attack on the desert base killed three soldiers, the worst toll since 2003.",
            "A drone attack on the desert base killed four soldiers, officials said.",
            NEXT_DAY,
            ("number", "three soldiers", "four soldiers"),
        ),
    ],
)
def test_what_is_of_one_time_differs_when_it_does(
    a: str, b: str, later: timedelta, expected: tuple[str, str, str], stem: Stem
) -> None:
    assert differences(a, b, stem, SUNDAY, later) == [expected]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "A man was charged with murder after a shooting at an office party on Friday.",
            "A man was charged with murder on Saturday after a shooting at an office party.",
        ),
        (
            "The church burned on Friday with damage of a million, investigators told reporters.",
            "Damage to the church that burned was a million, investigators said Saturday.",
        ),
        ("21 July 2013 Last updated at 11:11 by the desk", "23 July 2013 Last updated at 13:42 by the desk"),
    ],
)
def test_the_day_on_which_something_else_was_done_or_said_is_no_other_date(
    a: str, b: str, stem: Stem
) -> None:
    assert differences(a, b, stem) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1. Harbour 2. Athletic 12 3 4", "1. Harbour 2. Athletic 14 3 5"),
        ("Harbour 12 8 2 2 26 points", "Harbour 12 7 3 2 24 points"),
        ("Net profit 31 cents vs 28 cents", "Net profit 36 cents vs 28 cents"),
        ("Copper 2.40 dollars, zinc 1.10 dollars", "Copper 2.15 dollars, zinc 1.30 dollars"),
        ("Harbour beat Athletic 2-1 in the cup.", "Harbour beat Rovers 3-1 in the cup."),
        ("Harbour 2-1 Athletic", "Harbour 3-1 Rovers"),
    ],
)
def test_rows_of_a_table_and_other_games_are_no_difference(a: str, b: str, stem: Stem) -> None:
    assert differences(a, b, stem) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Harbour 2-1 Athletic", "Harbour 3-1 Athletic"),
        ("Harbour won 2-1 in the cup final.", "Harbour beat Athletic 3-1 in the cup final."),
    ],
)
def test_scores_of_one_game_differ(a: str, b: str, stem: Stem) -> None:
    assert differences(a, b, stem) == [("number", "2-1", "3-1")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sales of the yard were down from 30 ships.", "Sales of the yard were 20 ships."),
        ("The yard had sold 40 ships a year ago.", "The yard sold 20 ships."),
        ("The flood killed 300 people.", "In September a flood killed 40 people."),
        (
            "Redwood is selling 40 million dollars of notes.",
            "Ironbridge is selling 90 million dollars of notes.",
        ),
        ("In May a quake hit. It killed 612 people.", "The quake in the valley killed 10 people."),
        ("The navy held 12 Somali and 11 Yemeni pirates.", "The navy held 23 pirates."),
        ("The navy seized AK 47 rifles.", "The navy seized six rifles."),
        ("It sold 12.3 million shares to the fund.", "It sold 12,315,000 shares to the fund."),
        ("The cyclist was hit by a Volta near Gaza.", "The cyclist was hit by Ann Lee near Gaza."),
    ],
)
def test_figures_and_doers_of_other_things_are_no_difference(a: str, b: str, stem: Stem) -> None:
    assert differences(a, b, stem) == []


LEFT = (
    "The mayor closed the old harbour bridge on Friday.\n"
    "Engineers had found cracks in two of its pillars.\n"
    "Ferries will carry commuters until the spring."
)
RIGHT = (
    "Cracks were found by engineers in two pillars.\n"
    "The old harbour bridge was closed on Friday by the mayor.\n"
    "A toll on lorries is being discussed."
)


def test_passages_that_say_the_same_are_aligned_and_the_rest_stands_alone(stem: Stem) -> None:
    found = compared(LEFT, RIGHT, stem)
    left, right = LEFT.split("\n"), RIGHT.split("\n")
    pairs = {(LEFT[slice(*each.a)], RIGHT[slice(*each.b)]) for each in found.common}
    assert pairs == {(left[0], right[1]), (left[1], right[0])}
    assert [LEFT[slice(*span)] for span in found.only_a] == [left[2]]
    assert [RIGHT[slice(*span)] for span in found.only_b] == [right[2]]
    assert all(0 < each.score <= 1 for each in found.common)


def test_one_long_sentence_may_answer_to_two_short_ones(stem: Stem) -> None:
    a = "The mayor closed the old harbour bridge on Friday after engineers had found cracks in two pillars."
    b = "The old harbour bridge was closed by the mayor on Friday. Engineers found cracks in two pillars."
    found = compared(a, b, stem)
    assert [each.a for each in found.common] == [(0, len(a))] * 2
    assert not found.only_a
    assert not found.only_b


def test_a_report_and_itself_have_everything_in_common(stem: Stem) -> None:
    found = compared(LEFT, LEFT, stem)
    assert [(each.a, each.score) for each in found.common] == [
        (each.b, pytest.approx(1, abs=0.01)) for each in found.common
    ]
    assert len(found.common) == 3
    assert (found.only_a, found.only_b, found.differences) == ((), (), ())


def test_the_year_that_an_undated_report_is_of_is_its_own(stem: Stem) -> None:
    a = "A drone attack on the desert base on 28 January 2024 killed three soldiers, officials said."
    b = "A drone attack on the desert base killed four soldiers, officials said."
    assert differences(a, b, stem) == [("number", "three soldiers", "four soldiers")]
    assert differences(f"{a} It was raided in 2011.", b, stem)
    assert not differences(a.replace("2024", "1987") + " On 1 May 2024 and 2 May 2024 it is calm.", b, stem)


@pytest.mark.parametrize("text", ["", "\n \n", "Tram", "?!", "La mairie a fermé le vieux pont vendredi."])
def test_a_report_that_shares_nothing_leaves_each_with_its_own(text: str, stem: Stem) -> None:
    found = compared(LEFT, text, stem)
    assert found.common == ()
    assert len(found.only_a) == 3
    assert len(found.only_b) == bool(text.strip())


@pytest.mark.parametrize("part", ["word ", "3 ", "a-", "Bridge. "])
def test_a_report_of_any_length_is_compared_within_bounds(part: str, stem: Stem) -> None:
    text = part * 50_000
    found = compared(LEFT, text, stem)
    assert len(found.only_b) <= 400
    assert all(0 <= start < end <= len(text) for start, end in found.only_b)


def test_spans_lie_within_their_texts_and_in_order(stem: Stem) -> None:
    found = compared(LEFT, RIGHT, stem)
    for spans in (found.only_a, found.only_b, tuple(each.a for each in found.common)):
        assert list(spans) == sorted(spans)


def test_a_difference_comes_with_its_sentence_and_who_said_it(stem: Stem) -> None:
    a = "More than 1,300 flights were cancelled, according to the data company Cirium."
    b = "The airline body said more than 5,000 flights were cancelled."
    (found,) = compared(a, b, stem).differences
    assert a[slice(*found.passage_a)] == a
    assert found.said_a
    assert a[slice(*found.said_a)] == "according to the data company Cirium"
    assert found.said_b
    assert b[slice(*found.said_b)] == "The airline body said"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mayor said the bridge was closed.", "The mayor said"),
        ("The bridge is closed, the mayor said.", "the mayor said"),
        ("According to the mayor, the bridge is closed.", "According to the mayor"),
        ("The bridge is closed.", None),
    ],
)
def test_attribution_is_found(text: str, said: str | None) -> None:
    span = attribution(text, (0, len(text)))
    assert (text[slice(*span)] if span else None) == said


def spans_of(found: Sequence[str], text: str, stem: Stem) -> list[str]:
    assert found
    return [text[slice(*each.span)] for each in passages(text, (), stem, Frequencies())]


def test_an_attribution_after_a_quotation_stays_with_it(stem: Stem) -> None:
    text = '"We closed the bridge at once." Mayor Ann Lee said. Ferries will run.'
    assert spans_of([text], text, stem) == [
        '"We closed the bridge at once." Mayor Ann Lee said.',
        "Ferries will run.",
    ]


def test_the_best_passages_come_first_as_evidence(stem: Stem) -> None:
    ours, theirs = (passages(text, (), stem, Frequencies()) for text in (LEFT, RIGHT))
    found = matching(ours, theirs, most=1)
    assert len(found) == 1
    assert found[0].score == max(each.score for each in matching(ours, theirs))
