"""The reader on the terminal."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.errors import LibraryError

if TYPE_CHECKING:
    from briefreader.library import Library
    from briefreader.tui.actions import Keymap


SWITCH_SECONDS = 0.0005
"""After so long a thread that searches gives way to one that draws a key; Python's own is ten times that."""

SETTLED_SECONDS = 3.0
"""So long after its start the reader has loaded all that it will."""


def run(library: Library, paths: Sequence[Path] = (), keymap: Keymap | None = None) -> int:
    """Read on this terminal until the reader leaves, and return the exit code.

    Args:
        library: what is read; it stays open.
        paths: files and folders to index in the background meanwhile.
        keymap: the keys in force.
    """
    from briefreader.tui import crash, loading, memory

    memory.share()
    memory.remember_less()
    loading.load()
    from briefreader.tui.app import ReaderApp

    sys.setswitchinterval(SWITCH_SECONDS)
    settled = threading.Timer(SETTLED_SECONDS, _collect_from_now_on)
    settled.daemon = True
    settled.start()
    failed: BaseException | None
    try:
        app = ReaderApp(library, paths, keymap)
        app.run()
        failed, code = app.crash, app.return_code or 0
    except LibraryError:
        raise
    except Exception as error:
        failed, code = error, crash.EXIT_CODE
    if failed is not None:
        crash.say(crash.leave_report(failed))
        code = crash.EXIT_CODE
    return code


def _collect_from_now_on() -> None:
    """Let the collector, which stops every thread, walk over what comes; what is loaded stays for good."""
    gc.freeze()
    gc.enable()
