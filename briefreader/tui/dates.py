"""How the date of a report is written, in words unless the reader sets another way."""

from __future__ import annotations

from datetime import datetime, time

from briefreader.dating import MONTHS, PATTERNS, in_use, written

UNDATED = "undated"


def short(published: datetime | None, now: datetime) -> str:
    """Return a date for a list: ``11:43`` today, ``31 Jan`` this year, else with the year; or as the
    reader writes dates, months cut short.

    The day is the report's own: no zone is converted, since a date line says what its place said.
    """
    if published is None:
        return UNDATED
    if published.date() == now.astimezone(published.tzinfo).date():
        return "today" if published.time() == time.min else f"{published:%H:%M}"
    if in_use() not in ("", "words"):
        return written(published, PATTERNS.get(in_use(), in_use()).replace("%B", "%b"))
    date = f"{published.day} {MONTHS[published.month - 1][:3]}"
    return date if published.year == now.year else f"{date} {published.year}"


def full(published: datetime | None) -> str:
    """Return a date for the head of a report: ``31 January 2024, 11:43``, without a time at midnight."""
    if published is None:
        return UNDATED
    return day(published) if published.time() == time.min else f"{day(published)}, {published:%H:%M}"


def day(published: datetime) -> str:
    """Return a date without its time: ``31 January 2024``."""
    if in_use():
        return written(published, in_use())
    return f"{published.day} {MONTHS[published.month - 1]} {published.year}"
