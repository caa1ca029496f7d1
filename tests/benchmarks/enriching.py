"""How fast names are found behind indexing, end to end: recognised, merged, and kept in the store.

    python -m tests.benchmarks.enriching [--reports N]

The reports are those of ``tests.benchmarks.entities``. They are taken in first, without their names. What is
printed is the time by the clock, and that of the CPU of each process: on two idle cores the slower of the
two processes sets the pace, which other work on the machine blurs by the clock only.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import tempfile
import time
from pathlib import Path

from briefreader.library.enriching import Enricher
from briefreader.library.intake import Intake
from briefreader.store import Store
from tests.benchmarks.entities import reports


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time the finding of names, end to end.")
    parser.add_argument("--reports", type=int, default=18_257, metavar="N", help="how many reports to read")
    count = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        Intake(store, None).add(itertools.islice(reports(), count))
        own, others = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        Enricher(store).run(None)
        spent = time.perf_counter() - started
        own, others = _cpu(resource.RUSAGE_SELF) - own, _cpu(resource.RUSAGE_CHILDREN) - others
        store.close()
    print(f"{count:,} reports in {spent:.1f} s: {count / spent:.0f} a second by the clock")
    each = 1000 / count
    print(f"CPU: {own * each:.2f} ms a report to merge and keep, {others * each:.2f} ms to recognise")
    print(f"so {count / max(own, others):.0f} a second on two cores of one's own")


if __name__ == "__main__":
    main()
