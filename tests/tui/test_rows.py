"""A report in a list, how its date is written, the pages of a list, and where one has been."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from rich.cells import cell_len

from briefreader.model import Hit, Marks, Page, RelatedReport
from briefreader.tui.beside import Aside
from briefreader.tui.dates import full, short
from briefreader.tui.history import History, Visit
from briefreader.tui.listing import PAGE, PAGES_KEPT, Listing
from briefreader.tui.reading import Query
from briefreader.tui.rows import related, result
from tests.tui.driving import FLOOD

NOW = datetime(2024, 9, 1, 12, tzinfo=UTC)
JAN = datetime(2024, 1, 31, 11, 43, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "in_a_list", "in_full"),
    [
        (None, "undated", "undated"),
        (JAN, "31 Jan", "31 January 2024, 11:43"),
        (datetime(2023, 12, 1, tzinfo=UTC), "1 Dec 2023", "1 December 2023"),
        (datetime(2024, 9, 1, 7, 5, tzinfo=UTC), "07:05", "1 September 2024, 07:05"),
        (datetime(2024, 9, 1, tzinfo=UTC), "today", "1 September 2024"),
        (
            datetime(2024, 9, 2, 0, 30, tzinfo=timezone(timedelta(hours=14))),
            "00:30",
            "2 September 2024, 00:30",
        ),
        (datetime(1, 1, 1, tzinfo=UTC), "1 Jan 1", "1 January 1"),
    ],
)
def test_dates(published: datetime | None, in_a_list: str, in_full: str) -> None:
    assert short(published, NOW) == in_a_list
    assert full(published) == in_full


def text(line: list[tuple[str, str]]) -> str:
    return "".join(part for part, _ in line)


def hit(title: str = "Attacks end in Iraq", snippet: str = "", **more: object) -> Hit:
    return Hit("a", title, "Outlet", JAN, 1.0, snippet, **more)  # type: ignore[arg-type]


def test_a_row_marks_its_hits() -> None:
    first, second = result(
        hit(snippet="They said attacks would end", title_spans=((0, 7),), snippet_spans=((10, 17),)), 60, NOW
    )
    assert first == [("Attacks", "headline hit"), (" end in Iraq", "headline")]
    assert text(second) == "Outlet · 31 Jan · They said attacks would end"
    assert ("attacks", "soft hit") in second


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (60, ["Attacks end in Iraq", "Outlet · 31 Jan · A snippet of the text that is long enough…"]),
        (18, ["Attacks end in Ir…", "Outlet · 31 Jan"]),
        (12, ["Attacks end…", "31 Jan"]),
        (4, ["Att…", "31…"]),
        (1, ["…", "…"]),
    ],
)
def test_a_row_gives_way_where_it_is_narrow(columns: int, lines: list[str]) -> None:
    rows = result(hit(snippet="A snippet of the text that is long enough to be cut somewhere"), columns, NOW)
    assert [text(row) for row in rows] == lines
    assert all(cell_len(text(row)) <= columns for row in rows)


def test_a_hit_far_into_the_snippet_is_brought_into_sight() -> None:
    snippet = "Many words come first and only then there are attacks in it"
    at = snippet.index("attacks")
    _, second = result(hit(snippet=snippet, snippet_spans=((at, at + 7),)), 50, NOW)
    assert ("attacks", "soft hit") in second
    assert text(second).startswith("Outlet · 31 Jan · …")


def test_a_report_without_a_title_is_named_so() -> None:
    assert text(result(hit(title=""), 40, NOW)[0]) == "(without a title)"


def test_a_related_report_says_why() -> None:
    report = RelatedReport(
        "a", "A headline that goes on over lines", "Outlet", None, 1.0, "topic", ("Iraq", "attacks")
    )
    lines = [text(line) for line in related(report, 16, NOW)]
    assert lines == ["A headline that", "goes on over", "lines", "Outlet · undated", "topic", "Iraq, attacks"]
    copies = replace(report, title="A", kind="same event", copies=("b", "c"))
    assert [text(line) for line in related(copies, 24, NOW, Aside(0.416))][2:4] == [
        "same event · 42% new",
        "+ 2 copies",
    ]
    assert [text(line) for line in related(copies, 40, NOW, Aside(None))][
        2
    ] == "same event · read · + 2 copies"
    differing = Aside(0.3, (("three soldiers", "four soldiers"), ("$2 billion", "$3 billion")))
    assert [text(line) for line in related(copies, 70, NOW, differing)][3:] == [
        "differs: three soldiers / four soldiers; $2 billion / $3 billion",
        "Iraq, attacks",
    ]
    assert [text(line) for line in related(copies, 50, NOW, differing)][3] == (
        "differs: three soldiers / four soldiers"
    )
    assert [text(line) for line in related(copies, 20, NOW, differing)][4:6] == [
        "differs: three sold…",
        "  / four soldiers",
    ]
    long = RelatedReport("a", "word " * 40, None, JAN, 1.0, "topic", ())
    assert [text(line) for line in related(long, 16, NOW)] == [
        "word word word",
        "word word word",
        "word word word…",
        "31 Jan",
        "topic",
    ]


def page(number: int, total: int) -> Page:
    hits = tuple(
        Hit(f"r{n}", "", None, None, 0.0, "") for n in range(number * PAGE, min(total, (number + 1) * PAGE))
    )
    return Page("", hits, total, number * PAGE)


def test_a_listing_holds_pages_and_forgets_the_least_used() -> None:
    total = PAGE * (PAGES_KEPT + 5)
    listing = Listing(total)
    listing.put(page(0, total))
    assert listing.hit(5) is not None
    assert listing.hit(PAGE) is None
    assert listing.lacks(0, PAGE - 1) is None
    assert listing.lacks(PAGE - 1, PAGE) == 1
    for number in range(1, PAGES_KEPT + 2):
        assert listing.hit(3) is not None, "what is looked at stays"
        listing.put(page(number, total))
    assert listing.hit(PAGE) is None
    assert listing.index_of("r3", 0) == 3
    assert listing.index_of("elsewhere", 0) is None
    assert listing.lacks(total - 3, total + 50) == total // PAGE - 1


def test_where_one_has_been() -> None:
    history = History()
    assert history.go(-1) is None
    assert history.current is None
    first, second, third = (Visit(name, Query("q")) for name in "abc")
    history.open(first)
    history.leave_at(40)
    history.open(second)
    history.open(second)
    assert history.go(1) is None
    back = history.go(-1)
    assert back is not None
    assert (back.id, back.offset) == ("a", 40)
    assert history.go(-1) is None
    forward = history.go(1)
    assert forward == second
    history.go(-1)
    history.open(third)
    assert history.go(1) is None
    assert history.current == third


@pytest.mark.parametrize(
    ("columns", "marks", "title_style", "second"),
    [
        (60, Marks(), "headline", "Valley Herald · 5 May"),
        (60, Marks(read_at=NOW), "soft", "Valley Herald · 5 May"),
        (60, Marks(starred=True, tags=("b",), note="n"), "headline", "* Valley Herald · 5 May · note #b"),
        (28, Marks(starred=True, tags=("iraq", "war")), "headline", "* Valley… · 5 May · #iraq #…"),
        (12, Marks(tags=("iraq",)), "headline", "5 M… · #iraq"),
    ],
)
def test_what_its_reader_made_of_a_report_shows_in_its_row(
    columns: int, marks: Marks, title_style: str, second: str
) -> None:
    hit = Hit("x", "Headline", "Valley Herald", FLOOD.published, 0.0, "", marks=marks)
    title, detail = result(hit, columns, NOW)
    assert title == [("Headline", title_style)]
    assert "".join(text for text, _ in detail) == second
