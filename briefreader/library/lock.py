"""One writer at a time: an advisory lock on a file of the library, which dies with its process."""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "lock"
PATIENCE_SECONDS = 5.0
_POLL_SECONDS = 0.05


class Locked(Exception):
    """Another process writes the library; the message says which."""


@contextmanager
def write_lock(folder: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the library's write lock for a block, waiting up to ``patience`` seconds for it.

    The kernel frees the lock when the process ends, however it ends.

    Raises:
        Locked: someone else held it all that time.
    """
    handle = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Locked(_holder(handle)) from None
                time.sleep(_POLL_SECONDS)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {' '.join(sys.argv[1:2])}".encode()[:200], 0)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    pid, _, command = os.pread(handle, 200, 0).decode(errors="replace").partition(" ")
    if not pid.isdigit():
        return "another process"
    return f"process {pid} (briefreader {command})" if command.isalpha() else f"process {pid}"
