"""The reader on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefreader.library import Library
    from briefreader.tui.actions import Keymap


def run(library: Library, paths: Sequence[Path] = (), keymap: Keymap | None = None) -> int:
    """Read on this terminal until the reader leaves, and return the exit code.

    Args:
        library: what is read; it stays open.
        paths: files and folders to index in the background meanwhile.
        keymap: the keys in force.
    """
    from briefreader.tui.app import ReaderApp

    app = ReaderApp(library, paths, keymap)
    app.run()
    return app.return_code or 0
