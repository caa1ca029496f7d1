"""The SQLite file under the store: its schema by number, its connections, and errors in plain words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "library.sqlite"
APPLICATION_ID = 0x42524644  # "BRFD": tells our file from any other SQLite file
BUSY_SECONDS = 10

# One script a version, never changed once released: opening runs those that the file has not seen.
MIGRATIONS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL,
        content BLOB NOT NULL,     -- hash of what makes it the same report
        digest BLOB NOT NULL,      -- hash of every field: tells an update
        published INTEGER,         -- seconds since 1970 in UTC
        zone INTEGER,              -- minutes east of UTC, as the report gave it
        title TEXT NOT NULL,
        source TEXT, section TEXT, byline TEXT, url TEXT, language TEXT, path TEXT,
        text TEXT NOT NULL,        -- last but one: a row's head is read without it
        markup TEXT
    );
    CREATE INDEX articles_by_revision ON articles (revision);
    CREATE INDEX articles_by_content ON articles (content);
    CREATE INDEX articles_by_date ON articles (published DESC, key);
    CREATE TABLE removed (key INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
    CREATE TABLE files (
        file INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        rules INTEGER NOT NULL,    -- version of the readers that read it
        reports INTEGER NOT NULL,
        problems TEXT NOT NULL     -- what was passed over in it, named again each time
    );
    CREATE TABLE origins (         -- which report the n-th piece of a file is
        file INTEGER NOT NULL, ordinal INTEGER NOT NULL, key INTEGER NOT NULL,
        PRIMARY KEY (file, ordinal)
    ) WITHOUT ROWID;
    CREATE INDEX origins_by_key ON origins (key);
    CREATE TABLE places (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE enriched (        -- what was recognised in a report, and how it alone tells it
        key INTEGER PRIMARY KEY, mentions TEXT NOT NULL, naming TEXT NOT NULL
    );
    CREATE TABLE casts (           -- numbers of the forms that a report means, eight bytes each
        key INTEGER PRIMARY KEY, numbers BLOB NOT NULL
    );
    CREATE TABLE named (           -- how often a report writes a name so and means it so (owner)
        owner TEXT NOT NULL, form TEXT NOT NULL, spelling TEXT NOT NULL, key INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (owner, form, spelling, key)
    ) WITHOUT ROWID;
    CREATE INDEX named_by_form ON named (form);
    CREATE INDEX named_by_key ON named (key);
    CREATE TABLE roles (           -- what stood before a name in a report
        owner TEXT NOT NULL, role TEXT NOT NULL, key INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (owner, role, key)
    ) WITHOUT ROWID;
    CREATE INDEX roles_by_key ON roles (key);
    CREATE TABLE words (           -- the words by which a form is called
        word TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (word, form)
    ) WITHOUT ROWID;
    CREATE INDEX words_by_form ON words (form, word);
    CREATE TABLE forms (
        form TEXT PRIMARY KEY,
        number INTEGER NOT NULL,   -- of the form alone, the same in every library
        entity TEXT NOT NULL,
        record TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX forms_by_entity ON forms (entity);
    CREATE INDEX forms_by_number ON forms (number, entity);
    CREATE TABLE meetings (        -- the keys under which forms that may be one find each other
        meeting TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (meeting, form)
    ) WITHOUT ROWID;
    CREATE INDEX meetings_by_form ON meetings (form);
    CREATE TABLE entities (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
        reports INTEGER NOT NULL DEFAULT 0      -- that name it
    ) WITHOUT ROWID;
    CREATE INDEX entities_by_reports ON entities (reports DESC, name);
    CREATE INDEX entities_by_name ON entities (name);
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY, verb TEXT NOT NULL, form TEXT NOT NULL, value TEXT NOT NULL
    );
    -- 'merging' is the version of the rules that the names were merged by, 'remerged' the report up to
    -- which they have been merged anew while that goes on, 'named' rises with every change of names.
    INSERT INTO meta VALUES ('enriched', 0), ('evidence', NULL), ('merging', 0), ('remerged', NULL),
        ('named', 0);
    """,
    """
    CREATE TABLE profiles (        -- a report as relating sees it (related.Profile)
        key INTEGER PRIMARY KEY, profile BLOB NOT NULL
    );
    CREATE TABLE joined (          -- the earlier reports that it is most like, [[key, bond], ...]
        key INTEGER PRIMARY KEY, before TEXT NOT NULL
    );
    CREATE TABLE moved (           -- reports with names that have come to another entity since their profile
        key INTEGER PRIMARY KEY
    );
    INSERT INTO meta VALUES ('related', 0), ('frequencies', NULL), ('settled', NULL);
    """,
    """
    CREATE TABLE reading (         -- what its reader has read, by the report's id: it outlives the report
        id TEXT PRIMARY KEY, read_at REAL NOT NULL
    );
    """,
    """
    CREATE TABLE marks (           -- what a person made of a report, by its id: it outlives the report
        id TEXT PRIMARY KEY,
        read_at REAL,              -- times in seconds since 1970, NULL where it is not so
        starred_at REAL,
        note TEXT, noted_at REAL
    ) WITHOUT ROWID;
    INSERT INTO marks (id, read_at) SELECT id, read_at FROM reading;
    DROP TABLE reading;
    CREATE TABLE tags (
        id TEXT NOT NULL, tag TEXT NOT NULL, tagged_at REAL NOT NULL, PRIMARY KEY (id, tag)
    ) WITHOUT ROWID;
    CREATE INDEX tags_by_tag ON tags (tag, id);
    CREATE TABLE deeds (           -- marks set by hand, newest last, with what was there before
        number INTEGER PRIMARY KEY, at REAL NOT NULL, words TEXT NOT NULL, before TEXT NOT NULL
    );
    CREATE TABLE visits (          -- reports that were opened to be read
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE INDEX visits_by_id ON visits (id, number);
    CREATE TABLE searches (        -- saved by name
        name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, saved_at REAL NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO meta VALUES ('marked', 0);
    """,
)


class StoreError(Exception):
    """The store cannot be used; the message says why, and what to do, in one line."""


class Database:
    """One SQLite file in WAL mode, with a connection for each thread that asks."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the file in ``folder``, making or migrating it unless ``read_only``.

        Raises:
            StoreError: there is none and it may not be made, it is not a store, it is damaged, or a
                newer version made it.
        """
        self.path = folder / FILE_NAME
        self.read_only = read_only
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        if read_only and not self.path.exists():
            raise StoreError(f"no library in {folder}: make one with 'briefreader index PATH'")
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
        else:
            uri = self.path.absolute().as_uri()
            try:
                connection = self._open_uri(f"{uri}?mode=ro")
            except sqlite3.OperationalError:
                # A folder that cannot be written has no room for the write-ahead log's index.
                connection = self._open_uri(f"{uri}?immutable=1")
        connection.execute("PRAGMA cache_size = -16000")
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

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path}: {_explain(error)}") from error

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
        with self._errors():
            return self._connect().execute(sql, arguments).fetchall()

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
        self.id = str(self._meta("store"))

    def _migrate(self, connection: sqlite3.Connection) -> None:
        import uuid

        connection.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            # Another process may have done it while this one waited.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
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

    def _meta(self, name: str) -> object:
        rows = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        if not rows:
            raise StoreError(f"{self.path} is damaged ({name!r} is gone): restore it from a copy")
        return rows[0][0]

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()


def _explain(error: sqlite3.DatabaseError) -> str:
    text = str(error).lower()
    if "full" in text:
        return "the disk is full: nothing of this step was kept; make room and try again"
    if "readonly" in text or "read-only" in text:
        return "the library may not be written here: mend its permissions, or name another with --library"
    if "malformed" in text or "not a database" in text:
        return "the file is damaged or no library: restore it from a copy, or name another with --library"
    if "locked" in text or "busy" in text:
        return "another process is writing the library: try again when it has finished"
    if "unable to open" in text:
        return "it cannot be opened: see that its folder exists and may be read and written"
    return f"{error}"


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script (``executescript`` would end the transaction)."""
    pending = ""
    for part in script.split(";")[:-1]:
        pending += f"{part};"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
