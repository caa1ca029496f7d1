"""Filters beside the results: saved searches with what is unread in them, states, tags, sources, dates."""

from __future__ import annotations

import pytest

from briefreader.library import Library
from briefreader.tui.actions import Place
from briefreader.tui.filters import Filter, filters, holds, narrowed
from briefreader.tui.geometry import share
from tests.tui.driving import FLOOD, Driver, reader


@pytest.mark.parametrize(
    ("words", "term", "after"),
    [
        ("", "is:unread", "is:unread"),
        ("flood", "is:unread", "flood is:unread"),
        ("flood is:unread", "is:unread", "flood"),
        ("is:unread", "is:unread", ""),
        ("a OR b", "tag:x", "(a OR b) tag:x"),
        ('flood source:"Valley Herald" boats', 'source:"Valley Herald"', "flood boats"),
        ("is:unreadable", "is:unread", "is:unreadable is:unread"),
    ],
)
def test_a_filter_narrows_the_search_and_once_more_widens_it(words: str, term: str, after: str) -> None:
    assert narrowed(words, term) == after


def test_a_filter_knows_whether_it_is_on() -> None:
    assert holds("flood is:unread", Filter("state", "unread", "is:unread"))
    assert not holds("flood", Filter("state", "unread", "is:unread"))
    assert holds("flood ", Filter("saved", "Floods", "flood"))
    assert not holds("flood boats", Filter("saved", "Floods", "flood"))


@pytest.mark.parametrize("columns", range(20, 260, 7))
def test_the_filters_stand_beside_the_results(columns: int) -> None:
    focus: Place = "filters"
    widths = share(columns, focus, "results")
    assert widths.filters + widths.results + widths.article + widths.related == columns
    assert widths.filters >= min(columns, 30)
    assert bool(widths.results) == (columns >= 70)


async def go_down_to(r: Driver, label: str) -> None:
    for index in range(r.main.shelf.count):
        r.main.shelf.go_to(index)
        if r.main.shelf.filter and r.main.shelf.filter.label == label:
            break
    await r.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_a_search_is_kept_under_a_name_listed_with_its_unread_and_run(
    small: Library, size: tuple[int, int]
) -> None:
    async with reader(small, size) as r:
        await r.search("flood", 2)
        await r.press("W")
        await r.type("High water")
        await r.press("enter")
        await r.until(lambda: "Kept as High water" in r.screen())
        assert [(s.name, s.query) for s in small.saved_searches()] == [("High water", "flood")]
        await r.press("1", "escape")
        await r.until(lambda: r.main.results.total == 4)
        small.mark(["flood"], read=True)
        await r.press("F")
        await r.until(lambda: any("High water" in line and "1      2" in line for line in r.lines()))
        assert r.main.place == "filters"
        await r.press("enter")
        await r.until(lambda: r.main.results.total == 2 and r.main.place == "results")
        assert r.main.search_box.value == "flood"
        await r.press("F")
        await r.until(lambda: "• High water" in r.screen())
        await r.press("q")
        assert r.main.place == "results"


async def test_a_state_a_tag_and_a_source_narrow_what_is_listed(small: Library) -> None:
    small.mark(["flood"], star=True, add_tags=["weather"])
    async with reader(small) as r:
        for label, total in (("starred", 1), ("#weather", 1), ("Valley Herald", 2)):
            await r.press("F")
            await r.until(lambda: r.main.shelf.count > 6)
            await go_down_to(r, label)
            await r.press("enter")
            await r.until(lambda total=total: r.main.results.total == total, label)
            assert r.main.place == "results"
            await r.press("F")
            await go_down_to(r, label)
            await r.press("enter")
            await r.until(lambda: r.main.results.total == 4, label)


def test_a_filter_counts_what_is_left_of_the_search(small: Library) -> None:
    small.save_search("Comets", "comet")
    small.mark(["flood"], star=True, add_tags=["weather"])
    small.mark(["undated"], add_tags=["sky"])

    def counted(words: str) -> dict[str, int | None]:
        *_, last = filters(small, words, lambda: False)
        return {each.label: each.total for each in last}

    everything, narrow, on = counted(""), counted("flood"), counted("flood is:starred")
    for label, counts in {
        "unread": (4, 2, 1), "starred": (1, 1, 1), "#weather": (1, 1, 1), "#sky": (1, 0, 0),
        "Valley Herald": (2, 2, 1), "[i]Outlet[/i]": (1, 0, 0), "Comets": (1, 1, 1),
    }.items():  # fmt: skip
        assert (everything[label], narrow[label], on[label]) == counts, label


async def test_counts_follow_marks_made_elsewhere(small: Library) -> None:
    small.save_search("Floods", "flood")
    async with reader(small) as r:
        await r.press("F")
        await r.until(lambda: any("Floods" in line and "2      2" in line for line in r.lines()))
        with Library.open(small.folder) as other:
            other.mark(["flood", "after"], read=True)
        await r.until(lambda: any("Floods" in line and "0      2" in line for line in r.lines()))


async def test_a_saved_search_is_replaced_and_deleted_only_after_asking(small: Library) -> None:
    small.save_search("Floods", "flood")
    async with reader(small) as r:
        await r.press("W")
        assert "nothing to keep" in r.screen()
        await r.search("comet", 1)
        await r.press("W")
        await r.type("Floods")
        await r.press("enter")
        await r.until(lambda: "Replace the saved search Floods? y/n" in r.screen())
        await r.press("n")
        assert small.saved_searches()[0].query == "flood"
        await r.press("F", "g", "g", "d")
        await r.until(lambda: "Delete the saved search Floods? y/n" in r.screen())
        await r.press("escape")
        assert small.saved_searches()
        await r.press("d", "y")
        await r.until(lambda: not small.saved_searches())
        await r.until(lambda: "none yet: W keeps a search" in r.screen())


async def test_what_was_read_is_listed_and_opened_again(small: Library) -> None:
    async with reader(small) as r:
        await r.press("R")
        await r.until(lambda: "Nothing read yet." in r.screen())
        await r.press("escape", "j")
        await r.open(FLOOD.title)
        await r.until(lambda: small.history())
        await r.press("J")
        await r.until(lambda: len(small.history()) == 2)
        await r.press("R")
        await r.until(lambda: FLOOD.title in r.screen() and "the last first" in r.screen())
        await r.type("river")
        await r.until(lambda: "Brackets" not in r.screen())
        await r.press("enter")
        await r.until(lambda: r.title == FLOOD.title and r.main.place == "article")
