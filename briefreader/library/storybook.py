"""The stories of the library: which reports each holds, what it is called, and what each report added.

A story's id is that of its earliest report. It changes only when an earlier report comes or that one
goes; asked by the id of any of its reports a story is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from briefreader.library.beside import Beside
from briefreader.library.profiles import Profiles
from briefreader.model import EntityKind, Leading, Story, StoryReport
from briefreader.related import Stories
from briefreader.store import Store
from briefreader.text import clean_line, tokens

ENTITIES = 8
TOLD_AT_MOST = 200
"""Reports of a story of which is worked out what they added; later ones are listed without."""

_LED = """
    SELECT e.id, e.name, e.kind, count(DISTINCT n.key) AS reports, sum(n.count) AS times
    FROM named n
    JOIN forms f ON f.form = n.owner
    JOIN entities e ON e.id = f.entity
    WHERE n.key IN (SELECT value FROM json_each(?1))
    GROUP BY e.id ORDER BY reports DESC, times DESC, e.id LIMIT ?2
"""


class Storybook:
    """The stories of one store. Methods may be called from any thread."""

    def __init__(self, store: Store, beside: Beside) -> None:
        self._store = store
        self._beside = beside
        self._profiles = Profiles(store)
        self._held: tuple[int, Stories] | None = None

    def all(self, limit: int | None, offset: int) -> Iterator[Story]:
        """Yield stories, those of most reports first, of equal ones the one that began last."""
        stories = self._stories()
        for members in stories.all(limit, offset):
            if found := self._story(members, stories.central(members)):
                yield found

    def story(self, key: int) -> Story:
        """Return the story that a report belongs to; one not joined yet is a story by itself."""
        members = self.members(key)
        stories = self._stories()
        central = stories.central(members) if members[0] in stories else key
        found = self._story(members, central)
        assert found is not None
        return found

    def members(self, key: int) -> list[int]:
        """Return the keys of the reports of a report's story, earliest first, undated last."""
        stories = self._stories()
        return stories.members(key) if key in stories else [key]

    def stories_of(self, keys: Iterable[int]) -> dict[int, str]:
        """Return the id of the story of each of these reports."""
        stories = self._stories()
        first = {key: stories.story_of(key) if key in stories else key for key in keys}
        heads = self._store.heads(set(first.values()) | set(first))
        return {
            key: heads[root].id if root in heads else heads[key].id
            for key, root in first.items()
            if key in heads
        }

    def timeline(self, key: int) -> Iterator[StoryReport]:
        """Yield the reports of a story in their order, with what each added to those before it."""
        members = self.members(key)
        for at, member in enumerate(members):
            article = self._store.articles([member]).get(member)
            if article is None:
                continue
            new, adds = (0.0, "") if at >= TOLD_AT_MOST else self._beside.added(member, members[:at])
            yield StoryReport(
                article.id,
                article.title,
                article.source,
                article.published,
                sum(1 for _ in tokens(article.text)),
                new,
                clean_line(adds),
            )

    def _story(self, members: list[int], central: int) -> Story | None:
        heads = self._store.heads(members)
        there = [heads[key] for key in members if key in heads]
        if not there:  # forgotten, and not yet taken out of its story
            return None
        dates = [head.published for head in there if head.published]
        return Story(
            id=there[0].id,
            headline=(heads.get(central) or there[0]).title,
            first=min(dates, default=None),
            last=max(dates, default=None),
            reports=tuple(head.id for head in there),
            entities=self._entities(members),
            outlets=tuple(dict.fromkeys(head.source for head in there if head.source)),
        )

    def _entities(self, members: list[int]) -> tuple[Leading, ...]:
        rows = self._store.rows(_LED, (str(members), ENTITIES))
        return tuple(Leading(str(id), str(name), cast(EntityKind, kind)) for id, name, kind, _, _ in rows)

    def _stories(self) -> Stories:
        related = self._store.related()
        held = self._held
        if held is None or held[0] != related:
            held = self._held = (related, Stories(self._profiles.joined()))
        return held[1]
