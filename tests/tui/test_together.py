"""Reports in company: compared, as a story, folded, dimmed, and how much of each is new."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.screen import Screen

from briefreader.library import Library
from briefreader.tui.listing import PAGE
from briefreader.tui.screens.comparison import ComparisonScreen
from briefreader.tui.screens.story import StoryScreen
from tests.made import LibraryOf
from tests.tui.driving import Driver, reader
from tests.tui.events import COPY, EVENTS, FIRST, LATER, OTHER, SECOND


@pytest.fixture
def events(library_of: LibraryOf) -> Library:
    """A library of a story of three reports, and another report."""
    return library_of(EVENTS)


async def open_report(r: Driver, words: str, title: str) -> None:
    await r.search(words, 1)
    await r.open(title)
    await r.until(lambda: r.main.related.reports, "related reports")


async def over(r: Driver, kind: type[Screen[None]], words: str) -> None:
    await r.until(lambda: isinstance(r.app.screen, kind) and words in r.screen(), words)


# -- related reports


async def test_a_related_report_shows_its_kind_and_what_is_new_and_others_stay_out(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.until(lambda: "% new" in r.screen(), "how much is new")
        shown = {report.id: report.kind for report in r.main.related.reports}
        assert shown["second"] == "same event"
        assert shown["later"] == "follow-up"
        assert "other" not in shown
        assert "same event · " in r.screen()
        assert r.main.related.asides["second"].differing == (("at least 41 people", "at least 57 people"),)
        assert "differs: at least 41 people" in r.screen()
        assert "Bright Star" in ", ".join(r.main.related.reports[0].reasons)


async def test_copies_are_one_line_with_a_count(events: Library) -> None:
    events.add([COPY])
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.until(lambda: "+ 1 copy" in r.screen(), "the copy")
        assert {"second", "copy"} & {report.id for report in r.main.related.reports}
        assert not {"second", "copy"} <= {report.id for report in r.main.related.reports}


# -- comparison


async def test_c_sets_the_open_report_beside_the_one_under_the_cursor(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.press("3")
        at = [report.id for report in r.main.related.reports].index("second")
        r.main.related.go_to(at)
        await r.press("c")
        await over(r, ComparisonScreen, "at least 57 people")
        lines = r.screen().splitlines()
        # What both say stands on one row, on either side of the line.
        both = next(line for line in lines if line.count("The Bright Star had left Port Amal") == 2)
        assert both.index("│") < both.rindex("The Bright Star")
        # What only one says is marked.
        assert any("▎ Fishing boats pulled" in line for line in lines)
        assert "▎ The Bright Star had left" not in r.screen()
        # Where they disagree is listed with both figures.
        assert "1 difference" in r.screen()
        assert any("at least 41" in line and "at least 57" in line for line in lines[-6:])
        await r.press("q")
        assert r.app.screen is r.main
        assert r.main.place == "related"


async def test_names_that_both_give_have_one_colour_on_both_sides(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.press("c")
        await over(r, ComparisonScreen, "Divers found")
        assert len(r.styles_of("Port Amal")) >= 1
        colours = {style.split(" on ")[0].split()[-1] for style in r.styles_of("Kessa")}
        assert len(colours) == 1
        assert colours.isdisjoint(
            style.split(" on ")[0].split()[-1] for style in r.styles_of("Fishing boats")
        )


async def test_n_goes_from_difference_to_difference(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.press("c")
        await over(r, ComparisonScreen, "1 difference")
        before = r.styles_of("at least 41 people")
        await r.press("n")
        await r.until(lambda: "difference 1 of 1" in r.screen())
        assert r.styles_of("at least 41 people") != before
        await r.press("N")
        await r.until(lambda: "difference 1 of 1" in r.screen())


async def test_two_that_do_not_disagree_are_said_not_to(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "prosecutors", LATER.title)
        await r.press("c")
        await over(r, ComparisonScreen, "no differences found")
        await r.press("n")
        assert "disagree" in r.screen().splitlines()[-1]


async def test_narrow_one_stands_above_the_other_and_both_move(events: Library) -> None:
    long = [f"Sentence number {n} tells of harbour matter {n * 7}." for n in range(60)]
    events.add(
        [FIRST.__class__("long", "Long report on the Bright Star", FIRST.text + "\n\n" + "\n\n".join(long))]
    )
    async with reader(events, (80, 24)) as r:
        await open_report_narrow(r, "matter", "Long report on the Bright Star")
        await r.press("c")
        await over(r, ComparisonScreen, "Bright Star")
        lines = r.screen().splitlines()
        middle = next(
            n for n, line in enumerate(lines) if n > 3 and ("─ Coast Wire" in line or "─ Daily" in line)
        )
        upper, lower = lines[1:middle], lines[middle + 1 : -3]
        assert any("Bright Star sank off Port Amal" in line for line in upper)
        assert any("Bright Star sank off Port Amal" in line for line in lower)
        await r.press("j", "j", "j")
        moved = r.screen().splitlines()
        assert moved[1:middle] != upper
        assert moved[middle + 1 : -3] != lower
        await r.press("G")
        assert "harbour matter 413" in r.screen()
        await r.press("g", "g")
        assert r.screen().splitlines()[1:middle] == upper


async def open_report_narrow(r: Driver, words: str, title: str) -> None:
    await r.search(words, 1)
    await r.open(title)


async def test_from_the_list_the_open_report_is_compared_with_the_one_under_the_cursor(
    events: Library,
) -> None:
    async with reader(events, (160, 40)) as r:
        await r.open(LATER.title)
        await r.press("q", "j")
        await r.until(lambda: r.title == OTHER.title)
        await r.press("c")
        await over(r, ComparisonScreen, "Neither says anything")
        assert LATER.title in r.screen()
        assert OTHER.title in r.screen()


async def test_enter_opens_the_other_report(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.press("c")
        await over(r, ComparisonScreen, "Divers found")
        await r.press("enter")
        await r.until(
            lambda: r.app.screen is r.main and r.title == SECOND.title and r.main.place == "article"
        )
        await r.press("q")
        await r.until(lambda: r.title == FIRST.title)


async def test_a_report_like_no_other_is_compared_with_none(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await r.search("queen", 1)
        await r.open(OTHER.title)
        await r.press("c")
        await over(r, ComparisonScreen, "no report like this one")
        await r.press("n", "enter", "j", "escape")
        assert r.app.screen is r.main


async def test_a_report_that_goes_meanwhile_is_said_to_be_gone(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        events.forget(["second", "later"])
        await r.press("c")
        await over(r, ComparisonScreen, "no longer in the library")


# -- the story


async def test_t_shows_the_story_by_day_and_enter_opens_a_report_of_it(events: Library) -> None:
    async with reader(events, (120, 50)) as r:
        await open_report(r, "divers", SECOND.title)
        await r.press("t")
        await over(r, StoryScreen, "7 Mar 2024")
        lines = [line.strip(" ▌") for line in r.screen().splitlines()]
        first, last = (next(line for line in lines if line.startswith(day)) for day in ("4 Mar", "7 Mar"))
        assert "2 reports" in first
        assert "1 report ·" in last
        assert first.count("━") > last.count("━") > 0
        assert "2 days without a report" in lines
        assert "3 reports · 2 outlets · 4 to 7 March 2024" in lines
        assert any(line.startswith("+ The ferry Bright Star sank off Port Amal on Monday") for line in lines)
        assert any(
            line.startswith("15:00 · Daily Ledger · ") and line.endswith("% new · open") for line in lines
        )
        assert OTHER.title not in r.screen()
        assert "2 of 3" in lines[-1]
        await r.press("j")
        await r.until(lambda: "3 of 3" in r.screen())
        await r.press("enter")
        await r.until(lambda: r.app.screen is r.main and r.title == LATER.title and r.main.place == "article")
        await r.press("q")
        await r.until(lambda: r.title == SECOND.title)


async def test_the_story_of_a_report_by_itself(events: Library) -> None:
    async with reader(events, (80, 24)) as r:
        await r.until(lambda: r.title)
        await r.press("j", "t")
        await over(r, StoryScreen, "1 report · 1 outlet")
        await r.press("k", "G", "q")
        assert r.app.screen is r.main


# -- folding


async def test_capital_z_folds_a_story_into_one_line_and_it_is_remembered(events: Library) -> None:
    async with reader(events, (120, 40)) as r:
        await r.press("j")
        await r.press("Z")
        await r.until(lambda: r.main.results.total == 2)
        assert "3 reports · Coast Wire" in r.screen()
        assert "4 reports · by story" in r.screen()
        assert r.main.results.hit.id == "other"
        await r.press("Z")
        await r.until(lambda: r.main.results.total == 4)
        assert r.main.results.hit.id == "other"
        await r.press("Z")
        await r.until(lambda: r.main.results.total == 2)
        await r.press("slash")
        await r.type("ferry")
        await r.until(lambda: r.main.results.total == 1)
        await r.press("escape", "ctrl+q")
    async with reader(events, (120, 40)) as r:
        assert r.main.results.total == 2


async def test_a_long_folded_list_comes_as_one_goes_down(
    library: Library, one_story: Callable[[], None]
) -> None:
    from tests.tui.driving import many

    library.add(many(400))
    one_story()
    async with reader(library, (80, 24)) as r:
        await r.press("Z")
        await r.until(lambda: "or more" in r.screen() or r.main.results.listing.is_whole)
        for _ in range(400 // PAGE):
            seen = r.main.results.total
            await r.press("G")
            await r.until(lambda seen=seen: r.main.results.total > seen or r.main.results.listing.is_whole)
        await r.until(lambda: r.main.results.listing.is_whole, "the whole list")
        listing = r.main.results.listing
        assert listing.total == 200
        assert all(listing.count(n) == 2 for n in range(listing.total))
        assert "of 200" in r.screen()


@pytest.fixture
def one_story(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let any two reports that follow one another be a story."""

    def pairs(library: Library, ids: list[str]) -> dict[str, str]:
        return {id: f"n{int(id[1:]) // 2 * 2:05}" for id in ids}

    return lambda: monkeypatch.setattr(Library, "stories_of", pairs)


# -- what is new


async def test_x_dims_what_was_read_elsewhere(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.until(lambda: "first" in events.read_ids(), "the mark")
        await open_report(r, "divers", SECOND.title)
        await r.until(lambda: "read" in r.screen())
        await r.press("i")  # names have colours of their own
        known = "The Bright Star had left Port Amal for Kessa"
        article = r.main.article
        plain = r.styles_of("found the wreck")
        assert r.styles_of(known) == plain
        await r.press("x")
        await r.until(lambda: r.styles_of(known) != plain, "dimmed")
        assert r.styles_of("found the wreck") == plain
        assert "% new" in r.screen().splitlines()[-1]
        assert article.reading
        await r.press("x")
        await r.until(lambda: r.styles_of(known) == plain, "bright again")


async def test_nothing_to_dim_is_said(events: Library) -> None:
    async with reader(events, (160, 40)) as r:
        await open_report(r, "fishing", FIRST.title)
        await r.press("x")
        await r.until(lambda: "nothing to dim yet" in r.screen())


def test_read_marks_outlive_reindexing_and_a_new_text(library: Library) -> None:
    library.add([FIRST])
    library.mark_read("first")
    library.reindex()
    library.add([SECOND.__class__("first", "Another headline", "Another text altogether.")])
    assert library.read_ids() == {"first"}
