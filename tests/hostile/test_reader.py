"""The real reader on a terminal, over hostile reports and with hostile keys: it sends what it means to.

Every byte that it sends is judged by ``stream``: text on lines, styles, places, and the modes that it
sets when it comes and takes back when it goes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.payloads import INVISIBLE, MARKER, MARKUP, SEQUENCES, mixture
from tests.hostile.stream import Sent, judged_screen
from tests.terminal import Terminal

COPY, QUIT = "\x1b]52;c;eA==\x07", "\x11"

KEYS = (
    "j", "G", "n", "]", "]", "enter", "j", "tab", "q", "e", "j", "enter", "q", "c", "n", "n", "q", "t", "j",
    "enter", "q", "?", "q", ":", "escape", "i", "x", "1", "Z", "S", "z", "z", "H", "L", "3", "enter",
)  # fmt: skip


def opened(terminal: Terminal) -> None:
    """Wait for the reader, and go to the first report: it comes back to where it was left."""
    terminal.wait(" of ")
    terminal.keys("1", "g", "g")
    terminal.wait(" 1 of ")


def left(terminal: Terminal) -> Sent:
    """Leave the reader, see that it ended well, and judge all that it sent."""
    terminal.settle()
    terminal.keys(QUIT)
    assert terminal.exit_code() == 0
    return judged_screen(bytes(terminal.sent))


def test_every_report_and_every_line_of_the_list(filled: Path) -> None:
    with Terminal(library=filled, columns=160, lines=30) as terminal:
        opened(terminal)
        count = int(terminal.text().split(" 1 of ")[1].split()[0])
        terminal.keys("enter")
        for number in range(2, count + 1):
            terminal.keys("J")
            terminal.wait(f" {number} of {count}")
        assert left(terminal).text.count(MARKER) > count


@pytest.mark.parametrize("columns", [50, 150])
def test_every_screen_over_hostile_reports(filled: Path, columns: int) -> None:
    with Terminal(library=filled, columns=columns, lines=24) as terminal:
        opened(terminal)
        for words in ("never", "clipboard", "id"):
            terminal.keys("/", words, "enter", "enter")
            terminal.wait(MARKER)
            for key in KEYS:
                terminal.keys(key)
                # A key alone: what follows an Esc at once would be read with it.
                terminal.read(0.15 if key == "escape" else 0.03)
            terminal.resize(columns + 20, 30)
            terminal.settle(0.2)
        left(terminal)


def test_markup_is_shown_as_it_is_written(filled: Path) -> None:
    with Terminal(library=filled, columns=160, lines=40) as terminal:
        opened(terminal)
        terminal.keys("/", "click", "enter", "enter")
        terminal.wait("[@click=app.quit]here[/]")
        terminal.wait("[@click=app.bell()]")
        left(terminal)


def test_what_is_pasted_into_a_line_is_text(filled: Path) -> None:
    pastes = [*SEQUENCES, *INVISIBLE, *MARKUP, *(mixture(n) for n in range(20))]
    with Terminal(library=filled, columns=100, lines=24) as terminal:
        opened(terminal)
        for key in ("/", ":"):
            for first in range(0, len(pastes), 12):
                raw = "".join(pastes[first : first + 12]).encode("utf-8", "replace").decode()
                terminal.keys(key)
                terminal.wait(lambda screen: "search" in screen or "command" in screen)
                terminal.keys(f"\x1b[200~{MARKER}{COPY}{raw.replace('~', '')}\x1b[201~")
                terminal.wait(MARKER)
                terminal.keys("escape")
                terminal.settle(0.2)
                terminal.keys("escape")
                terminal.settle(0.2)
        left(terminal)


def test_hostile_names_of_library_and_files(tmp_path: Path) -> None:
    name = f"a{COPY}\u202e\x9b2J\ue000b"
    (tmp_path / name).mkdir()
    (tmp_path / name / f"{name}.txt").write_text(f"{MARKER} came\n\nA storm came.\n")
    (tmp_path / name / f"{name}.png").write_bytes(b"\x89PNG\r\n")
    with Terminal("read", str(tmp_path / name), library=tmp_path / f"{name} too") as terminal:
        terminal.wait(MARKER)
        terminal.wait("passed over")
        left(terminal)
    with Terminal("read", str(tmp_path / f"{name}none"), library=tmp_path / f"{name} too") as terminal:
        assert terminal.exit_code() == 2
        assert b"]52" not in bytes(terminal.sent)
        judged_screen(bytes(terminal.sent))
