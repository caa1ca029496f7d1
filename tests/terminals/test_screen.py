"""Inside GNU screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.terminal import Terminal
from tests.terminals.reports import SCRIPTS, copied


def test_what_is_selected_reaches_the_terminal_outside(home: Path, tmp_path: Path) -> None:
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    program = [sys.executable, "-m", "briefreader", "--library", str(home), "read"]
    screen = ["screen", "-U", "-c", os.devnull, "-T", "screen-256color", *program]
    environment = {"SCREENDIR": str(sockets), "DISPLAY": "", "WAYLAND_DISPLAY": "", "STY": ""}
    with Terminal(command=screen, environment=environment, library=home) as terminal:
        terminal.wait("1 of 2")
        terminal.keys("enter")
        terminal.wait("q back")
        terminal.keys("v", "G", "y")
        terminal.wait(f"copied {len(SCRIPTS):,} characters through screen")
        assert copied(bytes(terminal.sent)) == [SCRIPTS]
        terminal.keys("\x11")
        terminal.exit_code()
