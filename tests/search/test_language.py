"""Reading queries: nothing that a person can type raises, hangs or says something unclear."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.search import Index, parse, snippet
from briefreader.text import clean_line

OPERATORS = ["(", ")", '"', "“", "”", "-", "*", "~", "~2", ":", " ", "AND", "OR", "NOT", " OR ", " NOT "]
FIELDS = ["title:", "source:", "after:", "since:", "on:", "foo:", "2024-01", "7d"]
PLAIN = [
    "attacks",
    "U.S.",
    "İı",
    "https://a.b/c",
    "11:43",
    "Israel-Hamas",
    "a",
    "'",
    "’",
    "ﷺ",
    "½",
    "_",
    "^2",
    "&&",
]
HOSTILE = ["\n", "\x00", "\x1b[31m", "\u202e"]
PIECES = st.one_of(st.sampled_from(OPERATORS + FIELDS + PLAIN + HOSTILE), st.text(max_size=6))


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30), typing=st.booleans())
def test_no_query_raises_and_every_note_is_a_clear_line(
    little: Index, pieces: list[str], typing: bool
) -> None:
    query = "".join(pieces)
    parsed = parse(query, typing=typing)
    for note in parsed.notes:
        assert note == clean_line(note)
        assert 10 < len(note) < 200
    assert len(parsed.notes) == len(set(parsed.notes))
    page = little.search(parsed, 10)
    assert 0 <= page.total <= little.count()
    text = "Attacks on 2024-01 at 11:43, a U.S. source says: https://a.b/c"
    spans = parsed.spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    snippet(text, parsed, 20)


@pytest.mark.parametrize(
    "query",
    [
        "(" * 100_000,
        ")" * 100_000,
        "()" * 50_000,
        '"' * 100_001,
        "-" * 100_000,
        "~" * 100_000,
        "*a" * 50_000,
        "a*" * 50_000,
        "NOT " * 25_000,
        "NOT(" * 25_000 + "a",
        "a AND " * 20_000,
        "a OR (b AND " * 10_000,
        "source:" * 10_000,
        "a" * 100_000,
        "a~" * 10_000,
        "w*" + " w*" * 10_000,
        " ".join(f"word{n}" for n in range(10_000)),
        "since:" + "9" * 10_000 + "d",
        "on:" + "1" * 10_000,
        "\u0301" * 100_000,
    ],
    ids=lambda query: query[:12],
)
@pytest.mark.parametrize("typing", [False, True])
def test_a_monster_is_searched_for_in_part(little: Index, query: str, typing: bool) -> None:
    parsed = parse(query, typing=typing)
    little.search(parsed, 10)
    assert parsed.notes
    assert all(len(note) < 200 for note in parsed.notes)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "Iraq",
            "Re: x",
            "at 11:43",
            "https://example.org/a?b=c:d",
            "mailto:",
            "ratio 3:1",
            "C++",
            "AT&T",
        ),
        *(
            "word -word",
            "Israel-Hamas",
            "rock'n'roll",
            "what?",
            "a, b; c",
            "O'Neill's",
            "“quoted”",
            "«bon»",
        ),
        *(
            "2024-01-31 | 11:43",
            "AND-gate",
            "ANDORRA",
            "nothing",
            "and or not",
            "on the run",
            "after that",
            "before",
        ),
    ],
)
def test_ordinary_words_are_no_mistake(query: str) -> None:
    assert parse(query).notes == ()


@pytest.mark.parametrize("query", ["", "   ", "\n", "-", "AND", "source:", '""', "()", "on:never", "?"])
def test_what_asks_for_nothing_is_empty(query: str) -> None:
    assert parse(query).empty


def test_only_its_beginning_of_a_word_without_end_is_searched_for(little: Index) -> None:
    assert little.search(parse("a" * 4000), 10).total == 0
