"""On a terminal with nothing in between."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from tests.terminal import Terminal
from tests.terminals.reports import LONG, SCRIPTS, UNICODE, copied

CHUNK = re.compile(rb"\x1bP(.*?)\x1b\\", re.DOTALL)


def opened(terminal: Terminal) -> None:
    """Go into the newest report, the caret on the first character of its text, all of it selected."""
    terminal.wait("1 of 2")
    terminal.keys("enter")
    terminal.wait("q back")
    terminal.keys("v", "G")
    terminal.wait("characters selected")


def without_caret(terminal: Terminal) -> None:
    """Take the caret off. A key that follows Esc at once would be one with alt."""
    terminal.keys("escape")
    terminal.wait("q back")


def back(terminal: Terminal, words: str) -> None:
    """Come back from a command, and wait for the reader to say how it ended."""
    terminal.wait("press Enter to come back")
    terminal.keys("enter")
    terminal.wait(lambda text: words in text and "press Enter" not in text)


def test_the_selection_reaches_the_clipboard_of_the_terminal(home: Path) -> None:
    with Terminal("read", library=home) as terminal:
        opened(terminal)
        terminal.keys("y")
        terminal.wait(f"copied {len(SCRIPTS):,} characters through the terminal")
        terminal.wait(lambda _: copied(terminal.sent) == [SCRIPTS])
        without_caret(terminal)
        terminal.keys("J")
        terminal.wait("Line 0")
        terminal.keys("v", "G", "y")
        terminal.wait(
            f"sent {len(LONG.text):,} characters through the terminal; it may refuse that: s saves it"
        )
        terminal.wait(lambda _: copied(terminal.sent) == [SCRIPTS, LONG.text])


def test_inside_screen_it_goes_in_pieces_that_screen_takes(home: Path) -> None:
    environment = {"TERM": "screen-256color", "STY": "123.pts-0.host"}
    with Terminal("read", library=home, environment=environment) as terminal:
        opened(terminal)
        before = len(terminal.sent)
        terminal.keys("y")
        terminal.wait("through screen")
        terminal.wait(lambda _: copied(b"".join(CHUNK.findall(bytes(terminal.sent[before:])))) == [SCRIPTS])
        pieces = CHUNK.findall(bytes(terminal.sent[before:]))
        assert len(pieces) > 1
        assert max(map(len, pieces)) <= 240
        assert base64.b64encode(SCRIPTS.encode())[:99] not in terminal.text().encode()


def test_the_mouse_selects(home: Path) -> None:
    with Terminal("read", library=home) as terminal:
        terminal.wait("1 of 2")
        terminal.keys("enter")
        screen = terminal.settle().split("\n")
        line = next(number for number, text in enumerate(screen) if "Zażółć" in text)
        column = screen[line].index("gęślą")
        press = f"\x1b[<0;{column + 1};{line + 1}M"
        drag = f"\x1b[<32;{column + 5};{line + 1}M"
        terminal.keys(press, drag, f"\x1b[<0;{column + 5};{line + 1}m")
        terminal.wait("5 characters selected")
        terminal.keys("y")
        terminal.wait("copied 5 characters")
        terminal.wait(lambda _: copied(terminal.sent) == ["gęślą"])


def test_a_selection_goes_through_a_pipe(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "piped"
    with Terminal("read", library=home) as terminal:
        opened(terminal)
        terminal.keys("|", f"tee {file}", "enter")
        assert "Zażółć" in terminal.wait("press Enter to come back")
        assert file.read_text() == SCRIPTS
        back(terminal, "tee ended with 0")
        # Again from the history, now of the whole report.
        without_caret(terminal)
        terminal.keys("|", "down", "enter", "enter")
        back(terminal, "tee ended with 0")
        assert file.read_text() == f"{UNICODE.title}\nWire · 2024-05-06\n{UNICODE.url}\n\n{SCRIPTS}\n"


def test_no_shell_runs_a_command_unless_one_is_asked_for(home: Path, tmp_path: Path) -> None:
    with Terminal("read", library=home) as terminal:
        opened(terminal)
        terminal.keys("|", f'tee "{tmp_path}/a;$(touch b)"', "enter")
        back(terminal, "tee ended with 0")
        assert (tmp_path / "a;$(touch b)").exists()
        terminal.keys("|", "cat | cat", "enter")
        terminal.wait("| needs a shell: begin with ! to have one")
        terminal.keys("|", "no-such-command", "enter")
        terminal.wait("there is no command 'no-such-command'")
        # What is interrupted is what runs there, not the reader.
        terminal.keys("|", "! cat | head -c 3; echo begun; sleep 60; echo never", "enter")
        terminal.wait("begun")
        # Of those that come just as it starts a command, dash misses one in six, with no reader near it too.
        for _ in range(5):
            if "press Enter to come back" not in terminal.settle(0.5):
                terminal.keys("\x03")
        back(terminal, "the shell ended by SIGINT")


def test_editor_and_pager_get_a_file_that_is_gone_afterwards(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text(
        f'#!/bin/sh\nls -ld "$2" | cut -c1-10 > {tmp_path}/rights\ncp "$2" {tmp_path}/seen\n'
        f'echo "$2" > {tmp_path}/path; echo more >> "$2"; echo "editing $1"; sleep 0.2\n'
    )
    script.chmod(0o755)
    environment = {"VISUAL": f"'{script}' -x", "PAGER": "less -X"}
    with Terminal("read", library=home, environment=environment) as terminal:
        opened(terminal)
        terminal.keys("E")
        terminal.wait("what you changed is not kept")
        assert (tmp_path / "seen").read_text() == f"{SCRIPTS}\n"
        assert (tmp_path / "rights").read_text() == "-rw-------\n"
        assert not Path((tmp_path / "path").read_text().strip()).exists()
        without_caret(terminal)
        terminal.keys("P")
        assert UNICODE.title in terminal.wait("(END)")
        terminal.keys("q")
        terminal.wait("q back")


def test_a_caret_and_a_selection_cost_few_bytes(home: Path) -> None:
    with Terminal("read", library=home) as terminal:
        terminal.wait("1 of 2")
        terminal.keys("J", "enter")
        terminal.wait("Line 0")
        terminal.wait("q back")
        terminal.keys("w")
        terminal.settle(1.0)
        for key in ("l", "w", "j", "k", "e", "b", ")", "(", "v", "l", "w", "j", "k", "V", "j", "k", "escape"):
            before = len(terminal.sent)
            terminal.keys(key)
            terminal.read(10.0)
            terminal.settle(0.15)
            assert 0 < len(terminal.sent) - before <= 600, key
