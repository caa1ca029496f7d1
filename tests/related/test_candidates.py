"""Candidates: the reports that share the most telling words, within a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefreader.related import Candidates
from tests.related.conftest import Desk


@pytest.fixture
def candidates(desk: Desk) -> Candidates:
    made = Candidates()
    made.add(dict(enumerate(desk.profiles[:3])), desk.frequencies)
    made.add(dict(enumerate(desk.profiles[3:], 3)), desk.frequencies)
    return made


def test_what_shares_most_comes_first(desk: Desk, candidates: Candidates) -> None:
    assert candidates.find(desk.profiles[0], desk.frequencies, 10)[:2] == [0, 1]
    assert candidates.find(desk.profiles[0], desk.frequencies, 1) == [0]
    assert 4 not in candidates.find(desk.profiles[0], desk.frequencies, 10)


def test_what_is_months_away_is_left_out(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    text = "Two dams burst above the city of Derna after the storm."
    for day in ("2023-09-12", "2023-10-11", "2023-10-13", None):
        desk.report(text, day=day)
    candidates = Candidates()
    candidates.add(dict(enumerate(desk.profiles)), desk.frequencies)
    assert sorted(candidates.find(desk.profiles[0], desk.frequencies, 10)) == [0, 1, 3]
    assert sorted(candidates.find(desk.profiles[3], desk.frequencies, 10)) == [0, 1, 2, 3]


def test_a_report_is_replaced_and_taken_out(desk: Desk, candidates: Candidates) -> None:
    candidates.add({1: desk.profiles[4]}, desk.frequencies)
    assert 1 not in candidates.find(desk.profiles[0], desk.frequencies, 10)
    assert set(candidates.find(desk.profiles[4], desk.frequencies, 10)) == {1, 4}
    candidates.remove(4)
    candidates.remove(77)
    assert candidates.find(desk.profiles[4], desk.frequencies, 10) == [1]


def test_only_what_came_before(desk: Desk, candidates: Candidates) -> None:
    assert candidates.find(desk.profiles[1], desk.frequencies, 10, before=1) == [0]
    assert candidates.find(desk.profiles[0], desk.frequencies, 10, before=0) == []


def test_nothing_finds_nothing(desk: Desk) -> None:
    empty = replace(desk.profiles[0], words=desk.profiles[0].words[:0], weights=desk.profiles[0].weights[:0])
    assert Candidates().find(desk.profiles[0], desk.frequencies, 5) == []
    candidates = Candidates()
    candidates.add({1: empty}, desk.frequencies)
    assert candidates.find(empty, desk.frequencies, 5) == []
