"""Faults that are put into a process: killed, or refused, at the n-th thing that it does to its files.

What counts: a file opened for writing, synced, renamed, deleted or cut; a folder made or deleted; each
statement of SQL, before it, and after it where it ends a transaction; each step of an online backup.
"""

from __future__ import annotations

import errno
import itertools
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

AUDITED = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect"}
MAKING = {"os.mkdir"}
"""Of these, what takes room."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

_counter = itertools.count(1)
_strike: Callable[[int], None] = lambda _: None  # noqa: E731
_here = 0
_is_full = False


def install(fault: str) -> None:
    """Put a fault into this process, for good.

    Args:
        fault: "none", to count only; "kill N" at the n-th event; "refuse N" it and all that follow it, as a
            full disk does; "limit N", which kills the process in the middle of the write with which a file
            comes to more than N bytes; "full N", which refuses that write.
    """
    global _strike, _here, _is_full
    kind, _, number = fault.partition(" ")
    _here = os.getpid()
    at = int(number or 0)
    if kind == "kill":
        _strike = lambda event: os.kill(os.getpid(), signal.SIGKILL) if event == at else None  # noqa: E731
    elif kind == "refuse":
        _is_full = True
        _strike = lambda event: _refuse() if event >= at else None  # noqa: E731
    elif kind in ("limit", "full"):
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kind == "limit" else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
    sys.addaudithook(_audit)
    real_sync = os.fsync

    def fsync(handle: int) -> None:
        event()
        real_sync(handle)

    os.fsync = fsync  # type: ignore[assignment]
    real_connect = sqlite3.connect
    sqlite3.connect = lambda *args, **options: real_connect(*args, factory=_Connection, **options)  # type: ignore[assignment]


def event(takes_room: bool = True) -> None:
    """Count something that is done to files, and strike if it is time."""
    if os.getpid() == _here:
        number = next(_counter)
        if takes_room or not _is_full:
            _strike(number)


def events() -> int:
    """Return how many there have been."""
    return next(_counter) - 1


def _refuse() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _audit(name: str, arguments: tuple[Any, ...]) -> None:
    if name == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & WRITING and not str(path).startswith("/dev/"):
            event()
    elif name in AUDITED:
        event(name in MAKING)


class _Connection(sqlite3.Connection):
    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        _statement(sql)
        cursor = super().execute(sql, *arguments)
        if sql == "COMMIT":
            _statement("committed")
        return cursor

    def executemany(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        _statement(sql)
        return super().executemany(sql, *arguments)

    def backup(self, target: sqlite3.Connection, **options: Any) -> None:
        progress = options.pop("progress", None)

        def step(*told: int) -> None:
            _statement("INSERT")
            if progress is not None:
                progress(*told)

        super().backup(target, progress=step, **options)


def _statement(sql: str) -> None:
    try:
        event(sql.lstrip().startswith(("INSERT", "UPDATE", "CREATE", "REPLACE", "COMMIT")))
    except OSError as error:
        raise sqlite3.OperationalError("database or disk is full") from error
