"""What may reach a terminal: printable text, and the few sequences that the program itself sends.

Written from the standards and from what the reader is known to send, without any of the program's own
code: it is the judge.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MARKS_AT_MOST = 4

_HIDING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")
_JOINING = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]")

# What Textual 8.2 and the reader's own painting send, and nothing else: a cursor's place, a style, modes
# of screen, mouse, focus, paste and keyboard, two questions about modes, the shape of the pointer.
_MODES = "|".join(("7", "25", "1000", "1003", "1004", "1006", "1015", "1016", "1049", "2004", "2026", "2048"))
_MEANT = re.compile(
    r"\x1b\[(?:"
    r"(?P<place>[0-9]{1,4};[0-9]{1,4}H)"
    r"|(?P<style>[0-9;]{0,80}m)"
    rf"|(?P<mode>\?(?:{_MODES})[hl])"
    r"|(?P<question>\?(?:2026|2048)\$p)"
    r"|(?P<keyboard>>25u|<u)"
    r")"
    r"|(?P<pointer>\x1b\]22;[a-z-]{1,20}\x07)"
)
_COPY = re.compile(r"\x1b\]52;c;(?P<base64>[A-Za-z0-9+/]*={0,2})\x07")
_BEGINNING = re.compile("[\x1b\x9b\x9d]")
_STYLE = re.compile(r"\x1b\[[0-9;]{0,40}m")
_PROGRESS = re.compile(r"\r\x1b\[K")


@dataclass(frozen=True)
class Sent:
    """What a stream was found to be: its text, with the sequences taken out, and what was copied."""

    text: str
    copied: tuple[str, ...]


class Stray(AssertionError):
    """Something in a stream that the program cannot have meant."""


def strays(text: str, also: str = "\n\t") -> list[str]:
    """Return what in ``text`` is no printable text, in order; ``also`` are the controls allowed."""
    found: list[str] = []
    marks, last = MARKS_AT_MOST, ""
    for at, char in enumerate(text):
        category = unicodedata.category(char)
        takes_no_room = category in ("Mn", "Me") or char in "\u200c\u200d" or bool(_JAMO.match(char))
        if char in also:
            # A mark that begins a line would stand on whatever was drawn before.
            marks, last = MARKS_AT_MOST, ""
        elif (
            category in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
            or _HIDING.match(char)
            or (category == "Cf" and not (char in "\u200c\u200d" and _JOINING.match(last)))
        ):
            found.append(f"U+{ord(char):04X} at {at}")
        elif takes_no_room:
            marks += 1
            if marks > MARKS_AT_MOST:
                found.append(f"a flood of marks at {at}")
        else:
            marks, last = 0, char
    return found


def judged_output(data: bytes, *, terminal: bool = False) -> str:
    """Return the text in what a command printed; only on a terminal may it have colour and progress.

    Raises:
        Stray: there is something else in it.
    """
    text = _decoded(data)
    if terminal:
        text = _PROGRESS.sub("", _STYLE.sub("", text.replace("\r\n", "\n")))
    if found := strays(text):
        raise Stray(f"{found[:5]} in {text[:400]!a}")
    return text


def judged_screen(data: bytes, *, copies: int = 0) -> Sent:
    """Return what the reader sent: every byte is text on a line or one of the sequences it may send.

    Modes change before the first thing is drawn and after the last: a screen that is drawn on after
    a mode was changed was changed by someone else. ``copies`` is how often the program may have put
    something into the clipboard.

    Raises:
        Stray: there is something else in it.
    """
    text = _decoded(data)
    drawn: list[str] = []
    copied: list[str] = []
    phase = "outside"
    at = 0
    while at < len(text):
        if meant := _MEANT.match(text, at):
            phase = _next_phase(phase, meant)
            # A mark may stand on a letter of another style.
            drawn.append("" if meant["style"] else "\n")
            at = meant.end()
        elif (copy := _COPY.match(text, at)) and len(copied) < copies:
            copied.append(copy["base64"])
            at = copy.end()
        elif text[at] in "\x1b\x9b\x9d":
            raise Stray(f"at character {at}: {text[max(0, at - 40) : at + 40]!a}")
        else:
            end = _BEGINNING.search(text, at)
            piece = text[at : end.start() if end else len(text)]
            if phase in ("entering", "leaving") and not piece.isspace():
                raise Stray(f"text while {phase} the screen: {piece!a}")
            drawn.append(piece)
            at += len(piece)
    shown = "".join(drawn)
    if found := strays(shown, "\r\n"):
        place = int(found[0].rpartition(" ")[2])
        raise Stray(f"{found[:5]}, the first in {shown[max(0, place - 40) : place + 40]!a}")
    return Sent(shown, tuple(copied))


def _next_phase(phase: str, meant: re.Match[str]) -> str:
    changes = meant["question"] or meant["keyboard"] or (meant["mode"] and meant["mode"][1:5] != "2026")
    if meant.group() == "\x1b[?1049h" and phase == "outside":
        return "entering"
    if meant.group() == "\x1b[?1049l" and phase in ("entering", "leaving"):
        return "outside"
    if changes and phase == "drawing":
        return "leaving"
    if meant["place"] and phase == "entering":
        return "drawing"
    if meant["place"] and phase != "drawing":
        raise Stray(f"drawn while {phase} the screen")
    return phase


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Stray(f"no UTF-8 at byte {error.start}: {data[error.start : error.start + 8]!r}") from error
