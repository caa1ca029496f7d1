"""The reports related to one: candidates from the index, the exact score on those, and why, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

from briefreader.errors import LibraryError
from briefreader.library.counting import Counts
from briefreader.library.keeper import Keeper
from briefreader.library.profiles import Profiles
from briefreader.library.proposing import Asked, proposed
from briefreader.model import Article, RelatedReport
from briefreader.related import Frequencies, Many, Name, Wording, folded, profile, relate
from briefreader.search.analysis import stem_of
from briefreader.store import Store

CANDIDATES = 50
"""Reports that the index proposes at least, and twice as many as are asked for."""

CROWDED = 2_000
"""Reports that it proposes instead where most of the first are copies of the one asked about."""

FRESH_AT_MOST = 60
"""Candidates profiled on the spot because relating has not come to them yet, best first."""


class Neighbours:
    """Finds what is related to a report or to any text. Methods may be called from any thread."""

    def __init__(self, store: Store, keeper: Keeper, setting: str = "rules") -> None:
        """Find in ``store``; ``setting`` names the recogniser of a text that is not in the library."""
        self._store = store
        self._keeper = keeper
        self._setting = setting
        self._profiles = Profiles(store)
        self._counts: Counts | None = None
        self._as_of: tuple[str, int] | None = None
        self._turn = Lock()

    def frequencies(self) -> Frequencies:
        """Return the counts of the library's words as last kept."""
        related = self._store.state_of_relations()
        with self._turn:
            if self._as_of != related or self._counts is None:
                try:
                    if self._counts is None:
                        self._counts = Counts(self._store)
                    self._counts.follow()
                except ValueError:  # of another version: relating makes them anew
                    return Frequencies()
                self._as_of = related
            return self._counts.frequencies

    def named(self, key: int, article: Article) -> list[Name]:
        """Return the merged entities in the text of a report."""
        return self._profiles.named(key, len(article.text))

    def of(self, key: int, article: Article, limit: int, *, fold: bool, reasons: bool) -> list[RelatedReport]:
        """Return the reports related to one of the library's."""
        kept = self.many([key])
        # One that was forgotten since it was read has none any more.
        own = kept.profile(0) if len(kept) else profile(article, self.named(key, article), stem_of)
        entities = self._profiles.entities(key) if reasons else ()
        return self._related(Asked(article, own, key), entities, limit, fold, reasons)

    def of_article(self, article: Article, limit: int, *, fold: bool) -> list[RelatedReport]:
        """Return the reports related to one that is not in the library."""
        names = self._recognised(article)
        own = profile(article, names, stem_of)
        entities = [(name.id, name.name) for name in names]
        return self._related(Asked(article, own, None), entities, limit, fold, True)

    def many(self, keys: Sequence[int]) -> Many:
        """Return the profiles of reports; those that have none yet are profiled, at most a few."""
        try:
            return self._many(keys, self._profiles.kept(keys))
        except ValueError:  # of another version: relating makes them anew
            return self._many(keys, {})

    def _many(self, keys: Sequence[int], kept: dict[int, bytes]) -> Many:
        missing = [key for key in keys if key not in kept][:FRESH_AT_MOST]
        for key, article in self._store.articles(missing).items() if missing else ():
            kept[key] = profile(article, self.named(key, article), stem_of).to_bytes()
        return Many.from_bytes((key, kept[key]) for key in keys if key in kept)

    def _related(
        self, asked: Asked, entities: Iterable[tuple[str, str]], limit: int, fold: bool, reasons: bool
    ) -> list[RelatedReport]:
        if limit <= 0:
            return []
        frequencies = self.frequencies()
        wanted = max(CANDIDATES, 2 * limit)
        many = self._candidates(asked, frequencies, wanted)
        found = relate(asked.profile, many, frequencies, limit=wanted if fold else limit)
        copies = sum(relation.kind == "copy" for relation in found)
        if fold and len(found) == wanted and 2 * copies > wanted:
            many = self._candidates(asked, frequencies, wanted, crowded=True)
            found = relate(asked.profile, many, frequencies, limit=len(many))
        groups = folded(found, many, limit) if fold else [[relation] for relation in found]
        heads = self._store.heads(relation.key for group in groups for relation in group)
        # What has no head was forgotten since the index last heard of it.
        there = [[relation for relation in group if relation.key in heads] for group in groups]
        there = [group for group in there if group]
        firsts = [group[0] for group in there]
        wording = Wording(asked.sentences, entities, frequencies, firsts) if reasons else None
        return [
            RelatedReport(
                *heads[first.key],
                first.score,
                first.kind,
                tuple(wording.reasons(first)) if wording else (),
                tuple(heads[relation.key].id for relation in rest),
            )
            for first, *rest in there
        ]

    def _candidates(
        self, asked: Asked, frequencies: Frequencies, wanted: int, *, crowded: bool = False
    ) -> Many:
        """Return reports that may be related; ``crowded``: also where most of the best are one text."""
        index = self._keeper.index()
        keys = proposed(index, asked, frequencies, wanted, distinct=crowded)
        if crowded:
            keys = list(dict.fromkeys([*keys, *proposed(index, asked, frequencies, CROWDED)]))
        return self.many(keys)

    def _recognised(self, article: Article) -> list[Name]:
        from briefreader.entities.naming import understand
        from briefreader.entities.recogniser import RecogniserError
        from briefreader.library.enriching import recogniser

        try:
            (mentions,) = recogniser(self._store, self._setting).recognise([article])
        except RecogniserError as error:
            raise LibraryError(str(error)) from error
        return self._profiles.resolved(mentions, understand(article, mentions), len(article.text))
