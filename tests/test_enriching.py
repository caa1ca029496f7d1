"""Finding names behind the indexing: in one process or two, in any batches, and what is said of it."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from contextlib import suppress
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
TEXTS += ["Brands fell.", "Vance is gone.", "Frost bit Derna.", "Kellner rose.", "Abernathy spoke."]
REPORTS = [Article(f"r{number}", f"Report {number}", text) for number, text in enumerate(TEXTS)]

RECOGNISING = "briefreader.library.recognising"


def names(library: Library) -> list[object]:
    return [
        *((article.id, article.mentions) for article in library.export(mentions=True)),
        *library.entities(),
    ]


def sorted_names(library: Library) -> list[object]:
    kept = sorted((article.id, article.mentions) for article in library.export(mentions=True))
    return [*kept, *library.entities()]


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


def test_whatever_the_order_and_the_batches_the_same_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "whole") as library:
        library.add(REPORTS)
        whole = sorted_names(library), cases(library)
    for seed in range(4):
        monkeypatch.setattr("briefreader.library.enriching.BATCH", 1 + 4 * seed)
        order = random.Random(seed).sample(REPORTS, len(REPORTS))
        with Library.open(tmp_path / f"turned-{seed}") as library:
            for at in range(0, len(order), 3**seed):
                library.add(order[at : at + 3**seed])
            assert (sorted_names(library), cases(library)) == whole
    # Those that tell nothing by themselves come first: the others teach what they are.
    with Library.open(tmp_path / "taught") as library:
        for one in REPORTS[-5:]:
            library.add([one])
        before = sorted_names(library)
        library.add(REPORTS[:-5])
        assert sorted_names(library) == whole[0]
        assert [pair for pair in before if pair not in whole[0]]


def test_a_run_that_is_stopped_anywhere_comes_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.library.enriching.BATCH", 9)
    order = REPORTS[::-1]
    with Library.open(tmp_path / "whole") as library:
        library.add(order)
        whole = names(library), cases(library)
    at = 0
    stopped = True
    while stopped:
        at += 1
        stopped = False
        told = 0

        def stop(progress: Progress, at: int = at) -> None:
            nonlocal told, stopped
            told += progress.stage == "names"
            if told == at:
                stopped = True
                raise KeyboardInterrupt

        with Library.open(tmp_path / f"stopped-{at}") as library:
            with suppress(KeyboardInterrupt):
                library.add(order, stop)
            assert bool(library.pending()) is stopped
        with Library.open(tmp_path / f"stopped-{at}") as library:
            library.catch_up()
            assert library.pending() == 0
            assert (names(library), cases(library)) == whole
    assert at > len(order) / 9 + 1


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
        assert library.entity("Derna").reports == sum("Derna" in text for text in TEXTS)


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
