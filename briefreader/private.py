"""Files for nobody but their owner, whatever the umask: what one reads is nobody else's business."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

FILE, FOLDER = 0o600, 0o700


def create(path: Path) -> BinaryIO:
    """Open a file to write it anew; only its owner may read it.

    Raises:
        OSError: it cannot be opened.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, FILE)
    file = os.fdopen(handle, "wb")
    tighten(path)
    return file


def folder(path: Path) -> None:
    """Make a folder that only its owner may look into, and likewise those above it that are missing.

    Raises:
        OSError: it cannot be made.
    """
    for one in reversed((path, *path.parents)):
        if not one.exists():
            one.mkdir(mode=FOLDER, exist_ok=True)
    path.mkdir(exist_ok=True)


def tighten(*paths: Path) -> None:
    """Leave files and folders to their owner alone, those that are there and where that is allowed."""
    for path in paths:
        with suppress(OSError):
            mode = path.stat().st_mode
            if mode & 0o077:
                path.chmod(mode & 0o700)


def make(path: Path) -> None:
    """Make an empty file for its owner only, or tighten the one that is there, if either can be done."""
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE))
    tighten(path)
