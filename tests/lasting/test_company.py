"""Company: several who write, many who read, and a reader on the screen while the command line writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefreader.library import Library
from tests.conftest import ROOT
from tests.lasting.holdings import briefreader, fill, held, report, reports
from tests.terminal import Terminal

READERS = 20
ROUNDS = 2


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path / "library")
    return tmp_path / "library"


def lines(path: Path, first: int, count: int) -> Path:
    records = [
        {"id": one.id, "title": one.title, "text": one.text, "published": one.published.isoformat()}
        for one in reports(count, first)
        if one.published
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_two_who_write_at_once_both_get_it_done_or_are_told(home: Path, tmp_path: Path) -> None:
    files = [lines(tmp_path / f"{n}.jsonl", 100 * n, 30) for n in (1, 2, 3)]
    command = [sys.executable, "-m", "briefreader", "--library", str(home), "index"]
    running = [
        subprocess.Popen([*command, file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for file in files
    ]
    refused = []
    for file, process in zip(files, running, strict=True):
        out, err = process.communicate()
        if process.returncode:
            assert "is writing the library" in err
            assert err.count("\n") == 1
            refused.append(file)
        else:
            assert (out, err) == ("added 30, updated 0, unchanged 0, skipped 0\n", "")
    assert len(refused) < 3
    for file in refused:
        assert briefreader(home, "index", file).returncode == 0
    assert len(held(home)["found"]) == 12 + 90  # type: ignore[arg-type]


def test_twenty_read_while_one_writes(home: Path) -> None:
    crowd = subprocess.Popen(
        [sys.executable, "-m", "tests.lasting.crowd", str(home), str(READERS), str(ROUNDS)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with Library.open(home) as library:
        first = 100
        while crowd.poll() is None:
            library.add(reports(5, first))
            library.note(f"r{first}", "noted")
            library.forget([f"r{first + 1}", f"r{first + 2}"])
            first += 5
            if first % 20 == 0:
                library.reindex()
    out, _ = crowd.communicate()
    said = [json.loads(line) for line in out.splitlines()]
    assert [one["error"] for one in said if "error" in one] == []
    assert len(said) == READERS
    assert sum(one["looked"] for one in said) > READERS


def test_the_screen_follows_what_the_command_line_does(home: Path, tmp_path: Path) -> None:
    with Terminal("read", columns=120, lines=30, library=home) as terminal:
        terminal.wait("12 reports")
        newest = report(11).title.split(" for the ")[1]
        terminal.keys("enter")
        terminal.wait("own11 matters")
        assert briefreader(home, "forget", "r11").stdout == "forgot 1\n"
        terminal.wait("no longer in the library")
        terminal.wait("11 reports")
        assert newest not in terminal.text()
        briefreader(home, "index", lines(tmp_path / "more.jsonl", 500, 3))
        terminal.wait("14 reports")
        terminal.keys("q", "G", "g", "g", "enter")
        terminal.wait("own502 matters")
        # What was forgotten and comes again is there again.
        with Library.open(home) as library:
            library.add([report(11)])
        terminal.wait("15 reports")
        terminal.keys("\x11")
        assert terminal.exit_code() == 0


def test_the_screen_follows_a_restore(home: Path, tmp_path: Path) -> None:
    briefreader(home, "backup", tmp_path / "copy")
    with Library.open(home) as library:
        library.add(reports(3, 600))
    with Terminal("read", columns=120, lines=30, library=home) as terminal:
        terminal.wait("15 reports")
        terminal.keys("enter")
        terminal.wait("own602 matters")
        assert briefreader(home, "restore", tmp_path / "copy").returncode == 0
        terminal.wait("no longer in the library")
        terminal.wait("12 reports")
        terminal.keys("q", "enter")
        terminal.wait("own11 matters")
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    assert len(held(home)["found"]) == 12  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 40_000])
def test_the_screen_on_a_disk_that_fills_up_says_so_and_goes_on(home: Path, size: int) -> None:
    before = held(home)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    with Terminal("read", columns=120, lines=30, library=home, patch=limit) as terminal:
        terminal.wait("12 reports")
        terminal.keys("j", "enter")
        terminal.wait("own10 matters")
        terminal.keys("J")
        terminal.wait("own9 matters")
        terminal.keys("q", "/", "own7")
        terminal.wait("1 report")
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    marks: dict[str, object] = held(home)["marks"]  # type: ignore[assignment]
    assert marks.items() >= before["marks"].items()  # type: ignore[attr-defined]


def test_what_is_forgotten_while_its_company_is_looked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(home) as library, Library.open(home) as other:
        held_by = type(library)._held

        def forgotten_meanwhile(self: Library, wanted: str) -> object:
            found = held_by(self, wanted)
            other.forget(["r1"])
            return found

        assert library.related("r2")
        monkeypatch.setattr(type(library), "_held", forgotten_meanwhile)
        assert "r1" not in {one.id for one in library.related("r1")}
