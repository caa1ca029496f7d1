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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import log2

from briefreader.related.frequencies import PRIOR_REPORTS, Frequencies
from briefreader.related.relation import Relation

SAME_STORY = 0.15
"""The bond (see ``Relation``) from which a report belongs to the story of an earlier one."""

_LARGE = 8
_RISE = 0.04
_KEPT = 3
_GROWTH = 1.1

Rank = tuple[bool, float, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """A report's place among the stories, as it is kept: which reports before it are most like it.

    ``time`` is in hours since 1970, None without a date. ``before`` holds the keys of up to three earlier
    reports and their bond, best first; the first is the predecessor.
    """

    key: int
    id: str
    time: float | None
    before: tuple[tuple[int, float], ...]


class Stories:
    """The stories of a library, by the integer keys of its reports.

    Built from the kept ``Joined`` records; ``add`` and ``remove`` answer with the records that changed.
    """

    def __init__(self, joined: Iterable[Joined] = ()) -> None:
        self._joined: dict[int, Joined] = {each.key: each for each in joined}
        self._after: dict[int, set[int]] = {}
        self._gathered: dict[int, list[int]] | None = None
        self._first: dict[int, int] = {}
        for each in self._joined.values():
            self._link(each)

    def __len__(self) -> int:
        return len(self._stories())

    def __contains__(self, key: int) -> bool:
        return key in self._joined

    def add(
        self, key: int, ident: str, published: datetime | None, related: Sequence[Relation]
    ) -> list[Joined]:
        """Join a report to its story and return the changed records, its own first.

        ``ident`` is the report's id, ``related`` its relations by ``relate`` (30 best are enough). Related
        reports not added yet are passed over: they will find this one when they come. A report added again
        is replaced.
        """
        changed = {each.key: each for each in self.remove(key)} if key in self._joined else {}
        time = published.timestamp() / 3600 if published else None
        mine = Joined(key, ident, time, ())
        self._joined[key] = mine
        before: list[tuple[int, float]] = []
        for relation in related:
            other = self._joined.get(relation.key)
            if other is None or relation.key == key or relation.bond < SAME_STORY:
                continue
            if _rank(other) < _rank(mine):
                before.append((other.key, relation.bond))
            else:
                later = self._with(other, [*other.before, (key, relation.bond)])
                if later != other:
                    changed[other.key] = later
        changed[key] = self._with(mine, before)
        for each in changed.values():
            self._replace(each)
        return [changed.pop(key), *changed.values()]

    def remove(self, key: int) -> list[Joined]:
        """Take a report out and return the changed records: those joined to it follow their next best."""
        gone = self._joined.pop(key, None)
        if gone is None:
            return []
        self._gathered = None
        self._unlink(gone)
        changed: list[Joined] = []
        for follower in sorted(self._after.pop(key, set())):
            each = self._joined[follower]
            self._unlink(each)
            left = tuple(link for link in each.before if link[0] != key)
            changed.append(Joined(each.key, each.id, each.time, left))
            self._joined[follower] = changed[-1]
            self._link(changed[-1])
        return changed

    def story_of(self, key: int) -> int:
        """Return the key of the first report of the story that holds ``key``; KeyError for one not added."""
        self._stories()
        return self._first[key]

    def members(self, key: int) -> list[int]:
        """Return the keys of all reports of the story that holds ``key``, earliest first, undated last."""
        return list(self._stories()[self.story_of(key)])

    def all(self) -> list[list[int]]:
        """Return the members of every story, most reports first, of equal ones the one that began last."""
        # Stories stand in the order of their first reports.
        latest = reversed(self._stories().values())
        return [list(members) for members in sorted(latest, key=len, reverse=True)]

    def central(self, members: Sequence[int]) -> int:
        """Return the most central report of a story: the one most alike the others in sum, or the first."""
        inside = set(members)
        weight: dict[int, float] = dict.fromkeys(members, 0.0)
        for key in members:
            for other, bond in self._joined[key].before:
                if other in inside:
                    weight[key] += bond
                    weight[other] += bond
        return min(members, key=lambda key: (-weight[key], _rank(self._joined[key])))

    def records(self) -> list[Joined]:
        """Return all records, for keeping."""
        return list(self._joined.values())

    def _stories(self) -> dict[int, list[int]]:
        """Return the members of each story by its first report, all in the order of time."""
        if self._gathered is None:
            first: dict[int, int] = {}
            gathered: dict[int, list[int]] = {}
            for each in sorted(self._joined.values(), key=_rank):
                story = each.key
                for other, bond in each.before:
                    if other in first and bond >= _asked(len(gathered[first[other]])):
                        story = first[other]
                        break
                first[each.key] = story
                gathered.setdefault(story, []).append(each.key)
            self._first, self._gathered = first, gathered
        return self._gathered

    def _with(self, each: Joined, links: list[tuple[int, float]]) -> Joined:
        # Of copies, which are equally alike, the earliest is followed, whatever the order of arrival.
        best = sorted(links, key=lambda link: (-link[1], _rank(self._joined[link[0]])))[:_KEPT]
        return Joined(each.key, each.id, each.time, tuple(best))

    def _replace(self, each: Joined) -> None:
        self._gathered = None
        before = self._joined.get(each.key)
        if before is not None:
            self._unlink(before)
        self._joined[each.key] = each
        self._link(each)

    def _link(self, each: Joined) -> None:
        for other, _ in each.before:
            self._after.setdefault(other, set()).add(each.key)

    def _unlink(self, each: Joined) -> None:
        for other, _ in each.before:
            self._after.get(other, set()).discard(each.key)


class Settled:
    """Word counts that stand still within a day, so that the order of a day's reports changes nothing.

    A batch of reports (or a single one) is taken in so: ``before`` with the counts as they are; the
    batch is counted in; ``after``; then its reports are related by ``counts`` and joined to stories.
    """

    def __init__(self, counts: Frequencies | None = None, day: date | None = None) -> None:
        self.counts = counts or Frequencies()
        self.day = day

    def to_bytes(self) -> bytes:
        """Return what stands still, for keeping: about as large as the counts."""
        return (self.day.isoformat() if self.day else "").encode() + b"\n" + self.counts.to_bytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Settled:
        """Return what ``to_bytes`` kept; raise ValueError for what it did not keep."""
        day, _, counts = kept.partition(b"\n")
        return cls(Frequencies.from_bytes(counts), date.fromisoformat(day.decode()) if day else None)

    def before(self, last: datetime | None, counts: Frequencies) -> None:
        """Follow the library's counts when a batch, whose last report is of ``last``, begins a later day."""
        if last is not None and (self.day is None or last.date() > self.day):
            self.day = last.date()
            self.counts = counts.copy()

    def after(self, counts: Frequencies) -> None:
        """Follow the library's counts when it has grown by a tenth, as it does while being filled."""
        if counts.reports + PRIOR_REPORTS > _GROWTH * (self.counts.reports + PRIOR_REPORTS):
            self.counts = counts.copy()


def _asked(size: int) -> float:
    """Return the bond that a story of so many reports asks of the next."""
    return SAME_STORY + (_RISE * log2(size / _LARGE) if size > _LARGE else 0.0)


def _rank(joined: Joined) -> Rank:
    """Return the order of reports in time: undated ones after all others, equals by id."""
    return joined.time is None, joined.time or 0.0, joined.id
