"""How fast the library relates reports: in the reader's pane, to their stories, and side by side.

    python -m tests.benchmarks.related [--reports 18000 100000] [--asked N] [--folder DIR]

Everything goes through ``Library``. The text is Reuters-21578 where it lies beside the repository
(../shared), else generated. A library larger than the set is resampled: each further report stands for one
of the set, takes as many sentences as that has from three reports of its week, and is dated in a later copy
of that week, so that words, lengths and reports a day stay as they are while the texts are new. Filling a
library looks for names too and takes minutes; with ``--folder`` it is kept there and used again.

Times are milliseconds of CPU, the median and the slowest of twenty. A search for a common word is made in
turn with the relating, so that the ratio of the two holds on a machine with other work.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from briefreader.library import Library
from briefreader.library.enriching import Enricher
from briefreader.library.relating import Relater
from briefreader.model import Article, Progress
from briefreader.text import sentences
from tests.benchmarks import corpus

SHOWN = 12
"""Related reports that the reader shows."""

COMMON = ("oil", "bank", "dollar", "company", "trade", "market")
PAIRS = 20
WORDS = 1000


def reports(size: int) -> Iterator[Article]:
    """Yield ``size`` dated reports, by date, resampled where there are fewer."""
    if corpus.REUTERS.exists():
        dated = [article for article in corpus.reuters() if article.published]
        base = sorted(dated, key=lambda article: article.published or datetime.max)
    else:
        base = list(corpus.generated(min(size, 18_000)))
    yield from base[:size]
    draw = random.Random(7)
    first, last = (base[at].published or datetime.min for at in (0, -1))
    span = last - first + timedelta(days=1)
    for number in range(len(base), size):
        copy, at = divmod(number, len(base))
        near = [base[max(0, min(len(base) - 1, at + draw.randint(-300, 300)))] for _ in range(3)]
        pieces = [article.text[a:b] for article in near for a, b in sentences(article.text)]
        draw.shuffle(pieces)
        text = "\n".join(pieces[: max(1, len(sentences(base[at].text)))])
        yield Article(f"x{number}", near[0].title, text, (base[at].published or first) + copy * span)


def fill(folder: Path, size: int) -> None:
    """Make a library of ``size`` reports and print what each stage of that took."""
    spent: dict[str, float] = {}
    stage, since = "reading", time.process_time()

    def tell(progress: Progress) -> None:
        nonlocal stage, since
        if progress.stage != stage:
            spent[stage] = spent.get(stage, 0.0) + time.process_time() - since
            stage, since = progress.stage, time.process_time()

    with Library.open(folder) as library:
        library.add(reports(size), tell)
    spent[stage] = spent.get(stage, 0.0) + time.process_time() - since
    shares = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in spent.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"filled with {size:,} reports: {shares} of CPU; {peak:.0f} MB at most")


def spent(work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that something took."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def show(what: str, times: list[float], peer: list[float] | None = None) -> None:
    """Print a row of figures; with ``peer`` also the ratio of the medians."""
    times = sorted(times)
    ratio = f"{statistics.median(times) / statistics.median(peer):8.2f}" if peer else ""
    print(f"  {what:42} {statistics.median(times):8.2f} {times[int(len(times) * 0.95)]:8.2f} {ratio}")


def measure(folder: Path, asked: int) -> None:
    """Print what related reports cost beside a search, and a report that comes to its story."""
    searching, pane, joining, naming, coming = [], [], [], [], []
    relate, enrich = Relater.run, Enricher.run

    def timed(relater: Relater, progress: Callable[[Progress], None] | None) -> None:
        joining.append(spent(lambda: relate(relater, progress)))

    def named(
        enricher: Enricher, progress: Callable[[Progress], None] | None, upto: int | None = None
    ) -> None:
        naming.append(spent(lambda: enrich(enricher, progress, upto)))

    with Library.open(folder) as library:
        every = [article.id for article in islice(library.export(), 0, None, 97)]
        chosen = random.Random(1).sample(every, min(asked, len(every)))
        for warm in every[:5]:
            library.related(warm, SHOWN, fold=True)
            library.search(COMMON[0])
        for number, id in enumerate(chosen):
            searching.append(spent(lambda at=number: library.search(COMMON[at % len(COMMON)])))  # type: ignore[misc]
            pane.append(spent(lambda id=id: library.related(id, SHOWN, fold=True)))  # type: ignore[misc]
        plain = [spent(lambda id=id: library.related(id)) for id in chosen]  # type: ignore[misc]
        Relater.run, Enricher.run = timed, named  # type: ignore[method-assign]
        try:
            for number, id in enumerate(chosen[:PAIRS]):
                came = replace(library.article(id), id=f"came-{number}", path=None, mentions=())
                came = replace(came, text=f"{came.text} The {number}th update of it.")
                coming.append(spent(lambda came=came: library.add([came])))  # type: ignore[misc]
        finally:
            Relater.run, Enricher.run = relate, enrich  # type: ignore[method-assign]
        library.forget([f"came-{number}" for number in range(PAIRS)])
        print(f"of {library.stats().reports:,} reports{'':26} median     95 %    ratio")
    show("a search for a common word", searching)
    show("related, as the pane shows them", pane, searching)
    show("related, ten of them", plain, searching)
    show("a report that comes, to its story", joining[1:])
    show("a report that comes, its names", naming[1:])
    show("a report that comes, all that it takes", coming[1:])


def measure_comparing(folder: Path) -> None:
    """Print what comparing two reports of 1,000 words costs, names looked for beforehand."""
    draw = random.Random(3)
    base = list(reports(2_000))
    made = []
    for number in range(2 * PAIRS):
        words: list[str] = []
        while len(words) < WORDS:
            words += draw.choice(base).text.split(" ")
        made.append(Article(f"long-{number}", f"Report {number}", " ".join(words[:WORDS])))
    with Library.open(folder) as library:
        library.add(made)
        times = [spent(lambda n=n: library.compare(f"long-{n}", f"long-{n + PAIRS}")) for n in range(PAIRS)]  # type: ignore[misc]
    print(f"two reports of {WORDS:,} words")
    show("comparing them", times)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[18_000, 100_000])
    parser.add_argument("--asked", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the libraries here and use them again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or Path(passing)
        measure_comparing(Path(passing) / "compared")
        for size in options.reports:
            if not (folder / str(size)).exists():
                fill(folder / str(size), size)
            measure(folder / str(size), options.asked)


if __name__ == "__main__":
    main()
