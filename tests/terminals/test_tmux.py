"""Inside tmux, whatever it is told to do with the clipboard."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import WAIT_SECONDS, Terminal
from tests.terminals.reports import LONG, SCRIPTS, copied


class Tmux:
    """A tmux server of its own, with a shell in it and a terminal attached to it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._words = ["tmux", "-S", str(folder / "s"), "-f", os.devnull]
        drop = ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "DISPLAY", "WAYLAND_DISPLAY")
        self._environment = {name: value for name, value in os.environ.items() if name not in drop}
        self._environment |= {
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PS1": "shell> ",
        }
        self.run("-u", "new-session", "-d", "-x", "80", "-y", "24", "bash --norc --noprofile")
        self.client = Terminal(command=[*self._words, "-u", "attach"], environment={"TMUX": ""}, library=home)
        program = shlex.join([sys.executable, "-m", "briefreader", "--library", str(home), "read"])
        self.keys(program, "Enter")
        self.wait("1 of 2")

    def run(self, *words: str) -> str:
        ended = subprocess.run(
            [*self._words, *words],
            env=self._environment,
            capture_output=True,
            check=True,
            timeout=WAIT_SECONDS,
        )
        return ended.stdout.decode()

    def keys(self, *names: str) -> None:
        self.run("send-keys", *names)

    def screen(self) -> str:
        self.client.read(0)
        return self.run("capture-pane", "-p")

    def wait(self, wanted: str) -> None:
        self.until(lambda: wanted in self.screen(), wanted)

    def until(self, holds: Callable[[], object], what: str = "") -> None:
        deadline = time.monotonic() + WAIT_SECONDS
        while not holds():
            assert time.monotonic() < deadline, f"waited in vain for {what}:\n{self.screen()}"
            time.sleep(0.05)

    def buffer(self) -> str:
        return self.run("save-buffer", "-")


@pytest.fixture(scope="module")
def tmux(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmux]:
    # The name of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="br") as folder:
        home = shutil.copytree(library_folder, tmp_path_factory.mktemp("tmux") / "library")
        server = Tmux(Path(folder), Path(home))
        try:
            yield server
        finally:
            server.run("kill-server")
            with server.client:
                pass


@pytest.mark.parametrize("setting", ["", "external", "on", "off"])
def test_what_is_selected_is_in_the_paste_buffer(tmux: Tmux, setting: str) -> None:
    if setting:
        tmux.run("set-option", "-s", "set-clipboard", setting)
    tmux.keys("Escape", "Escape", "1", "g", "g")
    tmux.wait("1 of 2")
    for number, (key, text) in enumerate((("Enter", SCRIPTS), ("J", LONG.text))):
        tmux.client.settle(0.1)
        before = len(tmux.client.sent)
        tmux.run("set-buffer", "something else")
        tmux.keys(key)
        tmux.wait("Line 0" if number else "Zażółć")
        tmux.keys("v", "G", "y")
        tmux.wait(f"copied {len(text):,} characters through tmux")
        assert tmux.buffer() == text
        if setting != "off":
            sent = tmux.client.sent
            tmux.until(lambda: (tmux.screen(), copied(bytes(sent[before:])))[1], "the terminal outside")  # noqa: B023
            assert copied(bytes(sent[before:])) == [text]
        tmux.keys("Escape")


def test_suspended_and_taken_up_again(tmux: Tmux) -> None:
    tmux.keys("Escape", "Escape", "1", "g", "g")
    tmux.wait("1 of 2")
    tmux.keys("C-z")
    tmux.wait("Stopped")
    assert "1 of 2" not in tmux.screen()
    tmux.keys("fg", "Enter")
    tmux.wait("1 of 2")
    tmux.wait("Scripts of the world")
    tmux.keys("Enter")
    tmux.wait("q back")
