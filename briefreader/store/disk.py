"""Files that outlast a loss of power."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def sync(path: Path) -> None:
    """Put a file, or the names in a folder, on the disk.

    Where the system knows a stronger way than ``fsync`` (F_FULLFSYNC of macOS, which also empties the
    drive's own cache) that one is taken.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is None:
            os.fsync(handle)
            return
        try:
            fcntl.fcntl(handle, full)
        except OSError:  # a file system that knows it not
            os.fsync(handle)
    finally:
        os.close(handle)
