"""From the paths named to the files under them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.model import Skipped
from briefreader.sources import walk


def look(*paths: Path) -> tuple[list[str], dict[str, str]]:
    """Return the names of the files found, and of what was skipped with the reason."""
    skipped: list[Skipped] = []
    files = list(walk(paths, skipped.append))
    assert all(file.path.is_absolute() for file in files)
    return [file.path.name for file in files], {Path(s.path).name: s.reason for s in skipped}


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_folders_are_searched_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    make(
        tmp_path,
        "b.txt",
        "a/z.md",
        "a/b/c.jsonl",
        "c.json",
        ".hidden.txt",
        ".git/x.txt",
        "a/.x/y.txt",
        "d.txt~",
    )
    assert look(tmp_path) == (["c.jsonl", "z.md", "b.txt", "c.json"], {})


@pytest.mark.parametrize(
    "name",
    [
        "README",
        "README.md",
        "readme.txt",
        "README.de.md",
        "LICENSE",
        "LICENSE-MIT",
        "license.txt",
        "CHANGELOG.md",
        "COPYING",
    ],
)
def test_what_is_about_a_folder_is_no_report(tmp_path: Path, name: str) -> None:
    make(tmp_path, name, "a.txt")
    assert look(tmp_path) == (["a.txt"], {})
    assert look(tmp_path / name) == ([name], {})


@pytest.mark.parametrize(
    "name", ["license-dispute.txt", "readmes-in-crisis.md", "notice-of-strike.txt", "Licensed.txt"]
)
def test_a_report_may_begin_with_such_a_word(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert look(tmp_path) == ([name], {})


def test_a_path_given_by_name_is_always_taken(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", "a.csv", ".folder/b.txt")
    assert look(tmp_path / ".hidden.txt", tmp_path / "a.csv", tmp_path / ".folder") == (
        [".hidden.txt", "a.csv", "b.txt"],
        {},
    )


def test_formats_that_are_not_read_are_named(tmp_path: Path) -> None:
    make(tmp_path, "a.csv", "b.html", "c.txt", "d.py.gz")
    assert look(tmp_path) == (
        ["c.txt"],
        {
            "a.csv": "not a format that is read (.csv)",
            "b.html": "not a format that is read (.html)",
            "d.py.gz": "not a format that is read (.py)",
        },
    )


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("nowhere")
    assert look(tmp_path / "none.txt", tmp_path) == (
        [],
        {"none.txt": "no such file or folder", "link.txt": "a link to a file that is not there"},
    )
    assert look(tmp_path / ("x" * 5000))[1] == {"x" * 5000: "file name too long"}
    assert "embedded null byte" in next(iter(look(tmp_path / "a\0b")[1].values()))


def test_no_file_comes_twice(tmp_path: Path) -> None:
    make(tmp_path, "a/one.txt", "two.txt")
    (tmp_path / "again.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert look(tmp_path, tmp_path / "two.txt", tmp_path / "a", tmp_path) == (["one.txt", "again.txt"], {})


def test_links_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/one.txt", "outside/folder/two.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "outside/one.txt")
    (tmp_path / "in/sub").symlink_to(tmp_path / "outside/folder")
    skipped: list[Skipped] = []
    found = [file.path for file in walk([tmp_path / "in"], skipped.append)]
    assert found == [tmp_path / "in/link.txt", tmp_path / "in/sub/two.txt"]
    assert skipped == []


def test_loops_are_named(tmp_path: Path) -> None:
    make(tmp_path, "a/b/one.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a")
    (tmp_path / "a/self").symlink_to("self")
    files, skipped = look(tmp_path)
    assert files == ["one.txt"]
    assert skipped["up"] == "a loop: leads back to a folder that it lies in"
    assert "symbolic links" in skipped["self"]


def test_pipes_sockets_and_devices_are_named_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    server = socket.socket(socket.AF_UNIX)
    server.bind("socket.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    assert look(tmp_path) == (
        [],
        {
            "pipe.txt": "not a regular file but a pipe (FIFO)",
            "socket.txt": "not a regular file but a socket",
            "null.txt": "not a regular file but a device",
        },
    )
    server.close()


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "locked/a.txt", "open/b.txt")
    scandir = os.scandir

    def guarded(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert look(tmp_path) == (["b.txt"], {"locked": "folder cannot be read: permission denied"})


def test_folders_nested_deeper_than_python_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1500):
        os.mkdir("d")  # noqa: PTH102
        os.chdir("d")
    Path("deep.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    files, skipped = look(tmp_path)
    assert files == ["deep.txt"]
    assert skipped == {}
    # So deep that pytest's own cleaning up would give up on it.
    for _ in range(1500):
        os.chdir("d")
    Path("deep.txt").unlink()
    for _ in range(1500):
        os.chdir("..")
        os.rmdir("d")  # noqa: PTH106


def test_hostile_names_are_harmless_where_they_are_shown(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a\x1b[31m\nb\u202e.txt")
    _, skipped = look(tmp_path)
    assert list(skipped) == ["a b.txt"]


def test_a_look_tells_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("seven..")
    os.utime(path, ns=(1, 1_700_000_000_123_456_789))
    (file,) = walk([path], lambda _: None)
    assert (file.size, file.mtime_ns) == (7, 1_700_000_000_123_456_789)
