"""How fast the library searches, beside SQLite FTS5 and tantivy on the same text in the same run.

    python -m tests.benchmarks.search --size 18k|100k|300k|1m [--keep FOLDER]

The text is Reuters-21578 where it lies beside the repository (../shared), its sentences drawn anew
for more briefs than it has; else invented words drawn by Zipf's law. Each query is asked once of each
engine, in turn, for titles and snippets of the first 20 hits; ours and tantivy's come with the exact
number of hits. Names are not looked for. Times are milliseconds of CPU, ours those of
``Library.search`` and all below it.
tantivy takes part where it is installed (``pip install tantivy``); plain Whoosh only in the commit of
one report, on an index of ``--whoosh`` briefs at most, since it takes minutes to index many. What was
indexed once is kept in ``--keep`` and used again (with another size, name another folder).
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from briefreader.library import Library
from briefreader.model import Article
from tests.benchmarks import corpus
from tests.benchmarks.queries import Query, classes
from tests.benchmarks.rivals import HITS, Fts5, Tantivy, Whoosh

GENERATED = 18_000
SIZES = {"18k": 18_257, "100k": 100_000, "300k": 300_000, "1m": 1_000_000}
COMMITS = 5
STARTS = 5
LIKE = 10

START = {
    "ours": "import sys; from briefreader.library import Library; from pathlib import Path; "
    "l = Library.open(Path(sys.argv[1]) / 'library'); print(len(l.search(sys.argv[2]).hits))",
    "FTS5": "import sys, sqlite3; c = sqlite3.connect(sys.argv[1] + '/fts5.db'); "
    "print(len(c.execute('select title, snippet(report, 1, char(91), char(93), char(46), 32) from report "
    "where report match ? order by rank limit 20', (sys.argv[2],)).fetchall()))",
}
MEMORY = """
import sys
from pathlib import Path
from briefreader.library import Library
def resident():
    return int(Path('/proc/self/status').read_text().split('VmRSS:')[1].split()[0]) / 1024
library = Library.open(Path(sys.argv[1]))
library.search(sys.argv[2])
opened = resident()
for query in sys.argv[2:]:
    library.search(query)
print(opened, resident())
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", default="18k", help="18k, 100k, 300k, 1m or a number of briefs")
    parser.add_argument("--whoosh", type=int, default=100_000, help="briefs that plain Whoosh gets at most")
    parser.add_argument("--keep", type=Path, help="a folder to keep the indexes in, or that holds them")
    parser.add_argument("--only", default="", help="only classes of queries whose name begins so")
    asked = parser.parse_args()
    count = SIZES.get(asked.size) or int(asked.size)
    there = corpus.REUTERS.exists()
    articles = list(corpus.resampled(count) if there else corpus.generated(count))
    # What the benchmark itself holds is no load of the reader's: the collector need not walk over it.
    gc.collect()
    gc.freeze()
    print(f"{len(articles):,} briefs, {'Reuters-21578' if there else 'generated'}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        run(folder, articles, asked.whoosh, asked.only)


def run(folder: Path, articles: Sequence[Article], for_whoosh: int, only: str = "") -> None:
    """Measure on some articles, with all files in ``folder``; plain Whoosh gets the first ``for_whoosh``.

    With ``only`` these classes of queries alone.
    """
    library, engines = filled(folder, articles)
    questions = classes(articles)
    ask(library, engines, {kind: asked for kind, asked in questions.items() if kind.startswith(only)})
    if only:
        return
    like(library, engines, articles)
    whoosh = Whoosh(folder)
    if not whoosh.filled:
        whoosh.fill(articles[:for_whoosh])
    commit(library, engines | {Whoosh.name: whoosh}, articles)
    library.close()
    common = questions["common word"][0].ours()
    line("start to first hit, ms of CPU", {n: start(p, folder, common) for n, p in START.items()}, 0)
    asked = [query.ours() for queries in questions.values() for query in queries]
    told = subprocess.run(
        [sys.executable, "-c", MEMORY, folder / "library", *asked], capture_output=True, text=True, check=True
    )
    print(
        "MB of a process after its first search, and after all: {:,.0f}, {:,.0f}".format(
            *map(float, told.stdout.split())
        )
    )


def filled(folder: Path, articles: Sequence[Article]) -> tuple[Library, dict[str, Any]]:
    """Return the library and the engines with the articles in them; print what indexing them took."""
    is_new = not (folder / "library").exists()
    library = Library.open(folder / "library")
    rates: dict[str, float] = {}
    if is_new:
        added = cpu(lambda: library.add(articles, enrich=False))
        print(f"{'briefs a second, store and all':32}{len(articles) / added:10,.0f}")
        rates["ours"] = len(articles) / cpu(library.reindex)
    engines: dict[str, Any] = {}
    for kind in (Fts5, Tantivy):
        try:
            engine = kind(folder)
        except ImportError:
            print("tantivy is not installed and takes no part")
            continue
        engines[kind.name] = engine
        if not engine.filled:
            rates[kind.name] = len(articles) / cpu(lambda engine=engine: engine.fill(articles))  # type: ignore[misc]
    if "ours" in rates:
        line("briefs a second of CPU", rates, 0)
    size = sum(path.stat().st_size for path in (folder / "library" / "index").iterdir()) / 1e6
    line("index, MB", {"ours": size} | {n: engine.megabytes() for n, engine in engines.items()}, 1)
    print()
    return library, engines


def ask(library: Library, engines: dict[str, Any], questions: dict[str, list[Query]]) -> None:
    """Ask every query of every engine, in turn, and print a line for each class."""
    print(f"{'ms of CPU: p50 / p95 (ratio)':32}{'ours':>16}" + "".join(f"{name:>24}" for name in engines))
    for kind, queries in questions.items():
        mine: list[float] = []
        theirs: dict[str, list[float]] = {name: [] for name in engines}
        for query in queries:
            mine.append(1000 * cpu(lambda query=query: page(library, query)))  # type: ignore[misc]
            for name, engine in engines.items():
                answered: list[bool] = []
                took = cpu(lambda e=engine, q=query, a=answered: a.append(e.page(q) is not None))  # type: ignore[misc]
                theirs[name] += [1000 * took] * answered[0]
        times(kind, mine, theirs)


def page(library: Library, query: Query) -> None:
    """Ask the library for the first page."""
    order: Any = "date" if query.by_date else "relevance"
    library.search(query.ours(), HITS, 0, order, typing=query.typing)


def like(library: Library, engines: dict[str, Any], articles: Sequence[Article]) -> None:
    """Compare finding the ten reports whose words are most like those of another, with their titles.

    The related pane goes on from there, over profiles of reports that this library has not been given
    time to make: ``tests/benchmarks/related.py`` measures that.
    """
    draw = random.Random(3)
    chosen = [draw.randrange(len(articles)) for _ in range(20)]
    index, store = library._keeper.index(), library._store

    def ours(number: int) -> None:
        found = index.more_like(articles[number], LIKE, exclude=[number + 1])
        assert len(store.heads(found)) == len(found)

    mine = [1000 * cpu(lambda n=n: ours(n)) for n in chosen]  # type: ignore[misc]
    theirs = {
        name: [1000 * cpu(lambda e=e, n=n: e.more_like(n + 1)) for n in chosen]  # type: ignore[misc]
        for name, e in engines.items()
        if name != Fts5.name
    }
    times("more like this", mine, {name: theirs.get(name, []) for name in engines})


def commit(library: Library, engines: dict[str, Any], articles: Sequence[Article]) -> None:
    """Compare adding a report until it is found; also with plain Whoosh."""
    mine: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in engines}
    before = library.stats().reports
    for number in range(before, before + COMMITS):
        body = articles[number % len(articles)].text
        article = Article(f"new-{number}", f"Newcomer {number}", f"{body} newcomer{number}")
        mine.append(1000 * cpu(lambda a=article: library.add([a], enrich=False)))  # type: ignore[misc]
        assert library.search(f"newcomer{number}").total == 1
        for name, engine in engines.items():
            at = 1 + number
            theirs[name].append(1000 * cpu(lambda e=engine, n=at, a=article: e.commit(n, a)))  # type: ignore[misc]
    print(f"{'':48}" + "".join(f"{name:>24}" for name in engines))
    times("commit of one", mine, theirs)


def start(program: str, folder: Path, word: str) -> float:
    """Return the milliseconds of CPU of a fresh process up to its first hits; the first one compiles."""
    command = [sys.executable, "-c", program, str(folder), word]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")

    def run() -> None:
        subprocess.run(command, capture_output=True, check=True, env=environment)

    run()
    return 1000 * statistics.median(cpu(run) for _ in range(STARTS))


def cpu(action: Callable[[], object]) -> float:
    """Return the seconds of CPU that ``action`` takes, in this process and those that it starts."""
    children = _children()
    clock = time.process_time()
    action()
    return time.process_time() - clock + _children() - children


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def times(kind: str, mine: list[float], theirs: dict[str, list[float]]) -> None:
    """Print medians and 95th percentiles, and our median by theirs."""
    shown = f"{kind:32}{statistics.median(mine):8.2f}{percentile(mine):8.2f}"
    for values in theirs.values():
        if values:
            ratio = statistics.median(mine) / max(statistics.median(values), 1e-6)
            shown += f"{statistics.median(values):9.2f}{percentile(values):8.2f} ({ratio:4.2f})"
        else:
            shown += f"{'-':>24}"
    print(shown, flush=True)


def line(kind: str, values: dict[str, float], digits: int) -> None:
    """Print a figure of every engine, and ours by theirs."""
    shown = f"{kind:32}"
    for name, value in values.items():
        shown += f"{value:10,.{digits}f}" + (
            "" if name == "ours" else f" {name} ({values['ours'] / value:.2f})  "
        )
    print(shown, flush=True)


def percentile(values: list[float]) -> float:
    """Return the value that 95 of 100 do not pass."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


if __name__ == "__main__":
    main()
