"""Finding names behind the indexing: in one process or two, in any batches, and what is said of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.model import Article, Progress
from briefreader.store.database import FILE_NAME

NAMES = ("Zorvan", "Brands", "Kellner", "Okafor", "Frost", "Abernathy", "Vance")
TEXTS = [
    f"{name} came late. The court in Derna heard that {name} had paid Ms {other}. Rain fell on {other}."
    for name in NAMES
    for other in NAMES
    if name != other
]
REPORTS = [Article(f"r{number}", f"Report {number}", text) for number, text in enumerate(TEXTS)]

RECOGNISING = "briefreader.library.recognising"


def names(library: Library) -> list[object]:
    return [
        *((article.id, article.mentions) for article in library.export(mentions=True)),
        *library.entities(),
    ]


def cases(library: Library) -> dict[str, list[int]]:
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        return {word: counts for word, *counts in connection.execute("SELECT * FROM cases")}


@pytest.mark.parametrize("at_hand", [0, 300_000])
def test_a_process_beside_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_hand: int
) -> None:
    monkeypatch.setattr("briefreader.library.enriching.BATCH", 5)
    with Library.open(tmp_path / "here") as library:
        library.add(REPORTS)
        here = names(library), cases(library)
    monkeypatch.setattr(f"{RECOGNISING}.WORTH_A_PROCESS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    program = (
        "from briefreader.entities import case; from briefreader.library.recognising import serve;"
        f" case.WORDS_AT_HAND = {at_hand}; serve()"
    )
    monkeypatch.setattr(f"{RECOGNISING}._PROGRAM", program)
    with Library.open(tmp_path / "beside") as library:
        library.add(REPORTS)
        assert (names(library), cases(library)) == here
        assert library.notices == []


def test_reports_that_come_one_by_one_or_after_a_stop_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.library.enriching.BATCH", 1)
    with Library.open(tmp_path / "whole") as library:
        library.add(REPORTS)
        whole = names(library), cases(library)
    with Library.open(tmp_path / "stopped") as library:

        def stop(progress: Progress) -> None:
            if progress.stage == "names" and progress.done == len(REPORTS) // 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.add(REPORTS, stop)
    with Library.open(tmp_path / "stopped") as library:
        library.catch_up()
        assert (names(library), cases(library)) == whole
    with Library.open(tmp_path / "single") as library:
        for one in REPORTS:
            library.add([one])
        assert (names(library), cases(library)) == whole


def test_a_process_that_ends_too_soon_is_done_without_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{RECOGNISING}.WORTH_A_PROCESS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(f"{RECOGNISING}._PROGRAM", "raise SystemExit(1)")
    with Library.open(tmp_path / "library") as library:
        library.add(REPORTS)
        (said,) = library.notices
        assert "ended too soon" in said
        assert library.entity("Derna").reports == len(REPORTS)


def test_a_report_too_long_to_be_read_to_its_end_is_named(library: Library) -> None:
    most = library.settings.limits.named_chars
    text = f"In Baghdad it rained. {'It rained on. ' * (most // 14)} In Tehran it did not."
    library.add([Article("long", "Rain", text), REPORTS[0]])
    (said,) = library.notices
    assert "first 500,000 characters only of long" in said
    assert {one.name for one, _ in library.cast("long")} == {"Baghdad"}


def test_what_an_earlier_schema_learnt_in_one_piece_is_taken_over(library: Library) -> None:
    counts = json.dumps(({"brands": 1}, {"brands": 40, "zorvan": 3})).encode()
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        connection.execute(
            "UPDATE meta SET value = ? WHERE name = 'evidence'", (b"2\n" + zlib.compress(counts),)
        )
    library.add([Article("one", "", "Brands fell.")])
    assert cases(library) == {"brands": [1, 40], "zorvan": [0, 3], "fell": [1, 0]}
    assert [mention.name for mention in library.article("one").mentions] == ["Brands"]
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'evidence'").fetchone() == (None,)
