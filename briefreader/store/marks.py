"""What a person made of reports: read, starred, tagged, noted, opened; searches they saved.

It is kept by a report's id and outlives the report: one that is forgotten and comes again has its
marks again. Every change that was made by hand keeps what was there before, so that it can be undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from briefreader.model import Marks
from briefreader.store.rows import date_of, marks_of
from briefreader.store.store import Store

if TYPE_CHECKING:
    from briefreader.model import SavedSearch, Visit

UNDONE_AT_MOST = 200
"""Changes that can be undone, one after the other."""

VISITS_AT_MOST = 10_000

State = Literal["read", "starred", "noted", "tagged"]

Before = float | str | None
"""What was there: a time or, of a note, its text."""

Change = tuple[str, str, Before]
"""A report's id; "read", "star", "note" or "tag:NAME"; what it is to be, None for nothing."""

_COLUMNS = {"read": "read_at", "star": "starred_at"}
_WITH_TAGS = "SELECT DISTINCT id FROM tags WHERE tag IN (SELECT value FROM json_each(:tags))"
_WHERE = {
    "read": "SELECT id FROM marks WHERE read_at IS NOT NULL",
    "starred": "SELECT id FROM marks WHERE starred_at IS NOT NULL",
    "noted": "SELECT id FROM marks WHERE note IS NOT NULL",
    "tagged": "SELECT DISTINCT id FROM tags",
}


class MarkBook:
    """The marks of one store. Methods may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- looking

    def version(self) -> int:
        """Return a number that rises with every change of marks."""
        return int(str(self._store.rows("SELECT value FROM meta WHERE name = 'marked'")[0][0]))

    def of(self, ids: Iterable[str]) -> dict[str, Marks]:
        """Return the marks of reports by id; those without any are left out."""
        wanted = json.dumps(list(ids))
        tags: dict[str, list[str]] = {}
        for id, tag in self._store.rows(
            "SELECT id, tag FROM tags WHERE id IN (SELECT value FROM json_each(?)) ORDER BY tag", (wanted,)
        ):
            tags.setdefault(str(id), []).append(str(tag))
        found = {id: Marks(tags=tuple(names)) for id, names in tags.items()}
        for id, read_at, starred_at, note in self._store.rows(
            "SELECT id, read_at, starred_at, note FROM marks WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        ):
            name = str(id)
            found[name] = marks_of(read_at, starred_at, note, tags.get(name, ()))
        return found

    def ids(self, state: State) -> set[str]:
        """Return the ids of the reports in a state, of forgotten ones too."""
        return {str(row[0]) for row in self._store.rows(_WHERE[state])}

    def keys(self, state: State, tags: Sequence[str] = ()) -> list[int]:
        """Return the keys of the library's reports in a state, in order; "tagged" takes some tags, or any."""
        where = _WITH_TAGS if tags else _WHERE[state]
        # In one piece and put in order here: a quarter of the time that rows in SQLite's order take.
        rows = self._store.rows(
            f"SELECT group_concat(key) FROM articles JOIN ({where}) USING (id)", {"tags": json.dumps(tags)}
        )
        return sorted({int(key) for key in str(rows[0][0] or "").split(",") if key})

    def notes(self) -> list[tuple[int, str]]:
        """Return key and note of the library's reports that have a note."""
        rows = self._store.rows(
            "SELECT key, note FROM marks JOIN articles USING (id) WHERE note IS NOT NULL ORDER BY key"
        )
        return [(int(str(key)), str(note)) for key, note in rows]

    def tags(self) -> list[tuple[str, int]]:
        """Return every tag with the number of the library's reports that have it, in order."""
        rows = self._store.rows(
            "SELECT tag, count(*) FROM tags JOIN articles USING (id) GROUP BY tag ORDER BY tag"
        )
        return [(str(tag), int(str(count))) for tag, count in rows]

    # -- changing

    def read(self, id: str, at: float) -> None:
        """Note that a report has been read (``at`` in seconds since 1970): no change by hand, none to undo.

        The first time is kept.
        """
        with self._store.transaction() as connection:
            if _now(connection, id, "read") is None:
                _set(connection, (id, "read", at), at)
                _count(connection)

    def change(self, changes: Sequence[Change], words: str, at: float) -> int:
        """Make changes as one, and return how many reports they changed.

        ``words`` say what it was, ``at`` when, in seconds since 1970.
        """
        with self._store.transaction() as connection:
            before = [
                (id, field, was)
                for id, field, value in changes
                if _differs(was := _now(connection, id, field), value)
            ]
            changed = {(id, field) for id, field, _ in before}
            for change in changes:
                if change[:2] in changed:
                    _set(connection, change, at)
            if before:
                connection.execute(
                    "INSERT INTO deeds (at, words, before) VALUES (?, ?, ?)", (at, words, json.dumps(before))
                )
                connection.execute(
                    "DELETE FROM deeds WHERE number <= (SELECT max(number) FROM deeds) - ?",
                    (UNDONE_AT_MOST,),
                )
                _count(connection)
            return len({id for id, _, _ in before})

    def last(self) -> str | None:
        """Return in words the change that ``undo`` would undo."""
        rows = self._store.rows("SELECT words FROM deeds ORDER BY number DESC LIMIT 1")
        return str(rows[0][0]) if rows else None

    def undo(self, at: float) -> str | None:
        """Undo the last change made by hand, and return it in words; None if there is none."""
        with self._store.transaction() as connection:
            row = connection.execute(
                "SELECT number, words, before FROM deeds ORDER BY number DESC LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            number, words, before = row
            for id, field, was in json.loads(before):
                _set(connection, (id, field, was), at)
            connection.execute("DELETE FROM deeds WHERE number = ?", (number,))
            _count(connection)
            return str(words)

    # -- what was opened

    def visit(self, id: str, at: float) -> None:
        """Note that a report was opened to be read."""
        with self._store.transaction() as connection:
            connection.execute("INSERT INTO visits (id, at) VALUES (?, ?)", (id, at))
            connection.execute(
                "DELETE FROM visits WHERE number <= (SELECT max(number) FROM visits) - ?", (VISITS_AT_MOST,)
            )

    def visits(self, limit: int, offset: int = 0) -> list[Visit]:
        """Return the library's reports that were opened, each once, the last opened first."""
        from briefreader.model import Visit

        rows = self._store.rows(
            "SELECT id, title, source, published, zone, at FROM"
            " (SELECT id, max(number) AS number, at FROM visits GROUP BY id) JOIN articles USING (id)"
            " ORDER BY number DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [
            Visit(
                str(id),
                str(title),
                None if source is None else str(source),
                date_of(published, zone),
                datetime.fromtimestamp(float(str(at)), UTC),
            )
            for id, title, source, published, zone, at in rows
        ]

    # -- saved searches

    def save_search(self, search: SavedSearch, at: float) -> None:
        """Keep a search under its name; it replaces the one of that name."""
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO searches VALUES (?, ?, ?, ?)",
                (search.name, search.query, search.sort, at),
            )
            _count(connection)

    def drop_search(self, name: str) -> bool:
        """Drop the search of this name, and return whether there was one."""
        with self._store.transaction() as connection:
            dropped = connection.execute("DELETE FROM searches WHERE name = ?", (name,)).rowcount > 0
            if dropped:
                _count(connection)
            return dropped

    def searches(self) -> list[SavedSearch]:
        """Return the saved searches, by name."""
        from briefreader.model import SavedSearch

        rows = self._store.rows("SELECT name, query, sort FROM searches ORDER BY name")
        return [SavedSearch(str(name), str(query), str(sort)) for name, query, sort in rows]


def _now(connection: sqlite3.Connection, id: str, field: str) -> Before:
    if field.startswith("tag:"):
        row = connection.execute("SELECT tagged_at FROM tags WHERE id = ? AND tag = ?", (id, field[4:]))
    else:
        row = connection.execute(f"SELECT {_COLUMNS.get(field, 'note')} FROM marks WHERE id = ?", (id,))
    found: tuple[Before] | None = row.fetchone()
    return found[0] if found else None


def _differs(was: Before, value: Before) -> bool:
    # A report that is starred twice was starred the first time; a note that is written twice is the second.
    return was != value if isinstance(value, str) else (was is None) != (value is None)


def _set(connection: sqlite3.Connection, change: Change, at: float) -> None:
    id, field, value = change
    if field.startswith("tag:"):
        connection.execute("DELETE FROM tags WHERE id = ? AND tag = ?", (id, field[4:]))
        if value is not None:
            connection.execute("INSERT INTO tags VALUES (?, ?, ?)", (id, field[4:], value))
        return
    connection.execute("INSERT OR IGNORE INTO marks (id) VALUES (?)", (id,))
    if field == "note":
        connection.execute(
            "UPDATE marks SET note = ?1, noted_at = iif(?1 IS NULL, NULL, ?2) WHERE id = ?3", (value, at, id)
        )
    else:
        connection.execute(f"UPDATE marks SET {_COLUMNS[field]} = ? WHERE id = ?", (value, id))
    connection.execute(
        "DELETE FROM marks WHERE id = ? AND read_at IS NULL AND starred_at IS NULL AND note IS NULL", (id,)
    )


def _count(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'marked'")
