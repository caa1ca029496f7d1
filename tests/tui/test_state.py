"""Where one was is there at the next start."""

from __future__ import annotations

import json

import pytest

from briefreader.library import Library
from briefreader.tui.state import KEY, State, loads
from tests.tui.driving import FLOOD, UNDATED, reader


@pytest.mark.parametrize("key", ["ctrl+q"])
async def test_query_report_and_line_are_there_again(small: Library, key: str) -> None:
    async with reader(small, (120, 24)) as r:
        await r.search("flood", 2)
        await r.press("S")
        await r.until(lambda: r.main.results.hit and r.main.results.hit.id == "after")
        await r.press("j")
        await r.open(FLOOD.title)
        await r.press("space", "j")
        offset = r.main.article.offset_at_top
        await r.press(key)
    async with reader(small, (80, 24)) as r:
        await r.until(lambda: r.title == FLOOD.title)
        assert r.main.search_box.value == "flood"
        assert r.main.place == "article"
        assert r.main.results.cursor == 1
        assert "2 reports · newest first" in r.screen()
        assert r.main.article.sheet is not None
        line = r.main.article.sheet.lines[r.main.article.top]
        assert line.start <= offset <= line.end + 2
        await r.press("q")
        assert r.main.place == "results"


async def test_a_session_that_was_killed_is_remembered_from_the_last_opening(small: Library) -> None:
    async with reader(small) as r:
        await r.search("comet", 1)
        await r.open(UNDATED.title)
        await r.until(lambda: loads(small.recall(KEY)).report == "undated")
    assert loads(small.recall(KEY)).query == "comet"


async def test_a_report_that_is_gone_since_is_no_trouble(small: Library) -> None:
    small.remember(
        KEY, State(report="vanished", cursor="vanished", near=99, pane="article", offset=7).dumps()
    )
    async with reader(small) as r:
        await r.until(lambda: "no longer in the library" in r.screen())
        await r.press("q", "j")
        await r.until(lambda: r.title)


async def test_the_theme_one_chose_is_kept(small: Library) -> None:
    async with reader(small) as r:
        await r.press("colon")
        await r.type("light or")
        await r.press("enter")
        chosen = r.app.theme
        await r.press("ctrl+q")
    async with reader(small) as r:
        assert r.app.theme == chosen


@pytest.mark.parametrize(
    "kept",
    [None, "", "{", "[]", "null", '{"query": 7}', '{"pane": "kitchen"}', '{"sort": "colour"}', '{"new": 1}',
     '{"offset": "x", "near": null}', '{"typing": 1}'],
)  # fmt: skip
def test_a_state_that_is_not_understood_is_as_at_the_first_start(kept: str | None) -> None:
    assert loads(kept) == State()


def test_a_state_comes_back_as_it_was_kept() -> None:
    state = State("“Kataʼib” [x]", "date", True, "a", 3, "b", 12, "article", "briefreader-light")
    assert loads(state.dumps()) == state
    assert json.loads(state.dumps())["query"] == state.query
