"""The program as its users have it: installed, in a terminal, on the reports that come with it."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from briefreader.library import Library
from tests.conftest import CORPUS
from tests.terminal import Terminal

SHOW_CURSOR = b"\x1b[?25h"
LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "library"
    with Library.open(folder) as library:
        library.index([CORPUS])
    return folder


def test_a_first_day(tmp_path: Path) -> None:
    """Search, open, see the other reports of the event, open one, come back, leave; and be there again."""
    folder = tmp_path / "library"
    with Terminal("read", str(CORPUS), columns=120, lines=40, library=folder) as terminal:
        terminal.wait("96 reports added")
        terminal.keys("/", "suspension of attacks")
        terminal.wait("suspends attacks")
        terminal.keys("enter")
        terminal.settle()
        terminal.keys("enter")
        terminal.wait("hits")
        first = terminal.settle()
        terminal.keys("3", "enter")
        second = terminal.settle()
        assert second != first
        terminal.keys("q")
        terminal.settle()
        for _ in range(6):
            terminal.keys("q")
            terminal.settle(0.2)
        assert terminal.exit_code() == 0
    with Terminal("read", columns=120, lines=40, library=folder) as terminal:
        terminal.wait("suspension of attacks")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(home: Path, number: signal.Signals) -> None:
    with Terminal("read", library=home) as terminal:
        terminal.wait("96 reports")
        terminal.settle()
        terminal.signal(number)
        terminal.exit_code()
        assert terminal.sent.rfind(LEAVE_ALTERNATE_SCREEN) > terminal.sent.rfind(b"\x1b[?1049h")
        assert terminal.sent.rfind(SHOW_CURSOR) > terminal.sent.rfind(b"\x1b[?25l")


@pytest.mark.parametrize(("columns", "lines"), [(20, 5), (80, 24), (200, 60)])
def test_any_size_draws_and_takes_keys(home: Path, columns: int, lines: int) -> None:
    with Terminal("read", columns=columns, lines=lines, library=home) as terminal:
        terminal.wait(lambda text: text.strip() != "")
        terminal.settle()
        terminal.keys("\x11")
        assert terminal.exit_code() == 0


def test_hostile_text_sends_nothing_of_its_own(tmp_path: Path) -> None:
    evil = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x1b]0;owned\x07\x9b31m[@click=app.quit]x[/] \u202eevil"
    file = tmp_path / "evil.jsonl"
    file.write_text(json.dumps({"title": f"Headline {evil}", "text": f"Words {evil} go on.", "source": evil}))
    with Terminal("read", str(file), library=tmp_path / "library") as terminal:
        terminal.wait("Headline")
        terminal.keys("enter")
        terminal.wait("Words")
        terminal.settle()
        for sequence in (b"]52;", b"owned", b"\x1b[2J\x1b]", "\u202e".encode(), b"\xc2\x9b"):
            assert sequence not in terminal.sent
        assert "[@click=app.quit]x[/]" in terminal.text()


def test_keys_reach_the_reader_while_it_indexes(tmp_path: Path) -> None:
    lines = (
        json.dumps({"title": f"Report {n}", "text": " ".join(f"Own{n * k} is a number." for k in range(40))})
        for n in range(500)
    )
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines))
    with Terminal("read", str(file), library=tmp_path / "library") as terminal:
        terminal.wait("ndexing")
        terminal.keys("/", "number")
        terminal.wait("number")
        terminal.wait("500 reports added")
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
    assert (tmp_path / "library" / "library.sqlite").exists()
