"""Running commands in this process, with their bytes kept apart, as in a pipe or as on a terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefreader.cli import run
from tests.hostile.stream import judged_output


class _Stream(io.TextIOWrapper):
    def __init__(self, terminal: bool) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, "utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@dataclass(frozen=True)
class Printed:
    """What a command printed, judged (see ``stream``), and its exit code."""

    code: int
    out: str
    err: str


@contextmanager
def _streams(terminal: bool, given: bytes) -> Iterator[tuple[_Stream, _Stream]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = _Stream(terminal), _Stream(terminal)
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(given)), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def printed(library: Path, *arguments: str, terminal: bool = False, given: bytes = b"") -> Printed:
    """Run a command on a library and judge every byte that it prints; ``given`` is its standard input."""
    return output("--library", str(library), *arguments, terminal=terminal, given=given)


def output(*arguments: str, terminal: bool = False, given: bytes = b"") -> Printed:
    """Run the program with just these arguments, and judge every byte that it prints."""
    with _streams(terminal, given) as (out, err):
        code = run(arguments)
        out.flush()
        err.flush()
    assert code in (0, 1, 2), (code, err.bytes.getvalue())
    return Printed(
        code,
        judged_output(out.bytes.getvalue(), terminal=terminal),
        judged_output(err.bytes.getvalue(), terminal=terminal),
    )
