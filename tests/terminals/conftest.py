"""The reader where terminals are: on a bare one, inside tmux, inside GNU screen, over ssh.

What needs a program that is not on this machine is not collected, rather than passed over: whoever lists
the tests sees what there is to run.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefreader.library import Library
from tests.terminals.reports import REPORTS

_NEEDED = {
    "test_tmux.py": ("tmux",),
    "test_screen.py": ("screen",),
    "test_ssh.py": ("sshd", "ssh", "ssh-keygen"),
}
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"

collect_ignore = [
    file for file, programs in _NEEDED.items() if not all(shutil.which(name, path=_PATH) for name in programs)
]


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a report in many scripts and a long one."""
    folder = tmp_path_factory.mktemp("home") / "library"
    with Library.open(folder) as library:
        library.add(REPORTS)
    return folder


@pytest.fixture
def home(library_folder: Path, tmp_path: Path) -> Path:
    """A library of one's own of these reports."""
    return Path(shutil.copytree(library_folder, tmp_path / "library"))
