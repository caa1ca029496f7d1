"""The store: reports, where they came from, and reading state, in SQLite. The only truth on disk.

Every report has an integer ``key`` that outlives its updates and is never used again, and every change
takes the next ``revision``: whatever is derived from the store (the index) asks for what changed since
the revision that it holds.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from briefreader.store.checking import structure
from briefreader.store.reports import Reports
from briefreader.store.rows import WRITTEN, columns, content_hash, digest_of, slots

if TYPE_CHECKING:
    from briefreader.model import Article

Change = Literal["added", "updated", "unchanged"]

_EVERY = 2**63 - 1
_DAY = 86_400
_FIRST_DAY = date(1970, 1, 1)


class Store(Reports):
    """The store of one library. Methods may be called from any thread; writes go one at a time."""

    # -- counters

    def revision(self) -> int:
        """Return the number of the last change."""
        return int(str(self._meta("revision")))

    def indexed(self) -> int:
        """Return the revision that the index is known to hold."""
        return int(str(self._meta("indexed")))

    def enriched(self) -> int:
        """Return the revision up to which reports have been enriched."""
        return int(str(self._meta("enriched")))

    def related(self) -> int:
        """Return the revision up to which reports have been related and joined to their stories."""
        return int(str(self._meta("related")))

    def state_of_relations(self) -> tuple[str, int]:
        """Return which store this is, and up to which revision it has been related."""
        # As in ``Database._meta``.
        ((store, related),) = self.rows(
            "SELECT (SELECT value FROM meta WHERE +name = 'store'),"
            " (SELECT value FROM meta WHERE +name = 'related')"
        )
        if store is None or related is None:
            raise self.damaged(f"{'store' if store is None else 'related'!r} is gone")
        return str(store), int(str(related))

    def moved(self) -> int:
        """Return how many reports have names that came to another entity since they were related."""
        return int(str(self.rows("SELECT count(*) FROM moved")[0][0]))

    def names_state(self) -> int:
        """Return a number that changes whenever the names do; 0 as long as there are none."""
        return int(str(self._meta("named")))

    def has_to_relate(self) -> bool:
        """Return whether something changed, or names of some report moved, since reports were related."""
        return self.related() < self.enriched() or bool(self.rows("SELECT 1 FROM moved LIMIT 1"))

    def set_indexed(self, revision: int) -> None:
        """Note that the index holds the changes up to ``revision``."""
        with self.transaction() as connection:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'indexed'", (revision,))

    def revision_after(self, revision: int, changes: int, chars: int | None = None) -> int:
        """Return the revision that lies so many changed reports further on, at most the last.

        With ``chars`` the reports up to it have no more characters of text, but for the first alone.
        """
        rows = self.rows(
            "SELECT revision FROM articles WHERE revision > ? ORDER BY revision LIMIT 1 OFFSET ?",
            (revision, changes - 1),
        )
        last = int(str(rows[0][0])) if rows else self.revision()
        if chars is None:
            return last
        fits = revision
        sizes = self.rows(
            "SELECT revision, length(text) FROM articles WHERE revision > ? AND revision <= ?"
            " ORDER BY revision",
            (revision, last),
        )
        for at, size in sizes:
            chars -= int(str(size))
            if chars < 0:
                return fits if fits > revision else int(str(at))
            fits = int(str(at))
        return last

    def pending(self, since: int, upto: int | None = None) -> int:
        """Return how many reports changed or went after a revision, and up to another."""
        rows = self.rows(
            "SELECT (SELECT count(*) FROM articles WHERE revision > ?1 AND revision <= ?2)"
            " + (SELECT count(*) FROM removed WHERE revision > ?1 AND revision <= ?2)",
            (since, _EVERY if upto is None else upto),
        )
        return int(str(rows[0][0]))

    def by_day(self, after: int, day: date, most: int) -> list[int]:
        """Return revisions up to which to take what changed after one, in turn, so that days come apart.

        Up to the first come reports of ``day`` (in UTC) and before it, up to the last those of the last day
        and undated ones, between them all others. What changed is put in the order of time for that; of
        more than ``most`` reports, and where there is nothing to part, all is taken at once.
        """
        rows: list[tuple[Any, ...]] = self.rows(
            "SELECT revision, key, published FROM articles WHERE revision > ? ORDER BY revision LIMIT ?",
            (after, most + 1),
        )
        days = {row[2] // _DAY for row in rows if row[2] is not None}
        first, last = (day - _FIRST_DAY).days, max(days, default=0)
        if len(rows) > most or last <= first or days == {last}:
            return [self.revision()]
        revisions = [row[0] for row in rows]
        ordered = sorted(rows, key=lambda row: (row[2] is None, row[2]))
        with self.transaction() as connection:
            connection.executemany(
                "UPDATE articles SET revision = ? WHERE key = ?",
                ((revision, row[1]) for revision, row in zip(revisions, ordered, strict=True)),
            )
        dated = [row[2] // _DAY for row in ordered if row[2] is not None]
        counts = {bisect_right(dated, first), bisect_left(dated, last)} - {0}
        return [*(revisions[count - 1] for count in sorted(counts)), self.revision()]

    # -- files

    def known(self, path: str, size: int, mtime_ns: int, rules: int) -> tuple[int, list[str]] | None:
        """Return what a file gave, if it was read as it is now: its reports, and what was wrong in it."""
        rows = self.rows(
            "SELECT reports, problems FROM files WHERE path = ? AND size = ? AND mtime_ns = ? AND rules = ?",
            (path, size, mtime_ns, rules),
        )
        return (int(str(rows[0][0])), json.loads(str(rows[0][1]))) if rows else None

    # -- writing

    def put(self, connection: sqlite3.Connection, article: Article, place: tuple[str, int] | None) -> Change:
        """Keep ``article`` inside a transaction, and say what that came to.

        ``place`` is the file it came from and its number there. An article with an id replaces the one
        of that id. One without gets an id from its content; the same content is the same report, and
        what stood at the same place before is replaced under its old id.
        """
        content, digest = content_hash(article), digest_of(article)
        if article.id:
            return self._put_named(connection, article, content, digest)
        old = self._sole_report_at(connection, place)
        twin = connection.execute(
            "SELECT key, digest, path FROM articles WHERE content = ? ORDER BY key", (content,)
        ).fetchone()
        if twin:
            key, twin_digest, twin_path = twin
            self._set_place(connection, place, key)
            if old is not None and old != key:
                self._remove(connection, [old])
            if twin_digest == digest or twin_path != article.path:
                return "unchanged"
            self._update(connection, key, article, content, digest)
            return "updated"
        if old is not None:
            self._update(connection, old, article, content, digest)
            return "updated"
        key = self._insert(connection, replace(article, id=_free_id(connection, content)), content, digest)
        self._set_place(connection, place, key)
        return "added"

    def _put_named(
        self, connection: sqlite3.Connection, article: Article, content: bytes, digest: bytes
    ) -> Change:
        row = connection.execute("SELECT key, digest FROM articles WHERE id = ?", (article.id,)).fetchone()
        if row is None:
            self._insert(connection, article, content, digest)
            return "added"
        if row[1] == digest:
            return "unchanged"
        self._update(connection, row[0], article, content, digest)
        return "updated"

    def _sole_report_at(self, connection: sqlite3.Connection, place: tuple[str, int] | None) -> int | None:
        """Return the key of the report that this place gave before, if no other place gives it too."""
        if place is None:
            return None
        row = connection.execute(
            "SELECT o.key FROM origins o JOIN files f USING (file) WHERE f.path = ? AND o.ordinal = ?"
            " AND (SELECT count(*) FROM origins other WHERE other.key = o.key) = 1",
            place,
        ).fetchone()
        return None if row is None else int(row[0])

    def _set_place(self, connection: sqlite3.Connection, place: tuple[str, int] | None, key: int) -> None:
        if place is not None:
            connection.execute(
                "INSERT OR REPLACE INTO origins SELECT file, ?, ? FROM files WHERE path = ?",
                (place[1], key, place[0]),
            )

    def start_file(self, connection: sqlite3.Connection, path: str) -> None:
        """Note that ``path`` is being read: until ``end_file`` it counts as never read to its end."""
        connection.execute(
            "INSERT INTO files VALUES (NULL, ?, -1, -1, 0, 0, '[]')"
            " ON CONFLICT (path) DO UPDATE SET size = -1",
            (path,),
        )

    def end_file(
        self,
        connection: sqlite3.Connection,
        path: str,
        size: int,
        mtime_ns: int,
        rules: int,
        reports: int,
        problems: Sequence[str],
    ) -> None:
        """Note that ``path``, of this size and time, has been read to its end, and what that gave."""
        connection.execute(
            "UPDATE files SET size = ?, mtime_ns = ?, rules = ?, reports = ?, problems = ? WHERE path = ?",
            (size, mtime_ns, rules, reports, json.dumps(problems), path),
        )

    def forget(self, ids: Iterable[str]) -> int:
        """Remove reports by id, and return how many there were. Their files may be read again."""
        with self.transaction() as connection:
            keys = [
                int(row[0])
                for wanted in ids
                for row in connection.execute("SELECT key FROM articles WHERE id = ?", (wanted,))
            ]
            for key in keys:
                _read_files_again(connection, key)
            self._remove(connection, keys)
        return len(keys)

    def _remove(self, connection: sqlite3.Connection, keys: Iterable[int]) -> None:
        for key in keys:
            connection.execute("DELETE FROM origins WHERE key = ?", (key,))
            connection.execute("DELETE FROM articles WHERE key = ?", (key,))
            connection.execute("INSERT INTO removed VALUES (?, ?)", (key, _next_revision(connection)))

    def _insert(self, connection: sqlite3.Connection, article: Article, content: bytes, digest: bytes) -> int:
        values = (article.id, _next_revision(connection), content, digest, *columns(article))
        cursor = connection.execute(
            f"INSERT INTO articles (id, revision, content, digest, {WRITTEN}) VALUES ({slots(values)})",
            values,
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _update(
        self, connection: sqlite3.Connection, key: int, article: Article, content: bytes, digest: bytes
    ) -> None:
        values = (_next_revision(connection), content, digest, *columns(article))
        connection.execute(
            f"UPDATE articles SET (revision, content, digest, {WRITTEN}) = ({slots(values)}) WHERE key = ?",
            (*values, key),
        )

    def read_again(self, keys: Iterable[int]) -> None:
        """Note that what files hold of these reports is to be taken for a change when they are next read."""
        with self.transaction() as connection:
            for key in keys:
                connection.execute("UPDATE articles SET digest = x'' WHERE key = ?", (key,))
                _read_files_again(connection, key)

    # -- the file

    def problems(self) -> list[str]:
        """Return what is wrong with the pages and trees of the file, a line each; all are read for it."""
        with self._errors():
            return structure(self._connect())

    def size(self) -> int:
        """Return the bytes that the store takes on disk."""
        files = (self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm"))
        return sum(file.stat().st_size for file in files if file.exists())

    # -- where the reader was

    def remember(self, name: str, value: str) -> None:
        """Keep a small value under a name."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (name, value))

    def recall(self, name: str) -> str | None:
        """Return the value kept under a name, if there is one."""
        rows = self.rows("SELECT value FROM places WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None


def _read_files_again(connection: sqlite3.Connection, key: int) -> None:
    connection.execute(
        "UPDATE files SET size = -1 WHERE file IN (SELECT file FROM origins WHERE key = ?1)"
        " OR path = (SELECT path FROM articles WHERE key = ?1)",
        (key,),
    )


def _next_revision(connection: sqlite3.Connection) -> int:
    row = connection.execute(
        "UPDATE meta SET value = value + 1 WHERE name = 'revision' RETURNING value"
    ).fetchone()
    return int(row[0])


def _free_id(connection: sqlite3.Connection, content: bytes) -> str:
    for length in (12, 16, 24, 32):
        candidate = content.hex()[:length]
        if not connection.execute("SELECT 1 FROM articles WHERE id = ?", (candidate,)).fetchone():
            return candidate
    import uuid

    return uuid.uuid4().hex
