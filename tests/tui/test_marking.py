"""Marks made in the reader: on one report, on several after asking, seen at once, and undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefreader.library import Library
from briefreader.model import Marks
from briefreader.tui.marks import Deed, completions, retagged
from briefreader.tui.screens.ask import WriteScreen
from briefreader.tui.screens.note import NoteScreen
from tests.tui.driving import AFTER, FLOOD, NOW, Driver, many, reader

IRAQ = Marks(tags=("basra", "iraq"))


@pytest.mark.parametrize(
    ("typed", "now", "deed"),
    [
        ("iraq", Marks(), Deed(add=("iraq",))),
        ("iraq, war", Marks(), Deed(add=("iraq", "war"))),
        ("Iraq  #War iraq", Marks(), Deed(add=("iraq", "war"))),
        ("iraq", IRAQ, Deed(remove=("basra",))),
        ("", IRAQ, Deed(remove=("basra", "iraq"))),
        ("basra iraq ", IRAQ, Deed()),
        ("+war", IRAQ, Deed(add=("war",))),
        ("-iraq", IRAQ, Deed(remove=("iraq",))),
        ("-iraq +war peace", IRAQ, Deed(add=("war", "peace"), remove=("iraq",))),
        ("-war", IRAQ, Deed()),
        ("war", None, Deed(add=("war",))),
        ("-war", None, Deed(remove=("war",))),
        ("", None, Deed()),
        ("+ -", IRAQ, Deed()),
    ],
)
def test_a_line_of_tags_says_what_is_to_change(typed: str, now: Marks | None, deed: Deed) -> None:
    assert retagged(typed, now) == deed


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", ["iraq ", "iran ", "war "]),
        ("ir", ["iraq ", "iran "]),
        ("war ir", ["war iraq ", "war iran "]),
        ("-w", ["-war "]),
        ("iraq +", ["iraq +iran ", "iraq +war "]),
        ("nothing", []),
    ],
)
def test_known_tags_are_offered(typed: str, lines: list[str]) -> None:
    known = [("iran", 1), ("iraq", 3), ("war", 1)]
    assert [choice.id for choice in completions(typed, known)] == lines


async def go_to(r: Driver, title: str) -> None:
    await r.press("1")
    for index in range(r.main.results.total):
        hit = r.main.results.listing.hit(index)
        if hit and hit.title == title:
            r.main.results.go_to(index)
    await r.until(lambda: r.title == title)


@pytest.mark.parametrize("place", ["results", "article"])
async def test_keys_mark_the_report_and_another_undoes(small: Library, place: str) -> None:
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        if place == "article":
            await r.press("2")
            await r.until(lambda: small.marks("flood").read_at)
            await r.press("u")
            await r.until(lambda: small.marks("flood").read_at is None)
            await r.until(lambda: "unread  " in r.screen())
        await r.press("r")
        await r.until(lambda: small.marks("flood").read_at)
        await r.until(lambda: "Marked read. U undoes." in r.screen())
        await r.press("u")
        await r.until(lambda: small.marks("flood").read_at is None)
        await r.press("m")
        await r.until(lambda: small.marks("flood").starred)
        await r.until(lambda: "* starred" in r.screen())
        assert r.screen().count("* ") >= 2
        await r.press("U")
        await r.until(lambda: not small.marks("flood").starred)
        await r.until(lambda: "Undone: starred" in r.screen() and "* starred" not in r.screen())
        await r.press("m")
        await r.until(lambda: "* starred" in r.screen())
        await r.press("m")
        await r.until(lambda: not small.marks("flood").starred)
        assert small.marks("after") == Marks()


async def test_a_report_is_read_and_visited_when_it_is_opened_and_not_before(small: Library) -> None:
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        unread = r.styles_of("River bursts")
        await r.press("enter")
        await r.until(lambda: small.marks("flood").read_at)
        await r.until(lambda: [visit.id for visit in small.history()] == ["flood"])
        await r.press("q")
        await r.until(lambda: r.styles_of("River bursts") != unread)
        await go_to(r, AFTER.title)
        assert [visit.id for visit in small.history()] == ["flood"]
        assert small.marks("after").read_at is None


async def test_what_is_marked_unread_stays_so_until_it_is_opened_anew(small: Library) -> None:
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        await r.press("enter")
        await r.until(lambda: small.marks("flood").read_at)
        await r.press("u")
        await r.until(lambda: small.marks("flood").read_at is None)
        await r.press("tab", "2", "j", "G")
        await r.pilot.pause(0.2)
        assert small.marks("flood").read_at is None
        await go_to(r, AFTER.title)
        await r.press("enter")
        await go_to(r, FLOOD.title)
        await r.press("enter")
        await r.until(lambda: small.marks("flood").read_at)


async def test_tags_are_written_with_completion(small: Library) -> None:
    small.mark(["after"], add_tags=["floods", "weather"])
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        await r.press("T")
        await r.until(lambda: isinstance(r.app.screen, WriteScreen))
        await r.until(lambda: "weather" in r.screen())
        await r.type("rivers fl")
        await r.until(lambda: "weather" not in r.screen())
        await r.press("tab", "enter")
        await r.until(lambda: small.marks("flood").tags == ("floods", "rivers"))
        await r.until(lambda: "#floods" in r.screen())
        await r.press("T")
        await r.type("-rivers")
        await r.press("enter")
        await r.until(lambda: small.marks("flood").tags == ("floods",))
        await r.press("T", "escape")
        assert r.app.screen is r.main
        await r.press("U")
        await r.until(lambda: small.marks("flood").tags == ("floods", "rivers"))


async def test_a_wrong_tag_is_said_to_be_one(small: Library) -> None:
    async with reader(small) as r:
        await r.press("T")
        await r.type('a"b')
        await r.press("enter")
        await r.until(lambda: "is no tag" in r.screen())


async def test_several_reports_are_marked_only_after_asking(library: Library) -> None:
    library.add(many(300))
    async with reader(library, (80, 24)) as r:
        await r.press("V", "j", "j")
        await r.until(lambda: "3 selected" in r.screen())
        await r.press("m")
        assert "Star 3 reports? y/n" in r.screen()
        await r.press("x")
        assert "Star 3 reports? y/n" in r.screen()
        await r.press("n")
        await r.until(lambda: "Nothing was changed." in r.screen())
        await r.press("m", "y")
        await r.until(lambda: "3 of 3 reports changed. U undoes." in r.screen())
        assert [library.marks(f"n{n:05}").starred for n in range(4)] == [True, True, True, False]
        await r.press("A", "r")
        assert "Mark 300 reports read? y/n" in r.screen()
        await r.press("escape")
        assert library.read_ids() == set()
        await r.press("r", "y")
        await r.until(lambda: len(library.read_ids()) == 300)
        await r.until(lambda: "300 of 300 reports changed" in r.screen())
        await r.press("U")
        await r.until(lambda: "Undo this: read: 300 reports? y/n" in r.screen())
        await r.press("y")
        await r.until(lambda: library.read_ids() == set())
        await r.press("A")
        await r.until(lambda: "300 selected" in r.screen())
        await r.press("escape")
        assert "selected" not in r.screen()


async def test_a_selection_that_is_not_all_on_the_screen_is_marked_whole(library: Library) -> None:
    library.add(many(400))
    async with reader(library, (80, 24)) as r:
        await r.press("V", "G")
        await r.until(lambda: "400 of 400" in r.screen())
        await r.press("k", "m", "y")
        await r.until(lambda: "399 of 399 reports changed" in r.screen())
        assert not library.marks("n00399").starred
        assert library.marks("n00200").starred


async def test_the_last_mark_again(small: Library) -> None:
    async with reader(small) as r:
        await r.press("full_stop")
        assert "Nothing to repeat yet" in r.screen()
        await go_to(r, FLOOD.title)
        await r.press("m")
        await r.until(lambda: small.marks("flood").starred)
        await go_to(r, AFTER.title)
        await r.press("full_stop")
        await r.until(lambda: small.marks("after").starred)
        await r.press("full_stop")
        await r.pilot.pause()
        assert small.marks("after").starred


async def test_a_note_is_kept_on_leaving_and_by_the_program_that_ends(small: Library) -> None:
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        await r.press("a")
        await r.until(lambda: isinstance(r.app.screen, NoteScreen))
        assert FLOOD.title in r.screen()
        await r.type("Ask Ann")
        await r.press("enter")
        await r.type("about the boats")
        await r.press("escape")
        await r.until(lambda: r.app.screen is r.main)
        assert small.marks("flood").note == "Ask Ann\nabout the boats"
        await r.until(lambda: "Ask Ann" in r.screen() and "· note" in r.screen())
        await r.press("a", "exclamation_mark", "ctrl+s")
        assert small.marks("flood").note.endswith("boats!")
        await r.press("question_mark", "ctrl+q")
        assert small.marks("flood").note.endswith("boats!?")


async def test_a_note_that_was_cut_short_is_there_again(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.tui.screens.note.DRAFT_SECONDS", 0.01)
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        await r.press("a")
        await r.type("half a th")
        await r.until(lambda: "half a th" in (small.recall("note") or ""))
        r.app.exit()  # as a kill would, without a word
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        await r.press("a")
        await r.until(lambda: "half a th" in r.screen() and "This is what you had written" in r.screen())
        await r.press("escape")
        assert small.marks("flood").note == "half a th"
        await r.press("U")
        await r.until(lambda: small.marks("flood").note == "")


async def test_marks_that_another_program_makes_are_seen(small: Library) -> None:
    async with reader(small) as r:
        await go_to(r, FLOOD.title)
        with Library.open(small.folder) as other:
            other.mark(["flood"], star=True, add_tags=["seen"])
        await r.until(lambda: "* starred · #seen" in r.screen() and "· #seen" in r.screen())


async def test_a_list_of_unread_reports_keeps_what_is_read_until_it_is_asked_anew(small: Library) -> None:
    async with reader(small) as r:
        await r.search("is:unread", 4)
        await r.press("enter")
        await r.until(lambda: len(small.read_ids()) == 1)
        await r.press("J")
        await r.until(lambda: len(small.read_ids()) == 2)
        small.add([replace(FLOOD, id="new", title="New", published=NOW)])
        await r.pilot.pause(1.3)
        assert r.main.results.total == 4
        await r.press("1")
        assert r.main.results.cursor == 1
        await r.press("slash", "end", "enter")
        await r.until(lambda: r.main.results.total == 3)


async def test_marks_made_in_a_burst_are_all_kept(library: Library) -> None:
    library.add(many(40))
    async with reader(library, (80, 24)) as r:
        await r.press(*("m", "j") * 20, "U")
        await r.until(lambda: "Undone: starred" in r.screen())
        starred = [library.marks(f"n{n:05}").starred for n in range(40)]
        assert starred == [True] * 19 + [False] * 21
