"""What the built-in recogniser marks, by example."""

from __future__ import annotations

import random
import zlib
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.entities.case import Counts, Evidence, unpacked
from briefreader.entities.recogniser import Mention
from briefreader.entities.rule_recogniser import RuleRecogniser
from briefreader.model import Article


def recognise(text: str, title: str = "", language: str | None = None) -> list[Mention]:
    [mentions] = RuleRecogniser().recognise([Article("", title, text, language=language)])
    return mentions


def names(text: str, **more: str) -> list[str]:
    """Return the names with the first letters of their kinds: "person Esmail Qaani"."""
    return [f"{mention.kind} {text[mention.start : mention.end]}" for mention in recognise(text, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Particles and hyphens inside names.
        ("He met Abu Hussein al-Hamidawi.", ["person Abu Hussein al-Hamidawi"]),
        ("He met Ursula von der Leyen there.", ["person Ursula von der Leyen"]),
        ("She saw Abdullah bin Zayed again.", ["person Abdullah bin Zayed"]),
        ("Protests in Mazar-i-Sharif went on.", ["place Mazar-i-Sharif"]),
        ("a deal with Han Jong-hee, 58, was signed", ["person Han Jong-hee"]),
        ("a flight to Tel Aviv", ["place Tel Aviv"]),
        # Initials, generations.
        ("They chose George W. Bush and J.D. Vance.", ["person George W. Bush", "person J.D. Vance"]),
        ("It was Martin Luther King Jr. who spoke.", ["person Martin Luther King Jr."]),
        # Possessives stay outside, but for names that end in one.
        ("They praised Lebanon's army.", ["place Lebanon"]),
        ("They praised Lebanon’s army.", ["place Lebanon"]),
        ("a report by Moody's Investors Service", ["organisation Moody's Investors Service"]),
        # Compounds.
        ("the Iran-backed group and Iran-affiliated militias", ["place Iran", "place Iran"]),
        ("since the Israel-Hamas war began", ["place Israel", "organisation Hamas"]),
        ("near the Jordanian-Syrian border", []),
        ("a Franco-German plan", []),
        ("the U.S.-led coalition", ["place U.S."]),
        ("a Chicago-based firm", ["place Chicago"]),
        ("a New York-based bank", ["place New York"]),
        ("the World Bank-funded dam", ["organisation World Bank"]),
        ("strained U.S.-Canadian relations", []),
        # Korean given names have a hyphen, whatever they mean in English.
        ("He met Ban Ki-moon and Moon Jae-in.", ["person Ban Ki-moon", "person Moon Jae-in"]),
        # Nicknames stand inside, numbers behind.
        ('They shot Luis "Jerry" Ortiz dead.', ['person Luis "Jerry" Ortiz']),
        ("They shot Luis (Jerry) Ortiz dead.", ["person Luis (Jerry) Ortiz"]),
        ("a son of Mohammed VI and of Louis XIV", ["person Mohammed VI", "person Louis XIV"]),
        # One organisation, however long.
        ("shares of Donaldson, Lufkin & Jenrette fell", ["organisation Donaldson, Lufkin & Jenrette"]),
        ("the Movement for a Democratic Slovakia won", ["organisation Movement for a Democratic Slovakia"]),
        ("a stake in First Zorvan Corp and in Brak ATM Network Inc", [
            "organisation First Zorvan Corp", "organisation Brak ATM Network Inc"]),
        # Outlets write "Corp." or "Corp": the point is the company's where it stands inside a sentence too.
        ("He left Zorvan Corp. It was sold.", ["organisation Zorvan Corp"]),
        ("He left Zorvan Corp. It was Quell Corp. that paid.", [
            "organisation Zorvan Corp.", "organisation Quell Corp."]),
        ("the Syrian Observatory for Human Rights", ["organisation Syrian Observatory for Human Rights"]),
        ("the Department of Housing and Urban Development", [
            "organisation Department of Housing and Urban Development"]),
        ("shares of Pacific Gas and Electric Co rose", ["organisation Pacific Gas and Electric Co"]),
        ("the Alliance of Democratic Forces for the Liberation of Congo", [
            "organisation Alliance of Democratic Forces for the Liberation of Congo"]),
        # Nationalities stay outside; country and body are two.
        ("the Iraqi Kata'ib Hezbollah said", ["organisation Kata'ib Hezbollah"]),
        ("the Chinese Foreign Ministry denied it", ["organisation Foreign Ministry"]),
        ("the U.S. Treasury said", ["place U.S.", "organisation Treasury"]),
        ("Saudi officials met a Saudi prince at Saudi Aramco", ["organisation Saudi Aramco"]),
        ("staff of Unesco and Pasok", ["organisation Unesco", "organisation Pasok"]),
        ("South Korean troops met a Sri Lankan envoy", []),
        ("aides of the Clinton White House", ["person Clinton", "place White House"]),
        ("states of the former Soviet Union and East Germany", ["place Soviet Union", "place East Germany"]),
        # A headline's small words and sentences' ends part names.
        ("It grew in the U.S. And France paid.", ["place U.S.", "place France"]),
        # Titles of works are none of these.
        ('She starred in "The Tears of Zorvan" once.', []),
        # US and us, IT and it.
        ("The US struck first.", ["place US"]),
        ("US forces left.", ["place US"]),
        ("They told us to go.", []),
        # The beginning of a sentence tells nothing.
        ("Protesters gathered. Police fired. Prices rose.", []),
        ("Paris agreed. Hezbollah did not.", ["place Paris", "organisation Hezbollah"]),
        ("Bank of England officials met.", ["organisation Bank of England"]),
        ("Former President Jimmy Carter died.", ["person Jimmy Carter"]),
        # A word is judged by how the report writes it elsewhere.
        ("Prices fell. Analysts met David Frost. Frost said so.", ["person David Frost", "person Frost"]),
        # Capitals that stand for plain words are no name.
        ("a letter of credit (LOC) is open; the LOC lapsed", []),
        ("the U.S. General Motors Corp said", ["place U.S.", "organisation General Motors Corp"]),
        ("shares of U.S. Sugar Corp fell", ["organisation U.S. Sugar Corp"]),
        # Weekdays, months, money, abbreviations are no names.
        ("On Monday, May 5, the CEO paid HK$ 30 by ATM.", []),
        ("But Theresa May said no.", ["person Theresa May"]),
        # Acronyms with their definition.
        ("the Acme Farmers Union (AFU) split, and the AFU lost", [
            "organisation Acme Farmers Union", "organisation AFU", "organisation AFU"]),
        # Datelines, places with their states.
        ("ZOUK MIKAEL, Lebanon, Feb 3 (Reuters) - It rained.", [
            "place ZOUK MIKAEL", "place Lebanon", "organisation Reuters"]),
        ("He lives in San Rafael, Calif., now.", ["place San Rafael", "place Calif."]),
        # Informal text: what is certain is marked in lower case too.
        ("any good food in san francisco or philadelphia?", ["place san francisco", "place philadelphia"]),
        ("i love turkey and reading", []),
        # Columns of a table are apart.
        ("Imports   Zorvan Corp   Brak Corp\tQuell Corp", [
            "organisation Zorvan Corp", "organisation Brak Corp", "organisation Quell Corp"]),
        # Emphasis is no name, nor is an address.
        ("This is the BEST place, see www.example.com or a.b@example.com!", []),
        ("Great Service and great food!", []),
    ],
)  # fmt: skip
def test_names_are_marked(text: str, expected: list[str]) -> None:
    assert [name for name in names(text) if not name.startswith("other ")] == expected


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("talks held by Quds Force Commander Esmail Qaani in Iraq", "Esmail Qaani", "Quds Force Commander"),
        ("President Joe Biden has decided.", "Joe Biden", "President"),
        ("said Deputy Foreign Minister Ali Bagheri", "Ali Bagheri", "Deputy Foreign Minister"),
        ("as Secretary of State Antony Blinken left", "Antony Blinken", "Secretary of State"),
        ("as National Security Adviser Jake Sullivan left", "Jake Sullivan", "National Security Adviser"),
        ("for Dr. Anthony Fauci", "Anthony Fauci", "Dr."),
        ("German Chancellor Olaf Scholz spoke.", "Olaf Scholz", "German Chancellor"),
        ("Prime Minister Najib Mikati spoke.", "Najib Mikati", "Prime Minister"),
        ("He saw Muhammed Sheikh Khalil.", "Muhammed Sheikh Khalil", ""),
        ("said Minister of State for Energy Alick Zorvan", "Alick Zorvan", "Minister of State for Energy"),
        ("said South Korean President Kim Young-sam", "Kim Young-sam", "South Korean President"),
    ],
)
def test_a_role_stays_outside_the_name_and_is_kept(text: str, name: str, role: str) -> None:
    [person] = [mention for mention in recognise(text) if mention.kind == "person"]
    assert (text[person.start : person.end], person.role) == (name, role)


def test_what_stands_before_a_role_is_a_name_of_its_own() -> None:
    assert names("by Quds Force Commander Esmail Qaani") == ["organisation Quds Force", "person Esmail Qaani"]
    assert names("after talks New York Governor Kathy Hochul left") == [
        "place New York",
        "person Kathy Hochul",
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("SPAIN BEAT BY RAVELLI'S SAVES", "Thomas Ravelli stopped Spain in Bern.", {"SPAIN", "RAVELLI"}),
        ("Zorvan Halts Attacks On Milk Prices", "The firm Zorvan Dairy Ltd gave in.", {"Zorvan"}),
        ("Prime Minister Says Rain Will Stop Soon", "It will stop.", set()),
        ("TRANSDUCER SYSTEMS INC YEAR", "Net profit rose.", {"TRANSDUCER SYSTEMS INC"}),
        ("Iran-supported Group Halts Attacks on US Following Drone Strike", "It did.", {"Iran", "US"}),
    ],
)
def test_headlines_are_judged_by_the_body(title: str, text: str, expected: set[str]) -> None:
    mentions = recognise(text, title)
    assert {title[mention.start : mention.end] for mention in mentions if mention.in_title} == expected
    assert [mention.in_title for mention in mentions] == sorted((m.in_title for m in mentions), reverse=True)


def test_surnames_and_short_forms_follow_the_full_name() -> None:
    text = "Ana Boston met Zorvan Holdings Plc. Later Boston said Zorvan agreed. Zorvan shares fell."
    assert names(text) == [
        "person Ana Boston", "organisation Zorvan Holdings Plc", "person Boston", "organisation Zorvan",
        "organisation Zorvan",
    ]  # fmt: skip


def test_a_city_is_a_team_in_sport_and_a_place_where_it_says_where() -> None:
    text = (
        "SOCCER - RESULTS.\nLONDON 1996-10-05\nLeeds 2 Sunderland 0\n"
        "Leeds beat Sunderland in Manchester after the goals."
    )
    assert names(text) == [
        "place LONDON", "organisation Leeds", "organisation Sunderland", "organisation Leeds",
        "organisation Sunderland", "place Manchester",
    ]  # fmt: skip


def test_the_library_teaches_which_words_are_names() -> None:
    alone = Article("1", "", "Brands fell.")
    others = [Article(str(n), "", f"In 19{n} the court heard that Brands paid.") for n in range(30, 60)]
    assert RuleRecogniser().recognise([alone]) == [[]]
    taught = RuleRecogniser()
    taught.recognise(others)
    [[mention]] = taught.recognise([alone])
    assert (mention.start, mention.end) == (0, 6)


def test_what_was_learnt_is_told_to_be_kept_and_asked_for_again_word_by_word() -> None:
    kept: dict[str, Counts] = {"brands": (0, 30)}
    asked: list[str] = []

    def shelf(words: Collection[str]) -> dict[str, Counts]:
        asked.extend(words)
        return {word: kept[word] for word in words if word in kept}

    recogniser = RuleRecogniser(Evidence(shelf))
    [[mention], _] = recogniser.recognise(
        [Article("1", "", "Brands fell."), Article("2", "", "They fell for Brands.")]
    )
    assert (mention.start, mention.end) == (0, 6)
    assert recogniser.evidence.news() == {"fell": (2, 0), "for": (1, 0), "brands": (0, 1)}
    assert recogniser.evidence.news() == {}
    assert recogniser.evidence.counts("brands") == (0, 31)
    assert len(asked) == len(set(asked))


def test_evidence_joins_and_refuses_what_was_not_kept() -> None:
    one, two = RuleRecogniser(), RuleRecogniser()
    one.recognise([Article("", "", "They say that Zorvan and bread sell well.")])
    two.recognise([Article("", "", "They say that Zorvan and Bread sell well.")])
    one.evidence.merge(two.evidence)
    assert one.evidence.counts("zorvan") == (0, 2)
    assert one.evidence.counts("bread") == (1, 1)
    for data in (b"", b"nonsense", b"2\n" + zlib.compress(b"[{}, {}]")[:-5]):
        with pytest.raises(ValueError, match="evidence"):
            unpacked(data)


def test_the_order_of_a_batch_changes_nothing() -> None:
    texts = ["Brands fell.", "The court heard that Brands paid.", "Ms Frost met Brands.", "Frost came."]
    batch = [Article(str(n), "", text) for n, text in enumerate(texts)]
    turned = list(reversed(batch))
    assert RuleRecogniser().recognise(batch) == list(reversed(RuleRecogniser().recognise(turned)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Der Kanzler hat am Montag in Berlin mit dem Minister über das Gesetz und die Lage gesprochen.",
            ["place Berlin"],
        ),
        (
            "Le ministre a reçu lundi à Paris le chancelier et ses conseillers pour parler de la guerre.",
            ["place Paris"],
        ),
        ("Президент встретился с министром иностранных дел и обсудил с ним положение в регионе.", []),
        ("中国国家主席在北京会见了俄罗斯总统。", []),
        ("التقى الرئيس اللبناني ميشال عون وزير الخارجية في بيروت", []),
    ],
)
def test_in_other_languages_only_the_certain_is_marked(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_report_that_says_its_language_is_believed() -> None:
    text = "Zorvan Holdings met Toni Mrad in Rome."
    assert names(text, language="it") == ["place Rome"]
    assert len(names(text, language="en-GB")) == 3


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("They met " + "A" * 500 + " there.", 0),
        ("They met " + "Ab" * 250 + " there.", 0),
        ("ONE LONG LINE OF SHOUTING ABOUT LONDON AND NOTHING ELSE " * 3000, 3000),
        (", ".join(f"Tomas Q{n}" for n in range(50_000)), 50_000),
        ("x.y" * 30_000, 0),
        ("Bank of the " * 20_000, 20_000),
        ("President " * 20_000, 0),
        ("de la " * 20_000 + "Smith & " * 20_000, 20_000),
    ],
    ids=["capitals", "syllables", "shouting", "names", "points", "banks", "presidents", "particles"],
)
def test_monstrous_reports_are_bounded(text: str, most: int) -> None:
    assert len(recognise(text)) <= most


PIECES = [
    "President", "Biden", "Kata'ib", "al-Sadr", "U.S.", "US", "of", "the", "The", "and", "&", ",", ".", "'s",
    "-", "(", ")", "<IBM.N>", "Bank", "Corp", "Inc.", "12", "1996-01-02", "AT", "said", "in", "Iran-backed",
    "von", "der", "LONDON", "Québec", "İstanbul", "ß", "ŉ", "\u0301", "“", "”", ":", "/", "@",
    "日本", "Смит", "ﬁ",
    "\n", "\t", "Jr.", "x.y",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.booleans(), st.randoms(use_true_random=False))
def test_spans_lie_in_the_text_in_order_and_apart(
    pieces: list[str], blanks: bool, chance: random.Random
) -> None:
    text = "".join(piece + (" " if blanks or chance.random() < 0.7 else "") for piece in pieces)
    last = {True: 0, False: 0}
    for mention in recognise(text, text.replace("\n", " ")):
        assert last[mention.in_title] <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        last[mention.in_title] = mention.end


WRAPPED = """Iraqi officials on Sunday blamed fighters loyal to Kata'ib
Hezbollah for a rocket attack on the base, hours after Marco
Rubio met Prime Minister Mohammed Shia al-Sudani in Baghdad.

The attack was the third on it this month. Foreign Minister Fuad
Hussein said that it had been denied to the envoy of Saudi
Arabia, and that the group would be asked again.

Moscow
Tehran
Quake kills at least ten people in the north of Iran
Israel and Hamas begin another round of talks in Doha
"""


def test_a_name_broken_with_its_line_is_one_name() -> None:
    found = [WRAPPED[mention.start : mention.end] for mention in recognise(WRAPPED)]
    assert found == [
        "Kata'ib\nHezbollah", "Marco\nRubio", "Mohammed Shia al-Sudani", "Baghdad", "Fuad\nHussein",
        "Saudi\nArabia", "Moscow", "Tehran", "Iran", "Israel", "Hamas", "Doha",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met fighters of Kata'ib\nHezbollah there.", ["Kata'ib\nHezbollah"]),
        ("He met fighters of Kata'ib\n\nHezbollah did not come.", ["Kata'ib", "Hezbollah"]),
        ("Brent rose in London.\nOil fell in Paris.", ["London", "Paris"]),
        (
            "Frost wins in Paris\nBerlin mourns Mr Kellner\nTokyo rebuilds",
            ["Paris", "Berlin", "Kellner", "Tokyo"],
        ),
        ("London\nParis\nNew York", ["London", "Paris", "New York"]),
    ],
)
def test_only_lines_of_one_sentence_are_joined(text: str, expected: list[str]) -> None:
    found = [text[mention.start : mention.end] for mention in recognise(text)]
    assert [name for name in found if name in expected] == expected
    assert not any("\n" in name and name not in expected for name in found)


def marked(text: str, title: str = "") -> list[str]:
    """Return kind and text of each mention, and the role before it."""
    return [
        f"{mention.kind} {(title if mention.in_title else text)[mention.start : mention.end]}"
        + (f" ({mention.role})" if mention.role else "")
        for mention in recognise(text, title)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chief Executive Ulrike Brandvold resigned.", ["person Ulrike Brandvold (Chief Executive)"]),
        (
            "The Intergovernmental Authority on Development met.",
            ["organisation Intergovernmental Authority on Development"],
        ),
        # A script that the rules do not know, and few words of it.
        ("Президент Володимир Зеленський прибув до Києва.", []),
        ("It was said by Cllr. Imran Qureshi on Monday.", ["person Imran Qureshi (Cllr.)"]),
        ("A boat of Rodel dela Cruz was found.", ["person Rodel dela Cruz"]),
        ("The M/V Reina del Mar sank at night.", ["other M/V Reina del Mar"]),
        ("He saw the tanker Brakkvold burn.", ["other Brakkvold"]),
        ("Rival Brakkvold rose as much as 2.5%.", ["organisation Brakkvold"]),
        ("Brakkvold fell nearly 3 percent in a week.", ["organisation Brakkvold"]),
        (
            "BEIRUT, Oct 3 (Levant Wire) - It rained for days on all the roads.",
            ["place BEIRUT", "organisation Levant Wire"],
        ),
        (
            "TUNIS (Maghreb Daily News) - It rained for days on all the roads.",
            ["place TUNIS", "organisation Maghreb Daily News"],
        ),
    ],
)
def test_names_of_the_news(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize("slug", ["BRIEF-", "UPDATE 2-", "RPT-INTERVIEW-"])
def test_what_the_wires_put_before_a_headline_is_no_part_of_its_names(slug: str) -> None:
    title = f"{slug}Brakkvold Wind shares plunge"
    text = "Shares of Brakkvold Wind A/S fell on Monday."
    assert marked(text, title) == ["organisation Brakkvold Wind", "organisation Brakkvold Wind A/S"]
