"""Which way a copy goes, and what is said of it."""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefreader.tui import clipboard
from briefreader.tui.clipboard import SAFE_BYTES, NoCommand, Road, copy, roads, sequence

ALL = ("pbcopy", "wl-copy", "xclip", "xsel", "tmux")
TERMINAL = Road("the terminal", sequence="osc52")


@pytest.mark.parametrize(
    ("environment", "own", "platform", "there", "names"),
    [
        ({}, "", "linux", ALL, ["the terminal"]),
        ({"TERM": "xterm-256color"}, "", "linux", (), ["the terminal"]),
        ({"TMUX": "/tmp/x,1,0"}, "", "linux", (), ["tmux", "tmux", "the terminal"]),
        ({"STY": "1.pts"}, "", "linux", ALL, ["screen"]),
        ({"TMUX": "x", "STY": "1.pts"}, "", "linux", (), ["tmux", "tmux", "the terminal"]),
        ({"DISPLAY": ":0"}, "", "linux", ALL, ["xclip", "xsel", "the terminal"]),
        ({"DISPLAY": ":0"}, "", "linux", ("xsel",), ["xsel", "the terminal"]),
        ({"WAYLAND_DISPLAY": "w"}, "", "linux", ALL, ["wl-copy", "the terminal"]),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a b"}, "", "linux", ALL, ["the terminal"]),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, "", "linux", ALL, ["the terminal"]),
        ({}, "", "darwin", ALL, ["pbcopy", "the terminal"]),
        ({"SSH_CLIENT": "a"}, "", "darwin", ALL, ["the terminal"]),
        ({"TMUX": "x"}, "/opt/bin/clip -x", "linux", (), ["clip", "tmux", "tmux", "the terminal"]),
        ({"STY": "x"}, "clip", "linux", (), ["clip", "screen"]),
    ],
)  # fmt: skip
def test_the_roads_there_are(
    environment: Mapping[str, str], own: str, platform: str, there: tuple[str, ...], names: list[str]
) -> None:
    found = roads(environment, own, platform, lambda name: f"/bin/{name}" if name in there else None)
    assert [road.name for road in found] == names


def test_the_clipboard_of_tmux_is_asked_for_first() -> None:
    first, second, _ = roads({"TMUX": "x"}, "", "linux")
    assert first.command == ("tmux", "load-buffer", "-w", "-")
    assert second.command == ("tmux", "load-buffer", "-")
    assert second.warning


def test_a_tmux_on_the_other_side_of_ssh_cannot_be_asked_and_that_is_said() -> None:
    (road,) = roads({"TERM": "tmux-256color", "SSH_TTY": "x"}, "", "linux")
    assert "set-clipboard on" in road.warning
    said = copy("words", [road])
    assert said.warning
    assert said.words.startswith("sent 5 characters")


def test_a_command_of_ones_own_is_split_and_no_shell_sees_it(tmp_path: Path) -> None:
    (own, *_) = roads({}, "'my clip' --to \"a b\" ; $(touch x)", "linux")
    assert own.command == ("my clip", "--to", "a b", ";", "$(touch", "x)")
    with pytest.raises(NoCommand, match="no closing quotation"):
        roads({}, "clip 'x", "linux")


def program(code: str, *arguments: str) -> Road:
    return Road("own", (sys.executable, "-c", code, *arguments))


def test_a_program_gets_the_text_on_its_standard_input(tmp_path: Path) -> None:
    text = "żółw 🎉\nand $(more)\n"
    code = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    said = copy(text, [program(code, str(tmp_path / "out")), TERMINAL])
    assert (tmp_path / "out").read_bytes() == text.encode()
    assert (said.words, said.warning, said.sequence) == (
        f"copied {len(text)} characters through own",
        False,
        "",
    )


@pytest.mark.parametrize(
    ("road", "reason"),
    [
        (Road("own", ("/no/such/program",)), "program: no such command"),
        (program("raise SystemExit(3)"), "ended with 3"),
        (program("import sys; sys.exit('no \x1b[31mdisplay')"), "no display"),
        (program("import os; os.close(0); raise SystemExit(1)"), "ended with 1"),
    ],
)
def test_where_one_way_fails_the_next_is_gone_and_that_is_said(road: Road, reason: str) -> None:
    said = copy("words" * 20_000, [road, program("import sys; sys.stdin.read()")])
    assert said.words.startswith("copied 100,000 characters through own; ")
    assert reason in said.words
    assert said.warning
    alone = copy("words", [road])
    assert alone.words.startswith("not copied: ")
    assert reason in alone.words
    assert alone.sequence == ""


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE_SECONDS", 0.2)
    begun = time.monotonic()
    said = copy("words", [program("import time; time.sleep(60)"), TERMINAL])
    assert time.monotonic() - begun < 30
    assert "took too long" in said.words
    assert said.sequence


def test_a_child_that_stays_behind_is_not_waited_for() -> None:
    code = "import os, sys, time; sys.stdin.read()\nif os.fork() == 0: time.sleep(5)"
    begun = time.monotonic()
    assert copy("words", [program(code)]).words == "copied 5 characters through own"
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    ("text", "count"), [("a", "1 character"), ("日本", "2 characters"), ("x" * 1234, "1,234 characters")]
)
def test_it_is_said_how_much(text: str, count: str) -> None:
    said = copy(text, [TERMINAL])
    assert said.words == f"copied {count} through the terminal"
    assert not said.doubtful


def test_what_terminals_may_refuse_is_said_by_bytes() -> None:
    assert not copy("x" * SAFE_BYTES, [TERMINAL]).doubtful
    for text in ("x" * (SAFE_BYTES + 1), "ż" * (SAFE_BYTES // 2 + 1)):
        said = copy(text, [TERMINAL])
        assert said.doubtful
        assert said.warning
        assert said.words.startswith("sent ")
        assert said.sequence
    assert not copy("x" * 200_000, [program("import sys; sys.stdin.read()")]).doubtful


def test_sequences() -> None:
    text = "żółw 🎉 " * 200
    whole = sequence(text, "osc52")
    assert whole.startswith("\x1b]52;c;")
    assert whole.endswith("\a")
    assert base64.b64decode(whole[7:-1]).decode() == text
    pieces = sequence(text, "screen").split("\x1b\\")
    assert pieces.pop() == ""
    assert all(piece.startswith("\x1bP") and len(piece) <= 242 for piece in pieces)
    assert "".join(piece[2:] for piece in pieces) == whole
    assert sequence(text, "") == ""
