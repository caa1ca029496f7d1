"""Rows of the store's table of articles: what stands in them, and the hashes that tell them apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from briefreader.model import Marks

if TYPE_CHECKING:
    from briefreader.model import Article

WRITTEN = "published, zone, title, source, section, byline, url, language, path, text, markup"
"""The columns that hold an article's own fields."""

FIELDS = f"key, id, {WRITTEN}, digest"

LISTED = "(SELECT value FROM json_each(?))"
"""Values of a list. Not a place for each: a statement for every length would be kept by every connection."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _hash(parts: object) -> bytes:
    written = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    import hashlib  # Who only reads makes no hashes.

    return hashlib.sha256(written.encode()).digest()[:16]


def content_hash(article: Article) -> bytes:
    """Return the hash of what makes it the same report, wherever it comes from."""
    published = article.published and int(article.published.timestamp())
    return _hash([article.title, article.text, published])


def digest_of(article: Article) -> bytes:
    """Return the hash of all that is kept of a report but its path."""
    return _hash(columns(replace(article, path=None)))


def is_whole(row: Sequence[object]) -> bool:
    """Return whether a row of ``FIELDS`` is what was written: SQLite itself does not see a changed byte."""
    try:
        return _hash((*row[2:10], None, *row[11:13])) == row[13]
    except (TypeError, ValueError):  # bytes where text was, surrogates
        return False


def columns(article: Article) -> tuple[object, ...]:
    """Return the values of ``WRITTEN``, in that order."""
    published = zone = None
    if article.published is not None:
        published = int(article.published.timestamp())
        zone = int((article.published.utcoffset() or timedelta()).total_seconds() // 60)
    markup = json.dumps([astuple(mark) for mark in article.markup]) if article.markup else None
    return (
        published, zone, article.title, article.source, article.section, article.byline, article.url,
        article.language, article.path, article.text, markup,
    )  # fmt: skip


def date_of(seconds: object, minutes: object) -> datetime | None:
    """Return a moment from seconds since 1970 and minutes east of UTC, None from None."""
    if not isinstance(seconds, int):
        return None
    moment = _EPOCH + timedelta(seconds=seconds)
    if not isinstance(minutes, int) or not minutes:
        return moment
    return moment.astimezone(timezone(timedelta(minutes=minutes)))


def marks_of(read_at: object, starred_at: object, note: object, tags: Iterable[str]) -> Marks:
    """Return the marks of a row of ``marks``, and of tags."""
    read = None if read_at is None else datetime.fromtimestamp(float(str(read_at)), UTC)
    return Marks(read, starred_at is not None, tuple(sorted(tags)), str(note or ""))


def article_of(row: Sequence[object]) -> Article:
    """Return the article of a row of ``FIELDS`` that is whole."""
    from briefreader.model import Article, Markup  # Who searches makes none.

    _, id_, published, zone, title, source, section, byline, url, language, path, text, markup = row[:13]

    def optional(value: object) -> str | None:
        return None if value is None else str(value)

    return Article(
        id=str(id_),
        title=str(title),
        text=str(text),
        published=date_of(published, zone),
        source=optional(source),
        section=optional(section),
        byline=optional(byline),
        url=optional(url),
        language=optional(language),
        path=optional(path),
        markup=tuple(Markup(*mark) for mark in json.loads(str(markup))) if markup else (),
    )


def slots(values: Sequence[object]) -> str:
    """Return what stands in a statement for so many values."""
    return ", ".join("?" * len(values))
