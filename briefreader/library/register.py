"""The register: what the store can say of who and where its reports name."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefreader.entities.version import VERSION
from briefreader.library.namebook import Namebook, Row, row_of
from briefreader.store import Store
from briefreader.store.rows import LISTED, date_of

if TYPE_CHECKING:
    from briefreader.entities.decisions import Decision
    from briefreader.entities.naming import Naming
    from briefreader.entities.recogniser import Mention

_NAMED = "FROM forms f JOIN named n ON n.owner = f.form WHERE f.entity = ?"
_FEW = 1500
"""Names that begin so, from which on the entities of most reports are gone through instead."""
_GONE_THROUGH = 3000
_FIRST_PIECE = 100
_LAST = chr(0x10FFFF)


class Register:
    """Answers about names from one store. Methods may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._book = Namebook(store)

    def state(self) -> int:
        """Return a number that changes whenever the names do."""
        return self._store.names_state()

    def decisions(self) -> list[Decision]:
        """Return the reader's decisions in their order."""
        return self._book.decisions()

    def to_merge(self) -> int:
        """Return how many reports have names merged by other rules than today's."""
        if self._book.merging() == VERSION and not self._book.is_remerging():
            return 0
        done, total = self._book.merged()
        return total - done if self._book.is_remerging() else done

    def to_reconsider(self) -> int:
        """Return how many reports have names that the library would not find so any more, as far as known."""
        from briefreader.library.wordbook import Wordbook

        return Wordbook(self._store).waiting()

    # -- one report

    def report(self, key: int) -> tuple[list[Mention], Naming] | None:
        """Return what was recognised in a report, if it has been enriched."""
        return self._book.report(key)

    def entities_of(self, naming: Naming) -> list[Row]:
        """Return for each of ``naming.named`` its entity, with an empty id where there is none."""
        return self._book.entities_of(naming)

    # -- one entity

    def entities(self, ids: Collection[str]) -> dict[str, Row]:
        """Return the entities of these ids that there are."""
        rows = self._store.rows(
            f"SELECT id, name, kind, reports FROM entities WHERE id IN {LISTED}", (json.dumps(list(ids)),)
        )
        return {str(row[0]): row_of(row) for row in rows}

    def spellings(self, id: str) -> list[tuple[str, int]]:
        """Return how an entity is written, most often first, with the number of times."""
        rows = self._store.rows(
            f"SELECT n.spelling, sum(n.count) AS times {_NAMED} GROUP BY n.spelling"
            " ORDER BY times DESC, n.spelling",
            (id,),
        )
        return [(str(spelling), int(str(times))) for spelling, times in rows]

    def all_spellings(self, ids: Collection[str] | None) -> dict[str, list[tuple[str, int]]]:
        """Return how entities (None: all) are written, as ``spellings`` does for one."""
        chosen = "" if ids is None else f"WHERE f.entity IN {LISTED}"
        found: dict[str, list[tuple[str, int]]] = {}
        for id, spelling, times in self._store.rows(
            "SELECT f.entity, n.spelling, sum(n.count) AS times FROM forms f JOIN named n ON n.owner = f.form"
            f" {chosen} GROUP BY f.entity, n.spelling ORDER BY times DESC, n.spelling",
            () if ids is None else (json.dumps(list(ids)),),
        ):
            found.setdefault(str(id), []).append((str(spelling), int(str(times))))
        return found

    def written(self, forms: Sequence[str]) -> str | None:
        """Return the first of these forms that some report writes."""
        rows = self._store.rows(
            f"SELECT DISTINCT form FROM named WHERE form IN {LISTED}", (json.dumps(list(forms)),)
        )
        there = {row[0] for row in rows}
        return next((form for form in forms if form in there), None)

    def spelling(self, form: str) -> str:
        """Return how a form is written most, the form itself where nobody writes it."""
        rows = self._store.rows(
            "SELECT spelling FROM named WHERE form = ? GROUP BY spelling"
            " ORDER BY sum(count) DESC, spelling LIMIT 1",
            (form,),
        )
        return str(rows[0][0]) if rows else form

    def reports(self, id: str) -> tuple[array[int], array[int]]:
        """Return the keys of the reports that name an entity, rising, and how often each does."""
        rows = self._store.rows(f"SELECT n.key, sum(n.count) {_NAMED} GROUP BY n.key", (id,))
        keys, counts = zip(*rows, strict=True) if rows else ((), ())
        return array("q", keys), array("q", counts)

    def roles(self, id: str) -> list[tuple[str, int]]:
        """Return what stood before an entity's name, with the number of times."""
        rows = self._store.rows(
            "SELECT r.role, sum(r.count) FROM forms f JOIN roles r ON r.owner = f.form WHERE f.entity = ?"
            " GROUP BY r.role",
            (id,),
        )
        return [(str(role), int(str(times))) for role, times in rows]

    def forms(self, id: str) -> list[str]:
        """Return the forms of an entity, the fullest first."""
        rows = self._store.rows(
            "SELECT form FROM forms WHERE entity = ? ORDER BY length(form) DESC, form", (id,)
        )
        return [str(row[0]) for row in rows]

    def numbers(self, ids: Collection[str]) -> dict[str, list[int]]:
        """Return the numbers of the forms of entities."""
        found: dict[str, list[int]] = {id: [] for id in ids}
        for id, number in self._store.rows(
            f"SELECT entity, number FROM forms WHERE entity IN {LISTED}", (json.dumps(list(ids)),)
        ):
            found[str(id)].append(int(str(number)))
        return found

    def owners(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of the entities to which the forms of these numbers belong."""
        rows = self._store.rows(
            f"SELECT number, entity FROM forms WHERE number IN {LISTED}", (json.dumps(list(numbers)),)
        )
        return {int(str(number)): str(id) for number, id in rows}

    # -- many reports

    def casts(self, keys: Sequence[int]) -> list[bytes]:
        """Return for these reports (those not enriched left out) the numbers of the forms that they mean."""
        rows = self._store.rows(f"SELECT numbers FROM casts WHERE key IN {LISTED}", (json.dumps(list(keys)),))
        return [row[0] for row in rows if isinstance(row[0], bytes)]

    def moments(self, keys: Sequence[int]) -> list[int]:
        """Return the dates of those of these reports that have one, in seconds since 1970, rising."""
        # Over the index by date, which is small, and not over the reports, which are not.
        wanted = set(keys)
        rows = self._store.rows(
            "SELECT published, key FROM articles WHERE published IS NOT NULL ORDER BY published DESC, key"
        )
        found = [int(published) for published, key in rows if key in wanted]  # type: ignore[call-overload]
        found.reverse()
        return found

    def span(self, id: str) -> tuple[datetime | None, datetime | None]:
        """Return the dates of the first and the last report that name an entity."""
        ((first, last),) = self._store.rows(
            f"SELECT min(published), max(published) FROM articles WHERE key IN (SELECT n.key {_NAMED})", (id,)
        )
        return date_of(first, 0), date_of(last, 0)

    # -- who is called so

    def most_named(self, limit: int | None) -> list[Row]:
        """Return the entities that some report names, those in most reports first."""
        rows = self._store.rows(
            "SELECT id, name, kind, reports FROM entities WHERE reports > 0"
            " ORDER BY reports DESC, name LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [row_of(row) for row in rows]

    def by_form(self, forms: Sequence[str]) -> list[tuple[Row, int]]:
        """Return whom reports mean by forms, and in how many reports by these, those most meant first."""
        rows = self._store.rows(
            "SELECT e.id, e.name, e.kind, e.reports, count(DISTINCT n.key) AS times FROM named n"
            " JOIN forms f ON f.form = n.owner JOIN entities e ON e.id = f.entity"
            f" WHERE n.form IN {LISTED} GROUP BY e.id ORDER BY times DESC, e.name, e.id",
            (json.dumps(list(forms)),),
        )
        return [(row_of(row), int(str(row[4]))) for row in rows]

    def by_short(self, form: str) -> list[Row]:
        """Return the entities that have a form which this one can be short for."""
        rows = self._store.rows(
            "SELECT DISTINCT e.id, e.name, e.kind, e.reports FROM meetings m JOIN forms f ON f.form = m.form"
            " JOIN entities e ON e.id = f.entity WHERE m.meeting = ?"
            " ORDER BY e.reports DESC, e.name LIMIT 20",
            (f"<{form}",),
        )
        return [row_of(row) for row in rows]

    def meeting(self, keys: Iterable[str], limit: int) -> list[Row]:
        """Return entities that have a form with one of these keys (see ``entities.forms.meeting``)."""
        rows = self._store.rows(
            "SELECT DISTINCT e.id, e.name, e.kind, e.reports FROM meetings m JOIN forms f ON f.form = m.form"
            f" JOIN entities e ON e.id = f.entity WHERE m.meeting IN {LISTED} LIMIT ?",
            (json.dumps(list(keys)), limit),
        )
        return [row_of(row) for row in rows]

    def by_name(self, name: str) -> list[Row]:
        """Return the entities that are shown under this name."""
        rows = self._store.rows("SELECT id, name, kind, reports FROM entities WHERE name = ?", (name,))
        return [row_of(row) for row in rows]

    def by_id(self, prefix: str) -> list[Row]:
        """Return the entities whose ids start so, a handful at most; the id of a form finds its entity."""
        rows = self._store.rows(
            "SELECT id, name, kind, reports FROM entities WHERE id >= ?1 AND id < ?1 || 'g'"
            " ORDER BY id LIMIT 6",
            (prefix,),
        )
        if not rows and len(prefix) == 12:
            found = self.owners([int(prefix, 16)])
            return list(self.entities(found.values()).values())
        return [row_of(row) for row in rows]

    def beginning(self, beginnings: Sequence[str], limit: int) -> list[Row]:
        """Return entities that are called by words which begin so, each of ``beginnings`` at least by one.

        Those in most reports come first; only the first some thousands are gone through where the
        beginnings are common.
        """
        rare = min(beginnings, key=self._begun)
        ranges = [value for one in beginnings for value in (one, one + _LAST)]
        own = "SELECT w.form FROM words w WHERE w.form IN (SELECT form FROM forms WHERE entity = e.id)"
        each = " AND ".join(f"EXISTS ({own} AND w.word >= ? AND w.word < ?)" for _ in beginnings)
        select = "SELECT e.id, e.name, e.kind, e.reports FROM"
        if self._begun(rare) < _FEW:
            rows = self._store.rows(
                f"{select} entities e WHERE e.id IN (SELECT f.entity FROM words w JOIN forms f"
                f" ON f.form = w.form WHERE w.word >= ? AND w.word < ?) AND e.reports > 0 AND {each}"
                " ORDER BY e.reports DESC, e.name LIMIT ?",
                (rare, rare + _LAST, *ranges, limit),
            )
            return [row_of(row) for row in rows]
        found: list[Row] = []
        at, size = 0, _FIRST_PIECE
        while len(found) < limit and at < _GONE_THROUGH:
            rows = self._store.rows(
                f"{select} (SELECT * FROM entities WHERE reports > 0 ORDER BY reports DESC, name"
                f" LIMIT ? OFFSET ?) e WHERE {each} ORDER BY e.reports DESC, e.name LIMIT ?",
                (size, at, *ranges, limit - len(found)),
            )
            found += map(row_of, rows)
            at, size = at + size, 2 * size
        return found

    def words(self, beginning: str, limit: int) -> list[str]:
        """Return the words of names that begin so."""
        rows = self._store.rows(
            "SELECT DISTINCT word FROM words WHERE word >= ? AND word < ? LIMIT ?",
            (beginning, beginning + _LAST, limit),
        )
        return [str(row[0]) for row in rows]

    def _begun(self, beginning: str) -> int:
        """Return how many names have a word that begins so, ``_FEW`` where more have."""
        ((count,),) = self._store.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM words WHERE word >= ? AND word < ? LIMIT {_FEW})",
            (beginning, beginning + _LAST),
        )
        return int(str(count))

    def renamed(self) -> list[tuple[Row, str]]:
        """Return the entities that the reader gave a name, and that name."""
        rows = self._store.rows(
            "SELECT e.id, e.name, e.kind, e.reports FROM decisions d JOIN forms f ON f.form = d.form"
            " JOIN entities e ON e.id = f.entity WHERE d.verb = 'rename' AND e.name = d.value"
        )
        return [(row_of(row), str(row[1])) for row in rows]
