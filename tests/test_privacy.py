"""What one reads is nobody else's business: no network, and no file that others may read."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.model import Article
from tests.conftest import CORPUS
from tests.terminal import Terminal

GUARD = """
import os, sys
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__" or event == "urllib.Request":
        with open(os.environ["SEEN"], "a") as file:
            file.write(f"{event} {arguments!r}\\n")
sys.addaudithook(watch)
"""
# A pair of sockets inside the process is no connection to anybody; an event loop wakes itself with one.

USE = """
import socket, sys
from briefreader.cli import run
for command in ARGUMENTS:
    run(["--library", sys.argv[1], *command])
"""
SECRET = "Kestrelmark"
CRASH = """
from briefreader.tui.screens.main import MainScreen
def fail(self, *_):
    words = self.search_box.value
    raise ZeroDivisionError(words)
MainScreen.fold = MainScreen.toggle_fold = fail
"""
"""A reader in which something goes wrong on Z, with an error that says what one searched for."""

COMMANDS = (
    ("index", str(CORPUS)),
    ("search", "drone after:2024"),
    ("entities", "--limit", "3"),
    ("stories", "--limit", "3"),
    ("export", "--related", "1"),
    ("stats",),
    ("reindex", "--names"),
)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to which every Python process of this test, and those that it starts, writes what sockets do."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(GUARD)
    root = str(Path(__file__).parent.parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path / "site"), root)))
    monkeypatch.setenv("SEEN", str(tmp_path / "seen"))
    (tmp_path / "seen").touch()
    return tmp_path / "seen"


def test_the_guard_sees_a_connection(watched: Path) -> None:
    program = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert watched.read_text().startswith("socket.connect ")


def test_no_command_and_no_reading_opens_a_connection(watched: Path, tmp_path: Path) -> None:
    program = USE.replace("ARGUMENTS", repr(COMMANDS))
    library = tmp_path / "library"
    ended = subprocess.run([sys.executable, "-c", program, str(library)], capture_output=True, text=True)
    assert (ended.returncode, "drone" in ended.stdout.lower()) == (0, True), ended.stderr
    with Terminal(library=library, columns=120, lines=30) as terminal:
        terminal.wait(" of ")
        terminal.keys("/", "drone", "enter", "enter", "]", "c")
        terminal.settle()
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    assert watched.read_text() == ""


def others_may(folder: Path) -> list[str]:
    """Return what in a folder, itself included, others than its owner have any right to."""
    return [
        f"{path} {stat.S_IMODE(path.lstat().st_mode):o}"
        for path in (folder, *folder.rglob("*"))
        if path.lstat().st_mode & 0o077
    ]


def test_what_is_kept_is_for_its_owner_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        with Library.open(tmp_path / "library") as library:
            library.index([CORPUS])
            library.mark([library.search("drone").hits[0].id], star=True)
            library.add([Article("one", "A report", "Text.")])
            library.forget(["one"])
            assert others_may(tmp_path / "library") == []
            assert any("library.sqlite-wal" in path.name for path in (tmp_path / "library").iterdir())
        assert others_may(tmp_path / "library") == []
    finally:
        os.umask(before)


def test_all_that_is_made_anywhere_is_for_its_owner_whatever_the_umask(tmp_path: Path) -> None:
    """Commands, the reader, the programs that it starts, its crash: all in a home of their own."""
    home, temporary = tmp_path / "own", tmp_path / "temporary"
    for folder in (home, temporary):
        folder.mkdir(mode=0o700)
    (tmp_path / "report.txt").write_text(f"{SECRET} came\n\nThe {SECRET} came at night.\n")
    # What an editor is given lies in a folder of its own; a copy of its rights is what is left of it.
    editor = 'sh -c \'ls -l "$0" "$(dirname "$0")" > "$HOME/seen"; chmod 600 "$HOME/seen"\''
    environment = {
        "HOME": str(home), "TMPDIR": str(temporary), "XDG_DATA_HOME": "", "XDG_STATE_HOME": "",
        "XDG_CONFIG_HOME": "", "EDITOR": editor, "VISUAL": "",
    }  # fmt: skip
    library = home / "deep" / "er" / "library"
    before = os.umask(0o000)
    try:
        for command in (
            ("index", str(tmp_path / "report.txt")),
            ("backup", str(home / "copy")),
            ("restore", str(home / "copy")),
            ("reindex", "--names"),
            ("check",),
        ):
            done = [sys.executable, "-m", "briefreader", "--library", str(library), *command]
            subprocess.run(done, check=True, env=os.environ | environment, capture_output=True)
        with Terminal(
            library=library, environment=environment, patch=CRASH, columns=100, lines=24
        ) as terminal:
            terminal.wait("came at night")
            terminal.keys("2", "a", f"A note on the {SECRET}", "\x13")
            terminal.wait("Kept")
            terminal.keys("escape")
            terminal.wait("The note is kept")
            terminal.keys("E")
            terminal.settle(0.6)
            terminal.keys("s", "\x15", str(home / "saved.md"), "enter")
            terminal.wait("Saved")
            terminal.keys("|", "!cat > /dev/null", "enter")
            terminal.wait("press Enter to come back")
            terminal.keys("enter")
            terminal.wait(lambda screen: "press Enter" not in screen)
            terminal.keys("/", SECRET, "enter", "Z")
            assert terminal.exit_code() == 70
    finally:
        os.umask(before)
    assert "-rw-------" in (home / "seen").read_text()
    assert others_may(home) + others_may(temporary) == []
    assert list(temporary.iterdir()) == []
    (crash,) = home.rglob("crash-*")
    assert "ZeroDivisionError" in crash.read_text()
    kept = {path.name for path in home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()}
    outside = {path.name for path in home.rglob("*") if path.is_file() and library not in path.parents}
    assert kept & outside == {"copy", "saved.md"}


def test_a_library_that_others_might_read_is_theirs_no_more_once_it_is_opened(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([Article("one", "A report", "Text.")])
    for path in (tmp_path / "library").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with Library.open(tmp_path / "library") as library:
        assert library.search("text").total == 1
        left = others_may(tmp_path / "library")
    assert [line for line in left if not line.endswith("/lock 644")] == []


def test_what_a_person_exports_has_the_rights_that_they_give_files(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([Article("one", "A report", "Text.")])
    command = (
        f"umask 022; {sys.executable} -m briefreader --library {tmp_path}/library export > {tmp_path}/out"
    )
    subprocess.run(["sh", "-c", command], check=True)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o644
    assert json.loads((tmp_path / "out").read_text())["id"] == "one"
