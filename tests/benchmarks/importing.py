"""How much memory an import takes, all processes together, and how long, whatever its size.

    python -m tests.benchmarks.importing --size 18k|100k|300k|1m [--enrich]

The reports are those of ``tests.benchmarks.search``, written as JSON Lines; the program itself reads them
(``briefreader index``) into a library of its own. Its memory is looked at every tenth of a second: what
belongs to a process alone, and its share of what several have (Linux alone tells that).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.search import SIZES

POLL_SECONDS = 0.1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", default="18k", help="18k, 100k, 300k, 1m or a number of briefs")
    parser.add_argument("--enrich", action="store_true", help="look for names as well")
    asked = parser.parse_args()
    count = SIZES.get(asked.size) or int(asked.size)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "reports.jsonl", count)
        command = [sys.executable, "-m", "briefreader", "--library", str(folder / "library"), "index"]
        command += [] if asked.enrich else ["--no-enrich"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        together, largest = _watched([*command, str(folder / "reports.jsonl")])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        index = sum(path.stat().st_size for path in (folder / "library" / "index").iterdir()) / 1e6
    print(
        f"{count:,} briefs: {count / seconds:,.0f} a second of CPU, index {index:,.1f} MB, "
        f"at most {together:,.0f} MB of memory, {largest:,.0f} MB of one process"
    )


def _write(path: Path, count: int) -> None:
    articles = corpus.resampled(count) if corpus.REUTERS.exists() else corpus.generated(count)
    with path.open("w", encoding="utf-8") as lines:
        for article in articles:
            record = {"id": article.id, "title": article.title, "text": article.text}
            record["published"] = article.published.isoformat() if article.published else None
            lines.write(json.dumps(record) + "\n")


def _watched(command: list[str]) -> tuple[float, float]:
    """Run a command; return the most memory, in MB, that it and its children had, and one of them."""
    together = largest = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sizes = [_memory(number) for number in _family(process.pid)]
            together, largest = max(together, sum(sizes)), max(largest, *sizes)
            time.sleep(POLL_SECONDS)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return together, largest


def _family(number: int) -> Iterator[int]:
    yield number
    try:
        tasks = list(Path(f"/proc/{number}/task").iterdir())
        children = [(task / "children").read_text() for task in tasks]
    except OSError:
        return
    for child in " ".join(children).split():
        yield from _family(int(child))


def _memory(number: int) -> float:
    try:
        told = Path(f"/proc/{number}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(told.split("\nPss:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
