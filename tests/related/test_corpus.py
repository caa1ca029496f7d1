"""The reports of corpus/, by their words alone: what is a copy, what is one story, whose figures moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefreader.library import Library
from briefreader.related import Frequencies, Profile, Stories, compare, profile, reading, relate

COPIES = [
    ("ng-0002", "2023-11-19-huthis-seize-car-carrier"),
    ("ng-0003", "2023-04-04-finland-enters-nato"),
    ("ng-0020", "2023-02-06-turkey-syria-quake"),
    ("ng-0023", "2024-01-03-haneda-transcript"),
    ("ng-0025", "2024-06-11-baltimore-channel"),
    ("ng-0040", "2023-03-10-svb-closed"),
    ("ng-0043", "2023-11-18-openai-sacks-altman"),
]
ONE_STORY = [
    ("2024-01-30-kataib-hezbollah-suspends-attacks", "2024-01-31-kataib-hezbollah-pause"),
    ("2024-01-31-kataib-hezbollah-pause", "kataib-hezbollah-stands-down"),
    ("2023-06-24-wagner-mutiny", "2023-06-24-prigozhin-turns-back", "2023-06-25-wagner-day-after"),
    ("2023-08-23-india-moon-landing", "2023-08-23-chandrayaan-3-landing"),
    ("2023-04-15-sudan-fighting", "sudan-army-rsf-battle"),
    ("2023-09-13-derna-flood", "2023-09-25-derna-dams-detentions"),
    ("ng-0022", "bennu-capsule-utah"),
    ("2024-01-02-haneda-collision", "ng-0023"),
]
TWO_STORIES = [
    ("ng-0020", "2023-09-09-morocco-earthquake"),
    ("noto-new-years-day-quake", "2024-01-02-haneda-collision"),
    ("2023-08-23-india-moon-landing", "2023-08-20-luna-25-crash"),
    ("ng-0040", "2023-03-19-ubs-credit-suisse"),
    ("2023-08-20-spain-win-womens-world-cup", "2024-07-14-spain-euro-2024"),
    ("2023-10-28-springboks-beat-all-blacks", "2023-11-19-australia-cricket-world-cup"),
    ("ng-0021", "2024-08-14-mpox-emergency"),
    ("ng-0003", "2024-03-07-sweden-joins-alliance"),
    ("ng-0002", "2024-03-02-rubymar-sinks"),
]
MOVED = [
    ("2024-07-19-crowdstrike-global-outage", "ng-0045", "More than 1,300 flights", "More than 5,000 flights"),
    (
        "2023-04-15-sudan-fighting",
        "sudan-army-rsf-battle",
        "at least three civilians",
        "at least 56 civilians",
    ),
    ("2023-09-11-morocco-aid-four-countries", "2023-09-15-morocco-rebuilding", "2,862", "2,946"),
    ("turkiye-syria-first-day", "ng-0020", "more than 2,300 people", "at least 912 people"),
]


class Corpus:
    """The corpus with what related/ makes of it."""

    def __init__(self, library: Library, stem: Callable[[str], str]) -> None:
        self.articles: dict[str, Any] = {}
        for article in library.export():
            is_agency = article.id.startswith("ng-")
            self.articles[article.id if is_agency else Path(article.path or "").stem] = article
        self.names = sorted(self.articles)
        self.profiles: list[tuple[int, Profile]] = []
        self.frequencies = Frequencies()
        for key, name in enumerate(self.names):
            made = profile(self.articles[name], (), stem)
            self.profiles.append((key, made))
            self.frequencies.add(made)
        self.stories = Stories()
        for key, name in enumerate(self.names):
            article = self.articles[name]
            found = relate(self.profiles[key][1], self.profiles[:key], self.frequencies)
            self.stories.add(key, name, article.published, found, self.frequencies.reports)

    def kinds(self, name: str) -> dict[str, str]:
        key = self.names.index(name)
        others = [each for each in self.profiles if each[0] != key]
        found = relate(self.profiles[key][1], others, self.frequencies)
        return {self.names[each.key]: each.kind for each in found}

    def story(self, name: str) -> int:
        return self.stories.story_of(self.names.index(name))


@pytest.fixture(scope="module")
def corpus(corpus_library: Library, stem: Callable[[str], str]) -> Corpus:
    return Corpus(corpus_library, stem)


def test_the_agency_copies_and_nothing_else_are_copies(corpus: Corpus) -> None:
    found = {
        tuple(sorted((name, other)))
        for name in corpus.names
        for other, kind in corpus.kinds(name).items()
        if kind == "copy"
    }
    assert found == {tuple(sorted(pair)) for pair in COPIES}


@pytest.mark.parametrize("names", ONE_STORY)
def test_reports_of_one_event_are_one_story(corpus: Corpus, names: tuple[str, ...]) -> None:
    assert len({corpus.story(name) for name in names}) == 1


@pytest.mark.parametrize("names", TWO_STORIES)
def test_two_events_of_one_kind_are_two_stories(corpus: Corpus, names: tuple[str, str]) -> None:
    one, other = names
    assert corpus.story(one) != corpus.story(other)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("ng-0042", "2024-03-28-bankman-fried-sentenced"),
        ("2023-11-20-openai-shear-microsoft", "2023-11-22-openai-altman-returns"),
        ("2023-10-08-kiptum-chicago-world-record", "ng-0044"),
    ],
)
def test_a_later_report_follows_up_and_the_earlier_is_its_background(
    corpus: Corpus, earlier: str, later: str
) -> None:
    assert corpus.kinds(earlier)[later] == "follow-up"
    assert corpus.kinds(later)[earlier] == "background"


@pytest.mark.parametrize(("a", "b", "says", "differs"), MOVED)
def test_figures_that_moved_are_told(
    corpus: Corpus, stem: Callable[[str], str], a: str, b: str, says: str, differs: str
) -> None:
    one, other = corpus.articles[a], corpus.articles[b]
    found = compare(*(reading(each, (), stem, corpus.frequencies) for each in (one, other)))
    pairs = [(one.text[slice(*each.a)], other.text[slice(*each.b)]) for each in found.differences]
    assert (says, differs) in pairs
