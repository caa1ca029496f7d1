"""Files and folders that would take all memory and all time: each ends within a bound, with a line for it."""

from __future__ import annotations

import gzip
import json
import os
import socket
from pathlib import Path

import pytest

from tests.bounded.limited import briefreader

MIB = 1024 * 1024
GIB = 1024 * MIB
TINY = 4_000


def sparse(path: Path, head: bytes, size: int = GIB) -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def packed(path: Path, unit: bytes, times: int) -> None:
    """Write gzip data of so many times ``unit``, made once: a bomb that costs nothing to make."""
    path.write_bytes(gzip.compress(unit, 9) * times)


def laughs() -> str:
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    fields = ["a0: &a0 [ha, ha, ha, ha]", *lines, "title: *a11", "byline: *a11"]
    return "\n".join(["---", *fields, "---", "", "Laughs."])


@pytest.fixture
def monsters(tmp_path: Path) -> Path:
    """A folder of files that nobody should have."""
    folder = tmp_path / "monsters"
    folder.mkdir()
    sparse(folder / "nothing.txt", b"")
    sparse(folder / "text.txt", b"A storm came.\n" * 10_000)
    sparse(folder / "text.md", b"# A storm\n\nIt came.\n" * 10_000)
    sparse(folder / "tail.jsonl", b'{"text": "before the tail"}\n' * 5_000)
    with (folder / "line.jsonl").open("wb") as file:
        file.write(b'{"text": "before the line"}\n{"text": "')
        file.writelines(b"word " * 200_000 for _ in range(100))
        file.write(b'"}\n{"text": "after the line"}\n')
    packed(folder / "bomb.txt.gz", b"a storm " * MIB, 250)
    packed(folder / "bomb.jsonl.gz", b"\n" * (8 * MIB), 250)
    packed(folder / "barren.jsonl.gz", b"{}\n" * MIB, 700)
    (folder / "word.jsonl").write_text(json.dumps({"text": "y" * 10_000_000}))
    deep = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    (folder / "deep.jsonl").write_text(f'{deep}\n{{"text": "not deep"}}\n')
    (folder / "deep.json").write_text('{"a": ' * 100_000)
    (folder / "number.jsonl").write_text('{"id": ' + "9" * 100_000 + "}")
    (folder / "laughs.md").write_text(laughs())
    (folder / "brackets.md").write_text("---\ntitle: " + "[" * 30_000 + "\n---\n\nBrackets.\n")
    (folder / "front.md").write_text("---\n" + "a: b\n" * 20_000 + "---\n\nFront.\n")
    (folder / "columns.md").write_text("\n".join("|".join([cell] * 20_000) for cell in "a-b"))
    (folder / "quotes.md").write_text(">" * 400_000 + " quoted\n\nNot quoted.\n")
    (folder / "lists.md").write_text("".join(f"{' ' * 2 * n}- item\n" for n in range(600)))
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to("self")
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as door:
        os.chdir(folder)
        door.bind("socket.txt")
    return folder


def test_a_folder_of_monsters(monsters: Path, tmp_path: Path) -> None:
    ended = briefreader("--library", str(tmp_path / "library"), "index", str(monsters))
    assert ended.code == 0, ended.err[-500:]
    for name, reason in (
        ("nothing.txt", "is binary (it holds NUL bytes)"),
        ("text.txt", "larger than 8 MB"),
        ("text.md", "larger than 1 MB"),
        ("tail.jsonl", "longer than 16 MB"),
        ("tail.jsonl", "the rest is not read"),
        ("line.jsonl", "line 2: longer than 16 MB"),
        ("bomb.txt.gz", "larger than 8 MB"),
        ("bomb.jsonl.gz", "the rest is not read"),
        ("barren.jsonl.gz", "the rest is not read"),
        ("deep.jsonl", "line 1: nested too deeply"),
        ("deep.json", "nested too deeply"),
        ("number.jsonl", "a number in it is too long to read"),
        ("brackets.md", "its front matter is not YAML"),
        ("front.md", "its front matter is larger than 64 kB"),
        ("loop", "a loop: leads back to a folder that it lies in"),
        ("self", "symbolic links"),
        ("pipe.txt", "a pipe"),
        ("zero.txt", "a device"),
        ("socket.txt", "a socket"),
    ):
        assert any(f"{name}: " in line and reason in line for line in ended.err.splitlines()), name
    found = briefreader("--library", str(tmp_path / "library"), "search", "before OR after OR deep OR laughs")
    assert found.out.count("\n") == 5, found.out


def test_tiny_files_by_the_thousand(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    for number in range(TINY):
        (folder / f"{number}.txt").touch()
    (folder / "report.txt").write_text("A storm came.\n")
    ended = briefreader("--library", str(tmp_path / "library"), "index", str(folder))
    assert ended.out == f"added 1, updated 0, unchanged 0, skipped {TINY:,}\n"
