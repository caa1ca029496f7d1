"""What kind the built-in recogniser gives to names that it has never heard of."""

from __future__ import annotations

import pytest

from briefreader.entities.rule_recogniser import RuleRecogniser
from briefreader.model import Article


def names(text: str) -> list[str]:
    [mentions] = RuleRecogniser().recognise([Article("", "", text)])
    return [f"{mention.kind} {text[mention.start : mention.end]}" for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is owned, made, bought, rated.
        ("The tanker is owned by Vesna Marlow and managed by Toler.", [
            "organisation Vesna Marlow", "organisation Toler"]),
        ("It is a unit of Brannic.", ["organisation Brannic"]),
        ("They sold a stake in Oravel for cash.", ["organisation Oravel"]),
        ("He is a spokesman for the Dulver.", ["organisation Dulver"]),
        ("They face competition from Zeltor here.", ["organisation Zeltor"]),
        ("She is an analyst at Quorn Delby in the city.", ["organisation Quorn Delby"]),
        ("We asked Max Stern of Zodd Wells.", ["person Max Stern", "organisation Zodd Wells"]),
        ("A deal with Oravel, which makes pipes, is near.", ["organisation Oravel"]),
        ("They own Oravel, based in the north.", ["organisation Oravel"]),
        # Who is meant behind "said".
        ("In May Delvon said it would close.", ["organisation Delvon"]),
        ("In May Delvon said he would stay.", ["person Delvon"]),
        ("In May Delvon cut its forecast.", ["organisation Delvon"]),
        ("In May Delvon cut his speech.", ["person Delvon"]),
        ("It is held by South Korea's Vaskol, which paid.", ["place South Korea", "organisation Vaskol"]),
        ("Tea makers Watol and Kotal rose.", ["organisation Watol", "organisation Kotal"]),
        # Ships, storms, craft, works.
        ("The ferry Olga Marlow sank.", ["other Olga Marlow"]),
        ("The ship, the Singapore-flagged Dalvi, struck it.", ["place Singapore", "other Dalvi"]),
        ("A salvage ship, the Orseus, is on its way.", ["other Orseus"]),
        ("They waited aboard the Orseus.", ["other Orseus"]),
        ("They fled from storm Boris.", ["other Boris"]),
        ("They fly the new Airbus A350 there.", ["other Airbus A350"]),
        ("They won at the Paris Olympics.", ["other Paris Olympics"]),
        # Where something lies, or leads to.
        ("They live north of Tarvel.", ["place Tarvel"]),
        ("The road to Tarvel is shut.", ["place Tarvel"]),
        ("Rain fell along the Traisel all night.", ["place Traisel"]),
        ("They went to the Stade de Lorvin.", ["place Stade de Lorvin"]),
        ("They drove over the Key Bridge.", ["place Key Bridge"]),
        ("It hit the Francis Scott Key Bridge.", ["place Francis Scott Key Bridge"]),
        ("The mayor of Tarvel resigned.", ["place Tarvel"]),
        # Names in a row are of one kind.
        ("He flew to Arica, Orsol and Vask.", ["place Arica", "place Orsol", "place Vask"]),
        ("They supply Siemens, Orsol and Vask.", [
            "organisation Siemens", "organisation Orsol", "organisation Vask"]),
        ("Varo and Toyota agreed.", ["organisation Varo", "organisation Toyota"]),
        # One name, though a part of it is known.
        ("They met the Aegean Star Maritime.", ["organisation Aegean Star Maritime"]),
        ("They left the Spanish Shipowners' Association.", ["organisation Spanish Shipowners' Association"]),
        ("They met Hu Sen of the team.", ["person Hu Sen"]),
        # What stands at the beginning of a sentence and says what follows is none of its name.
        ("Steelmaker VSZ will buy it.", ["organisation VSZ"]),
        ("Opener Travis Vask is out.", ["person Travis Vask"]),
        ("Left-hander Ana Vask is out.", ["person Ana Vask"]),
        ("Tower Hamlets Council has put up lights.", ["organisation Tower Hamlets Council"]),
        ("Top Rank told them.", ["organisation Top Rank"]),
        ("VEFA Holding, a firm, sells meat.", ["organisation VEFA Holding"]),
        ("It is in JAMA Ophthalmology now.", ["organisation JAMA Ophthalmology"]),
        ("A word of Lee Jampol of Northwestern.", ["person Lee Jampol", "organisation Northwestern"]),
        ("GUATEMALA CITY - Prosecutors met. Prosecutors left.", ["place GUATEMALA CITY"]),
        # A given name that is a month as well.
        ("They met its president Jan Smerek there.", ["person Jan Smerek"]),
        ("It grew in June Greece said.", ["place Greece"]),
        # A plain word with a capital behind "in".
        ("He was told in Split.", ["place Split"]),
        ("They stood in Elway's way.", ["person Elway"]),
        ("It lies near Delby mosque.", ["place Delby"]),
        ("They met at the T-Mobile Arena.", ["place T-Mobile Arena"]),
        # Persons by what they do.
        ("A firefighter, Lutz Siemens, died.", ["person Lutz Siemens"]),
        ("They asked the Reagan family.", ["person Reagan"]),
        # A country stays a place whatever it says or does.
        ("In May Iran said it would close the border.", ["place Iran"]),
        ("They asked the Davis administration.", ["person Davis"]),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_tell_its_kind(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_town_and_a_nickname_are_a_team() -> None:
    text = "SOCCER - REDS WIN.\nTOKYO 1996-10-12\nUrawa Red Diamonds beat Kashima Antlers 2-1 in the league."
    assert "organisation Kashima Antlers" in names(text)


def test_a_team_that_is_a_plain_word_is_a_name_where_it_plays() -> None:
    text = "RUGBY - RESULTS.\nLONDON 1996-11-30\nWasps stayed second in the league after three goals."
    assert "organisation Wasps" in names(text)
