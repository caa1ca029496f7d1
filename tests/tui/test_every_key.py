"""Every key of every action of the registry, in every place it is for: something a person can see changes.

A new action is covered as soon as it is in the registry. Where it needs something to work on that ``BASE``
does not give, a line in ``FIRST`` says what to press before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import get_args

import pytest
from textual import events
from textual.keys import _character_to_key

from briefreader.library import Library
from briefreader.model import Markup
from briefreader.tui.actions import ACTIONS, Keymap, Place, shown
from briefreader.tui.screens.searching import Searching
from tests.tui.driving import NOW, Driver, reader
from tests.tui.events import EVENTS

BASE: dict[Place, tuple[str, ...]] = {
    "search": ("/", *"kes"),
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
    markup=(Markup(len(LEAD) + 2, len(LEAD) + 2 + len(WIDE), "code"),),
)
"""The first report of the list: longer and wider than the screen."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that all places share."""
    with Library.open(tmp_path_factory.mktemp("keys") / "library") as library:
        library.add([LONG if report is NEWEST else report for report in EVENTS])
        yield library


class Watched:
    """A reader with what a person would notice: its screen, and what it did to the terminal.

    A key is given to the program as the terminal does, but nobody waits for the machine to be idle, only
    for the work behind the screen to be done.
    """

    def __init__(self, r: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        self.r, self.app, self.main = r, r.app, r.main
        self.done: list[str] = []
        monkeypatch.setattr(self.app, "exit", lambda *_, **__: self.done.append("exit"))
        monkeypatch.setattr(self.app, "action_suspend_process", lambda: self.done.append("suspended"))
        forget = self.app.paper.forget

        def drawn_again() -> None:
            self.done.append("drawn again")
            forget()

        monkeypatch.setattr(self.app.paper, "forget", drawn_again)

    async def press(self, *keys: str) -> None:
        for key in keys:
            character = key if len(key) == 1 else " " if key == "space" else None
            name = _character_to_key(key) if len(key) == 1 else key
            await self.app.on_event(events.Key(name, character))
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until nothing is being done for the last key any more."""
        for _ in range(2000):
            await self.r.pilot._wait_for_screen()
            if all(worker.is_finished for worker in self.app.workers):
                await self.r.pilot._wait_for_screen()
                return
            await asyncio.sleep(0.001)

    def seen(self) -> tuple[object, ...]:
        strips = self.app.screen._compositor.render_strips()
        cells = tuple((segment.text, segment.style) for strip in strips for segment in strip)
        return (len(self.app.screen_stack), tuple(self.done), cells)

    async def begin(self, place: Place) -> None:
        """Go to a place from wherever the last key has led."""
        main = self.main
        while self.app.screen is not main:
            await self.app.pop_screen()
        # Nobody looks on the way: it is painted once, at the end of it.
        with self.app.batch_update():
            main.answer("n")
            main.jump("escape")
            main.end_find()
            main.article.caret_off()
            main.results.deselect()
            main.article.show_names(True)
            if main.query_now.folded:
                main.toggle_fold()
                await self.quiet()
            if main.search_box.value:
                main.clear()
                await self.quiet()
            main.focus_place("results")
            main.results.go_to(0)
            await self.quiet()
        assert (main.results.total, self.r.title) == (len(EVENTS), LONG.title)
        main.article.scroll_lines(0)
        await self.press(*BASE[place])
        assert self.place == place, self.r.screen()

    @property
    def place(self) -> Place:
        screen = self.app.screen
        return self.main.key_place if screen is self.main else getattr(screen, "_place", "entity")


@asynccontextmanager
async def watched(library: Library, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    # The cursor need not rest before its report shows.
    monkeypatch.setattr(Searching, "preview_soon", lambda self, seconds=0.0: self.preview())
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("PAGER", "true")
    async with reader(library, (120, 16)) as r:
        yield Watched(r, monkeypatch)


@pytest.mark.parametrize("place", get_args(Place))
async def test_every_key_of_a_place_has_an_effect(
    shared: Library, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    keymap = Keymap()
    dead = []
    async with watched(shared, monkeypatch) as on:
        for action in ACTIONS:
            for sequence in keymap.keys_in(action.id, place):
                if (action.id, place) in NOWHERE:
                    continue
                await on.begin(place)
                await on.press(*FIRST.get((action.id, place), ()))
                before = on.seen()
                await on.press(*sequence.split())
                if on.seen() == before:
                    dead.append(f"{action.id}: {shown(sequence)}\n{on.r.screen()}")
    assert not dead, "\n".join(dead)


def test_every_place_can_be_gone_to() -> None:
    assert set(BASE) == set(get_args(Place))
