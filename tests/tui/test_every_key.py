"""Every action of the registry, in every place it is for, by its key: something a person can see changes.

A new action is covered as soon as it is in the registry. Where it needs something to work on that ``BASE``
does not give, a line in ``FIRST`` says what to press before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import get_args

import pytest

from briefreader.library import Library
from briefreader.model import Markup
from briefreader.tui.actions import ACTIONS, Keymap, Place, shown
from tests.tui.driving import NOW, Driver, reader
from tests.tui.events import EVENTS

NAMES = {
    "?": "question_mark", ":": "colon", "/": "slash", "*": "asterisk", "|": "vertical_line", ".": "full_stop",
    "\\": "backslash", "[": "left_square_bracket", "]": "right_square_bracket", "(": "left_parenthesis",
    ")": "right_parenthesis", "{": "left_curly_bracket", "}": "right_curly_bracket", "^": "circumflex_accent",
    "$": "dollar_sign", "#": "number_sign", "%": "percent_sign", ";": "semicolon", ",": "comma",
}  # fmt: skip

BASE: dict[Place, tuple[str, ...]] = {
    "search": ("/", "h", "a", "r"),
    "results": ("j", "j"),
    "article": ("2", "j", "j", "j"),
    "caret": ("2", "w", "w", "w"),
    "selection": ("2", "w", "w", "w", "v", "w"),
    "related": ("2", "3"),
    "names": ("2", "e", "g", "g", "j"),
    "filters": ("F", "g", "g"),
    "entity": ("2", "e", "enter"),
    "comparison": ("2", "c"),
    "story": ("t", "j"),
}
"""The keys that lead to each place from the first of a list of reports on one event."""

UPWARD = ("up", "half-page-up", "page-up", "top")
DOWNWARD = ("down", "half-page-down", "page-down", "bottom")

FIRST: dict[tuple[str, Place], tuple[str, ...]] = {
    ("scroll-left", "article"): ("right",),
    ("previous-item", "entity"): ("right",),
    **{
        (motion, place): keys
        for place in ("results", "article", "related", "names", "filters", "entity", "comparison", "story")
        for motions, keys in ((UPWARD, ("G",)), (DOWNWARD, ("g", "g")))
        for motion in motions
    },
}
"""What is pressed after ``BASE`` and before the key of an action, in a place."""

NOWHERE = {
    ("pane-results", "results"), ("pane-article", "article"), ("pane-related", "related"),
    ("pane-names", "names"),
}  # fmt: skip
"""The key of a pane has nowhere to go in it."""

NEWEST = max(EVENTS, key=lambda report: report.published or NOW.min)
LEAD = NEWEST.text.split("\n\n")[0]
WIDE = "wide " * 60
LONG = replace(
    NEWEST,
    text="\n\n".join([LEAD, WIDE, NEWEST.text, *(f"Paragraph {n}." for n in range(40))]),
    markup=(
        Markup(
            len(LEAD) + 2,
            len(LEAD) + 2 + len(WIDE),
            "code",
        ),
    ),
)
"""The first report of the list: longer and wider than the screen."""


class Seen:
    """What a person would notice: the screen with its colours, and what the program did to the terminal."""

    def __init__(self, r: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        self._r = r
        self.done: list[str] = []
        app = r.app
        monkeypatch.setattr(app, "exit", lambda *_, **__: self.done.append("exit"))
        monkeypatch.setattr(app, "action_suspend_process", lambda: self.done.append("suspended"))
        forget = app.paper.forget

        def drawn_again() -> None:
            self.done.append("drawn again")
            forget()

        monkeypatch.setattr(app.paper, "forget", drawn_again)

    def now(self) -> tuple[object, ...]:
        strips = self._r.app.screen._compositor.render_strips()
        cells = tuple((segment.text, str(segment.style)) for strip in strips for segment in strip)
        return (len(self._r.app.screen_stack), tuple(self.done), cells)

    async def settled(self) -> tuple[object, ...]:
        """Return what is seen once it has not changed for a moment."""
        seen = self.now()
        for _ in range(60):
            await asyncio.sleep(0.05)
            await self._r.pilot.pause()
            if (now := self.now()) == seen:
                break
            seen = now
        return seen

    async def changes(self, before: tuple[object, ...]) -> bool:
        for _ in range(60):
            if self.now() != before:
                return True
            await asyncio.sleep(0.02)
            await self._r.pilot.pause()
        return False


def keys_of(place: Place) -> list[tuple[str, tuple[str, ...]]]:
    keymap = Keymap()
    return [
        (action.id, tuple(keymap.keys_in(action.id, place)[0].split()))
        for action in ACTIONS
        if keymap.keys_in(action.id, place)
    ]


async def press(r: Driver, *keys: str) -> None:
    await r.press(*(NAMES.get(key, key) for key in keys))


async def begin(r: Driver, place: Place) -> None:
    """Go to a place from wherever the last key has led."""
    main = r.main
    while r.app.screen is not main:
        r.app.pop_screen()
        await r.pilot.pause()
    for _ in range(3):
        await press(r, "escape")
    if main.query_now.folded:
        main.toggle_fold()
    main.article.show_names(True)
    main.search_box.set_words("")
    main.focus_place("results")
    main.results.go_to(0)
    await r.until(lambda: main.results.total == len(EVENTS) and main.place == "results")
    await r.until(lambda: main.results.hit and r.title == main.results.hit.title)
    await r.until(lambda: main.cast.cast and main.related.reports)
    for key in BASE[place]:
        await press(r, key)
        await r.until(lambda: main.place != "filters" or main.shelf.count)
    if place in ("comparison", "story"):
        await r.until(lambda: "in both" in r.screen() or " of " in r.lines()[-1])
    if place == "entity":
        await r.until(lambda: "Named with" in r.screen())


@asynccontextmanager
async def on_events(library: Library) -> AsyncIterator[Driver]:
    library.add([LONG if report is NEWEST else report for report in EVENTS])
    async with reader(library, (120, 16)) as r:
        yield r


@pytest.mark.parametrize("place", get_args(Place))
async def test_every_key_of_a_place_has_an_effect(
    library: Library, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("PAGER", "true")
    dead = []
    async with on_events(library) as r:
        seen = Seen(r, monkeypatch)
        for action, keys in keys_of(place):
            await begin(r, place)
            await press(r, *FIRST.get((action, place), ()))
            before = await seen.settled()
            await press(r, *keys)
            if not await seen.changes(before) and (action, place) not in NOWHERE:
                dead.append(f"{action}: {shown(' '.join(keys))}\n{r.screen()}")
    assert not dead, "\n".join(dead)


def test_every_place_can_be_gone_to() -> None:
    assert set(BASE) == set(get_args(Place))
