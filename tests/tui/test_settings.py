"""What a reader sets is what the screen shows and the keys do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefreader import dating
from briefreader.library import Library
from briefreader.settings import Colours
from briefreader.tui import geometry
from briefreader.tui.app import ReaderApp
from briefreader.tui.own_keys import keymap
from briefreader.tui.screens.help import HelpScreen
from tests.tui.driving import FLOOD, NOW, Driver


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geometry, "_measure", geometry.MEASURE)
    monkeypatch.setattr(dating, "_pattern", "")


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
