"""Reading: what a person at the keys sees happen."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.events import Key

from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.model import Article, Page
from briefreader.tui.screens.entity import EntityScreen
from briefreader.tui.widgets.searchbox import SearchBox
from tests.tui.driving import AFTER, BRACKETS, FLOOD, REPORTS, UNDATED, Driver, many, reader


async def test_everything_is_listed_newest_first_and_undated_last(small: Library) -> None:
    async with reader(small) as r:
        screen = r.screen()
        places = [
            screen.index(title) for title in ("Elmstead counts", "River bursts", "[b]Brac", "A comet no")
        ]
        assert places == sorted(places)
        assert "4 reports · newest first" in screen
        assert "undated" in screen
        assert "1 of 4" in screen


async def test_the_report_under_the_cursor_is_previewed(small: Library) -> None:
    async with reader(small) as r:
        await r.until(lambda: r.title == AFTER.title)
        await r.press("j")
        await r.until(lambda: r.title == FLOOD.title)
        assert r.main.place == "results"
        screen = r.screen()
        assert "Valley Herald · Weather · 5 May 2024, 18:30" in screen
        assert "Ann Ost" in screen


async def test_search_as_you_type_marks_hits_and_the_list_follows(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash")
        await r.type("flo")
        await r.until(lambda: r.main.results.total == 2, "a half-typed word finds")
        await r.type("od rescue")
        await r.until(lambda: r.main.results.total == 2)
        await r.press("enter")
        await r.until(lambda: r.title in (FLOOD.title, AFTER.title))
        await r.until(lambda: r.styles_of("flood"))
        assert any("bold" in style for style in r.styles_of("flood"))


@pytest.mark.parametrize("late", ["co", "comet"])
async def test_a_word_taken_as_finished_is_not_undone_by_news_of_its_letters(
    small: Library, late: str
) -> None:
    """On a busy machine the screen hears of letters after the keys behind them."""
    async with reader(small) as r:
        await r.press("slash")
        await r.type("comet")
        await r.press("enter")
        await r.until(lambda: r.main.results.total == 1 and not r.main.waiting)
        r.main.search_box.post_message(SearchBox.Edited(late))
        await r.pilot.pause()
        await r.app.workers.wait_for_complete()
        await r.pilot.pause()
        assert (r.main.query_now.words, r.main.query_now.typing) == ("comet", False)
        assert r.main.results.total == 1
        # And the first letter of something else is.
        await r.press("slash")
        await r.type("flood")
        await r.until(lambda: r.main.results.total == 2)


async def test_no_key_is_lost_however_fast_one_types(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash")
        box = r.main.search_box
        for end in range(1, len("comet sea") + 1):
            # All of it before the screen has heard of the first letter.
            box.value = "comet sea"[:end]
        await r.until(lambda: r.main.results.total == 1)
        assert box.value == "comet sea"
        assert r.main.query_now.words == "comet sea"


async def burst(r: Driver, *keys: str) -> None:
    """Send keys as they arrive over a slow line: all at once."""
    from textual.keys import _character_to_key

    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        r.app.post_message(Key(name, key if len(key) == 1 else None))
    await r.pilot.pause()


async def test_keys_that_arrive_in_a_burst_go_where_the_one_before_led(small: Library) -> None:
    async with reader(small) as r:
        await burst(r, "/", *"comet seen", "backspace", "backspace", "enter", "enter")
        await r.until(lambda: r.main.place == "article")
        await r.until(lambda: r.title == UNDATED.title)
        assert r.main.query_now.words == "comet se"
        await burst(r, "/", *"comet seen", "enter", "enter", "v", "G")
        await r.until(lambda: r.main.article.mode == "selection")
        assert r.main.query_now.words == "comet seen"
        await burst(r, "escape", "q", "/", *"flood", "enter", "j", "enter")
        await r.until(lambda: r.main.place == "article" and r.main.query_now.words == "flood")
        await burst(r, ":", *"only the art", "enter")
        await r.until(lambda: r.main.article.size.width == 120)
        await burst(r, "?", "q", "z")
        await r.until(lambda: r.main.article.size.width < 120)


async def test_enter_opens_what_is_searched_for_even_before_it_is_found(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    search = small.search

    def slow(query: str, *rest: Any, **more: Any) -> Page:
        if query == "comet":
            held.wait(10)
        return search(query, *rest, **more)

    monkeypatch.setattr(small, "search", slow)
    async with reader(small) as r:
        await r.press("slash")
        await r.type("comet")
        await r.press("enter", "enter")
        assert r.main.place == "results"
        held.set()
        await r.until(lambda: r.main.place == "article")
        await r.until(lambda: r.title == UNDATED.title)


def hold_reports(library: Library, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Have every report wait for the event that is returned."""
    held = threading.Event()
    article = library.article

    def slow(id: str) -> Article:
        held.wait(10)
        return article(id)

    monkeypatch.setattr(library, "article", slow)
    return held


async def test_keys_behind_enter_are_for_the_report_that_is_on_its_way(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(small) as r:
        await r.until(lambda: r.title != "")
        held = hold_reports(small, monkeypatch)
        await burst(r, "j", "enter", "v", "G")
        assert r.main.place == "article"
        held.set()
        await r.until(lambda: r.main.article.mode == "selection")
        assert r.title == FLOOD.title
        assert r.main.article.selected.split() == FLOOD.text.split()


async def test_keys_do_not_wait_long_for_a_report_that_does_not_come(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(small) as r:
        await r.until(lambda: r.title != "")
        held = hold_reports(small, monkeypatch)
        await burst(r, "j", "enter", "v", "q")
        assert r.main.place == "article"
        await r.until(lambda: r.main.place == "results")
        held.set()


async def test_a_word_that_is_finished_with_enter_is_no_prefix_any_more(library: Library) -> None:
    library.add(
        [
            Article("a", "The car that won", "A car race."),
            Article("b", "A carpet of flowers", "Carpet in the park."),
        ]
    )
    async with reader(library) as r:
        await r.press("slash")
        await r.type("car")
        await r.until(lambda: r.main.results.total == 2)
        await r.press("enter")
        await r.until(lambda: r.main.results.total == 1)
        assert "The car that won" in r.screen()


async def test_enter_keeps_what_a_half_word_found_if_the_whole_finds_nothing(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash")
        await r.type("centimet")
        await r.until(lambda: r.main.results.total == 1)
        await r.press("enter")
        await r.until(lambda: r.main.query_now.typing)
        assert r.main.results.total == 1
        assert r.main.place == "results"


async def test_escape_clears_the_search_and_then_leaves_it(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash")
        await r.type("comet")
        await r.until(lambda: r.main.results.total == 1)
        await r.press("escape")
        await r.until(lambda: r.main.results.total == 4)
        assert r.main.place == "search"
        assert r.main.search_box.value == ""
        await r.press("escape")
        assert r.main.place == "results"


async def test_a_new_search_takes_the_place_of_the_old(small: Library) -> None:
    async with reader(small) as r:
        await r.search("comet", 1)
        await r.search("brackets", 1)
        assert r.main.search_box.value == "brackets"


async def test_nothing_found_says_so_and_what_was_not_understood(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash")
        await r.type("zebra after:soon")
        await r.until(lambda: "No report says this" in r.screen())
        notes = small.search("zebra after:soon", typing=True).notes
        assert notes
        assert notes[0][:20] in r.screen()
        assert "nothing found" in r.screen()


async def test_enter_takes_what_may_have_been_meant(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash")
        await r.type("cometz")
        await r.until(lambda: "Did you mean “comet”?" in r.screen())
        await r.press("enter")
        await r.until(lambda: r.main.results.total == 1)
        assert r.main.search_box.value == "comet"
        assert r.main.place == "results"


async def test_an_empty_library_says_what_to_do(library: Library) -> None:
    async with reader(library) as r:
        assert "briefreader index PATH" in r.screen()
        await r.press("j", "enter", "n", "J", "G", "q")
        assert r.app.return_code == 0


async def test_from_hit_to_hit(small: Library) -> None:
    async with reader(small, size=(120, 24)) as r:
        await r.search("flood", 2)
        await r.until(lambda: r.title)
        while r.title != FLOOD.title:
            await r.press("j")
            await r.until(lambda: r.title == FLOOD.title)
        await r.press("enter")
        hits = r.main.article.hit_count
        assert hits == 31
        assert "31 hits" in r.screen()
        await r.press("n")
        assert "hit 1 of 31" in r.screen()
        for _ in range(30):
            await r.press("n")
        assert "hit 31 of 31" in r.screen()
        assert "expected to fall by Tuesday" in r.screen()
        await r.press("n")
        assert "hit 1 of 31" in r.screen()
        await r.press("N")
        assert "hit 31 of 31" in r.screen()


async def test_the_next_hit_is_the_next_from_what_is_on_the_screen(small: Library) -> None:
    async with reader(small, size=(120, 24)) as r:
        await r.search("flood", 2)
        await r.until(lambda: r.title)
        await r.press("j") if r.title != FLOOD.title else None
        await r.open(FLOOD.title)
        await r.press("G", "n")
        assert r.main.article.hit_number > 20


async def test_a_related_report_opens_and_q_comes_back_to_the_line(small: Library) -> None:
    async with reader(small, size=(120, 24)) as r:
        await r.press("j")
        await r.open(FLOOD.title)
        await r.press("space", "j")
        before = r.screen().splitlines()[2:-1]
        await r.until(lambda: r.main.related.reports)
        assert "Related" in r.screen()
        await r.press("3", "enter")
        await r.until(lambda: r.title == AFTER.title)
        assert r.main.place == "article"
        await r.press("q")
        await r.until(lambda: r.title == FLOOD.title)
        await r.until(
            lambda: [line[37:92] for line in r.screen().splitlines()[2:-1]] == [b[37:92] for b in before]
        )
        await r.press("q")
        assert r.main.place == "results"
        assert r.app.return_code is None
        await r.press("q")
        assert r.app.return_code == 0


async def test_a_terminal_that_is_widened_shows_what_is_related(small: Library) -> None:
    async with reader(small, (80, 24)) as r:
        await r.press("enter")
        await r.until(lambda: r.main.article.reading)
        assert not r.main.related.reports
        await r.pilot.resize_terminal(140, 40)
        await r.until(lambda: r.main.related.reports)


async def test_related_reports_say_why(small: Library) -> None:
    async with reader(small) as r:
        await r.until(lambda: r.title == AFTER.title)
        await r.until(lambda: r.main.related.reports)
        reasons = small.related("after")[0].reasons
        assert reasons
        assert reasons[0] in "\n".join(line[92:] for line in r.screen().splitlines())


async def test_back_and_forward_through_where_one_has_been(small: Library) -> None:
    async with reader(small) as r:
        await r.open(AFTER.title)
        await r.search("comet", 1)
        await r.open(UNDATED.title)
        await r.press("H")
        assert r.main.place == "results"
        await r.press("H")
        await r.until(lambda: r.title == AFTER.title)
        await r.until(lambda: r.main.results.total == 4)
        assert r.main.search_box.value == ""
        await r.press("2", "L")
        await r.until(lambda: r.title == UNDATED.title)
        await r.until(lambda: r.main.results.total == 1)
        await r.press("ctrl+o", "ctrl+o")
        await r.until(lambda: r.title == AFTER.title)
        await r.press("H")
        assert "where you began" in r.screen()


async def test_the_list_goes_back_with_the_report(small: Library) -> None:
    async with reader(small) as r:
        await r.open(AFTER.title)
        await r.press("J")
        await r.until(lambda: r.title == FLOOD.title and "2 of 4" in r.lines()[-1])
        await r.press("H")
        await r.until(lambda: r.title == AFTER.title and "1 of 4" in r.lines()[-1])
        assert r.main.results.cursor == 0


async def test_next_report_of_the_list_from_inside_one(small: Library) -> None:
    async with reader(small) as r:
        await r.open(AFTER.title)
        await r.press("J")
        await r.until(lambda: r.title == FLOOD.title)
        assert r.main.place == "article"
        assert r.main.results.cursor == 1
        await r.press("K")
        await r.until(lambda: r.title == AFTER.title)
        await r.press("K")
        assert "first report of the list" in r.screen()


async def test_sort_by_date_and_back(small: Library) -> None:
    async with reader(small) as r:
        await r.search("flood", 2)
        assert "best first" in r.screen()
        await r.press("S")
        await r.until(lambda: "newest first" in r.screen())
        await r.until(lambda: r.main.results.hit and r.main.results.hit.id == "after")
        await r.press("S")
        await r.until(lambda: "best first" in r.screen())


async def test_a_long_list_is_fetched_page_by_page(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add(many(400))
    asked: list[int] = []
    search = library.search

    def noting(query: str, limit: int = 20, offset: int = 0, *rest: Any, **more: Any) -> Page:
        asked.append(offset)
        return search(query, limit, offset, *rest, **more)

    monkeypatch.setattr(library, "search", noting)
    async with reader(library) as r:
        assert set(asked) == {0}
        await r.press("G")
        await r.until(lambda: "Report number 399" in r.screen())
        await r.until(lambda: r.title == "Report number 399")
        assert "400 of 400" in r.screen()
        assert len(set(asked)) <= 3
        await r.press("g", "g")
        await r.until(lambda: "Report number 0" in r.screen())
        assert "1 of 400" in r.screen()


async def test_an_answer_to_an_older_query_is_dropped(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    search = small.search
    asked: list[str] = []

    def slow(query: str, *rest: Any, **more: Any) -> Page:
        asked.append(query)
        if query == "c":
            held.wait(10)
        return search(query, *rest, **more)

    monkeypatch.setattr(small, "search", slow)
    async with reader(small) as r:
        await r.press("slash")
        await r.type("c")
        await r.until(lambda: "c" in asked)
        await r.type("omet")
        await asyncio.sleep(0.1)
        assert r.main.search_box.value == "comet", "keys do not wait for a search"
        held.set()
        await r.until(lambda: r.main.results.total == 1)
        assert r.main.results.hit is not None
        assert r.main.results.hit.id == "undated"
        assert not {"co", "com"} & set(asked), "what was typed over is never searched for"


async def test_new_reports_come_in_under_a_cursor_that_stays(small: Library) -> None:
    async with reader(small) as r:
        await r.press("j")
        await r.until(lambda: r.title == FLOOD.title)
        row = r.main.results.row
        await asyncio.to_thread(
            small.add, [Article("new", "Brand new", "News of today.", REPORTS[1].published)]
        )
        r.main.look()
        await r.until(lambda: r.main.results.total == 5)
        assert r.main.results.hit is not None
        assert r.main.results.hit.id == "flood"
        assert r.main.results.row == row or r.main.results.top == 0
        assert r.title == FLOOD.title


async def test_a_library_that_fills_shows_its_newest_until_a_key_is_pressed(small: Library) -> None:
    async with reader(small) as r:
        await r.until(lambda: r.main.results.total == 4)
        later = datetime(2030, 1, 1, tzinfo=UTC)
        await asyncio.to_thread(small.add, [Article("new", "Brand new", "News of today.", later)])
        r.main.look()
        await r.until(lambda: r.main.results.total == 5)
        assert r.main.results.hit is not None
        assert r.main.results.hit.id == "new"
        assert r.main.results.cursor == 0


async def test_a_report_that_was_forgotten_while_listed_says_so(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(small) as r:
        monkeypatch.setattr(small, "changed", lambda: False)
        await asyncio.to_thread(small.forget, ["flood"])
        await r.press("j")
        await r.until(lambda: "no longer in the library" in r.screen())
        await r.press("j")
        await r.until(lambda: r.title == BRACKETS.title)


async def test_what_goes_wrong_is_one_line_in_the_status(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(small) as r:

        def broken(*_: object, **__: object) -> Page:
            raise LibraryError("the library [red]broke[/red]: mend it")

        monkeypatch.setattr(small, "search", broken)
        await r.press("slash", "x")
        await r.until(lambda: "the library [red]broke[/red]: mend it" in r.screen().splitlines()[-1])


async def test_brackets_in_a_headline_are_brackets(small: Library) -> None:
    async with reader(small) as r:
        await r.press("j", "j")
        await r.until(lambda: r.title == BRACKETS.title)
        screen = r.screen()
        assert BRACKETS.title[:24] in screen.split("│")[0] or "[b]Brackets[/b] in [red]" in screen
        assert BRACKETS.text in screen
        assert "[i]Outlet[/i]" in screen
        assert r.main.status.text


async def test_the_mouse_chooses_opens_and_scrolls(small: Library) -> None:
    async with reader(small, size=(120, 24)) as r:
        await r.pilot.click("#results", offset=(5, 2))
        await r.until(lambda: r.title == FLOOD.title)
        assert r.main.place == "results"
        await r.pilot.click("#results", offset=(5, 2))
        await r.until(lambda: r.main.place == "article")
        await r.pilot._post_mouse_events([_wheel()], "#article", offset=(5, 5))
        await r.until(lambda: r.main.article.top == 3)
        await r.until(lambda: r.main.related.reports)
        await r.pilot.click("#related", offset=(5, 0))
        await r.until(lambda: r.title != FLOOD.title)


def _wheel() -> Any:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_the_history_goes_over_searches_reports_and_names(small: Library) -> None:
    async with reader(small) as r:
        await r.search("flood", 2)
        await r.until(lambda: r.main.results.hit and r.title == r.main.results.hit.title)
        first = r.title
        await r.press("enter")
        await r.until(lambda: r.main.cast.cast)
        await r.press("]", "enter")
        await r.until(lambda: isinstance(r.app.screen, EntityScreen))
        await r.press("asterisk")
        await r.until(lambda: r.app.screen is r.main and "entity" in r.main.query_now.words)
        found = r.main.query_now.words
        await r.search("comet", 1)
        await r.press("H")
        await r.until(lambda: r.main.query_now.words == found and r.main.place == "results")
        await r.press("H")
        await r.until(lambda: isinstance(r.app.screen, EntityScreen))
        await r.press("H")
        await r.until(lambda: r.app.screen is r.main and r.main.place == "article" and r.title == first)
        await r.press("H")
        await r.until(lambda: r.main.place == "results" and r.main.query_now.words == "flood")
        await r.press("H")
        await r.until(lambda: r.main.results.total == 4)
        await r.press("H")
        assert "where you began" in r.screen()
        await r.press("5", "L")
        await r.until(lambda: r.main.query_now.words == "comet" and r.main.results.total == 1)
