"""The library's door to its safety: copies of the store, and whether all of the library is whole."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefreader.errors import LibraryError
from briefreader.library.keeper import Keeper
from briefreader.library.trouble import plain_errors
from briefreader.store import Store, checking, copies
from briefreader.store.database import NoRoom
from briefreader.store.disk import sync
from briefreader.text import clean_line

if TYPE_CHECKING:
    from briefreader.library.intake import Report
    from briefreader.model import Checkup
    from briefreader.store.copies import Tell

NAMED_AT_MOST = 20
"""Damaged reports that are named one by one."""


class Safekeeping:
    """What ``Library`` does so that nothing is lost. Methods may be called from any thread."""

    folder: Path
    read_only: bool
    _store: Store
    _keeper: Keeper

    def backup(self, file: Path, progress: Report | None = None, *, replace: bool = False) -> int:
        """Copy the library's store, as it is at this moment, into ``file``; return the copy's reports.

        The copy is one file, readable by its owner only, that holds all but the index, which is made anew
        from it. It is checked whole, and is safely on the disk, before it gets its name.

        Raises:
            LibraryError: there is such a file (and not ``replace``), it could not be written, or the
                library is damaged: then nothing is there that was not there before.
        """
        with plain_errors():
            self._refuse(file, replace)
            making = file.with_name(f".{file.name}.new")
            copies.remove(making)  # left by one that was killed
            try:
                self._store.copy_to(making, tell_of(progress, "copying"))
                count = self._checked(making, progress)
                if not replace and file.exists():
                    self._refuse(file, replace)
                making.replace(file)
            except NoRoom as error:
                raise LibraryError(
                    f"{file}: no copy was made, its disk is full or fails: make room"
                ) from error
            finally:
                copies.remove(making)
            sync(file.absolute().parent)
        return count

    def _refuse(self, file: Path, replace: bool) -> None:
        if file.is_dir():
            raise LibraryError(f"{file} is a folder: name the file that the copy is to be")
        if file.exists() and self._store.path.exists() and file.samefile(self._store.path):
            raise LibraryError(f"{file} is the library itself: name another file for its copy")
        if file.exists() and not file.is_file():
            raise LibraryError(f"{file} is no ordinary file: name another")
        if file.exists() and not replace:
            raise LibraryError(f"{file} is there already: name another file, or replace it with --force")
        if not file.absolute().parent.is_dir():
            raise LibraryError(f"{file.absolute().parent} is no folder that a copy could be put into")

    def _checked(self, copy: Path, progress: Report | None) -> int:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            problems = checking.structure(opened)
        if not problems:
            with closing(Store(copy.parent, read_only=True, name=copy.name)) as store:
                damaged = next(store.damaged_reports(tell_of(progress, "checking")), None)
                problems = [] if damaged is None else [f"report {damaged[1]!r}"]
                count = store.count()
        if problems:
            raise LibraryError(
                f"no copy was made: the library {self.folder} is damaged ({clean_line(problems[0])}):"
                " see 'briefreader check'"
            )
        return count

    def check(self, progress: Report | None = None) -> Checkup:
        """Read all of the library, mend what is derived, and return what was found.

        Damaged reports are noted down to be read again when the file they came from is next indexed.

        Raises:
            LibraryError: the library may not be written, another process writes it, or it cannot be read.
        """
        from briefreader.library.checking import Examination

        with self._writing():
            return Examination(self._store, self._keeper, self._follow).run(progress)

    if TYPE_CHECKING:

        def _writing(self) -> AbstractContextManager[None]: ...

        def _follow(self, progress: Report | None, enrich: bool) -> None: ...


def tell_of(progress: Report | None, stage: Literal["copying", "checking"]) -> Tell | None:
    """Return what tells ``progress`` how far a stage is."""
    if progress is None:
        return None
    from briefreader.model import Progress

    report: Report = progress
    return lambda done, total: report(Progress(stage, done, total))
