"""Restoring a library from a copy of its store. What was there before is kept beside it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from briefreader import private
from briefreader.errors import Busy, LibraryError
from briefreader.library.intake import Report
from briefreader.library.lock import Locked, write_lock
from briefreader.library.safekeeping import tell_of
from briefreader.library.trouble import plain_errors
from briefreader.model import Restored
from briefreader.store import Store, checking, copies
from briefreader.store.database import APPLICATION_ID, FILE_NAME, StoreError, explain
from briefreader.store.disk import sync
from briefreader.store.schema import MIGRATIONS


def restore(file: Path, folder: Path, progress: Report | None = None) -> Restored:
    """Put the copy ``file`` in the place of the store of the library in ``folder``.

    A library that is there may be damaged, and may be read by others meanwhile; it is kept beside it. The
    index is not touched: it is found to be of another store, and made anew, when the library is next used.

    Raises:
        Busy: another process is writing the library.
        LibraryError: the file is no whole copy of a library, or there is no room; nothing has changed then.
    """
    with plain_errors():
        _refuse_unless_whole(file, folder)
        private.folder(folder)
        try:
            with write_lock(folder), _made_ready(file, folder, progress) as ready:
                kept = _put_in_place(ready, folder / FILE_NAME)
                return Restored(ready.count(), None if kept is None else str(kept))
        except Locked as error:
            raise Busy(f"{error} is writing the library {folder}: try again when it has finished") from error


def _refuse_unless_whole(file: Path, folder: Path) -> None:
    if not file.is_file():
        raise LibraryError(f"{file}: there is no such file")
    if (folder / FILE_NAME).exists() and file.samefile(folder / FILE_NAME):
        raise LibraryError(f"{file} is the library itself: name a copy of it")
    try:
        with _opened(file) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID:
                raise LibraryError(f"{file} is no copy of a briefreader library: nothing was changed")
            if not 0 < version <= len(MIGRATIONS):
                raise LibraryError(
                    f"{file} was made by a newer briefreader (schema {version}, this one knows"
                    f" {len(MIGRATIONS)}): upgrade briefreader; nothing was changed"
                )
            if problems := checking.structure(connection):
                raise LibraryError(
                    f"{file} is damaged ({problems[0]}): nothing was changed; try another copy"
                )
    except sqlite3.DatabaseError as error:
        why = "it is damaged" if "malformed" in str(error) else "it cannot be read as a copy of a library"
        raise LibraryError(f"{file}: {why} ({error}): nothing was changed; try another copy") from error


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    # A copy that lies where nothing may be written is read as it is; one with a log beside it needs that.
    log = file.with_name(f"{file.name}-wal")
    how = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as connection:
        connection.isolation_level = None
        yield connection


@contextmanager
def _made_ready(file: Path, folder: Path, progress: Report | None) -> Iterator[Store]:
    """Copy ``file`` into the library's folder, at today's schema, and with numbers of its own."""
    copies.tidy(folder / FILE_NAME)
    with tempfile.TemporaryDirectory(prefix=copies.RESTORING, dir=folder, ignore_cleanup_errors=True) as name:
        ready = Path(name)
        try:
            with _opened(file) as source:
                copies.copy(source, ready / FILE_NAME, tell_of(progress, "copying"))
        except sqlite3.Error as error:
            raise StoreError(f"{ready}: {explain(error, ready / FILE_NAME)}") from error
        with closing(Store(ready)) as store:
            damaged = next(store.damaged_reports(tell_of(progress, "checking")), None)
            if damaged is not None:
                raise LibraryError(
                    f"{file} is damaged (report {damaged[1]!r}): nothing was changed; try another copy"
                )
            _renumber(store, folder)
            yield store


def _renumber(store: Store, folder: Path) -> None:
    """Give a store another identity and counters beyond those of the one that it takes the place of.

    So whoever made something of the other one, or reads it just now, sees that all is different.
    """
    beyond = {"revision": 0, "named": 0, "marked": 0}
    try:
        with closing(sqlite3.connect(f"{(folder / FILE_NAME).absolute().as_uri()}?mode=ro", uri=True)) as old:
            for name in beyond:
                ((beyond[name],),) = old.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchall()
    except (sqlite3.Error, ValueError):
        pass  # there is none, or it cannot be read: nobody reads it now
    with store.transaction() as connection:
        # What was up to date with the reports still is.
        connection.execute(
            "UPDATE meta SET value = max((SELECT value FROM meta WHERE name = 'revision'), ?) + 1"
            " WHERE name IN ('enriched', 'related')"
            " AND value = (SELECT value FROM meta WHERE name = 'revision')",
            (int(beyond["revision"] or 0),),
        )
        for name, value in beyond.items():
            connection.execute(
                "UPDATE meta SET value = max(value, ?) + 1 WHERE name = ?", (int(value or 0), name)
            )
        connection.execute("UPDATE meta SET value = 0 WHERE name = 'indexed'")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'store'", (uuid.uuid4().hex,))


def _put_in_place(ready: Store, target: Path) -> Path | None:
    """Make ``target`` what ``ready`` is, and return where what it was before is kept."""
    kept = _free_name(target) if target.exists() and target.stat().st_size else None

    def keep() -> None:
        if kept is not None:
            copies.copy_beside(target, kept)

    if kept is not None:
        try:
            with closing(sqlite3.connect(target, timeout=10, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                with closing(sqlite3.connect(ready.path, isolation_level=None)) as source:
                    copies.put_back(source, connection, keep)
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return kept
        except sqlite3.OperationalError as error:
            if kept.exists():
                copies.remove(kept)
            raise StoreError(f"{target}: {explain(error, target)}") from error
        except sqlite3.DatabaseError:
            copies.remove(kept)  # too damaged to be opened: its files are kept as they are
    _swap(ready, target, kept)
    return kept


def _swap(ready: Store, target: Path, kept: Path | None) -> None:
    """Replace a file that SQLite cannot open, and that nobody can be reading therefore."""
    log = target.with_name(f"{target.name}-wal")
    if kept is not None:
        making = kept.with_name(kept.name + copies.UNFINISHED)
        shutil.copyfile(target, making)
        making.chmod(0o600)
        if log.exists():
            shutil.copy(log, kept.with_name(f"{kept.name}-wal"))
        making.replace(kept)
    whole = ready.path.with_name("whole")
    ready.copy_to(whole)
    for end in ("-wal", "-shm"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    whole.replace(target)
    sync(target.parent)


def _free_name(target: Path) -> Path:
    moment = f"{datetime.now():%Y%m%d-%H%M%S}"
    names = (f"{target.name}.before-restore-{moment}{end}" for end in ("", *(f"-{n}" for n in range(2, 100))))
    return next(path for name in names if not (path := target.with_name(name)).exists())
