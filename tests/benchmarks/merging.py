"""How fast names are merged, and that the cost does not grow with the library.

    python -m tests.benchmarks.merging [--reports N]

The reports are those of ``tests.benchmarks.entities``, recognised first. Times are of CPU, on one core,
in milliseconds a report: ``understand`` looks at one report, ``settle`` at the library.
"""

from __future__ import annotations

import argparse
import itertools
import time

from briefreader.entities.merge import Names
from briefreader.entities.naming import Naming, understand
from briefreader.entities.rule_recogniser import RuleRecogniser
from tests.benchmarks.entities import reports

BATCH = 500


def main() -> None:
    """Print a line for each tenth of the reports, and one for adding a single report to all of them."""
    parser = argparse.ArgumentParser(description="Time the merging of names.")
    parser.add_argument("--reports", type=int, default=18_000)
    count = parser.parse_args().reports
    recogniser, names = RuleRecogniser(), Names()
    stream = itertools.islice(reports(), count)
    understanding = settling = 0.0
    done, shown = 0, 0
    last: list[Naming] = []
    while batch := list(itertools.islice(stream, BATCH)):
        mentions = recogniser.recognise(batch)
        started = time.process_time()
        last = [understand(article, found) for article, found in zip(batch, mentions, strict=True)]
        understanding += time.process_time() - started
        started = time.process_time()
        for naming in last:
            names.add(naming)
        names.settle()
        settling += time.process_time() - started
        done += len(batch)
        if done - shown >= count / 10 or done == count:
            per = 1000 / (done - shown)
            print(
                f"{done:8,} reports: understand {understanding * per:.2f} ms, settle {settling * per:.2f} ms"
            )
            understanding, settling, shown = 0.0, 0.0, done
    started = time.process_time()
    for naming in last:
        names.remove(naming)
        names.settle()
        names.add(naming)
        names.settle()
    spent = (time.process_time() - started) / (2 * len(last))
    print(f"one report at a time, taken away or added: {spent * 1000:.2f} ms")


if __name__ == "__main__":
    main()
