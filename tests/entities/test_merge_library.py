"""Over a library: which spellings are one entity, and which never are."""

from __future__ import annotations

from typing import Any

import pytest

ONE = [
    ("apostrophes", "[Kata'ib Hezbollah|o]", "[Kata’ib Hezbollah|o]", "[Kataib Hezbollah|o]"),
    ("accents", "[Recep Tayyip Erdoğan|p]", "[Recep Tayyip Erdogan|p]", "[Tayyip Erdogan|p]"),
    ("hyphens", "[Hossein Amir-Abdollahian|p]", "[Hossein Amirabdollahian|p]"),
    ("case", "[CrowdStrike|o]", "[Crowdstrike|o]", "[CROWDSTRIKE|o]"),
    ("British and American", "[World Health Organisation|o]", "[World Health Organization|o]"),
    ("the article", "[The Hollywood Reporter|o]", "[Hollywood Reporter|o]"),
    ("company words", "[Tallgrass Distribution Ltd|o]", "[Tallgrass Distribution|o]"),
    ("words in another order", "[Ministry of Defence|o]", "[Defense Ministry|o]"),
    ("a university", "[University of Oxford|o]", "[Oxford University|o]"),
    ("a surname elsewhere", "[Lena Okafor|p]", "[Okafor|p]"),
    ("an initial", "[Raj K. Chohan|p]", "[Raj Chohan|p]", "[R. Chohan|p]"),
    ("initials written together", "[K.L. Rahul|p]", "[KL Rahul|p]"),
    ("a short given name", "[Sam Bankman-Fried|p]", "[Samuel Bankman-Fried|p]", "[Bankman-Fried|p]"),
    ("another short given name", "[Bill Brodsky|p]", "[William Brodsky|p]"),
    ("one sound", "[Jon Ovenden|p]", "[John Ovenden|p]"),
    ("the surname first", "[Kazuo Ueda|p]", "[Ueda Kazuo|p]"),
    ("a junior", "[Arcade Joseph Comeaux Jr|p]", "[Arcade Joseph Comeaux|p]"),
    ("a title", "[Ayatollah Ali Khamenei|p]", "[Ali Khamenei|p]"),
    ("an article inside", "[Abdel Fattah al-Burhan|p]", "[Abdel Fattah el-Burhan|p]"),
    ("transcriptions of q", "[Esmail Qaani|p]", "[Esmail Ghaani|p]"),
    ("transcriptions of k", "[Muammar Gaddafi|p]", "[Moammar Qaddafi|p]", "[Muammar Gadhafi|p]"),
    ("transcriptions of a given name", "[Muhammad Shtayyeh|p]", "[Mohammed Shtayyeh|p]"),
    ("transcriptions of vowels", "[Ebrahim Raisi|p]", "[Ebrahim Raeisi|p]"),
    ("an ending", "[Volodymyr Zelensky|p]", "[Volodymyr Zelenskyy|p]", "[Volodymyr Zelenskiy|p]"),
    ("an initial y", "[Yevgeny Prigozhin|p]", "[Evgeny Prigozhin|p]"),
    ("one vowel in a rare surname", "[Khalifa Haftar|p]", "[Khalifa Hifter|p]"),
    ("a people and its movement", "[Houthi|o]", "[Houthis|o]", "[Huthi|o]", "[Huthis|o]"),
    ("a base", "[al-Qaeda|o]", "[Al-Qaida|o]"),
    ("a strait", "[Bab al-Mandab|l]", "[Bab el-Mandeb|l]"),
    ("a city by two names", "[Kyiv|l]", "[Kiev|l]", "[KIEV|l]"),
    ("a country by two names", "[Turkey|l]", "[Türkiye|l]"),
    ("a country in short", "[US|l]", "[U.S.|l]", "[United States|l]"),
    ("a longer official name", "[Democratic Republic of Congo|l]", "[Democratic Republic of the Congo|l]"),
    ("an acronym by its initials", "[Popular Harvest Front|o]", "[PHF|o]"),
    ("a known acronym", "[IOM|o]", "[International Organization for Migration|o]"),
    ("how it begins", "[Tallgrass Distribution Partners|o]", "[Tallgrass Distribution|o]"),
    ("a police force", "[Staunton Police|o]", "[Staunton Police Department|o]"),
    ("a team by its nickname", "[Philadelphia 76ers|o]", "[Sixers|o]"),
    ("a nickname inside the name", '[Luis Gerardo "Jerry" Ortiz|p]', "[Jerry Ortiz|p]"),
    ("a nickname in brackets", "[Kimani (Kiki) Gray|p]", "[Kimani Gray|p]"),
    ("letters that changed places", "[Wladimir Klitschko|p]", "[Wladimir Klistchko|p]", "[Klistchko|p]"),
    ("a team", "[Los Angeles Angels|o]", "[Angels|o]"),
    ("what is left out", "[Betty Ford Treatment Center|o]", "[Betty Ford Center|o]"),
    ("the Revolutionary Guards", "[Islamic Revolutionary Guard Corps|o] ([IRGC|o])",
     "[Iran's Islamic Revolution Guard Corps|o] ([IRGC|o])", "[IRGC|o]"),
]  # fmt: skip

NEVER = [
    ("a militia and a party", "[Kata'ib Hezbollah|o], [Hezbollah|o]", "[Hezbollah|o]", "[Hezbollah|o]"),
    ("Khamenei and Khomeini", "[Ali Khamenei|p]", "[Ruhollah Khomeini|p]"),
    ("Khamenei and Khomeini alone", "[Khamenei|p]", "[Khomeini|p]"),
    ("Khamenei and Khomeini of one name", "[Ali Khamenei|p]", "[Ali Khomeini|p]"),
    ("Hassan and Hussein", "[Ali Hassan|p]", "[Ali Hussein|p]"),
    ("Hassan and Hussein alone", "[Hassan|p]", "[Hussein|p]"),
    ("letters that changed places in a short name", "[Marco Bruno|p]", "[Marco Burno|p]"),
    ("two Germanies", "[Germany|l]", "[East Germany|l]"),
    ("a union and what came of it", "[Russia|l]", "[Soviet Union|l]"),
    ("Boston and the Boston Herald", "[Boston|l]", "[Boston Herald|o]"),
    ("New York and its Times", "[New York|l]", "[New York Times|o]"),
    ("two of one surname", "[George Bush|p]", "[Laura Bush|p]"),
    ("two of one surname and initial", "[James Ruiz|p]", "[Julia Ruiz|p]"),
    ("father and daughter", "[Daniel Ortega|p]", "[Daniela Ortega|p]"),
    ("one king and the next", "[Mohammed V|p]", "[Mohammed VI|p]"),
    ("two countries", "[Iran|l]", "[Iraq|l]"),
    ("two countries of one sound", "[Niger|l]", "[Nigeria|l]"),
    ("two Congos", "[Austria|l]", "[Australia|l]"),
    ("two banks", "[Bank of New York|o]", "[Federal Reserve Bank of New York|o]"),
    ("two ministries", "[Russian Foreign Ministry|o]", "[Iran Foreign Ministry|o]", "[Foreign Ministry|o]"),
    ("two committees", "[House Agriculture Committee|o]", "[House Armed Services Committee|o]"),
    ("two missions", "[Chandrayaan-2|x]", "[Chandrayaan-3|x]"),
    ("two universities", "[University of Washington|o]", "[Washington University|o]"),
    ("two companies", "[Delta Air Lines|o]", "[Delta Electronics|o]"),
    ("a given name", "[Michael Abara|p]", "[Michael|p]"),
    ("two side by side", "[Boyle County Bank|o]", "[Ferris Savings Trust|o]"),
]  # fmt: skip


def spellings(reports: tuple[str, ...]) -> list[str]:
    return [part.split("|")[0].split("[")[-1] for report in reports for part in report.split("]")[:-1]]


@pytest.mark.parametrize("reports", [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_entity(merged: Any, reports: tuple[str, ...]) -> None:
    shelf = merged(*reports)
    assert shelf.one(*spellings(reports)), shelf.entities


@pytest.mark.parametrize("reports", [row[1:] for row in NEVER], ids=[row[0] for row in NEVER])
def test_never_one_entity(merged: Any, reports: tuple[str, ...]) -> None:
    shelf = merged(*reports)
    assert shelf.apart(*dict.fromkeys(spellings(reports))), shelf.entities


def test_a_longer_span_never_chains_two_names(merged: Any) -> None:
    shelf = merged(
        "[Boyle County Bank|o]", "[Ferris Savings Trust|o]", "[Boyle County Bank Ferris Savings Trust|o]"
    )
    assert shelf.apart("Boyle County Bank", "Ferris Savings Trust")


def test_a_surname_with_two_owners_is_nobodys_until_one_is_far_better_known(merged: Any) -> None:
    owners = ["[Ana Ruiz|p]", "[Leo Ruiz|p]"]
    assert merged(*owners, "[Ruiz|p]").apart("Ana Ruiz", "Leo Ruiz", "Ruiz")
    known = merged(*owners, "[Ruiz|p]", *["[Ana Ruiz|p] again"] * 7)
    assert known.one("Ana Ruiz", "Ruiz")
    assert known.apart("Ana Ruiz", "Leo Ruiz")


@pytest.mark.parametrize("short", ["J. Ruiz", "Jo Ruiz"])
def test_a_name_that_can_be_two_makes_no_one_of_them(merged: Any, short: str) -> None:
    shelf = merged(f"[{short}|p]", f"[{short}|p] again", "[Joanna Ruiz|p]", "[Josephine Ruiz|p]")
    assert shelf.apart(short, "Joanna Ruiz", "Josephine Ruiz")


def test_in_its_report_a_surname_is_whose_it_is_there(merged: Any) -> None:
    shelf = merged(*["[Ana Ruiz|p] again"] * 9, "[Leo Ruiz|p] came. [Ruiz|p] left.")
    assert shelf.one("Leo Ruiz", "Ruiz")


def test_an_acronym_means_what_its_report_says(merged: Any) -> None:
    shelf = merged(
        "[Economic Planning Agency|o] ([EPA|o])",
        "[Environmental Protection Agency|o]",
        "the [EPA|o] on its own",
    )
    assert shelf.apart("Economic Planning Agency", "Environmental Protection Agency")
    ids = [id for report in shelf.reports for id in shelf.names.resolve(report)]
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]


@pytest.mark.parametrize(
    ("name", "reports"),
    [
        ("Joe Biden", ("[Biden|p], [Biden|p]", "[Joe Biden|p] and [Biden|p]")),
        (
            "Islamic Revolutionary Guard Corps",
            ("[IRGC|o]", "[IRGC|o]", "[Islamic Revolutionary Guard Corps|o]"),
        ),
        ("Barack Obama", ("[OBAMA|p]", "[BARACK OBAMA|p]", "[Barack Obama|p]", "[BARACK OBAMA|p]")),
        ("Sam Bankman-Fried", ("[Bankman-Fried|p]", "[Bankman-Fried|p]", "[Sam Bankman-Fried|p]")),
        ("Kata'ib Hezbollah", ("[Kataib Hezbollah|o]", "[Kata'ib Hezbollah|o]", "[Kata'ib Hezbollah|o]")),
        ("Kyiv", ("[Kiev|l]", "[Kyiv|l]", "[Kyiv|l]")),
        ("Addis Ababa", ("[ADDIS ABABA|l]", "[ADDIS ABABA|l]")),
    ],
)
def test_the_best_attested_full_form_is_the_name(merged: Any, name: str, reports: tuple[str, ...]) -> None:
    shelf = merged(*reports)
    assert {shelf.entity(spelling).name for spelling in spellings(reports)} == {name}


def test_an_entity_is_of_the_kind_that_most_mentions_have(merged: Any) -> None:
    shelf = merged("[Roscosmos|o]", "[Roscosmos|o]", "[Roscosmos|p]")
    assert shelf.entity("Roscosmos").kind == "organisation"
