"""The real reader on a terminal, over hostile reports and with hostile keys: it sends what it means to.

Every byte that it sends is judged by ``stream``: text on lines, styles, places, and the modes that it
sets when it comes and takes back when it goes.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefreader.citations import NAMES
from briefreader.tui.actions import ACTIONS, Place
from briefreader.tui.pastes import Pastes
from tests import terminal as terminals
from tests.hostile.payloads import INVISIBLE, MARKER, MARKUP, SEQUENCES, mixture
from tests.hostile.stream import Sent, judged_screen, strays
from tests.terminal import Blind, Terminal

STEP = 4
"""How many reports are passed over from one that is shown to the next."""

COPY, QUIT = "\x1b]52;c;eA==\x07", "\x11"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"

ESCAPE = "\x1b[27u"
"""The key as newer terminals send it: what follows at once is not read with it."""

WAYS: Mapping[Place, tuple[str, ...]] = {
    "search": ("/",),
    "results": ("1",),
    "article": ("2",),
    "caret": ("2", "h"),
    "selection": ("2", "v", "w"),
    "related": ("3",),
    "names": ("e",),
    "filters": ("F",),
    "entity": ("2", "]", "enter"),
    "comparison": ("1", "c"),
    "story": ("1", "t"),
}
"""Keys that lead from the results to each place."""

LEAVING = ("quit", "suspend")
QUESTIONS = (
    "Pipe the report", "Save the report as", "Note on", "Tags", "Keep under which name", "How to cite",
    "What you have read", "Commands", "Keys in the", "Merge", "Call",
)  # fmt: skip
"""What stands over the screens that ask for something."""

KEYS = {
    **terminals.KEYS, "escape": ESCAPE, "space": " ", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "home": "\x1b[H", "end": "\x1b[F", "left": "\x1b[D", "right": "\x1b[C", "shift+tab": "\x1b[Z",
}  # fmt: skip

HANDED = "sh -c 'cat \"$0\" >> handed'"
"""An editor and a pager that keep what they are given."""


def typed(key: str) -> str:
    """Return what a terminal sends for a key of the registry."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) - 96)
    return "".join(KEYS.get(part, part) for part in key.split(" "))


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


def pasted(seed: int) -> str:
    """Return a paste of one line: a word, and what does not belong on a screen."""
    raw = "".join(mixture(seed).replace(PASTED, "").encode("utf-8", "replace").decode().splitlines())
    return f"{PASTE}{MARKER} {raw}{PASTED}"


@pytest.mark.parametrize("columns", [50, 150])
def test_every_action_in_every_place_over_hostile_reports_with_hostile_answers(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    programs = {"EDITOR": HANDED, "VISUAL": "", "PAGER": HANDED, "BROWSER": "true"}
    with Blind(library=own, columns=columns, lines=24, environment=programs) as terminal:
        terminal.wait(" 1 of ")
        terminal.keys("/", "click", "enter")
        terminal.wait(MARKER)
        terminal.blind = True
        for number, action in enumerate(ACTIONS):
            # Moving is the same in all places, but for what is moved.
            places = action.places[:1] if action.group in ("Caret", "Move") else action.places
            for place in places if action.keys and action.id not in LEAVING else ():
                for key in (
                    *[ESCAPE] * 4,
                    *WAYS[place],
                    typed(action.keys[0]),
                    pasted(number),
                    "enter",
                    "enter",
                ):
                    terminal.keys(key)
                    terminal.settle(0.01)
        terminal.keys(*[ESCAPE] * 6)
        terminal.settle(0.3)
        sent = left(terminal, copies=1000)
    assert [words for words in QUESTIONS if words not in sent.text] == []
    for copied in sent.copied:
        assert strays(b64decode(copied).decode()) == []
    for file in Path().iterdir():
        assert strays(file.read_text(encoding="utf-8")) == []


def test_what_is_sent_elsewhere_is_text(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    programs = {"EDITOR": HANDED, "VISUAL": "", "PAGER": HANDED}
    with Terminal(library=own, columns=120, lines=30, environment=programs) as terminal:
        terminal.wait(" 1 of ")
        terminal.keys("/", "click", "enter", "enter")
        terminal.wait("[@click=app.quit]here[/]")
        terminal.keys("|")
        terminal.wait("Pipe the report")
        terminal.keys("!cat > piped", "enter")
        terminal.wait("Enter")
        terminal.keys("enter")
        terminal.wait("[@click=app.quit]here[/]")
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
