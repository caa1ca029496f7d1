"""Kills at every point and at random moments.

``python -m tests.soak.crashes [--every N] [--seed N] [VICTIM...]``

Each victim (adding, enriching, indexing, merging, marking, forgetting, migrating, copying, restoring ...) is
killed at each N-th thing that it does to its files, at moments drawn at random, and in the middle of writes.
What it left is then opened and judged.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.lasting.killing import Ground
from tests.lasting.victims import VICTIMS

MOMENTS = 30
WRITES = 15
"""Of each victim."""


def main() -> None:
    """Kill, judge, and print how often."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of the points, each N-th")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("victims", nargs="*", metavar="VICTIM", help="default: all")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    total = 0
    for name in options.victims or VICTIMS:
        draw = random.Random(f"{options.seed} {name}")
        with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
            begun = time.monotonic()
            points = ground.events(name)
            lasts = time.monotonic() - begun
            cases = [
                (f"kill {n}", 0.0) for n in range(draw.randint(1, options.every), points + 1, options.every)
            ]
            cases += [("none", draw.uniform(0.001, lasts)) for _ in range(MOMENTS)]
            cases += [(f"limit {draw.randint(5_000, 500_000)}", 0.0) for _ in range(WRITES)]
            killed = 0
            for fault, delay in cases:
                try:
                    killed += ground.strike(name, fault, delay).code < 0
                except BaseException:
                    print(f"{name}: {fault}, {delay:.4f} s")
                    raise
        total += killed
        print(f"{name}: killed {killed:,} times, at {points:,} points; nothing lost", flush=True)
    print(f"killed {total:,} times, nothing lost")


if __name__ == "__main__":
    main()
