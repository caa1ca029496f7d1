"""Reading reports out of the store: by key, by id, in the order of dates or of their coming."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from briefreader.model import UNMARKED, Marks
from briefreader.store.copies import Tell
from briefreader.store.database import Database
from briefreader.store.rows import FIELDS, LISTED, article_of, date_of, is_whole, marks_of, slots

if TYPE_CHECKING:
    from briefreader.model import Article

_STREAM_BATCH = 500
_PAGE = 20
"""Reports on a page of hits, mostly."""


class Head(NamedTuple):
    """What a list shows of a report."""

    id: str
    title: str
    source: str | None
    published: datetime | None


class Card(NamedTuple):
    """What a list of found reports shows of one, and the text to choose a passage from."""

    id: str
    title: str
    source: str | None
    published: datetime | None
    text: str
    marks: Marks


class Reports(Database):
    """The reports of a store, to be read."""

    def count(self) -> int:
        """Return the number of reports."""
        return int(str(self.rows("SELECT count(*) FROM articles")[0][0]))

    def sources(self, limit: int) -> list[tuple[str, int]]:
        """Return the sources of most reports with their numbers, at most ``limit``."""
        rows = self.rows(
            "SELECT source, count(*) AS count FROM articles WHERE source IS NOT NULL AND source != ''"
            " GROUP BY source ORDER BY count DESC, source LIMIT ?",
            (limit,),
        )
        return [(str(source), int(str(count))) for source, count in rows]

    def newest(self, limit: int, offset: int) -> list[int]:
        """Return keys, newest report first, undated ones last, those of one time in order of arrival."""
        rows = self.rows(
            "SELECT key FROM articles ORDER BY published DESC, key LIMIT ? OFFSET ?", (limit, offset)
        )
        return [int(str(row[0])) for row in rows]

    def articles(self, keys: Sequence[int]) -> dict[int, Article]:
        """Return the articles of ``keys`` (at most some hundreds), those gone or damaged left out."""
        rows = self.rows(f"SELECT {FIELDS} FROM articles WHERE key IN {LISTED}", (json.dumps(list(keys)),))
        return {int(str(row[0])): article_of(row) for row in rows if is_whole(row)}

    def cards(self, keys: Sequence[int]) -> dict[int, Card]:
        """Return what a page of hits shows of ``keys`` (some hundreds at most); those gone are left out.

        Of a damaged report it may show what is wrong; its article is not given.
        """
        listed, arguments = LISTED, list[object]((json.dumps(list(keys)),))
        if 0 < len(keys) <= _PAGE:
            # A place for each is quicker; one statement is enough for all such pages.
            listed = f"({slots(range(_PAGE))})"
            arguments = [*keys, *[keys[0]] * (_PAGE - len(keys))]
        rows: list[tuple[Any, ...]] = self.rows(
            "SELECT key, articles.id, title, source, published, zone, text, read_at, starred_at, note,"
            " (SELECT group_concat(tag, ' ') FROM tags WHERE tags.id = articles.id)"
            f" FROM articles LEFT JOIN marks ON marks.id = articles.id WHERE key IN {listed}",
            arguments,
        )
        cards: dict[int, Card] = {}
        for key, id, title, source, published, zone, text, read_at, starred_at, note, tags in rows:
            if isinstance(text, str) and isinstance(title, str):
                marks = UNMARKED
                if not (read_at is starred_at is note is tags is None):
                    marks = marks_of(read_at, starred_at, note, tags.split(" ") if tags else ())
                cards[key] = Card(id, title, source, date_of(published, zone), text, marks)
        return cards

    def every_key(self) -> list[int]:
        """Return the keys of all reports."""
        return [int(str(row[0])) for row in self.rows("SELECT key FROM articles")]

    def heads(self, keys: Iterable[int]) -> dict[int, Head]:
        """Return what a list shows of reports, without their texts; those that are gone are left out."""
        rows = self.rows(
            f"SELECT key, id, title, source, published, zone FROM articles WHERE key IN {LISTED}",
            (json.dumps(list(keys)),),
        )
        return {
            int(str(key)): Head(
                str(id), str(title), None if source is None else str(source), date_of(published, zone)
            )
            for key, id, title, source, published, zone in rows
        }

    def find(self, prefix: str, limit: int = 6) -> list[tuple[int, str]]:
        """Return key and id of the report of this id, else of those whose id starts so."""
        exact = self.rows("SELECT key, id FROM articles WHERE id = ?", (prefix,))
        found = exact or self.rows(
            "SELECT key, id FROM articles WHERE id > ?1 AND substr(id, 1, length(?1)) = ?1"
            " AND id < ?1 || char(1114111) ORDER BY id LIMIT ?2",
            (prefix, limit),
        )
        return [(int(str(key)), str(name)) for key, name in found]

    def damaged_reports(self, tell: Tell | None = None) -> Iterator[tuple[int, str, str | None]]:
        """Yield key, id and path of each report that is not what was written; all are read for it."""
        total = self.count() if tell else 0
        for number, row in enumerate(self._rows("key", 0, None)):
            if tell and number % _STREAM_BATCH == 0:
                tell(number, total)
            if not is_whole(row):
                yield int(str(row[0])), str(row[1]), None if row[10] is None else str(row[10])

    def export(self) -> Iterator[tuple[int, Article]]:
        """Yield key and article of every report in order of arrival, as they are when their turn comes.

        Damaged ones are left out, here and wherever articles are asked for: ``damaged_reports`` has them.
        """
        return self._stream("key", 0, None)

    def changed_between(self, after: int, upto: int) -> Iterator[tuple[int, Article]]:
        """Yield key and article of what last changed after one revision and up to another, in that order."""
        return self._stream("revision", after, upto)

    def _stream(self, by: str, after: int, upto: int | None) -> Iterator[tuple[int, Article]]:
        return ((int(str(row[0])), article_of(row)) for row in self._rows(by, after, upto) if is_whole(row))

    def _rows(self, by: str, after: int, upto: int | None) -> Iterator[tuple[object, ...]]:
        while True:
            rows = self.rows(
                f"SELECT {FIELDS}, {by} FROM articles WHERE {by} > ?1 AND ({by} <= ?2 OR ?2 IS NULL)"
                f" ORDER BY {by} LIMIT {_STREAM_BATCH}",
                (after, upto),
            )
            yield from rows
            if len(rows) < _STREAM_BATCH:
                return
            after = int(str(rows[-1][-1]))

    def removed_since(self, revision: int) -> list[int]:
        """Return the keys of reports that went after ``revision``."""
        return [
            int(str(row[0])) for row in self.rows("SELECT key FROM removed WHERE revision > ?", (revision,))
        ]

    def figures(self) -> tuple[int, int, int, datetime | None, datetime | None]:
        """Return the counts of reports, undated ones and sources, and the first and last date."""
        row = self.rows(
            "SELECT count(*), count(*) - count(published), count(DISTINCT source), min(published),"
            " max(published) FROM articles"
        )[0]
        reports, undated, sources = (int(str(value)) for value in row[:3])
        return reports, undated, sources, date_of(row[3], 0), date_of(row[4], 0)
