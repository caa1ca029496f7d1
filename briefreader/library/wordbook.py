"""The wordbook: how the reports of a library write its words, and which of them asked it about one.

Whether a word is a name may depend on how the library writes it (``entities.case``), and that changes with
what comes. So each report's questions are kept with the answers, and a report that would be answered
otherwise now waits to be recognised anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.entities.case import Counts, Doubt


class Wordbook:
    """What the store knows of words. ``cases`` is the shelf of ``entities.case.Evidence``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cases(self, words: Collection[str]) -> dict[str, Counts]:
        """Return how the library writes those of these words that it has."""
        rows = self._store.rows(
            "SELECT word, lower, capital FROM cases WHERE word IN (SELECT value FROM json_each(?))",
            (_dump(words),),
        )
        with self._store.decoding():
            return {str(word): _counts(lower, capital) for word, lower, capital in rows}

    def check(self) -> None:
        """Read all that is kept of words; raises ValueError where it is damaged."""
        for lower, capital in self._store.rows("SELECT lower, capital FROM cases"):
            _counts(lower, capital)

    def is_judged(self) -> bool:
        """Return whether all answers have been compared with how the library writes its words now."""
        ((done,),) = self._store.rows(
            "SELECT (SELECT value FROM meta WHERE name = 'judged')"
            " >= (SELECT value FROM meta WHERE name = 'enriched')"
        )
        return bool(done)

    def waiting(self) -> int:
        """Return how many reports wait to be recognised anew, 1 where that is not known yet."""
        ((count,),) = self._store.rows("SELECT count(*) FROM again")
        return int(str(count)) or int(not self.is_judged())

    def next(self, limit: int) -> list[int]:
        """Return the keys of the next reports to be recognised anew."""
        rows = self._store.rows("SELECT key FROM again ORDER BY key LIMIT ?", (limit,))
        return [int(str(row[0])) for row in rows]

    # -- writing, inside a transaction

    def learn(self, connection: sqlite3.Connection, learnt: Mapping[str, Counts]) -> None:
        """Note how much more often words stood in lower case and with a capital."""
        # Sorted, so that neighbours in the table are written together.
        connection.executemany(
            "INSERT INTO cases VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET lower = lower + excluded.lower, capital = capital + excluded.capital",
            sorted((word, lower, capital) for word, (lower, capital) in learnt.items()),
        )

    def keep_doubts(self, connection: sqlite3.Connection, doubts: Mapping[int, Sequence[Doubt]]) -> None:
        """Keep what these reports, just recognised or gone, asked about, in the place of what they asked."""
        for table in ("doubts", "again"):
            connection.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in doubts))
        connection.executemany(
            "INSERT INTO doubts VALUES (?, ?, ?, ?, ?)",
            sorted((*doubt, key) for key, each in doubts.items() for doubt in each),
        )

    def judge(self, connection: sqlite3.Connection, words: Collection[str] | None = None) -> None:
        """Note which reports asked about one of these words (None: any) and would be told otherwise now."""
        chosen = "" if words is None else "WHERE d.word IN (SELECT value FROM json_each(?))"
        from briefreader.entities.case import verdict
        from briefreader.entities.gazetteer import load

        told = connection.execute(
            "SELECT DISTINCT d.word, d.lower, d.capital, d.verdict,"
            " coalesce(c.lower, 0), coalesce(c.capital, 0)"
            f" FROM doubts d LEFT JOIN cases c ON c.word = d.word {chosen}",
            () if words is None else (_dump(words),),
        ).fetchall()
        with self._store.decoding():
            wrong = [row[:4] for row in told if verdict(load(), row[0], row[4:], row[1:3], row[3]) != row[3]]
        connection.executemany(
            "INSERT OR IGNORE INTO again SELECT key FROM doubts"
            " WHERE word = ? AND lower = ? AND capital = ? AND verdict = ?",
            wrong,
        )
        self._keep_judged(connection)

    def let_be(self, connection: sqlite3.Connection) -> None:
        """Have no report wait: no word decides about its names."""
        connection.execute("DELETE FROM again")
        self._keep_judged(connection)

    def done(self, connection: sqlite3.Connection, keys: Iterable[int]) -> None:
        """Have reports wait no longer, though they may be gone."""
        connection.executemany("DELETE FROM again WHERE key = ?", ((key,) for key in keys))

    def clear(self, connection: sqlite3.Connection) -> None:
        """Forget all words and what was asked about them."""
        for table in ("cases", "doubts", "again"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE meta SET value = 0 WHERE name = 'judged'")
        connection.execute("UPDATE meta SET value = NULL WHERE name = 'evidence'")

    def _keep_judged(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "UPDATE meta SET value = (SELECT value FROM meta WHERE name = 'enriched') WHERE name = 'judged'"
        )

    # -- from before

    def unpack(self) -> None:
        """Take apart what a library of an earlier schema kept of its words as one piece."""
        ((packed,),) = self._store.rows("SELECT value FROM meta WHERE name = 'evidence'")
        if packed is None:
            return
        from briefreader.entities.case import unpacked

        with self._store.transaction() as connection:
            with suppress(ValueError):  # of another version: it grows again with what comes
                self.learn(connection, unpacked(packed if isinstance(packed, bytes) else b""))
            connection.execute("UPDATE meta SET value = NULL WHERE name = 'evidence'")


def _counts(lower: object, capital: object) -> Counts:
    return int(str(lower)), int(str(capital))


def _dump(words: Collection[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
