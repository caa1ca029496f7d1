"""Copies: made while the library is used, whole or not there at all, and put back without losing anything."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from briefreader.errors import Busy, LibraryError
from briefreader.library import Library
from briefreader.library.lock import write_lock
from briefreader.library.restoring import restore
from briefreader.model import Progress
from briefreader.store import copies
from briefreader.store.database import FILE_NAME
from briefreader.store.schema import MIGRATIONS
from tests.lasting.holdings import briefreader, fill, held, old_library, report, reports

SCHEMA = len(MIGRATIONS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "library"
    fill(folder)
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "library")
    return tmp_path / "library"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_brings_everything_back_but_the_index(home: Path, tmp_path: Path) -> None:
    before = held(home)
    assert briefreader(home, "backup", tmp_path / "copy").stdout == "copied 12 reports\n"
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert names(tmp_path) & {".copy.new", "copy-wal", "copy-shm"} == set()
    shutil.rmtree(home)
    assert briefreader(home, "restore", tmp_path / "copy").stdout == "restored 12 reports\n"
    assert held(home) == before


def test_what_was_there_before_a_restore_is_kept_beside_it(home: Path, tmp_path: Path) -> None:
    briefreader(home, "backup", tmp_path / "copy")
    with Library.open(home) as library:
        library.forget(["r3"])
        library.add([report(50)])
        library.note("r4", "later")
    later = held(home)
    done = briefreader(home, "restore", tmp_path / "copy")
    (kept,) = home.glob("library.sqlite.before-restore-*")
    assert str(kept) in done.stderr
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "r3" in held(home)["found"]  # type: ignore[operator]
    assert "r50" not in held(home)["found"]  # type: ignore[operator]
    # And it is a copy like any other.
    assert briefreader(home, "restore", kept).returncode == 0
    assert held(home) == later
    assert len(list(home.glob("library.sqlite.before-restore-*"))) == 2


def test_a_copy_is_of_one_moment_while_another_process_writes(home: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from briefreader.library import Library; from tests.lasting.holdings import reports\n"
        "library = Library.open(Path(sys.argv[1])); n = 100\n"
        "while True:\n"
        "    library.add(reports(3, n), enrich=False); library.note(f'r{n}', 'noted')\n"
        "    n += 3; print(n, flush=True)"
    )
    writer = subprocess.Popen([sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        with Library.open(home) as library:
            for number in range(8):
                library.backup(tmp_path / f"copy-{number}", replace=True)
    finally:
        writer.kill()
        writer.communicate()
    for number in range(8):
        folder = tmp_path / f"restored-{number}"
        restore(tmp_path / f"copy-{number}", folder)
        mine = held(folder)
        added = [id for id in mine["reports"] if int(id[1:]) >= 100]  # type: ignore[attr-defined]
        assert len(added) % 3 == 0
        assert mine["found"] == set(mine["reports"])  # type: ignore[call-overload]


def test_a_copy_is_not_overwritten_unless_that_is_wanted(home: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("precious")
    refused = briefreader(home, "backup", tmp_path / "copy")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert (tmp_path / "copy").read_text() == "precious"
    assert briefreader(home, "backup", "--force", tmp_path / "copy").returncode == 0
    restore(tmp_path / "copy", tmp_path / "other")


@pytest.mark.parametrize("place", ["", "library", "library/library.sqlite", "none/copy", "fifo"])
def test_a_place_for_the_copy_that_is_none_is_named(home: Path, tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    before = (home / FILE_NAME).read_bytes()
    with Library.open(home) as library, pytest.raises(LibraryError, match=str(tmp_path)) as caught:
        library.backup(tmp_path / place, replace=True)
    assert "\n" not in str(caught.value)
    assert (home / FILE_NAME).read_bytes() == before


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flip_text(path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b"own7 matters")
    path.write_bytes(content[:at] + b"OWN" + content[at + 3 :])


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


BAD = {
    "cut": (_cut, "damaged"),
    "a changed letter": (_flip_text, "damaged"),
    "of a newer version": (_newer, "newer briefreader"),
    "of another program": (_foreign, "no copy of a briefreader library"),
    "empty": (lambda path: path.write_bytes(b""), "no copy of a briefreader library"),
    "a text": (lambda path: path.write_text("news " * 1000), "cannot be read as a copy"),
    "missing": (lambda path: path.unlink(), "no such file"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_copy_that_is_not_whole_changes_nothing(home: Path, tmp_path: Path, case: str) -> None:
    spoil, said = BAD[case]
    briefreader(home, "backup", tmp_path / "copy")
    spoil(tmp_path / "copy")
    before = held(home), names(home)
    refused = briefreader(home, "restore", tmp_path / "copy")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert (held(home), names(home)) == before


def test_a_damaged_library_is_copied_nowhere(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / FILE_NAME)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _flip_text(home / FILE_NAME)
    (tmp_path / "copy").write_text("the good one of yesterday")
    refused = briefreader(home, "backup", "--force", tmp_path / "copy")
    assert refused.returncode == 2
    assert "damaged" in refused.stderr
    assert (tmp_path / "copy").read_text() == "the good one of yesterday"
    assert names(tmp_path) == {"copy", "home", "library"}


@pytest.mark.parametrize("damage", ["first page", "cut", "empty", "middle"])
def test_a_store_that_is_broken_is_replaced_and_kept(home: Path, tmp_path: Path, damage: str) -> None:
    before = held(home)
    briefreader(home, "backup", tmp_path / "copy")
    store = home / FILE_NAME
    content = store.read_bytes()
    store.write_bytes(
        {
            "first page": b"\0" * 4096 + content[4096:],
            "cut": content[: len(content) // 3],
            "empty": b"",
            "middle": content[:8192] + b"\xff" * 65536 + content[8192 + 65536 :],
        }[damage]
    )
    broken = store.read_bytes()
    restored = briefreader(home, "restore", tmp_path / "copy")
    assert restored.stdout == "restored 12 reports\n", restored.stderr
    assert held(home) == before
    kept = list(home.glob("library.sqlite.before-restore-*"))
    # But for the first page, where a copy says that it is one file by itself.
    assert [path.read_bytes()[4096 : len(broken)] for path in kept] == (
        [] if damage == "empty" else [broken[4096:]]
    )


def test_a_reader_that_is_open_sees_what_was_restored(home: Path, tmp_path: Path) -> None:
    with Library.open(home) as reader:
        reader.backup(tmp_path / "copy")
        reader.add([report(60)])
        assert reader.search("own60").total == 1
        reader.changed()
        assert briefreader(home, "restore", tmp_path / "copy").returncode == 0
        assert reader.changed()
        assert reader.search("own60").total == 0
        assert reader.search("own3").total == 1
        reader.note("r3", "after")
        reader.add([report(61)])
    assert {"r61", "r3"} <= held(home)["found"]  # type: ignore[operator]
    assert held(home)["marks"]["r3"][3] == "after"  # type: ignore[index]


def test_nothing_is_restored_while_another_writes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefreader(home, "backup", tmp_path / "copy")
    monkeypatch.setattr("briefreader.library.lock.PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(write_lock.__wrapped__, "__defaults__", (0.1,))  # type: ignore[attr-defined]
    with write_lock(home), pytest.raises(Busy, match="is writing"):
        restore(tmp_path / "copy", home)


def test_how_far_it_is_is_told(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "STEP", 5)
    told: list[Progress] = []
    with Library.open(home) as library:
        library.backup(tmp_path / "copy", told.append)
    assert {one.stage for one in told} == {"copying", "checking"}
    copying = [one.done for one in told if one.stage == "copying"]
    assert copying == sorted(copying)
    assert len(copying) > 3


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_an_older_library_keeps_everything_and_a_copy_of_what_it_was(tmp_path: Path, schema: int) -> None:
    folder = tmp_path / "library"
    old_library(folder, schema)
    with Library.open(folder) as library:
        library.catch_up()
        assert {hit.id for hit in library.search("berg")} == {"r0", "r1", "r2", "r3"}
        assert library.recall("reader") == '{"query": "berg"}'
        assert library.read_ids() == ({"r1"} if schema >= 4 else set())
        if schema >= 5:
            assert (library.marks("r1").note, library.marks("r1").tags) == ("mine", ("iraq",))
    copy = folder / f"library.sqlite.before-schema-{SCHEMA}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (4,)
    # It can be restored by this version too.
    assert restore(copy, tmp_path / "again").reports == 4
    assert set(held(tmp_path / "again")["reports"]) == {"r0", "r1", "r2", "r3"}  # type: ignore[call-overload]


def test_the_two_newest_copies_before_migrations_stay(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    old_library(folder, SCHEMA - 1)
    for age, name in enumerate(("before-schema-3", "before-schema-2", "before-restore-20240101-000000")):
        path = folder / f"{FILE_NAME}.{name}"
        path.write_bytes(b"x")
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    Library.open(folder).close()
    assert {path.suffix for path in folder.glob("*.before-*")} == {
        f".before-schema-{SCHEMA}",
        ".before-schema-3",
        ".before-restore-20240101-000000",
    }


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    old_library(folder, SCHEMA - 1, 200)
    program = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "sys.argv = ['briefreader', '--library', sys.argv[1], 'stats']\n"
        "runpy.run_module('briefreader', run_name='__main__')"
    )
    refused = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "older schema" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not list(folder.glob("*.before-*"))
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA - 1,)
    with Library.open(folder) as library:
        library.add(reports(1, 500))
        assert library.stats().reports == 201


def test_a_library_is_not_begun_anew_where_one_was(home: Path) -> None:
    (home / FILE_NAME).write_bytes(b"")
    for arguments in (["search", "x"], ["index", str(home)], ["stats"]):
        refused = briefreader(home, *arguments)
        assert refused.returncode == 2
        assert "restore" in refused.stderr
    (home / FILE_NAME).unlink()
    assert "held a library" in briefreader(home, "index", home).stderr
