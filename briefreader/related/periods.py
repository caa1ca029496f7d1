"""Of what time a passage speaks: the days, weeks, months and years that it names, as stretches of days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from briefreader.model import Span
from briefreader.related.dates import Dated, dates

_SPOKEN = re.compile(r"\b([Tt]his|[Ll]ast|[Nn]ext|[Pp]revious) (week|month)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF_DAY = re.compile(r"\b\d\d?(?:,| [A-Z][a-z]{2,8}\.?,?) ((?:19|20)\d\d)\b")
# "The deadliest attack since 2021" is of now.
_SINCE = re.compile(
    r"\b(?:first|most|\w+est|worst)\b[^.;]{0,60}?\bsince (?:\w+ ){0,4}(?:19|20)\d\d\b", re.IGNORECASE
)
_QUARTER = re.compile(
    r"\b([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[- ](?:fiscal )?(?:quarter|half)\b"
)
_STEP = {"this": 0, "last": -1, "previous": -1, "next": 1}
_DAY = timedelta(days=1)


class Times(NamedTuple):
    """What a passage names of times.

    ``years`` as they are written, but for the report's own; ``months`` as (year or None, month);
    ``quarters`` in small letters; ``days`` as stretches from the first day to the last.
    """

    years: frozenset[str]
    months: frozenset[tuple[int | None, int]]
    quarters: frozenset[str]
    days: tuple[tuple[date, date], ...]

    def differ(self, other: Times, ours: datetime | None, theirs: datetime | None) -> bool:
        """Whether what happened then and what happened in ``other`` is not one thing.

        ``ours`` and ``theirs`` are when the reports were published. A year or a month that only one of them
        names is of long ago, unless the other report is of that month itself.
        """
        if self.years ^ other.years or (
            self.quarters and other.quarters and self.quarters.isdisjoint(other.quarters)
        ):
            return True
        if self.months and other.months:
            return not any(_same_month(a, b) for a in self.months for b in other.months)
        if self.years:
            return False
        return _is_past(self.months, theirs) or _is_past(other.months, ours)

    def apart(self, other: Times) -> bool:
        """Whether both name days, none within a day of one of the other."""
        return bool(self.days and other.days) and not any(
            first - _DAY <= end and start <= last + _DAY
            for first, last in self.days
            for start, end in other.days
        )


def year_of(text: str, published: datetime | None) -> str:
    """Return the year that a report is of: of its date, else the one of which it names most days, or none."""
    if published:
        return str(published.year)
    named = Counter(_YEAR_OF_DAY.findall(text))
    return max(named, key=lambda year: (named[year], year), default="")


def times(text: str, span: Span, published: datetime | None, year: str) -> Times:
    """Return the times that the passage ``span`` of ``text`` names, in a report published then (see
    ``year_of``).
    """
    passage = text[slice(*span)]
    found = dates(text, span, published)
    return Times(
        frozenset(_YEAR.findall(_SINCE.sub("", passage))) - {year},
        frozenset((each.year, each.month) for each in found if each.month and not each.day),
        frozenset(_QUARTER.findall(passage.lower())),
        (*_days(found), *(_spoken(passage, published.date()) if published else ())),
    )


def _days(found: Sequence[Dated]) -> list[tuple[date, date]]:
    return [(each.date, each.date) for each in found if each.date]


def _spoken(passage: str, today: date) -> list[tuple[date, date]]:
    """Return the weeks and months that a passage tells by today's."""
    stretches: list[tuple[date, date]] = []
    for which, unit in _SPOKEN.findall(passage):
        step = _STEP[which.lower()]
        if unit == "week":
            monday = today + timedelta(days=7 * step - today.weekday())
            stretches.append((monday, monday + timedelta(days=6)))
        else:
            first = _month(today, step)
            stretches.append((first, _month(today, step + 1) - _DAY))
    return stretches


def _month(today: date, step: int) -> date:
    """Return the first day of the month so many after that of ``today``."""
    months = today.year * 12 + today.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def _same_month(a: tuple[int | None, int], b: tuple[int | None, int]) -> bool:
    return a[1] == b[1] and (a[0] is None or b[0] is None or a[0] == b[0])


def _is_past(months: frozenset[tuple[int | None, int]], published: datetime | None) -> bool:
    now = (published.year, published.month) if published else None
    return bool(months) and not (now and any(_same_month(each, now) for each in months))
