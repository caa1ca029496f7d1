"""A full disk, or one for reading only: a line says so, nothing is half-written; with room it goes on."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.store.database import FILE_NAME
from tests.lasting.disks import Disk
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


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk with a library on it."""
    with Disk(tmp_path / "disk") as mounted:
        fill(mounted.path / "library")
        yield mounted


def opened(disk: Disk, *paths: Path) -> Terminal:
    """Return a reader on that library, with the results under its keys."""
    read = ("read", *map(str, paths)) if paths else ()
    return Terminal(
        *read, library=disk.path / "library", columns=140, lines=30, environment={"EDITOR": "true"}
    )


NOTE = "A note for which there is no room"

KEEPING: Mapping[str, tuple[str, ...]] = {
    "star": ("m",),
    "tags": ("T", "gulf", "enter"),
    "read": ("r",),
    "undo": ("U",),
    "the same again": (".",),
    "saved search": ("/", "own7", "enter", "W", "third", "enter"),
}
"""Keys, from the results, by which something is to be kept in the library."""


def press(terminal: Terminal, keys: Iterable[str], *said: str) -> None:
    """Press keys from the results on, wait for what is said then, and go back to all results."""
    terminal.keys(*keys)
    terminal.wait(lambda screen: all(word in screen for word in said))
    for _ in range(3):
        terminal.keys("escape")
        terminal.settle(0.2)
    terminal.keys("1")
    terminal.wait("12 reports")


def rename(terminal: Terminal, *said: str) -> None:
    """Call the first name in the report otherwise."""
    terminal.keys("e", "enter")
    terminal.wait("Named with")
    press(terminal, ("R", "\x15", "J. Smith", "enter"), *said)


def try_all(terminal: Terminal, disk: Disk, why: str, why_no_file: str) -> None:
    """Press all keys that keep something where nothing can be kept: each is answered in one line."""
    terminal.keys("1", "g", "g")
    terminal.settle()
    for keys in KEEPING.values():
        press(terminal, keys, why)
    rename(terminal, why)
    file = disk.path / "saved.md"
    press(terminal, ("s", "\x15", str(file), "enter"), f"Not saved: {file}: {why_no_file}")
    # Other programs are for other disks.
    terminal.keys("E")
    terminal.settle()
    terminal.keys("|", "wc", "enter")
    terminal.wait("press Enter to come back")
    terminal.keys("enter")
    terminal.wait("wc ended with 0")
    terminal.keys("a")
    terminal.wait("Note on")
    terminal.keys(NOTE, "escape")
    terminal.wait(lambda screen: "not kept, Esc again leaves: " in screen)
    terminal.keys("\x13")
    terminal.wait(lambda screen: why in screen and "Esc again" not in screen)
    terminal.keys("escape")
    terminal.wait("Esc again leaves")
    terminal.keys("escape")
    terminal.wait("Not kept: what you wrote is there")
    # Reading goes on.
    terminal.keys("/", "own2", "enter", "enter")
    press(terminal, (), "that own2")
    assert not file.exists()


def test_every_key_that_keeps_something_on_a_real_disk_without_a_free_byte(disk: Disk) -> None:
    before = held(disk.path / "library")
    with opened(disk) as terminal:
        terminal.wait("12 reports")
        disk.fill()
        try_all(terminal, disk, "the disk is full", "no space left on device")
        disk.make_room()
        # What could not be kept is still there, and the same keys work.
        terminal.keys("g", "g", "a")
        terminal.wait(NOTE)
        terminal.keys("escape")
        terminal.wait("The note is kept")
        press(terminal, KEEPING["star"], "Starred")
        press(terminal, KEEPING["tags"], "Tagged gulf")
        press(terminal, KEEPING["read"], "Marked read")
        press(terminal, KEEPING["undo"], "Undone: read")
        press(terminal, KEEPING["saved search"], "Kept as")
        rename(terminal, "J. Smith")
        press(terminal, ("s", "\x15", str(disk.path / "saved.md"), "enter"), "Saved ")
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    after = held(disk.path / "library")
    assert (after["reports"], after["found"]) == (before["reports"], before["found"])
    assert after["decided"] == ["Anna Berg renamed A. Berg", "John Smith renamed J. Smith"]
    with Library.open(disk.path / "library") as library:
        assert [one.name for one in library.saved_searches()] == ["mine", "third"]
        marks = library.marks("r11")
        assert (marks.starred, marks.tags, marks.note) == (True, ("gulf",), NOTE)
        of_before: dict[str, object] = before["marks"]  # type: ignore[assignment]
        now: dict[str, object] = after["marks"]  # type: ignore[assignment]
        assert {id: now[id] for id in ("r1",)} == {id: of_before[id] for id in ("r1",)}
    assert NOTE not in (disk.path / "saved.md").read_text()


@pytest.mark.parametrize("how", ["full", "for reading only"])
def test_keys_on_a_library_that_was_opened_where_nothing_can_be_written(disk: Disk, how: str) -> None:
    before = held(disk.path / "library")
    if how == "full":
        disk.fill()
    else:
        disk.only_read()
    with opened(disk) as terminal:
        terminal.wait("12 reports")
        no_file = "no space left on device" if how == "full" else "read-only file system"
        try_all(terminal, disk, "may not be written", no_file)
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    if how == "full":
        disk.make_room()
        assert held(disk.path / "library") == before


def test_reports_that_are_read_in_behind_the_screen_and_find_no_room(disk: Disk, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps({"text": f"News{n} {'word ' * 900}."}) + "\n" for n in range(300)))
    before = held(disk.path / "library")
    disk.fill(free=400_000)
    with opened(disk, news) as terminal:
        terminal.wait("the disk is full")
        terminal.keys("enter")
        terminal.wait("that own11")
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    disk.make_room()
    after = held(disk.path / "library")
    marks: dict[str, object] = before["marks"]  # type: ignore[assignment]
    assert marks.items() <= after["marks"].items()  # type: ignore[attr-defined]
    assert briefreader(disk.path / "library", "index", news).stdout.startswith("added 300, ")
