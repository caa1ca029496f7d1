"""The caret in the open report: put on, moved, selected with, taken off; and copying what is selected."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import MouseMove

from briefreader.library import Library
from briefreader.tui.actions import ACTIONS, Keymap
from briefreader.tui.geometry import column
from tests.tui.driving import FLOOD, Driver, reader

FIRST, SECOND = FLOOD.text.split("\n\n")[:2]
KEYS = {
    ")": "right_parenthesis", "(": "left_parenthesis", "}": "right_curly_bracket", "{": "left_curly_bracket",
    "$": "dollar_sign", "^": "circumflex_accent", " ": "space",
}  # fmt: skip


@asynccontextmanager
async def opened(library: Library, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """A reader in the report of the flood."""
    async with reader(library, size) as r:
        await r.press("j")
        await r.open(FLOOD.title)
        yield r


async def press(r: Driver, keys: str) -> None:
    """Press characters one after the other."""
    await r.press(*(KEYS.get(key, key) for key in keys))


def here(r: Driver) -> str:
    """The report from the caret on."""
    ground, place = r.main.article.ground, r.main.article.place
    assert ground is not None
    assert place is not None
    return ground.text[place:]


@pytest.fixture
def copies(small: Library, tmp_path: Path) -> Callable[[], list[str]]:
    """What was copied, by a command of the reader's own."""
    file = tmp_path / "copies.jsonl"
    program = "import sys,json;open(sys.argv[1],'a').write(json.dumps(sys.stdin.read())+chr(10))"
    command = f'"{sys.executable}" -c "{program}" "{file}"'
    small.settings = replace(small.settings, copy_command=command)
    return lambda: [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


async def test_the_caret_is_off_until_a_motion_puts_it_on(small: Library) -> None:
    async with opened(small) as r:
        assert r.main.article.mode == "article"
        await press(r, "w")
        assert r.main.article.mode == "caret"
        assert here(r).startswith("river Arn")
        await r.press("escape")
        assert r.main.article.mode == "article"
        assert r.main.place == "article"


WALKS = [
    ("l", "he river"),
    ("wh", " river"),
    ("w3w", "its banks"),
    ("wwb", "river"),
    ("we", "r Arn"),
    (")", "Rescue boats"),
    ("w2)", "Nobody"),
    (")(", "The river"),
    ("}", "Rescue"),
    ("}}{", "Rescue"),
    ("w$0", "The river"),
    ("ww$^", "The river"),
    ("wjk", "river"),
    ("wgg", "River bursts"),
    ("wG", "."),
    ("w2gg", "The river"),
    ("w10l", "burst its"),
]


async def test_keys_move_the_caret(small: Library) -> None:
    async with opened(small) as r:
        for keys, lands in WALKS:
            r.main.article.caret_off()
            r.main.article.scroll_lines(0)
            await press(r, keys)
            assert r.main.article.mode == "caret", keys
            assert here(r).startswith(lands), keys


async def test_other_keys_move_it_too(small: Library) -> None:
    async with opened(small) as r:
        await press(r, "w")
        for keys, back in (
            ("right", "left"),
            ("down", "up"),
            ("ctrl+d", "ctrl+u"),
            ("space", "pageup"),
            ("end", "home"),
        ):
            before = here(r)
            await r.press(keys)
            assert len(here(r)) < len(before), keys
            if keys != "end":
                await r.press(back)
                assert here(r) == before, back


async def test_pages_scroll_and_the_caret_stays_on_the_screen(small: Library) -> None:
    async with opened(small) as r:
        await press(r, "w")
        for keys in ("ctrl+d", "space", "G", "ctrl+u", "g", "g", *("j",) * 30, *("k",) * 30):
            await r.press(keys)
            article = r.main.article
            line = article._caret.line  # type: ignore[union-attr]
            assert article.top <= line < article.top + article.page


async def test_what_the_caret_leaves_free_are_keys_of_the_article(small: Library) -> None:
    async with opened(small) as r:
        await press(r, "wn")
        assert "Nothing is searched for" in r.screen()
        await r.press("tab")
        assert r.main.place != "article"
        await r.press("2")
        await press(r, "q")
        assert r.main.place == "results"


def test_no_key_of_the_caret_is_lost_to_the_article() -> None:
    keymap = Keymap()
    for action in ACTIONS:
        for place in ("caret", "selection"):
            if place in action.places:
                assert keymap.keys_in(action.id, place) == action.keys
    assert keymap.keys_in("page-up", "caret") == ()
    assert keymap.keys_in("pane-results", "caret") == ()
    assert keymap.keys_in("next-hit", "selection") == ("n",)
    assert not keymap.works_in("down", "caret")
    assert keymap.works_in("theme", "caret")


TAKEN = [
    ("y", FIRST),
    ("}y", SECOND),
    ("wvey", "river"),
    ("wv3ey", "river Arn burst"),
    ("vy", "T"),
    ("wvoby", "The r"),
    ("wviwy", "river"),
    ("wvawy", "river "),
    (")visy", "Rescue boats took 120 people from their homes."),
    (")vasy", "Rescue boats took 120 people from their homes. "),
    (")vipy", SECOND),
    (")vapy", SECOND),
    (")v2isy", SECOND),
    ("Vjy", FIRST),
    ("V2jy", f"{FIRST}\n\n{SECOND}"),
    ("vVy", FIRST[: FIRST.index(" days")]),
    ("wvbvvey", "The"),
]


async def test_what_is_selected_is_copied(small: Library, copies: Callable[[], list[str]]) -> None:
    async with opened(small, (160, 30)) as r:
        for number, (keys, taken) in enumerate(TAKEN):
            r.main.article.caret_off()
            await press(r, keys)
            await r.until(lambda number=number: len(copies()) > number)
            assert copies()[number] == taken, keys
            assert r.main.article.selection is None
            await r.until(lambda taken=taken: f"copied {len(taken):,} character" in r.screen())


async def test_help_and_palette_know_the_caret(small: Library) -> None:
    async with opened(small, (100, 60)) as r:
        await press(r, "wv")
        await r.press("question_mark")
        await r.until(lambda: "Keys in the article while you select" in r.screen())
        for words in ("take in the sentence", "to the other end of the selection", "next hit in the report"):
            assert words in r.screen()
        assert "down a line or a report" not in r.screen()
        await r.press("q", "colon")
        await r.type("take in the par")
        await r.press("enter")
        await r.until(lambda: r.main.article.selected == FIRST)


async def test_escape_drops_the_selection_and_then_the_caret(small: Library) -> None:
    async with opened(small) as r:
        await press(r, "vww")
        assert "selected" in r.screen()
        await r.press("escape")
        assert r.main.article.mode == "caret"
        assert "selected" not in r.screen()
        await r.press("escape")
        assert r.main.article.mode == "article"
        await r.press("escape")
        assert r.main.place == "results"


async def test_selecting_begins_at_the_first_line_on_the_screen(small: Library) -> None:
    async with opened(small) as r:
        r.main.article.scroll_lines(20)
        await press(r, "V")
        article = r.main.article
        assert article.sheet is not None
        assert article.selected
        assert article.selected in article.sheet.article.text
        assert article._caret is not None
        assert article._caret.line in (article.top, article.top + 1)


async def test_a_hit_is_where_the_caret_begins(small: Library) -> None:
    async with reader(small) as r:
        await r.search("centimetres", 1)
        await r.open(FLOOD.title)
        await press(r, "nnviw")
        assert r.main.article.selected == "centimetres"
        assert (
            r.main.article.place
            == FLOOD.text.index("centimetres", FLOOD.text.index("Paragraph 2"))
            + len(FLOOD.title + "\n\n" + "centimetres")
            - 1
        )


async def test_the_caret_stays_when_the_screen_changes_its_size(small: Library) -> None:
    async with opened(small) as r:
        await press(r, "}v3w")
        before, selected = here(r), r.main.article.selected
        await r.pilot.resize_terminal(140, 40)
        await r.pilot.pause()
        assert here(r) == before
        assert r.main.article.selected == selected


async def test_another_report_has_no_caret_of_this_one(small: Library) -> None:
    async with opened(small) as r:
        await press(r, "vww")
        await r.press("J")
        await r.until(lambda: r.title != FLOOD.title)
        assert r.main.article.mode == "article"
        assert r.main.article.selected == ""


def spot(r: Driver, words: str) -> tuple[int, int]:
    """Where words stand in the article pane, in cells from its corner."""
    article = r.main.article
    ground = article.ground
    assert ground is not None
    place = ground.text.index(words)
    row = ground.rows[ground.row_of(place)]
    return (
        article.gutter.left + column(article.size.width)[0] + ground.column(place),
        row.number - article.top,
    )


async def test_a_click_sets_the_caret(small: Library) -> None:
    async with opened(small) as r:
        await r.pilot.click(r.main.article, offset=spot(r, "burst its"))
        assert r.main.article.mode == "caret"
        assert here(r).startswith("burst its banks")


async def test_clicking_twice_selects_the_word_and_three_times_the_paragraph(small: Library) -> None:
    async with opened(small) as r:
        await r.pilot.click(r.main.article, offset=spot(r, "urst its"), times=2)
        assert r.main.article.selected == "burst"
        await r.pilot.click(r.main.article, offset=spot(r, "urst its"), times=3)
        assert r.main.article.selected == FIRST


async def test_dragging_selects_as_keys_do(small: Library, copies: Callable[[], list[str]]) -> None:
    async with opened(small) as r:
        article = r.main.article
        wanted = FLOOD.text[FLOOD.text.index("burst") : FLOOD.text.index("took 120") + 1]
        await r.pilot.mouse_down(article, offset=spot(r, "burst its"))
        for words in ("its banks at Elmstead on", "took 120"):
            await r.pilot._post_mouse_events([MouseMove], article, spot(r, words), button=1)
        await r.pilot.mouse_up(article, offset=spot(r, "took 120"))
        assert article.selected == wanted
        await press(r, "y")
        await r.until(copies)
        assert copies() == [wanted]
