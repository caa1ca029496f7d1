"""Copies of a store: one file of one moment, made while it is read and written; those that lie beside it."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from briefreader.store.disk import sync

STEP = 2000
"""Pages (of 4 KiB) copied between two looks at how far it is."""

KEPT_BEFORE_MIGRATIONS = 2
"""Copies made before migrations that are kept, the newest ones."""

UNFINISHED = ".new"
"""What the name of a copy ends in until it is whole."""

RESTORING = "restoring-"
"""What the name of the folder begins with in which a copy is made ready to be restored."""

_BESIDE = re.compile(r"\.(before-schema-\d+|before-restore-[\d-]+)$")

Tell = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


def copy(source: sqlite3.Connection, target: Path, tell: Tell | None = None) -> None:
    """Copy the database of ``source``, as it is at this moment, into the new file ``target``.

    Others may read and write it meanwhile. The copy is a single file, only its owner may read it, and it
    is safely on the disk when this returns; the name is not (see ``disk.sync``). ``source`` is in no
    transaction.

    Raises:
        sqlite3.Error, OSError: it could not be made; nothing is left behind.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as made:
            # Nobody else has the file, and it is thrown away when this fails.
            made.execute("PRAGMA journal_mode = OFF")
            made.execute("PRAGMA synchronous = OFF")
            source.execute("BEGIN")
            try:
                # From here on the source stands still for this connection.
                source.execute("SELECT 1 FROM sqlite_master").fetchone()
                source.backup(made, pages=STEP, progress=_progress(tell))
            finally:
                source.execute("ROLLBACK")
        with closing(sqlite3.connect(target, isolation_level=None)) as made:
            # Else even reading the copy would want to write files beside it.
            made.execute("PRAGMA locking_mode = EXCLUSIVE")
            made.execute("PRAGMA journal_mode = DELETE")
        sync(target)
    except BaseException:
        remove(target)
        raise


def copy_beside(store: Path, target: Path) -> None:
    """Put a copy of the database ``store`` beside it as ``target``; it has that name only when it is whole.

    Raises:
        sqlite3.Error, OSError: it could not be made; nothing is left behind.
    """
    making = target.with_name(target.name + UNFINISHED)
    remove(making)
    with closing(sqlite3.connect(store, isolation_level=None)) as source:
        copy(source, making)
    making.replace(target)
    sync(target.parent)


def put_back(source: sqlite3.Connection, target: sqlite3.Connection, before: Callable[[], None]) -> None:
    """Put the database of ``source`` in the place of all that ``target`` holds, in one transaction.

    ``before`` is called when nobody can write to ``target`` any more and nothing of it has changed yet.
    Who reads it meanwhile, reads what was there before.

    Raises:
        sqlite3.Error: it could not be done; then, and when ``before`` raises, nothing has changed.
    """
    called = False

    def first(*_: int) -> None:
        nonlocal called
        if not called:
            called = True
            before()

    source.backup(target, pages=1, progress=first)


def remove(path: Path) -> None:
    """Delete a database with what SQLite keeps beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)


def beside(store: Path) -> list[Path]:
    """Return the copies that the program itself put beside a store, the newest first."""
    found = [
        path
        for path in store.parent.glob(f"{store.name}.before-*")
        if _BESIDE.search(path.name) and path.is_file()
    ]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def before_migration(store: Path, version: int) -> Path:
    """Return where the copy lies that is made before a store comes to schema ``version``."""
    return store.with_name(f"{store.name}.before-schema-{version}")


def tidy(store: Path) -> None:
    """Delete what killed processes left of copies beside a store. Only for who holds the write lock."""
    for left in store.parent.glob(f"{store.name}.before-*{UNFINISHED}"):
        remove(left)
    for left in store.parent.glob(f"{RESTORING}*"):
        import shutil  # It loads every way of packing files, for what is hardly ever there.

        shutil.rmtree(left, ignore_errors=True)


def prune(store: Path) -> None:
    """Delete the older copies made before migrations; those made before a restore stay."""
    made = [path for path in beside(store) if ".before-schema-" in path.name]
    for path in made[KEPT_BEFORE_MIGRATIONS:]:
        with suppress(OSError):
            path.unlink()


def advice(store: Path) -> str:
    """Return what to do about a store that is damaged, in words."""
    names = [path.name for path in beside(store)]
    copies = f" (beside it lies {names[0]})" if names else ""
    return f"restore it from a copy with 'briefreader restore FILE'{copies}"


def _progress(tell: Tell | None) -> Callable[[int, int, int], None] | None:
    if tell is None:
        return None
    return lambda _, remaining, total: tell(total - remaining, total)
