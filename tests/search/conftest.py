"""A little library, and what makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefreader.model import Article
from briefreader.search import Index


def report(title: str, text: str = "", published: str | None = None, **rest: str) -> Article:
    """Return an article; ``published`` in ISO form, in UTC."""
    when = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return Article("", title, text, when, **rest)  # type: ignore[arg-type]


LITTLE = {
    1: report(
        "Suspension of attacks announced",
        "The Iraqi Kata'ib Hezbollah said it was suspending its attacks on U.S. forces near Baghdad.",
        "2024-01-31T11:43",
        source="Levant Bulletin",
        section="Middle East",
        byline="Toni Mrad",
    ),
    2: report(
        "Militia halts drone strikes",
        "The Kata’ib Hezbollah militia, backed by Iran, halted attacks. The Israel-Hamas war goes on.",
        "2024-01-31T23:59:59",
        source="Harbour Brief",
        section="World",
        byline="Ana Koç",
    ),
    3: report(
        "Erdoğan's visit to Kyiv",
        "President Erdogan is running late. The Kataib were not on the agenda of the visit.",
        "2024-02-01T00:00",
        source="Harbour Brief",
        section="World",
    ),
    4: report(
        "Earthquakes shake the coast",
        "A strong earthquake and its aftershocks ran along the coast; the US Geological Survey measured 7.5.",
        "2023-02-06T01:17",
        source="The Wire",
        section="Disasters",
    ),
    5: report(
        "Title race goes on",
        "Runners from Türkiye and Sao Paulo fought a war of words at 11:43, not a title: see https://example.org/race.",
        source="The Wire",
        section="Sport",
    ),
    6: report(
        "Attacks on the suspension bridge",
        "Vandals again. Hizbollah had nothing to do with it.",
        "2022-12-31",
    ),
}


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The little library indexed, in three commits and so in three segments."""
    index = Index.open(tmp_path_factory.mktemp("little"))
    reports = list(LITTLE.items())
    for revision, part in enumerate((reports[:2], reports[2:3], reports[3:]), 1):
        index.write(part, (), revision, "store")
    yield index
    index.close()


@pytest.fixture
def new_index(tmp_path: Path) -> Iterator[Callable[[str], Index]]:
    """Open indexes in folders of their own; they are closed at the end."""
    opened: list[Index] = []

    def make(name: str = "index") -> Index:
        opened.append(Index.open(tmp_path / name))
        return opened[-1]

    yield make
    for index in opened:
        index.close()
