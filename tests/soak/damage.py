"""Damage at thousands of places: ``python -m tests.soak.damage [--cases N] [--seed N]``."""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from pathlib import Path

from tests.lasting.damage import damage, make, use


def main() -> None:
    """Damage one library after the other, and use each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        make(work / "made")
        for number in range(options.cases):
            folder = work / "library"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(work / "made" / draw.choice(["left", "closed"]), folder)
            what = damage(folder, draw)
            try:
                use(folder)
            except BaseException:
                print(f"case {number}: {what}")
                raise
    print(
        f"{options.cases:,} places damaged: each use gave the right answer or a line that says what is wrong"
    )


if __name__ == "__main__":
    main()
