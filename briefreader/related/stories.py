"""Stories: reports gathered as they arrive, each joined to the report before it that it is most like.

Every report has at most one predecessor: the most alike among the reports before it (by date, then id),
if it is like enough for the story that it would join. A story is a report without a predecessor and all
that follow from it. Which report arrived first plays no part, so any order of arrival gives the same
stories, as long as that is measured with the same word counts (see ``Settled``). On ECB+ (462 reports)
this reaches the B-cubed F1 of average-link clustering over all pairs, at the cost of one list of related
reports a report.

What is one link from the next is soon far from the first: reports on one office, market or minister chain
over months. The best of many is more like a report than the best of few, without saying more. So a story
asks the more of a report the more it has.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from math import inf, log2
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from briefreader.related.frequencies import PRIOR_REPORTS

SAME_STORY = 0.15
"""The bond (see ``Relation``) from which a report belongs to the story of an earlier one."""

_LARGE = 8
_RISE = 0.04
_KEPT = 3
_UNCOUNTED = 0.2
"""By how much bonds are too high that are measured with what is known of English alone.

There the words of a library's own subjects are as rare as any. On ECB+ (462 reports) the best bond to ask
is .15 when all of them have been counted, .18 when none has.
"""
_NONE = -1
_AT_ONCE = 4096
_DIGITS = 4

Rank = tuple[bool, float, str]


class Bonded(Protocol):
    """How one report relates to another as far as stories need it: a ``Relation`` or a ``Bond``."""

    @property
    def key(self) -> int:
        """The other report."""

    @property
    def bond(self) -> float:
        """How strongly it is bound to the one."""


class Joined(NamedTuple):
    """A report's place among the stories, as it is kept: which reports before it are most like it.

    ``time`` is in hours since 1970, None without a date. ``before`` holds the keys of up to three earlier
    reports and their bond, best first; the first is the predecessor.
    """

    key: int
    id: str
    time: float | None
    before: tuple[tuple[int, float], ...]

    @classmethod
    def of(cls, key: int, ident: str, published: datetime | None) -> Joined:
        """Return the record of a report that is joined to none yet."""
        return cls(key, ident, published.timestamp() / 3600 if published else None, ())

    @property
    def rank(self) -> Rank:
        """Its place in the order of reports in time: undated ones after all others, equals by id."""
        return self.time is None, self.time or 0.0, self.id


class Stories:
    """The stories of a library, by the integer keys of its reports.

    Built from the kept ``Joined`` records; ``add`` and ``remove`` answer with the records that changed. In
    memory they are rows of arrays, rising by key, some 150 bytes a report.
    """

    def __init__(self, joined: Iterable[Joined] = ()) -> None:
        self._keys = array("q")
        self._ids: list[str] = []
        self._times = array("d")
        # Of each row the keys and bonds of ``_KEPT`` reports, ``_NONE`` where there are fewer.
        self._before = array("q")
        self._bonds = array("d")
        self._gathered: _Gathered | None = None
        for each in joined:
            self._put(each)

    def __len__(self) -> int:
        return len(self._stories().firsts)

    @property
    def keys(self) -> Sequence[int]:
        """The keys of the reports, rising."""
        return self._keys

    def __contains__(self, key: int) -> bool:
        return self._row(key) >= 0

    def add(
        self, key: int, ident: str, published: datetime | None, related: Sequence[Bonded], counted: int
    ) -> list[Joined]:
        """Join a report to its story and return the changed records, its own first.

        ``ident`` is the report's id, ``related`` its bonds (all that may be of one story),
        measured with the words of ``counted`` reports.
        Related reports not added yet are passed over: they will find this one when they come. A report added
        again is replaced.
        """
        changed = {each.key: each for each in self.remove(key)}
        mine = Joined.of(key, ident, published)
        self._put(mine)
        bound = list(self._bound(key, related, counted))
        changed[key] = self._follow(mine, bound)
        for other, bond in bound:
            if mine.rank < other.rank:
                later = self._with(other, [*other.before, (key, bond)])
                if later != other:
                    changed[other.key] = later
                    self._put(later)
        return [changed.pop(key), *changed.values()]

    def follow(self, key: int, related: Sequence[Bonded], counted: int) -> Joined:
        """Have a report that was added follow what it is most like of ``related``; return its record."""
        return self._follow(self._at(self._known(key)), list(self._bound(key, related, counted)))

    def _follow(self, mine: Joined, bound: Sequence[tuple[Joined, float]]) -> Joined:
        earlier = [(other.key, bond) for other, bond in bound if other.rank < mine.rank]
        followed = self._with(mine, earlier)
        self._put(followed)
        return followed

    def otherwise(self, key: int, related: Sequence[Bonded], counted: int) -> list[int]:
        """Return the keys of the later reports of ``related`` that do not follow one as its bonds have it."""
        mine = self._at(self._known(key))
        bonds = {other.key: bond for other, bond in self._bound(key, related, counted)}
        later = [other for each in related if (other := self._get(each.key)) and mine.rank < other.rank]
        return [
            other.key
            for other in later
            if self._with(other, [*_without(other.before, key), *_link(key, bonds.get(other.key))]) != other
        ]

    def remove(self, key: int) -> list[Joined]:
        """Take a report out and return the changed records: those joined to it follow their next best."""
        row = self._row(key)
        if row < 0:
            return []
        self._gathered = None
        for column in (self._keys, self._ids, self._times):
            del column[row]
        for column in (self._before, self._bonds):
            del column[_KEPT * row : _KEPT * (row + 1)]
        changed: list[Joined] = []
        for each in self.following(key):
            left = _without(each.before, key)
            changed.append(Joined(each.key, each.id, each.time, left))
            self._put(changed[-1])
        return changed

    def story_of(self, key: int) -> int:
        """Return the key of the first report of the story that holds ``key``; KeyError for one not added."""
        return self._keys[int(self._stories().first[self._known(key)])]

    def members(self, key: int) -> list[int]:
        """Return the keys of all reports of the story that holds ``key``, earliest first, undated last."""
        gathered = self._stories()
        return self._of_rows(gathered.rows(int(gathered.first[self._known(key)])))

    def all(self, limit: int | None = None, offset: int = 0) -> Iterator[list[int]]:
        """Yield the members of stories, most reports first, of equal ones the one that began last."""
        gathered = self._stories()
        end = None if limit is None else offset + limit
        for first in gathered.firsts[offset:end].tolist():
            yield self._of_rows(gathered.rows(first))

    def central(self, members: Sequence[int]) -> int:
        """Return the most central report of a story: the one most alike the others in sum, or the first."""
        inside = {key: self._at(self._known(key)) for key in members}
        weight = dict.fromkeys(members, 0.0)
        for key, each in inside.items():
            for other, bond in each.before:
                if other in inside:
                    weight[key] += bond
                    weight[other] += bond
        return min(members, key=lambda key: (-weight[key], inside[key].rank))

    def records(self) -> list[Joined]:
        """Return all records, for keeping."""
        return [self._at(row) for row in range(len(self._keys))]

    def following(self, key: int) -> list[Joined]:
        """Return the records of the reports that a report is among the most like before them."""
        rows = np.unique(np.flatnonzero(np.frombuffer(self._before, np.int64) == key) // _KEPT)
        return [self._at(row) for row in rows.tolist()]

    def of_day(self, day: date | None) -> list[int]:
        """Return the keys of the reports of a day, for None of the undated ones."""
        times = np.frombuffer(self._times)
        first = inf if day is None else datetime.combine(day, time(), UTC).timestamp() / 3600
        rows = np.flatnonzero((times >= first) & (times < first + 24) | (times == first))
        return self._of_rows(rows)

    # -- rows

    def _row(self, key: int) -> int:
        row = bisect_left(self._keys, key)
        return row if row < len(self._keys) and self._keys[row] == key else -1

    def _known(self, key: int) -> int:
        row = self._row(key)
        if row < 0:
            raise KeyError(key)
        return row

    def _at(self, row: int) -> Joined:
        time = self._times[row]
        links = range(_KEPT * row, _KEPT * (row + 1))
        before = tuple((self._before[at], self._bonds[at]) for at in links if self._before[at] != _NONE)
        return Joined(self._keys[row], self._ids[row], None if time == inf else time, before)

    def _get(self, key: int) -> Joined | None:
        row = self._row(key)
        return self._at(row) if row >= 0 else None

    def _bound(self, key: int, related: Sequence[Bonded], counted: int) -> Iterator[tuple[Joined, float]]:
        """Yield the reports added that are so like one that they may be of its story, and their bond."""
        worth = _worth(counted)
        for relation in related:
            # From either side the same: what is beyond these digits depends on the order of adding up.
            bond = round(relation.bond * worth, _DIGITS)
            if bond >= SAME_STORY and relation.key != key and (other := self._get(relation.key)):
                yield other, bond

    def _put(self, each: Joined) -> None:
        self._gathered = None
        time = inf if each.time is None else each.time
        before = [other for other, _ in each.before[:_KEPT]]
        bonds = [bond for _, bond in each.before[:_KEPT]]
        before += [_NONE] * (_KEPT - len(before))
        bonds += [0.0] * (_KEPT - len(bonds))
        if not self._keys or each.key > self._keys[-1]:
            row = len(self._keys)
            self._keys.append(each.key)
            self._ids.append(each.id)
            self._times.append(time)
        else:
            row = bisect_left(self._keys, each.key)
            if self._keys[row] != each.key:
                self._keys.insert(row, each.key)
                self._ids.insert(row, each.id)
                self._times.insert(row, time)
                self._before[_KEPT * row : _KEPT * row] = array("q", before)
                self._bonds[_KEPT * row : _KEPT * row] = array("d", bonds)
            self._ids[row] = each.id
            self._times[row] = time
        self._before[_KEPT * row : _KEPT * (row + 1)] = array("q", before)
        self._bonds[_KEPT * row : _KEPT * (row + 1)] = array("d", bonds)

    def _of_rows(self, rows: NDArray[np.int64]) -> list[int]:
        return [self._keys[row] for row in rows.tolist()]

    def _with(self, each: Joined, links: list[tuple[int, float]]) -> Joined:
        # Of copies, which are equally alike, the earliest is followed, whatever the order of arrival.
        ranked = sorted((-bond, self._at(self._known(other)).rank, other) for other, bond in links)
        return Joined(each.key, each.id, each.time, tuple((key, -bond) for bond, _, key in ranked[:_KEPT]))

    # -- gathering

    def _stories(self) -> _Gathered:
        if self._gathered is None:
            self._gathered = self._gather()
        return self._gathered

    def _gather(self) -> _Gathered:
        keys = np.array(self._keys, np.int64)
        count = len(keys)
        by_id = np.array(sorted(range(count), key=self._ids.__getitem__), np.int64)
        order = by_id[np.argsort(np.array(self._times)[by_id], kind="stable")]
        before = np.array(self._before, np.int64)
        rows = np.minimum(np.searchsorted(keys, before), max(0, count - 1))
        if count:
            rows[keys[rows] != before] = count
        links, bonds = rows.reshape(-1, _KEPT), np.array(self._bonds).reshape(-1, _KEPT)
        story = [-1] * (count + 1)
        sizes = [0] * count
        for at in range(0, count, _AT_ONCE):
            some = order[at : at + _AT_ONCE]
            columns = some.tolist(), links[some].tolist(), bonds[some].tolist()
            for row, others, alike in zip(*columns, strict=True):
                first = row
                for other, bond in zip(others, alike, strict=True):
                    joined = story[other]
                    if joined >= 0 and bond >= _asked(sizes[joined]):
                        first = joined
                        break
                story[row] = first
                sizes[first] += 1
        return _Gathered.of(np.array(story[:count], np.int64), order)


class _Gathered(NamedTuple):
    """Rows by stories: of each row the first of its story, all rows story by story, and the first rows.

    ``firsts`` come in the order in which stories are told.
    """

    first: NDArray[np.int64]
    members: NDArray[np.int64]
    ends: NDArray[np.int64]
    firsts: NDArray[np.int64]

    @classmethod
    def of(cls, first: NDArray[np.int64], order: NDArray[np.int64]) -> _Gathered:
        members = order[np.argsort(first[order], kind="stable")]
        sizes = np.bincount(first, minlength=len(first)) if len(first) else first
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        firsts = np.flatnonzero(sizes)
        firsts = firsts[np.lexsort((-rank[firsts], -sizes[firsts]))]
        return cls(first, members, np.cumsum(sizes), firsts)

    def rows(self, first: int) -> NDArray[np.int64]:
        """Return the rows of the story whose first row this is, in the order of time."""
        return self.members[(self.ends[first - 1] if first else 0) : self.ends[first]]


def _without(links: Iterable[tuple[int, float]], key: int) -> tuple[tuple[int, float], ...]:
    return tuple(link for link in links if link[0] != key)


def _link(key: int, bond: float | None) -> list[tuple[int, float]]:
    return [] if bond is None else [(key, bond)]


def _worth(counted: int) -> float:
    """Return what a bond is worth that was measured with the words of so many reports."""
    return 1 / (1 + _UNCOUNTED * PRIOR_REPORTS / (PRIOR_REPORTS + counted))


def _asked(size: int) -> float:
    """Return the bond that a story of so many reports asks of the next."""
    return SAME_STORY + (_RISE * log2(size / _LARGE) if size > _LARGE else 0.0)
