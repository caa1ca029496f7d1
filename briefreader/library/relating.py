"""Relating: each report gets its profile and its place among the stories, behind the finding of names.

It follows the names rather than going along with them, so that a large import is profiled when all its
spellings have found together. A batch is counted first and then related in the order of time, so that the
order in which it came plays no part. It is kept in one transaction together with how far relating has
come, so a run that is killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from briefreader.library.counting import Counts, settled_day
from briefreader.library.intake import Report
from briefreader.library.joining import Came, Joining
from briefreader.library.profiles import Profiles
from briefreader.library.proposing import SMALL, Asked
from briefreader.model import Article, Progress
from briefreader.related import Candidates, Frequencies, Joined, profile, renamed, told
from briefreader.search.analysis import stem_of
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.search import Index

BATCH = 5_000
"""Reports related and kept together: within them the order in which they came plays no part."""

BATCH_CHARS = 20_000_000
"""Characters of text in such a batch at most, but for a longer report alone: some 100 MB of profiles."""

_READ_AT_ONCE = 500

MANY = 40
"""Candidates are sought in memory, not in the index, where one in so many reports is to be related, and more
than ``BATCH``: of smaller pieces of one day some would be held against what the index proposes and some not.

Taking a report into memory costs a fortieth of asking the index once.
"""

MOVED_AT_ONCE = 5_000
"""Profiles that take their names anew in one run, at a millisecond each; more wait for the next run."""

ANEW_AT_MOST = 1_000
"""Of those that are not of the day at hand, the latest whose bonds with it are found anew, at two
milliseconds each; those of that day always are, at five."""

ASKED_AT_HAND = 50
"""Reports whose words are kept until the index is asked for them; of more they are read again."""

TELL_EVERY = 50


class Relater:
    """Relates the reports of one store. Whoever calls holds the library for writing."""

    def __init__(self, store: Store, index: Callable[[], Index]) -> None:
        self._store = store
        self._index = index
        self._profiles = Profiles(store)
        self._held: Joining | None = None

    def stages(self) -> list[int]:
        """Return up to which revisions to find names and relate in turn.

        What came of the end of one day and the beginning of the next is taken day by day: the names that
        the next day brings with it would show in the day before which of its reports came first.
        """
        revision, enriched, day = self._store.revision(), self._store.enriched(), settled_day(self._store)
        if day is None or enriched == revision:
            return [revision]
        return self._store.by_day(enriched, day, BATCH)

    def run(self, progress: Report | None) -> None:
        """Relate what came or changed since the last time, and take away what went.

        What it takes to go on is held in memory until the next time, so that reports that come one by one
        take no longer than in a batch.
        """
        held, self._held = self._held, None
        if held is None or held.state != self._state():
            held = self._taken_up()
        before = held.counts.settled.day
        came = self._catch_up(held, progress)
        # What a new day tells of names is not told of the day before: it would show which of it came first.
        self._follow_names(held, {held.counts.settled.day, *({before} & came)}, progress)
        held.candidates = None
        held.tidy()
        held.state = self._state()
        self._held = held

    def _state(self) -> tuple[object, ...]:
        """Return what changes whenever anyone relates reports of this store, or puts another in its place."""
        # As in ``Database._meta``: not sought by name (+), past the counts, but gone through.
        (row,) = self._store.rows(
            "SELECT (SELECT value FROM meta WHERE +name = 'related'),"
            " (SELECT value FROM meta WHERE +name = 'counted'), (SELECT max(number) FROM counted)"
        )
        return self._store.id, *row

    def _taken_up(self) -> Joining:
        try:
            counts = self._profiles.checked()
        except ValueError:  # damaged, or of another version: all is made anew
            with self._store.transaction() as connection:
                self._profiles.clear(connection)
            counts = Counts(self._store)
        return Joining(self._store, self._profiles, counts, self._index, self._state())

    def _catch_up(self, held: Joining, progress: Report | None) -> set[date | None]:
        """Relate what came; return the days that it is of."""
        days: set[date | None] = set()
        counts, stories = held.counts, held.stories
        after, enriched = self._store.related(), self._store.enriched()
        if after >= enriched:
            return days
        total, done = self._store.pending(after), 0
        are_many = total > BATCH and SMALL < len(stories.keys) + total < total * MANY
        while after < enriched:
            upto = min(self._store.revision_after(after, BATCH, BATCH_CHARS), enriched)
            removed = self._store.removed_since(after)
            is_asked = not are_many and total <= ASKED_AT_HAND
            came = [
                self._came(key, article, is_asked)
                for key, article in self._store.changed_between(after, upto)
            ]
            # In the order of stories, so that a report is compared with those before it and no others.
            came.sort(key=lambda each: each.alone.rank)
            new = {each.alone.key: each.profile for each in came}
            for old in self._profiles.get((*new, *removed)).values():
                counts.count(old, -1)
            days.update(each.day for each in came)
            held.shelf.put({key: made.to_bytes() for key, made in new.items()})
            anew, settled = held.count_in(came, {*new, *removed}), counts.settled
            if are_many and held.candidates is None:
                held.candidates = self._candidates(settled.counts)
            if held.candidates is not None:
                held.candidates.add(new, settled.counts)
            records: dict[int, Joined] = {}
            for key in removed:
                if held.candidates is not None:
                    held.candidates.remove(key)
                records.update((each.key, each) for each in stories.remove(key))
            held.waiting = set(new)
            for number, each in enumerate(came, done):
                records.update((record.key, record) for record in held.join(each))
                if progress is not None and number % TELL_EVERY == 0:
                    progress(Progress("stories", min(number, total), total))
            records.update((record.key, record) for record in held.anew(anew, settled.day))
            with self._store.transaction() as connection:
                self._profiles.drop(connection, removed)
                self._profiles.keep(connection, new)
                there = [each for key, each in records.items() if key in stories]
                self._profiles.keep_joined(connection, there)
                counts.keep(connection)
                self._profiles.keep_progress(connection, upto)
            after = upto
            done += len(came)
        if progress is not None:
            progress(Progress("stories", total, total))
        return days

    def _candidates(self, counts: Frequencies) -> Candidates:
        """Return the reports that have been related, weighed with ``counts``."""
        candidates = Candidates()
        for some in self._profiles.all(_READ_AT_ONCE):
            candidates.add(some, counts)
        return candidates

    def _came(self, key: int, article: Article, is_asked: bool) -> Came:
        """Return a report with its profile; with ``is_asked`` also with what the index is to be asked."""
        sentences = told(article, stem_of)
        named = self._profiles.named(key, len(article.text))
        made = profile(article, named, stem_of, sentences)
        came = Came.of(key, article, made)
        return came._replace(asked=Asked(article, made, key, sentences)) if is_asked else came

    def _follow_names(self, held: Joining, days: Collection[date | None], progress: Report | None) -> None:
        """Give profiles the names anew whose names have come to other entities.

        What they have to do with reports of ``days``, the latest days, is found anew: so the order in which
        those came plays no part, whenever two names came together.
        """
        moved = self._profiles.moved(MOVED_AT_ONCE)
        if not moved:
            return
        new: list[Came] = []
        for at in range(0, len(moved), _READ_AT_ONCE):
            keys = moved[at : at + _READ_AT_ONCE]
            profiles, articles = self._profiles.get(keys), self._store.articles(keys)
            for key in (key for key in keys if key in profiles and key in articles):
                article, old = articles[key], profiles[key]
                made = renamed(old, self._profiles.named(key, len(article.text)))
                if made.to_bytes() == old.to_bytes():
                    # It was noted for a name that has come back, or that its text no longer has.
                    continue
                held.counts.count(old, -1)
                held.counts.count(made, 1)
                new.append(Came.of(key, article, made))
            if progress is not None:
                progress(Progress("stories", min(at + _READ_AT_ONCE, len(moved)), len(moved)))
        new.sort(key=lambda each: each.alone.rank)
        held.shelf.put({each.alone.key: each.profile.to_bytes() for each in new})
        records: dict[int, Joined] = {}
        latest = len(new) - ANEW_AT_MOST
        for (number, each), day in product(enumerate(new), days):
            if number >= latest or (day is not None and each.day == day):
                records.update((record.key, record) for record in held.renew(each, day))
        with self._store.transaction() as connection:
            self._profiles.keep(connection, {each.alone.key: each.profile for each in new})
            self._profiles.keep_joined(connection, records.values())
            connection.executemany("DELETE FROM moved WHERE key = ?", ((key,) for key in moved))
            held.counts.keep(connection)
