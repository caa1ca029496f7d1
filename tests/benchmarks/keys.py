"""How long a key in the reader waits for its echo while searches run.

    python -m tests.benchmarks.keys --size 18k|100k [--library DIR]

The program runs in a pseudo-terminal on a library as large as asked for (of ``--library``, which is
made where there is none, else of a temporary folder). Titles are typed into its search box at the
speed of a fast typist, so that each key comes while the searches of earlier ones run, and measured is
the time from each key until the program has sent the line with it: milliseconds of the clock, what other
processes take included.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from briefreader.library import Library
from tests.benchmarks import corpus
from tests.benchmarks.search import SIZES, percentile
from tests.terminal import Terminal

LINES = 12
BETWEEN_SECONDS = 0.08
POLL_SECONDS = 0.5
START_SECONDS = 4.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", default="18k", help="18k, 100k, 300k, 1m or a number of briefs")
    parser.add_argument("--library", type=Path, help="a library to use, made where there is none")
    asked = parser.parse_args()
    count = SIZES.get(asked.size) or int(asked.size)
    with tempfile.TemporaryDirectory() as name:
        folder = asked.library or Path(name)
        titles = _library(folder, count)
        waits = run(folder, titles)
    print(
        f"{count:,} briefs, {len(waits)} keys, ms from a key to its echo: "
        f"p50 {statistics.median(waits):.1f}, p95 {percentile(waits):.1f}, max {max(waits):.1f}"
    )


def _library(folder: Path, count: int) -> list[str]:
    """Return lines to type, from titles of the library, which is filled where it is empty."""
    with Library.open(folder) as library:
        if not library.stats().reports:
            articles = corpus.resampled(count) if corpus.REUTERS.exists() else corpus.generated(count)
            library.add(articles, enrich=False)
        titles = [hit.title for hit in library.search("", limit=4 * LINES).hits]
    plain = [" ".join(word for word in title.lower().split() if word.isalpha())[:30] for title in titles]
    return random.Random(63).sample([line for line in plain if len(line) > 9], LINES)


def run(folder: Path, lines: list[str]) -> list[float]:
    """Type every line into the search box; return the milliseconds that each key waited."""
    waits: list[float] = []
    with Terminal("read", columns=100, lines=30, library=folder) as terminal:
        _draw(terminal, START_SECONDS)
        terminal.keys("/")
        _draw(terminal, 0.5)
        for line in lines:
            for end in range(1, len(line) + 1):
                started = time.perf_counter()
                terminal.keys(line[end - 1])
                if line[end - 1] != " ":
                    waits.append(1000 * (_echoed(terminal, line[:end]) - started))
                _draw(terminal, started + BETWEEN_SECONDS - time.perf_counter())
            terminal.keys(*["\x7f"] * len(line))
            _draw(terminal, 0.5)
    return waits


def _draw(terminal: Terminal, seconds: float) -> None:
    """Draw what the program sends for so long: it may never be quiet, as while it looks for names."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        terminal.read(left)


def _echoed(terminal: Terminal, typed: str) -> float:
    """Return when the program sent what shows the line typed so far; drawing it is no time of its own."""
    deadline = time.perf_counter() + 30
    while time.perf_counter() < deadline:
        data = terminal.receive(POLL_SECONDS)
        at = time.perf_counter()
        terminal.draw(data)
        if any(typed in line for line in terminal.screen.display):
            return at
    raise SystemExit(f"never shown: {typed}\n" + "\n".join(terminal.screen.display))


if __name__ == "__main__":
    main()
