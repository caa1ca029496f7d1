"""The engine finds what Whoosh's own matchers find, in the same order: libraries and queries are drawn."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.model import Article
from briefreader.search import Index, Parsed, fields, line, phrase
from briefreader.search.analysis import fold, stem_of
from briefreader.search.marks import Marks
from briefreader.search.schema import FORMS, NAME_FIELDS, TEXT_FIELDS, seconds
from tests.search.plain import PlainWhoosh, wq

WORDS = (
    *("oil", "oils", "price", "prices", "priced", "price's", "Kata'ib", "Kataib", "Erdoğan", "Erdogan"),
    *("running", "run", "runs", "runner", "U.S.", "us", "1,000", "1000", "1987", "the", "of", "of", "of"),
    *("said", "bank", "banks", "banking", "Bahia", "cocoa", "Москва", "Москвы", "naïve", "a", "an", "x"),
)
KINDS = ("term", "term", "phrase", "phrase", "prefix", "fuzzy", "wildcard", "range", "dates", "keys", "every")
START = datetime(2024, 1, 1, tzinfo=UTC)

word = st.sampled_from(WORDS)
words = st.lists(word, max_size=12).map(" ".join)
article = st.builds(
    Article,
    id=st.just(""),
    title=st.lists(word, max_size=4).map(" ".join),
    text=words,
    published=st.none() | st.integers(0, 20).map(lambda days: START + timedelta(days=days)),
    source=st.none() | words,
    byline=st.none() | word,
)
commit = st.tuples(
    st.lists(st.tuples(st.integers(1, 12), article), max_size=8), st.lists(st.integers(1, 12), max_size=3)
)
library = st.lists(commit, min_size=1, max_size=4)

boost = st.sampled_from([1.0, 1.0, 2.0, 0.5])
positioned = st.sampled_from([*TEXT_FIELDS, *NAME_FIELDS])
field = st.sampled_from([*TEXT_FIELDS, *NAME_FIELDS, *FORMS.values()])


def _term(name: str, written: str) -> str:
    return stem_of(fold(written)) if name in TEXT_FIELDS else fold(written)


@st.composite
def leaf(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from(KINDS))
    name = draw(positioned if kind in ("phrase", "term") else field)
    text = _term(name, draw(word))
    weight = draw(boost)
    if kind == "term":
        return wq.Term(name, text, boost=weight)
    if kind == "phrase":
        parts = [_term(name, w) for w in draw(st.lists(word, min_size=2, max_size=4))]
        return wq.Phrase(name, parts, slop=draw(st.sampled_from([1, 1, 2, 3, 7])), boost=weight)
    if kind == "prefix":
        return wq.Prefix(name, text[: draw(st.integers(1, 5))], boost=weight)
    if kind == "fuzzy":
        return wq.FuzzyTerm(
            name,
            text,
            boost=weight,
            maxdist=draw(st.integers(1, 2)),
            prefixlength=min(len(text), draw(st.integers(0, 2))),
        )
    if kind == "wildcard":
        at = draw(st.integers(0, len(text) - 1))
        return wq.Wildcard(name, text[:at] + draw(st.sampled_from("?*")) + text[at + 1 :] + "*", boost=weight)
    if kind == "range":
        low, high = sorted((text, _term(name, draw(word))))
        return wq.TermRange(name, low, high + "z", draw(st.booleans()), draw(st.booleans()), boost=weight)
    if kind == "every":
        return wq.Every(draw(st.sampled_from([None, "byline"])))
    low, high = sorted(draw(st.tuples(st.integers(0, 21), st.integers(0, 21))))
    if kind == "keys":
        return wq.NumericRange("key", low, high + 1, draw(st.booleans()), draw(st.booleans()))
    first = draw(st.none() | st.just(seconds(START + timedelta(days=low))))
    return wq.NumericRange(
        "published", first, seconds(START + timedelta(days=high + 1)), endexcl=draw(st.booleans())
    )


def _compound(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(
        st.builds(wq.And, several, boost=boost),
        st.builds(wq.Or, several, boost=boost),
        st.builds(lambda parts, no: wq.And([*parts, wq.Not(no)]), several, children),
        st.builds(wq.AndMaybe, children, children),
        st.builds(wq.ConstantScoreQuery, children, st.sampled_from([0.5, 3.0])),
        st.builds(wq.Not, children),
    )


tree = st.recursive(leaf(), _compound, max_leaves=6)


def _committed(index: Index, commits: list[Any]) -> dict[int, Article]:
    """Make the commits, and return what the library holds after them."""
    living: dict[int, Article] = {}
    for revision, (added, removed) in enumerate(commits, 1):
        index.write(iter(added), iter(removed), revision, "store")
        for key in removed:
            living.pop(key, None)
        living.update(added)
    return living


def _agree(index: Index, reports: dict[int, Article], query: Any, expected: dict[int, float]) -> None:
    found = index.search(Parsed("", query, (), Marks(())), len(reports) + 1)
    assert found.total == len(found.keys) == len(expected)
    assert set(found.keys) == set(expected)
    assert found.scores == pytest.approx([expected[key] for key in found.keys])
    oldest = datetime.min.replace(tzinfo=UTC)
    ranked = [
        (-round(score, 6), (oldest - (reports[key].published or oldest)), key)
        for key, score in zip(found.keys, found.scores, strict=True)
    ]
    assert ranked == sorted(ranked)


@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
@given(
    library,
    st.lists(tree, min_size=1, max_size=6),
    st.sampled_from([0, 1, 4, fields.CODED]),
    st.sampled_from([0, line.SCANNED, 1_000_000]),
)
def test_same_documents_in_the_same_order_as_whoosh(
    commits: list[Any], queries: list[Any], coded: int, scanned: int
) -> None:
    # Few terms with codes of their own, and any way to look words up on the line: as large segments have it.
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(line, "CODED", coded),
        mock.patch.object(line, "SCANNED", scanned),
        mock.patch.object(phrase, "SCANNED", scanned),
    ):
        index = Index.open(Path(folder))
        reports = _committed(index, commits)
        assert index.count() == len(reports)
        plain = PlainWhoosh(reports)
        for query in queries:
            _agree(index, reports, query, plain.search(query) if reports else {})
