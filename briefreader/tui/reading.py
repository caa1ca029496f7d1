"""What is made ready off the screen's thread: a page of hits, an open report, its related reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefreader.errors import LibraryError, NotFound
from briefreader.library import Library, Sort
from briefreader.model import UNMARKED, Article, Entity, Page, Portrait, Span
from briefreader.tui.listing import PAGE, Folded, Listing

if TYPE_CHECKING:
    from briefreader.tui.sheet import Sheet

_STATE = re.compile(r"\b(is|tag|note):", re.IGNORECASE)
_PAGES_AROUND = 4
"""Pages looked through on each side for a report that has moved."""
_PAGES_FOLDED = 24
"""Pages looked through from the beginning for it where stories are folded."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; ``typing`` while the last word may be unfinished.

    ``folded`` gives each story one line; it is a way of looking at what is found, not another query.
    """

    words: str = ""
    sort: Sort = "relevance"
    typing: bool = False
    folded: bool = field(default=False, compare=False)

    @property
    def about_marks(self) -> bool:
        """Whether what it finds may change with what its reader does: a list of the unread, of a tag."""
        return _STATE.search(self.words) is not None

    def page(
        self,
        library: Library,
        number: int,
        state: int | None = None,
        dropped: Callable[[], bool] | None = None,
        total: int | None = None,
    ) -> Page:
        """Search for one page; ``state`` and ``dropped`` are those of ``Library.search``.

        ``total`` is what the query found at first. Where it is about marks and finds other than that many by
        now, that is taken to be for reports before the page: going down a list of the unread passes none.
        """

        def at(offset: int) -> Page:
            return library.search(
                self.words, PAGE, offset, self.sort, typing=self.typing, state=state, dropped=dropped
            )

        offset = number * PAGE
        page = at(offset)
        if total is None or page.total == total or not self.about_marks:
            return page
        return replace(at(max(0, offset + page.total - total)), offset=offset, total=total)

    def stories(self, library: Library, page: Page) -> Mapping[str, str]:
        """Return the story of each report of a page, if stories are folded."""
        return library.stories_of([hit.id for hit in page]) if self.folded else {}


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: the first page (for total and notes), the pages fetched, and the cursor's place."""

    query: Query
    page: Page
    listing: Listing
    cursor: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A report laid out, with the hits of a query in its title and text."""

    article: Article
    query: Query
    title_hits: tuple[Span, ...]
    hits: tuple[Span, ...]
    sheet: Sheet


def find(
    library: Library,
    query: Query,
    keep: str | None = None,
    near: int = 0,
    dropped: Callable[[], bool] | None = None,
) -> Found:
    """Search, and find the report that the cursor is to stay on.

    Args:
        library: to search.
        query: what for.
        keep: id of the report the cursor is on, None to begin at the first.
        near: where it stood before.
        dropped: whether nobody waits for it any more.

    Raises:
        Dropped: ``dropped`` said so.
        LibraryError: as the library does.
    """
    first = query.page(library, 0, None, dropped)
    listing = Folded(first.total) if query.folded else Listing(first.total)
    listing.put(first, query.stories(library, first))
    if keep is None:
        return Found(query, first, listing, 0)
    if query.folded:
        for number in range(1, min(_PAGES_FOLDED, (first.total - 1) // PAGE + 1)):
            if listing.index_of(keep, near) is not None:
                break
            page = query.page(library, number, listing.state, dropped)
            listing.put(page, query.stories(library, page))
        return Found(query, first, listing, listing.index_of(keep, near) or 0)
    middle = min(near, max(0, first.total - 1)) // PAGE
    around = sorted(range(middle - _PAGES_AROUND, middle + _PAGES_AROUND + 1), key=lambda n: abs(n - middle))
    for number in [0, *around]:
        at = listing.index_of(keep, near)
        if at is not None:
            return Found(query, first, listing, at)
        if 0 < number <= (first.total - 1) // PAGE:
            listing.put(query.page(library, number, listing.state, dropped))
    at = listing.index_of(keep, near)
    return Found(query, first, listing, min(near, max(0, first.total - 1)) if at is None else at)


def read(library: Library, report: str, query: Query, columns: int) -> Reading:
    """Fetch a report and lay it out for ``columns``.

    Raises:
        NotFound: it was forgotten.
        LibraryError: as the library does.
    """
    from briefreader.tui.sheet import Sheet

    article = library.article(report)
    if article.id != report:  # an id that is gone may be the beginning of another's
        raise NotFound(f"no report {report}")
    return Reading(
        article,
        query,
        library.highlight(query.words, article.title, typing=query.typing),
        library.highlight(query.words, article.text, typing=query.typing),
        Sheet(article, columns, library.marks_of([report]).get(report, UNMARKED)),
    )


def cast(library: Library, report: str) -> tuple[tuple[Entity, int], ...]:
    """Fetch the names in a report and how often each stands there; none where it is gone."""
    try:
        return library.cast(report)
    except NotFound:
        return ()


def about(library: Library, entity: str) -> tuple[Portrait, Page]:
    """Fetch all about an entity, and a page of its reports, the newest first.

    Raises:
        NotFound: no report names it any more.
        LibraryError: as the library does.
    """
    portrait = library.portrait(entity)
    return portrait, library.search(f"entity:{portrait.entity.id}", PAGE, 0, "date")


__all__ = [
    "Found",
    "LibraryError",
    "NotFound",
    "Query",
    "Reading",
    "about",
    "cast",
    "find",
    "read",
]
