"""The screen at its sizes: what folds away, and what stays in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.model import Article
from briefreader.tui.actions import Place
from briefreader.tui.geometry import MEASURE, Widths, column, share
from tests.tui.driving import FLOOD, many, reader


@pytest.mark.parametrize("focus", ["search", "results", "article", "related"])
@pytest.mark.parametrize("side", ["results", "related"])
def test_the_panes_share_the_width(focus: Place, side: Place) -> None:
    for columns in range(1, 301):
        widths = share(columns, focus, side)
        assert widths.results + widths.article + widths.related == columns
        shown = [name for name in ("results", "article", "related") if getattr(widths, name)]
        assert len(shown) == (3 if columns >= 100 else 2 if columns >= 70 else 1)
        assert ("results" if focus == "search" else focus) in shown
        assert columns < 70 or widths.article >= 40


def test_only_the_article() -> None:
    assert share(120, "article", "results", only_article=True) == Widths(0, 120, 0)
    assert share(120, "results", "results", only_article=True).results


def test_the_text_keeps_to_a_readable_measure_within_its_pane() -> None:
    for width in range(1, 301):
        margin, measure = column(width)
        assert 1 <= measure <= MEASURE
        assert margin + measure <= width


async def test_three_panes_two_and_one(small: Library) -> None:
    async with reader(small, (120, 30)) as r:
        await r.press("j")
        await r.until(lambda: r.title == FLOOD.title)

        def shown() -> list[str]:
            panes = {"results": "#results", "article": "#article", "related": "#side"}
            return [name for name, pane in panes.items() if r.main.query_one(pane).display]

        assert shown() == ["results", "article", "related"]
        await r.pilot.resize_terminal(80, 24)
        await r.until(lambda: shown() == ["results", "article"])
        await r.press("3")
        await r.until(lambda: shown() == ["article", "related"])
        await r.press("1")
        await r.until(lambda: shown() == ["results", "article"])
        await r.pilot.resize_terminal(60, 20)
        await r.until(lambda: shown() == ["results"])
        await r.press("enter")
        await r.until(lambda: shown() == ["article"])
        await r.press("3")
        await r.until(lambda: shown() == ["related"])
        await r.pilot.resize_terminal(120, 30)
        await r.until(lambda: shown() == ["results", "article", "related"])
        assert r.main.place == "related"


async def test_resizing_keeps_the_place(small: Library) -> None:
    async with reader(small, (120, 30)) as r:
        await r.press("j")
        await r.open(FLOOD.title)
        for _ in range(14):
            await r.press("j")
        article = r.main.article
        offset = article.offset_at_top
        assert offset > 200
        for size in ((80, 24), (200, 60), (40, 12), (70, 20), (120, 30)):
            await r.pilot.resize_terminal(*size)
            await r.until(lambda: article.sheet and article.sheet.columns == article.columns)
            line = article.sheet.lines[article.top] if article.sheet else None
            assert line is not None
            assert line.start <= offset <= line.end + 2 or article.top == article.last_top
        assert article.offset_at_top == offset


async def test_resizing_keeps_the_cursor_on_the_screen(library: Library) -> None:
    library.add(many(300))
    async with reader(library, (120, 60)) as r:
        for _ in range(25):
            await r.press("j")
        for size in ((80, 24), (60, 10), (120, 40), (20, 5), (120, 60)):
            await r.pilot.resize_terminal(*size)
            await r.pilot.pause()
            assert r.main.results.cursor == 25
            await r.until(lambda: "Report numb" in r.screen() and "▌" in r.screen())


@pytest.mark.parametrize("size", [(20, 5), (10, 4), (20, 3), (4, 2), (1, 1)])
async def test_a_tiny_terminal_is_a_plain_screen(small: Library, size: tuple[int, int]) -> None:
    async with reader(small, size) as r:
        await r.press("j", "enter", "j", "n", "question_mark", "q", "colon", "escape", "3", "j", "slash", "x")
        if size == (20, 5):
            lines = r.screen().splitlines()
            assert len(lines) == 5
            assert all(len(line) == 20 for line in lines)
        assert r.app.return_code is None


async def test_the_status_shows_the_keys_of_the_moment(small: Library) -> None:
    async with reader(small, (80, 24)) as r:
        status = r.main.status
        assert "Enter open" in status.text
        assert "/ search" in status.text
        await r.press("2")
        assert "q back" in status.text
        await r.press("slash")
        assert "Esc clear" in status.text


async def test_files_are_indexed_behind_the_screen(library: Library, tmp_path: Path) -> None:
    from briefreader.tui.app import ReaderApp
    from tests.tui.driving import NOW, Driver

    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Harbour opens again\n\nThe harbour of Elmstead opened on Monday.\n")
    (folder / "empty.txt").write_text("")
    app = ReaderApp(library, [folder], clock=lambda: NOW)
    async with app.run_test(size=(120, 30)) as pilot:
        r = Driver(app, pilot)
        await r.until(lambda: "1 report added" in r.screen(), "the end of indexing")
        await r.until(lambda: "1 file passed over: see 'briefreader index'" in r.screen())
        r.main.look()
        await r.until(lambda: "Harbour opens again" in r.screen())
        await r.until(lambda: r.title == "Harbour opens again")


async def test_a_text_that_begins_with_its_title_shows_it_once(library: Library) -> None:
    library.add([Article("a", "The title of it", "The title of it\n\nAnd then the text.")])
    async with reader(library, (120, 30)) as r:
        assert "And then the text." in r.screen()
        pane = "\n".join(line[37:92] for line in r.screen().splitlines())
        assert pane.count("The title of it") == 1
