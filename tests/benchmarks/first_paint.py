"""How soon the reader is on the screen, beside the smallest Textual application with the same panes.

    python -m tests.benchmarks.first_paint [--runs 15]

Both are started in turn in a pseudo-terminal of 80x24, the reader on ``corpus/``, indexed beforehand, and
both with the bytecode of all their modules kept, as of a program that is installed. Measured are seconds of
the clock from the start of the process to the first frame, and for the reader also to the first headlines;
printed are medians and the ratio of the first frames.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from briefreader.library import Library
from tests.terminal import Terminal

CORPUS = Path(__file__).parent.parent.parent / "corpus"

SMALLEST = """
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Input, Static

class Smallest(App):
    ENABLE_COMMAND_PALETTE = False
    CSS = "Input { border: none; height: 1; } Horizontal { height: 1fr; } Static { width: 1fr; }"

    def compose(self):
        yield Input(placeholder="search")
        with Horizontal():
            yield Static("results")
            yield Static("article")
            yield Static("related")
        yield Static("status")

Smallest().run()
"""


def seconds_until(wanted: tuple[str, ...], folder: Path, command: tuple[str, ...] = ()) -> list[float]:
    """Start a program and return when each of ``wanted`` stood on its screen, in seconds.

    ``folder`` is for the library, and the bytecode that the first start of each program keeps there.
    """
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    started = time.perf_counter()
    with Terminal("read", library=folder / "library", command=command, environment=kept) as terminal:
        seen: list[float] = []
        for words in wanted:
            while words not in terminal.text():
                terminal.read(0.002)
            seen.append(time.perf_counter() - started)
    return seen


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15, help="starts of each")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "library") as library:
            library.index([CORPUS])
            headline = library.search("", limit=1).hits[0].title[:12]
        ours, headlines, smallest = [], [], []
        # The first start of each compiles, and is not counted.
        for number in range(runs + 1):
            peer = seconds_until(("status",), folder, (sys.executable, "-c", SMALLEST))
            frame, list_there = seconds_until(("search", headline), folder)
            if number:
                smallest += peer
                ours.append(frame)
                headlines.append(list_there)
    peer_median, median = statistics.median(smallest), statistics.median(ours)
    print(
        f"first frame {median * 1000:.0f} ms, headlines {statistics.median(headlines) * 1000:.0f} ms;"
        f" smallest application {peer_median * 1000:.0f} ms: ratio {median / peer_median:.2f}"
    )


if __name__ == "__main__":
    main()
