"""What is left behind when something inside goes wrong: a file that helps to mend it and tells no news."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections import deque
from datetime import UTC, datetime
from pathlib import Path

from briefreader import __version__, private
from briefreader.paths import log_dir

EXIT_CODE = 70
"""The code to exit with: EX_SOFTWARE of sysexits.h."""

_done: deque[str] = deque(maxlen=20)


def note(action: str) -> None:
    """Note that an action is being done, by its id."""
    _done.append(action)


def leave_report(error: BaseException, folder: Path | None = None) -> str:
    """Write a report on an error, and return a line for a person that says where it is.

    There is nothing of a report or a query in it: of what an error says only its kind, since the words of
    an error may be those of a text; of what was done, the names of the actions.

    Args:
        error: what went wrong.
        folder: for the report; by default the platform's folder for logs.
    """
    folder = log_dir() if folder is None else folder
    kind = type(error).__name__
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        private.folder(folder)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(_report(error, now))
    except OSError as trouble:
        where = f"no report could be left in {folder}: {(trouble.strerror or str(trouble)).lower()}"
    else:
        where = f"what happened is in {path}, without a word of what you read"
    return f"something inside briefreader went wrong ({kind}); {where}"


def _report(error: BaseException, now: datetime) -> str:
    from importlib.metadata import version

    lines = [
        f"when: {now:%Y-%m-%d %H:%M:%S} UTC",
        f"versions: briefreader {__version__}, Python {platform.python_version()},"
        f" Textual {version('textual')}, {platform.platform()}",
        f"terminal: {os.environ.get('TERM', '')}",
        f"last actions: {' '.join(_done)}",
    ]
    seen: set[int] = set()
    link = "error"
    while True:
        seen.add(id(error))
        lines += ["", f"{link}: {type(error).__module__}.{type(error).__qualname__}"]
        lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
        before = error.__cause__ or error.__context__
        if before is None or id(before) in seen:
            return "\n".join([*lines, ""])
        link = "because of" if error.__cause__ else "while handling"
        error = before


def say(line: str) -> None:
    """Say a line on stderr, if that is still there."""
    try:
        sys.stderr.write(f"briefreader: {line}\n")
        sys.stderr.flush()
    except OSError:
        return
