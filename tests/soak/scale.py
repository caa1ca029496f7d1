"""A library of 25,000, 50,000 and 100,000 reports through its whole life, in processor time and memory.

``python -m tests.soak.scale [--sizes 25000,50000,100000]``: Reuters-21578 resampled where it lies beside the
checkout, invented words where it does not. Each step is a run of the real program. Processor time is that of
the run and of the processes it started, memory the most that any one of them held.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefreader.model import Article
from tests.benchmarks.corpus import REUTERS, generated, resampled
from tests.terminal import Terminal

READER_AT_MOST = 250
INDEXING_AT_MOST = 1000
"""Megabytes."""

GROWS_FASTER = 1.25
"""So much more than the library itself has grown."""

SMALL = 1.0
"""Seconds of processor time that say nothing about growth."""


class Run(NamedTuple):
    """What a run of the program took: seconds of processor time, seconds by the clock, megabytes."""

    cpu: float
    wall: float
    memory: float


def run(library: Path, *arguments: object) -> tuple[Run, str]:
    """Run the program; return what it took, and what it printed."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "briefreader", "--library", str(library), *map(str, arguments)], stdout=out
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (0, 1), (arguments, process.returncode)
        out.seek(0)
        return Run(
            used.ru_utime + used.ru_stime, time.monotonic() - start, _megabytes(used.ru_maxrss)
        ), out.read().decode()


def _megabytes(maxrss: int) -> float:
    return maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def write(path: Path, articles: Iterator[Article]) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            record = {
                "id": article.id,
                "title": article.title,
                "text": article.text,
                "published": article.published and article.published.isoformat(),
                "source": article.source,
            }
            file.write(json.dumps(record) + "\n")


def resident(pid: int) -> float:
    """Return the megabytes that a process holds."""
    said = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(said.stdout) / 1024


def read(library: Path) -> Run:
    """Open the reader, type, open reports, look at related ones, and leave."""
    start = time.monotonic()
    with Terminal(columns=160, lines=50, library=library) as terminal:
        terminal.wait("reports")
        most = 0.0
        for query in ("oil prices", "bank of japan", "gold OR silver", "trade -grain", "sh", "merger offer"):
            terminal.keys("/", query)
            terminal.settle(0.5)
            terminal.keys("enter")
            terminal.settle(0.5)
            for _ in range(5):
                terminal.keys("j")
                terminal.settle(0.3)
            terminal.keys("enter")
            terminal.settle(0.5)
            most = max(most, resident(terminal.pid))
            terminal.keys("q", "escape")
            terminal.settle(0.3)
        terminal.keys("\x11")
        terminal.exit_code()
    return Run(0.0, time.monotonic() - start, most)


def live(work: Path, size: int) -> Iterator[tuple[str, Run]]:
    """Take a library of that size through its life; yield each step and what it took."""
    source, library = work / "reports.jsonl", work / "library"
    write(source, resampled(size) if REUTERS.exists() else generated(size))
    took, said = run(library, "index", "--no-enrich", source)
    assert said.startswith(f"added {size:,}, "), said
    yield "add and index", took
    yield "names and relations", run(library, "entities", "--limit", 1)[0]
    yield "look again", run(library, "index", source)[0]
    for name, query in {
        "search, a word": "oil",
        "search, a phrase": '"in the first quarter"',
        "search, a prefix": "trad*",
        "search, a name": 'entity:"Bank of Japan"',
    }.items():
        yield name, run(library, "search", query)[0]
    ids = random.Random(1).sample(range(size), 20)
    with source.open(encoding="utf-8") as file:
        chosen = [json.loads(line)["id"] for number, line in enumerate(file) if number in set(ids)]
    yield "show", run(library, "show", chosen[0])[0]
    yield "related", run(library, "related", chosen[0])[0]
    yield "entities", run(library, "entities", "--limit", 20)[0]
    yield "stories", run(library, "stories", "--limit", 20)[0]
    yield "read", read(library)
    yield "forget 20", run(library, "forget", *chosen)[0]
    yield "add 20 again", run(library, "index", source)[0]
    yield "reindex", run(library, "reindex")[0]
    yield "backup", run(library, "backup", work / "copy")[0]
    took, said = run(library, "check")
    assert "whole" in said, said
    yield "check", took
    yield "restore", run(library, "restore", work / "copy")[0]


def main() -> None:
    """Run all sizes, and print what they took side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="25000,50000,100000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    print(
        f"{'Reuters resampled' if REUTERS.exists() else 'invented words'}, {os.cpu_count()} cores", flush=True
    )
    took: dict[int, dict[str, Run]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as work:
            took[size] = {}
            for step, used in live(Path(work), size):
                took[size][step] = used
                cpu, wall, memory = used
                print(f"{size:>8,} {step:22} {cpu:8.2f} s  {wall:8.1f} s  {memory:7.0f} MB", flush=True)
    wrong = []
    for small, large in itertools.pairwise(sizes):
        for step, (cpu, _, _) in took[large].items():
            before = took[small][step].cpu
            if cpu > SMALL and cpu / before > GROWS_FASTER * large / small:
                wrong.append(f"{step}: {before:.1f} s at {small:,}, {cpu:.1f} s at {large:,}")
    for size in sizes:
        for step, (_, _, memory) in took[size].items():
            if memory > (READER_AT_MOST if step == "read" else INDEXING_AT_MOST):
                wrong.append(f"{step} took {memory:.0f} MB at {size:,}")
    print("\n".join(wrong) or "nothing grew faster than the library, and memory stayed within its bounds")


if __name__ == "__main__":
    main()
