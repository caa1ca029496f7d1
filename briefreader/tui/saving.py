"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from briefreader import private
from briefreader.tui.taken import KINDS, Kind


class CannotSave(Exception):
    """A file cannot be written as it is called: a line for a person."""


def path_of(typed: str) -> tuple[Path, Kind]:
    """Return the file that is meant by what was typed, and what it is to hold.

    Raises:
        CannotSave: its ending is none of ours, or it is a folder.
    """
    path = Path(os.path.expandvars(typed.strip())).expanduser()
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise CannotSave(f"{path.name}: call it .txt, .md or .json, for text, Markdown or JSON")
    if path.is_dir():
        raise CannotSave(f"{path} is a folder: name a file in it")
    if not path.parent.is_dir():
        raise CannotSave(f"there is no folder {path.parent}")
    return path, kind


def write(path: Path, text: str) -> None:
    """Put a text into a file, in place of what was there; its rights stay, a new one is for its owner only.

    Raises:
        CannotSave: the disk or the rights do not allow it; what was there is as it was.
    """
    target = path.resolve()
    temporary = ""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else private.FILE
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            os.fchmod(file.fileno(), mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise CannotSave(f"{path}: {(error.strerror or str(error)).lower()}") from error
