"""Reports like another."""

from __future__ import annotations

from collections.abc import Callable

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


def test_the_report_of_the_same_event_comes_first_with_its_words(new_index: Callable[..., Index]) -> None:
    index = new_index()
    fillers = [(n, report(f"Filler {n}", f"Plain filler text number {n}")) for n in range(10, 60)]
    index.write([(1, QUAKE), (2, SAME_QUAKE), (3, OTHER_QUAKE), (4, MATCH), *fillers], (), 1, "s")
    alike = index.more_like(QUAKE, 10, 1)
    assert [entry.key for entry in alike][:2] == [2, 3]
    assert 1 not in [entry.key for entry in alike]
    best = alike[0]
    # As the words stand in the article that was asked for.
    assert best.terms[0] == "Kahramanmaraş"
    assert 3 <= len(best.terms) <= 6
    words = f"{QUAKE.title} {QUAKE.text}"
    assert all(term in words for entry in alike for term in entry.terms)
    assert all(0 < entry.score <= 1 for entry in alike)
    assert [entry.score for entry in alike] == sorted((entry.score for entry in alike), reverse=True)
    itself = index.more_like(QUAKE, 1, None)[0]
    assert (itself.key, round(itself.score, 2)) == (1, 1.0)


def test_there_are_as_many_as_asked_for(new_index: Callable[..., Index]) -> None:
    index = new_index()
    index.write([(n, QUAKE) for n in range(5)], (), 1, "s")
    assert [entry.key for entry in index.more_like(QUAKE, 3, 0)] == [1, 2, 3]
    assert index.more_like(QUAKE, 0, 0) == []


def test_a_report_of_nothing_is_like_nothing(little: Index) -> None:
    assert little.more_like(report("", ""), 5, None) == []
    assert little.more_like(report("zzz", "qqq of the"), 5, None) == []
