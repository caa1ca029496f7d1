"""Two reports in parallel: every character is shown, and what both say begins on one row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.model import Aligned, Article, Comparison, Difference
from briefreader.tui.beside import Compared
from briefreader.tui.parallel import DOWN, UP, Parallel, chain
from briefreader.tui.widgets.differences import window

WORDS = ["one", "two", "three", "harbour", "日本語", "[b]", "é"]


def sentences(count: int, mark: str) -> list[str]:
    return [f"{mark}{n} " + " ".join(WORDS[: 1 + n % len(WORDS)]) + "." for n in range(count)]


def spans(parts: list[str], joint: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for part in parts:
        found.append((at, at + len(part)))
        at += len(part) + len(joint)
    return found


def compared(a: int, b: int, pairs: list[tuple[int, int]], joints: tuple[str, str]) -> Compared:
    one, other = sentences(a, "A"), sentences(b, "B")
    spans_a, spans_b = spans(one, joints[0]), spans(other, joints[1])
    common = tuple(Aligned(spans_a[i], spans_b[j], 0.5) for i, j in sorted(set(pairs)) if i < a and j < b)
    held_a, held_b = {pair.a for pair in common}, {pair.b for pair in common}
    comparison = Comparison(
        common,
        tuple(span for span in spans_a if span not in held_a),
        tuple(span for span in spans_b if span not in held_b),
        (),
    )
    return Compared(
        Article("a", "Title of one", joints[0].join(one)),
        Article("b", "Other", joints[1].join(other)),
        comparison,
        {},
    )


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=12),
    st.sampled_from([("\n\n", "\n\n"), (" ", "\n\n"), (" ", " ")]),
    st.integers(6, 60),
)
def test_all_is_shown_in_order_and_what_is_aligned_begins_on_one_row(
    a: int, b: int, pairs: list[tuple[int, int]], joints: tuple[str, str], columns: int
) -> None:
    two = compared(a, b, pairs, joints)
    laid = Parallel(two, (columns, columns))
    for number, side in enumerate((laid.a, laid.b)):
        shown = [row[number] for row in laid.rows if row[number] >= 0]
        assert shown == list(range(len(side.lines)))
        text = "".join(side.article.text[line.start : line.end] for line in side.lines)
        assert "".join(text.split()) == "".join(side.article.text.split())
    for pair in chain(two.comparison.common):
        assert laid.row_of_a(pair.a[0]) == laid.row_of_b(pair.b[0])


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ([], []),
        ([(0, 0, 0.5), (1, 1, 0.5)], [(0, 0), (1, 1)]),
        ([(0, 1, 0.9), (1, 0, 0.5)], [(0, 1)]),
        ([(0, 2, 0.9), (1, 0, 0.5), (2, 1, 0.5)], [(1, 0), (2, 1)]),
        ([(0, 0, 0.4), (0, 1, 0.6), (1, 1, 0.4)], [(0, 0), (1, 1)]),
    ],
)
def test_the_heaviest_chain_keeps_the_order_of_both(
    pairs: list[tuple[int, int, float]], kept: list[tuple[int, int]]
) -> None:
    common = [Aligned((i * 10, i * 10 + 9), (j * 10, j * 10 + 9), score) for i, j, score in pairs]
    assert [(pair.a[0] // 10, pair.b[0] // 10) for pair in chain(common)] == kept


@pytest.mark.parametrize("room", [10, 20, 40, 200])
@pytest.mark.parametrize("at", [0, 30, 80])
def test_a_window_holds_the_figure_and_fits(room: int, at: int) -> None:
    text = "First. " + " ".join(f"word{n}" for n in range(20)) + " last."
    passage = (7, len(text))
    span = (7 + at, 7 + at + 5)
    first, last = window(text, span, passage, room)
    assert passage[0] <= first <= span[0] < span[1] <= last <= passage[1]
    assert last - first <= max(room, 5)


def test_a_difference_is_a_place_in_both() -> None:
    two = compared(6, 6, [(0, 0)], ("\n\n", "\n\n"))
    laid = Parallel(two, (30, 30))
    difference = Difference("number", two.comparison.only_a[3], two.comparison.only_b[0], (0, 1), (0, 1))
    row = laid.row_of_a(difference.a[0])
    number = laid.rows[row][0]
    line = laid.a.lines[number]
    assert line.start <= difference.a[0] < line.end


def test_what_both_say_at_another_height_points_to_where_the_other_has_it() -> None:
    two = compared(3, 3, [(0, 1), (1, 2), (2, 0)], ("\n\n", "\n\n"))
    laid = Parallel(two, (40, 40))
    bars = [
        [side.runs(number, None)[0][0] for number, line in enumerate(side.lines) if line.end]
        for side in (laid.a, laid.b)
    ]
    assert bars == [["  ", "  ", UP], [DOWN, "  ", "  "]]


def test_only_what_the_other_says_nearly_all_of_is_dimmed() -> None:
    two = compared(2, 2, [(0, 0), (1, 1)], ("\n\n", "\n\n"))
    said, alike = two.comparison.common
    common = (replace(said, score=0.6), replace(alike, score=0.3))
    laid = Parallel(replace(two, comparison=replace(two.comparison, common=common)), (60, 60))
    styles = [laid.a.runs(number, None)[1][1] for number, line in enumerate(laid.a.lines) if line.end]
    assert ["common" in style for style in styles] == [True, False]
    assert laid.row_of_a(alike.a[0]) == laid.row_of_b(alike.b[0])
