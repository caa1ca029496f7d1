"""What 200 names in a report cost its reader: opened in the real program, beside the same report without any.

    python -m tests.benchmarks.opening [--rounds N]

Two reports of one length: one names 200 persons, organisations and places, in the other plain words of
the same letters stand in their place. Each is opened in turn from the other, with the names shown. Printed
are the milliseconds from the key to the screen that shows it (the median and the best), and the processor
time that the reader took until it was still again, related reports and the list of names included.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from briefreader.library import Library
from briefreader.model import Article
from tests.terminal import Terminal

NAMES = 200
SIZES = ((80, 24), (200, 60))
SYLLABLES = ("ka", "ro", "mi", "ten", "vo", "las", "bri", "do", "nu", "sha", "gor", "pel")


def reports() -> tuple[Article, Article]:
    """Return the report with names and the one without."""
    draw = random.Random(4)

    def word() -> str:
        return "".join(draw.choices(SYLLABLES, k=3)).capitalize()

    named, plain = [], []
    for _ in range(NAMES // 4):
        words = [f"{word()} {word()}", f"{word()} {word()}", f"{word()} Bank", f"{word()} City"]
        frame = "It was said on the day that Mr {} had met Mr {} of the {} and gone on to {} in the rain."
        named.append(frame.format(*words))
        plain.append(frame.replace("Mr", "my").format(*map(str.lower, words)))
    made = [Article(id, f"Report {id}", "\n\n".join(text)) for id, text in (("aaa", named), ("bbb", plain))]
    return made[0], made[1]


def processor(pid: int) -> float:
    """Return the milliseconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def open_in_turn(library: Path, columns: int, lines: int, rounds: int) -> None:
    """Open the two reports from each other, and print what that took."""
    waited: dict[str, list[float]] = {"aaa": [], "bbb": []}
    spent = {"aaa": 0.0, "bbb": 0.0}
    with Terminal(columns=columns, lines=lines, library=library) as terminal:
        terminal.wait("Report bbb")
        terminal.settle(0.5)
        terminal.keys("gg", "enter")
        terminal.settle(0.5)
        for number in range(2 * rounds + 2):
            id, key, place = (("bbb", "J", "2 of 2"), ("aaa", "K", "1 of 2"))[number % 2]
            before, started = processor(terminal.pid), time.perf_counter()
            terminal.keys(key)
            terminal.wait(place)
            took = 1000 * (time.perf_counter() - started)
            terminal.settle(0.3)
            if number > 1:  # the first of each warms up
                waited[id].append(took)
                spent[id] += processor(terminal.pid) - before
    for id, what in (("aaa", f"{NAMES} names"), ("bbb", "no name")):
        times = waited[id]
        print(
            f"{columns}x{lines}, {what:10} {statistics.median(times):6.1f} ms, at best {min(times):6.1f};"
            f" {spent[id] / rounds:6.1f} ms of processor time"
        )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "library"
        with Library.open(folder) as library:
            library.add(reports())
            print(f"names: {len(library.article('aaa').mentions)} and {len(library.article('bbb').mentions)}")
        for columns, lines in SIZES:
            open_in_turn(folder, columns, lines, rounds)


if __name__ == "__main__":
    main()
