"""Portraits: what the reports that name an entity say of it together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from briefreader.library.directory import Directory, entity_of
from briefreader.library.namebook import Row
from briefreader.model import Entity, Portrait
from briefreader.store.rows import date_of

COMPANIONS = 12
ROLES = 12
MOST_DAYS = 62
MOST_MONTHS = 60
"""Steps of a timeline at most, before it goes on by month and by year."""

_CIVIL = frozenset(("mr", "mrs", "ms", "miss", "messrs"))
_DAY = 24 * 60 * 60
_EPOCH = date(1970, 1, 1)
_LOOKED_AT = 400
"""Forms in most of the reports, of whom the companions are."""


def portrait(directory: Directory, row: Row) -> Portrait:
    """Return the portrait of the entity of ``row``."""
    keys, _ = directory.reports(row[0])
    moments = directory.register.moments(keys)
    step, timeline = timeline_of(Counter(moment // _DAY for moment in moments))
    first, last = (date_of(moment, 0) for moment in (moments[0], moments[-1])) if moments else (None, None)
    return Portrait(
        entity=replace(directory.spelt(row), first=first, last=last),
        roles=roles_of(directory.register.roles(row[0])),
        step=step,
        timeline=timeline,
        companions=_companions(directory, row[0], keys),
    )


def roles_of(counted: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return roles most often first, those that differ in capitals as one, as it is mostly written."""
    together: dict[str, Counter[str]] = {}
    for role, count in counted:
        if role.rstrip(".").casefold() in _CIVIL:
            continue
        together.setdefault(role.casefold(), Counter())[role] += count
    found = [(max(ways, key=lambda way: (ways[way], way)), ways.total()) for ways in together.values()]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:ROLES])


def timeline_of(
    days: Mapping[int, int],
) -> tuple[Literal["day", "month", "year"], tuple[tuple[date, int], ...]]:
    """Return the step of a timeline and the number of reports in each step, gaps included.

    ``days`` are the numbers of reports by day, counted from 1970.
    """
    if not days:
        return "day", ()
    counts = {_EPOCH + timedelta(days=day): count for day, count in days.items()}
    first, last = min(counts), max(counts)
    if (last - first).days < MOST_DAYS:
        every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return "day", tuple((day, counts.get(day, 0)) for day in every)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_MONTHS:
        by_month = _together(counts, lambda day: day.replace(day=1))
        every = [date(month // 12, month % 12 + 1, 1) for month in months]
        return "month", tuple((day, by_month[day]) for day in every)
    by_year = _together(counts, lambda day: day.replace(month=1, day=1))
    # The newest years where a stray date lies centuries back.
    years = range(max(first.year, last.year - MOST_MONTHS + 1), last.year + 1)
    return "year", tuple((date(year, 1, 1), by_year[date(year, 1, 1)]) for year in years)


def _together(counts: Mapping[date, int], step: Callable[[date], date]) -> Counter[date]:
    found: Counter[date] = Counter()
    for day, count in counts.items():
        found[step(day)] += count
    return found


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
    # Of equals the one that stands in fewer reports elsewhere says more.
    best = sorted(rows.values(), key=lambda row: (-exact[row[0]], row[3], row[1]))[:COMPANIONS]
    return tuple((entity_of(row), exact[row[0]]) for row in best)
