"""Names as nobody writes them: merging stays bounded and loses none."""

from __future__ import annotations

import pytest

from briefreader.entities.merge import Entity, Names
from briefreader.entities.naming import Naming, understand
from briefreader.entities.recogniser import Kind, Mention
from briefreader.model import Article

CAPITALS = [first + second for first in "BCDFGHJKLM" for second in "aeiou"]
SYLLABLES = [first + second for first in "bdfgklmnrt" for second in "aeiou"]
MANY = [a + b + c for a in CAPITALS for b in SYLLABLES[:10] for c in SYLLABLES[:10]]


def report(spellings: list[str], kind: Kind = "person") -> Naming:
    mentions, at = [], 0
    for spelling in spellings:
        mentions.append(Mention(at, at + len(spelling), kind))
        at += len(spelling) + 1
    return understand(Article("", "", "\n".join(spellings)), mentions)


def settled(naming: Naming) -> tuple[list[str], dict[str, Entity]]:
    names = Names()
    names.add(naming)
    entities = {entity.id: entity for entity in names.settle().entities}
    return names.resolve(naming), entities


@pytest.mark.parametrize("kind", ["person", "organisation", "place", "other"])
@pytest.mark.parametrize(
    "spelling",
    ["A" * 500, "Al-" * 160, "The " * 120 + "End", "X. " * 160, "'" * 40, "…", "1984", "بيروت", "東京",
     "Ёлка", "the", "Jr", "of"],
)  # fmt: skip
def test_a_strange_name_is_an_entity_of_its_own(spelling: str, kind: Kind) -> None:
    ids, entities = settled(report([spelling, "Lena Okafor", spelling], kind))
    assert ids[0] == ids[2] != ids[1]
    assert all(entities[id].name for id in ids)


@pytest.mark.parametrize(
    "many",
    [
        pytest.param([f"{name} Smith" for name in MANY], id="one surname"),
        pytest.param([f"Smith {name}" for name in MANY], id="one first name"),
        pytest.param([f"Q{a}d{b}f{c}r" for a in "aeiou" for b in "aeiou" for c in "aeiou"], id="one sound"),
        pytest.param([" ".join(MANY[at : at + 1 + at % 14]) for at in range(2000)], id="one in the other"),
    ],
)  # fmt: skip
def test_fifty_thousand_names_in_one_report(many: list[str]) -> None:
    spellings = (many * 50)[:50_000]
    ids, entities = settled(report(spellings))
    assert len(ids) == len(spellings)
    assert set(ids) == set(entities)


def test_a_crowd_under_one_key_comes_to_the_same_in_any_order() -> None:
    reports = [report([f"J{name.lower()} Smith"]) for name in MANY[:60]]
    reports += [report(["J. Smith"]), report(["Smith"]), report(["John Smith"])]
    outcomes = []
    for order in (reports, reports[::-1]):
        names, kept = Names(), {}
        for one in order:
            names.add(one)
            changes = names.settle()
            for id in changes.dissolved:
                kept.pop(id, None)
            kept.update((entity.id, entity) for entity in changes.entities)
        outcomes.append(kept)
    assert outcomes[0] == outcomes[1]


def test_taking_away_what_was_never_there_does_no_harm() -> None:
    names = Names()
    names.remove(report(["Lena Okafor"]))
    assert names.settle().entities == ()
    names.add(report(["Lena Okafor"]))
    assert [entity.name for entity in names.settle().entities] == ["Lena Okafor"]


def test_a_report_without_names() -> None:
    assert settled(report([])) == ([], {})
