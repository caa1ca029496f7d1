"""From what a person types to what the library has."""

from __future__ import annotations

import pytest

from briefreader.entities.lookup import asked, near

NAMES = ["Kata'ib Hezbollah", "Hezbollah", "Joe Biden", "Khalifa Haftar", "Haifa", "Lena Okafor"]


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("kata’ib  HEZBOLLAH", "kataib hezbollah"),
        ("the Kata'ib", "kataib"),
        ("President Joe Biden", "joe biden"),
        ("al-Burhan", "burhan"),
        ("Ministry of Defence", "ministry of defense"),
    ],
)
def test_what_is_typed_has_the_form_of_what_is_written(typed: str, form: str) -> None:
    assert form in asked(typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Hezbolah", "Hezbollah"),
        ("Katib Hezbollah", "Kata'ib Hezbollah"),
        ("haftar", "Khalifa Haftar"),
        ("BIDEN", "Joe Biden"),
    ],
)
def test_near_spellings_are_offered(typed: str, first: str) -> None:
    assert near(typed, NAMES)[0] == first


@pytest.mark.parametrize("typed", ["Zebra", "", "%", "'; drop table entity; --"])
def test_nothing_is_offered_for_what_is_like_nothing(typed: str) -> None:
    assert near(typed, NAMES) == []
