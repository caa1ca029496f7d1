"""What text is: cleaning, folding, tokens, sentences, paragraphs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.text import clean, clean_line, fold, paragraphs, sentences, tokens


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("plain, as it was", "plain, as it was"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x1b[31mred\x1b[0m text", "red text"),
        ("before\x1b]52;c;ZXZpbA==\x07after", "beforeafter"),
        ("before\x1b]0;title\x1b\\after", "beforeafter"),
        ("a\x9b31mb\x9d0;t\x9cc", "abc"),
        ("\x1bP1$r0m\x1b\\dcs", "dcs"),
        ("\x1b_apc\x1b\\x\x1b^pm\x1b\\y\x1bXsos\x1b\\z", "xyz"),
        ("never closed \x1b]0;the rest\nof the report stays", "never closed 0;the rest\nof the report stays"),
        ("bell\x07 null\x00 delete\x7f", "bell null delete"),
        ("dos\r\nmac\rnext\x85line\u2028para\u2029end", "dos\nmac\nnext\nline\npara\nend"),
        ("e\u0301te\u0301", "été"),
        ("\u202eevil\u202c \u2066x\u2069 \u200fy", "evil x y"),
        ("Kat\u200baib Hez\u200dbollah\ufeff", "Kataib Hezbollah"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("co\xadoperate", "cooperate"),
        ("z" + "\u0335" * 40 + "algo", "z" + "\u0335" * 4 + "algo"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_clean(raw: str, want: str) -> None:
    assert clean(raw) == want


@given(st.text(alphabet=st.characters(max_codepoint=0x3FFF, exclude_categories=()), max_size=80))
def test_clean_text_is_safe_and_stays_as_it_is(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b")


def test_clean_line_is_one_line() -> None:
    assert clean_line("  two\n\twords \x1b[2J\u00a0here ") == "two words here"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kata'ib", "Kataib"),
        ("Kata'ib", "Kata’ib"),
        ("Erdoğan", "Erdogan"),
        ("Erdoğan's", "ERDOGAN"),
        ("U.S.", "us"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("soldiers'", "soldiers"),
        ("Mo‘unga", "Mo'unga"),
    ],
)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_numbers_apart() -> None:
    assert fold("3.5") != fold("35")


def test_tokens_have_their_places() -> None:
    text = "The U.S. hit Kata'ib Hezbollah's al-Nujaba with 5,000.5 tonnes"
    found = list(tokens(text))
    assert all(text[start:end] == word for word, start, end in found)
    assert [word for word, _, _ in found] == [
        "The", "U.S.", "hit", "Kata'ib", "Hezbollah's", "al", "Nujaba", "with", "5,000.5", "tonnes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Smith met J. Doe on Jan. 3. He left.", ["Mr. Smith met J. Doe on Jan. 3.", "He left."]),
        ("The U.S. army left. It came back.", ["The U.S. army left.", "It came back."]),
        ("It rose 3.5 per cent. Then it fell.", ["It rose 3.5 per cent.", "Then it fell."]),
        ("“Is it?” she said. “Yes.” He nodded", ["“Is it?” she said.", "“Yes.”", "He nodded"]),
        ("A headline\nThe report", ["A headline", "The report"]),
        ("Wait... what", ["Wait... what"]),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, want: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == want


def test_paragraphs_leave_blank_lines_out() -> None:
    text = "first\n\n  \nsecond line"
    assert [text[start:end] for start, end in paragraphs(text)] == ["first", "second line"]
