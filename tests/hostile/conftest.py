"""A library of reports that are as bad as they come."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefreader.library import Library
from tests.hostile.payloads import ATOMS, MARKER, mixture
from tests.made import made_once

IDS = ("one", "two", "three")
MIXTURES = 40


def report(id: str, raw: str) -> dict[str, str]:
    said = f"Joe {raw} Biden of {MARKER} met Hezbollah{raw} in Tel Aviv; {MARKER} said 5{raw} died."
    body = f"{raw}\n\n{said}\n\n{raw}"
    return {
        "id": id, "title": f"{MARKER} {raw}", "text": body, "source": raw, "section": raw, "byline": raw,
        "url": f"https://x.example/{raw}", "language": raw, "published": "2024-01-28T09:00:00Z",
    }  # fmt: skip


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with every known trick, and some mixtures of them, in the fields of its reports."""
    reports = tmp_path_factory.mktemp("hostile") / "reports.jsonl"
    lines = [json.dumps(report(f"known-{n}", raw)) for n, raw in enumerate(ATOMS)]
    lines += [json.dumps(report(id, "".join(ATOMS[n::3]))) for n, id in enumerate(IDS)]
    lines += [json.dumps(report(f"mixed-{n}", mixture(n))) for n in range(MIXTURES)]
    reports.write_text("\n".join(lines))

    def make(folder: Path) -> None:
        with Library.open(folder) as library:
            assert library.index([reports]).added == len(lines)

    return made_once(tmp_path_factory, "filled", make)


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of that library, in which nobody has read yet."""
    shutil.copytree(filled, tmp_path / "library")
    return tmp_path / "library"
