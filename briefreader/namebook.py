"""The namebook: names of the library as the store keeps them, for merging and for whoever asks.

``named`` says how often a report writes a name so and means it so; a form belongs to one entity. A
mention belongs to the entity of the fuller name that it is short for in its report, unless a person
split the short one off.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime

from briefreader.entities.decisions import Decision
from briefreader.entities.forms import Form
from briefreader.entities.merge import Changes
from briefreader.entities.naming import Named, Naming
from briefreader.entities.recogniser import Mention
from briefreader.entities.within import Alias
from briefreader.rows import date_of
from briefreader.store import Store

_LISTED = "(SELECT value FROM json_each(?))"
_MEANT = """
    SELECT n.* FROM named n JOIN forms f ON f.form = n.owner WHERE f.entity = :entity
        AND n.form NOT IN (SELECT form FROM decisions WHERE verb = 'split')
    UNION ALL
    SELECT n.* FROM named n JOIN forms f ON f.form = n.form WHERE f.entity = :entity
        AND n.form IN (SELECT form FROM decisions WHERE verb = 'split')
"""


class Namebook:
    """What the store knows of names. It serves ``entities.merge.Names`` as its shelf."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- for merging

    def forms(self, forms: Collection[str]) -> Iterator[Form]:
        """Return those of these forms that are kept."""
        return self._forms(f"SELECT record FROM forms WHERE form IN {_LISTED}", forms)

    def under(self, keys: Collection[str]) -> Iterator[Form]:
        """Return all forms that have one of these keys."""
        return self._forms(
            f"SELECT record FROM forms WHERE form IN (SELECT form FROM meetings WHERE meeting IN {_LISTED})",
            keys,
        )

    def members(self, entities: Collection[str]) -> Iterator[Form]:
        """Return all forms of these entities."""
        return self._forms(f"SELECT record FROM forms WHERE entity IN {_LISTED}", entities)

    def _forms(self, sql: str, wanted: Collection[str]) -> Iterator[Form]:
        for (record,) in self._store.rows(sql, (json.dumps(list(wanted)),)):
            form, stands, used, kinds, spellings, aliases, links, entity = json.loads(str(record))
            yield Form(form, stands, used, kinds, spellings, aliases, tuple(links), entity)

    def decisions(self) -> list[Decision]:
        """Return the reader's decisions in their order."""
        rows = self._store.rows("SELECT verb, form, value, number FROM decisions ORDER BY number")
        return [Decision(*row) for row in rows]  # type: ignore[arg-type]

    def evidence(self) -> bytes | None:
        """Return how the library writes its words, as the recogniser last gave it."""
        (row,) = self._store.rows("SELECT value FROM meta WHERE name = 'evidence'")
        return row[0] if isinstance(row[0], bytes) else None

    # -- writing, inside a transaction

    def keep_changes(self, connection: sqlite3.Connection, changes: Changes) -> None:
        """Keep what ``settle`` said has changed."""
        self._note_moved(connection, changes)
        gone = [(form,) for form in changes.gone]
        connection.executemany("DELETE FROM forms WHERE form = ?", gone)
        connection.executemany(
            "DELETE FROM meetings WHERE form = ?", [*gone, *((form.form,) for form in changes.forms)]
        )
        connection.executemany(
            "INSERT OR REPLACE INTO forms VALUES (?, ?, ?)",
            ((form.form, form.entity, _record(form)) for form in changes.forms),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO meetings VALUES (?, ?)",
            ((key, form.form) for form in changes.forms for key in form.keys()),  # noqa: SIM118 (no dict),
        )
        connection.executemany("DELETE FROM entities WHERE id = ?", ((id,) for id in changes.dissolved))
        connection.executemany(
            "INSERT OR REPLACE INTO entities VALUES (?, ?, ?)",
            ((entity.id, entity.name, entity.kind) for entity in changes.entities),
        )

    def _note_moved(self, connection: sqlite3.Connection, changes: Changes) -> None:
        """Note which profiled reports have names that are another entity's from now on."""
        known = dict(
            connection.execute(
                f"SELECT form, entity FROM forms WHERE form IN {_LISTED}",
                (_dump([form.form for form in changes.forms]),),
            )
        )
        moved = [form.form for form in changes.forms if known.get(form.form, form.entity) != form.entity]
        if moved:
            connection.execute(
                "INSERT OR IGNORE INTO moved SELECT key FROM named JOIN profiles USING (key)"
                f" WHERE owner IN {_LISTED.replace('?', '?1')} OR form IN {_LISTED.replace('?', '?1')}",
                (_dump(moved),),
            )

    def keep_reports(
        self,
        connection: sqlite3.Connection,
        keys: Sequence[int],
        namings: Sequence[Naming],
        kept: Sequence[tuple[str, str]],
    ) -> None:
        """Keep what was recognised in reports that have nothing kept: its naming, and both ``written``."""
        connection.executemany(
            "INSERT INTO enriched VALUES (?, ?, ?)",
            ((key, *parts) for key, parts in zip(keys, kept, strict=True)),
        )
        connection.executemany(
            "INSERT INTO named VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            sorted(
                (one.owner, one.form, one.spelling, key, one.count)
                for key, naming in zip(keys, namings, strict=True)
                for one in naming.named
            ),
        )

    def drop_reports(self, connection: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Take away what was kept of reports."""
        for table in ("enriched", "named"):
            connection.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))

    def keep_progress(self, connection: sqlite3.Connection, revision: int, evidence: bytes) -> None:
        """Note that reports are enriched up to ``revision``, and the evidence that has grown with them."""
        connection.execute("UPDATE meta SET value = ? WHERE name = 'enriched'", (revision,))
        connection.execute("UPDATE meta SET value = ? WHERE name = 'evidence'", (evidence,))

    def keep_decisions(self, connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
        """Keep the reader's decisions, all of them."""
        connection.execute("DELETE FROM decisions")
        connection.executemany(
            "INSERT INTO decisions (verb, form, value, number) VALUES (?, ?, ?, ?)",
            (astuple(decision) for decision in decisions),
        )

    # -- asking

    def report(self, key: int) -> tuple[list[Mention], Naming] | None:
        """Return what was recognised in a report, if it has been enriched."""
        rows = self._store.rows("SELECT mentions, naming FROM enriched WHERE key = ?", (key,))
        if not rows:
            return None
        mentions, naming = rows[0]
        return [Mention(*mention) for mention in json.loads(str(mentions))], _naming(naming)

    def namings(self, keys: Sequence[int]) -> dict[int, Naming]:
        """Return the names of those of these reports that have been enriched."""
        rows = self._store.rows(f"SELECT key, naming FROM enriched WHERE key IN {_LISTED}", (_dump(keys),))
        return {int(str(key)): _naming(naming) for key, naming in rows}

    def entities_of(self, naming: Naming) -> list[tuple[str, str, str]]:
        """Return for each of ``naming.named`` the id, name and kind of its entity."""
        apart = {str(row[0]) for row in self._store.rows("SELECT form FROM decisions WHERE verb = 'split'")}
        targets = [one.form if one.form in apart else one.owner for one in naming.named]
        rows = self._store.rows(
            "SELECT f.form, e.id, e.name, e.kind FROM forms f JOIN entities e ON e.id = f.entity"
            f" WHERE f.form IN {_LISTED}",
            (json.dumps(targets),),
        )
        known = {str(form): (str(id), str(name), str(kind)) for form, id, name, kind in rows}
        return [
            known.get(target, ("", one.spelling, one.kind))
            for target, one in zip(targets, naming.named, strict=True)
        ]

    def entity(self, id: str) -> tuple[str, str] | None:
        """Return name and kind of an entity."""
        rows = self._store.rows("SELECT name, kind FROM entities WHERE id = ?", (id,))
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def spellings(self, id: str) -> list[tuple[str, int]]:
        """Return how an entity is written, most often first, with the number of times."""
        rows = self._store.rows(
            f"SELECT spelling, sum(count) AS times FROM ({_MEANT})"
            " GROUP BY spelling ORDER BY times DESC, spelling",
            {"entity": id},
        )
        return [(str(spelling), int(str(times))) for spelling, times in rows]

    def reports(self, id: str) -> list[int]:
        """Return the keys of the reports that name an entity."""
        return [
            int(str(row[0]))
            for row in self._store.rows(f"SELECT DISTINCT key FROM ({_MEANT})", {"entity": id})
        ]

    def span(self, id: str) -> tuple[datetime | None, datetime | None]:
        """Return the dates of the first and the last report that name an entity."""
        ((first, last),) = self._store.rows(
            f"SELECT min(published), max(published) FROM articles WHERE key IN (SELECT key FROM ({_MEANT}))",
            {"entity": id},
        )
        return date_of(first, 0), date_of(last, 0)

    def most_named(self, limit: int | None) -> list[tuple[str, str, str, int]]:
        """Return id, name, kind and number of reports of entities, those in most reports first."""
        rows = self._store.rows(
            """
            SELECT e.id, e.name, e.kind, count(DISTINCT n.key) AS reports
            FROM named n
            JOIN forms f ON f.form = CASE
                WHEN n.form IN (SELECT form FROM decisions WHERE verb = 'split') THEN n.form ELSE n.owner END
            JOIN entities e ON e.id = f.entity
            GROUP BY e.id ORDER BY reports DESC, e.name LIMIT ?
            """,
            (-1 if limit is None else limit,),
        )
        return [(str(id), str(name), str(kind), int(str(count))) for id, name, kind, count in rows]

    def by_form(self, forms: Sequence[str]) -> list[str]:
        """Return the ids of the entities that forms belong to, without repeats, in the order of the forms."""
        rows = self._store.rows(
            f"SELECT form, entity FROM forms WHERE form IN {_LISTED}", (json.dumps(forms),)
        )
        found = {str(form): str(entity) for form, entity in rows}
        return list(dict.fromkeys(found[form] for form in forms if form in found))

    def by_short(self, form: str) -> list[str]:
        """Return the ids of the entities that have a form which this one can be short for."""
        rows = self._store.rows(
            "SELECT DISTINCT entity FROM forms WHERE form IN (SELECT form FROM meetings WHERE meeting = ?)",
            (f"<{form}",),
        )
        return [str(row[0]) for row in rows]

    def by_name(self, name: str) -> list[str]:
        """Return the ids of the entities that are shown under this name."""
        return [str(row[0]) for row in self._store.rows("SELECT id FROM entities WHERE name = ?", (name,))]

    def by_id(self, prefix: str) -> list[str]:
        """Return the ids of entities that start so, at most a handful."""
        rows = self._store.rows(
            "SELECT id FROM entities WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 6", (prefix,)
        )
        return [str(row[0]) for row in rows]

    def with_words(self, words: Sequence[str], limit: int) -> list[str]:
        """Return ids of entities of which some form begins with one of ``words``, or holds it as a word."""
        rows = self._store.rows(
            "SELECT DISTINCT entity FROM forms, json_each(?1) WHERE ' ' || form LIKE '% ' || value || '%'"
            " LIMIT ?2",
            (json.dumps([word for word in words if word.isalnum()]), limit),
        )
        return [str(row[0]) for row in rows]

    def form_of(self, id: str) -> str | None:
        """Return a form that stands for an entity, the fullest."""
        rows = self._store.rows(
            "SELECT form FROM forms WHERE entity = ? ORDER BY length(form) DESC, form LIMIT 1", (id,)
        )
        return str(rows[0][0]) if rows else None


def written(mentions: Iterable[Mention], naming: Naming) -> tuple[str, str]:
    """Return what was recognised in a report as it is kept: its mentions and its naming."""
    return (
        _dump([(one.start, one.end, one.kind, one.role, one.in_title) for one in mentions]),
        _dump(
            (
                [(one.spelling, one.form, one.owner, one.kind, one.count) for one in naming.named],
                [astuple(alias) for alias in naming.aliases],
                naming.mentions,
            )
        ),
    )


def _naming(kept: object) -> Naming:
    named, aliases, places = json.loads(str(kept))
    return Naming(tuple(Named(*one) for one in named), tuple(Alias(*one) for one in aliases), tuple(places))


def _record(form: Form) -> str:
    return _dump(
        [form.form, form.stands, form.used, form.kinds, form.spellings, form.aliases, form.links, form.entity]
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
