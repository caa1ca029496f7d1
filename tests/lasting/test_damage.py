"""A changed byte, or a file cut short, anywhere in a library: the right answer, or a line that says so."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.store.database import FILE_NAME
from tests.conftest import ROOT
from tests.lasting.damage import EXPECTED, damage, make, use
from tests.lasting.holdings import briefreader, held

CASES = 8
"""Places tried by each of the tests that draw them; ``tests/soak/damage.py`` tries thousands."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make(folder)
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "closed", tmp_path / "library")
    return tmp_path / "library"


@pytest.mark.parametrize("kind", ["left", "closed"])
@pytest.mark.parametrize("seed", [1])
def test_damage_anywhere_is_answered_rightly_or_named(
    made: Path, tmp_path: Path, kind: str, seed: int
) -> None:
    draw = random.Random(f"{kind} {seed}")
    for number in range(CASES):
        folder = tmp_path / f"{number}"
        shutil.copytree(made / kind, folder)
        print(seed, number, damage(folder, draw))
        use(folder)


def change(path: Path, old: bytes, new: bytes) -> None:
    """Change bytes of a file in place, wherever they stand."""
    assert len(old) == len(new)
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def test_a_changed_letter_is_never_shown_as_the_report(home: Path) -> None:
    change(home / FILE_NAME, b"own7 matters", b"own7 flatter")
    for arguments in (("show", "r7"), ("show", "r7", "--format", "json"), ("compare", "r7", "r1")):
        refused = briefreader(home, *arguments)
        assert refused.returncode == 2
        assert "'r7'" in refused.stderr
        assert "damaged" in refused.stderr
        assert "flatter" not in refused.stdout
    assert "own1" in briefreader(home, "show", "r1").stdout
    assert "flatter" not in briefreader(home, "export").stdout


def test_a_damaged_report_is_read_again_from_its_file_and_keeps_its_marks(tmp_path: Path) -> None:
    file, home = tmp_path / "one.txt", tmp_path / "library"
    file.write_text("A headline of Jordan\n\nThe minister said that own7 matters to her.\n")
    briefreader(home, "index", file)
    with Library.open(home) as library:
        ((id),) = [hit.id for hit in library.search("headline")]
        library.note(id, "mine")
    change(home / FILE_NAME, b"own7 matters", b"own7 flatter")
    checked = briefreader(home, "check")
    assert checked.returncode == 1
    assert f"briefreader index {file}" in checked.stdout
    assert briefreader(home, "index", file).stdout.startswith("added 0, updated 1")
    assert "own7 matters" in briefreader(home, "show", id).stdout
    assert briefreader(home, "check").returncode == 0
    with Library.open(home) as library:
        assert library.marks(id).note == "mine"


def test_names_that_are_damaged_are_found_anew(home: Path) -> None:
    before = held(home), briefreader(home, "entities").stdout
    change(home / FILE_NAME, b'"person","', b'"person","'.replace(b",", b";"))
    assert "briefreader check" in briefreader(home, "export", "--entities").stderr
    assert "found anew" in briefreader(home, "check").stderr
    assert (held(home), briefreader(home, "entities").stdout) == before


def test_a_table_s_index_that_lost_a_row_is_mended(home: Path) -> None:
    with closing(sqlite3.connect(home / FILE_NAME)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        ((sql,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_by_date'")
        hidden = f"{sql} WHERE key > 3"
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'articles_by_date'", (hidden,))
        connection.commit()
    with closing(sqlite3.connect(home / FILE_NAME)) as connection:
        connection.execute("REINDEX articles_by_date")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'articles_by_date'", (sql,))
        connection.commit()
    checked = briefreader(home, "check")
    assert (checked.returncode, "articles_by_date" in checked.stderr) == (0, True)
    assert briefreader(home, "check").stderr == ""


def test_the_index_is_made_anew_when_its_damage_shows_in_a_search(home: Path) -> None:
    (segment,) = home.glob("index/*.segment")
    with Library.open(home) as library:
        assert library.search("own3").total == 1
    content = segment.read_bytes()
    segment.write_bytes(content[:40] + b"\x80" * (len(content) // 2) + content[40 + len(content) // 2 :])
    found = briefreader(home, "search", "minister", "--limit", "50")
    assert found.returncode == 0
    assert len(found.stdout.splitlines()) == len(EXPECTED) - 1
    assert "made anew" in found.stderr
    assert briefreader(home, "search", "minister").stderr == ""


def test_a_damaged_index_of_a_library_for_reading_only_is_named(home: Path) -> None:
    (segment,) = home.glob("index/*.segment")
    segment.write_bytes(segment.read_bytes()[:100])
    with Library.open(home, read_only=True) as library, pytest.raises(Exception, match="reindex") as caught:
        library.search("minister")
    assert "\n" not in str(caught.value)


def test_an_index_that_vanishes_under_a_reader_is_made_anew(home: Path) -> None:
    with Library.open(home) as library:
        assert library.search("own3").total == 1
        shutil.rmtree(home / "index")
        assert library.search("own4").total == 1
        assert "made anew" in library.notices[0]


CUT = """
import os, sys
from pathlib import Path
from briefreader.library import Library
with Library.open(sys.argv[1]) as library:
    assert library.search("own3").total == 1
    (segment,) = Path(sys.argv[1]).glob("index/*.segment")
    os.truncate(segment, 100)
    assert library.search("own4").total == 1
    assert library.related("r1")
    print(*library.notices)
"""


def test_an_index_that_is_cut_short_under_a_reader_is_made_anew(home: Path) -> None:
    # In a process of its own, which is what reading beyond the end of a file ends.
    ended = subprocess.run([sys.executable, "-c", CUT, str(home)], capture_output=True, text=True, cwd=ROOT)
    assert ended.returncode == 0, ended
    assert "was cut short; it was made anew" in ended.stdout


def test_changes_lost_with_a_damaged_log_are_said_to_be(made: Path, tmp_path: Path) -> None:
    for at, place in enumerate((40, 0.5, 0.9)):
        folder = tmp_path / f"{at}"
        shutil.copytree(made / "left", folder)
        log = folder / f"{FILE_NAME}-wal"
        content = bytearray(log.read_bytes())
        content[int(place if place > 1 else place * len(content))] ^= 1
        log.write_bytes(content)
        said = [briefreader(folder, "stats").stderr for _ in range(2)]
        assert "-wal is damaged" in said[0]
        assert said[1] == ""


def test_a_log_that_is_whole_is_not_called_damaged(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "left", tmp_path / "library")
    assert briefreader(tmp_path / "library", "stats").stderr == ""
    assert held(tmp_path / "library")["marks"]["r5"][3] == "the last change"  # type: ignore[index]


def test_a_log_is_not_left_out_where_nothing_may_be_written(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made / "left", tmp_path / "library")
    real = sqlite3.connect

    def connect(place: str, **options: object) -> sqlite3.Connection:
        if "mode=ro" in place:  # as SQLite does where it may make no file
            raise sqlite3.OperationalError("unable to open database file")
        return real(place, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("briefreader.store.database.sqlite3.connect", connect)
    with pytest.raises(Exception, match="holds the last changes"):
        Library.open(tmp_path / "library", read_only=True)


@pytest.mark.parametrize("name", ["lock", "index", "index/lock", "index/manifest"])
def test_a_folder_in_the_place_of_a_file_is_named(home: Path, name: str) -> None:
    path = home / name
    if path.is_dir():
        shutil.rmtree(path)
        path.write_bytes(b"what is this?")
    else:
        path.unlink()
        path.mkdir()
    for arguments in (["search", "minister"], ["forget", "r1"]):
        done = briefreader(home, *arguments)
        assert done.returncode == 0 or str(path) in done.stderr, done
        assert done.stderr.count("\n") <= 1
