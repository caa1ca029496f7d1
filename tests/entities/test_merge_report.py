"""Inside one report: which of its names are the same, by nothing but the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefreader.entities.naming import Naming
from briefreader.entities.rule_recogniser import RuleRecogniser
from briefreader.entities.within import is_acronym, read
from briefreader.model import Article

ONE = {
    "a surname": "[Lena Okafor|p] sang. [Okafor|p] left.",
    "a surname with its particle": "[Anwar bin Saleh|p] came. [bin Saleh|p] spoke.",
    "a given name": "[Tedros Adhanom Ghebreyesus|p] spoke; [Tedros|p] left.",
    "a title": "[President Joe Biden|p] spoke. [Mr Biden|p] left.",
    "a middle name": "[Lewis A. Kaplan|p] ruled. [Lewis Kaplan|p] is a judge.",
    "how it begins": "[Kata'ib Hezbollah|o] paused. The [Kata'ib|o] said so.",
    "how it ends": "the [Boston Herald|o] wrote. The [Herald|o] said.",
    "a team": "the [Boston Red Sox|o] won. The [Red Sox|o] rested.",
    "a definition": "the [Royal Gem Board|o] ([RGB|o]) met. [RGB|o] fell.",
    "one in another language": "the [Royal Spanish Football Federation|o] ([RFEF|o]) met.",
    "a definition the other way": "[RGB|o] ([Royal Gem Board|o]) met.",
    "a definition with or": "the [Free Harbour Union|o], or [FHU|o], struck.",
    "initials": "The [National Transportation Safety Board|o] came. The [NTSB|o] left.",
    "known as": "[Mohamed Hamdan Dagalo|p], known as [Hemedti|p], fled.",
    "a nickname": '[Luis "Jerry" Ortiz|p] fell. [Jerry Ortiz|p] was 35.',
    "who it is named after": "at the [Betty Ford Center|o]. [Betty Ford|p] is dear.",
}

TWO = {
    "a militia and a party": "[Kata'ib Hezbollah|o] paused; [Hezbollah|o] in Lebanon did not.",
    "a town and its paper": "the [Boston Herald|o] in [Boston|l]",
    "two of one surname": "[Ana Ruiz|p] married [Leo Ruiz|p].",
    "what a state is part of": "the [Soviet Union|l] and the [Union|o]",
    "an acronym and what it names": "the [AI Act|x] on [AI|o]",
    "two names in one span": "[Red Sox|o] and [Mark Teixeira|p]; [Red Sox Mark Teixeira|o]",
    "an agency in brackets": "[Roger Abel|p] ([Reuters|o]) wrote",
}


def owners(report: Naming) -> dict[str, str]:
    return {named.spelling: named.owner for named in report.named}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_name(naming: Callable[[str], Naming], text: str) -> None:
    found = owners(naming(text))
    assert len(found) > 1
    assert len(set(found.values())) == 1


@pytest.mark.parametrize("text", TWO.values(), ids=TWO)
def test_two_names(naming: Callable[[str], Naming], text: str) -> None:
    found = owners(naming(text))
    assert len(set(found.values())) == len(found)


def test_a_person_is_not_the_foundation(naming: Callable[[str], Naming]) -> None:
    found = owners(naming("[Greta Holm|p] of the [Greta Holm Foundation|o] came; [Holm|p] spoke."))
    assert found["Greta Holm"] == found["Holm"] != found["Greta Holm Foundation"]


def test_a_shared_surname_is_whose_was_named_last(naming: Callable[[str], Naming]) -> None:
    report = naming("[Ana Ruiz|p] came. [Ruiz|p] sat. [Leo Ruiz|p] came. [Ruiz|p] stood.")
    owners = [report.named[at].owner for at in report.mentions]
    assert owners == ["ana ruiz", "ana ruiz", "leo ruiz", "leo ruiz"]


def test_every_mention_has_its_name_and_the_counts_add_up(naming: Callable[[str], Naming]) -> None:
    report = naming("[Lena Okafor|p] met [Okafor|p], [Okafor|p] and the [Herald|o].")
    spellings = [report.named[at].spelling for at in report.mentions]
    assert spellings == ["Lena Okafor", "Okafor", "Okafor", "Herald"]
    assert sum(named.count for named in report.named) == 4


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("IRGC", "Islamic Revolutionary Guard Corps", True),
        ("IAEA", "International Atomic Energy Agency", True),
        ("BoJ", "Bank of Japan", True),
        ("HMM", "hidden Markov model", True),
        ("IRGC", "Iran's Islamic Revolution Guard Corps", True),
        ("GRC", "Islamic Revolutionary Guard Corps", False),
        ("Reuters", "Royal Energy Union", False),
        ("NYT", "Hollywood Reporter", False),
        ("A", "Alpha Beta", False),
    ],
)
def test_letters_of_an_acronym(short: str, long: str, is_one: bool) -> None:
    assert is_acronym(short, long) is is_one


@pytest.mark.parametrize(
    ("title", "owner"), [("Dr", "alice brandvold"), ("Ms", "alice brandvold"), ("Mr", "tom brandvold")]
)
def test_of_two_of_one_surname_the_title_tells_who_is_meant(title: str, owner: str) -> None:
    text = (
        "Dr Alice Brandvold, who was a doctor, met Mr Tom Brandvold. Tom Brandvold spoke."
        f" The paper backed {title} Brandvold."
    )
    article = Article("", "", text)
    [mentions] = RuleRecogniser().recognise([article])
    assert read(article, mentions)[0][-1].owner == owner
