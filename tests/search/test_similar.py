"""Reports like another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefreader.search import Index
from tests.search.conftest import report

QUAKE = report(
    "Earthquake strikes Kahramanmaraş",
    "A powerful earthquake struck Kahramanmaraş in southern Türkiye. Rescuers searched collapsed buildings "
    "in Kahramanmaraş and Gaziantep. The earthquake's aftershocks continued.",
)
SAME_QUAKE = report(
    "Search after Kahramanmaras earthquake",
    "Collapsed buildings in Kahramanmaras and Gaziantep are searched by rescuers after the earthquakes.",
)
OTHER_QUAKE = report(
    "Earthquake shakes Noto",
    "An earthquake shook the Noto peninsula. Aftershocks went on into the new year.",
)
MATCH = report("Cup final goes to penalties", "The cup final was decided by penalties. Supporters looked on.")


def test_the_report_of_the_same_event_comes_first(new_index: Callable[..., Index]) -> None:
    index = new_index()
    fillers = [(n, report(f"Filler {n}", f"Plain filler text number {n}")) for n in range(10, 60)]
    index.write([(1, QUAKE), (2, SAME_QUAKE), (3, OTHER_QUAKE), (4, MATCH), *fillers], (), 1, "s")
    alike = index.more_like(QUAKE, 10, [1])
    assert alike[:2] == [2, 3]
    assert 1 not in alike
    assert index.more_like(QUAKE, 1, ()) == [1]


def test_there_are_as_many_as_asked_for(new_index: Callable[..., Index]) -> None:
    index = new_index()
    index.write([(n, QUAKE) for n in range(5)], (), 1, "s")
    assert index.more_like(QUAKE, 3, [0]) == [1, 2, 3]
    assert index.more_like(QUAKE, 0, [0]) == []


def test_what_is_far_off_in_time_gives_way_to_what_is_near(new_index: Callable[..., Index]) -> None:
    index = new_index()
    day = datetime(2023, 2, 6, tzinfo=UTC)
    dated = [
        (n, replace(QUAKE, text=f"{QUAKE.text} {n}", published=day + timedelta(days=days)))
        for n, days in enumerate([*[400] * 20, *[-20, 0, 20] * 4])
    ]
    undated = (99, replace(QUAKE, published=None))
    index.write([*dated, undated], (), 1, "s")
    found = index.more_like(replace(QUAKE, published=day), 15, ())
    far = [key for key in found if key < 20]
    assert (len(found), len(far)) == (15, 3)
    assert set(found) - set(far) <= {*range(20, 32), 99}
    assert len(index.more_like(replace(QUAKE, published=None), 40, ())) == 33


def test_a_library_of_one_text_still_has_reports_like_it(new_index: Callable[..., Index]) -> None:
    index = new_index()
    others = [(n, report(f"Match {n}", f"{MATCH.text} It was seen by {n} people.")) for n in range(900, 920)]
    index.write([*((n, QUAKE) for n in range(100)), (500, SAME_QUAKE), *others], (), 1, "s")
    assert set(index.more_like(QUAKE, 20, [0])) < set(range(1, 100))
    # One stands for all copies, so that others are seen beside them.
    assert index.more_like(QUAKE, 3, [0], distinct=True) == [1, 500]


def test_a_report_of_nothing_is_like_nothing(little: Index) -> None:
    assert little.more_like(report("", ""), 5, ()) == []
    assert little.more_like(report("zzz", "qqq of the"), 5, ()) == []
