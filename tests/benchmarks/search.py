"""How fast search/ is, beside SQLite FTS5 on the same text in the same run.

    python -m tests.benchmarks.search [--briefs N]

The text is Reuters-21578 where it lies beside the repository (../shared), else generated: words
drawn by Zipf's law. Each query is asked once of each, in turn, for the first 20 hits; times are
milliseconds of CPU. Ours come with the exact number of hits, FTS5's without.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefreader.model import Article
from briefreader.search import Index, parse, snippet
from briefreader.text import tokens

REUTERS = Path(__file__).parents[3] / "shared" / "data" / "reuters" / "reuters-21578.jsonl.gz"
GENERATED = 18_000
VOCABULARY = 60_000
QUERIES = 20
HITS = 20


@dataclass(frozen=True)
class Query:
    """The same question in both languages; ``dates`` in seconds, for FTS5."""

    ours: str
    fts: str
    dates: tuple[int, int] | None = None
    by_date: bool = False
    typing: bool = False


def reuters() -> Iterator[Article]:
    """Yield the briefs of Reuters-21578."""
    with gzip.open(REUTERS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            published = record.get("published")
            yield Article(
                record["id"],
                record.get("title") or "",
                record["text"],
                datetime.fromisoformat(published) if published else None,
                record.get("source"),
            )


def generated(count: int) -> Iterator[Article]:
    """Yield ``count`` briefs of invented words, the n-th of them as often as 1/n."""
    draw = random.Random(21578)
    syllables = [
        a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "ol", "um")
    ]
    words = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(VOCABULARY)]
    weights = [1 / n for n in range(1, VOCABULARY + 1)]
    start = datetime(2023, 1, 1, tzinfo=UTC)
    for number in range(count):
        drawn = draw.choices(words, weights, k=draw.randint(60, 260))
        published = start + timedelta(minutes=20 * number)
        yield Article(str(number), " ".join(drawn[:8]), " ".join(drawn[8:]), published, "Generated")


def index_ours(folder: Path, articles: list[Article]) -> tuple[Index, float]:
    """Return the index of ``articles`` and the seconds of CPU that it took."""
    index = Index.open(folder)
    started = time.process_time()
    index.write(enumerate(articles, 1), (), 1, "benchmark")
    return index, time.process_time() - started


def index_fts(path: Path, articles: list[Article]) -> tuple[sqlite3.Connection, float]:
    """Return a table of FTS5 with ``articles`` and the seconds of CPU that it took."""
    base = sqlite3.connect(path)
    base.execute(
        "create virtual table report using fts5 (title, text, published unindexed, "
        "tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    started = time.process_time()
    with base:
        base.executemany(
            "insert into report (rowid, title, text, published) values (?, ?, ?, ?)",
            (
                (
                    key,
                    article.title,
                    article.text,
                    int(article.published.timestamp()) if article.published else None,
                )
                for key, article in enumerate(articles, 1)
            ),
        )
    return base, time.process_time() - started


def classes(articles: list[Article]) -> dict[str, list[Query]]:
    """Return for each kind of query some drawn from the articles themselves."""
    draw = random.Random(1987)
    sample = draw.sample(articles, min(3_000, len(articles)))
    seen: Counter[str] = Counter()
    for article in sample:
        seen.update(
            {word.lower() for word, _, _ in tokens(article.text) if word.isalpha() and word.isascii()}
        )
    plain = [word for word, _ in seen.most_common() if len(word) > 3]
    common, middle = plain[:40], plain[100:600]
    rare = [word for word in plain if seen[word] == 1]
    pairs: list[str] = []
    while len(pairs) < QUERIES:
        words = [word for word, _, _ in tokens(draw.choice(articles).text)]
        at = draw.randrange(max(1, len(words) - 3))
        if len(words) > 3 and all(word.isalpha() for word in words[at : at + 3]):
            pairs.append(" ".join(words[at : at + 3]))
    dated = sorted(int(article.published.timestamp()) for article in articles if article.published)
    first, last = dated[len(dated) // 3], dated[len(dated) // 2]
    days = [datetime.fromtimestamp(moment, UTC).date().isoformat() for moment in (first, last)]
    seconds = [int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) for day in days]
    between = f"after:{days[0]} before:{days[1]}"

    def pick(words: list[str], count: int) -> list[str]:
        return draw.sample(words, min(count, len(words)))

    def joined(words: list[str], ours: str, fts: str) -> Query:
        return Query(ours.join(words), fts.join(f'"{word}"' for word in words))

    long = [word for word in middle if len(word) > 6]
    result = {
        "common word": [joined([word], "", "") for word in pick(common, QUERIES)],
        "rare word": [joined([word], "", "") for word in pick(rare, QUERIES)],
        "two words AND": [
            joined([draw.choice(common), draw.choice(middle)], " ", " AND ") for _ in range(QUERIES)
        ],
        "two words OR": [joined(pick(common, 2), " OR ", " OR ") for _ in range(QUERIES)],
        "four words OR": [joined(pick(common, 4), " OR ", " OR ") for _ in range(QUERIES)],
        "phrase of three": [Query(f'"{pair}"', f'"{pair}"') for pair in pairs],
        "prefix of five": [Query(f"{word[:5]}*", f"{word[:5]}*") for word in pick(long, QUERIES)],
        "prefix of two": [Query(f"{word[:2]}*", f"{word[:2]}*") for word in pick(middle, QUERIES)],
        "prefix of one": [
            Query(f"{letter}*", f"{letter}*") for letter in pick(list("abcdefghilmnoprstuw"), QUERIES)
        ],
        "fuzzy, one edit": [Query(f"{word[:3]}{word[4:]}~", "") for word in pick(long, QUERIES)],
        "word AND dates": [
            Query(f"{word} {between}", f'"{word}"', (seconds[0], seconds[1]))
            for word in pick(common, QUERIES)
        ],
        "word, by date": [Query(word, f'"{word}"', by_date=True) for word in pick(common, QUERIES)],
    }
    result["typing, each key"] = [
        key for article in pick_titles(draw, articles) for key in keystrokes(article)
    ]
    return result


def pick_titles(draw: random.Random, articles: list[Article]) -> list[str]:
    """Return queries of three words as a reader types them: from titles."""
    titles: list[str] = []
    while len(titles) < 4:
        words = [
            word.lower()
            for word, _, _ in tokens(draw.choice(articles).title)
            if len(word) > 2 and word.isalpha()
        ]
        if len(words) >= 3:
            titles.append(" ".join(words[:3]))
    return titles


def keystrokes(typed: str) -> Iterator[Query]:
    """Yield the query after each key: finished words AND a prefix."""
    for end in range(1, len(typed) + 1):
        if typed[end - 1] != " ":
            *whole, last = typed[:end].split()
            fts = " AND ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
            yield Query(typed[:end], fts, typing=True)


def ask_ours(index: Index, query: Query) -> list[int]:
    """Return the keys of the first hits."""
    sort = "date" if query.by_date else "relevance"
    return index.search(parse(query.ours, typing=query.typing), HITS, 0, sort).keys  # type: ignore[arg-type]


def ask_fts(base: sqlite3.Connection, query: Query) -> list[int]:
    """Return the row numbers of the first hits."""
    dates = "and published >= ? and published < ?" if query.dates else ""
    order = "published desc" if query.by_date else "bm25(report, 2.0, 1.0)"
    rows = base.execute(
        f"select rowid from report where report match ? {dates} order by {order} limit {HITS}",
        (query.fts, *(query.dates or ())),
    )
    return [row[0] for row in rows]


def timed(action: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that ``action`` takes."""
    started = time.process_time()
    action()
    return 1000 * (time.process_time() - started)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--briefs", type=int, default=None, help="how many briefs (all of Reuters, or 18,000)"
    )
    count = arguments.parse_args().briefs
    articles = list(reuters())[:count] if REUTERS.exists() else list(generated(count or GENERATED))
    print(f"{len(articles):,} briefs, {'Reuters-21578' if REUTERS.exists() else 'generated'}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index, ours = index_ours(folder / "index", articles)
        base, fts = index_fts(folder / "fts.db", articles)
        print(f"{'':18}{'ours':>10}{'FTS5':>10}{'ratio':>8}")
        rates = len(articles) / ours, len(articles) / fts
        print(f"{'briefs a second':18}{rates[0]:10,.0f}{rates[1]:10,.0f}{rates[0] / rates[1]:8.2f}")
        sizes = [
            sum(path.stat().st_size for path in files) / 1e6
            for files in ((folder / "index").iterdir(), [folder / "fts.db"])
        ]
        print(f"{'index, MB':18}{sizes[0]:10,.1f}{sizes[1]:10,.1f}{sizes[0] / sizes[1]:8.2f}")
        key = len(articles) + 1
        one = timed(lambda: index.write([(key, articles[0])], (), 2, "benchmark"))
        print(f"{'commit of one, ms':18}{one:10,.1f}")
        print(f"\n{'ms of CPU':18}{'ours p50':>10}{'p95':>9}{'FTS5 p50':>10}{'p95':>9}{'ratio':>8}")
        for kind, queries in classes(articles).items():
            mine, theirs = [], []
            for query in queries:
                mine.append(timed(lambda query=query: ask_ours(index, query)))  # type: ignore[misc]
                if query.fts:
                    theirs.append(timed(lambda query=query: ask_fts(base, query)))  # type: ignore[misc]
            report(kind, mine, theirs)
        draw = random.Random(3)
        chosen = [draw.randrange(len(articles)) for _ in range(QUERIES)]
        report(
            "more like this", [timed(lambda n=n: index.more_like(articles[n], 10, n + 1)) for n in chosen], []
        )
        queries = classes(articles)["two words AND"]
        report(
            "20 snippets",
            [timed(lambda query=query: snippets(index, articles, query)) for query in queries],
            [],
        )
        index.close()
        base.close()
    print(
        f"\npeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )


def snippets(index: Index, articles: list[Article], query: Query) -> None:
    """Search, and cut the snippets of the hits."""
    parsed = parse(query.ours)
    for key in index.search(parsed, HITS).keys:
        snippet(articles[(key - 1) % len(articles)].text, parsed, 160)


def report(kind: str, mine: list[float], theirs: list[float]) -> None:
    """Print a line of the table."""
    line = f"{kind:18}{statistics.median(mine):10.2f}{percentile(mine):9.2f}"
    if theirs:
        ratio = statistics.median(mine) / statistics.median(theirs)
        line += f"{statistics.median(theirs):10.2f}{percentile(theirs):9.2f}{ratio:8.2f}"
    print(line)


def percentile(values: list[float]) -> float:
    """Return the value that 95 of 100 do not pass."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


if __name__ == "__main__":
    main()
