"""Stems are those of Whoosh's own stemmer, word for word."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.lang.snowball.english import EnglishStemmer

from briefreader.search.marks import CUT_TO_ONE_LETTER
from briefreader.search.stemming import stem
from briefreader.text import fold, words

_ENDINGS = (
    "ization ational fulness ousness iveness tional biliti lessli entli ation alism aliti ousli iviti fulli "
    "enci anci abli izer ator alli bli ogi li alize icate iciti ative ical ness ful ement ance ence able "
    "ible ment ant ent ism ate iti ous ive ize ion al er ic eedly ingly edly eed ing ed sses ied ies us ss s "
    "y e l ll at bl iz tt ies"
)
ENDINGS = _ENDINGS.split()
BEGINNINGS = ("", "gener", "commun", "arsen", "proceed", "out", "sk", "y", "ye", "é", "к")
made = st.builds(
    lambda first, letters, ends: first + letters + "".join(ends),
    st.sampled_from(BEGINNINGS),
    st.text("aeioybdlgsntrcwxz", max_size=5),
    st.lists(st.sampled_from(ENDINGS), max_size=3),
).filter(bool)

whoosh = EnglishStemmer()


@settings(deadline=None)
@given(st.lists(made, min_size=20, max_size=60))
def test_made_up_words(made_up: list[str]) -> None:
    assert [stem(word) for word in made_up] == [whoosh.stem(word) for word in made_up]


def test_words_of_the_reports_that_come_with_the_program() -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    folded = {
        fold(word) for path in corpus.rglob("*.*") for word in words(path.read_text("utf-8", "replace"))
    }
    plain = sorted(word for word in folded if word.isalpha())
    assert len(plain) > 1_000
    assert [stem(word) for word in plain] == [whoosh.stem(word) for word in plain]


def test_words_that_stem_as_no_rule_says() -> None:
    special = "skis skies dying gently news howe innings proceeds succeeded exceeding sky early bias"
    assert [stem(word) for word in special.split()] == [whoosh.stem(word) for word in special.split()]


@settings(deadline=None)
@given(st.lists(made, min_size=20, max_size=60))
def test_what_one_letter_is_left_of(made_up: list[str]) -> None:
    assert {word[1:] for word in made_up if len(stem(word)) == 1} <= CUT_TO_ONE_LETTER
