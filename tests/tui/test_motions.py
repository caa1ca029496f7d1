"""Where the caret goes, and what a selection takes in."""

from __future__ import annotations

import pytest

from briefreader.model import Article, Markup
from briefreader.tui.caret import Caret
from briefreader.tui.ground import Ground
from briefreader.tui.motions import MOTIONS
from briefreader.tui.sheet import Sheet

TEXT = (
    "One two, three. Kata'ib said: go! Was it so?\n\n"
    "A second paragraph of the U.S. report. It ends here.\n\n"
    "Third é日本 end."
)
REPORT = Article("r", "The Headline", TEXT, source="Wire")


def caret(place: str | int = 0, columns: int = 60, article: Article = REPORT) -> Caret:
    """A caret at the first character of some words of the report."""
    ground = Ground(Sheet(article, columns))
    at = ground.text.index(place) if isinstance(place, str) else place
    return Caret(ground, at)


def here(walker: Caret) -> str:
    return walker.ground.text[walker.place :]


@pytest.mark.parametrize(
    ("start", "action", "count", "lands"),
    [
        ("One", "caret-word", None, "two,"),
        ("One", "caret-word", 2, ", three"),
        ("One", "caret-word", 3, "three"),
        ("three", "caret-word", 2, "Kata'ib"),
        ("Kata", "caret-word", None, "said"),
        ("so?", "caret-word", 2, "A second"),
        ("U.S.", "caret-word", None, "report. It"),
        ("end.", "caret-word", 9, "."),
        ("two", "caret-word-back", None, "One"),
        ("wo,", "caret-word-back", None, "two"),
        ("three", "caret-word-back", 2, "two"),
        ("One", "caret-word-back", None, "Headline"),
        ("One", "caret-word-back", 5, "The Headline"),
        ("One", "caret-word-end", None, "e two"),
        ("e two", "caret-word-end", None, "o, three"),
        ("One", "caret-word-end", 3, ", three"),
        ("One", "caret-sentence", None, "Kata'ib"),
        ("One", "caret-sentence", 2, "Was it"),
        ("Was", "caret-sentence", None, "A second"),
        ("It ends", "caret-sentence", 9, "."),
        ("said", "caret-sentence-back", None, "Kata'ib"),
        ("Kata", "caret-sentence-back", None, "One"),
        ("second", "caret-paragraph", None, "Third"),
        ("One", "caret-paragraph", 2, "Third"),
        ("second", "caret-paragraph-back", None, "A second"),
        ("A second", "caret-paragraph-back", None, "One"),
        ("One", "caret-paragraph-back", 9, "The Headline"),
        ("One", "caret-right", None, "ne two"),
        ("One", "caret-right", 4, "two"),
        ("so?", "caret-right", 99, "?"),
        ("two", "caret-left", None, " two"),
        ("two", "caret-left", 99, "One"),
        ("日本", "caret-right", None, "本"),
        ("said", "caret-line-start", None, "One"),
        ("One", "caret-line-end", None, "?"),
        ("One", "caret-line-end", 2, "."),
        ("said", "caret-top", None, "The Headline"),
        ("said", "caret-top", 2, "One"),
        ("said", "caret-bottom", None, "."),
        ("said", "caret-bottom", 3, "A second"),
    ],
)
def test_a_motion_leads_where_vi_would(start: str, action: str, count: int | None, lands: str) -> None:
    walker = caret(start)
    walker.move(action, count)
    assert here(walker).startswith(lands)


def test_motions_stop_at_the_ends() -> None:
    for action in MOTIONS:
        for place in (0, len(TEXT) + len("The Headline\n\n") - 1):
            walker = caret(place)
            for _ in range(40):
                walker.move(action, 7)
            assert 0 <= walker.place < len(walker.ground.text)


def test_down_and_up_keep_the_column_over_short_lines() -> None:
    text = "A long first line of words\n\nshort\n\nAnother long line of words"
    walker = caret("first", article=Article("r", "", text))
    column = walker.ground.column(walker.place)
    walker.step_rows(1)
    assert here(walker).startswith("t\n\nAnother")
    walker.step_rows(1)
    assert walker.ground.column(walker.place) == column
    walker.step_rows(-2)
    assert here(walker).startswith("first")


def test_a_step_over_a_wrapped_line_skips_the_blank_at_its_end() -> None:
    walker = caret("alpha", columns=11, article=Article("r", "", "alpha beta gamma delta"))
    for _ in range(len("alpha bet")):
        walker.move("caret-right", None)
    assert here(walker).startswith("a gamma")
    walker.move("caret-right", None)
    assert here(walker).startswith("gamma")
    walker.move("caret-left", None)
    assert here(walker).startswith("a gamma")


def test_what_is_drawn_as_one_is_one_step() -> None:
    walker = caret(0, article=Article("r", "", "e\u0301\u0323a👩\u200d👩z"))
    steps = []
    for _ in range(4):
        steps.append(walker.place)
        walker.move("caret-right", None)
    assert len(set(steps)) == len(steps)
    assert 1 not in steps


def selected(walker: Caret) -> str:
    span = walker.selection
    assert span is not None
    return walker.ground.text[slice(*span)]


@pytest.mark.parametrize(
    ("start", "action", "count", "taken"),
    [
        ("ata'ib", "inner-word", None, "Kata'ib"),
        ("ata'ib", "inner-word", 2, "Kata'ib said"),
        ("ata'ib", "around-word", None, "Kata'ib "),
        ("said", "inner-sentence", None, "Kata'ib said: go!"),
        ("said", "around-sentence", None, "Kata'ib said: go! "),
        ("said", "inner-sentence", 2, "Kata'ib said: go! Was it so?"),
        ("second", "inner-paragraph", None, "A second paragraph of the U.S. report. It ends here."),
        ("日本", "inner-word", None, "é日本"),
        ("日本", "inner-paragraph", None, "Third é日本 end."),
        ("Headline", "inner-paragraph", None, "The Headline"),
    ],
)
def test_objects(start: str, action: str, count: int | None, taken: str) -> None:
    walker = caret(start)
    walker.select("characters")
    walker.select_object(action, count)
    assert selected(walker) == taken


def test_an_object_once_more_takes_in_the_next() -> None:
    walker = caret("ata'ib")
    walker.select("characters")
    walker.select_object("inner-word", None)
    walker.select_object("inner-word", None)
    assert selected(walker) == "Kata'ib said"


def test_selecting_by_character_and_by_line() -> None:
    walker = caret("said")
    walker.select("characters")
    assert selected(walker) == "s"
    walker.move("caret-word-end", None)
    assert selected(walker) == "said"
    walker.swap()
    walker.move("caret-word-back", None)
    assert selected(walker) == "Kata'ib said"
    walker.select("lines")
    assert selected(walker) == TEXT.split("\n")[0]
    walker.step_rows(1)
    assert selected(walker) == "\n\n".join(TEXT.split("\n\n")[:2])
    walker.select("lines")
    assert walker.selection is None


def test_a_selection_reaches_from_the_headline_into_the_text() -> None:
    walker = caret("Headline")
    walker.select("characters")
    walker.go_to(walker.ground.text.index("two"))
    assert selected(walker) == "Headline\n\nOne t"


@pytest.mark.parametrize("columns", [8, 24, 60])
def test_the_text_is_the_same_however_it_is_wrapped(columns: int) -> None:
    walker = caret("second", columns=columns)
    walker.select("characters")
    walker.select_object("inner-sentence", None)
    assert selected(walker) == "A second paragraph of the U.S. report."


def test_a_table_is_one_paragraph_and_hard_wrapped_lines_are_too() -> None:
    text = "Intro here.\n\nA  B\n1  2\n3  4\n\nEnd."
    at = text.index("A  B")
    table = Article("t", "", text, markup=(Markup(at, at + 14, "table"),))
    walker = caret("1  2", article=table)
    walker.select_object("inner-paragraph", None)
    assert selected(walker) == "A  B\n1  2\n3  4"
    lines = ["The committee said on Monday that it had", "found no sign of the missing papers and", "would"]
    wrapped = "\n".join(
        [*lines, " ".join(["go on looking for them until the end of"]), "the year. Nobody knew."]
    )
    walker = caret("found", article=Article("w", "", wrapped))
    walker.select_object("inner-sentence", None)
    assert selected(walker).startswith("The committee")
    assert selected(walker).endswith("the year.")
