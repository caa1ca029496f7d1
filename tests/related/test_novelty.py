from __future__ import annotations

from collections.abc import Callable

import pytest

from briefreader.model import Article
from briefreader.related import Frequencies, Reading, added, novelty, reading

Stem = Callable[[str], str]
READ = (
    "A drone killed three soldiers at a desert base on Sunday.\n"
    "The president promised an answer at a time of his choosing.\n"
    "The base lies near the border of two countries."
)


@pytest.fixture
def ready(stem: Stem) -> Callable[[str], Reading]:
    return lambda text: reading(Article("", "", text), (), stem, Frequencies())


def known(text: str, *read: str, ready: Callable[[str], Reading]) -> list[str]:
    found = novelty(ready(text), [ready(each) for each in read])
    return [text[slice(*span)] for span in found.known]


def test_what_was_read_elsewhere_is_known_and_the_rest_is_new(ready: Callable[[str], Reading]) -> None:
    text = (
        "On Sunday three soldiers were killed at a desert base by a drone.\n"
        "Their names were made public by the army on Monday.\n"
        "At a time of his choosing there would be an answer, the president promised."
    )
    lines = text.split("\n")
    assert known(text, READ, ready=ready) == [lines[0], lines[2]]
    share = novelty(ready(text), [ready(READ)]).share
    assert 0.2 < share < 0.6


def test_a_new_figure_makes_a_familiar_sentence_new(ready: Callable[[str], Reading]) -> None:
    assert known("A drone killed four soldiers at a desert base on Sunday.", READ, ready=ready) == []
    assert known("A drone killed 3 soldiers at a desert base on Sunday.", READ, ready=ready) != []


def test_what_two_reports_say_between_them_is_known_from_either(ready: Callable[[str], Reading]) -> None:
    other = "Engineers found cracks in two pillars of the harbour bridge."
    assert known(f"{READ}\n{other}", READ, other, ready=ready) == [*READ.split("\n"), other]


def test_a_copy_of_what_was_read_holds_nothing_new(ready: Callable[[str], Reading]) -> None:
    assert novelty(ready(READ), [ready(READ)]).share == 0


def test_without_anything_read_everything_is_new(ready: Callable[[str], Reading]) -> None:
    found = novelty(ready(READ), [])
    assert (found.known, found.share) == ((), 1)


def test_an_empty_report_holds_nothing_new(ready: Callable[[str], Reading]) -> None:
    assert novelty(ready(""), [ready(READ)]).share == 0


def test_what_a_report_added_is_what_nobody_told_in_other_words(ready: Callable[[str], Reading]) -> None:
    again = "On Sunday soldiers died at a desert outpost near two countries, when a drone came in, men said."
    fresh = "Divers raised the ferry Aurora from the harbour."
    report, read = ready(f"{again}\n{fresh}"), [ready(READ)]
    found = novelty(report, read)
    span = added(report, found, read)
    assert span is not None
    assert report.article.text[slice(*span)] == fresh
    assert added(report, novelty(report, [report]), [report]) is None
