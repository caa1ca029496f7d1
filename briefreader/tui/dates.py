"""How the date of a report is written, in English whatever the locale."""

from __future__ import annotations

from datetime import datetime, time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNDATED = "undated"


def short(published: datetime | None, now: datetime) -> str:
    """Return a date for a list: ``11:43`` today, ``31 Jan`` this year, else with the year.

    The day is the report's own: no zone is converted, since a date line says what its place said.
    """
    if published is None:
        return UNDATED
    if published.date() == now.astimezone(published.tzinfo).date():
        return "today" if published.time() == time.min else f"{published:%H:%M}"
    date = f"{published.day} {MONTHS[published.month - 1][:3]}"
    return date if published.year == now.year else f"{date} {published.year}"


def full(published: datetime | None) -> str:
    """Return a date for the head of a report: ``31 January 2024, 11:43``, without a time at midnight."""
    if published is None:
        return UNDATED
    return day(published) if published.time() == time.min else f"{day(published)}, {published:%H:%M}"


def day(published: datetime) -> str:
    """Return a date without its time: ``31 January 2024``."""
    return f"{published.day} {MONTHS[published.month - 1]} {published.year}"
