"""What every test starts from: an empty environment of its own, and the reports of ``corpus/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.library import Library

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
def corpus_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of ``corpus/``, shared by the tests that only read it."""
    with Library.open(tmp_path_factory.mktemp("corpus") / "library") as opened:
        opened.index([CORPUS])
        yield opened


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a test by the beginning of a long text, and not by megabytes of it."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_ID:
        return f"{val[:LONGEST_ID]!a}..."
    return None
