"""The SQLite file under the store: its schema by number, its connections, and errors in plain words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefreader import private
from briefreader.store import copies, wal
from briefreader.store.schema import MIGRATIONS

FILE_NAME = "library.sqlite"
APPLICATION_ID = 0x42524644  # "BRFD": tells our file from any other SQLite file
BUSY_SECONDS = 10

OWN_CACHE = 16_000
OTHERS_CACHE = 300
"""Kilobytes of the file held in memory by the connection of the thread that opened it, and by any other: a
page of hits. The system holds the file too, and a search by another thread takes no longer for it.

They come to it within some thousand keys, and nobody else can take it from them: to use a connection that
another thread is using is to wait for that one with Python's lock in hand.
"""


class StoreError(Exception):
    """The store cannot be used; the message says why, and what to do, in one line."""


class NoRoom(StoreError):
    """The store cannot be written: the disk is full, or fails."""


class Database:
    """One SQLite file in WAL mode, with a connection for each thread that asks."""

    def __init__(self, folder: Path, *, read_only: bool = False, name: str = FILE_NAME) -> None:
        """Open the file ``name`` in ``folder``, making or migrating it unless ``read_only``.

        Before it is migrated a copy is put beside it (``copies.before_migration``).

        Raises:
            StoreError: there is none and it may not be made, it is not a store, it is damaged, a newer
                version made it, or there is no room for the copy.
        """
        self.path = folder / name
        self.read_only = read_only
        self.remedy = "mend its permissions, or name another with --library"
        """What to do so that a file that may not be written may be."""
        self.notices: list[str] = []
        """What a person should know of the file, a line each."""
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        if read_only and not self.path.exists():
            raise StoreError(f"no library in {folder}: make one with 'briefreader index PATH'")
        if not read_only:
            # What SQLite puts beside a file has the rights of the file.
            private.make(self.path)
            private.tighten(*(self.path.with_name(f"{name}{end}") for end in ("-wal", "-shm")))
        with self._errors():
            self._prepare()

    def _connect(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._open_connection()
            self._local.connection = held
            with self._guard:
                self._connections.append(held)
        return held

    def _open_connection(self) -> sqlite3.Connection:
        if not self.read_only:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA synchronous = FULL")
            # macOS alone knows these: its fsync does not empty the drive's cache.
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
        else:
            uri = self.path.absolute().as_uri()
            try:
                connection = self._open_uri(f"{uri}?mode=ro")
            except sqlite3.OperationalError:
                # A folder that cannot be written has no room for the write-ahead log's index.
                self._refuse_to_leave_out_the_log()
                connection = self._open_uri(f"{uri}?immutable=1")
        connection.execute("PRAGMA cell_size_check = ON")
        # A reader has a thread, and so a connection, for each thing that it does at a time.
        kilobytes = OWN_CACHE if not self._connections else OTHERS_CACHE
        connection.execute(f"PRAGMA cache_size = -{kilobytes}")
        return connection

    def _open_uri(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _refuse_to_leave_out_the_log(self) -> None:
        log = self.path.with_name(f"{self.path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"{log} holds the last changes, and cannot be read in a folder that may not be written:"
                " open the library once where it may be"
            )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> StoreError:
        """Return an error of SQLite in words, and what to do."""
        if isinstance(error, UnicodeDecodeError):  # of the names in the schema
            return self.damaged("a text in it is none")
        why = explain(error, self.path)
        if _is_for_want_of_room(error):
            # What to do first: of a long line a narrow screen shows the beginning.
            return NoRoom(f"{why}: {self.path}")
        return StoreError(f"{self.path}: {why}")

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """Run a block that takes apart what is derived from the reports and kept as text or bytes.

        Raises:
            StoreError: it is not what was written.
        """
        try:
            yield
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"names or relations in {self.path} are damaged: 'briefreader check' finds them anew"
            ) from error

    def damaged(self, what: str) -> StoreError:
        """Return the error that says what of the file is damaged, and what to do."""
        return StoreError(f"{self.path} is damaged ({what}): {copies.advice(self.path)}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run a block as one write: all of it is kept, safe on disk, or none.

        Raises:
            StoreError: it could not be written (disk full, read-only, damaged).
        """
        with self._errors():
            connection = self._connect()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def rows(
        self, sql: str, arguments: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[object, ...]]:
        """Return what a query gives.

        Raises:
            StoreError: it could not be read.
        """
        try:
            return self._connect().execute(sql, arguments).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def _prepare(self) -> None:
        connection = self._connect()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        is_new = version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if not is_new and application != APPLICATION_ID:
            raise StoreError(f"{self.path} is not a briefreader library: name another with --library")
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{self.path} was made by a newer briefreader (schema {version}, this one knows "
                f"{len(MIGRATIONS)}): upgrade briefreader, or name another library with --library"
            )
        if version < len(MIGRATIONS):
            if self.read_only:
                raise StoreError(f"{self.path} is of an older schema: open it once with write access")
            self._migrate(connection)
        self._notice_what_was_left_out(connection)

    @property
    def id(self) -> str:
        """What tells this store from any other; a store that was restored has another one."""
        return str(self._meta("store"))

    def _migrate(self, connection: sqlite3.Connection) -> None:
        import uuid

        connection.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            # Another process may have done it while this one waited.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if 0 < version < len(MIGRATIONS):
                self._copy_before_migrating()
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            if version == 0:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    [("store", uuid.uuid4().hex), ("revision", 0), ("indexed", 0)],
                )
        copies.prune(self.path)

    def _copy_before_migrating(self) -> None:
        """Copy the store, which nobody else can write to now, beside it."""
        target = copies.before_migration(self.path, len(MIGRATIONS))
        try:
            copies.copy_beside(self.path, target)
        except (sqlite3.Error, OSError) as error:
            why = explain(error, self.path) if isinstance(error, sqlite3.Error) else error.strerror
            raise StoreError(
                f"{self.path} is of an older schema, and the copy that is made before it is changed could not"
                f" be: {target}: {why}"
            ) from error

    def _notice_what_was_left_out(self, connection: sqlite3.Connection) -> None:
        """Say so when the write-ahead log is damaged, and begin it anew."""
        if self.read_only or not wal.left_out(self.path):
            return
        with self.transaction():
            # Only now is it certain that nobody was in the middle of a change.
            is_damaged = wal.left_out(self.path)
        if is_damaged:
            self.notices.append(
                f"{self.path}-wal is damaged: the changes made last before the program ended are lost; see"
                " what is missing, index it again, and mark it again"
            )
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _meta(self, name: str) -> object:
        # Gone through from end to end (+): SQLite's search would read the megabytes that some rows hold,
        # just to compare their names.
        rows = self.rows("SELECT value FROM meta WHERE +name = ?", (name,))
        if not rows:
            raise self.damaged(f"{name!r} is gone")
        return rows[0][0]

    def copy_to(self, target: Path, tell: copies.Tell | None = None) -> None:
        """Copy the store, as it is at this moment, into the new file ``target`` (see ``copies.copy``).

        Raises:
            StoreError: it could not be read or written.
            OSError: it could not be written.
        """
        with self._errors():
            copies.copy(self._connect(), target, tell)

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()


def _is_for_want_of_room(error: sqlite3.Error) -> bool:
    text = str(error).lower()
    return "full" in text or "disk i/o" in text


def explain(error: sqlite3.Error, path: Path) -> str:
    """Return what an error with the store at ``path`` means and what to do, in words."""
    text = str(error).lower()
    if "full" in text:
        return "the disk is full: nothing of this step was kept; make room and try again"
    if "readonly" in text or "read-only" in text:
        return "it may not be written here: mend its permissions, or name another with --library"
    if "locked" in text or "busy" in text:
        return "another process is writing the library: try again when it has finished"
    if "unable to open" in text:
        return "it cannot be opened: see that its folder exists and may be read and written"
    if "disk i/o" in text:
        return "the disk failed or is full: nothing of this step was kept; mend that and try again"
    if any(sign in text for sign in _SIGNS_OF_DAMAGE):
        return f"the file is damaged or no library: {copies.advice(path)}, or name another with --library"
    return f"{error}"


_SIGNS_OF_DAMAGE = (
    "malformed", "not a database", "could not decode", "no such", "no query solution", "unsupported file",
    "constraint failed", "unrecognized token", "syntax error", "corrupt", "already exists",
    "already another table", "datatype mismatch",
)  # fmt: skip
"""In what SQLite says of a file whose bytes are not what was written."""


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script (``executescript`` would end the transaction)."""
    pending = ""
    for part in script.split(";")[:-1]:
        pending += f"{part};"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
