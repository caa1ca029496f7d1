"""Names: marked in the report, gone through, jumped to, listed, looked up, decided about, offered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefreader.library import Library
from briefreader.model import Article
from briefreader.tui.screens.ask import AskScreen
from briefreader.tui.screens.entity import EntityScreen
from briefreader.tui.screens.help import HelpScreen
from tests.made import LibraryOf
from tests.tui.driving import Driver, reader

NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"

PAUSE = Article(
    id="pause",
    title="Militia halts its attacks",
    text=(
        "BAGHDAD - The Iraqi group Kata'ib Hezbollah said on Tuesday that it was halting its attacks.\n\n"
        "President Joe Biden had spoken with the Islamic Revolutionary Guard Corps (IRGC) in mind.\n\n"
        + "Nothing more was said that day.\n\n" * 30
        + "Kata'ib Hezbollah and the IRGC had no comment."
    ),
    published=datetime(2024, 1, 30, 21, tzinfo=UTC),
    source="Wire",
)
DOUBT = Article(
    id="doubt",
    title="Doubts about the pause",
    text="Kataib Hezbollah has paused before. Joe Biden was not sure that the IRGC would let it.",
    published=datetime(2024, 2, 3, tzinfo=UTC),
    source="Herald",
)
OTHER = Article(
    id="other", title="Rain over Lisbon", text="It rained in Lisbon, Portugal, and António Guterres got wet."
)


@pytest.fixture
def named(library_of: LibraryOf) -> Library:
    """A library of three reports with names under several spellings."""
    return library_of([PAUSE, DOUBT, OTHER])


async def open_pause(r: Driver) -> None:
    await r.search("halting", 1)
    await r.open(PAUSE.title)


async def go_to(r: Driver, name: str) -> None:
    """Go from name to name until at one."""
    seen = []
    while not seen or seen[-1] != name:
        assert len(seen) < 9, f"no {name} among {seen}"
        await r.press(NEXT)
        mention = r.main.article.mention
        seen.append(mention.name if mention else "")


async def about(r: Driver, name: str) -> EntityScreen:
    await r.until(lambda: isinstance(r.app.screen, EntityScreen) and name in r.screen(), name)
    screen = r.app.screen
    assert isinstance(screen, EntityScreen)
    return screen


async def test_names_are_marked_by_kind_and_hidden_by_a_key_and_at_the_next_start(named: Library) -> None:
    async with reader(named) as r:
        await open_pause(r)
        styles = [r.styles_of(name) for name in ("Joe Biden", "Kata'ib Hezbollah", "BAGHDAD")]
        assert all(styles)
        assert len({frozenset(each) for each in styles}) == 3
        assert not r.styles_of("President Joe Biden had")
        await r.press("i")
        assert r.styles_of("President Joe Biden had")
    async with reader(named) as r:
        await r.until(lambda: r.title == PAUSE.title)
        assert r.styles_of("President Joe Biden had")
        await r.press("i")
        assert not r.styles_of("President Joe Biden had")


async def test_kinds_differ_without_colours(named: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader(named) as r:
        await open_pause(r)
        strips = r.app.screen._compositor.render_strips()
        cues = set()
        for name in ("Joe Biden", "Kata'ib Hezbollah", "BAGHDAD", "had spoken"):
            style = next(s.style for strip in strips for s in strip if name in s.text)
            assert style is not None
            cues.add((style.bold, style.italic, style.underline, style.dim))
        assert len(cues) == 4


async def test_hits_win_over_names(named: Library) -> None:
    async with reader(named, (60, 24)) as r:
        await r.search("biden halting", 1)
        await r.press("enter")
        await r.until(lambda: r.main.place == "article" and r.title == PAUSE.title)
        strips = r.app.screen._compositor.render_strips()
        colors = {s.text: s.style.color for strip in strips for s in strip if s.style}
        assert colors["Biden"] == colors["halting"] != colors["Joe "]


async def test_from_name_to_name_and_back(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await open_pause(r)
        seen = []
        for _ in range(5):
            await r.press(NEXT)
            assert r.main.article.mention is not None
            seen.append(r.main.article.mention.name)
        assert "Kata'ib Hezbollah" in seen
        assert "Joe Biden" in seen
        await r.until(lambda: f"{seen[-1]} ·" in r.main.status.text)
        assert "report" in r.main.status.text
        await r.press(PREVIOUS)
        assert r.main.article.mention.name == seen[-2]
        await r.press(*[PREVIOUS] * 4)
        assert r.main.article.top > 0, "round at the beginning to the last name, which lies far below"
        await r.press(NEXT)
        assert r.main.article.mention.name == seen[0]


async def test_a_report_without_names_says_so(library: Library) -> None:
    library.add([Article(id="a", title="nothing", text="it rained a little, and that was all.")])
    async with reader(library) as r:
        await r.press("2", NEXT)
        assert "No names" in r.screen()
        await r.press("f")
        assert "No names or links" in r.screen()
        await r.press("e")
        assert "No names" in r.screen()


async def test_enter_opens_the_name_and_q_comes_back(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await open_pause(r)
        await r.press("enter")
        assert "Go to a name first" in r.screen()
        await go_to(r, "Kata'ib Hezbollah")
        await r.press("enter")
        await about(r, "2 reports")
        screen = r.screen()
        assert "organisation" in screen
        assert "Kataib Hezbollah 1" in screen
        assert "30 January 2024 to 3 February 2024" in screen
        assert "Joe Biden" in screen
        assert DOUBT.title in screen
        assert "█" in screen
        await r.press("q")
        assert r.app.screen is r.main
        assert r.main.place == "article"
        await r.press("L")
        await about(r, "2 reports")
        await r.press("H")
        await r.until(lambda: r.app.screen is r.main)
        assert r.title == PAUSE.title


async def test_from_an_entity_to_another_and_to_a_report_and_all_the_way_back(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await open_pause(r)
        await go_to(r, "Kata'ib Hezbollah")
        await r.press("enter")
        screen = await about(r, "2 reports")
        item = screen._view.item
        assert item is not None
        assert item.kind == "entity"
        first = r.screen().split("\n")[1]
        await r.press("enter")
        await r.until(lambda: r.screen().split("\n")[1] != first)
        await r.press("tab")
        await r.press("enter")
        await r.until(lambda: r.app.screen is r.main and r.title == DOUBT.title)
        await r.press("q")
        await r.until(lambda: isinstance(r.app.screen, EntityScreen))
        await r.press("q")
        await r.until(lambda: "Kata'ib Hezbollah" in r.screen().split("\n")[1])
        await r.press("H")
        await r.until(lambda: r.app.screen is r.main and r.title == PAUSE.title)


async def test_labels_jump(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await open_pause(r)
        await r.press("f")
        assert "Type a label" in r.screen()
        assert "BAGHDAD" not in r.screen()
        await r.press("a")
        assert "BAGHDAD" in r.screen()
        assert r.main.article.mention is not None
        assert r.main.article.mention.start == 0
        await r.press("f", "escape")
        assert "Type a label" not in r.screen()
        assert "BAGHDAD" in r.screen()
        assert r.main.place == "article"


async def test_labels_jump_to_links_too(library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("links")
    (folder / "a.md").write_text("# links\n\nread [the page](https://example.org/page) now\n")
    library.index([folder])
    async with reader(library, (80, 24)) as r:
        await r.press("2", "f", "a")
        assert "https://example.org/page" in r.main.status.text


async def test_the_list_of_names(named: Library) -> None:
    async with reader(named) as r:
        await open_pause(r)
        await r.until(lambda: r.main.cast.cast)
        lines = r.screen().split("\n")
        listed = next(line for line in lines if "Joe Biden" in line[95:])
        assert listed[95:].split()[-2:] == ["1", "2"]
        assert next(n for n, line in enumerate(lines) if "Persons" in line) < next(
            n for n, line in enumerate(lines) if "Organisations" in line
        )
        await r.press("e", "G", "k")
        assert r.main.place == "names"
        entity = r.main.cast.entity
        assert entity is not None
        await r.press("enter")
        await about(r, entity.name)
        await r.press("q")
        assert r.main.place == "names"


async def test_a_star_searches_for_the_name_under_every_spelling(named: Library) -> None:
    async with reader(named) as r:
        await open_pause(r)
        await go_to(r, "Kata'ib Hezbollah")
        await r.press("asterisk")
        await r.until(lambda: r.main.results.total == 2)
        assert r.main.search_box.value == 'entity:"Kata\'ib Hezbollah"'
        assert r.main.place == "results"


async def test_a_plain_query_offers_the_other_spellings_in_one_key(named: Library) -> None:
    async with reader(named) as r:
        await r.search("islamic revolutionary guard corps", 1)
        await r.until(lambda: "under every spelling" in r.screen())
        await r.press("asterisk")
        await r.until(lambda: r.main.results.total == 2)


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_names_are_offered_as_one_types(named: Library, key: str) -> None:
    async with reader(named) as r:
        await r.press("slash")
        await r.type("pause irg")
        await r.until(lambda: "Tab Islamic Revolutionary Guard Corps" in r.screen())
        await r.press(key)
        assert r.main.search_box.value == 'pause entity:"Islamic Revolutionary Guard Corps" '
        assert r.main.place == "search"
        await r.press("enter")
        await r.until(lambda: r.main.results.total == 1 and r.main.place == "results")
        assert "Tab Islamic" not in r.screen()


async def test_tab_goes_on_where_nothing_is_offered(named: Library) -> None:
    async with reader(named) as r:
        await r.press("slash")
        await r.type("zzz")
        await r.press("tab")
        assert r.main.place != "search"


async def at_guard(r: Driver) -> EntityScreen:
    await open_pause(r)
    await go_to(r, "Islamic Revolutionary Guard Corps")
    await r.press("enter")
    return await about(r, "2 reports")


async def test_merging_and_taking_it_back(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await at_guard(r)
        await r.press("M")
        await r.until(lambda: isinstance(r.app.screen, AskScreen))
        await r.type("kataib")
        await r.until(lambda: "▌ Kata'ib Hezbollah" in r.screen())
        await r.press("enter")
        await r.until(lambda: "U undoes: merged" in r.screen())
        assert "Kataib Hezbollah 1" in r.screen()
        assert "IRGC 3" in r.screen()
        assert named.entity("IRGC").id == named.entity("Kataib Hezbollah").id
        await r.press("U")
        await r.until(lambda: "undone" in r.screen())
        assert named.entity("IRGC").id != named.entity("Kataib Hezbollah").id
        await r.press("U")
        await r.until(lambda: "no decision to undo" in r.screen())


async def test_splitting_a_spelling_off(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await at_guard(r)
        await r.press("x")
        await r.until(lambda: "Which spelling" in r.screen())
        await r.type("irgc")
        await r.press("enter")
        await r.until(lambda: "U undoes: split off IRGC" in r.screen())
        assert named.entity("IRGC").id != named.entity("Islamic Revolutionary Guard Corps").id


async def test_renaming_shows_in_the_report_too(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await at_guard(r)
        await r.press("R")
        await r.until(lambda: isinstance(r.app.screen, AskScreen))
        await r.type("The Guards")
        await r.press("enter")
        await r.until(lambda: "U undoes: renamed" in r.screen())
        assert "The Guards" in r.screen().split("\n")[1]
        await r.press("q")
        await r.until(lambda: "The Guards · organisation" in r.main.status.text)


async def test_changing_the_kind(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await at_guard(r)
        await r.press("C")
        await r.until(lambda: isinstance(r.app.screen, AskScreen))
        await r.type("oth")
        await r.press("enter")
        await r.until(lambda: "U undoes: marked" in r.screen())
        assert named.entity("IRGC").kind == "other"


async def test_a_question_is_left_without_deciding(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await at_guard(r)
        for key in "MxRC":
            await r.press(key)
            await r.until(lambda: isinstance(r.app.screen, AskScreen))
            await r.press("escape")
            await r.until(lambda: isinstance(r.app.screen, EntityScreen))
        await r.press("U")
        await r.until(lambda: "no decision to undo" in r.screen())


async def test_every_other_key_of_the_entity_does_something(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        screen = await at_guard(r)
        view = screen._view
        await r.press("G")
        assert view.cursor == len(view.items) - 1
        await r.press("g", "g")
        assert view.cursor == 0
        await r.press("right")
        assert view.cursor == 1
        await r.press("left")
        assert view.cursor == 0
        await r.press("j")
        assert view.items[view.cursor].row > view.items[0].row
        await r.press("k")
        assert view.items[view.cursor].row == view.items[0].row
        await r.press("question_mark")
        await r.until(lambda: isinstance(r.app.screen, HelpScreen) and "about a name" in r.screen())
        await r.press("q", "asterisk")
        await r.until(lambda: r.app.screen is r.main and r.main.results.total == 2)


async def test_a_name_that_is_no_longer_there(named: Library) -> None:
    async with reader(named, (80, 24)) as r:
        await open_pause(r)
        r.main.open_entity("ffffffffffff")
        await r.until(lambda: "no report names" in r.screen())
        await r.press("j", "enter", "M", "asterisk", "q")
        await r.until(lambda: r.app.screen is r.main)
