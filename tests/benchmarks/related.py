"""How fast related/ is: relating a report to its candidates, joining it to its story, comparing two.

    python -m tests.benchmarks.related [--reports 18000 100000] [--asked N]

The text is Reuters-21578 where it lies beside the repository (../shared), else generated. A library
larger than the set is resampled: each further report takes its sentences one by one from three reports of
one week and is dated in a later copy of that week, so that words, lengths and reports a day stay as they
are while every text is new. Candidates come from an inverted index in memory by the report's twelve best
words, within 30 days; what the library's index takes for them is not in these figures. Times are
milliseconds of CPU: the median, and the slowest of a hundred.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from whoosh.lang.snowball.english import EnglishStemmer

from briefreader.model import Article
from briefreader.related import Frequencies, Profile, Settled, Stories, Wording, compare, profile, relate
from briefreader.text import sentences

REUTERS = Path(__file__).parents[3] / "shared" / "data" / "reuters" / "reuters-21578.jsonl.gz"
CANDIDATES = 200
BEST_WORDS = 12
WINDOW = 30 * 24.0
GENERATED = 6_000

_stemmer = EnglishStemmer()


@cache
def stem(word: str) -> str:
    """Return the stem of a word."""
    return str(_stemmer.stem(word))


def reports() -> list[Article]:
    """Return the dated reports that there are, by date."""
    if not REUTERS.exists():
        return list(_generated())
    found = []
    with gzip.open(REUTERS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("published"):
                published = datetime.fromisoformat(record["published"])
                found.append(Article(record["id"], record.get("title") or "", record["text"], published))
    return sorted(found, key=lambda article: article.published or datetime.max)


def _generated() -> Iterator[Article]:
    rng = random.Random(1)
    words = [f"w{number}" for number in range(40_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    for number in range(GENERATED):
        drawn = rng.choices(words, weights, k=rng.randint(40, 250))
        text = ". ".join(" ".join(drawn[at : at + 15]) for at in range(0, len(drawn), 15))
        published = datetime.fromisoformat("1987-02-26T12:00+00:00") + timedelta(minutes=20 * number)
        yield Article(f"g{number}", " ".join(drawn[:6]), text, published)


def library(size: int) -> list[Article]:
    """Return ``size`` reports, resampled where there are fewer."""
    base = reports()
    made = base[:size]
    rng = random.Random(7)
    span = (base[-1].published or datetime.min) - (base[0].published or datetime.min) + timedelta(days=1)
    while len(made) < size:
        number = len(made)
        copy, at = divmod(number, len(base))
        near = [base[max(0, min(len(base) - 1, at + rng.randint(-300, 300)))] for _ in range(3)]
        pieces = [article.text[a:b] for article in near for a, b in sentences(article.text)]
        rng.shuffle(pieces)
        text = "\n".join(pieces[: max(2, len(pieces) // 3)])
        published = (base[at].published or datetime.min) + copy * span
        made.append(Article(f"x{number}", near[0].title, text, published))
    return made


class Postings:
    """An inverted index in memory, for candidates."""

    def __init__(self) -> None:
        self._postings: defaultdict[int, list[int]] = defaultdict(list)
        self._times: list[float] = []

    def add(self, made: Profile) -> None:
        """Add the next report."""
        for word in made.words.tolist():
            self._postings[word].append(len(self._times))
        self._times.append(made.time)

    def candidates(self, made: Profile, frequencies: Frequencies) -> list[int]:
        """Return the reports that share the most telling words, within the window."""
        tells = made.weights * frequencies.weights(made.words)
        scores: Counter[int] = Counter()
        for place in np.argsort(-tells)[:BEST_WORDS]:
            for other in reversed(self._postings[int(made.words[place])]):
                if made.time - self._times[other] > WINDOW:
                    break
                scores[other] += float(tells[place])  # type: ignore[assignment]
        return [other for other, _ in scores.most_common(CANDIDATES)]


def show(what: str, times: list[float]) -> None:
    """Print a row of figures."""
    times.sort()
    print(f"  {what:42} {statistics.median(times):8.2f} {times[int(len(times) * 0.99) - 1]:8.2f}")


def measure(size: int, asked: int) -> None:
    """Fill a library of ``size`` reports and print what the last ``asked`` cost."""
    articles = library(size)
    frequencies, postings, stories, settled = Frequencies(), Postings(), Stories(), Settled()
    profiles: list[Profile] = []
    kept = 0
    times: defaultdict[str, list[float]] = defaultdict(list)
    for number, article in enumerate(articles):
        start = time.process_time()
        made = profile(article, (), stem)
        times["a report's profile"].append((time.process_time() - start) * 1000)
        profiles.append(made)
        frequencies.add(made)
        kept += len(made.to_bytes())
        if number >= size - asked:
            settled.after(frequencies)
            others = [(key, profiles[key]) for key in postings.candidates(made, frequencies)]
            start = time.process_time()
            found = relate(made, others, frequencies, limit=30)
            times["relating it to 200 candidates"].append((time.process_time() - start) * 1000)
            start = time.process_time()
            stories.add(number, article.id, article.published, found)
            times["joining it to its story"].append((time.process_time() - start) * 1000)
            start = time.process_time()
            wording = Wording(article, (), stem, frequencies)
            for relation in found[:10]:
                wording.reasons(relation)
            times["reasons for its ten best"].append((time.process_time() - start) * 1000)
        postings.add(made)
    print(f"{size} reports, {kept / size / 1000:.2f} kB of profile each, counts {counts_size(frequencies)}")
    for what, found_times in times.items():
        show(what, found_times)


def counts_size(frequencies: Frequencies) -> str:
    """Return how large the kept word counts are."""
    return f"{len(frequencies.to_bytes()) / 1e6:.2f} MB"


def measure_comparing() -> None:
    """Print what comparing two reports of 1,000 words costs."""
    base = reports()
    rng = random.Random(3)
    counts = Frequencies()
    times = []
    for _ in range(30):
        pair = []
        for _ in range(2):
            words: list[str] = []
            while len(words) < 1000:
                words += rng.choice(base).text.split(" ")
            pair.append(Article("", "", " ".join(words[:1000])))
        start = time.process_time()
        compare(pair[0], pair[1], (), (), stem, counts)
        times.append((time.process_time() - start) * 1000)
    print("two reports of 1,000 words")
    show("comparing them", times)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[18_000, 100_000])
    parser.add_argument("--asked", type=int, default=500)
    options = parser.parse_args()
    print(f"{'milliseconds of CPU':44} {'median':>8} {'99 %':>8}")
    measure_comparing()
    for size in options.reports:
        measure(size, min(options.asked, size))


if __name__ == "__main__":
    main()
