"""State in queries, as the search sees it: keys of reports that someone else keeps marks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.model import Article
from briefreader.search import Index, Parsed, parse

TEXTS = {
    1: "A strike on the port.",
    2: "The strike ended.",
    3: "Rain at the port.",
    4: "A strike.",
    5: "Rain.",
}
DAYS: dict[int, int | None] = {1: 1, 2: 9, 3: 3, 4: None, 5: 5}


class Marked:
    """Marks of five reports."""

    version = 1
    read = (2, 3)
    starred = (1,)
    tagged: dict[str, tuple[int, ...]] = {"iraq": (1, 2), "iran": (2,), "front-page": (5,)}  # noqa: RUF012
    noted = ((2, "Ask the ministry’s\nspokesmen"), (5, "wrong date"))

    def keys(self, state: str, *tags: str) -> npt.NDArray[np.int64]:
        tagged = {key for tag in tags or self.tagged for key in self.tagged.get(tag, ())}
        found = {
            "read": self.read,
            "starred": self.starred,
            "tagged": tagged,
            "noted": [k for k, _ in self.noted],
        }
        return np.array(sorted(found[state]), np.int64)

    def tags(self) -> Sequence[str]:
        return sorted(self.tagged)

    def notes(self) -> Sequence[tuple[int, str]]:
        return self.noted


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index.open(tmp_path)
    articles = [
        (key, Article(str(key), "", text, day and datetime(2024, 1, day, tzinfo=UTC)))
        for (key, text), day in zip(TEXTS.items(), DAYS.values(), strict=True)
    ]
    made.write(articles[:2], [], 1, "store")
    made.write(articles[2:], [], 2, "store")
    return made


def ask(query: str, *, typing: bool = False) -> Parsed:
    return parse(query, typing=typing, states=Marked())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:read", [2, 3]),
        ("is:unread", [5, 1, 4]),
        ("IS:Unread", [5, 1, 4]),
        ("is:starred", [1]),
        ("is:noted", [2, 5]),
        ("is:tagged", [2, 5, 1]),
        ("-is:unread", [2, 3]),
        ("NOT is:read", [5, 1, 4]),
        ("is:(read OR starred)", [2, 3, 1]),
        ("tag:iraq", [2, 1]),
        ('tag:"Front Page"', [5]),
        ("tag:#iraq", [2, 1]),
        ("tag:ira*", [2, 1]),
        ("tag:ira", []),
        ("tag:", [2, 5, 1]),
        ("-tag:", [3, 4]),
        ("tag:*", [2, 5, 1]),
        ("note:ministries", [2]),
        ('note:"the ministry"', [2]),
        ('note:"ministry the"', []),
        ("note:minist*", [2]),
        ("note:minist", []),
        ("note:", [2, 5]),
        ("note: is:unread", [5]),
        ("(note:) OR tag:iraq", [2, 5, 1]),
        ("-note:", [3, 1, 4]),
        ("strike is:unread", [4, 1]),
        ("strike -tag:iran", [4, 1]),
        ("(rain OR tag:iraq) is:unread", [5, 1]),
        ("is:read after:2024-01-05", [2]),
    ],
)
def test_states_narrow_what_is_found(index: Index, query: str, expected: list[int]) -> None:
    found = index.search(ask(query), 10)
    assert (sorted(found.keys), found.total) == (sorted(expected), len(expected))
    if "strike" not in query and "rain" not in query:
        assert found.keys == expected, "without words the newest is first, the undated last"
    assert index.search(ask(query), 10, sort="date").keys == sorted(
        expected, key=lambda key: -(DAYS[key] or 0)
    )


def test_a_state_weighs_nothing(index: Index) -> None:
    words = index.search(ask("strike"), 10)
    narrowed = index.search(ask("strike is:unread"), 10)
    scores = dict(zip(words.keys, words.scores, strict=True))
    order = [key for key in words.keys if key in narrowed.keys]
    assert narrowed.keys == order
    assert narrowed.scores == pytest.approx([scores[key] for key in order])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:un", [5, 1, 4]),
        ("tag:ira", [2, 1]),
        ("tag:iran", [2]),
        ("note:minis", [2]),
        ("-is:unr", [2, 5, 3, 1, 4]),
        ("-tag:ira", [2, 5, 3, 1, 4]),
        ("-tag:iran", [5, 3, 1, 4]),
        ("-note:minis", [2, 5, 3, 1, 4]),
    ],
)
def test_what_is_half_typed_finds_and_excludes_nothing_yet(
    index: Index, query: str, expected: list[int]
) -> None:
    assert sorted(index.search(ask(query, typing=True), 10).keys) == sorted(expected)


@given(
    st.lists(
        st.sampled_from(
            [
                "is:",
                "tag:",
                "note:",
                "read",
                "un",
                "iraq",
                '"',
                "front page",
                "(",
                ")",
                "-",
                "NOT ",
                "OR",
                "*",
                "~",
                " ",
            ]
        ),
        max_size=12,
    ),
    st.booleans(),
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_written_is_searched_for(index: Index, parts: list[str], typing: bool) -> None:
    found = index.search(ask("".join(parts), typing=typing), 10)
    assert found.total == len(found.keys) <= len(TEXTS)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("is:foo", "There is no is:foo: there are is:read is:unread is:starred is:noted is:tagged"),
        ("is:", "is: needs a value"),
        ("tag:irak", "No report is tagged irak: there is iraq"),
        ("tag:zzz", "No report is tagged zzz"),
        ("note: the ministry", "note: with a blank behind it finds reports with any note"),
        ("note:ministri~", "~ finds words of reports only"),
    ],
)
def test_what_is_not_understood_is_said(query: str, says: str) -> None:
    assert any(says in note for note in ask(query).notes)


def test_an_unknown_state_leaves_the_rest(index: Index) -> None:
    assert index.search(ask("rain is:foo"), 10).total == 2
    assert index.search(ask("rain tag:zzz"), 10).total == 0


def test_where_nobody_keeps_marks_it_is_left_out(index: Index) -> None:
    parsed = parse("rain is:unread")
    assert index.search(parsed, 10).total == 2
    assert parsed.notes == ("is: looks at marks in a library, and here is none: it is left out",)


def test_reports_that_went_are_in_no_state(index: Index) -> None:
    index.write([], [1, 2], 3, "store")
    assert index.search(ask("is:unread"), 10).keys == [5, 4]
    assert index.search(ask("is:read"), 10).keys == [3]


def test_another_version_of_the_marks_is_another_answer(index: Index) -> None:
    class Changed(Marked):
        version = 2
        read = (4,)

    assert index.search(ask("is:read"), 10).keys == [2, 3]
    assert index.search(parse("is:read", states=Changed()), 10).keys == [4]


@pytest.mark.parametrize(
    ("one", "other"), [("strike", "is:unread"), ("", "is:unread"), ("is:unread", ""), ("", "")]
)
def test_both_of_two_queries(index: Index, one: str, other: str) -> None:
    together: Callable[[Parsed], list[int]] = lambda parsed: sorted(index.search(parsed, 10).keys)  # noqa: E731
    assert together(ask(one).within(ask(other))) == together(ask(f"{one} {other}"))
