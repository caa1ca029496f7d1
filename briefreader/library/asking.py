"""Names in queries: what ``entity:`` and its like ask for, and what a plain query might have asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.library.directory import Directory
    from briefreader.library.namebook import Row
    from briefreader.model import Entity
    from briefreader.search import Known

KINDS = {"entity": "", "person": "person", "org": "organisation", "place": "place"}
_WORDS = {"entity": "name", "person": "person", "org": "organisation", "place": "place"}

MOST_AT_ONCE = 12
"""Entities that a name half written, or one of several people's, stands for."""

_PHRASES = 3
_OFFERED = 2
_SAID = 3
_SHOWN = 40
_SPECIAL = re.compile(r"[:*~()]|(?<!\S)-|(?<!\S)(?:AND|OR|NOT)(?!\S)")
_PHRASE = re.compile(
    '["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u201e\u00ab\u00bb]'
)


class Asking:
    """Looks names up for the query language."""

    def __init__(self, directory: Callable[[], Directory], store: Store) -> None:
        """Look in the directory of ``store``, which is made when first needed: most queries need none."""
        self._make = directory
        self._store = store

    @property
    def _directory(self) -> Directory:
        return self._make()

    def __call__(self, field: str, wanted: str, begins: bool) -> Known:
        """Return whom ``field`` asks for by ``wanted`` (see ``search.Lookup``)."""
        from briefreader.search import Known

        kind = KINDS[field]
        rows = [row for row in self._directory.called(wanted) if not kind or row[2] == kind]
        if not rows and begins:
            begun = self._directory.complete(wanted, 4 * MOST_AT_ONCE)
            rows = [
                (one.id, one.name, one.kind, one.reports) for one in begun if not kind or one.kind == kind
            ]
        notes: list[str] = []
        if self._store.enriched() < self._store.revision():
            notes.append("Names are still being looked for: there may be more reports than these")
        if not rows:
            if not begins:
                notes.append(self._unknown(field, wanted))
            return Known(None, notes=tuple(notes))
        if len(rows) > 1 and not begins:
            said = ", ".join(f"{name} ({count:,})" for _, name, _, count in rows[:_SAID])
            more = f" and {len(rows) - _SAID} more" if len(rows) > _SAID else ""
            notes.append(f"{_shown(wanted)} is said of {said}{more}: found are the reports on any of them")
        return self._known(rows, tuple(notes))

    def _unknown(self, field: str, wanted: str) -> str:
        near = self._directory.near(wanted)
        offer = f"; near it: {', '.join(near)}" if near else ""
        return f"No {_WORDS[field]} {_shown(wanted)} is known, and its words are searched for{offer}"

    def _known(self, rows: list[Row], notes: tuple[str, ...]) -> Known:
        from briefreader.search import Known

        rows = rows[:MOST_AT_ONCE]
        spellings = [one for row in rows for one in self._directory.spelt(row).spellings]
        spellings.sort(key=lambda pair: -pair[1])
        written = tuple(dict.fromkeys(spelling for spelling, _ in spellings))
        if len(rows) == 1:
            keys, counts = self._directory.reports(rows[0][0])
            return Known(keys, counts, written, notes)
        together: dict[int, int] = {}
        for row in rows:
            for key, count in zip(*self._directory.reports(row[0]), strict=True):
                together[key] = together.get(key, 0) + count
        return Known(array("q", together), array("q", together.values()), written, notes)

    def named(self, query: str) -> list[Entity]:
        """Return entities that a plain query names, as a whole or by a phrase in it, and that have other
        spellings than such as hold the query's words."""
        if len(query) > 200 or _SPECIAL.search(query) or not self._store.names_state():
            return []
        from briefreader.library.directory import fold_all

        phrases = _PHRASE.findall(query)[:_PHRASES] or [query]
        found: dict[str, Entity] = {}
        for phrase in phrases:
            words = set(fold_all(phrase).split())
            if not words:
                continue
            for row in self._directory.called(phrase)[:_OFFERED]:
                entity = self._directory.spelt(row)
                if any(not words <= set(fold_all(one).split()) for one, _ in entity.spellings):
                    found.setdefault(row[0], entity)
        return list(found.values())[:_OFFERED]


def _shown(wanted: str) -> str:
    return f"“{wanted if len(wanted) <= _SHOWN else wanted[: _SHOWN - 1] + '…'}”"
