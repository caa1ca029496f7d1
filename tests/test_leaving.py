"""However the reader ends, the terminal is as it was, and where one was is kept."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefreader.library import Library
from briefreader.paths import log_dir
from briefreader.tui import crash, outside
from briefreader.tui.state import recall
from tests.made import Made
from tests.terminal import Terminal
from tests.tui.driving import FLOOD, REPORTS

SHOW_CURSOR = b"\x1b[?25h"
ALTERNATE_SCREEN = b"\x1b[?1049h"
LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"
SECRET = "words of a report"


@pytest.fixture
def home(made: Made, tmp_path: Path) -> Path:
    return made.copy(REPORTS, tmp_path / "library")


def is_sane(terminal: Terminal) -> bool:
    """Whether the terminal shows what it showed before, with its cursor, and reports no mouse."""
    sent = terminal.sent
    return all(
        sent.rfind(off) > sent.rfind(on)
        for on, off in (
            (ALTERNATE_SCREEN, LEAVE_ALTERNATE_SCREEN),
            (b"\x1b[?25l", SHOW_CURSOR),
            (b"\x1b[?1003h", b"\x1b[?1003l"),
            (b"\x1b[?2004h", b"\x1b[?2004l"),
        )
    )


BROKEN = {
    "a key": (
        "from briefreader.tui.screens.main import MainScreen\n"
        f"def broken(self): raise KeyError({SECRET!r})\n"
        "MainScreen._toggle_sort = broken\n"
    ),
    "a worker": (
        "from briefreader.tui import beside\n"
        "from briefreader.tui.screens.main import MainScreen\n"
        f"def broken(*_): raise KeyError({SECRET!r})\n"
        "MainScreen._toggle_sort = lambda self: self._work('broken', broken)\n"
    ),
    "a thread": (
        "import threading\n"
        "from briefreader.tui.screens.main import MainScreen\n"
        f"def broken(*_): raise KeyError({SECRET!r})\n"
        "MainScreen._toggle_sort = lambda self: threading.Thread(target=broken).start()\n"
    ),
    "the loop": (
        "import asyncio\n"
        "from briefreader.tui.screens.main import MainScreen\n"
        f"def broken(*_): raise KeyError({SECRET!r})\n"
        "MainScreen._toggle_sort = lambda self: asyncio.get_running_loop().call_soon(broken)\n"
    ),
}


@pytest.mark.parametrize("where", BROKEN)
def test_a_crash_is_told_in_a_line_and_its_report_tells_no_news(home: Path, where: str) -> None:
    with Terminal("read", library=home, patch=BROKEN[where]) as terminal:
        terminal.wait("1 of 4")
        terminal.keys("j", "S")
        assert terminal.exit_code() == crash.EXIT_CODE
        terminal.settle()
        assert is_sane(terminal)
        after = bytes(terminal.sent[terminal.sent.rfind(LEAVE_ALTERNATE_SCREEN) :]).decode()
    (file,) = log_dir().glob("crash-*.txt")
    assert "went wrong (KeyError)" in after
    assert str(file) in after
    assert "Traceback" not in after
    assert SECRET not in after
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    report = file.read_text()
    assert "builtins.KeyError" in report
    assert "in broken" in report
    assert "last actions: down sort" in report
    assert SECRET not in report
    assert FLOOD.title not in report


def test_a_crash_before_the_first_picture_is_told_too(home: Path) -> None:
    patch = "from briefreader.tui import app\ndef broken(*_): raise ZeroDivisionError\napp.recall = broken\n"
    with Terminal("read", library=home, patch=patch) as terminal:
        terminal.wait("went wrong (ZeroDivisionError)")
        assert terminal.exit_code() == crash.EXIT_CODE


def test_where_no_report_can_be_left_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = crash.leave_report(ValueError(SECRET), file)
    assert str(file) in said
    assert "ValueError" in said
    assert SECRET not in said


def test_a_report_has_the_error_behind_the_error(tmp_path: Path) -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise LookupError(SECRET) from error
    except LookupError as error:
        crash.leave_report(error, tmp_path / "reports")
    (file,) = (tmp_path / "reports").iterdir()
    report = file.read_text()
    assert report.index("error: builtins.LookupError") < report.index("because of: builtins.ValueError")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_keeps_where_one_was(home: Path, number: signal.Signals) -> None:
    with Terminal("read", library=home) as terminal:
        terminal.wait("1 of 4")
        terminal.keys("/", "comet")
        terminal.wait("1 report")
        terminal.settle()
        terminal.signal(number)
        assert terminal.exit_code() == 128 + number
        terminal.settle()
        assert is_sane(terminal)
    with Library.open(home) as library:
        assert recall(library).query == "comet"


@pytest.mark.parametrize("blocked", [(), (signal.SIGHUP,)], ids=["told", "not told"])
def test_a_lost_connection_ends_the_reader_and_keeps_where_one_was(
    home: Path, blocked: tuple[signal.Signals, ...]
) -> None:
    with Terminal("read", library=home, blocked=blocked) as terminal:
        terminal.wait("1 of 4")
        terminal.keys("/", "comet")
        terminal.wait("1 report")
        terminal.settle()
        terminal.hang_up()
        assert terminal.exit_code() == 128 + signal.SIGHUP
    with Library.open(home) as library:
        assert recall(library).query == "comet"
    assert not list(log_dir().glob("*"))


def test_told_to_go_on_without_having_been_stopped_it_reads_every_key_and_ends(home: Path) -> None:
    with Terminal("read", library=home) as terminal:
        terminal.wait("1 of 4")
        for _ in range(3):
            terminal.signal(signal.SIGCONT)
            terminal.settle()
        terminal.keys("/", "comet")
        terminal.wait(lambda text: "comet" in text.splitlines()[0] and "1 report" in text)
        terminal.keys("\x11")
        assert terminal.exit_code() == 0
        terminal.settle()
        assert is_sane(terminal)


@pytest.mark.parametrize("how", ["term", "hang up"])
def test_the_end_finds_the_reader_while_a_pager_has_the_terminal(home: Path, how: str) -> None:
    with Terminal("read", library=home, environment={"PAGER": "less"}) as terminal:
        terminal.wait("1 of 4")
        terminal.keys("/", "comet", "enter")
        terminal.wait("1 report")
        terminal.settle()
        terminal.keys("P")
        terminal.wait("(END)")
        if how == "term":
            terminal.signal(signal.SIGTERM)
            assert terminal.exit_code() == 128 + signal.SIGTERM
            terminal.settle()
            assert is_sane(terminal)
        else:
            terminal.hang_up()
            assert terminal.exit_code() == 128 + signal.SIGHUP
    with Library.open(home) as library:
        assert recall(library).query == "comet"


def test_an_end_that_comes_while_a_program_is_being_started_reaches_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not the moment before, when nobody knows it yet, and not for ever after."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    start = subprocess.Popen

    def interrupted(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        process = start(*words, **options)
        os.kill(os.getpid(), signal.SIGTERM)
        return process

    monkeypatch.setattr(subprocess, "Popen", interrupted)
    try:
        ended = outside.run(outside.Program("sleep", ("sleep", "20")))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.words == "sleep ended by SIGTERM"
    assert heard == [signal.SIGTERM], "and the reader ends, once it has the screen back"
