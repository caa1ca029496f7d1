"""Libraries that many tests begin with: made once, and copied for each, to do with as it likes.

To add a report takes its names, its relations and several commits; to copy a finished library is a
twentieth of that.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.model import Article

LibraryOf = Callable[[Iterable[Article]], Library]
"""Opens a library of a test's own in which these reports are."""


class Made:
    """The libraries that were made in one run of the tests, by the reports that are in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[Article, ...], Path] = {}

    def copy(self, reports: Iterable[Article], to: Path) -> Path:
        """Put a library of these reports, in which nobody has read, into the folder ``to``; return it."""
        reports = tuple(reports)
        if reports not in self._made:
            folder = self._folder / str(len(self._made))
            with Library.open(folder) as library:
                library.add(reports)
            self._made[reports] = folder
        shutil.copytree(self._made[reports], to, dirs_exist_ok=True)
        return to


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of this process's own, with what ``make`` puts into the folder that it is given.

    Of all processes that run the tests one makes it; the others wait for it, and copy.
    """
    base = factory.getbasetemp()
    # The folders of the processes of one run lie side by side.
    first = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"{name}-once"
    with first.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not first.exists():
            made = factory.mktemp(name) / "made"
            make(made)
            made.rename(first)
    return Path(shutil.copytree(first, factory.mktemp(name) / "library"))
