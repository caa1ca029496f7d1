"""Few bytes to the terminal, and the right picture all the same."""

from __future__ import annotations

import gc

import pyte
import pytest
import textual
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.strip import Strip

from briefreader.library import Library
from briefreader.tui.lean import Paper
from tests.made import LibraryOf
from tests.tui.driving import reader
from tests.tui.events import EVENTS

STYLES = [
    None,
    Style.parse("red"),
    Style.parse("bold red on blue"),
    Style.parse("dim on blue"),
    Style.parse("bold dim"),
    Style.parse("underline"),
    Style.parse("reverse italic green"),
]
PIECE = st.lists(
    st.tuples(st.sampled_from(["a", "b ", "   ", "word", "é", "日", "x"]), st.sampled_from(STYLES)),
    max_size=6,
)


def strip(parts: list[tuple[str, Style | None]], columns: int) -> Strip:
    return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(columns, None)


def cells(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """What a person sees: of a blank only what shows."""
    shown = []
    for y in range(screen.lines):
        line = []
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            blank = cell.data == " " and not cell.reverse and not cell.underscore
            look = (
                (cell.bg,)
                if blank
                else (cell.fg, cell.bg, cell.bold, cell.italics, cell.underscore, cell.reverse)
            )
            line.append((cell.data, *look))
        shown.append(line)
    return shown


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from([(0, 24), (0, 12), (12, 12), (8, 16)]), PIECE),
        max_size=8,
    )
)
def test_what_was_painted_piece_by_piece_is_what_a_full_painting_shows(
    updates: list[tuple[int, tuple[int, int], list[tuple[str, Style | None]]]],
) -> None:
    lean, full = pyte.Screen(24, 3), pyte.Screen(24, 3)
    lean_stream, full_stream = pyte.Stream(lean), pyte.Stream(full)
    paper = Paper()
    for y, (x, columns), parts in updates:
        piece = (y, x, strip(parts, columns))
        lean_stream.feed(paper.paint([piece], ColorSystem.TRUECOLOR))
        full_stream.feed(Paper().paint([piece], ColorSystem.TRUECOLOR))
    assert cells(lean) == cells(full)


def test_what_is_there_already_is_not_sent_again() -> None:
    paper = Paper()
    line = strip([("some words", STYLES[1])], 40)
    assert paper.paint([(0, 0, line)], ColorSystem.TRUECOLOR)
    assert paper.paint([(0, 0, line)], ColorSystem.TRUECOLOR) == ""
    changed = strip([("some wards", STYLES[1])], 40)
    sent = paper.paint([(0, 0, changed)], ColorSystem.TRUECOLOR)
    assert "a" in sent
    assert "some" not in sent
    paper.forget()
    assert "some" in paper.paint([(0, 0, changed)], ColorSystem.TRUECOLOR)


def test_wide_characters_are_never_painted_in_part() -> None:
    paper = Paper()
    paper.paint([(0, 0, strip([("日本 one", None)], 20))], None)
    assert "日本 two" in paper.paint([(0, 0, strip([("日本 two", None)], 20))], None)


def test_without_colours_none_are_sent() -> None:
    assert "31" not in Paper().paint([(0, 0, strip([("word", Style.parse("red on blue"))], 9))], None)


def test_textual_is_the_version_whose_privates_are_used() -> None:
    assert textual.__version__ == "8.2.8"


@pytest.mark.parametrize("keys", [("tab",), ("j",), ("slash",), ("2", "j")])
async def test_a_key_repaints_parts_and_not_the_screen(
    small: Library, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stock Textual repaints the whole screen when the focus changes."""
    async with reader(small) as r:
        painted: list[bool] = []
        compositor = r.main._compositor
        whole = compositor.render_full_update
        monkeypatch.setattr(compositor, "render_full_update", lambda *_: (painted.append(True), whole())[1])
        await r.press(*keys)
        await r.pilot.pause(0.2)
        assert not painted


async def test_nothing_is_painted_while_nothing_happens(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(small) as r:
        await r.press("slash", "a")
        # Until the preview has followed.
        await r.pilot.pause(3.5)
        painted: list[object] = []
        monkeypatch.setattr(r.app, "_display", lambda *update: painted.append(update))
        await r.pilot.pause(2.2)
        assert not [update for _, update in painted if update is not None]


@pytest.mark.parametrize("key", ["c", "t"])
async def test_nothing_is_painted_while_two_are_compared_or_a_story_is_shown(
    library_of: LibraryOf, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    library = library_of(EVENTS)
    async with reader(library) as r:
        await r.open(EVENTS[2].title)
        await r.press(key)
        await r.until(lambda: "in both" in r.screen() or "3 of 3" in r.screen())
        await r.pilot.pause(0.5)
        painted: list[object] = []
        monkeypatch.setattr(r.app, "_display", lambda *update: painted.append(update))
        await r.pilot.pause(2.2)
        assert not [update for _, update in painted if update is not None]


async def test_what_a_screen_drew_is_forgotten_with_it(small: Library) -> None:
    def drawn() -> int:
        gc.collect()
        return sum(isinstance(one, StylesCache) for one in gc.get_objects())

    async with reader(small) as r:
        held = []
        for _ in range(3):
            for _ in range(4):
                await r.press("question_mark")
                await r.until(lambda: "Keys in" in r.screen())
                await r.press("escape")
                await r.until(lambda: r.app.screen is r.main)
            held.append(drawn())
        assert held[1] == held[2]
