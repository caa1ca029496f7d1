"""How fast names are recognised, and what the gazetteers cost.

    python -m tests.benchmarks.entities [--reports N]

The text is Reuters-21578 where it lies beside the repository (../shared), else the wire-style reports of
the tests over and over. Times are of CPU, on one core; memory is that of a fresh process.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from briefreader.entities.rule_recogniser import RuleRecogniser
from briefreader.model import Article

REUTERS = Path(__file__).parents[3] / "shared" / "data" / "reuters" / "reuters-21578.jsonl.gz"
WIRE = Path(__file__).parents[1] / "entities" / "wire.txt"
BATCH = 256

LOADING = """
import resource, time
import briefreader.text, json, gzip, dataclasses, pathlib
before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
from briefreader.entities.rule_recogniser import RuleRecogniser
recogniser = RuleRecogniser()
spent = time.process_time() - started
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(f"{spent * 1000:.0f} ms, {grown / 1024:.0f} MB")
"""


def reports() -> Iterator[Article]:
    """Yield reports without end, or all of Reuters-21578."""
    if REUTERS.exists():
        with gzip.open(REUTERS, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield Article(record["id"], record.get("title") or "", record["text"])
        return
    texts = WIRE.read_text(encoding="utf-8").split("\n\n")
    for number, text in enumerate(itertools.cycle(texts)):
        yield Article(str(number), "", text)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the recogniser.")
    parser.add_argument("--reports", type=int, default=18_257, metavar="N", help="how many reports to read")
    count = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as bytecode:
        # As an installed program starts: what Python compiled at the first start is there at the second.
        kept = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
        for _ in range(2):
            loading = subprocess.run(
                [sys.executable, "-c", LOADING], env=kept, capture_output=True, text=True, check=True
            )
    print(f"gazetteers and rules loaded in {loading.stdout.strip()}")
    recogniser = RuleRecogniser()
    waiting = reports()
    read = found = 0
    spent = 0.0
    while read < count and (batch := list(itertools.islice(waiting, min(BATCH, count - read)))):
        started = time.process_time()
        mentions = recogniser.recognise(batch)
        spent += time.process_time() - started
        read += len(batch)
        found += sum(map(len, mentions))
    print(f"{read:,} reports, {found:,} names: {read / spent:.0f} reports a second on one core")
    print(f"words that they taught: {len(recogniser.evidence.words()):,}")


if __name__ == "__main__":
    main()
