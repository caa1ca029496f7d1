"""Reports beside one another: two compared, and what of one is new to who has read others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from briefreader.errors import NotFound
from briefreader.library.neighbours import Neighbours
from briefreader.library.trouble import damaged
from briefreader.model import Aligned, Article, Comparison, Novelty
from briefreader.related import Reading, added, compare, differences, matching, novelty, reading, relate
from briefreader.related.novelty import READ_AT_MOST
from briefreader.search.analysis import stem_of
from briefreader.store import Store
from briefreader.text import clean_line

_AT_HAND, _AT_REST = 64, 16
"""Readings that are held while reports are opened, and while none is: those of one report and its company.

Each takes some forty kilobytes, and two milliseconds to make.
"""


class Beside:
    """Sets reports of one store beside one another. Methods may be called from any thread."""

    def __init__(self, store: Store, neighbours: Neighbours) -> None:
        self._store = store
        self._neighbours = neighbours
        self._held: OrderedDict[tuple[int, int, int], Reading] = OrderedDict()

    def compare(self, a: int, b: int) -> Comparison:
        """Return what two reports have in common and where they differ."""
        return compare(self._reading(a), self._reading(b))

    def differing(self, a: int, b: int) -> list[tuple[str, str]]:
        """Return what either says where two reports disagree, numbers before dates and doers."""
        ours, theirs = self._reading(a), self._reading(b)
        found = sorted(differences(ours, theirs), key=lambda each: each.kind != "number")
        return [
            (clean_line(ours.article.text[slice(*each.a)]), clean_line(theirs.article.text[slice(*each.b)]))
            for each in found
        ]

    def matching(self, a: int, b: int, most: int) -> list[Aligned]:
        """Return the passages of two reports that match best, best first."""
        return matching(self._reading(a).passages, self._reading(b).passages, most)

    def novelty(self, key: int, read: Sequence[int]) -> Novelty:
        """Return what of a report is new to who has read the others."""
        return novelty(self._reading(key), [self._reading(other) for other in self._most_alike(key, read)])

    def added(self, key: int, before: Sequence[int]) -> tuple[float, str]:
        """Return which share of a report is new after those before it, and its most telling new passage."""
        ours = self._reading(key)
        read = [self._reading(other) for other in self._most_alike(key, before)]
        found = novelty(ours, read)
        best = added(ours, found, read)
        return found.share, ours.article.text[slice(*best)] if best else ""

    def _most_alike(self, key: int, others: Sequence[int]) -> list[int]:
        others = [other for other in dict.fromkeys(others) if other != key]
        if len(others) <= READ_AT_MOST:
            return list(self._store.heads(others))
        own = self._neighbours.many([key])
        if not len(own):
            return others[:READ_AT_MOST]
        many = self._neighbours.many(others)
        found = relate(own.profile(0), many, self._neighbours.frequencies(), limit=READ_AT_MOST)
        return [relation.key for relation in found]

    def _reading(self, key: int) -> Reading:
        asked = key, self._store.revision(), self._store.names_state()
        held = self._held.get(asked)
        if held is None:
            article = self._article(key)
            names = self._neighbours.named(key, article)
            held = reading(article, names, stem_of, self._neighbours.frequencies())
            self._held[asked] = held
            self._shrink(_AT_HAND)
        return held

    def rest(self) -> None:
        """Let go of readings that nobody is likely to ask for next."""
        self._shrink(_AT_REST)

    def _shrink(self, most: int) -> None:
        while len(self._held) > most:
            self._held.popitem(last=False)

    def _article(self, key: int) -> Article:
        article = self._store.articles([key]).get(key)
        if article is None:
            if head := self._store.heads([key]).get(key):
                raise damaged(self._store, head.id)
            raise NotFound("that report is gone: 'briefreader search' shows those there are")
        return article
