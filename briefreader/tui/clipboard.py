"""Ways of a text to the clipboard, from a terminal that may be far away.

Which of them arrives was measured: inside tmux with its default ``set-clipboard external`` an OSC 52
sequence is lost without a word, ``tmux load-buffer -w`` is not; GNU screen passes on a device control
string of at most 256 bytes, and dumps a longer one onto the screen; a terminal that is reached directly
or by ssh takes OSC 52, many of them not more than 74,994 bytes of text (100,000 of the sequence).
"""

from __future__ import annotations

import base64
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from briefreader.text import clean_line

SAFE_BYTES = 74_994
"""Bytes of text that terminals with a limit on OSC 52 still take."""
PATIENCE_SECONDS = 5.0
"""How long a program is waited for."""
_CHUNK = 240
_SAID_AT_MOST = 80


@dataclass(frozen=True, slots=True)
class Road:
    """A way to the clipboard: a program that takes the text, or a sequence for the terminal.

    ``name`` is what the reader is told, ``warning`` what they should know of where it ends.
    """

    name: str
    command: tuple[str, ...] = ()
    sequence: Literal["", "osc52", "screen"] = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying: words for the status, whether they warn, and what is to go to the terminal.

    ``doubtful`` says that the terminal may refuse so much.
    """

    words: str
    warning: bool = False
    sequence: str = ""
    doubtful: bool = False


class NoCommand(ValueError):
    """A command line that cannot be split into words."""


def split(command: str) -> tuple[str, ...]:
    """Return the words of a command line, quotes understood, nothing of it ever given to a shell.

    Raises:
        NoCommand: a quotation is not closed, or there are no words.
    """
    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise NoCommand(f"{clean_line(command)!r}: {str(error).lower()}") from error
    if not words:
        raise NoCommand("no command is given")
    return words


def roads(
    environment: Mapping[str, str],
    own: str = "",
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> list[Road]:
    """Return the ways that there are, the one to try first at the beginning.

    Args:
        environment: of this process.
        own: the reader's own command; empty for none.
        platform: as ``sys.platform``.
        which: finds a program.

    Raises:
        NoCommand: ``own`` is no command line.
    """
    found: list[Road] = []
    if own.strip():
        command = split(own)
        found.append(Road(command[0].rpartition("/")[2], command))
    if environment.get("TMUX"):
        found.append(Road("tmux", ("tmux", "load-buffer", "-w", "-")))
        found.append(
            Road(
                "tmux",
                ("tmux", "load-buffer", "-"),
                warning="only prefix ] pastes it",
            )
        )
    elif environment.get("STY"):
        return [*found, Road("screen", sequence="screen")]
    if not any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")):
        found += [road for road in _local(environment, platform) if which(road.command[0])]
    if environment.get("TMUX"):
        return [*found, Road("the terminal", sequence="osc52", warning="tmux may keep it from the terminal")]
    # The multiplexer runs on another machine: it cannot be asked.
    if environment.get("TERM", "").startswith(("tmux", "screen")):
        warning = "tmux needs set-clipboard on"
        return [*found, Road("the terminal", sequence="osc52", warning=warning)]
    return [*found, Road("the terminal", sequence="osc52")]


def _local(environment: Mapping[str, str], platform: str) -> list[Road]:
    if platform == "darwin":
        return [Road("pbcopy", ("pbcopy",))]
    found: list[Road] = []
    if environment.get("WAYLAND_DISPLAY"):
        found.append(Road("wl-copy", ("wl-copy",)))
    if environment.get("DISPLAY"):
        found.append(Road("xclip", ("xclip", "-selection", "clipboard")))
        found.append(Road("xsel", ("xsel", "--clipboard", "--input")))
    return found


def copy(text: str, ways: list[Road]) -> Copied:
    """Bring a text to the clipboard, by the first way that can be gone.

    What is for the terminal is not written but returned, since only who draws on it may write to it.
    """
    failed: list[str] = []
    for road in ways:
        if road.command:
            trouble = _run(road.command, text)
            if trouble:
                failed.append(trouble)
                continue
        many = counted(text)
        doubtful = bool(road.sequence) and len(text.encode()) > SAFE_BYTES
        notes = [*failed[:1], road.warning] if road.warning else failed[:1]
        if doubtful:
            notes.append("it may refuse that" if road.sequence == "osc52" else "the terminal may refuse")
        verb = "sent" if road.sequence and (doubtful or road.warning) else "copied"
        words = f"{verb} {many} through {road.name}"
        return Copied("; ".join([words, *notes]), bool(notes), sequence(text, road.sequence), doubtful)
    return Copied(f"not copied: {failed[-1]}" if failed else "not copied: no way to the clipboard", True)


def counted(text: str) -> str:
    """Return how much a text is, in words."""
    return "1 character" if len(text) == 1 else f"{len(text):,} characters"


def sequence(text: str, kind: Literal["", "osc52", "screen"]) -> str:
    """Return what makes a terminal put a text into its clipboard, as its kind takes it."""
    if not kind:
        return ""
    whole = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"
    if kind == "osc52":
        return whole
    return "".join(f"\x1bP{whole[at : at + _CHUNK]}\x1b\\" for at in range(0, len(whole), _CHUNK))


def _run(command: tuple[str, ...], text: str) -> str:
    """Give a program the text; return what went wrong, empty for nothing."""
    name = clean_line(command[0].rpartition("/")[2])
    # A file, not a pipe: xclip and its like leave a child behind that keeps a pipe open.
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )
        except OSError as error:
            return f"{name}: {'no such command' if isinstance(error, FileNotFoundError) else error.strerror}"
        try:
            process.communicate(text.encode(), PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return f"{name} took too long"
        if process.returncode == 0:
            return ""
        said.seek(0)
        reason = clean_line(said.read(4096).decode(errors="replace"))[:_SAID_AT_MOST]
        return f"{name}: {reason}" if reason else f"{name} ended with {process.returncode}"
