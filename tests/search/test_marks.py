"""What is highlighted, and the passage that is shown."""

from __future__ import annotations

import pytest

from briefreader.search import parse, snippet

TEXT = (
    "Kata'ib Hezbollah suspended its attacks; the suspension of attacks on U.S. forces was announced. "
    "Attacks of others go on: Erdoğan's ministers are running."
)


def marked(query: str, text: str = TEXT, *, typing: bool = False) -> list[str]:
    return [text[start:end] for start, end in parse(query, typing=typing).spans(text)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("attack", ["attacks", "attacks", "Attacks"]),
        ("kataib", ["Kata'ib"]),
        ("ERDOGAN us", ["U.S.", "Erdoğan's"]),
        ('"suspension of attacks"', ["suspension of attacks"]),
        ('"suspension of attacks" attack', ["attacks", "suspension of attacks", "Attacks"]),
        ('"attacks of suspension"', []),
        ('"attacks on"', ["attacks on"]),
        ("susp*", ["suspended", "suspension"]),
        ("announci*", []),
        ("runn*", ["running"]),
        ("hesbollah~", ["Hezbollah"]),
        ("forces -attacks", ["forces"]),
        ("forces NOT (attacks OR ministers)", ["forces"]),
        ("NOT attacks", []),
        ("source:hezbollah forces", ["forces"]),
        ("title:forces", ["forces"]),
        ("(forces OR ministers) after:2024", ["forces", "ministers"]),
        ("attacks on: go", ["attacks", "attacks", "Attacks", "go"]),
        ("foo:forces", ["forces"]),
        ("", []),
        ("zzz", []),
    ],
)
def test_the_words_of_the_query_are_marked(query: str, hits: list[str]) -> None:
    assert marked(query) == hits


def test_a_word_being_typed_is_marked_by_its_beginning() -> None:
    assert marked("announ", typing=True) == ["announced"]
    assert marked("announ") == []
    assert marked('"suspension of att', typing=True) == ["attacks", "suspension of", "attacks", "Attacks"]


def test_two_letters_may_differ_in_a_long_word() -> None:
    assert marked("hisbolah~", "Hezbollah") == []
    assert marked("hisbollah~2", "Hezbollah, Hizbullah, Hamas") == ["Hezbollah", "Hizbullah"]


CALM = "Nothing of note happened on day {} when the markets were calm and the weather was fair. "
STORY = (
    "".join(CALM.format(n) for n in range(6))
    + "Then the ministry announced the suspension of attacks in the north of the country. "
    + "The suspension came late. It was late. "
    + "".join(CALM.format(n) for n in range(6, 12))
    + "People went home in the evening and nothing else was said of the matter by anyone."
)


@pytest.mark.parametrize("size", [40, 80, 160, 300])
@pytest.mark.parametrize(
    "query", ["suspension attacks", '"suspension of attacks"', "north country", "evening", "zzz", "the", ""]
)
def test_a_passage_keeps_to_its_size_and_ends_between_words(query: str, size: int) -> None:
    parsed = parse(query)
    shown, spans = snippet(STORY, parsed, size)
    passage = shown.removeprefix("…").removesuffix("…")
    assert len(passage) <= size
    assert len(passage) > size / 2
    at = STORY.index(passage)
    assert at == 0 or STORY[at - 1] == " "
    assert STORY[at + len(passage) :][:1] in ("", " ")
    assert shown.startswith("…") == (at > 0)
    assert list(spans) == parsed.spans(shown)
    assert bool(spans) == (query not in ("zzz", ""))


def test_the_best_passage_has_the_different_words_near_to_each_other() -> None:
    shown, spans = snippet(STORY, parse("suspension attacks"), 100)
    assert [shown[start:end] for start, end in spans][:2] == ["suspension", "attacks"]


def test_a_passage_starts_with_its_sentence_where_there_is_room() -> None:
    shown, _ = snippet(STORY, parse("suspension attacks"), 100)
    assert shown.startswith("…Then the ministry announced")


def test_where_nothing_hits_the_beginning_is_shown() -> None:
    assert snippet("One two three four.", parse("zzz"), 12) == ("One two…", ())
    assert snippet("One two three four.", parse("zzz"), 100) == ("One two three four.", ())


def test_a_passage_is_one_line() -> None:
    shown, spans = snippet("A heading\n\n  Attacks\n\ton the north.\n", parse("attacks north"), 80)
    assert shown == "A heading Attacks on the north."
    assert [shown[start:end] for start, end in spans] == ["Attacks", "north"]


def test_the_end_of_a_report_fills_the_passage() -> None:
    shown, _ = snippet(STORY + "The end came quickly.", parse("quickly"), 120)
    assert shown.endswith("The end came quickly.")
    assert len(shown) > 80


@pytest.mark.parametrize(
    ("text", "size"), [("", 10), ("   ", 10), ("x" * 500, 10), ("word " * 10, 1), ("word", 0)]
)
def test_odd_texts_have_a_passage(text: str, size: int) -> None:
    shown, _ = snippet(text, parse("word"), size)
    assert len(shown) <= max(1, size) + 2
