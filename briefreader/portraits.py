"""Portraits: what the reports that name an entity say of it together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from briefreader.directory import Directory, entity_of
from briefreader.model import Entity, Portrait
from briefreader.register import Row

COMPANIONS = 12
ROLES = 12
MOST_DAYS = 62
MOST_MONTHS = 60
"""Steps of a timeline at most, before it goes on by month and by year."""

_LOOKED_AT = 400
"""Forms in most of the reports, of whom the companions are."""


def portrait(directory: Directory, row: Row) -> Portrait:
    """Return the portrait of the entity of ``row``."""
    keys, _ = directory.reports(row[0])
    dates = directory.register.dates(keys)
    step, timeline = timeline_of(dates)
    return Portrait(
        entity=directory.described(row),
        roles=roles_of(directory.register.roles(row[0])),
        step=step,
        timeline=timeline,
        companions=_companions(directory, row[0], keys),
    )


def roles_of(counted: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return roles most often first, those that differ in capitals as one, as it is mostly written."""
    together: dict[str, Counter[str]] = {}
    for role, count in counted:
        together.setdefault(role.casefold(), Counter())[role] += count
    found = [(max(ways, key=lambda way: (ways[way], way)), ways.total()) for ways in together.values()]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:ROLES])


def timeline_of(
    dates: Sequence[datetime],
) -> tuple[Literal["day", "month", "year"], tuple[tuple[date, int], ...]]:
    """Return the step of a timeline and the number of dates in each step, gaps included; dates are rising."""
    if not dates:
        return "day", ()
    days = [moment.date() for moment in dates]
    first, last = days[0], days[-1]
    if (last - first).days < MOST_DAYS:
        counts = Counter(days)
        every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return "day", tuple((day, counts[day]) for day in every)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_MONTHS:
        counts = Counter(day.replace(day=1) for day in days)
        every = [date(month // 12, month % 12 + 1, 1) for month in months]
        return "month", tuple((day, counts[day]) for day in every)
    counts = Counter(date(day.year, 1, 1) for day in days)
    # The newest years where a stray date lies centuries back.
    years = range(max(first.year, last.year - MOST_MONTHS + 1), last.year + 1)
    return "year", tuple((date(year, 1, 1), counts[date(year, 1, 1)]) for year in years)


def _companions(directory: Directory, id: str, keys: Sequence[int]) -> tuple[tuple[Entity, int], ...]:
    """Return the entities in most of the reports, ``id`` itself left out, with the number of reports."""
    import numpy as np

    register = directory.register
    casts = register.casts(keys)
    if not casts:
        return ()
    numbers = np.frombuffer(b"".join(casts), np.int64)
    of = np.repeat(np.arange(len(casts)), [len(one) // 8 for one in casts])
    distinct, place, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    often = distinct[np.argsort(-counts, kind="stable")[:_LOOKED_AT]]
    rough: Counter[str] = Counter()
    count_of = dict(zip(distinct.tolist(), counts.tolist(), strict=True))
    for number, owner in register.owners(often.tolist()).items():
        rough[owner] += count_of[number]
    rough.pop(id, None)
    # A report may mean one entity by several forms: what is likely is counted exactly.
    likely = [owner for owner, _ in rough.most_common(2 * COMPANIONS)]
    exact: Counter[str] = Counter()
    for owner, own in register.numbers(likely).items():
        wanted = np.isin(distinct, np.array(own, np.int64))
        exact[owner] = len(np.unique(of[wanted[place]]))
    rows = register.entities(likely)
    best = sorted(rows.values(), key=lambda row: (-exact[row[0]], row[1]))[:COMPANIONS]
    return tuple((entity_of(row), exact[row[0]]) for row in best)
