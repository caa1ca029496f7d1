"""Memory that is free goes back to the system, and code is loaded, but not while one types."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

import pytest
from rich import cells
from rich.cells import cell_len
from rich.segment import Segment

from briefreader.library import Library
from briefreader.tui import ahead, app, memory
from tests.tui.driving import reader


async def test_memory_goes_back_once_no_key_has_come_for_a_while(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[float] = []
    loaded: list[float] = []
    monkeypatch.setattr(app, "REST_SECONDS", 0.3)
    monkeypatch.setattr(ahead, "load", lambda: loaded.append(time.monotonic()))
    monkeypatch.setattr(memory, "give_back", lambda: given_back.append(time.monotonic()))
    async with reader(small) as r:
        pressed = 0.0
        for _ in range(4):
            await r.press("j")
            pressed = r.app._last_key
            await asyncio.sleep(0.1)
        await r.until(lambda: given_back and given_back[-1] - pressed >= 0.3)
        count = len(given_back)
        await asyncio.sleep(0.5)
        assert len(given_back) == count
        await r.press("k")
        await r.until(lambda: len(given_back) == count + 1)
        assert len(loaded) == len(given_back)


def test_what_keys_need_for_the_first_time_is_loaded_ahead() -> None:
    told = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "True"]


_LOADED = """
import sys
from briefreader.tui import ahead, app
for _ in range(2):
    print("briefreader.tui.screens.comparison" in sys.modules)
    ahead.load()
"""


def test_the_lines_that_were_drawn_are_forgotten() -> None:
    Segment("a line").split_cells(3)
    cell_len("a line")
    memory.give_back()
    assert Segment._split_cells.cache_info().currsize == 0  # type: ignore[attr-defined]
    assert cells.cached_cell_len.cache_info().currsize == 0


def test_the_allocator_is_asked_where_it_can_be() -> None:
    memory.give_back()
    memory._call("no_such_function_of_any_allocator", 0)
