"""Where things lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path


def library_dir() -> Path:
    """Return the folder of the library: ``BRIEFREADER_LIBRARY``, else under the platform's data folder."""
    named = os.environ.get("BRIEFREADER_LIBRARY")
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("briefreader", appauthor=False))
