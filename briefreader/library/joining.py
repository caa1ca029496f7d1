"""Joining: the place of one report among the stories, and what is held in memory to find it.

Which reports may be of one story with it: of its own day those that share its words (see ``Day``), of all
other days those that the index proposes, or, where many reports come, ``Candidates``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC, date, datetime
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from briefreader.library.counting import Counts
from briefreader.library.profiles import Profiles
from briefreader.library.proposing import SMALL, Asked, proposed
from briefreader.model import Article
from briefreader.related import Bond, Candidates, Day, Frequencies, Joined, Many, Profile, Stories, bonds
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.search import Index

CANDIDATES = 50
"""Reports of other days that are proposed as the story of one. The bond counts of the best three only."""

FEW, DAY_AT_MOST = 50, 20_000
"""Reports of a day that are taken in for one of them, and for the next: each costs 40 microseconds once."""

UNDATED_AT_MOST = 2_000
"""Of undated reports so many: they are of no day within which the order could play a part."""

_READ_AT_ONCE = 500

_DAYS = 3
_AT_HAND = 12_000
_KEPT_AT_HAND = 1_000


class Came(NamedTuple):
    """A report that is to be related; ``alone`` is its record before it is joined to any.

    ``asked`` is what the index is asked of it, where whoever made it had that at hand.
    """

    alone: Joined
    published: datetime | None
    profile: Profile
    asked: Asked | None = None

    @classmethod
    def of(cls, key: int, article: Article, profile: Profile) -> Came:
        """Return a report of the library with its profile."""
        return cls(Joined.of(key, article.id, article.published), article.published, profile)

    @property
    def day(self) -> date | None:
        """The day of the report in UTC, as ``Stories.of_day`` has it; None where it is undated."""
        return self.published.astimezone(UTC).date() if self.published else None


class Joining:
    """The stories of one store, and what they are made with: as of ``state``."""

    def __init__(
        self,
        store: Store,
        profiles: Profiles,
        counts: Counts,
        index: Callable[[], Index],
        state: tuple[object, ...],
    ) -> None:
        self.state = state
        self.counts = counts
        self.stories = Stories(profiles.joined())
        self.shelf = Shelf(profiles)
        self.candidates: Candidates | None = None
        """Where many reports are joined, those of the library."""
        self.waiting: set[int] = set()
        """The keys of reports that the index has and that are still to be joined."""
        self._store = store
        self._index = index
        self._days: OrderedDict[date | None, Day] = OrderedDict()
        self._late: date | None = None

    def count_in(self, came: Sequence[Came], gone: Set[int]) -> list[int]:
        """Count reports in, those of the last day after all others.

        Return the keys of those of that day that came before and are measured otherwise from now on, so that
        they are to be joined ``anew``. ``gone`` are the keys of what was counted out, because it changed or
        went.
        """
        counts, settled = self.counts, self.counts.settled
        last = max((day for day in (settled.day, *(each.day for each in came)) if day), default=None)
        is_of_it = [last is not None and each.day == last for each in came]
        others = len(came) - sum(is_of_it)
        for each in compress(came, (not one for one in is_of_it)):
            counts.count(each.profile, 1)
        settled.begin(last, counts.frequencies)
        before = [key for key in self.stories.of_day(last) if key not in gone] if last and others else []
        has_outgrown = others and settled.outgrown(counts.frequencies.reports - len(before), others)
        if has_outgrown:
            settled.counts = counts.frequencies.copy()
            for some in self._read(before):
                for place in range(len(some)):
                    settled.counts.remove(some.profile(place))
        for each in compress(came, is_of_it):
            counts.count(each.profile, 1)
        return before if has_outgrown else []

    def join(self, came: Came) -> list[Joined]:
        """Join a report, whose profile is on the shelf, to its story; return the records that changed."""
        self.waiting.discard(came.alone.key)
        known = self.counts.settled.of(came.day)
        day = self._day(came.day, known)
        if day is not None:
            day.add(came.alone.key, came.profile)
        found = self._relations(came, known, self._like(came, known, day))
        return self.stories.add(came.alone.key, came.alone.id, came.published, found, known.reports)

    def renew(self, came: Came, date: date | None) -> list[Joined]:
        """Join anew what a report, whose profile is another now, has to do with those of one day.

        What reports of earlier days have to do with one another stays as it was found then.
        """
        key, known = came.alone.key, self.counts.settled.of(date)
        day = self._day(date, known)
        records = [self._anew(came, known, day)] if came.day == date else []
        keys = [each.key for each in self.stories.following(key)]
        if day is not None:
            keys += day.like(came.profile)
        of_it = set(self.stories.of_day(date))
        found = self._relations(came, known, [other for other in keys if other in of_it])
        return records + self.anew(self.stories.otherwise(key, found, known.reports), date)

    def anew(self, keys: Iterable[int], date: date | None) -> list[Joined]:
        """Join reports of one day anew; return their records."""
        known = self.counts.settled.of(date)
        day = self._day(date, known)
        records = []
        for key in keys:
            article = self._store.articles([key]).get(key)
            kept = self.shelf.take([key])
            if article is not None and len(kept):
                records.append(self._anew(Came.of(key, article, kept.profile(0)), known, day))
        return records

    def _anew(self, came: Came, known: Frequencies, day: Day | None) -> Joined:
        found = self._relations(came, known, self._like(came, known, day))
        return self.stories.follow(came.alone.key, found, known.reports)

    def _relations(self, came: Came, known: Frequencies, keys: Sequence[int]) -> list[Bond]:
        key = came.alone.key
        others = [other for other in dict.fromkeys(keys) if other in self.stories and other != key]
        return bonds(came.profile, self.shelf.take(others), known)

    def _like(self, came: Came, known: Frequencies, day: Day | None) -> list[int]:
        """Return the keys of the reports that may be of one story with one, whose day ``day`` is."""
        if day is None:
            return self._proposed(came, known, frozenset())
        return day.like(came.profile) + self._proposed(came, known, frozenset(self.stories.of_day(came.day)))

    def _day(self, date: date | None, known: Frequencies) -> Day | None:
        """Return what has been joined of a day, None where that is too much.

        One report that comes late is not worth taking in its day, only the next of the same.
        """
        day = self._days.get(date)
        if day is None or day.frequencies is not known:
            of_it = self.stories.of_day(date)
            is_late, self._late = date not in (self.counts.settled.day, self._late), date
            at_most = UNDATED_AT_MOST if date is None else DAY_AT_MOST
            if len(of_it) > (FEW if is_late else at_most):
                return None
            day = self._days[date] = Day(known)
            for some in self._read(of_it):
                day.take_in(some)
        self._days.move_to_end(date)
        while len(self._days) > _DAYS:
            self._days.popitem(last=False)
        return day

    def _read(self, keys: Sequence[int]) -> Iterator[Many]:
        """Return the profiles of reports, so many at a time that they take little memory."""
        for at in range(0, len(keys), _READ_AT_ONCE):
            yield self.shelf.take(keys[at : at + _READ_AT_ONCE])

    def _proposed(self, came: Came, known: Frequencies, but: frozenset[int]) -> list[int]:
        """Return reports that may be of one story with one, none of them of ``but``; of few, all."""
        key = came.alone.key
        if len(self.stories.keys) - len(but) <= SMALL:
            return [other for other in self.stories.keys if other not in but]
        if self.candidates is not None:
            return self.candidates.find(
                came.profile, known, CANDIDATES, before=key, exclude=but, other_days=bool(but)
            )
        asked = came.asked
        if asked is None and (article := self._store.articles([key]).get(key)) is not None:
            asked = Asked(article, came.profile, key)
        return proposed(self._index(), asked, known, CANDIDATES, exclude=but | self.waiting) if asked else []

    def tidy(self) -> None:
        """Hold no more profiles than the next few reports need."""
        self.shelf.shrink(_KEPT_AT_HAND)


class Shelf:
    """The profiles looked at last, so that those of a week's reports are read once and not for each."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._held: OrderedDict[int, bytes] = OrderedDict()

    def put(self, profiles: Mapping[int, bytes]) -> None:
        """Hold these, and let the ones go that were not looked at for longest."""
        for key, kept in profiles.items():
            self._held[key] = kept
            self._held.move_to_end(key)
        self.shrink(_AT_HAND)

    def shrink(self, most: int) -> None:
        """Hold so many at most."""
        while len(self._held) > most:
            self._held.popitem(last=False)

    def take(self, keys: Sequence[int]) -> Many:
        """Return the profiles of these reports beside one another, those that there are."""
        kept = self._kept(keys)
        return Many.from_bytes((key, kept[key]) for key in keys if key in kept)

    def _kept(self, keys: Sequence[int]) -> dict[int, bytes]:
        missing = [key for key in keys if key not in self._held]
        found = self._profiles.kept(missing) if missing else {}
        for key in keys:
            if key in self._held:
                found[key] = self._held[key]
        self.put(found)
        return found
