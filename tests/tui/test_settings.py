"""What a reader sets is what the screen shows and the keys do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefreader import dating
from briefreader.library import Library
from briefreader.settings import Colours
from briefreader.tui import dates, geometry
from briefreader.tui.app import ReaderApp
from briefreader.tui.days import span
from briefreader.tui.own_keys import keymap
from briefreader.tui.screens.help import HelpScreen
from tests.tui.driving import FLOOD, NOW, Driver


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geometry, "_measure", geometry.MEASURE)
    monkeypatch.setattr(dating, "_pattern", "")


@pytest.mark.parametrize(
    ("pattern", "in_a_list", "in_full", "of_a_story"),
    [
        ("", "31 Jan", "31 January 2024, 11:43", "31 January to 3 February 2024"),
        ("words", "31 Jan", "31 January 2024, 11:43", "31 January 2024 to 3 February 2024"),
        ("iso", "2024-01-31", "2024-01-31, 11:43", "2024-01-31 to 2024-02-03"),
        (
            "%A %e %B",
            "Wednesday 31 Jan",
            "Wednesday 31 January, 11:43",
            "Wednesday 31 January to Saturday 3 February",
        ),
    ],
)
def test_days_are_written_as_set(pattern: str, in_a_list: str, in_full: str, of_a_story: str) -> None:
    dating.use(pattern)
    first, last = datetime(2024, 1, 31, 11, 43, tzinfo=UTC), datetime(2024, 2, 3, tzinfo=UTC)
    assert dates.short(first, NOW) == in_a_list
    assert dates.full(first) == in_full
    assert span(first, last) == of_a_story
    assert dates.short(NOW, NOW) == "12:00"


async def test_dates_measure_theme_and_colours_are_as_set(small: Library) -> None:
    small.settings = replace(
        small.settings,
        theme="nord",
        measure=40,
        date_format="%d.%m.%Y",
        colours=Colours(place="#123456", person="bright-red"),
    )
    app = ReaderApp(small, clock=lambda: NOW)
    async with app.run_test(size=(160, 40)) as pilot:
        r = Driver(app, pilot)
        await r.until(lambda: "05.05.2024, 18:30" in r.screen() or r.title, "a report")
        await r.press("j")
        await r.open(FLOOD.title)
        assert app.theme == "nord"
        assert "Valley Herald · 08.05.2024" in r.screen()
        assert "05.05.2024, 18:30" in r.screen()
        assert r.main.article.columns == 40
        assert app.get_css_variables()["place"] == "#123456"
        assert app.get_css_variables()["person"] == "ansi_bright_red"
        assert app.get_css_variables()["other"] != ""
        await r.press("c")
        await r.until(lambda: "in both" in r.screen(), "the comparison")
        texts = [line[:79].strip(" ▎│") for line in r.lines()[4:-6]]
        assert 30 < max(map(len, texts)) <= 40


async def test_own_keys_work_and_are_the_ones_that_are_shown(small: Library) -> None:
    own = keymap(
        {"next-report": ["ctrl+n"], "help": ["ctrl+g"], "down": ["ctrl+j", "down"], "quit": ["ctrl+x"]}
    )
    app = ReaderApp(small, keymap=own, clock=lambda: NOW)
    async with app.run_test(size=(120, 60)) as pilot:
        r = Driver(app, pilot)
        await r.until(lambda: r.title, "a report")
        first = r.title
        await r.press("J")
        assert r.title == first
        await r.press("ctrl+n")
        await r.until(lambda: r.title != first, "the next report")
        await r.press("ctrl+g")
        assert isinstance(app.screen, HelpScreen)
        assert "ctrl+n" in r.screen()
        await r.press("q", "colon")
        await r.type("next report")
        assert "ctrl+n" in r.screen()
        await r.press("escape", "ctrl+q")
        assert app.return_code is None
        await r.press("ctrl+x")
    assert app.return_code == 0
