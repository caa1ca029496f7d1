"""The questions of the benchmark: for each class some, drawn from the reports themselves."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from briefreader.model import Article
from briefreader.text import tokens

QUERIES = 20
KEYSTROKES = 63

Joint = Literal["and", "or", "phrase"]


@dataclass(frozen=True)
class Query:
    """One question, for every engine to put in its own language.

    The last of ``words`` may be a ``prefix`` or one edit off (``fuzzy``); ``dates`` are seconds since
    1970, from and before; ``typing`` is a query after a key, whose last word is still being typed.
    """

    words: tuple[str, ...]
    joint: Joint = "and"
    prefix: bool = False
    fuzzy: bool = False
    dates: tuple[int, int] | None = None
    by_date: bool = False
    typing: bool = False

    def ours(self) -> str:
        """Return the query as a person types it."""
        *first, last = self.words
        last += "*" if self.prefix and not self.typing else "~" if self.fuzzy else ""
        joined = {"and": " ", "or": " OR ", "phrase": " "}[self.joint].join([*first, last])
        if self.joint == "phrase":
            joined = f'"{joined}"'
        if self.dates:
            days = [datetime.fromtimestamp(moment, UTC).date().isoformat() for moment in self.dates]
            joined += f" after:{days[0]} before:{days[1]}"
        return joined


def classes(articles: Sequence[Article]) -> dict[str, list[Query]]:
    """Return the queries of each class."""
    draw = random.Random(1987)
    seen: Counter[str] = Counter()
    for article in draw.sample(articles, min(3_000, len(articles))):
        seen.update(
            {word.lower() for word, _, _ in tokens(article.text) if word.isalpha() and word.isascii()}
        )
    plain = [word for word, _ in seen.most_common() if len(word) > 3]
    common, middle = plain[:40], plain[100:600] or plain
    rare = [word for word in plain if seen[word] == 1]
    long = [word for word in middle if len(word) > 6]
    days = _days(articles)

    def pick(words: Sequence[str], count: int = QUERIES) -> list[str]:
        return draw.sample(words, min(count, len(words)))

    return {
        "common word": [Query((word,)) for word in pick(common)],
        "rare word": [Query((word,)) for word in pick(rare)],
        "two words AND": [Query((draw.choice(common), draw.choice(middle))) for _ in range(QUERIES)],
        "two words OR": [Query(tuple(pick(common, 2)), "or") for _ in range(QUERIES)],
        "four words OR": [Query(tuple(pick(common, 4)), "or") for _ in range(QUERIES)],
        "phrase of two": [Query(_row(draw, articles, 2), "phrase") for _ in range(QUERIES)],
        "phrase of three": [Query(_row(draw, articles, 3), "phrase") for _ in range(QUERIES)],
        "prefix of five": [Query((word[:5],), prefix=True) for word in pick(long)],
        "prefix of two": [Query((word[:2],), prefix=True) for word in pick(middle)],
        "prefix of one": [Query((letter,), prefix=True) for letter in pick("abcdefghilmnoprstuw")],
        "fuzzy, one edit": [Query((word[:3] + word[4:],), fuzzy=True) for word in pick(long)],
        "word AND dates": [Query((word,), dates=days) for word in pick(common)],
        "word, by date": [Query((word,), by_date=True) for word in pick(common)],
        "typing, each key": _keystrokes(draw, articles),
    }


def _days(articles: Sequence[Article]) -> tuple[int, int]:
    dated = sorted(int(article.published.timestamp()) for article in articles if article.published)
    first, last = (dated[len(dated) * part // 6] // 86_400 * 86_400 for part in (2, 3))
    return first, max(last, first + 86_400)


def _row(draw: random.Random, articles: Sequence[Article], count: int) -> tuple[str, ...]:
    """Return words that stand in a row somewhere."""
    while True:
        words = [word for word, _, _ in tokens(draw.choice(articles).text)]
        at = draw.randrange(max(1, len(words)))
        if len(row := words[at : at + count]) == count and all(
            word.isalpha() and word.isascii() for word in row
        ):
            return tuple(word.lower() for word in row)


def _keystrokes(draw: random.Random, articles: Sequence[Article]) -> list[Query]:
    """Return the queries after each key of somebody who types words of titles: finished ones AND a prefix."""
    found: list[Query] = []
    while len(found) < KEYSTROKES:
        words = [
            word.lower()
            for word, _, _ in tokens(draw.choice(articles).title)
            if len(word) > 2 and word.isalpha()
        ]
        if len(words) >= 3:
            found += _typed(" ".join(words[:3]))
    return found[:KEYSTROKES]


def _typed(line: str) -> Iterator[Query]:
    for end in range(1, len(line) + 1):
        if line[end - 1] != " ":
            yield Query(tuple(line[:end].split()), prefix=True, typing=True)
