"""The real reader on a terminal, over hostile reports and with hostile keys: it sends what it means to.

Every byte that it sends is judged by ``stream``: text on lines, styles, places, and the modes that it
sets when it comes and takes back when it goes.
"""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest

from briefreader.citations import NAMES
from briefreader.tui.pastes import Pastes
from tests.hostile.payloads import INVISIBLE, MARKER, MARKUP, SEQUENCES
from tests.hostile.stream import Sent, judged_screen, strays
from tests.terminal import Terminal

STEP = 4
"""How many reports are passed over from one that is shown to the next."""

COPY, QUIT = "\x1b]52;c;eA==\x07", "\x11"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"

KEYS = (
    "j", "G", "n", "]", "]", "enter", "j", "tab", "escape", "e", "j", "enter", "escape", "c", "n", "escape",
    "t", "j", "enter", "escape", "?", "escape", ":", "escape", "v", "w", "w", "escape", "i", "x", "1", "Z",
    "S", "z", "z", "H", "L", "3", "enter",
)  # fmt: skip

HANDED = "sh -c 'cat \"$0\" >> handed'"
"""An editor and a pager that keep what they are given."""


def left(terminal: Terminal, copies: int = 0) -> Sent:
    """Leave the reader, see that it ended well, and judge all that it sent."""
    terminal.settle()
    terminal.keys(QUIT)
    assert terminal.exit_code() == 0
    return judged_screen(bytes(terminal.sent), copies=copies)


def test_the_list_and_reports_all_over_it(own: Path) -> None:
    with Terminal(library=own, columns=160, lines=30) as terminal:
        count = int(terminal.wait(" 1 of ").split(" 1 of ")[1].split()[0])
        terminal.keys("1", "enter")
        for number in range(1 + STEP, count + 1, STEP):
            terminal.keys(*"J" * STEP)
            terminal.wait(f" {number} of {count}")
        assert left(terminal).text.count(MARKER) > count


@pytest.mark.parametrize("columns", [60, 150])
def test_every_screen_over_hostile_reports(own: Path, columns: int) -> None:
    with Terminal(library=own, columns=columns, lines=24) as terminal:
        terminal.wait(" 1 of ")
        for words in ("click", "never"):
            terminal.keys("/", words, "enter", "enter")
            terminal.wait(words)
            terminal.wait(MARKER)
            for key in KEYS:
                terminal.keys(key)
                # A key alone: what follows an Esc at once would be read with it.
                terminal.read(0.15 if key == "escape" else 0.03)
            for _ in range(4):
                terminal.keys("escape")
                terminal.settle(0.15)
            terminal.resize(columns + 20, 30)
            terminal.settle(0.2)
        left(terminal)


def test_what_is_sent_elsewhere_is_text(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    programs = {"EDITOR": HANDED, "VISUAL": "", "PAGER": HANDED}
    with Terminal(library=own, columns=120, lines=30, environment=programs) as terminal:
        terminal.wait(" 1 of ")
        terminal.keys("/", "click", "enter", "enter")
        terminal.wait(f"Biden of {MARKER}")
        terminal.keys("|")
        terminal.wait("Pipe the report")
        terminal.keys("!cat > piped", "enter")
        terminal.wait("press Enter to come back")
        terminal.keys("enter")
        terminal.wait(lambda screen: "press Enter" not in screen)
        for name in ("a.txt", "a.md", "a.json"):
            terminal.keys("s")
            terminal.wait("Save the report")
            terminal.keys("\x15", name, "enter")
            terminal.wait(f"as {name}")
        for key in ("E", "P"):
            terminal.keys(key)
            terminal.settle(0.5)
        for form in NAMES.values():
            terminal.keys("C")
            terminal.wait("How to cite")
            terminal.keys(form, "enter")
            terminal.wait("from now on")
            terminal.keys("Y")
            terminal.wait("copied")
        sent = left(terminal, copies=len(NAMES))
    whole = {file.name: file.read_text(encoding="utf-8") for file in Path().iterdir()}
    assert set(whole) == {"piped", "a.txt", "a.md", "a.json", "handed"}
    for text in (*whole.values(), *(b64decode(copied).decode() for copied in sent.copied)):
        assert strays(text) == []
        assert MARKER in text
    assert whole["handed"] == whole["a.txt"] * 2
    assert len(set(sent.copied)) == len(NAMES)


def test_markup_is_shown_as_it_is_written(own: Path) -> None:
    with Terminal(library=own, columns=160, lines=40) as terminal:
        terminal.wait(" 1 of ")
        terminal.keys("/", "click", "enter", "enter")
        terminal.wait("[@click=app.quit]here[/]")
        terminal.wait("[@click=app.bell()]")
        left(terminal)


def test_what_is_pasted_presses_no_key_and_is_text(own: Path) -> None:
    pastes = [f"{MARKER}{QUIT}{COPY}\x1b{QUIT}", *SEQUENCES, *INVISIBLE, *MARKUP]
    with Terminal(library=own, columns=100, lines=24) as terminal:
        terminal.wait(" 1 of ")
        for key, shown in (("/", "search"), (":", "Commands")):
            for first in range(0, len(pastes), 20):
                raw = "".join(pastes[first : first + 20]).encode("utf-8", "replace").decode()
                # A line takes the first line of a paste.
                raw = " ".join(raw.replace(PASTED, "").splitlines())
                terminal.keys(key)
                terminal.wait(shown)
                terminal.keys(f"{PASTE}{MARKER}{raw}{MARKER}{PASTED}")
                terminal.wait(MARKER)
                for _ in range(2):
                    terminal.keys("escape")
                    terminal.settle(0.15)
        left(terminal)


def test_bytes_that_are_no_text_are_no_keys(own: Path) -> None:
    with Terminal(library=own, columns=100, lines=24) as terminal:
        terminal.wait(" 1 of ")
        terminal.type(b"\xff\x9b2J\xc3(\xed\xa0\x80/kestr\xc3\xa9\xff")
        terminal.wait("kestré")
        left(terminal)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_paste_in_pieces_is_a_paste(size: int) -> None:
    typed = (
        f"a\x1b[A{PASTE}one\x1b[B\x9b2J{PASTE}\x1b\x1b[20two\nlines{PASTED}b{PASTE}{'x' * 60}{PASTED}\x1b[C"
    )
    pastes = Pastes(most=50)
    got = "".join(pastes.clean(typed[at : at + size]) for at in range(0, len(typed), size))
    assert got == f"a\x1b[A{PASTE}one[B2J[200~[20two\nlines{PASTED}b{PASTE}{'x' * 50}{PASTED}\x1b[C"


def test_what_is_copied_is_text_and_copied_once(own: Path) -> None:
    with Terminal(library=own, columns=120, lines=40) as terminal:
        terminal.wait(" 1 of ")
        terminal.keys("/", "click", "enter", "enter")
        terminal.wait("[@click=app.quit]here[/]")
        terminal.settle()
        terminal.keys("V", "G", "y")
        terminal.wait("copied")
        (copied,) = left(terminal, copies=1).copied
    text = b64decode(copied).decode()
    assert MARKER in text
    assert strays(text) == []


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
