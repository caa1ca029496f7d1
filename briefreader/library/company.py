"""The library's door to what goes together: related reports, stories, comparison, what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefreader.config import Settings
from briefreader.errors import Ambiguous, LibraryError, NotFound
from briefreader.library.keeper import Keeper
from briefreader.library.trouble import damaged, not_found, plain_errors
from briefreader.limits import Limits
from briefreader.store import Store
from briefreader.text import clean, clean_line

if TYPE_CHECKING:
    from briefreader.library.beside import Beside
    from briefreader.library.neighbours import Neighbours
    from briefreader.library.storybook import Storybook
    from briefreader.model import Aligned, Article, Comparison, Novelty, RelatedReport, Story, StoryReport


class Company:
    """What ``Library`` knows of reports in the company of others. Methods may be called from any thread."""

    settings: Settings
    _store: Store
    _keeper: Keeper

    # -- related reports

    def related(
        self, id: str, limit: int = 10, *, fold: bool = False, reasons: bool = True
    ) -> list[RelatedReport]:
        """Return the reports most like the one of this id, best first, with what speaks for each.

        With ``fold`` copies of one text count as one: the best stands for them and has the ids of the
        others in its ``copies``. Without ``reasons`` none are worked out, which is faster.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            key, article = self._held(id)
            return self._keeper.mended(
                lambda: self._neighbours.of(key, article, limit, fold=fold, reasons=reasons)
            )

    def related_to_text(self, text: str, limit: int = 10, *, fold: bool = False) -> list[RelatedReport]:
        """Return the reports most like a report that is not in the library: its text, or its JSON record.

        Raises:
            LibraryError: there is no text in it.
        """
        with plain_errors():
            article = _article(text, self.settings.limits, self._keeper.notices.append)
            return self._keeper.mended(lambda: self._neighbours.of_article(article, limit, fold=fold))

    def matching(self, a: str, b: str, limit: int = 3) -> list[Aligned]:
        """Return the passages of two reports that match best, best first: why they are related.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            return self._beside.matching(self._resolve(a)[0], self._resolve(b)[0], limit)

    def compare(self, a: str, b: str) -> Comparison:
        """Return what two reports both say, what only one says, and where they disagree.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            return self._beside.compare(self._resolve(a)[0], self._resolve(b)[0])

    def differing(self, a: str, b: str) -> list[tuple[str, str]]:
        """Return what either of two reports says where they disagree, numbers before dates and doers.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            return self._beside.differing(self._resolve(a)[0], self._resolve(b)[0])

    def novelty(self, id: str, read_ids: Iterable[str]) -> Novelty:
        """Return what of a report is new to who has read those others; ids that are gone count as unread.

        Raises:
            NotFound, Ambiguous: as ``article`` does, for ``id``.
        """
        with plain_errors():
            key, _ = self._resolve(id)
            return self._beside.novelty(key, list(self._keys(read_ids)))

    # -- stories

    def stories(self, limit: int | None = None, offset: int = 0) -> Iterator[Story]:
        """Yield the stories, those of most reports first; every report is in one."""
        with plain_errors():
            yield from self._storybook.all(limit, offset)

    def story(self, id: str) -> Story:
        """Return the story of a report, by the id of any report of it (its own id is one of these).

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            return self._storybook.story(self._resolve(id)[0])

    def timeline(self, id: str) -> Iterator[StoryReport]:
        """Yield the reports of a story in their order, each with what it added to those before it.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            yield from self._storybook.timeline(self._resolve(id)[0])

    def stories_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return for each of these reports the id of its story; those that are gone are left out."""
        with plain_errors():
            keys = self._keys(ids)
            found = self._storybook.stories_of(keys)
            return {id: found[key] for key, id in keys.items() if key in found}

    # -- below

    @cached_property
    def _neighbours(self) -> Neighbours:
        from briefreader.library.neighbours import Neighbours

        return Neighbours(self._store, self._keeper, self.settings.recogniser)

    @cached_property
    def _beside(self) -> Beside:
        from briefreader.library.beside import Beside

        return Beside(self._store, self._neighbours)

    @cached_property
    def _storybook(self) -> Storybook:
        from briefreader.library.storybook import Storybook

        return Storybook(self._store, self._beside)

    def _resolve(self, wanted: str) -> tuple[int, str]:
        """Return key and id of the report of this id, or of the only id that starts so."""
        wanted = clean_line(wanted)
        found = self._store.find(wanted) if wanted else []
        if not found:
            raise not_found(wanted)
        if len(found) > 1:
            names = ", ".join(name for _, name in found[:5]) + (", ..." if len(found) > 5 else "")
            raise Ambiguous(f"{clean_line(wanted)!r} could be {names}: give more of the id")
        return found[0]

    def _held(self, wanted: str) -> tuple[int, Article]:
        key, name = self._resolve(wanted)
        article = self._store.articles([key]).get(key)
        if article is None:
            raise damaged(self._store, name) if self._store.heads([key]) else not_found(name)
        return key, article

    def _keys(self, ids: Iterable[str]) -> dict[int, str]:
        keys: dict[int, str] = {}
        for id in ids:
            try:
                keys[self._resolve(id)[0]] = id
            except NotFound:
                continue
        return keys


def _article(text: str, limits: Limits, tell: Callable[[str], None]) -> Article:
    """Return the report that a text is, or the first of its JSON records; ``tell`` says if it is cut off."""
    from io import BytesIO

    from briefreader import sources
    from briefreader.model import Skipped
    from briefreader.sources.plain import read_plain

    skipped: list[Skipped] = []
    if text.lstrip().startswith("{"):
        for article in sources.read_stream(BytesIO(text.encode()), "the text", skipped.append, limits):
            return _beginning(article, limits, tell)
    shown = clean(text)
    if not shown.strip():
        raise LibraryError("there is no text to relate: give a report, as text or as a line of JSON")
    return _beginning(read_plain(shown, "", None), limits, tell)


def _beginning(article: Article, limits: Limits, tell: Callable[[str], None]) -> Article:
    if len(article.text) <= limits.given_chars:
        return article
    tell(f"only the first {limits.given_chars:,} characters of the text are compared")
    return replace(article, text=article.text[: limits.given_chars])
