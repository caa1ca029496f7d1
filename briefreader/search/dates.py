"""Dates as a person writes them in a query."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

Period = tuple[datetime, datetime]
"""A stretch of time: its start, and the first moment after it."""

_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_POINTS = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[^\W\d_]{3,9})\.?"
_DAY_FIRST = re.compile(rf"(?:{_DAY}\s+)?{_NAME},?\s+(?P<year>\d{{4}})")
_MONTH_FIRST = re.compile(rf"{_NAME}\s+{_DAY},?\s+(?P<year>\d{{4}})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_AGO = re.compile(r"(?P<count>\d{1,6})\s*(?P<unit>[hdwmy])", re.IGNORECASE)


def period(written: str, now: datetime) -> Period | None:
    """Return the year, month, day or minute that ``written`` names, or None.

    Understood are ``2024``, ``2024-01``, ``2024-01-31``, ``20240131``, ``2024-01-31T11:43``, ``31.1.2024``,
    ``31 January 2024``, ``Jan 31, 2024``, ``Jan 2024``, ``today`` and ``yesterday``. Days are days of UTC.
    """
    written = " ".join(written.split())
    if written.lower() in ("today", "yesterday"):
        start = _midnight(now) - timedelta(days=written.lower() == "yesterday")
        return start, start + timedelta(days=1)
    for pattern in (_ISO, _COMPACT, _POINTS, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.fullmatch(written)
        if match:
            try:
                return _period(match.groupdict())
            except (ValueError, OverflowError):
                return None
    return None


def ago(written: str, now: datetime) -> datetime | None:
    """Return the moment that ``7d`` (or ``h``, ``w``, ``m`` for months, ``y``) before ``now`` names, or None.

    Hours are counted exactly; with the longer units the whole first day belongs to it.
    """
    match = _AGO.fullmatch(written.strip())
    if not match:
        return None
    count, unit = int(match["count"]), match["unit"].lower()
    try:
        if unit == "h":
            return now - timedelta(hours=count)
        if unit in "dw":
            return _midnight(now) - timedelta(days=count * (7 if unit == "w" else 1))
        return _months_before(_midnight(now), count * (12 if unit == "y" else 1))
    except (ValueError, OverflowError):
        # So far back that every dated report is later.
        return datetime.min.replace(tzinfo=UTC)


def _period(parts: dict[str, str | None]) -> Period:
    year, name = int(parts["year"] or 0), parts.get("name")
    month = parts.get("month")
    number = _month(name.lower()) if name else int(month) if month else None
    day, hour = parts.get("day"), parts.get("hour")
    start = datetime(year, 1 if number is None else number, int(day or 1), tzinfo=UTC)
    if hour is not None:
        start = start.replace(hour=int(hour), minute=int(parts.get("minute") or 0))
        start -= _offset(parts.get("zone"))
        return start, _later(start, timedelta(minutes=1))
    if day is not None:
        return start, _later(start, timedelta(days=1))
    import calendar  # Few queries ask for a date.

    days = 365 + calendar.isleap(year) if number is None else calendar.monthrange(year, number)[1]
    return start, _later(start, timedelta(days=days))


def _later(start: datetime, by: timedelta) -> datetime:
    try:
        return start + by
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _offset(zone: str | None) -> timedelta:
    if not zone or zone in "Zz":
        return timedelta(0)
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -offset if zone[0] == "-" else offset


def _month(name: str) -> int:
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(name) or (name == "sept" and number == 9):
            return number
    raise ValueError(name)


def _months_before(day: datetime, count: int) -> datetime:
    import calendar

    months = day.year * 12 + day.month - 1 - count
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
