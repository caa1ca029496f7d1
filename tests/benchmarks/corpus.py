"""The text that the benchmarks run on: Reuters, resampled to any size, or invented words."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefreader.model import Article
from briefreader.text import sentences

REUTERS = Path(__file__).parents[3] / "shared" / "data" / "reuters" / "reuters-21578.jsonl.gz"
VOCABULARY = 60_000


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


def resampled(count: int) -> Iterator[Article]:
    """Yield ``count`` briefs: Reuters itself, then as many sentences of it as a brief has, drawn anew."""
    draw = random.Random(21578)
    base = list(reuters())
    yield from base[:count]
    pool = [article.text[a:b] for article in base for a, b in sentences(article.text)]
    sizes = [max(1, len(sentences(article.text))) for article in base]
    for number in range(len(base), count):
        model = base[number % len(base)]
        body = " ".join(draw.choices(pool, k=sizes[number % len(base)]))
        title = draw.choice(base).title
        yield Article(f"drawn-{number}", title, body, model.published, model.source)


def generated(count: int) -> Iterator[Article]:
    """Yield ``count`` briefs of invented words, the n-th of them as often as 1/n (Zipf's law)."""
    draw = random.Random(21578)
    syllables = [
        a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "ol", "um")
    ]
    words = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(VOCABULARY)]
    summed: list[float] = []
    for n in range(1, VOCABULARY + 1):
        summed.append((summed[-1] if summed else 0.0) + 1 / n)
    start = datetime(2023, 1, 1, tzinfo=UTC)
    for number in range(count):
        drawn = draw.choices(words, cum_weights=summed, k=draw.randint(60, 260))
        published = start + timedelta(minutes=20 * number)
        text = ". ".join(" ".join(drawn[at : at + 20]).capitalize() for at in range(8, len(drawn), 20))
        yield Article(str(number), " ".join(drawn[:8]), text, published, "Generated")
