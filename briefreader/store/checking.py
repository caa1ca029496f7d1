"""Is a database whole? What SQLite can tell, and what it cannot."""

from __future__ import annotations

import sqlite3

PROBLEMS_AT_MOST = 20


def structure(connection: sqlite3.Connection, *, quick: bool = False) -> list[str]:
    """Return what is wrong with the trees and (unless ``quick``) indexes of a database, a line each."""
    check = "quick_check" if quick else "integrity_check"
    try:
        rows = connection.execute(f"PRAGMA {check}({PROBLEMS_AT_MOST})").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [str(row[0]).splitlines()[-1] for row in rows if row[0] != "ok"]


def only_indexes(problems: list[str]) -> bool:
    """Return whether ``REINDEX`` mends these problems: the tables are whole."""
    return all(" missing from index " in one or "wrong # of entries in index" in one for one in problems)
