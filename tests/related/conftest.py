"""What the tests of related/ start from: a stemmer, and reports made of a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache

import pytest
from whoosh.lang.snowball.english import EnglishStemmer

from briefreader.model import Article
from briefreader.related import Frequencies, Name, Named, Profile, profile

_stemmer = EnglishStemmer()


@cache
def _stem(word: str) -> str:
    return str(_stemmer.stem(word))


def _named(text: str, names: dict[str, str]) -> list[Name]:
    found = []
    for name, kind in names.items():
        spans = [(at, at + len(name)) for at in range(len(text)) if text.startswith(name, at)]
        if spans:
            found.append(Name(name.casefold(), name, kind, spans))
    return found


class Desk:
    """Makes reports and keeps them as a library would: profiles by key, and the counts of their words."""

    def __init__(self, names: dict[str, str] | None = None) -> None:
        self.names = names or {}
        self.articles: list[Article] = []
        self.profiles: list[Profile] = []
        self.frequencies = Frequencies()

    def report(self, text: str, *, title: str = "", day: str | None = None) -> int:
        """Add a report and return its key. ``day`` is an ISO date or time."""
        published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        article = Article(f"r{len(self.articles):04}", title, text, published)
        self.articles.append(article)
        self.profiles.append(profile(article, self.entities(len(self.articles) - 1), _stem))
        self.frequencies.add(self.profiles[-1])
        return len(self.articles) - 1

    def entities(self, key: int) -> Sequence[Named]:
        return _named(self.articles[key].text, self.names)

    def others(self, key: int) -> list[tuple[int, Profile]]:
        return [(other, each) for other, each in enumerate(self.profiles) if other != key]


@pytest.fixture(scope="session")
def stem() -> Callable[[str], str]:
    return _stem


@pytest.fixture
def new_desk() -> Callable[..., Desk]:
    return Desk


NAMES = {
    "Derna": "place", "Libya": "place", "Morocco": "place", "Marrakesh": "place", "Storm Daniel": "other",
    "Turkey": "place", "Syria": "place", "Gaziantep": "place", "Red Crescent": "organisation",
    "Finland": "place", "Sweden": "place", "NATO": "organisation",
}  # fmt: skip
FLOOD = (
    "Two dams burst above the city of Derna after Storm Daniel brought a year of rain in a day. "
    "At least 5,300 people were killed in Derna and thousands are missing, the interior ministry said. "
    "Whole quarters were swept into the sea when the dams broke in the night."
)
FLOOD_TOO = (
    "Rescuers in Derna are digging through mud for survivors of the flood that Storm Daniel let loose. "
    "The Red Crescent in Libya said more than 11,000 people were killed when the two dams collapsed. "
    "Bodies washed ashore from the sea for a third day."
)
QUAKE = (
    "A strong earthquake shook the High Atlas in Morocco on Friday night. More than 1,000 people were "
    "killed in villages south of Marrakesh, officials said. Rescuers cleared the mountain roads "
    "to reach survivors."
)
QUAKE_ELSEWHERE = (
    "A magnitude 7.8 earthquake struck near Gaziantep in Turkey before dawn on Monday. More than 2,300 "
    "people were killed in Turkey and Syria, officials said. Rescuers pulled survivors from collapsed houses."
)
BANK = (
    "The central bank left its interest rate unchanged. The governor said inflation would fall to its target "
    "by the summer, and that households could expect lower mortgage payments next year."
)


@pytest.fixture
def desk() -> Desk:
    """Five reports: 0 and 1 on a flood, 2 and 3 on two earthquakes, 4 on a central bank."""
    made = Desk(NAMES)
    made.report(FLOOD, title="Dams burst above Derna", day="2023-09-12T08:00")
    made.report(FLOOD_TOO, title="Derna counts its dead", day="2023-09-12T20:00")
    made.report(QUAKE, title="Earthquake in Morocco", day="2023-09-09T07:00")
    made.report(QUAKE_ELSEWHERE, title="Earthquake in Turkey and Syria", day="2023-02-06T12:00")
    made.report(BANK, title="Rates on hold", day="2023-09-12T12:00")
    return made
