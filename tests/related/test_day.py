from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefreader.related import Day, Many

Desk = Any


def test_reports_whose_telling_words_are_alike_may_be_of_one_story(desk: Desk) -> None:
    day = Day(desk.frequencies)
    for key in range(5):
        day.add(key, desk.profiles[key])
    alike = {key: set(day.like(desk.profiles[key])) for key in range(5)}
    assert 1 in alike[0]
    assert all((a in alike[b]) == (b in alike[a]) for a in alike for b in alike), "the same from either side"


def test_what_may_be_alike_does_not_hang_on_what_else_has_come(desk: Desk) -> None:
    alone, among = Day(desk.frequencies), Day(desk.frequencies)
    alone.take_in(Many.of([(1, desk.profiles[1])]))
    among.take_in(Many.of((key, desk.profiles[key]) for key in (4, 2)))
    for key in (1, 3):
        among.add(key, desk.profiles[key])
    assert (1 in alone.like(desk.profiles[0])) == (1 in among.like(desk.profiles[0])) is True


def test_a_day_taken_in_at_once_is_the_one_that_came_one_by_one(desk: Desk) -> None:
    at_once, one_by_one = Day(desk.frequencies), Day(desk.frequencies)
    at_once.take_in(Many.of(enumerate(desk.profiles)))
    for key, profile in reversed(list(enumerate(desk.profiles))):
        one_by_one.add(key, profile)
    for profile in desk.profiles:
        assert at_once.like(profile) == one_by_one.like(profile) != []


def test_a_report_that_changed_is_found_by_its_new_words_only(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    for text in ("Turbines fail offshore.", "Wheat harvest ruined."):
        desk.report(text)
    day = Day(desk.frequencies)
    day.add(7, desk.profiles[0])
    day.add(7, desk.profiles[1])
    assert day.like(desk.profiles[0]) == []
    assert day.like(desk.profiles[1]) == [7]


def test_of_thousands_of_one_text_some_are_proposed(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    desk.report("Turbines fail offshore.")
    day = Day(desk.frequencies)
    for key in range(1000):
        day.add(key, desk.profiles[0])
    assert 50 <= len(day.like(desk.profiles[0])) < 1000
