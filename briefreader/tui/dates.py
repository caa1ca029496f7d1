"""How the date of a report is written, in words unless the reader sets another way."""

from __future__ import annotations

from datetime import date, datetime, time

from briefreader.dating import MONTHS, PATTERNS, in_use, written

UNDATED = "undated"


def short(published: datetime | None, now: datetime) -> str:
    """Return a date for a list: ``11:43`` today, ``31 Jan`` this year, else as ``brief`` does.

    The day is the report's own: no zone is converted, since a date line says what its place said.
    """
    if published is None:
        return UNDATED
    if published.date() == now.astimezone(published.tzinfo).date():
        return "today" if published.time() == time.min else f"{published:%H:%M}"
    if published.year == now.year and in_use() in ("", "words"):
        return f"{published.day} {MONTHS[published.month - 1][:3]}"
    return brief(published)


def brief(day: date) -> str:
    """Return a date with its month cut short: ``31 Jan 2024``, or as the reader writes dates."""
    if in_use():
        return written(day, PATTERNS.get(in_use(), in_use()).replace("%B", "%b"))
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def full(published: datetime | None) -> str:
    """Return a date for the head of a report: ``31 January 2024, 11:43``, without a time at midnight."""
    if published is None:
        return UNDATED
    return day(published) if published.time() == time.min else f"{day(published)}, {published:%H:%M}"


def day(published: datetime) -> str:
    """Return a date without its time: ``31 January 2024``, or as the reader writes dates."""
    if in_use():
        return written(published, in_use())
    return f"{published.day} {MONTHS[published.month - 1]} {published.year}"
