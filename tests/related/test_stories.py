from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from briefreader.related import Joined, Relation, Settled, Stories, relate

Desk = Any


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
        return stories.add(key, f"r{key}", moment(self.hours[key]), found)


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
            key, f"{key:04}", moment(0), [relation(other, 0.9) for other in range(max(0, key - 50), key)]
        )
    assert len(stories) == 1
    assert len(stories.members(999)) == 1000


def test_unknown_related_reports_are_passed_over() -> None:
    stories = Stories()
    stories.add(1, "a", moment(0), [relation(7, 0.9), relation(1, 1.0)])
    assert stories.members(1) == [1]


def stories_of(desk: Desk, order: list[int]) -> set[frozenset[int]]:
    stories, settled, counts = Stories(), Settled(), type(desk.frequencies)()
    seen: list[int] = []
    for key in order:
        article, mine = desk.articles[key], desk.profiles[key]
        settled.before(article.published, counts)
        counts.add(mine)
        settled.after(counts)
        others = [(other, desk.profiles[other]) for other in seen]
        stories.add(key, article.id, article.published, relate(mine, others, settled.counts))
        seen.append(key)
    return {frozenset(members) for members in stories.all()}


@pytest.mark.parametrize("seed", range(6))
def test_reports_of_one_day_give_the_same_stories_in_any_order(desk: Desk, seed: int) -> None:
    order = list(range(5))
    random.Random(seed).shuffle(order)
    order.sort(key=lambda key: desk.articles[key].published.date())
    assert stories_of(desk, order) == {frozenset({0, 1}), frozenset({2}), frozenset({3}), frozenset({4})}


def test_counts_stand_still_within_a_day_and_follow_when_the_next_begins(desk: Desk) -> None:
    settled = Settled()
    settled.before(moment(1), desk.frequencies)
    at_first = settled.counts.reports
    desk.report("One more report of the same day.")
    settled.before(moment(20), desk.frequencies)
    settled.after(desk.frequencies)
    assert settled.counts.reports == at_first
    settled.before(moment(25), desk.frequencies)
    assert settled.counts.reports == at_first + 1


def test_reports_that_come_a_few_at_a_time_do_not_move_the_counts(new_desk: Callable[..., Desk]) -> None:
    desk, settled = new_desk(), Settled()
    for number in range(300):
        settled.before(moment(1), desk.frequencies)
        desk.report(f"Report {number}.")
        settled.after(desk.frequencies)
    assert settled.counts.reports == 0
    for number in range(110):
        settled.before(moment(1), desk.frequencies)
        desk.report(f"Further report {number}.")
        settled.after(desk.frequencies)
    assert settled.counts.reports == 401


def test_counts_follow_a_library_that_is_being_filled(new_desk: Callable[..., Desk]) -> None:
    desk, settled = new_desk(), Settled()
    for number in range(150):
        desk.report(f"Report {number}.")
    settled.after(desk.frequencies)
    assert settled.counts.reports == 150
