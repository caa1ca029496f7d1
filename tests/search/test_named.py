"""Names in queries, as the search sees them: reports that someone else looks up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefreader.model import Article
from briefreader.search import Index, Known, parse

TEXTS = {
    1: "A strike on the port.",
    2: "The strike ended at the port.",
    3: "Rain at the port.",
    4: "US troops told us of a strike by the Guards, the Guards.",
}
PEOPLE = {
    "guards": Known([4, 2], [9, 1], ("IRGC", "the Guards", "Revolutionary Guard Corps")),
    "us": Known([4], [1], ("US", "U.S.")),
    "none": Known([]),
    "several": Known([1, 2], [1, 1], notes=("Several are called so",)),
}


def lookup(field: str, words: str, begins: bool) -> Known:
    if begins:
        for name, known in PEOPLE.items():
            if name.startswith(words.lower()):
                return known
    return PEOPLE.get(words.lower(), Known(None, notes=(f"{field} {words}?",)))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index.open(tmp_path)
    articles = [
        (key, Article(str(key), "", text, datetime(2024, 1, key, tzinfo=UTC))) for key, text in TEXTS.items()
    ]
    made.write(articles[:2], [], 1, "store")
    made.write(articles[2:], [], 2, "store")
    return made


def keys(index: Index, query: str, *, typing: bool = False) -> list[int]:
    return index.search(parse(query, typing=typing, names=lookup), 10).keys


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("entity:Guards", [4, 2]),
        ('org:"Guards"', [4, 2]),
        ("entity:Guards strike", [4, 2]),
        ("entity:Guards -ended", [4]),
        ("port -entity:Guards", [1, 3]),
        ("entity:Guards OR rain", [4, 2, 3]),
        ("entity:Guards before:2024-01-03", [2]),
        ("entity:(guards none)", []),
        ("entity:none", []),
        ("entity:none OR rain", [3]),
        ("NOT entity:Guards", [1, 3]),
        ("entity:gua*", [4, 2]),
    ],
)
def test_a_name_is_a_word_like_any_other(index: Index, query: str, expected: list[int]) -> None:
    assert sorted(keys(index, query)) == sorted(expected)


def test_who_is_named_most_comes_first(index: Index) -> None:
    assert keys(index, "entity:Guards") == [4, 2]


def test_removed_reports_are_not_found_though_the_lookup_has_them(index: Index) -> None:
    index.write([], [4], 3, "store")
    assert keys(index, "entity:Guards") == [2]


def test_an_unknown_name_is_words_and_its_note_is_kept(index: Index) -> None:
    parsed = parse('entity:"rain port"', names=lookup)
    assert index.search(parsed, 10).keys == [3]
    assert parsed.notes == ("entity rain port?",)
    assert parse("place:several", names=lookup).notes == ("Several are called so",)


def test_without_a_library_of_names_the_words_are_searched_for(index: Index) -> None:
    parsed = parse("entity:rain")
    assert index.search(parsed, 10).keys == [3]
    assert "no" in parsed.notes[0] or "none" in parsed.notes[0]


def test_a_name_half_typed(index: Index) -> None:
    assert keys(index, "entity:Gua", typing=True) == [4, 2]
    assert keys(index, 'entity:"Gua', typing=True) == [4, 2]
    assert keys(index, "port -entity:Gua", typing=True) == keys(index, "port")


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("entity:Guards", "The IRGC, or the Guards: the guards.", ["IRGC", "the Guards", "the guards"]),
        ("entity:Guards", "Iran's Revolutionary Guards Corps", ["Revolutionary Guards Corps"]),
        ("entity:us", "US, us, U.S., Us, US's", ["US", "U.S.", "US's"]),
        ("-entity:us rain", "US rain", ["rain"]),
    ],
)
def test_all_spellings_are_marked(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in parse(query, names=lookup).spans(text)] == marked


def test_snippets_show_the_spellings(index: Index) -> None:
    parsed = parse("entity:us", names=lookup)
    ((passage, spans, _),) = index.shown(parsed, [(4, "", TEXTS[4])], 100)
    assert [passage[start:end] for start, end in spans] == ["US"]
