from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from briefreader.related import Joined, Relation, Settled, Stories

Desk = Any

COUNTED = 1_000_000
"""Reports whose words were counted: so many that a bond is worth what it says."""


def relation(key: int, bond: float) -> Relation:
    return Relation(key, 0.5, "same event", bond, bond)


def moment(hour: int | None) -> datetime | None:
    return None if hour is None else datetime(2024, 1, 1 + hour // 24, hour % 24, tzinfo=UTC)


class Wire:
    """Reports by key with their hour, and how alike each pair is."""

    def __init__(self, hours: Iterable[int | None], alike: dict[tuple[int, int], float]) -> None:
        self.hours = list(hours)
        self.alike = alike

    def add(self, stories: Stories, key: int) -> list[Joined]:
        found = [
            relation(pair[0] if pair[1] == key else pair[1], bond)
            for pair, bond in self.alike.items()
            if key in pair
        ]
        return stories.add(key, f"r{key}", moment(self.hours[key]), found, COUNTED)


def gathered(wire: Wire, order: Iterable[int]) -> set[frozenset[int]]:
    stories = Stories()
    for key in order:
        wire.add(stories, key)
    return {frozenset(members) for members in stories.all()}


TWO_STORIES = Wire([0, 2, 5, 1, 30, None], {(0, 1): 0.4, (1, 2): 0.3, (3, 4): 0.5, (2, 4): 0.05, (0, 5): 0.2})


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    order = list(range(6))
    random.Random(seed).shuffle(order)
    assert gathered(TWO_STORIES, order) == {frozenset({0, 1, 2, 5}), frozenset({3, 4})}


def test_a_report_follows_the_one_that_it_is_most_like() -> None:
    wire = Wire([0, 1, 2], {(0, 2): 0.3, (1, 2): 0.4})
    assert gathered(wire, range(3)) == {frozenset({0}), frozenset({1, 2})}


def test_a_report_that_comes_late_draws_to_it_what_it_explains_better() -> None:
    wire = Wire([0, 1, 2], {(0, 2): 0.3, (1, 2): 0.4})
    assert gathered(wire, [0, 2, 1]) == gathered(wire, [0, 1, 2])


def test_members_come_by_date_undated_last_and_the_story_is_known_by_its_first() -> None:
    stories = Stories()
    for key in (5, 2, 1, 0):
        TWO_STORIES.add(stories, key)
    assert stories.members(2) == [0, 1, 2, 5]
    assert stories.story_of(5) == 0


def test_the_central_report_is_the_one_that_the_others_are_like() -> None:
    stories = Stories()
    wire = Wire([0, 1, 2, 3], {(0, 1): 0.3, (1, 2): 0.5, (1, 3): 0.5, (0, 3): 0.2})
    for key in range(4):
        wire.add(stories, key)
    assert stories.central(stories.members(0)) == 1


def test_of_two_alike_the_earlier_is_central() -> None:
    stories = Stories()
    wire = Wire([3, 1], {(0, 1): 0.9})
    for key in range(2):
        wire.add(stories, key)
    assert stories.central(stories.members(0)) == 1


def test_what_is_kept_makes_the_same_stories_again() -> None:
    stories, kept = Stories(), {}
    for key in (4, 0, 3, 1, 5, 2):
        for each in TWO_STORIES.add(stories, key):
            kept[each.key] = each
    assert sorted(kept.values(), key=lambda each: each.key) == sorted(
        stories.records(), key=lambda each: each.key
    )
    assert list(Stories(kept.values()).all()) == list(stories.all())


def test_removing_a_report_leaves_the_others_joined_by_their_next_best() -> None:
    stories = Stories()
    wire = Wire([0, 1, 2, 3], {(0, 1): 0.5, (1, 2): 0.6, (0, 2): 0.2, (1, 3): 0.6})
    for key in range(4):
        wire.add(stories, key)
    changed = stories.remove(1)
    assert {each.key for each in changed} == {2, 3}
    assert {frozenset(members) for members in stories.all()} == {frozenset({0, 2}), frozenset({3})}
    assert 1 not in stories
    assert stories.remove(1) == []


def test_a_report_whose_date_was_corrected_is_joined_anew() -> None:
    stories = Stories()
    wire = Wire([0, 1], {(0, 1): 0.5})
    for key in range(2):
        wire.add(stories, key)
    wire.hours[0] = 9
    wire.add(stories, 0)
    assert stories.members(0) == [1, 0]


def test_a_thousand_copies_are_one_story() -> None:
    stories = Stories()
    for key in range(1000):
        stories.add(
            key,
            f"{key:04}",
            moment(0),
            [relation(other, 0.9) for other in range(max(0, key - 50), key)],
            COUNTED,
        )
    assert len(stories) == 1
    assert len(stories.members(999)) == 1000


def test_unknown_related_reports_are_passed_over() -> None:
    stories = Stories()
    stories.add(1, "a", moment(0), [relation(7, 0.9), relation(1, 1.0)], COUNTED)
    assert stories.members(1) == [1]


def test_a_bond_is_worth_less_where_little_has_been_counted() -> None:
    for counted, expected in ((0, 2), (COUNTED, 1)):
        stories = Stories()
        stories.add(0, "a", moment(0), [], counted)
        stories.add(1, "b", moment(1), [relation(0, 0.17)], counted)
        assert len(stories) == expected


def test_a_report_may_follow_others_than_it_did() -> None:
    stories = Stories()
    for key in range(3):
        stories.add(key, f"r{key}", moment(key), [], COUNTED)
    assert stories.otherwise(0, [relation(2, 0.4), relation(1, 0.1)], COUNTED) == [2]
    stories.follow(2, [relation(0, 0.4), relation(1, 0.2)], COUNTED)
    assert [each.key for each in stories.following(0)] == [2]
    assert stories.otherwise(0, [relation(2, 0.4), relation(1, 0.1)], COUNTED) == []
    assert stories.otherwise(0, [relation(2, 0.1)], COUNTED) == [2]
    stories.follow(2, [relation(1, 0.2)], COUNTED)
    assert stories.members(2) == [1, 2]
    assert stories.following(0) == []


def test_the_reports_of_a_day() -> None:
    stories = Stories()
    for key, hour in enumerate((0, 23, 24, None)):
        stories.add(key, f"r{key}", moment(hour), [], COUNTED)
    assert stories.of_day(date(2024, 1, 1)) == [0, 1]
    assert stories.of_day(date(2024, 1, 2)) == [2]
    assert stories.of_day(None) == [3]


def fill(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.report(f"Report {number}.")


def test_counts_know_nothing_of_a_day_while_it_comes(new_desk: Callable[..., Desk]) -> None:
    desk, settled = new_desk(), Settled()
    settled.begin(date(2024, 1, 1), desk.frequencies)
    fill(desk, 600)
    settled.begin(date(2024, 1, 1), desk.frequencies)
    assert settled.counts.reports == 0
    settled.begin(date(2024, 1, 2), desk.frequencies)
    assert settled.counts.reports == 600
    assert settled.of(date(2024, 1, 2)).reports == 600
    assert settled.of(date(2024, 1, 1)).reports == 0, "the end of a day is measured as its beginning was"
    settled.begin(date(2024, 1, 1), desk.frequencies)
    assert settled.day == date(2024, 1, 2), "what comes late begins no day"


def test_counts_of_a_library_that_has_grown_little_stay_on_a_new_day(new_desk: Callable[..., Desk]) -> None:
    desk, settled = new_desk(), Settled()
    for day in range(1, 9):
        settled.begin(date(2024, 1, day), desk.frequencies)
        fill(desk, 100)
    assert settled.counts.reports == 400


def test_counts_are_outgrown_by_many_earlier_reports_at_once_or_by_very_many(
    new_desk: Callable[..., Desk],
) -> None:
    desk, settled = new_desk(), Settled()
    assert not settled.outgrown(4000, 399)
    assert settled.outgrown(4000, 400)
    assert settled.outgrown(4001, 1)
    fill(desk, 5000)
    settled.counts = desk.frequencies
    assert not settled.outgrown(5499, 499)
    assert settled.outgrown(5500, 500)
