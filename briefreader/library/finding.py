"""The library's door to searching: a page of hits, all that a query finds, what shows in a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from briefreader.config import Settings
from briefreader.library.keeper import Keeper
from briefreader.library.trouble import plain_errors
from briefreader.model import Hit, Page, Span
from briefreader.store import Store
from briefreader.text import clean_line

if TYPE_CHECKING:
    from briefreader.library.asking import Asking
    from briefreader.library.states import LatestStates
    from briefreader.search import Index, Parsed

Sort = Literal["relevance", "date"]

SNIPPET_CHARACTERS = 200


class Finding:
    """How ``Library`` finds reports by words. Methods may be called from any thread."""

    settings: Settings
    _store: Store
    _keeper: Keeper

    def search(
        self,
        query: str,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        *,
        typing: bool = False,
        state: int | None = None,
        dropped: Callable[[], bool] | None = None,
    ) -> Page:
        """Return a page of the reports that ``query`` finds, best (or newest) first.

        An empty query finds every report, newest first and undated ones last. ``typing`` takes the
        last word as one that is still being typed. A query that is not understood as a whole finds
        what can be understood, and the page's ``notes`` say what was not.

        ``state`` is that of an earlier page of the same query, which this one is to follow on (as long as
        that is among the last few). ``dropped`` is asked now and then whether nobody waits any more.

        Raises:
            Dropped: ``dropped`` said so.
        """
        with plain_errors():
            parsed = self._parsed(query, typing)
            if parsed.empty:
                keys = self._store.newest(limit, offset)
                hits = self._hits(parsed, None, keys, [0.0] * len(keys))
                return Page(query, hits, self._store.count(), offset, parsed.notes)

            def found() -> Page:
                index = self._keeper.index()
                found = index.search(parsed, limit, offset, sort, state=state, dropped=dropped)
                hits = self._hits(parsed, index, found.keys, found.scores)
                meant = None if found.total else index.suggest(parsed)
                asking = self._asking()
                names = tuple(
                    entity
                    for entity in asking.named(query)
                    if index.search(self._parsed(f"entity:{entity.id} -({query})"), 0).total
                )
                return Page(
                    query, hits, found.total, offset, parsed.notes, names, meant and clean_line(meant),
                    found.state,
                )  # fmt: skip

            return self._keeper.mended(found)

    def _parsed(self, query: str, typing: bool = False) -> Parsed:
        from briefreader import search

        return search.parse(
            query,
            typing=typing,
            names=self._asking(),
            states=self._states.when_asked(),
            limits=self.settings.limits,
        )

    def _hits(
        self, parsed: Parsed, index: Index | None, keys: list[int], scores: list[float]
    ) -> tuple[Hit, ...]:
        from briefreader import search

        cards = self._store.cards(keys)
        # What is missing was forgotten since the index last heard of it.
        there = [(key, score, cards[key]) for key, score in zip(keys, scores, strict=True) if key in cards]
        if index is None:
            shown = search.shown(
                [(card.title, card.text) for _, _, card in there], parsed, SNIPPET_CHARACTERS
            )
        else:
            reports = [(key, card.title, card.text) for key, _, card in there]
            shown = index.shown(parsed, reports, SNIPPET_CHARACTERS)
        return tuple(
            Hit(
                id=card.id,
                title=card.title,
                source=card.source,
                published=card.published,
                score=score,
                snippet=snippet,
                title_spans=in_title,
                snippet_spans=spans,
                marks=card.marks,
            )
            for (_, score, card), (snippet, spans, in_title) in zip(there, shown, strict=True)
        )

    def find_all(
        self, query: str, sort: Sort = "date", *, typing: bool = False
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of all reports that ``query`` finds, and the notes on the query."""
        with plain_errors():
            parsed = self._parsed(query, typing)
            most = self._store.count()

            def found() -> list[int]:
                if parsed.empty:
                    return self._store.newest(most, 0)
                return self._keeper.index().search(parsed, most, 0, sort).keys

            keys = self._keeper.mended(found)
            heads = self._store.heads(keys)
            return tuple(heads[key].id for key in keys if key in heads), parsed.notes

    def counts(self, query: str) -> tuple[int, int]:
        """Return how many reports ``query`` finds, and how many of them are unread."""
        with plain_errors():
            parsed, unread = self._parsed(query), self._parsed("is:unread")

            def found() -> tuple[int, int]:
                index = self._keeper.index()
                total, fresh = (
                    index.search(each, 0, sort="date").total for each in (parsed, parsed.within(unread))
                )
                return total, fresh

            return self._keeper.mended(found)

    def highlight(self, query: str, text: str, *, typing: bool = False) -> tuple[Span, ...]:
        """Return where the words of ``query`` stand in ``text``."""
        with plain_errors():
            return tuple(self._parsed(query, typing).spans(text))

    if TYPE_CHECKING:

        @property
        def _states(self) -> LatestStates: ...

        def _asking(self) -> Asking: ...
