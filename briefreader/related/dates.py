"""Dates in running text: "28 January 2024", "Jan. 28", "on Sunday", "yesterday", "in March 2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from briefreader.model import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}
_DATE = re.compile(
    rf"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m1')}(?:,? (?P<y1>(?:19|20)\d\d))?(?!\w)"
    rf"|\b{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? ?(?P<y2>(?:19|20)\d\d))?(?!\w)"
    rf"|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Oo]f) {_MONTH.format('m3')}(?: (?P<y3>(?:19|20)\d\d)\b|(?!\w))"
    rf"|\b(?P<day>{'|'.join(day.capitalize() for day in _DAYS)})\b"
    rf"|\b(?P<near>[Tt]oday|[Tt]onight|[Yy]esterday|[Ll]ast night|[Tt]omorrow)\b"
)
_COMING = re.compile(r"\b(?:will|next|due|would|is to|are to|scheduled|set to|until)\b")
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: what is known of it. ``weekday`` is 0 for Monday; unknown parts are None.

    ``told_by`` says how: by the "date", by the "weekday" only, or by the day it is "today"; of the latter
    two the rest follows from the day of the report, ``said_on``.
    """

    span: Span
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    told_by: Literal["date", "weekday", "today"] = "date"
    said_on: date | None = None

    @property
    def date(self) -> date | None:
        """The day, None where not all of it is known."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    def contradicts(self, other: Dated) -> bool:
        """Whether the two cannot be one day: some part known of both differs.

        A day told by the day of its report contradicts only one of the days around: that two reports weeks
        apart say "Monday" and "Saturday" says nothing.
        """
        if self._is_far_from(other):
            return False
        how = {self.told_by, other.told_by}
        if "today" in how:
            # Of an agency's report and the newspaper that prints it, either has its own today.
            return bool(self.date and other.date and abs(self.date - other.date) > _DAY)
        if "weekday" in how:
            # Which Monday is meant is a guess; that it is a Monday is not.
            return self.weekday is not None and other.weekday is not None and self.weekday != other.weekday
        ours = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return any(a is not None and b is not None and a != b for a, b in zip(ours, theirs, strict=True))

    def _is_far_from(self, other: Dated) -> bool:
        """Whether one is told by the day of its report, and that is of another time than the other."""
        if self.said_on and other.said_on and abs(self.said_on - other.said_on) >= _WEEK:
            return True
        is_told_by_report = self.said_on or other.said_on
        return bool(is_told_by_report and self.date and other.date and abs(self.date - other.date) >= _WEEK)


def dates(text: str, span: Span, published: datetime | None) -> list[Dated]:
    """Return the dates in ``span`` of ``text``.

    With ``published``, a weekday is the last such day up to then (the next where the sentence looks
    forward), a date without a year the nearest one, and "yesterday" the day before; without it that is none.
    """
    found: list[Dated] = []
    for match in _DATE.finditer(text, *span):
        dated = _read(match, text[span[0] : span[1]], published.date() if published else None)
        if dated is not None:
            found.append(dated)
    return found


def _read(match: re.Match[str], sentence: str, published: date | None) -> Dated | None:
    span = match.span()
    groups = match.groupdict()
    if groups["near"]:
        if published is None:
            return None
        day = published + timedelta(days=_NEAR_TODAY[groups["near"].lower()])
        return Dated(span, day.year, day.month, day.day, day.weekday(), "today", published)
    if groups["day"]:
        weekday = _DAYS.index(groups["day"].lower())
        if published is None:
            return Dated(span, None, None, None, weekday, "weekday")
        back = published - timedelta(days=(published.weekday() - weekday) % 7)
        day = back + _WEEK if _COMING.search(sentence) and back != published else back
        return Dated(span, day.year, day.month, day.day, weekday, "weekday", published)
    if groups["iso"]:
        year, month, number = (int(part) for part in groups["iso"].split("-"))
    elif groups["m3"]:
        return Dated(span, int(groups["y3"]) if groups["y3"] else None, _month(groups["m3"]), None, None)
    else:
        month = _month(groups["m1"] or groups["m2"])
        number = int(groups["d1"] or groups["d2"])
        year = int(groups["y1"] or groups["y2"] or 0)
    return _full(span, year, month, number, published)


def _full(span: Span, year: int, month: int, number: int, published: date | None) -> Dated | None:
    if not year and published is None:
        return Dated(span, None, month, number, None) if 1 <= number <= 31 else None
    years = [year] if year else [published.year + by for by in (-1, 0, 1)] if published else []
    days: list[date] = []
    for candidate in years:
        try:
            days.append(date(candidate, month, number))
        except ValueError:
            continue
    if not days:
        return None
    day = min(days, key=lambda each: abs(each - published)) if published else days[0]
    return Dated(span, day.year, day.month, day.day, day.weekday())


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
