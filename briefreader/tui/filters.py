"""What narrows a list: searches that were saved, states, tags, sources and dates, each with its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from briefreader.library import Library
from briefreader.model import SavedSearch

Kind = Literal["saved", "state", "tag", "source", "date"]

HEADINGS: Mapping[Kind, str] = {
    "saved": "Saved searches",
    "state": "State",
    "date": "Date",
    "tag": "Tags",
    "source": "Sources",
}
STATES = (
    ("unread", "is:unread"),
    ("starred", "is:starred"),
    ("with a note", "is:noted"),
)
DATES = (
    ("last day", "since:1d"),
    ("last 7 days", "since:7d"),
    ("last 30 days", "since:30d"),
    ("last year", "since:365d"),
)
TAGS_AT_MOST = 100
SOURCES_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow the list; ``total`` reports, ``unread`` of them, None while that is not known."""

    kind: Kind
    label: str
    query: str
    total: int | None = None
    unread: int | None = field(default=None)
    sort: str = ""


def filters(library: Library, words: str, cancelled: Callable[[], bool]) -> Iterator[tuple[Filter, ...]]:
    """Yield the filters of a library: at once as far as they are known, then with more and more counts.

    What a filter counts are the reports that the query ``words`` finds with it; a saved search, which takes
    the place of the query, counts its own.

    Raises:
        LibraryError: as the library does.
    """
    saved = [Filter("saved", s.name, s.query, sort=s.sort) for s in library.saved_searches()]
    states = [Filter("state", label, query) for label, query in STATES]
    dates = [Filter("date", label, query) for label, query in DATES]
    of_all = not words.strip()
    tags = [
        Filter("tag", f"#{tag}", f"tag:{tag}", count if of_all else None)
        for tag, count in library.tags()[:TAGS_AT_MOST]
    ]
    sources = [
        Filter("source", source, f'source:"{source.replace(chr(34), " ")}"', count if of_all else None)
        for source, count in library.sources(SOURCES_AT_MOST)
    ]
    found = [*saved, *states, *dates, *tags, *sources]
    yield tuple(found)
    for at, each in enumerate(found):
        if each.total is None:
            if cancelled():
                return
            total, unread = library.counts(_asked(each, words))
            found[at] = replace(each, total=total, unread=unread if each.kind == "saved" else None)
            if each.kind == "saved":
                yield tuple(found)
    yield tuple(found)


def _asked(each: Filter, words: str) -> str:
    """Return the query whose reports a filter counts."""
    if each.kind == "saved":
        return each.query
    return words if holds(words, each) else narrowed(words, each.query)


def narrowed(words: str, term: str) -> str:
    """Return a query with a term in it, or without it where it has it already."""
    parts = f" {words.strip()} "
    if f" {term} " in parts:
        return " ".join(parts.replace(f" {term} ", " ").split())
    if " OR " in parts:
        words = f"({words.strip()})"
    return f"{words} {term}".strip()


def holds(words: str, each: Filter) -> bool:
    """Tell whether a query is that of a saved search, or has the term of another filter."""
    if each.kind == "saved":
        return words.strip() == each.query
    return f" {each.query} " in f" {words.strip()} "


def named(searches: Sequence[SavedSearch], name: str) -> SavedSearch | None:
    """Return the saved search of a name."""
    return next((search for search in searches if search.name == name), None)
