"""Wrapping, blocks and sheets: where each character of an article stands."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from briefreader.model import Article, Markup
from briefreader.text import clean
from briefreader.tui.blocks import blocks, is_hard_wrapped
from briefreader.tui.cells import cut, expand, fitting, is_narrow, width
from briefreader.tui.sheet import Sheet
from briefreader.tui.spans import Styled, runs
from briefreader.tui.wrap import wrap

PROSE = (
    "The Iran-backed group said on Tuesday it was suspending all military operations against US forces\n"
    "in the region, two days after a drone attack in Jordan that killed three American soldiers there.\n"
)


def lines_of(text: str, cells: int) -> list[str]:
    return [text[a:b] for a, b in wrap(text, 0, len(text), cells)]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, []),
        ("   ", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 5, ["one", "two", "three"]),
        ("one  two", 5, ["one", "two"]),
        ("one\ntwo three", 7, ["one\ntwo", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("well-known fact", 7, ["well-", "known", "fact"]),
        ("minus -5 degrees", 8, ["minus -5", "degrees"]),
        ("日本語の文章です", 6, ["日本語", "の文章", "です"]),
        ("日本語。次の文", 6, ["日本", "語。次", "の文"]),
        ("mixed 日本 text", 8, ["mixed 日", "本 text"]),
        ("cafe\u0301 cafe\u0301", 4, ["cafe\u0301", "cafe\u0301"]),
        ("a\tb", 10, ["a\tb"]),
        ("😀😀😀", 4, ["😀😀", "😀"]),
        ("x", 0, ["x"]),
    ],
)
def test_wrapping(text: str, cells: int, lines: list[str]) -> None:
    assert lines_of(text, cells) == lines


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab e\u0301-日本。\t\n😀éж\u200dक्", max_size=120), st.integers(1, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, cells: int) -> None:
    text = clean(text)
    spans = wrap(text, 0, len(text), cells)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    shown = "".join(text[a:b] for a, b in spans)
    assert "".join(shown.split()) == "".join(text.split())
    for a, b in spans:
        line = expand(text[a:b])
        assert width(line) <= cells or fitting(line, cells) == 0 or len(line.strip()) <= 4


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("headline", 8, "headline"),
        ("headline", 7, "headli…"),
        ("a headline", 3, "a…"),
        ("headline", 1, "…"),
        ("headline", 0, ""),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
    ],
)
def test_cutting(text: str, cells: int, shown: str) -> None:
    assert cut(text, cells) == shown
    assert cell_len(cut(text, cells)) <= cells


@pytest.mark.parametrize(
    ("text", "narrow"),
    [("plain", True), ("Kata’ib — Киев é", True), ("日", False), ("e\u0301", False), ("a\tb", False)],
)
def test_which_text_needs_no_measuring(text: str, narrow: bool) -> None:
    assert is_narrow(text) is narrow
    if narrow:
        assert cell_len(text) == len(text)


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [(0, 10, "")]),
        ([(2, 4, "a")], [(0, 2, ""), (2, 4, "a"), (4, 10, "")]),
        ([(0, 10, "a"), (3, 5, "b")], [(0, 3, "a"), (3, 5, "a b"), (5, 10, "a")]),
        ([(3, 5, "b"), (0, 4, "a")], [(0, 3, "a"), (3, 4, "b a"), (4, 5, "b"), (5, 10, "")]),
        ([(-5, 2, "a"), (8, 99, "b"), (20, 30, "c")], [(0, 2, "a"), (2, 8, ""), (8, 10, "b")]),
    ],
)
def test_spans_over_one_another(
    spans: list[tuple[int, int, str]], pieces: list[tuple[int, int, str]]
) -> None:
    assert runs(0, 10, [Styled(*span) for span in spans]) == pieces


def test_lines_broken_by_a_typewriter_are_put_together() -> None:
    text = PROSE * 3 + "\n" + PROSE * 2
    assert is_hard_wrapped(text.split("\n"))
    assert [(b.start, b.end) for b in blocks(text, ())] == [
        (0, len(PROSE) * 3 - 1),
        (len(PROSE) * 3 + 1, len(text) - 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph that ends.\nAnother paragraph that ends.\nAnd a third one, too.\nAnd a fourth.",
        "Spain 2\nEngland 1\nFrance 0\nItaly 3\n",
        "\n\n".join(["word " * 100] * 4),
        "",
    ],
)
def test_other_lines_stay_what_they_are(text: str) -> None:
    assert not is_hard_wrapped(text.split("\n"))


def drawn(sheet: Sheet) -> list[str]:
    return ["".join(text for text, _ in sheet.runs(number)) for number in range(len(sheet.lines))]


def test_the_head_of_a_report() -> None:
    article = Article(
        "a", "A title", "Text.", datetime(2024, 1, 31, 11, 43, tzinfo=UTC), "Outlet", "Bulletin", "Ann Ost"
    )
    assert drawn(Sheet(article, 60)) == [
        "A title", "", "Outlet · Bulletin · 31 January 2024, 11:43", "Ann Ost", "", "Text."
    ]  # fmt: skip
    assert drawn(Sheet(article, 24))[2:5] == ["Outlet · Bulletin", "31 January 2024, 11:43", "Ann Ost"]


def test_no_date_is_said_and_no_time_is_not() -> None:
    assert drawn(Sheet(Article("a", "T", "x"), 60))[2] == "undated"
    assert drawn(Sheet(Article("a", "T", "x", datetime(2024, 1, 31, tzinfo=UTC)), 60))[2] == "31 January 2024"


def test_a_title_that_the_text_begins_with_is_drawn_once_and_keeps_its_offsets() -> None:
    sheet = Sheet(Article("a", "The title", "The title\n\nThe text."), 60)
    assert drawn(sheet) == ["The title", "", "undated", "", "The text."]
    assert sheet.lines[0].part == "text"
    assert sheet.line_of(0) == 0
    assert sheet.line_of(11) == 4


def test_markdown_structure_can_be_seen() -> None:
    text = "Head\nSome text.\n\n• an item that is long\n• two\n\na quote of two lines\n\ncode = 1\n\n* * *"
    markup = (
        Markup(0, 4, "heading", "2"),
        Markup(17, 39, "item", "1"),
        Markup(40, 45, "item", "1"),
        Markup(47, 67, "quote", "1"),
        Markup(69, 77, "code"),
        Markup(79, 84, "rule"),
        Markup(5, 9, "strong"),
    )
    sheet = Sheet(Article("a", "T", text, markup=markup), 14)
    assert drawn(sheet)[4:] == [
        "Head", "", "Some text.", "", "• an item that", "  is long", "• two", "",
        "│ a quote of", "│ two lines", "", "code = 1", "", "────────────",
    ]  # fmt: skip
    assert sheet.runs(6)[0] == ("Some", "text strong")
    assert sheet.runs(4) == [("Head", "heading")]


def test_paragraphs_without_blank_lines_between_them_are_set_apart() -> None:
    long = "A paragraph that is certainly longer than fifty characters, as prose is."
    assert drawn(Sheet(Article("a", "T", f"{long}\n{long}"), 80))[4:] == [long, "", long]
    assert drawn(Sheet(Article("a", "T", "Roses are red\nviolets are blue"), 80))[4:] == [
        "Roses are red",
        "violets are blue",
    ]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc de\t\n日é😀-", max_size=200), st.integers(1, 30))
def test_offsets_become_places_and_back(text: str, columns: int) -> None:
    text = clean(text)
    sheet = Sheet(Article("a", "Some title", text), columns)
    for number, line in enumerate(sheet.lines):
        if line.part != "text":
            continue
        for offset in range(line.start, line.end):
            if sheet.line_of(offset) == number:
                column = sheet.column_of(number, offset)
                found = sheet.offset_at(number, column)
                # Characters of no width share their cell with the one before.
                assert found == offset or width(expand(text[min(found, offset) : max(found, offset)])) <= 2


def test_what_is_marked_is_found_line_by_line() -> None:
    text = "alpha beta gamma delta"
    sheet = Sheet(Article("a", "T", text), 11)
    spans = [Styled(6, 16, "hit"), Styled(17, 22, "hit")]
    lines = sheet.by_line(spans)
    assert [sheet.runs(n, lines.get(n, ())) for n in (4, 5)] == [
        [("alpha ", "text"), ("beta", "text hit")],
        [("gamma", "text hit"), (" ", "text"), ("delta", "text hit")],
    ]
