"""Where things lie on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def library_dir(setting: str = "") -> Path:
    """Return the folder of the library.

    ``BRIEFREADER_LIBRARY`` names it, else ``setting`` does, else it lies under the platform's data folder.
    """
    named = os.environ.get("BRIEFREADER_LIBRARY") or setting
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("briefreader", appauthor=False))


def config_dir() -> Path:
    """Return the folder of the reader's settings, under the platform's folder for such."""
    if sys.platform == "linux":
        # What platformdirs would say, without the time that it takes to load: every command asks this.
        return Path(os.environ.get("XDG_CONFIG_HOME", "").strip() or "~/.config").expanduser() / "briefreader"
    import platformdirs

    return Path(platformdirs.user_config_dir("briefreader", appauthor=False))


def log_dir() -> Path:
    """Return the folder for what the reader leaves behind when it goes wrong."""
    import platformdirs

    return Path(platformdirs.user_log_dir("briefreader", appauthor=False))
