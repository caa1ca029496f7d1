"""Queries that would take all memory and all time: each is answered within a bound, with a line for it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.model import Article
from tests.bounded.limited import python

QUERIES = {
    "a" * 100_000: "long",
    "storm " * 20_000: "long",
    "*": "alone means nothing",
    "a*b*c*": "only at the end of a word",
    "*a": "",
    "a* " * 300: "long",
    "~": "alone means nothing",
    " ".join(f"storm{n}~2" for n in range(300)): "long",
    " OR ".join(f"w{n}" for n in range(10_000)): "long",
    "(" * 10_000 + "a" + ")" * 10_000: "nested deeper",
    "(" * 2_000 + "storm": "nested deeper",
    "NOT " * 1_000 + "storm": "",
    '"' + "the " * 1_000 + '"': "long",
    '"' * 4_001: "",
    "title:" * 800 + "storm": "long",
    "after:" + "9" * 4_000: "no date",
    "since:" + "9" * 4_000 + "d": "no date",
    "entity:" + "a" * 4_000: "",
    "a-" * 2_400: "long",
    "a'" * 2_400: "",
    "\u0301" * 100_000: "no word in this",
    "-" * 4_900 + "storm": "",
}
PROGRAM = """
import json, sys
from briefreader.library import Library
with Library.open(sys.argv[1]) as library:
    for query in json.load(sys.stdin):
        for typing in (False, True):
            page = library.search(query, typing=typing)
            library.highlight(query, "the storm came at night, " * 1000)
            if not typing:
                print(json.dumps([page.total, page.notes]), flush=True)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of many words spelt nearly alike, in which prefixes and near spellings are many."""
    folder = tmp_path_factory.mktemp("queries") / "library"
    chance = random.Random(7)
    words = ["".join(chance.choices("abcstorm", k=chance.randrange(1, 9))) for _ in range(20_000)]
    with Library.open(folder) as library:
        library.add(
            (
                Article("", "Storm", f"The storm came. {' '.join(chance.choices(words, k=150))}.")
                for _ in range(300)
            ),
            enrich=False,
        )
    return folder


def test_queries_that_are_monsters(library: Path) -> None:
    ended = python(["-c", PROGRAM, str(library)], given=json.dumps(list(QUERIES)))
    assert ended.code == 0, ended.err[-2000:]
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert len(answers) == len(QUERIES)
    silent = [
        (query[:30], notes)
        for (query, said), (_, notes) in zip(QUERIES.items(), answers, strict=True)
        if said and not any(said in note for note in notes)
    ]
    assert silent == []
    assert all(len(note) < 400 and "\n" not in note for _, notes in answers for note in notes)
