"""The namebook: names of the library as the store keeps them, for merging, and written by it.

``named`` says how often a report writes a name so and whom it means by that (its owner); a form belongs
to one entity. A mention belongs to the entity of the fuller name that it is short for in its report,
unless a person split the short one off: then it is its own owner.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from briefreader.entities.names import form_id
from briefreader.model import EntityKind
from briefreader.store import Store
from briefreader.store.rows import LISTED

if TYPE_CHECKING:  # Who searches for a name needs none of these.
    from briefreader.entities.decisions import Decision
    from briefreader.entities.forms import Form
    from briefreader.entities.merge import Changes
    from briefreader.entities.naming import Naming
    from briefreader.entities.recogniser import Mention

Row = tuple[str, str, str, int]
"""Id, name, kind and number of reports of an entity."""

LONGEST_CALL = 12
"""Words of a name by which it is offered while someone types."""


@lru_cache(maxsize=1 << 15)
def number_of(form: str) -> int:
    """Return the number of a form: its id (see ``entities.names.form_id``), as a number."""
    return int(form_id(form), 16)


def row_of(row: Sequence[object]) -> Row:
    """Return the entity of a row of the table of entities."""
    id, name, kind, reports = row[:4]
    return str(id), str(name), str(kind), int(str(reports))


class Namebook:
    """What the store knows of names. It serves ``entities.merge.Names`` as its shelf."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- for merging

    def forms(self, forms: Collection[str]) -> Iterator[Form]:
        """Return those of these forms that are kept."""
        from briefreader.entities.forms import Form

        rows = self._store.rows(f"SELECT record FROM forms WHERE form IN {LISTED}", (_dump(list(forms)),))
        for (record,) in rows:
            with self._store.decoding():
                form, stands, used, kinds, spellings, aliases, links, entity = json.loads(str(record))
            yield Form(form, stands, used, kinds, spellings, aliases, tuple(links), entity)

    def under(self, keys: Collection[str]) -> Iterator[tuple[str, str]]:
        """Return for each of these keys the names of the forms that have it."""
        return self._pairs(f"SELECT meeting, form FROM meetings WHERE meeting IN {LISTED}", keys)

    def members(self, entities: Collection[str]) -> Iterator[tuple[str, str]]:
        """Return for each of these entities the names of its forms."""
        return self._pairs(f"SELECT entity, form FROM forms WHERE entity IN {LISTED}", entities)

    def _pairs(self, sql: str, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
        for of, form in self._store.rows(sql, (_dump(list(wanted)),)):
            yield str(of), str(form)

    def check(self) -> None:
        """Read all that is kept of names; raises ValueError, TypeError or KeyError where it is damaged."""
        from briefreader.entities.forms import Form

        for (record,) in self._store.rows("SELECT record FROM forms"):
            Form(*json.loads(str(record)))
        for (kind,) in self._store.rows("SELECT DISTINCT kind FROM entities"):
            if kind not in get_args(EntityKind):
                raise ValueError(f"{kind!r} is no kind of entity")
        for (key,) in self._store.rows("SELECT key FROM enriched"):
            self.report(int(str(key)))

    def decisions(self) -> list[Decision]:
        """Return the reader's decisions in their order."""
        from briefreader.entities.decisions import Decision

        rows = self._store.rows("SELECT verb, form, value, number FROM decisions ORDER BY number")
        return [Decision(*row) for row in rows]  # type: ignore[arg-type]

    def merging(self) -> int:
        """Return the version of the rules by which names are merged."""
        return int(str(self._meta("merging")))

    def is_remerging(self) -> bool:
        """Return whether names are being merged anew."""
        return self._meta("remerged") is not None

    def to_merge(self, limit: int) -> list[int]:
        """Return the keys of the next reports to be merged anew, rising; none when all are."""
        rows = self._store.rows(
            "SELECT key FROM enriched WHERE key > (SELECT value FROM meta WHERE name = 'remerged')"
            " ORDER BY key LIMIT ?",
            (limit,),
        )
        return [int(str(row[0])) for row in rows]

    def merged(self) -> tuple[int, int]:
        """Return of how many reports the names are merged, and how many reports there are."""
        rows = self._store.rows("SELECT (SELECT count(*) FROM casts), (SELECT count(*) FROM articles)")
        return int(str(rows[0][0])), int(str(rows[0][1]))

    def changed_since(self, keys: Collection[int]) -> set[int]:
        """Return which of these enriched reports changed or went since they were enriched."""
        rows = self._store.rows(
            f"SELECT key FROM articles WHERE key IN {LISTED}"
            " AND revision <= (SELECT value FROM meta WHERE name = 'enriched')",
            (_dump(list(keys)),),
        )
        return set(keys) - {int(str(row[0])) for row in rows}

    def _meta(self, name: str) -> object:
        return self._store.rows("SELECT value FROM meta WHERE name = ?", (name,))[0][0]

    # -- writing, inside a transaction

    def keep_changes(
        self, connection: sqlite3.Connection, changes: Changes, *, recount: bool = False
    ) -> set[str]:
        """Keep what ``settle`` said has changed.

        Returns the ids of the entities whose reports are to be counted anew, because a name that was
        known went from one to another; with ``recount`` of all that changed.
        """
        names = _dump([form.form for form in changes.forms])
        before = dict(connection.execute(f"SELECT form, entity FROM forms WHERE form IN {LISTED}", (names,)))
        moved = {form.form: form.entity for form in changes.forms}
        moved = {form: id for form, id in moved.items() if before.get(form, id) != id}
        self._note_moved(connection, [*moved, *self._called_otherwise(connection, changes)])
        stirred = {*moved.values(), *(before[form] for form in moved)}
        gone = [(form,) for form in changes.gone]
        for table in ("forms", "words", "meetings"):
            connection.executemany(f"DELETE FROM {table} WHERE form = ?", gone)
        rekeyed = [form for form in changes.forms if form.form in changes.rekeyed]
        connection.executemany("DELETE FROM meetings WHERE form = ?", ((form.form,) for form in rekeyed))
        connection.executemany(
            "INSERT OR REPLACE INTO forms VALUES (?, ?, ?, ?)",
            ((form.form, number_of(form.form), form.entity, _record(form)) for form in changes.forms),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO meetings VALUES (?, ?)",
            ((key, form.form) for form in rekeyed for key in form.keys()),  # noqa: SIM118 (no dict),
        )
        connection.executemany("DELETE FROM entities WHERE id = ?", ((id,) for id in changes.dissolved))
        connection.executemany(
            "INSERT INTO entities (id, name, kind) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind",
            ((entity.id, entity.name, entity.kind) for entity in changes.entities),
        )
        return stirred | {entity.id for entity in changes.entities} if recount else stirred

    def _called_otherwise(self, connection: sqlite3.Connection, changes: Changes) -> list[str]:
        """Return the forms of entities that are known and now go by another name."""
        names = {entity.id: entity.name for entity in changes.entities}
        rows = connection.execute(
            "SELECT e.id, e.name, f.form FROM entities e JOIN forms f ON f.entity = e.id"
            f" WHERE e.id IN {LISTED}",
            (_dump(list(names)),),
        )
        return [str(form) for id, name, form in rows if names[str(id)] != name]

    def _note_moved(self, connection: sqlite3.Connection, forms: Sequence[str]) -> None:
        """Note which profiled reports have names of another entity from now on, or of another name."""
        if forms:
            connection.execute(
                "INSERT OR IGNORE INTO moved SELECT key FROM named JOIN profiles USING (key)"
                f" WHERE owner IN {LISTED} OR form IN {LISTED}",
                (_dump(forms), _dump(forms)),
            )

    def keep_reports(
        self,
        connection: sqlite3.Connection,
        mentions: Mapping[int, Sequence[Mention]],
        namings: Mapping[int, Naming],
        apart: Collection[str],
    ) -> None:
        """Keep what was recognised in reports; ``apart`` are the forms that the reader split off."""
        connection.executemany(
            "INSERT INTO enriched VALUES (?, ?, ?)",
            ((key, *_written(mentions[key], naming)) for key, naming in namings.items()),
        )
        self._keep_named(connection, mentions, namings, apart)

    def _keep_named(
        self,
        connection: sqlite3.Connection,
        mentions: Mapping[int, Sequence[Mention]],
        namings: Mapping[int, Naming],
        apart: Collection[str],
    ) -> None:
        named: list[tuple[str, str, str, int, int]] = []
        roles: Counter[tuple[str, str, int]] = Counter()
        words: set[tuple[str, str]] = set()
        casts: list[tuple[int, bytes]] = []
        for key, naming in namings.items():
            owners = [one.form if one.form in apart else one.owner for one in naming.named]
            for owner, one in zip(owners, naming.named, strict=True):
                named.append((owner, one.form, one.spelling, key, one.count))
                words.update((word, owner) for word in one.form.split(" ", LONGEST_CALL)[:LONGEST_CALL])
            for mention, place in zip(mentions[key], naming.mentions, strict=True):
                if mention.role:
                    roles[owners[place], mention.role, key] += 1
            numbers = array("q", sorted({number_of(owner) for owner in owners}))
            casts.append((key, numbers.tobytes()))
        # Sorted, so that neighbours in a table are written together.
        connection.executemany(
            "INSERT INTO named VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            sorted(named),
        )
        connection.executemany(
            "INSERT INTO roles VALUES (?, ?, ?, ?)", sorted((*role, count) for role, count in roles.items())
        )
        connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", sorted(words))
        connection.executemany("INSERT INTO casts VALUES (?, ?)", casts)

    def drop_report(self, connection: sqlite3.Connection, key: int) -> None:
        """Take away what was kept of a report."""
        connection.execute("DELETE FROM enriched WHERE key = ?", (key,))
        self._drop_named(connection, key)

    def _drop_named(self, connection: sqlite3.Connection, key: int) -> None:
        for table in ("named", "roles", "casts"):
            connection.execute(f"DELETE FROM {table} WHERE key = ?", (key,))

    def reread(self, connection: sqlite3.Connection, form: str, apart: Collection[str]) -> None:
        """Keep anew whom reports mean by a form, after the reader split it off or took that back."""
        rows = connection.execute("SELECT DISTINCT key FROM named WHERE form = ?", (form,)).fetchall()
        for (key,) in rows:
            known = self.report(key)
            assert known is not None
            self._drop_named(connection, key)
            self._keep_named(connection, {key: known[0]}, {key: known[1]}, apart)

    def tally(self, connection: sqlite3.Connection, keys: Iterable[int]) -> Counter[str]:
        """Return for the entities that any of these reports names in how many of them they are named."""
        rows = connection.execute(
            "SELECT f.entity, count(DISTINCT n.key) FROM json_each(?) k JOIN named n ON n.key = k.value"
            " JOIN forms f ON f.form = n.owner GROUP BY f.entity",
            (_dump(list(keys)),),
        )
        return Counter(dict(rows))

    def keep_tally(self, connection: sqlite3.Connection, more: Counter[str], stirred: Iterable[str]) -> None:
        """Note that entities are named in so many reports more, or fewer; count the stirred ones anew."""
        connection.executemany(
            "UPDATE entities SET reports = reports + ? WHERE id = ?",
            ((count, id) for id, count in more.items() if count),
        )
        connection.executemany(
            "UPDATE entities SET reports = (SELECT count(DISTINCT n.key) FROM forms f"
            " JOIN named n ON n.owner = f.form WHERE f.entity = ?1) WHERE id = ?1",
            ((id,) for id in stirred),
        )
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'named'")

    def keep_progress(self, connection: sqlite3.Connection, revision: int) -> None:
        """Note that reports are enriched up to ``revision``."""
        connection.execute("UPDATE meta SET value = ? WHERE name = 'enriched'", (revision,))

    def keep_renamed(self, connection: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Note that these reports have other names than before, though nothing of them changed."""
        connection.execute(
            f"INSERT OR IGNORE INTO moved SELECT key FROM profiles WHERE key IN {LISTED}", (_dump(keys),)
        )

    def restart(self, connection: sqlite3.Connection) -> None:
        """Note that no report is enriched as it is to be; what is kept of each stays until it is."""
        connection.execute("UPDATE meta SET value = 0 WHERE name = 'enriched'")
        connection.execute("INSERT OR IGNORE INTO moved SELECT key FROM profiles")

    def unmerge(self, connection: sqlite3.Connection, version: int) -> None:
        """Forget how names were merged, and note by which rules they are to be from now on."""
        for table in ("forms", "meetings", "words", "entities", "named", "roles", "casts"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'merging'", (version,))
        connection.execute("INSERT OR IGNORE INTO moved SELECT key FROM profiles")
        self.keep_merged(connection, 0)

    def keep_merged(self, connection: sqlite3.Connection, key: int | None) -> None:
        """Note up to which report names have been merged anew; None when they all have."""
        connection.execute("UPDATE meta SET value = ? WHERE name = 'remerged'", (key,))

    def keep_decisions(self, connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
        """Keep the reader's decisions, all of them."""
        connection.execute("DELETE FROM decisions")
        connection.executemany(
            "INSERT INTO decisions (verb, form, value, number) VALUES (?, ?, ?, ?)",
            (astuple(decision) for decision in decisions),
        )

    def report(self, key: int) -> tuple[list[Mention], Naming] | None:
        """Return what was recognised in a report, if it has been enriched."""
        return self.reports([key]).get(key)

    def reports(self, keys: Sequence[int]) -> dict[int, tuple[list[Mention], Naming]]:
        """Return what was recognised in those of these reports that have been enriched."""
        from briefreader.entities.recogniser import Mention

        rows = self._store.rows(
            f"SELECT key, mentions, naming FROM enriched WHERE key IN {LISTED}", (_dump(keys),)
        )
        kept: dict[int, tuple[list[Mention], Naming]] = {}
        with self._store.decoding():
            for key, mentions, naming in rows:
                found = [Mention(*mention) for mention in json.loads(str(mentions))]
                kept[int(str(key))] = found, _fitting(_naming(naming), len(found))
        return kept

    def namings(self, keys: Sequence[int]) -> dict[int, Naming]:
        """Return the names of those of these reports that have been enriched."""
        rows = self._store.rows(f"SELECT key, naming FROM enriched WHERE key IN {LISTED}", (_dump(keys),))
        with self._store.decoding():
            return {int(str(key)): _naming(naming) for key, naming in rows}

    def entities_of(self, naming: Naming) -> list[Row]:
        """Return for each of ``naming.named`` its entity, with an empty id where there is none."""
        apart = {str(row[0]) for row in self._store.rows("SELECT form FROM decisions WHERE verb = 'split'")}
        owners = [one.form if one.form in apart else one.owner for one in naming.named]
        rows = self._store.rows(
            "SELECT f.form, e.id, e.name, e.kind, e.reports FROM forms f JOIN entities e ON e.id = f.entity"
            f" WHERE f.form IN {LISTED}",
            (json.dumps(owners),),
        )
        known = {str(form): row_of(row) for form, *row in rows}
        return [
            known.get(owner, ("", one.spelling, one.kind, 0))
            for owner, one in zip(owners, naming.named, strict=True)
        ]


def _written(mentions: Iterable[Mention], naming: Naming) -> tuple[str, str]:
    """Return what was recognised in a report as it is kept: its mentions and its naming."""
    # Spelled out: ``astuple`` copies to any depth and takes longer than all else of keeping a report.
    named = [(one.spelling, one.form, one.owner, one.kind, one.count) for one in naming.named]
    aliases = [(one.form, one.owner) for one in naming.aliases]
    return (
        _dump([(one.start, one.end, one.kind, one.role, one.in_title) for one in mentions]),
        _dump((named, aliases, naming.mentions)),
    )


def _naming(kept: object) -> Naming:
    from briefreader.entities.naming import Named, Naming
    from briefreader.entities.within import Alias

    named, aliases, places = json.loads(str(kept))
    return Naming(tuple(Named(*one) for one in named), tuple(Alias(*one) for one in aliases), tuple(places))


def _fitting(naming: Naming, mentions: int) -> Naming:
    """Return the names of a report if so many mentions can be of them; raise ValueError if they cannot."""
    if len(naming.mentions) != mentions or not all(0 <= at < len(naming.named) for at in naming.mentions):
        raise ValueError("the mentions of a report do not fit its names")
    return naming


def _record(form: Form) -> str:
    return _dump(
        [form.form, form.stands, form.used, form.kinds, form.spellings, form.aliases, form.links, form.entity]
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
