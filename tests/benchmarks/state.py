"""How fast searches over state are, beside a search for a common word.

    python -m tests.benchmarks.state [--size 100k]

Half of the reports are read. Given is CPU time, the median of a page of 20 with titles and snippets.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefreader.library import Library
from tests.benchmarks.corpus import REUTERS, generated, resampled

ROUNDS = 21


def median(search: Callable[[], object]) -> float:
    """Return the median CPU time of a search in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        search()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times)


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="100k")
    size = int(parser.parse_args().size.replace("k", "000"))
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.add((resampled if REUTERS.exists() else generated)(size), enrich=False)
        ids, _ = library.find_all("")
        library.mark(ids[::2], read=True)
        library.mark(ids[::300], add_tags=["iraq"])
        words = library.article(ids[0]).text.split()
        common = max(words, key=lambda word: library.counts(word)[0])
        library.search(common)
        beside = median(lambda: library.search(common))
        print(f"{common!r:24} {beside:7.2f} ms  {library.counts(common)[0]:,} reports")
        for query in ("is:unread", "is:read", f"{common} is:unread", "tag:iraq", "-tag:iraq"):
            taken = median(lambda query=query: library.search(query))  # type: ignore[misc]
            print(f"{query!r:24} {taken:7.2f} ms  {taken / beside:.2f} of it")

        unread = iter(ids[1::2])

        def mark_and_search() -> None:
            library.mark_read(next(unread))
            library.search("is:unread")

        print(f"{'after another mark':24} {median(mark_and_search):7.2f} ms")


if __name__ == "__main__":
    main()
