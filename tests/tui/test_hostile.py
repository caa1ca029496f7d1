"""Text from outside, as bad as it comes: the screen stays whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from briefreader.library import Library
from briefreader.model import Article
from briefreader.text import clean, clean_line
from tests.tui.driving import reader

TEXTS = {
    "one word of 20,000 letters": "x" * 20_000,
    "markup": "[bold]x[/bold] [/] [@click=app.exit]quit[/] \\[ [[ ]] $text {0} %s",
    "escape sequences": "\x1b[2J\x1b]0;owned\x07 after \x9b31m red \x1bP+q\x1b\\ end",
    "wide": "日本語の見出しがとても長くて画面に入らないときにどうなるかを見る。" * 3,
    "arabic": "كتائب حزب الله تعلن تعليق عملياتها ضد القوات الأمريكية في العراق" * 2,
    "combining": "e\u0301\u0302\u0303\u0304\u0305\u0306" * 40,
    "emoji": "👩‍👩‍👧‍👦 🇩🇪🇫🇷 👍🏽 ✈️ " * 12,
    "tabs": "a\tb\t\tc\n\td\te",
    "blanks": " \u00a0\u2003 \u3000 " * 10 + "end",
    "hindi": "क्षत्रिय हिन्दी में समाचार " * 10,
    "numbers of lines": "\n".join(str(n) for n in range(3000)),
}


@pytest.mark.parametrize("name", TEXTS)
async def test_any_text_is_read_on_a_screen_that_stays_whole(library: Library, name: str) -> None:
    text = clean(TEXTS[name])
    title = clean_line(TEXTS[name])
    library.add(
        [
            Article(
                "a", title, text, datetime(2024, 1, 1, tzinfo=UTC), title[:500], title[:500], title[:500]
            ),
            Article("b", "Another", text + " and more of it"),
        ]
    )
    async with reader(library, (120, 30)) as r:
        for size in ((120, 30), (80, 24), (30, 8)):
            await r.pilot.resize_terminal(*size)
            await r.press("1", "enter")
            await r.until(lambda: r.title)
            await r.press("G", "g", "g", "space", "3", "2", "n", "right", "left")
            lines = r.screen().splitlines()
            assert len(lines) == size[1]
            assert {cell_len(line) for line in lines} == {size[0]}
            assert "\x1b" not in r.screen()
            assert "\x07" not in r.screen()
        assert r.app.return_code is None
    assert r.app.return_code in (None, 0)


async def test_a_query_of_any_kind_is_searched_for(library: Library) -> None:
    library.add([Article("a", "Title", "Text.")])
    async with reader(library, (80, 24)) as r:
        await r.press("slash")
        for query in ('"', "((", "title:", "[/b]", "after:", "日本", "*", "-", "a" * 300):
            r.main.search_box.value = query
            await r.until(lambda query=query: r.main.query_now.words == query)
            await r.pilot.pause()
        r.main.search_box.value = ""
        await r.until(lambda: r.main.results.total == 1)
        assert r.main.search_box.value == ""
