"""Pictures of the screen. The first is the one in the README, kept true here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from briefreader.library import Library
from briefreader.tui.app import ReaderApp
from briefreader.tui.state import KEY, State
from tests.made import LibraryOf
from tests.tui.driving import FLOOD, NOW, Driver
from tests.tui.events import EVENTS, FIRST

Compare = Callable[..., bool]
CASES = [
    pytest.param((80, 24), "briefreader-dark", id="80x24-dark"),
    pytest.param((120, 40), "briefreader-light", id="120x40-light"),
    pytest.param((200, 60), "briefreader-dark", id="200x60-dark"),
]


def app_on(library: Library, theme: str) -> ReaderApp:
    library.remember(KEY, State(theme=theme).dumps())
    return ReaderApp(library, clock=lambda: NOW)


def test_the_screen_of_the_readme(corpus_library: Library, snap_compare: Compare) -> None:
    app = app_on(corpus_library, "briefreader-dark")

    async def search_and_open(pilot: Pilot[int]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.press("slash")
        await r.type("suspension of attacks")
        await r.press("enter")
        await r.until(lambda: not r.main.query_now.typing and r.main.results.hit)
        await r.until(lambda: r.main.results.hit and r.title == r.main.results.hit.title)
        await r.press("enter")
        await r.until(lambda: r.main.place == "article")
        await r.until(lambda: r.main.related.reports)
        await r.until(lambda: "unread" not in r.screen())
        await r.press("n", "n", "n")

    assert snap_compare(app, terminal_size=(120, 40), run_before=search_and_open)


@pytest.mark.parametrize(("size", "theme"), CASES)
def test_a_report_that_was_searched_for(
    small: Library, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    app = app_on(small, theme)

    async def search_and_open(pilot: Pilot[Any]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.search("centimetres", 1)
        await r.open(FLOOD.title)
        await r.until(lambda: "unread" not in r.screen())
        await r.press("n")
        await r.until(lambda: r.main.cast.cast)
        if r.main.widths.related:
            await r.until(lambda: r.main.related.reports)

    assert snap_compare(app, terminal_size=size, run_before=search_and_open)


def test_the_list_in_sixteen_colours(small: Library, snap_compare: Compare) -> None:
    app = app_on(small, "ansi-dark")

    async def wait(pilot: Pilot[Any]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.press("j")
        await r.until(lambda: r.title == FLOOD.title)

    assert snap_compare(app, terminal_size=(80, 24), run_before=wait)


@pytest.mark.parametrize("theme", ["briefreader-light", "ansi-dark"])
def test_a_selection(small: Library, snap_compare: Compare, theme: str) -> None:
    app = app_on(small, theme)

    async def select(pilot: Pilot[Any]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.press("j")
        await r.open(FLOOD.title)
        await r.until(lambda: r.main.cast.cast)
        await r.press("w", "v", "j", "e")
        await r.until(lambda: "selected" in r.screen())

    assert snap_compare(app, terminal_size=(80, 24), run_before=select)


def test_help(small: Library, snap_compare: Compare) -> None:
    app = app_on(small, "briefreader-dark")

    async def ask(pilot: Pilot[Any]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.press("question_mark")
        await r.until(lambda: "Keys in" in r.screen())

    assert snap_compare(app, terminal_size=(80, 24), run_before=ask)


def test_without_colours_hits_still_stand_out(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefreader.tui.themes import default

    assert default({"NO_COLOR": "1"}, "truecolor").startswith("ansi")
    assert default({"COLORFGBG": "0;15"}, "truecolor") == "briefreader-light"
    assert default({}, "standard") == "ansi-dark"
    assert default({}, "256") == "briefreader-dark"


@pytest.mark.parametrize(("size", "theme"), CASES)
def test_a_comparison(
    library_of: LibraryOf, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    library = library_of(EVENTS)
    app = app_on(library, theme)

    async def compare(pilot: Pilot[Any]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.search("fishing", 1)
        await r.open(FIRST.title)
        await r.press("c")
        await r.until(lambda: "1 difference" in r.screen())
        await r.press("n")
        await r.until(lambda: "difference 1 of 1" in r.screen())

    assert snap_compare(app, terminal_size=size, run_before=compare)


def test_a_story(library_of: LibraryOf, snap_compare: Compare) -> None:
    library = library_of(EVENTS)
    app = app_on(library, "briefreader-dark")

    async def tell(pilot: Pilot[Any]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.press("t")
        await r.until(lambda: "7 Mar 2024" in r.screen() and "reading" not in r.screen())

    assert snap_compare(app, terminal_size=(80, 40), run_before=tell)


def test_all_about_a_name(corpus_library: Library, snap_compare: Compare) -> None:
    app = app_on(corpus_library, "briefreader-dark")

    async def look_up(pilot: Pilot[int]) -> None:
        r = Driver(app, pilot)
        await r.until(lambda: r.title)
        await r.search("hamidawi embarrassing", 2)
        await r.until(lambda: r.main.results.hit and r.title == r.main.results.hit.title)
        await r.press("enter")
        await r.until(lambda: r.main.cast.cast)
        await r.press("e", "j", "enter")
        await r.until(lambda: "Over time" in r.screen())

    assert snap_compare(app, terminal_size=(80, 24), run_before=look_up)
