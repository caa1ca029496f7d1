"""A full disk, or one for reading only: a line says so, nothing is half-written; with room it goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
from pathlib import Path

import pytest

from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.store.database import FILE_NAME
from tests.lasting.holdings import briefreader, fill, held, report
from tests.lasting.killing import Ended, Ground
from tests.lasting.victims import VICTIMS
from tests.terminal import Terminal

SEED = 20240131


def assert_told(ended: Ended) -> None:
    """Assert that it was done, or that a line says what is the matter."""
    assert ended.code in (0, 2), ended
    (said,) = ended.told
    assert ended.code == 0 or any(word in said for word in ("full", "room", "disk")), said
    assert "\n" not in said


@pytest.mark.parametrize("name", VICTIMS)
def test_without_room_from_some_point_on(ground: Ground, name: str) -> None:
    draw = random.Random(f"{SEED} {name}")
    # At a thing that it does to its files, and in the middle of one that grows, in turn.
    fault = f"refuse {draw.randint(1, ground.events(name))}"
    if list(VICTIMS).index(name) % 2:
        fault = f"full {draw.randint(40_000, 400_000)}"
    print(name, fault)
    assert_told(ground.strike(name, fault))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def full(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without room for as much as the index of SQLite's log."""
    real = sqlite3.connect

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *arguments: object) -> sqlite3.Cursor:
            if "PRAGMA user_version" in sql or "sqlite_master" in sql:
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(sql, *arguments)  # type: ignore[arg-type]

    def connect(place: object, **options: object) -> sqlite3.Connection:
        kind = sqlite3.Connection if "immutable" in str(place) else Connection
        return real(place, factory=kind, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("briefreader.store.database.sqlite3.connect", connect)


@pytest.mark.usefixtures("full")
def test_a_library_on_a_full_disk_can_be_read(home: Path) -> None:
    found = briefreader(home, "search", "own3", "--json")
    assert (found.returncode, found.stdout.count("\n")) == (0, 1)
    assert "can only be read" in found.stderr
    assert "own7" in briefreader(home, "show", "r7").stdout
    for arguments in (("index", str(home.parent)), ("forget", "r1"), ("reindex",), ("check",)):
        refused = briefreader(home, *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "make room" in refused.stderr.splitlines()[-1]
    assert briefreader(home, "backup", home.parent / "copy").stdout == "copied 12 reports\n"
    with Library.open(home) as library:
        library.mark_read("r3")
        with pytest.raises(LibraryError, match="no mark can be kept: its disk is full"):
            library.note("r3", "x")


def test_a_folder_for_reading_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(home)
    monkeypatch.setattr("os.access", lambda _, how: not how & os.W_OK)
    assert "own7" in briefreader(home, "show", "r7").stdout
    assert briefreader(home, "search", "own7").returncode == 0
    for arguments in (("index", str(home.parent)), ("forget", "r1"), ("reindex",), ("check",)):
        refused = briefreader(home, *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.count("\n") == 1
        assert "may not be written" in refused.stderr
    with Library.open(home) as library, pytest.raises(LibraryError, match="no mark can be kept"):
        library.mark(["r3"], star=True)
    monkeypatch.undo()
    assert held(home) == before


def test_sqlite_refuses_to_grow(home: Path) -> None:
    with Library.open(home) as library:
        ((pages,),) = library._store.rows("PRAGMA page_count")
        library._store.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="the disk is full"):
            library.add([report(number, "long " * 4000) for number in range(300, 320)])
        assert library.stats().reports == 12
        library._store.rows("PRAGMA max_page_count = 1000000")
        library.add([report(300)])
        assert library.search("own300").total == 1


def test_a_copy_that_finds_no_room_leaves_the_older_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = home.parent / "copy"
    with Library.open(home) as library:
        library.backup(copy)
        before = copy.read_bytes()

        def fail(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr("briefreader.store.copies.sync", fail)
        with pytest.raises(LibraryError, match=f"{copy}: no copy was made"):
            library.backup(copy, replace=True)
    assert copy.read_bytes() == before
    assert {path.name for path in home.parent.iterdir()} == {"copy", "home", "library"}


@pytest.mark.parametrize("command", ["restore", "check"])
def test_what_a_killed_restore_left_takes_no_room_for_long(home: Path, command: str) -> None:
    with Library.open(home) as library:
        library.backup(home.parent / "copy")
    (home / "restoring-left").mkdir()
    shutil.copyfile(home / FILE_NAME, home / "restoring-left" / FILE_NAME)
    (home / f"{FILE_NAME}.before-restore-20240101-000000.new").write_bytes(b"half of it")
    if command == "restore":
        assert briefreader(home, "restore", home.parent / "copy").returncode == 0
    else:
        assert briefreader(home, "check").returncode == 0
    assert not list(home.glob("restoring-*"))
    assert not list(home.glob("*.new"))


ROOM = """
import resource, signal
def room(bytes):
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, resource.RLIM_INFINITY))
signal.signal(signal.SIGUSR1, lambda *_: room(1))
signal.signal(signal.SIGUSR2, lambda *_: room(resource.RLIM_INFINITY))
"""
"""A file layer that takes not one byte more from one signal on, and takes all again from another."""


def test_marks_by_key_without_room_and_with_room_again(home: Path) -> None:
    with Terminal(library=home, columns=120, lines=30, patch=ROOM) as terminal:
        terminal.wait("12 reports")
        terminal.keys("1")
        terminal.settle()
        terminal.signal(signal.SIGUSR1)
        for keys in (
            ("m",),
            ("T", "gulf", "enter"),
            ("r",),
            ("U",),
            ("/", "own3", "enter", "W", "third", "enter"),
        ):
            terminal.keys(*keys)
            terminal.wait("the disk failed or is full")
            terminal.keys("escape")
            terminal.settle()
        terminal.keys("/", "own3", "enter")
        terminal.wait("1 of 1 ")
        terminal.keys("a")
        terminal.wait("Note on")
        terminal.keys("A note for which there is no room", "escape")
        terminal.wait("the disk failed or is full")
        terminal.signal(signal.SIGUSR2)
        terminal.keys("escape")
        terminal.wait("The note is kept")
        for keys, said in (
            (("m",), "tarred"),
            (("T", "gulf", "enter"), "agged"),
            (("W", "third", "enter"), "Kept as"),
        ):
            terminal.keys(*keys)
            terminal.wait(said)
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    with Library.open(home) as library:
        marks = library.marks("r3")
        assert (marks.starred, marks.tags, marks.note) == (
            True,
            ("gulf",),
            "A note for which there is no room",
        )
        assert [one.name for one in library.saved_searches()] == ["mine", "third"]
        before = library.marks("r1")
        assert (before.starred, before.tags, before.note) == (True, ("iraq",), "Ask for the\nsecond source")
