"""What is highlighted, and the passage that is shown."""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader import text
from briefreader.model import Span
from briefreader.search import marks, parse, scan, snippet
from briefreader.search.analysis import FUNCTION, fold, stem, stem_of
from briefreader.search.marks import root_of
from briefreader.search.snippets import snippets

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
        ("suspension of attacks", ["attacks", "suspension", "attacks", "Attacks"]),
        ("of", ["of", "of"]),
        ("of the", ["the", "of", "of"]),
    ],
)
def test_the_words_of_the_query_are_marked(query: str, hits: list[str]) -> None:
    assert marked(query) == hits


@pytest.mark.parametrize(
    ("phrase", "words", "hits"),
    [
        ("the the", "the the the a the the", ["the the the", "the the"]),
        ("the the cat", "the the the cat the cat the the cat", ["the the cat", "the the cat"]),
        ("a b a", "a b a b a, b a", ["a b a b a, b a"]),
        ("a b a c", "a b a b a c a b a", ["a b a c"]),
        ("a a b", "a a a. A b", ["a. A b"]),
        ("the the", "the", []),
    ],
)
def test_phrases_that_repeat_themselves(phrase: str, words: str, hits: list[str]) -> None:
    assert marked(f'"{phrase}"', words) == hits


def test_a_phrase_of_one_word_again_and_again_is_not_looked_for_anew_at_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    monkeypatch.setattr("briefreader.search.marks.fold", lambda word: looked.append(word) or fold(word))
    assert len(marked('"' + "the " * 150 + '"', "the " * 3000)) == 1
    assert len(looked) < 2 * 3000


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


def test_a_word_of_which_a_letter_is_known_is_marked_where_the_others_show_the_report() -> None:
    told = snippet(STORY, parse("suspension attacks"), 100)[0]
    shown, spans = snippet(STORY, parse("suspension attacks t", typing=True), 100)
    assert shown == told
    assert {shown[start:end][0].lower() for start, end in spans} == {"s", "a", "t"}


def test_a_letter_alone_is_marked_at_the_beginning_or_where_it_stands() -> None:
    shown, spans = snippet(STORY + "The end came with zeal.", parse("t", typing=True), 60)
    assert STORY.startswith(shown.removesuffix("…"))
    assert spans
    shown, spans = snippet(STORY + "The end came with zeal.", parse("z", typing=True), 60)
    assert [shown[start:end] for start, end in spans] == ["zeal"]


def test_all_that_begins_with_a_letter_is_marked_in_the_passage_however_far_on_that_is() -> None:
    text = "A report " * 108 + "has zeal, sir, has zest again and zero more. " + "A report " * 20
    shown, spans = snippet(text, parse("z", typing=True), 100)
    assert text.index("zeal") < 1000 < text.index("zero")
    assert [shown[start:end] for start, end in spans] == ["zeal", "zest", "zero"]


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


_WORDS = (
    "hope hoping hoped happy happily happiest sky skies die dying lie lying possible possibility relate "
    "relational organise organization oil oil's OIL o'il u.s. us U.S.A. Kata'ib kata’ib Erdoğan erdogan's "
    "_oil oil_price 3.5 12,000 3.5oil 12,000oil 1,oil a,oil ,oil 'oil ' s price prices Straße strasse "
    "İstanbul of the cafe\u0301 café ½oil oil½ price-oil"
)
WORDS = _WORDS.split()
GAPS = (" ", " ", " ", "\n", "\t", "-", ", ", ". ", ".", ",", "'", "(", "\u00a0", "\u2019", "_", "\x0b")
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def told_by_every_word(kind: str, words: list[str], raw: str) -> list[Span]:
    """Return what to mark in the plainest way: by going through all words."""
    found: list[Span] = []
    places = list(text.tokens(raw))
    if kind == "phrase":
        wanted = [stem(word) for word in words]
        rows = zip(*(places[n:] for n in range(len(wanted))), strict=False)
        return [(row[0][1], row[-1][2]) for row in rows if [stem(word) for word, _, _ in row] == wanted]
    for word, start, end in places:
        begins = any(form.startswith(fold(words[0])) for form in (fold(word), stem(word)))
        if begins if kind == "prefix" else stem(word) in {stem(one) for one in words}:
            found.append((start, end))
    return found


@settings(max_examples=400, deadline=None)
@given(
    raws=st.lists(texts, max_size=3),
    asked=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    dearer=st.sampled_from([0, 3, 1_000]),
    at_once=st.sampled_from([0, 8]),
)
def test_nothing_is_missed_for_being_quick(
    raws: list[str], asked: list[str], dearer: int, at_once: int
) -> None:
    folded = [fold(word) for one in asked for word in text.words(one)]
    words = [word for word in folded if word.isalnum() and word not in FUNCTION]
    if not words:
        return

    def plainly(kind: str) -> list[list[Span]]:
        return [told_by_every_word(kind, words, raw) for raw in raws]

    assert parse(" ".join(words)).spans_in(raws) == plainly("words")
    assert parse(words[0] + "*").spans_in(raws) == plainly("prefix")
    with mock.patch.object(scan, "_DEARER", dearer), mock.patch.object(marks, "_MOST_AT_ONCE", at_once):
        phrases = parse(f'"{" ".join(words)}"').marks.hits_in(raws)
    assert [[hit[:2] for hit in hits] for hits in phrases] == plainly("phrase")


def test_a_figure_with_letters_behind_it_hides_no_word() -> None:
    assert marked("oil", "3.5oil 1.234567890oil 12,000 oil's 7.5_oil 1.5") == ["oil", "oil", "oil's", "_oil"]


@pytest.mark.parametrize(
    "word", ["attacks", "atacks", "attackks", "bttacks", "attacxs", "attack", "ATTACKING", "o'attacks"]
)
def test_a_fuzzy_word_is_marked_wherever_the_letter_is_wrong(word: str) -> None:
    assert marked("attacks~", f"Some {word} went on") == [word]


PLAIN = ("the", "the", "of", "oil", "oils", "price", "hoping", "happy", "other")
BETWEEN = (" ", " ", " ", ", ", "-", " - ", " -- ", "; ", " (", ") ", " 3 ", "\n")


@settings(max_examples=400, deadline=None)
@given(
    rows=st.lists(
        st.lists(st.tuples(st.sampled_from(PLAIN), st.sampled_from(BETWEEN)), max_size=14), max_size=3
    ),
    asked=st.lists(st.sampled_from(PLAIN), min_size=2, max_size=3),
)
def test_a_phrase_is_found_from_its_second_word_as_from_its_first(
    rows: list[list[tuple[str, str]]], asked: list[str]
) -> None:
    raws = ["".join(word + gap for word, gap in row) for row in rows]
    wanted = [told_by_every_word("phrase", asked, raw) for raw in raws]
    for dearer in (0, 1_000):
        with mock.patch.object(scan, "_DEARER", dearer):
            found = parse(f'"{" ".join(asked)}"').marks.hits_in(raws)
        assert [[hit[:2] for hit in hits] for hits in found] == wanted


def test_passages_of_several_texts_are_those_of_each() -> None:
    texts = ["one\0two  oil", "thr\n\nee oil ", "", "vier \u00f6l oil\n", "tab\toil", " five oil", "\0"]
    for some in (texts, texts[1:2], texts[1:4], [texts[5], texts[1]], texts[:2], [""], []):
        assert snippets(some, parse("oil"), 80) == [snippet(each, parse("oil"), 80) for each in some]


ENDINGS = (
    *("", "s", "es", "ies", "ed", "ing", "ingly", "edly", "ly", "y", "e"),
    *("ate", "ation", "bility", "bly", "ble", "ize", "ized"),
)


def test_a_word_begins_with_the_root_of_whatever_its_stem_begins_with() -> None:
    heads = ["".join(head) for count in (1, 2) for head in product(ascii_lowercase, repeat=count)]
    for word in ("dying", "lying", "tying", "skies", *(head + end for head in heads for end in ENDINGS)):
        whole = stem_of(word)
        assert all(word.startswith(root_of(whole[:size])) for size in range(1, len(whole) + 1)), word
