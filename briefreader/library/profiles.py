"""Profiles: what the store keeps for relating, and the names of a report as relating takes them.

A profile names entities by the ids they had when it was made. Where a name comes to another entity
later, its report is noted in ``moved`` and its profile takes the names anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefreader.entities.naming import Naming
from briefreader.entities.recogniser import Mention
from briefreader.library import counting
from briefreader.library.counting import Counts
from briefreader.library.namebook import Namebook
from briefreader.model import Span
from briefreader.related import Joined, Name, Profile
from briefreader.store import Store
from briefreader.store.rows import LISTED

_SOME = 500
_MANY = 5_000


class Profiles:
    """The profiles and the records of stories of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._book = Namebook(store)

    # -- asking

    def kept(self, keys: Iterable[int]) -> dict[int, bytes]:
        """Return the profiles of those of these reports that have one, as they are kept (see ``Many``)."""
        rows = self._store.rows(
            f"SELECT key, profile FROM profiles WHERE key IN {LISTED}", (json.dumps(list(keys)),)
        )
        return {int(str(key)): _bytes(profile) for key, profile in rows}

    def get(self, keys: Iterable[int]) -> dict[int, Profile]:
        """Return the profiles of those of these reports that have one.

        Raises:
            ValueError: they are of another version.
        """
        return {key: Profile.from_bytes(kept) for key, kept in self.kept(keys).items()}

    def all(self, some: int) -> Iterator[dict[int, Profile]]:
        """Yield all profiles, so many at a time; ValueError as for ``get``."""
        after = 0
        while rows := self._store.rows(
            "SELECT key, profile FROM profiles WHERE key > ? ORDER BY key LIMIT ?", (after, some)
        ):
            yield {int(str(key)): Profile.from_bytes(_bytes(kept)) for key, kept in rows}
            after = int(str(rows[-1][0]))

    def checked(self) -> Counts:
        """Return the counts that go with the profiles; ValueError when either is of another version."""
        counts = Counts(self._store)
        self.get(int(str(row[0])) for row in self._store.rows("SELECT key FROM profiles LIMIT 1"))
        return counts

    def check_all(self) -> None:
        """Read all that is kept; raise ValueError or TypeError where it is damaged or of another version."""
        self.checked()
        for _ in self.joined():
            pass
        for _ in self.all(_SOME):
            pass

    def joined(self) -> Iterator[Joined]:
        """Yield the place of every report among the stories, by key; one that is gone has no id by now."""
        after = 0
        while rows := self._store.rows(
            "SELECT j.key, a.id, a.published, j.before FROM joined j LEFT JOIN articles a ON a.key = j.key"
            f" WHERE j.key > ? ORDER BY j.key LIMIT {_MANY}",
            (after,),
        ):
            with self._store.decoding():
                links = json.loads(f"[{','.join(str(row[3]) for row in rows)}]")
                befores = [tuple([(int(other), float(bond)) for other, bond in before]) for before in links]
            for (key, id, published, _), before in zip(rows, befores, strict=True):
                hours = published / 3600 if isinstance(published, int) else None
                yield Joined(int(str(key)), str(id or ""), hours, before)
            after = int(str(rows[-1][0]))

    def moved(self, limit: int) -> list[int]:
        """Return reports whose names have come to other entities since their profile was made."""
        rows = self._store.rows("SELECT key FROM moved ORDER BY key LIMIT ?", (limit,))
        return [int(str(row[0])) for row in rows]

    def named(self, key: int, characters: int) -> list[Name]:
        """Return the merged entities in a report whose text has so many characters, as they are now."""
        kept = self._book.report(key)
        return self.resolved(*kept, characters) if kept else []

    def entities(self, key: int) -> list[tuple[str, str]]:
        """Return ids and names of the merged entities in a report."""
        naming = self._book.namings([key]).get(key)
        if naming is None:
            return []
        return [(id or f"?{name}", name) for id, name, _, _ in self._book.entities_of(naming)]

    def resolved(self, mentions: Sequence[Mention], naming: Naming, characters: int) -> list[Name]:
        """Return the merged entities that mentions in a report are of, whose text has so many characters."""
        entities = self._book.entities_of(naming)
        spans: dict[tuple[str, str, str], list[Span]] = {}
        titled: Counter[tuple[str, str, str]] = Counter()
        for mention, place in zip(mentions, naming.mentions, strict=True):
            # What ends beyond the text was recognised in what the report said before.
            if not mention.in_title and mention.end > characters:
                continue
            id, name, kind, _ = entities[place]
            entity = (id or f"?{name}", name, kind)
            there = spans.setdefault(entity, [])
            if mention.in_title:
                titled[entity] += 1
            else:
                there.append((mention.start, mention.end))
        return [Name(*entity, there, titled[entity]) for entity, there in spans.items()]

    # -- writing, inside a transaction

    def keep(self, connection: sqlite3.Connection, profiles: Mapping[int, Profile]) -> None:
        """Keep profiles, each made with the names as they are now."""
        connection.executemany(
            "INSERT OR REPLACE INTO profiles VALUES (?, ?)",
            ((key, profile.to_bytes()) for key, profile in profiles.items()),
        )
        connection.executemany("DELETE FROM moved WHERE key = ?", ((key,) for key in profiles))

    def drop(self, connection: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Take away all that is kept of reports that are gone."""
        for table in ("profiles", "joined", "moved"):
            connection.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))

    def keep_joined(self, connection: sqlite3.Connection, joined: Iterable[Joined]) -> None:
        """Keep the changed places among the stories."""
        connection.executemany(
            "INSERT OR REPLACE INTO joined VALUES (?, ?)",
            ((each.key, json.dumps(each.before, separators=(",", ":"))) for each in joined),
        )

    def keep_progress(self, connection: sqlite3.Connection, revision: int) -> None:
        """Note that reports are related up to ``revision``."""
        connection.execute("UPDATE meta SET value = ? WHERE name = 'related'", (revision,))

    def clear(self, connection: sqlite3.Connection) -> None:
        """Take everything away, so that it is made anew."""
        for table in ("profiles", "joined", "moved"):
            connection.execute(f"DELETE FROM {table}")
        counting.clear(connection)
        self.keep_progress(connection, 0)


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError("not a profile")
    return value
