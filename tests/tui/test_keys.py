"""Every key does what the registry says, where it says so; nothing that is shown is dead."""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

import pytest

from briefreader.library import Library
from briefreader.tui.actions import ACTIONS, BY_ID, PANES, Keymap, Place, shown
from briefreader.tui.keyreader import KeyReader, Press
from briefreader.tui.screens.help import HelpScreen
from briefreader.tui.screens.palette import PaletteScreen
from tests.tui.driving import FLOOD, many, reader

NAMES = {"?": "question_mark", ":": "colon", "/": "slash"}


def keys_of(action: str) -> list[tuple[str, ...]]:
    return [tuple(NAMES.get(key, key) for key in sequence.split()) for sequence in BY_ID[action].keys]


def cases(*actions: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(action, keys) for action in actions for keys in keys_of(action)]


MOTIONS = cases("down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "top", "bottom")
STRANDS = [
    ("bridge", "was shut as the flood on the river Arn rose, and lorries waited for hours."),
    ("school", "took families in whom the flood of the Arn had driven out; children slept in the gym."),
    ("mayor", "asked the army for boats when the river Arn burst its banks in the flood."),
    ("bakery", "gave bread to rescue crews after the Arn had put the market under water in the flood."),
    ("hospital", "moved patients upstairs when the flood from the river Arn reached its cellar."),
    ("railway", "ran no trains: the flood had washed ballast away beside the river Arn."),
]
STEPS = {
    "down": 1, "up": -1, "half-page-down": 5, "half-page-up": -5, "page-down": 9, "page-up": -9,
    "top": -100, "bottom": 99,
}  # fmt: skip
TOPS = {
    "down": 31, "up": 29, "half-page-down": 40, "half-page-up": 20, "page-down": 49, "page-up": 11,
    "top": 0, "bottom": 999,
}  # fmt: skip


async def test_motions_move_the_cursor_of_the_results(library: Library) -> None:
    library.add(many(200))
    async with reader(library, (80, 24)) as r:
        for action, keys in MOTIONS:
            r.main.results.go_to(100)
            await r.press(*keys)
            assert r.main.results.cursor - 100 == STEPS[action], keys
            await r.until(lambda action=action: f"{101 + STEPS[action]} of 200" in r.screen())


async def test_motions_scroll_the_article(small: Library) -> None:
    async with reader(small, (80, 24)) as r:
        await r.press("j")
        await r.open(FLOOD.title)
        for action, keys in MOTIONS:
            r.main.article.scroll_lines(30)
            await r.press(*keys)
            assert r.main.article.top == min(TOPS[action], r.main.article.last_top), keys


async def test_motions_move_in_the_related_reports(small: Library) -> None:
    small.add(
        replace(FLOOD, id=f"x{n}", title=f"Flood at Elmstead: {word}", text=f"The {word} of Elmstead {rest}")
        for n, (word, rest) in enumerate(STRANDS)
    )
    async with reader(small, (120, 24)) as r:
        await r.until(lambda: len(r.main.related.reports) >= 4)
        await r.press("3")
        for action, keys in MOTIONS:
            down = action in ("down", "half-page-down", "page-down", "bottom")
            r.main.related.go_to(0 if down else len(r.main.related.reports) - 1)
            before = r.main.related.cursor
            await r.press(*keys)
            assert r.main.related.cursor != before, keys
            assert (r.main.related.cursor > before) is down, keys


WAYS: list[tuple[Place, tuple[str, ...], Place]] = [
    *((place, keys, "results") for place in PANES for _, keys in cases("pane-results")),
    *((place, keys, "article") for place in PANES for _, keys in cases("pane-article")),
    *((place, keys, "related") for place in PANES for _, keys in cases("pane-related")),
    *((place, keys, "names") for place in PANES for _, keys in cases("pane-names")),
    *((place, keys, "search") for place in PANES for _, keys in cases("search")),
    ("results", ("tab",), "article"),
    ("article", ("tab",), "related"),
    ("related", ("tab",), "names"),
    ("names", ("tab",), "results"),
    ("search", ("tab",), "results"),
    ("results", ("shift+tab",), "names"),
    ("article", ("shift+tab",), "results"),
    ("search", ("shift+tab",), "names"),
    ("search", ("enter",), "results"),
    ("search", ("down",), "results"),
    ("search", ("escape",), "results"),
    ("results", ("enter",), "article"),
    ("article", ("q",), "results"),
    ("article", ("escape",), "results"),
    ("related", ("q",), "article"),
    ("related", ("escape",), "article"),
    ("names", ("q",), "article"),
    ("names", ("escape",), "article"),
    ("related", ("enter",), "article"),
]


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (50, 16)])
async def test_keys_go_from_place_to_place(small: Library, size: tuple[int, int]) -> None:
    async with reader(small, size) as r:
        await r.press("enter")
        await r.until(lambda: r.title)
        for place, keys, becomes in WAYS:
            await r.until(lambda: r.main.cast.cast)
            r.main.focus_place(place)
            await r.until(lambda place=place: r.main.place == place)
            if place == "related":
                await r.until(lambda: r.main.related.reports)
            await r.press(*keys)
            await r.until(lambda becomes=becomes: r.main.place == becomes, f"{place} {keys} {becomes}")
            pane = r.main.search_box if becomes == "search" else r.main.pane(becomes)
            assert pane.display
            assert pane.size.width > 10


async def test_only_the_article_and_all_panes_again(small: Library) -> None:
    async with reader(small) as r:
        await r.press("z")
        await r.until(lambda: r.main.article.size.width == 120)
        assert not r.main.results.display
        await r.press("z")
        await r.until(lambda: r.main.results.display)
        assert r.main.related.display


async def test_wide_tables_move_sideways(library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("wide")
    (folder / "a.md").write_text(
        "# Wide\n\nText.\n\n    " + "  ".join(f"column{n:02}" for n in range(20)) + "\n"
    )
    library.index([folder])
    async with reader(library, (80, 24)) as r:
        await r.press("2")
        assert "column00" in r.screen()
        assert "›" in r.screen()
        for _ in range(30):
            await r.press("right")
        assert "column19" in r.screen()
        assert "column00" not in r.screen()
        assert "‹" in r.screen()
        for _ in range(30):
            await r.press("left")
        assert "column00" in r.screen()


async def test_help_lists_the_keys_of_the_place_and_no_others(small: Library) -> None:
    async with reader(small, (100, 100)) as r:
        await r.press("question_mark")
        await r.until(lambda: isinstance(r.app.screen, HelpScreen))
        await r.until(lambda: "Keys in the results" in r.screen())
        screen = r.screen()
        for action in ACTIONS:
            assert (action.words in screen) == ("results" in action.places and bool(action.keys)), action.id
        await r.press("question_mark")
        assert r.app.screen is r.main
        await r.press("2", "question_mark")
        await r.until(lambda: "Keys in the article" in r.screen())
        await r.press("q")
        assert r.app.screen is r.main
        assert r.main.place == "article"


async def test_help_scrolls_on_a_small_screen(small: Library) -> None:
    async with reader(small, (30, 8)) as r:
        await r.press("question_mark")
        await r.until(lambda: "Keys in" in r.screen())
        await r.press("G")
        await r.until(lambda: "since:7d" in r.screen() or "after:" in r.screen())
        await r.press("g", "g")
        await r.until(lambda: "Keys in" in r.screen())
        await r.press("escape")
        assert r.app.screen is r.main


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_palette_finds_an_action_by_its_words_and_does_it(small: Library, key: str) -> None:
    async with reader(small) as r:
        await r.press(key)
        await r.until(lambda: isinstance(r.app.screen, PaletteScreen))
        await r.type("only art")
        await r.until(lambda: "Only the article" in r.screen())
        assert "Search as you type" not in r.screen()
        await r.press("enter")
        await r.until(lambda: r.main.article.size.width == 120)
        await r.press(key, "escape")
        assert r.app.screen is r.main


async def test_the_palette_is_left_without_doing_anything(small: Library) -> None:
    async with reader(small) as r:
        await r.press("colon")
        await r.type("zzz")
        await r.until(lambda: "No command is called that" in r.screen())
        await r.press("enter", "escape")
        assert r.app.screen is r.main
        assert r.main.place == "results"


async def test_light_and_dark(small: Library) -> None:
    async with reader(small) as r:
        dark = r.app.current_theme.dark
        await r.press("colon")
        await r.type("light or")
        await r.press("enter")
        await r.until(lambda: r.app.current_theme.dark is not dark)
        await r.until(lambda: r.app.screen is r.main)


@pytest.mark.parametrize("key", ["ctrl+q", "q"])
async def test_leaving(small: Library, key: str) -> None:
    async with reader(small) as r:
        await r.press(key)
        assert r.app.return_code == 0


async def test_leaving_from_anywhere(small: Library) -> None:
    async with reader(small) as r:
        await r.press("slash", "a", "ctrl+p", "ctrl+q")
        assert r.app.return_code == 0


async def test_control_c_says_how_to_leave(small: Library) -> None:
    async with reader(small) as r:
        await r.press("ctrl+c")
        assert "ctrl+q leaves" in r.screen()
        assert r.app.return_code is None
        await r.press("escape")
        assert "q leaves" in r.screen()


async def test_suspending_asks_the_system(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    async with reader(small) as r:
        monkeypatch.setattr(r.app, "action_suspend_process", lambda: asked.append(True))
        await r.press("ctrl+z")
        assert asked == [True]
        await r.press("slash", "ctrl+z")
        assert asked == [True, True]


def test_keys_of_one_place_do_not_clash() -> None:
    for place in get_args(Place):
        taken: dict[tuple[str, ...], str] = {}
        for action in ACTIONS:
            for sequence in action.keys if place in action.places else ():
                keys = tuple(sequence.split())
                assert taken.setdefault(keys, action.id) == action.id
        for keys in taken:
            assert not any(keys != other and other[: len(keys)] == keys for other in taken)


@pytest.mark.parametrize(
    ("keys", "actions"),
    [
        ("j", ["down"]),
        ("gg", [None, "top"]),
        ("gj", [None, "down"]),
        ("ggg", [None, "top", None]),
        ("wj", [None, "down"]),
        ("gG", [None, "bottom"]),
    ],
)
def test_keys_are_put_together_into_sequences(keys: str, actions: list[str | None]) -> None:
    read = KeyReader(Keymap())
    assert [read.press("results", key).action for key in keys] == actions


@pytest.mark.parametrize(
    ("begun", "keys", "wanted"),
    [
        ("results", "5j", ("results", "down", 5)),
        ("results", "j", ("results", "down", None)),
        ("results", "10G", ("results", "bottom", 10)),
        ("article", "14gg", ("article", "top", 14)),
        ("results", "5gj", ("results", "down", 5)),
        ("article", "20]", ("article", "next-name", 20)),
        ("article", "3J", ("article", "next-report", 3)),
        ("results", "3J", ("results", "next-report", 3)),
        ("results", "2J", ("results", "next-report", 2)),
        ("article", "12K", ("article", "previous-report", 12)),
        ("article", "3n", ("article", "next-hit", 3)),
        ("article", "3]", ("article", "next-name", 3)),
        ("article", "3j", ("related", "down", None)),
        ("results", "3gg", ("related", "top", None)),
        ("results", "2]", ("article", "next-name", None)),
        ("results", "2n", ("article", "next-hit", None)),
        ("article", "2j", ("article", "down", 2)),
        ("article", "21j", ("results", "down", None)),
        ("results", "21j", ("results", "down", None)),
        ("article", "03j", ("article", "down", 3)),
        ("results", "0012j", ("results", "down", 12)),
        ("article", "24j", ("article", "down", 24)),
        ("article", "32z", ("article", "only-article", None)),
        ("article", "3?j", ("related", "down", None)),
        ("entity", "3j", ("entity", "down", 3)),
        ("story", "12j", ("story", "down", 12)),
        ("comparison", "2n", ("comparison", "next-difference", 2)),
        ("results", "4567891j", ("results", "down", 456789)),
        ("results", "0j", ("results", "down", 0)),
    ],
)
def test_digits_before_a_key_count_unless_they_go_to_a_pane(
    begun: Place, keys: str, wanted: tuple[Place, str, int | None]
) -> None:
    read = KeyReader(Keymap())
    place = begun
    press = Press(False)
    for key in keys:
        press = read.press(place, key)
        place = press.back or place
        if press.action and press.action.startswith("pane-"):
            place = cast("Place", press.action.removeprefix("pane-"))
    assert (place, press.action, press.count) == wanted
    assert read.pending == ""


def test_what_is_pending_shows_and_escape_takes_it_back() -> None:
    read = KeyReader(Keymap())
    assert [(read.press("results", key).known, read.pending) for key in "5g"] == [(True, "5"), (True, "5g")]
    assert read.press("results", "escape") == Press(True)
    assert read.press("results", "j").count is None
    assert read.press("results", "escape").action == "back"


async def test_a_count_moves_so_often(library: Library) -> None:
    library.add(many(200))
    async with reader(library, (80, 24)) as r:
        await r.press("5", "j")
        await r.until(lambda: "6 of 200" in r.screen())
        await r.press("1", "0", "G")
        assert r.main.results.cursor == 9
        await r.open("Report number 9")
        await r.press("3")
        assert r.main.place == "related"
        await r.press("J")
        await r.until(lambda: r.title == "Report number 12")
        assert r.main.place == "article"
        assert r.main.widths.results
        await r.press("4", "0")
        assert "40" in r.screen().splitlines()[-1]
        await r.press("escape")
        assert "40" not in r.screen().splitlines()[-1]
        assert r.main.place == "article"


def test_a_keymap_of_ones_own() -> None:
    keymap = Keymap({"down": ("n", "w y"), "next-hit": ()})
    read = KeyReader(keymap)
    assert not read.press("results", "j").known
    assert read.press("article", "n").action == "down"
    assert [read.press("results", key).action for key in "wy"] == [None, "down"]
    assert keymap.keys("next-hit") == ()


@pytest.mark.parametrize(
    ("key", "words"),
    [("g g", "gg"), ("enter", "Enter"), ("ctrl+d", "ctrl+d"), ("pagedown", "PgDn"), ("/", "/")],
)
def test_keys_are_shown_as_a_person_reads_them(key: str, words: str) -> None:
    assert shown(key) == words


def test_where_one_types_letters_are_no_commands() -> None:
    assert Keymap().keys_in("palette", "search") == ("ctrl+p",)
    assert ":" in Keymap().keys_in("palette", "results")
