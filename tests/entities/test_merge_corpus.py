"""From the text of ``corpus/`` to entities: the spellings that its writers planted, the traps included."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from briefreader.entities.merge import Names
from briefreader.entities.naming import understand
from briefreader.entities.rule_recogniser import RuleRecogniser

CORPUS = Path(__file__).parents[2] / "corpus"

ONE = [
    ["Kata'ib Hezbollah", "Kata’ib Hezbollah", "Kataib Hezbollah", "Kata'ib"],
    ["IRGC", "Islamic Revolutionary Guard Corps", "Islamic Revolution Guard Corps"],
    ["Esmail Qaani", "Esmail Ghaani"],
    ["Houthis", "Huthis"],
    ["Yahya Saree", "Yahya Sarea"],
    ["North Atlantic Treaty Organization", "NATO"],
    ["Viktor Orban", "Viktor Orbán"],
    ["Sauli Niinisto", "Sauli Niinistö"],
    ["Yevgeny Prigozhin", "Evgeny Prigozhin", "Prigozhin"],
    ["Kyiv", "Kiev"],
    ["Volodymyr Zelensky", "Volodymyr Zelenskyy"],
    ["Zaporizhzhia", "Zaporozhye"],
    ["Musaad bin Mohammed al-Aiban", "Musaed al-Aiban"],
    ["Ebrahim Raisi", "Ebrahim Raeisi"],
    ["Hossein Amir-Abdollahian", "Hossein Amirabdollahian"],
    ["Rapid Support Forces", "RSF"],
    ["Abdel Fattah al-Burhan", "Abdel Fattah el-Burhan"],
    ["Turkey", "Türkiye"],
    ["Recep Tayyip Erdoğan", "Tayyip Erdogan", "Recep Tayyip Erdogan"],
    ["Kahramanmaras", "Kahramanmaraş"],
    ["Marrakesh", "Marrakech"],
    ["Khalifa Haftar", "Khalifa Hifter"],
    ["IOM", "International Organization for Migration"],
    ["ISRO", "Indian Space Research Organisation"],
    ["World Health Organization", "World Health Organisation"],
    ["Democratic Republic of Congo", "Democratic Republic of the Congo"],
    ["National Transportation Safety Board", "NTSB"],
    ["Japan Airlines", "JAL"],
    ["Silicon Valley Bank", "SVB"],
    ["FDIC", "Federal Deposit Insurance Corporation"],
    ["Bank of Japan", "BOJ", "BoJ"],
    ["Kazuo Ueda", "Ueda Kazuo"],
    ["Sam Bankman-Fried", "Samuel Bankman-Fried", "Bankman-Fried"],
    ["Lewis Kaplan", "Lewis A. Kaplan"],
    ["Adam D'Angelo", "Adam D’Angelo"],
    ["CrowdStrike", "Crowdstrike"],
    ["Jenni Hermoso", "Jennifer Hermoso"],
    ["Aitana Bonmati", "Aitana Bonmatí"],
    ["KL Rahul", "K.L. Rahul"],
    ["Richie Mo'unga", "Richie Mo’unga"],
]

TWO = [
    ["Kata'ib Hezbollah", "Hezbollah"],
    ["Iran", "Iraq"],
    ["South Africa", "Africa"],
    ["Ebrahim Raisi", "Ali Khamenei"],
    ["Islamic Revolutionary Guard Corps", "Quds Force"],
    ["Credit Suisse", "UBS"],
]

Found = dict[str, set[str]]


@pytest.fixture(scope="module")
def found() -> Found:
    """The entities of each spelling in the corpus."""
    if not CORPUS.is_dir():
        pytest.skip("corpus/ is not here")
    from briefreader.sources import read, walk

    articles = [article for file in walk([CORPUS], print) for article in read(file, print)]
    names = Names()
    reports = [understand(*pair) for pair in zip(articles, RuleRecogniser().recognise(articles), strict=True)]
    for report in reports:
        names.add(report)
    names.settle()
    found: Found = defaultdict(set)
    for report in reports:
        for at, id in zip(report.mentions, names.resolve(report), strict=True):
            found[report.named[at].spelling].add(id)
    return dict(found)


@pytest.mark.parametrize("spellings", ONE, ids=lambda row: row[0])
def test_planted_spellings_are_one_entity(found: Found, spellings: list[str]) -> None:
    assert len(set().union(*(found[spelling] for spelling in spellings))) == 1


@pytest.mark.parametrize("spellings", TWO, ids=lambda row: " and ".join(row))
def test_traps_stay_two(found: Found, spellings: list[str]) -> None:
    one, other = (found[spelling] for spelling in spellings)
    assert not one & other
