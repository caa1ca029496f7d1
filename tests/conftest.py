"""What every test starts from: an empty environment of its own, and the reports of ``corpus/``."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.model import Article
from tests.made import LibraryOf, Made, made_once

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
LONGEST_ID = 60


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's library, settings and terminal out of the tests."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("BRIEFREADER_LIBRARY", "NO_COLOR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Libraries to copy."""
    return Made(tmp_path_factory.mktemp("made"))


@pytest.fixture
def library_of(made: Made, tmp_path: Path) -> Iterator[LibraryOf]:
    """Open a library of the test's own in which these reports are."""
    opened: list[Library] = []

    def holding(reports: Iterable[Article]) -> Library:
        opened.append(Library.open(made.copy(reports, tmp_path / "library")))
        return opened[-1]

    yield holding
    for library in opened:
        library.close()


@pytest.fixture(scope="session")
def corpus_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of ``corpus/``, shared by the tests that only read it."""

    def make(folder: Path) -> None:
        with Library.open(folder) as library:
            library.index([CORPUS])

    with Library.open(made_once(tmp_path_factory, "corpus", make)) as opened:
        yield opened


def pytest_collection_finish() -> None:
    """Spare each collection of garbage what stays to the end: thousands of tests and their modules."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a test by the beginning of a long text, and not by megabytes of it."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_ID:
        return f"{val[:LONGEST_ID]!a}..."
    return None
