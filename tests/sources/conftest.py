"""A file with given content, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefreader.limits import DEFAULT, Limits
from briefreader.model import Article
from briefreader.sources import read, walk

ReadFile = Callable[..., tuple[list[Article], list[str]]]


@pytest.fixture
def read_file(tmp_path: Path) -> ReadFile:
    """Write a file into a folder called "daily-wire"; return its articles and what was wrong with it."""
    folder = tmp_path / "daily-wire"
    folder.mkdir()

    def write_and_read(
        name: str, content: str | bytes, limits: Limits = DEFAULT
    ) -> tuple[list[Article], list[str]]:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        reasons: list[str] = []
        articles = [
            article
            for file in walk([path], lambda s: reasons.append(s.reason))
            for article in read(file, lambda s: reasons.append(s.reason), limits)
        ]
        return articles, reasons

    return write_and_read
