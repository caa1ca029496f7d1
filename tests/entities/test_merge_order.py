"""Merging comes to the same whatever the order, the batches, and what was taken away or put down between."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Collection

import pytest

from briefreader.entities.decisions import Decision
from briefreader.entities.forms import Form
from briefreader.entities.merge import Changes, Entity, Names
from briefreader.entities.naming import Naming

REPORTS = [
    "[Ana Ruiz|p] and [Leo Ruiz|p] met; [Ruiz|p] spoke.",
    *["[Ana Ruiz|p] of the [Harbour Union|o] came to [Kyiv|l]."] * 5,
    "[Ruiz|p] came to [Kiev|l].",
    "[Ruiz|p] left the [Union|o].",
    "the [Economic Planning Agency|o] ([EPA|o])",
    "the [Environmental Protection Agency|o] and the [EPA|o]",
    "the [EPA|o] of the [United States|l], the [US|l]",
    "[Kata'ib Hezbollah|o], the [Kata'ib|o]",
    "[Kataib Hezbollah|o] and [Hezbollah|o]",
    "[Esmail Qaani|p] of the [Islamic Revolutionary Guard Corps|o] ([IRGC|o])",
    "[Esmail Ghaani|p], [Iran's Islamic Revolution Guard Corps|o] and [Ghaani|p]",
    "[IRGC|o] and [Qaani|p]",
    "[Boyle County Bank|o] and [Boyle County|l]",
    "[Ferris Savings Trust|o]",
    "[Boyle County Bank Ferris Savings Trust|o]",
    "[Swiss Harbour Credit Ltd|o]",
    "[Inland Marine Bank|o]",
    "[Swiss Harbour Credit Ltd Inland Marine Bank|o]",
    "[EPA|p]",
    *[
        f"[{given} Smith|p] came."
        for given in ("John", "Jon", "J.", "Jack", "James", "Jane", "Joan", "Jill", "Julia", "Jude", "Jo")
    ],
    "[Smith|p] [Smith|p]",
    *[f"[J{a}{b}k Abara|p] came" for a in "aeiou" for b in "bcdfgklmnp"],
    "[J. Abara|p] and [Abara|p]",
    "[Roscosmos|o]",
    "[Roskosmos|o] [Roscosmos|p]",
    "[Roscosmos|p] [Roscosmos|p]",
]

State = dict[str, tuple[object, ...]]


class Shelf:
    """Keeps forms as the store does: what goes in and out is a copy."""

    def __init__(self) -> None:
        self.kept: dict[str, Form] = {}
        self.keys: dict[str, set[str]] = {}
        self.entities: dict[str, Entity] = {}

    def save(self, changes: Changes) -> None:
        for form in changes.forms:
            self.kept[form.form] = copy.deepcopy(form)
            if form.form in changes.rekeyed:
                self.keys[form.form] = set(form.keys())
        for name in changes.gone:
            del self.kept[name], self.keys[name]
        for id in changes.dissolved:
            self.entities.pop(id, None)
        self.entities.update((entity.id, entity) for entity in changes.entities)

    def forms(self, forms: Collection[str]) -> list[Form]:
        return [copy.deepcopy(self.kept[name]) for name in forms if name in self.kept]

    def under(self, keys: Collection[str]) -> list[tuple[str, str]]:
        return [(key, name) for name, own in self.keys.items() for key in own & set(keys)]

    def members(self, entities: Collection[str]) -> list[tuple[str, str]]:
        return [(form.entity, name) for name, form in self.kept.items() if form.entity in entities]

    def state(self) -> tuple[dict[str, Form], dict[str, Entity]]:
        return self.kept, self.entities


def at_once(reports: list[Naming], decisions: Collection[Decision] = ()) -> Shelf:
    shelf, names = Shelf(), Names(decisions=decisions)
    for report in reports:
        names.add(report)
    shelf.save(names.settle())
    return shelf


@pytest.fixture
def reports(naming: Callable[[str], Naming]) -> list[Naming]:
    return [naming(text) for text in REPORTS]


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_any_batches_come_to_the_same(reports: list[Naming], seed: int) -> None:
    want = at_once(reports).state()
    dice = random.Random(seed)
    dice.shuffle(reports)
    shelf, names = Shelf(), Names()
    for at, report in enumerate(reports):
        names.add(report)
        if dice.random() < 0.4 or at + 1 == len(reports):
            shelf.save(names.settle())
    assert shelf.state() == want


@pytest.mark.parametrize("seed", range(12))
def test_names_put_down_and_taken_up_again_come_to_the_same(reports: list[Naming], seed: int) -> None:
    want = at_once(reports).state()
    dice = random.Random(seed)
    dice.shuffle(reports)
    shelf = Shelf()
    while reports:
        names = Names(shelf)
        for _ in range(min(len(reports), dice.choice((1, 2, 9)))):
            names.add(reports.pop())
        shelf.save(names.settle())
    assert shelf.state() == want


@pytest.mark.parametrize("seed", range(12))
def test_what_is_taken_away_leaves_nothing_behind(reports: list[Naming], seed: int) -> None:
    dice = random.Random(seed)
    dice.shuffle(reports)
    stay, go = reports[::2], reports[1::2]
    shelf, names = Shelf(), Names()
    for report in reports:
        names.add(report)
    shelf.save(names.settle())
    names = names if seed % 2 else Names(shelf)
    for report in go:
        names.remove(report)
        if dice.random() < 0.4:
            shelf.save(names.settle())
    shelf.save(names.settle())
    assert shelf.state() == at_once(stay).state()
    for report in go:
        names.add(report)
    shelf.save(names.settle())
    assert shelf.state() == at_once(reports).state()
    for report in reports:
        names.remove(report)
    shelf.save(names.settle())
    assert shelf.state() == ({}, {})


@pytest.mark.parametrize("seed", range(6))
def test_decisions_come_to_the_same_before_and_after_the_reports(reports: list[Naming], seed: int) -> None:
    decisions = [
        Decision("merge", "ana ruiz", "leo ruiz", 1),
        Decision("split", "kiev", "", 2),
        Decision("split", "kataib", "", 3),
        Decision("merge", "kiev", "hezbollah", 4),
        Decision("rename", "kiev", "An odd one", 5),
        Decision("kind", "kiev", "other", 6),
    ]
    want = at_once(reports, decisions).state()
    random.Random(seed).shuffle(reports)
    shelf, names = Shelf(), Names()
    for report in reports:
        names.add(report)
    shelf.save(names.settle())
    names = names if seed % 2 else Names(shelf)
    for decision in decisions:
        names.decide(decision)
        shelf.save(names.settle())
    assert names.decisions == tuple(decisions)
    assert shelf.state() == want
    for _ in decisions:
        names.undo()
        shelf.save(names.settle())
    assert shelf.state() == at_once(reports).state()


def test_one_more_report_changes_only_what_it_concerns(
    reports: list[Naming], naming: Callable[[str], Naming]
) -> None:
    names = Names()
    for report in reports:
        names.add(report)
    names.settle()
    names.add(naming("[Ana Ruiz|p] again"))
    changes = names.settle()
    assert {form.form for form in changes.forms} == {"ana ruiz"}
    assert [entity.name for entity in changes.entities] == ["Ana Ruiz"]
    assert (changes.gone, changes.dissolved) == ((), ())


def test_ids_are_those_of_forms_and_the_same_in_every_library(naming: Callable[[str], Naming]) -> None:
    one, other = Names(), Names()
    one.add(naming("[Okafor|p]"))
    one.settle()
    before = one.entity_of("okafor")
    for names in (one, other):
        names.add(naming("[Lena Okafor|p]"))
        names.settle()
    assert one.entity_of("okafor") == one.entity_of("lena okafor") == other.entity_of("lena okafor")
    assert len(before) == 12
