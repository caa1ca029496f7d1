"""Real shells on a terminal of their own, to see what a completion makes of a line."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT

WAIT_SECONDS = 30.0

_WRAPPERS = {
    "bash": 'briefreader() { if [ -n "$_BRIEFREADER_COMPLETE" ]; then "$REAL" -m briefreader "$@"; else '
    "printf '<%s>' \"$@\"; echo; fi; }",
    "zsh": 'briefreader() { if [ -n "$_BRIEFREADER_COMPLETE" ]; then "$REAL" -m briefreader "$@"; else '
    "printf '<%s>' \"$@\"; echo; fi; }",
    "fish": 'function briefreader; if test -n "$_BRIEFREADER_COMPLETE"; $REAL -m briefreader $argv; else; '
    "printf '<%s>' $argv; echo; end; end",
}
_STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
_TAKE_THE_TERMINAL = (
    "import fcntl, os, sys, termios;"
    " fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|\([0-9A-Z]|[@-_])|\r")


class Shell:
    """A shell in which ``briefreader`` prints the arguments that it is called with."""

    def __init__(self, name: str, library: Path, home: Path) -> None:
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "PS1": "$ ", "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT), "REAL": sys.executable, "BRIEFREADER_LIBRARY": str(library),
        }  # fmt: skip
        self._shell = name
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_THE_TERMINAL, *_STARTS[name]], stdin=slave, stdout=slave,
            stderr=slave, env=environment, cwd=home, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self._seen = ""
        script = home / f"completion.{name}"
        script.write_text(
            subprocess.run(
                [sys.executable, "-m", "briefreader", "completion", name],
                capture_output=True, text=True, check=True, env=os.environ | environment,
            ).stdout
        )  # fmt: skip
        if name == "bash":
            self.run("bind 'set bell-style none'; bind 'set enable-bracketed-paste off'")
        if name == "zsh":
            self.run("unsetopt PROMPT_SP; PS1='$ '; autoload -U compinit; compinit -u -D")
        self.run(_WRAPPERS[name])
        self.run(f"source {script}")

    def run(self, line: str) -> str:
        """Run a line and return what it printed."""
        return self._until_done(line.encode())

    def complete(self, line: str) -> str:
        """Type a line, press Tab at its end, then Enter; return what is printed."""
        return self._until_done(line.encode() + b"\t")

    def _until_done(self, keys: bytes) -> str:
        """Send keys and Enter, and return what is printed until the next line is done."""
        begun = len(self._seen)
        os.write(self._master, keys + b"\r")
        os.write(self._master, b"echo do''ne\r")
        end = time.monotonic() + WAIT_SECONDS
        while "\ndone\n" not in self._plain(begun):
            assert time.monotonic() < end, self._seen[begun:]
            self._read(0.2)
        return self._plain(begun)

    def _plain(self, begun: int) -> str:
        return _ESCAPES.sub("", self._seen[begun:].replace("\r\n", "\n"))

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], patience)
        if ready:
            self._seen += os.read(self._master, 65536).decode(errors="replace")
        return bool(ready)

    def close(self) -> None:
        """End the shell."""
        self._process.terminate()
        self._process.kill()
        self._process.wait()
        os.close(self._master)
