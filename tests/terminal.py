"""The real program in a pseudo-terminal: keys go in, and its bytes make a screen that can be read."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

WAIT_SECONDS = 30.0

KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "up": "\x1b[A", "tab": "\t"}


class Terminal:
    """A ``briefreader`` running in a terminal of its own.

    Args:
        arguments: of the program, after ``--library``.
        columns: of the terminal.
        lines: of the terminal.
        library: which it is to open.
        environment: variables that differ; one that is empty is taken away.
        patch: Python that is run before the program.
        command: what is run instead of the program.
        blocked: signals that never reach it.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        library: Path,
        environment: Mapping[str, str] | None = None,
        patch: str = "",
        command: Sequence[str] = (),
        blocked: Iterable[signal.Signals] = (),
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.sent = bytearray()
        """Every byte that the program sent."""
        self._stream = pyte.ByteStream(self.screen)
        wanted = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **(environment or {}),
        }
        variables = {name: value for name, value in (os.environ | wanted).items() if wanted.get(name, value)}
        for name in ("COLUMNS", "LINES"):
            variables.pop(name, None)
        self._home = Path(variables["HOME"])
        start = (
            ["-c", f"{patch}\nfrom briefreader.__main__ import main\nmain()"]
            if patch
            else ["-m", "briefreader"]
        )
        words = [*command] or [sys.executable, *start, "--library", str(library), *arguments]
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            signal.pthread_sigmask(signal.SIG_BLOCK, blocked)
            os.execvpe(words[0], words, variables)
        self.resize(columns, lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        self.hang_up()

    def hang_up(self) -> None:
        """Break the connection: the terminal is gone."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal, as a window manager does."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def keys(self, *names: str) -> None:
        """Type: a name of ``KEYS``, or text as it is."""
        for name in names:
            self.type(KEYS.get(name, name).encode())

    def type(self, data: bytes) -> None:
        """Send bytes as the keyboard would."""
        while data:
            # A terminal's line holds some thousand bytes that the program has not read.
            data = data[os.write(self._master, data[:1000]) :]
            self.read(0.02 if data else 0.0)

    def text(self) -> str:
        """Return the screen as it now stands."""
        self.read(0.0)
        # Not the screen's own ``display``, which stumbles over half a wide character.
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data for x in range(self.screen.columns)) for row in rows)

    def wait(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until the screen holds (or satisfies) ``wanted``, and return it."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            text = self.text()
            if wanted(text) if callable(wanted) else wanted in text:
                return text
            assert time.monotonic() < deadline, f"waited in vain for {wanted!r}:\n{text}\n{self._crashes()}"
            self.read(0.1)

    def _crashes(self) -> str:
        """Return what the program left of its crashes, if it had any."""
        logs = self._home.glob(".local/state/briefreader/log/crash-*")
        return "\n".join(log.read_text() for log in logs)

    def settle(self, quiet: float = 0.3) -> str:
        """Wait until the program has sent nothing for ``quiet`` seconds, and return the screen."""
        while self.read(quiet):
            pass
        return self.text()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def exit_code(self) -> int:
        """Wait for the program's end and return its exit code."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"still running:\n{self.text()}")

    def read(self, seconds: float) -> bool:
        """Draw what the program sends, waiting for it at most so long; return whether it sent anything."""
        data = self.receive(seconds)
        self.draw(data)
        return bool(data)

    def draw(self, data: bytes) -> None:
        """Draw what ``receive`` returned."""
        self._stream.feed(data)

    def receive(self, seconds: float) -> bytes:
        """Return what the program sends, waiting for it at most so long, not drawn yet."""
        if self._master < 0:
            time.sleep(seconds)
            return b""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return b""
        self.sent += data
        return data


class Blind(Terminal):
    """A terminal that can stop drawing what it is sent: drawing costs more than most of what is tested."""

    blind = False

    def draw(self, data: bytes) -> None:
        """Draw, unless blind."""
        if not self.blind:
            super().draw(data)
