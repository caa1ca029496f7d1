"""What a record (the front matter of a Markdown file, a JSON object) says about its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from briefreader.sources import dates
from briefreader.sources.bylines import bare_byline
from briefreader.text import clean_line

# The names that a field goes by, the first that is given counting.
_TITLE = ("title", "headline")
_PUBLISHED = ("published", "date", "published_at", "publishedat", "pubdate", "publish_date", "created")
_SOURCE = ("source", "outlet", "publication", "publisher")
_SECTION = ("section", "category", "categories")
_BYLINE = ("byline", "author", "authors", "by")
_URL = ("url", "link", "canonical")
_LANGUAGE = ("language", "lang")
_NAMES_AT_MOST = 50


@dataclass(slots=True)
class Fields:
    """The fields of a report as its source states them, clean; None where it does not.

    ``problems`` says of a field that was there and could not be used what was wrong with it, as
    pairs of the field's name and the words for it.
    """

    title: str | None = None
    published: datetime | None = None
    source: str | None = None
    section: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)


def read_fields(record: Mapping[str, object]) -> Fields:
    """Return what ``record``, with its keys in lower case, says about a report."""
    fields = Fields()
    fields.title = _text(record, _TITLE, fields)
    fields.source = _text(record, _SOURCE, fields)
    fields.section = _text(record, _SECTION, fields)
    byline = _text(record, _BYLINE, fields)
    fields.byline = bare_byline(byline) if byline else None
    fields.url = _text(record, _URL, fields)
    fields.language = _text(record, _LANGUAGE, fields)
    fields.published = _published(record, fields)
    return fields


def _published(record: Mapping[str, object], fields: Fields) -> datetime | None:
    for name in _PUBLISHED:
        value = record.get(name)
        if value is None or value == "":
            continue
        when = read_published(value)
        if when is None:
            shown = clean_line(value)[:40] if isinstance(value, str) else type(value).__name__
            fields.problems.append((name, f"{name} is not a clear date ({shown!r}), left undated"))
        return when
    return None


def read_published(value: object) -> datetime | None:
    """Return the moment that a text in any usual spelling, or seconds since 1970, stands for."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return dates.from_epoch(value)
    if not isinstance(value, str):
        return None
    text = clean_line(value)
    number = text.removeprefix("-")
    if number.isascii() and number.replace(".", "", 1).isdigit() and len(number.split(".")[0]) != 8:
        return dates.from_epoch(float(text) if "." in text else int(text)) if len(text) < 32 else None
    return dates.read_date(text)


def _text(record: Mapping[str, object], names: tuple[str, ...], fields: Fields) -> str | None:
    for name in names:
        value = record.get(name)
        if value is None:
            continue
        text = _words(value)
        if text is None:
            fields.problems.append((name, f"{name} is not text, left out"))
        elif text:
            return text
    return None


def _words(value: object) -> str | None:
    """Return a text, the name in an object, or a list of such, as one clean line; None for all else."""
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, Mapping):
        name = value.get("name", value.get("title"))
        return clean_line(name) if isinstance(name, str) else None
    if isinstance(value, list):
        flat = [_words(item) for item in value[:_NAMES_AT_MOST] if not isinstance(item, list)]
        return ", ".join(item for item in flat if item)
    return None
