"""The counts of the words of all reports, as they are kept: whole now and then, and what changed since.

The counts of a large library are a megabyte: to write that for each report that comes would take longer
than all else about it. So the profiles counted in and out are kept one by one (``counted``), and from time
to time what they come to.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from briefreader.related import Frequencies, Profile, Settled
from briefreader.store import Store

CHANGES_AT_MOST = 500
"""Changes kept one by one; reading one costs a twentieth of a millisecond."""


class Counts:
    """The counts of one store, and those that stand still within a day (see ``Settled``).

    Raises:
        ValueError: what is kept is damaged or of another version.
    """

    frequencies: Frequencies
    settled: Settled
    number: int
    _settled: Frequencies
    _day: date | None

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: list[tuple[int, int, bytes]] = []
        self._load()

    def follow(self) -> None:
        """Take in what was kept since; ValueError as above."""
        kept, _, changes = self._kept()
        if self._store.id != self._of or kept > self.number:
            self._load()
            return
        for number, by, profile in changes:
            if number > self.number:
                self._apply(number, by, Profile.from_bytes(profile))

    def count(self, profile: Profile, by: int) -> None:
        """Count a report in (1), or out (-1) with the profile that it was counted in with."""
        self._apply(self.number + 1, by, profile)
        self._new.append((self.number, by, profile.to_bytes()))

    def keep(self, connection: sqlite3.Connection) -> None:
        """Keep what changed, inside a transaction."""
        ((many,),) = connection.execute("SELECT count(*) FROM counted").fetchall()
        # Beside the counts even a short value is slow to write: SQLite reads them to find its place.
        values: dict[str, object] = {}
        if self.settled.day != self._day:
            values["settled_day"] = self.settled.day and self.settled.day.isoformat()
        if many + len(self._new) > CHANGES_AT_MOST or self.settled.counts is not self._settled:
            values["frequencies"] = self.frequencies.to_bytes()
            values["settled"] = self.settled.counts.to_bytes()
            values["counted"] = self.number
            connection.execute("DELETE FROM counted")
        else:
            connection.executemany("INSERT INTO counted VALUES (?, ?, ?)", self._new)
        connection.executemany(
            "UPDATE meta SET value = ? WHERE name = ?", ((value, name) for name, value in values.items())
        )
        self._settled, self._day = self.settled.counts, self.settled.day
        self._new = []

    def _apply(self, number: int, by: int, profile: Profile) -> None:
        if by > 0:
            self.frequencies.add(profile)
        else:
            self.frequencies.remove(profile)
        self.number = number

    def _load(self) -> None:
        self.number, values, changes = self._kept()
        whole, still, day = values["frequencies"], values["settled"], values["settled_day"]
        self._of = self._store.id
        self.frequencies = Frequencies.from_bytes(whole) if isinstance(whole, bytes) else Frequencies()
        self._settled = Frequencies.from_bytes(still) if isinstance(still, bytes) else Frequencies()
        self._day = date.fromisoformat(str(day)) if day else None
        self.settled = Settled(self._settled, self._day)
        for number, by, profile in changes:
            self._apply(number, by, Profile.from_bytes(profile))

    def _kept(self) -> tuple[int, dict[str, object], list[tuple[int, int, bytes]]]:
        rows = self._store.rows(
            "SELECT name, value FROM meta WHERE name IN ('counted', 'frequencies', 'settled', 'settled_day')"
        )
        values = {str(name): value for name, value in rows}
        kept = int(str(values["counted"]))
        changes = self._store.rows(
            "SELECT number, by, profile FROM counted WHERE number > ? ORDER BY number", (kept,)
        )
        return kept, values, [(int(str(n)), int(str(by)), _bytes(profile)) for n, by, profile in changes]


def settled_day(store: Store) -> date | None:
    """Return the last day of which reports have been related, None where none have or none can be read."""
    # Not sought by name (+), past the counts, but gone through.
    rows = store.rows("SELECT value FROM meta WHERE +name = 'settled_day' AND value IS NOT NULL")
    try:
        return date.fromisoformat(str(rows[0][0])) if rows else None
    except ValueError:  # damaged: whoever takes up the counts makes them anew
        return None


def clear(connection: sqlite3.Connection) -> None:
    """Take all counts away, inside a transaction, so that they are made anew."""
    connection.execute("DELETE FROM counted")
    connection.execute("UPDATE meta SET value = NULL WHERE name IN ('frequencies', 'settled', 'settled_day')")
    # Whoever holds the counts of before sees that they are no more.
    connection.execute("UPDATE meta SET value = value + 1000000000 WHERE name = 'counted'")


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError("not a profile")
    return value
