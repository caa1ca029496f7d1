"""Programs that are run on the terminal while the reader has given it over."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import tempfile
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from briefreader.text import clean_line
from briefreader.tui.clipboard import NoCommand, split

_SHELL_SIGNS = frozenset(("|", "||", "&&", "&", ";", ">", ">>", "<", "2>", "2>&1"))
_GOES_ON = (signal.SIGINT, signal.SIGQUIT)
_ENDS = (signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Program:
    """A program to run: its words, and what it reads.

    ``text`` goes to its standard input (without one it has the terminal's), or with ``file_name`` into a
    file of that name in a folder that nobody else can look into; its path becomes the last word, and it
    is gone afterwards. ``wait`` is for programs whose output would be gone with the next picture.
    """

    name: str
    command: tuple[str, ...]
    text: str | None = None
    file_name: str = ""
    wait: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended, in words, and whether these warn."""

    words: str
    warning: bool = False


def piped(typed: str, text: str) -> Program:
    """Return the program that a command line calls for, with a text on its standard input.

    A command line that begins with ``!`` is for a shell; no other comes near one.

    Raises:
        NoCommand: nothing can be run by it.
    """
    typed = typed.strip()
    if typed.startswith("!"):
        rest = typed[1:].strip()
        if not rest:
            raise NoCommand("no command is given after the !")
        return Program("the shell", ("/bin/sh", "-c", rest), text, wait=True)
    command = split(typed)
    if signs := _SHELL_SIGNS.intersection(command):
        raise NoCommand(f"{sorted(signs)[0]} needs a shell: begin with ! to have one")
    return Program(_found(command), command, text, wait=True)


def in_editor(environment: Mapping[str, str], text: str, file_name: str) -> Program:
    """Return the editor of VISUAL or EDITOR (else vi) on a text.

    Raises:
        NoCommand: there is none.
    """
    typed = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip() or "vi"
    command = split(typed)
    return Program(_found(command), command, text, file_name)


def in_pager(environment: Mapping[str, str], text: str, file_name: str) -> Program:
    """Return the pager of PAGER (else less, else more) on a text.

    Raises:
        NoCommand: there is none.
    """
    typed = environment.get("PAGER", "").strip() or ("less" if shutil.which("less") else "more")
    command = split(typed)
    name = _found(command)
    # These two end at once where the text fits the screen, or is at its end: nothing would be seen.
    return Program(name, command, text, file_name, wait=name in ("cat", "more"))


def _found(command: Sequence[str]) -> str:
    name = clean_line(command[0].rpartition("/")[2])
    if shutil.which(command[0]) is None:
        raise NoCommand(f"there is no command {name!r}")
    return name


def run(program: Program) -> Ended:
    """Run a program on the terminal and return how it ended. The reader must have left the terminal."""
    with _terminal_kept(), _watching() as watch:
        text = program.text
        if text is None or not program.file_name:
            return _ran(program, program.command, None if text is None else text.encode(), watch)
        with tempfile.TemporaryDirectory(prefix="briefreader-") as folder:
            path = Path(folder) / program.file_name
            path.touch(0o600)
            path.write_text(text, encoding="utf-8")
            ended = _ran(program, (*program.command, str(path)), None, watch)
            with contextlib.suppress(OSError, ValueError):
                if not ended.warning and path.read_text(encoding="utf-8") != text:
                    return Ended("what you changed is not kept: the report is as it was", True)
            return ended


class _Watch:
    """What signals came meanwhile, and the program that they are for."""

    def __init__(self) -> None:
        self.interrupted = False
        self.ending: int | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def goes_on(self, number: int, frame: FrameType | None) -> None:
        self.interrupted = True

    def ends(self, number: int, frame: FrameType | None) -> None:
        self.ending = number
        if self.process is not None:
            self.process.send_signal(number)

    def started(self, process: subprocess.Popen[bytes]) -> None:
        """Note the program, and pass on what came while it was being started."""
        self.process = process
        if self.ending is not None:
            process.send_signal(self.ending)


@contextmanager
def _watching() -> Iterator[_Watch]:
    """Leave ctrl+c to the program, and pass on what ends the reader: it comes again when the screen is back.

    Handlers, and not "ignore": that a program would inherit. Nor is the event loop to hear of ctrl+c.
    """
    watch = _Watch()
    handlers = [(number, watch.goes_on) for number in _GOES_ON] + [(number, watch.ends) for number in _ENDS]
    waker = signal.set_wakeup_fd(-1)
    before = [(number, signal.signal(number, handler)) for number, handler in handlers]
    try:
        yield watch
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        signal.set_wakeup_fd(waker)
        if watch.ending is not None:
            os.kill(os.getpid(), watch.ending)


@contextmanager
def _terminal_kept() -> Iterator[None]:
    """Set the terminal back to how it was, should a program be killed that had set it otherwise."""
    try:
        attributes = termios.tcgetattr(0)
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(0, termios.TCSADRAIN, attributes)


def _ran(program: Program, command: Sequence[str], text: bytes | None, watch: _Watch) -> Ended:
    name = clean_line(program.name)
    try:
        process = subprocess.Popen(command, stdin=None if text is None else subprocess.PIPE)
    except OSError as error:
        return Ended(f"{name}: {(error.strerror or str(error)).lower()}", True)
    watch.started(process)
    process.communicate(text)
    watch.process = None
    code = process.returncode
    ended = Ended(f"{name} ended{_how(code)}", code != 0)
    if (program.wait or code) and not watch.ending:
        _wait_for_enter(ended.words, watch)
    # Of an editor or a pager one knows that it has ended.
    return ended if program.wait or code else Ended("")


def _how(code: int) -> str:
    if code >= 0:
        return f" with {code}"
    try:
        return f" by {signal.Signals(-code).name}"
    except ValueError:
        return f" by signal {-code}"


def _wait_for_enter(words: str, watch: _Watch) -> None:
    watch.interrupted = False
    with contextlib.suppress(OSError, termios.error):
        termios.tcflush(0, termios.TCIFLUSH)
        os.write(2, f"\n[{words}; press Enter to come back]".encode())
        while not (watch.interrupted or watch.ending):
            if select.select([0], [], [], 0.2)[0]:
                os.read(0, 1024)
                return
