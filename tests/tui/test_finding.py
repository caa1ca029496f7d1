"""Words found inside the open report, without leaving it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.library import Library
from briefreader.model import Article
from briefreader.tui.finding import Findable
from tests.tui.driving import FLOOD, reader


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The river rose. The River fell.", "river", ["river", "River"]),
        ("Erdoğan met Erdogan", "erdogan", ["Erdoğan", "Erdogan"]),
        ("Erdogan", "ERDOĞAN", ["Erdogan"]),
        ("Große Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Kata’ib and Kata'ib", "kata'ib", ["Kata’ib", "Kata'ib"]),
        ("a ﬁne day", "fine", ["ﬁne"]),
        ("cafe\u0301 society", "cafe", ["cafe"]),
        ("rose\nby a metre", "rose by", ["rose\nby"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("日本 and 日本", "日本", ["日本", "日本"]),
        ("words", "", []),
        ("two  words", " ", []),
        ("words", "swords", []),
    ],
)
def test_words_are_found_whatever_case_and_accents(text: str, words: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in Findable(text).find(words)] == found


@given(st.text(max_size=60), st.text(min_size=1, max_size=3))
def test_what_is_found_lies_in_the_text_and_in_order(text: str, words: str) -> None:
    spans = Findable(text).find(words)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert spans == sorted(spans)
    if words.strip() and words.isascii() and words in text:
        assert spans


async def test_a_report_is_searched_as_one_types(small: Library) -> None:
    async with reader(small, (80, 24)) as r:
        await r.search("flood", 2)
        await r.until(lambda: r.main.results.hit and r.title == r.main.results.hit.title)
        await r.press("J")
        await r.open(FLOOD.title) if r.main.place == "results" else None
        await r.until(lambda: r.title == FLOOD.title and r.main.place == "article")
        hits = r.main.article.hit_count
        top = r.main.article.top
        await r.press("backslash")
        await r.type("CENTIMETRÉS in")
        assert r.main.article.hit_count == 30
        assert "find: CENTIMETRÉS in▏ 1 of 30" in r.screen()
        await r.press("down")
        assert "2 of 30" in r.screen()
        await r.press("enter")
        assert "found 2 of 30: CENTIMETRÉS in" in r.screen()
        await r.press("n", "n")
        assert "found 4 of 30" in r.screen()
        await r.press("5", "N")
        assert "found 29 of 30" in r.screen()
        assert r.main.article.top > top
        await r.press("escape")
        assert r.main.place == "article"
        assert r.main.article.hit_count == hits
        assert "found" not in r.screen()


async def test_leaving_before_enter_goes_back_to_where_one_was(small: Library) -> None:
    async with reader(small, (80, 24)) as r:
        await r.press("j")
        await r.open(FLOOD.title)
        await r.press("j", "j", "ctrl+f")
        await r.type("expected to fall")
        assert r.main.article.top > 20
        await r.press("escape")
        assert r.main.article.top == 2
        assert "Rescue boats" in r.screen()
        await r.press("ctrl+f")
        await r.type("zz")
        assert "not in this report" in r.screen()
        await r.press("backspace", "backspace")
        await r.type("rescue b")
        assert "1 of 1" in r.screen()
        await r.press("ctrl+w")
        assert "find: rescue▏" in r.screen()
        await r.press("ctrl+u", "enter", "q")
        assert r.main.place == "results"


async def test_hostile_words_are_only_words(library: Library) -> None:
    library.add([Article(id="a", title="[b]", text="a [b] c \\d .* (")])
    async with reader(library, (80, 24)) as r:
        await r.press("backslash")
        await r.type("[b]")
        assert "1 of 2" in r.screen()
        await r.press("ctrl+u")
        await r.type(".*")
        assert "1 of 1" in r.screen()
