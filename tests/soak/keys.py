"""Ten thousand random keys and queries on the real program.

``python -m tests.soak.keys [--keys N] [--size REPORTS] [--seed N]``

It runs in a terminal of its own, on Reuters-21578 (resampled) where that lies beside the checkout and on
invented words where it does not. Each key must leave it running; every five hundred it is asked how much
memory it holds, once it has done what was asked of it: keys that wait take memory too.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

from briefreader.library import Library
from briefreader.tui.app import REST_SECONDS
from tests.benchmarks.corpus import REUTERS, generated, resampled
from tests.conftest import ROOT
from tests.soak.scale import resident
from tests.terminal import Blind

FIRST = 1000
"""Keys after which memory is not to grow."""

GROWTH_AT_MOST = 6
"""Megabytes that the last measurement may be above that.

What the reader remembers of words, and SQLite of the library in each thread, comes to its bounds in some
thousand keys: two or three megabytes. Two measurements of one state differ by two.
"""

LOOK_EVERY = 500
IDLE_SECONDS = REST_SECONDS + 0.5
"""By then it has given back what is free."""
KEPT = 4000
"""Bytes sent last, to be shown when it ends."""

WORDS = [
    *("oil", "gold", "trade", "bank of japan", "merger", "dollar", "wheat", "opec", "tax", "1987"),
    *('"in the"', "-oil", "OR", "~", "*", "(", "wh*", "japn~"),
]
KEYS = [
    *"jjjkkGbnNJKJKccttxzeiSZfrumUTHLvVyhlw()0$?123[]*C",
    *("enter", "enter", "enter", "escape", "tab", "down", "up", " ", "gg", "\x04", "\x15", "\x0c", "\x0f"),
]  # fmt: skip
"""No key that leaves, suspends or opens another program, and none that asks for a command (a colon does)."""


def gestures(draw: random.Random) -> list[str]:
    """Return some keys that go together."""
    kind = draw.random()
    if kind < 0.25:
        query = " ".join(draw.choices(WORDS, k=draw.randint(1, 4)))
        # Out of whatever is open: screens that pile up take memory rightly.
        return [*["escape"] * 8, "1", "/", *query, draw.choice(["enter", "escape", "down"])]
    if kind < 0.3:
        return ["enter", "j", "escape"]
    return draw.choices(KEYS, k=draw.randint(1, 8))


def main() -> None:
    """Press keys, and print how the memory went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=10_000)
    parser.add_argument("--size", type=int, default=1000, help="reports in the library")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with Library.open(home / "library") as library:
            library.add(resampled(options.size) if REUTERS.exists() else generated(options.size))
        os.environ["PYTHONPATH"] = str(ROOT)
        os.chdir(home)
        environment = {"HOME": name, "PATH": "/nowhere", "BROWSER": "none", "EDITOR": "none"}
        held = press(home / "library", draw, options.keys, environment)
    growth = held[-1][1] - next(memory for number, memory in held if number >= FIRST)
    if growth > GROWTH_AT_MOST:
        raise SystemExit(f"memory grew by {growth:.0f} MB after the first {FIRST:,} keys")
    print(f"{options.keys:,} keys, no crash; memory grew by {growth:.0f} MB after the first {FIRST:,}")


def rest(terminal: Blind) -> None:
    """Wait until the reader has done what was asked of it: it sends nothing, and takes no processor time."""
    before = -1
    while before != (before := _ticks(terminal.pid)):
        end = time.monotonic() + IDLE_SECONDS
        while (left := end - time.monotonic()) > 0:
            if terminal.receive(left):
                before = -1


def _ticks(pid: int) -> int:
    """Return how much processor time a process has taken, in the system's ticks; 0 where that is not told."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return 0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return int(user) + int(system)


def press(
    library: Path, draw: random.Random, count: int, environment: dict[str, str]
) -> list[tuple[int, float]]:
    """Press ``count`` keys, and return after how many how many megabytes were held."""
    held: list[tuple[int, float]] = []
    pressed: list[str] = []
    number = 0
    with Blind(columns=120, lines=40, library=library, environment=environment) as terminal:
        terminal.wait("reports")
        terminal.blind = True
        while number < count:
            for key in gestures(draw):
                pressed.append(key)
                terminal.keys(key)
                while terminal.receive(0.01):
                    pass
                del terminal.sent[:-KEPT]
                number += 1
                pid, status = os.waitpid(terminal.pid, os.WNOHANG)
                if pid:
                    code = os.waitstatus_to_exitcode(status)
                    last = f"the last {pressed[-60:]}\n{bytes(terminal.sent)!r}"
                    raise SystemExit(f"ended with {code} after {number:,} keys, {last}")
                if number % LOOK_EVERY == 0:
                    rest(terminal)
                    held.append((number, resident(terminal.pid)))
                    print(f"{number:>7,} keys {held[-1][1]:6.0f} MB", flush=True)
        # An escape just before would take it for a part of its own.
        rest(terminal)
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    return held


if __name__ == "__main__":
    main()
