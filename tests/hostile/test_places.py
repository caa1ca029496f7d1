"""Every action of the registry over hostile reports, answered with hostile text: the screen is text.

The reader runs in this process, so that nothing depends on how fast it draws; that what is on its screen is
also what it sends is for ``test_reader`` to prove.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest
from textual import events

from briefreader.library import Library
from briefreader.tui import outside
from briefreader.tui.actions import ACTIONS, Action, Place
from briefreader.tui.pastes import Pastes
from tests.hostile.conftest import report
from tests.hostile.payloads import ATOMS, MARKER, mixture
from tests.hostile.stream import strays
from tests.tui.driving import Driver, reader

REPORTS = 12

WAYS: Mapping[Place, tuple[str, ...]] = {
    "search": ("slash",),
    "results": ("1",),
    "article": ("2",),
    "caret": ("2", "h"),
    "selection": ("2", "v", "w"),
    "related": ("3",),
    "names": ("e",),
    "filters": ("F",),
    "entity": ("e", "enter"),
    "comparison": ("1", "c"),
    "story": ("1", "t"),
}
"""Keys that lead from the results to each place."""

MOVING = ("Caret", "Move")

LEAVING = ("quit", "suspend", "back", "leave-entity")
"""What ends the reader, at once or from the results."""

ASKING = {
    "pipe": "Pipe", "save": "Save", "note": "Note on", "tags": "Tags", "citation": "How to cite",
    "recent": "What you have read", "palette": "Commands", "help": "Keys in",
    "merge": "is the same as", "rename": "be called?", "kind": "What is",
}  # fmt: skip
"""What stands on the screen when an action asks for something."""

KEYS = {
    "/": "slash", "\\": "backslash", "?": "question_mark", ":": "colon", "|": "vertical_line",
    "*": "asterisk", "]": "right_square_bracket", "[": "left_square_bracket", ".": "full_stop",
}  # fmt: skip
"""What Textual calls keys that are no letter."""


def steps(half: int) -> Iterator[tuple[Place, Action]]:
    """Yield every second action that has a key and does more than move, each in one of its places."""
    for number, action in enumerate(ACTIONS):
        if number % 2 == half and action.keys and action.id not in LEAVING and action.group not in MOVING:
            yield action.places[number % len(action.places)], action


def pasted(seed: int) -> str:
    """Return a paste as it comes through the terminal: a word, and what does not belong on a screen."""
    raw = " ".join(f"{MARKER} {mixture(seed)}".encode("utf-8", "replace").decode().splitlines())
    begin, end = "\x1b[200~", "\x1b[201~"
    return Pastes().clean(f"{begin}{raw.replace(end, '')}{end}").removeprefix(begin).removesuffix(end)


async def look(r: Driver, after: str) -> str:
    """Let all that goes on come to its end, and return the screen, every character of which is judged."""
    await r.app.workers.wait_for_complete()
    await r.pilot.pause()
    screen = r.screen()
    assert strays(screen) == [], f"after {after}: {screen}"
    return screen


def test_there_is_a_way_to_every_place() -> None:
    assert set(WAYS) == set(get_args(Place))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Library]:
    """A library of a few reports, as bad as those of the larger one."""
    with Library.open(tmp_path / "small") as library:
        lines = [json.dumps(report(f"{n}", "".join(ATOMS[n::REPORTS]))) for n in range(REPORTS)]
        library.add_stream(io.BytesIO("\n".join(lines).encode()), "stdin")
        yield library


@pytest.mark.parametrize(("columns", "half"), [(150, 0), (60, 1)])
async def test_every_action_over_hostile_reports_with_hostile_answers(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int, half: int
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("PAGER", "true")
    monkeypatch.setenv("BROWSER", "true")
    given: list[outside.Program] = []
    monkeypatch.setattr(outside, "run", lambda program: given.append(program) or outside.Ended("ended"))
    asked = set()
    async with reader(small, (columns, 24)) as r:
        for number, (place, action) in enumerate(steps(half)):
            while r.app.screen is not r.main:
                r.app.pop_screen()
                await r.pilot.pause()
            r.main.article.drop_selection()
            r.main.focus_place("results")
            for key in WAYS[place]:
                await r.press(key)
                await r.app.workers.wait_for_complete()
            await r.press(*(KEYS.get(key, key) for key in action.keys[0].split(" ")))
            if ASKING.get(action.id, "\0") in await look(r, f"{action.id} in {place}"):
                asked.add(action.id)
            r.app.post_message(events.Paste(pasted(number)))
            await look(r, f"{action.id} in {place}, answered with {pasted(number)!a}")
            await r.press("enter")
            await look(r, f"{action.id} in {place}, taken")
        assert r.app.return_code is None
    assert asked == {action.id for _, action in steps(half) if action.id in ASKING}
    for program in given:
        assert strays(program.text or "") == []
    for file in Path().iterdir():
        assert strays(file.read_text(encoding="utf-8")) == []
