"""The judge of what reaches the terminal: it lets pass what the program means, and nothing else."""

from __future__ import annotations

import pytest

from tests.hostile.payloads import INVISIBLE, SEQUENCES, UNKNOWN
from tests.hostile.stream import Stray, judged_output, judged_screen, strays

ENTER = "\x1b[?1049h\x1b[?1000h\x1b[?25l\x1b[>25u\x1b[?2026$p\x1b]22;default\x07"
DRAW = "\x1b[3;14H\x1b[1;38;5;12mA headline\x1b[0m\x1b[4;1Hکتاب می\u200cخواهم e\u0301\x1b[?2026l"
LEAVE = "\x1b[?1000l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1000l"


def test_what_the_reader_means_passes() -> None:
    assert "A headline" in judged_screen(f"{ENTER}{DRAW}{LEAVE}\r\n{ENTER}{DRAW}{LEAVE}".encode()).text


@pytest.mark.parametrize("bad", [one for one in (*SEQUENCES, *INVISIBLE, *UNKNOWN) if "\ud800" not in one])
def test_what_a_report_would_slip_in_does_not(bad: str) -> None:
    if bad in ("\r", "\r\n", "\x1b[31;1m") or "\udc9b" in bad:
        return
    with pytest.raises(Stray):
        judged_screen(f"{ENTER}{DRAW}{bad}{DRAW}{LEAVE}".encode())
    with pytest.raises(Stray):
        judged_output(f"a line{bad}\n".encode())


@pytest.mark.parametrize(
    "bad",
    [
        b"\x9b2J",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xc0\x9b",
        b"a\x1b[2",
        b"\x1b]22;x\x1b]52;c;eA==\x07\x07",
        b"z" + "\u0335".encode() * 5,
        "\x1b[1;1H\u0301".encode(),
        b"\x1b[8mhidden\x1b[99999H",
        b"\x1b[?47h",
        b"\x1b[3J",
        b"\x1b[c",
        b"\x1b[18t",
        b"\x1b]8;;x\x1b\\",
    ],
)
def test_nor_do_bytes_that_are_no_text(bad: bytes) -> None:
    with pytest.raises(Stray):
        judged_screen(ENTER.encode() + DRAW.encode() + bad + DRAW.encode() + LEAVE.encode())


def test_a_copy_passes_once_where_one_was_made() -> None:
    copy = b"\x1b]52;c;eA==\x07"
    assert judged_screen(copy, copies=1).copied == ("eA==",)
    for stream, copies in ((copy, 0), (copy * 2, 1)):
        with pytest.raises(Stray):
            judged_screen(stream, copies=copies)


def test_colour_passes_on_a_terminal_only() -> None:
    coloured = b"\r\x1b[Kreading 5\x1b[1mbold\x1b[0m\r\n"
    assert judged_output(coloured, terminal=True) == "reading 5bold\n"
    with pytest.raises(Stray):
        judged_output(coloured)


def test_strays_are_named_with_their_places() -> None:
    assert strays("a\x9bb\u202e") == ["U+009B at 1", "U+202E at 3"]
