"""Relating: each report gets its profile and its place among the stories, behind the finding of names.

It follows the names rather than going along with them, so that a large import is profiled when all its
spellings have found together. A batch is counted first and then related in the order of time, so that the
order in which it came plays no part. It is kept in one transaction together with how far relating has
come, so a run that is killed goes on where it stopped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from briefreader.library.counting import Counts
from briefreader.library.intake import Report
from briefreader.library.profiles import Profiles
from briefreader.library.proposing import SMALL, Asked, proposed
from briefreader.model import Article, Progress
from briefreader.related import Candidates, Joined, Many, Profile, Stories, profile, relate, renamed
from briefreader.search.analysis import stem_of
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.search import Index

BATCH = 5_000
"""Reports related and kept together: within them the order in which they came plays no part."""

BATCH_CHARS = 20_000_000
"""Characters of text in such a batch at most, but for a longer report alone: some 100 MB of profiles."""

_READ_AT_ONCE = 500

CANDIDATES = 60
"""Reports that the index proposes as the story of a new one. The bond counts of the best three only."""

MANY = 40
"""Candidates are sought in memory, not in the index, where one in so many reports is to be related.

Taking a report into memory costs a fortieth of asking the index once.
"""

MOVED_AT_ONCE = 5000
"""Profiles that take their names anew in one run, at a millisecond each; more wait for the next run."""

_AT_HAND = 12_000
_KEPT_AT_HAND = 1_000
TELL_EVERY = 50


class Relater:
    """Relates the reports of one store. Whoever calls holds the library for writing."""

    def __init__(self, store: Store, index: Callable[[], Index]) -> None:
        self._store = store
        self._index = index
        self._profiles = Profiles(store)
        self._candidates: Candidates | None = None
        self._held: _Held | None = None

    def run(self, progress: Report | None) -> None:
        """Relate what came or changed since the last time, and take away what went.

        What it takes to go on is held in memory until the next time, so that reports that come one by one
        take no longer than in a batch.
        """
        held, self._held = self._held, None
        if held is None or held.state != self._state():
            held = self._taken_up()
        if self._store.related() < self._store.enriched():
            self._catch_up(held, progress)
        self._follow_names(held, progress)
        held.shelf.shrink(_KEPT_AT_HAND)
        held.state = self._state()
        self._held = held

    def _state(self) -> tuple[object, ...]:
        """Return what changes whenever anyone relates reports of this store, or puts another in its place."""
        (row,) = self._store.rows(
            "SELECT (SELECT value FROM meta WHERE name = 'related'),"
            " (SELECT value FROM meta WHERE name = 'counted'), (SELECT max(number) FROM counted)"
        )
        return self._store.id, *row

    def _taken_up(self) -> _Held:
        try:
            self._profiles.check()
            counts = Counts(self._store)
        except ValueError:  # damaged, or of another version: all is made anew
            with self._store.transaction() as connection:
                self._profiles.clear(connection)
            counts = Counts(self._store)
        return _Held(self._state(), counts, Stories(self._profiles.joined()), _Shelf(self._profiles))

    def _catch_up(self, held: _Held, progress: Report | None) -> None:
        counts, stories, shelf = held.counts, held.stories, held.shelf
        total, done = self._store.pending(self._store.related()), 0
        self._candidates = None
        if self._store.count() > SMALL and total * MANY > self._store.count():
            self._candidates = Candidates()
            for some in self._profiles.all(_READ_AT_ONCE):
                self._candidates.add(some, counts.frequencies)
        while (after := self._store.related()) < self._store.enriched():
            upto = min(self._store.revision_after(after, BATCH, BATCH_CHARS), self._store.enriched())
            removed = self._store.removed_since(after)
            came = [
                _Came(
                    Joined.of(key, article.id, article.published),
                    article.published,
                    self._profile(key, article),
                )
                for key, article in self._store.changed_between(after, upto)
            ]
            # In the order of stories, so that a report is compared with those before it and no others.
            came.sort(key=lambda each: each.alone.rank)
            new = {each.alone.key: each.profile for each in came}
            for old in self._profiles.get((*new, *removed)).values():
                counts.count(old, -1)
            counts.begin(max((each.published for each in came if each.published), default=None))
            for made in new.values():
                counts.count(made, 1)
            counts.end()
            settled = counts.settled.counts
            shelf.put({key: made.to_bytes() for key, made in new.items()})
            if self._candidates is not None:
                self._candidates.add(new, settled)
            records: dict[int, Joined] = {}
            for key in removed:
                if self._candidates is not None:
                    self._candidates.remove(key)
                records.update((each.key, each) for each in stories.remove(key))
            for number, (alone, published, made) in enumerate(came, done):
                key = alone.key
                if self._candidates is not None:
                    keys = self._candidates.find(made, settled, CANDIDATES, before=key)
                else:
                    article = self._store.articles([key]).get(key)
                    asked = Asked(article, made, key) if article is not None else None
                    keys = proposed(self._index(), asked, settled, CANDIDATES) if asked else []
                others = shelf.take([other for other in keys if other in stories and other != key])
                found = relate(made, others, settled, limit=CANDIDATES)
                for each in stories.add(key, alone.id, published, found):
                    records[each.key] = each
                if progress is not None and number % TELL_EVERY == 0:
                    progress(Progress("stories", min(number, total), total))
            with self._store.transaction() as connection:
                self._profiles.drop(connection, removed)
                self._profiles.keep(connection, new)
                there = [each for key, each in records.items() if key in stories]
                self._profiles.keep_joined(connection, there)
                counts.keep(connection)
                self._profiles.keep_progress(connection, upto)
            done += len(came)
        self._candidates = None
        if progress is not None:
            progress(Progress("stories", total, total))

    def _profile(self, key: int, article: Article) -> Profile:
        return profile(article, self._profiles.named(key, len(article.text)), stem_of)

    def _follow_names(self, held: _Held, progress: Report | None) -> None:
        """Give profiles the names anew whose names have come to other entities.

        Stories stay as they were found: what a spelling is called moves a bond too little.
        """
        moved = self._profiles.moved(MOVED_AT_ONCE)
        if not moved:
            return
        for at in range(0, len(moved), _READ_AT_ONCE):
            keys = moved[at : at + _READ_AT_ONCE]
            old, articles = self._profiles.get(keys), self._store.articles(keys)
            new: dict[int, Profile] = {}
            for key in keys:
                if key in old and key in articles:
                    names = self._profiles.named(key, len(articles[key].text))
                    new[key] = renamed(old[key], names)
                    held.counts.count(old[key], -1)
                    held.counts.count(new[key], 1)
            held.shelf.put({key: made.to_bytes() for key, made in new.items()})
            with self._store.transaction() as connection:
                self._profiles.keep(connection, new)
                connection.executemany("DELETE FROM moved WHERE key = ?", ((key,) for key in keys))
                held.counts.keep(connection)
            if progress is not None:
                progress(Progress("stories", min(at + _READ_AT_ONCE, len(moved)), len(moved)))


class _Came(NamedTuple):
    """A report that is to be related; ``alone`` is its record before it is joined to any."""

    alone: Joined
    published: datetime | None
    profile: Profile


class _Held:
    """What relating goes on from: as of ``state``."""

    def __init__(self, state: tuple[object, ...], counts: Counts, stories: Stories, shelf: _Shelf) -> None:
        self.state = state
        self.counts = counts
        self.stories = stories
        self.shelf = shelf


class _Shelf:
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
        """Return the profiles of these reports, those that there are."""
        missing = [key for key in keys if key not in self._held]
        found = self._profiles.kept(missing) if missing else {}
        for key in keys:
            if key in self._held:
                found[key] = self._held[key]
        self.put(found)
        return Many.from_bytes((key, found[key]) for key in keys if key in found)
