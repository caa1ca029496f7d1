"""What is made ready of reports in company, off the screen's thread: comparison, story, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefreader.errors import NotFound
from briefreader.library import Library
from briefreader.model import Article, Comparison, RelatedReport, Span

COLOURS = 8
"""Colours that names shared by two reports are told apart by."""

RELATED = 12
"""Related reports that are shown."""

DIFFERENCES = 3
"""Differences that are shown beside a related report."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports compared; ``colours`` are those of the entities that both name, by id."""

    a: Article
    b: Article
    comparison: Comparison
    colours: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Aside:
    """A related report beside the open one.

    ``new`` is the share (0 to 1) of it that is new to the reader, None where it has been read. ``differing``
    is what the open one says and what it says where they disagree, the figures first.
    """

    new: float | None
    differing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Where a report says what its reader has read elsewhere, and the share (0 to 1) that is new."""

    report: str
    spans: tuple[Span, ...]
    new: float
    others: int
    """How many reports of the story have been read."""


def related(library: Library, report: str, limit: int = RELATED) -> tuple[RelatedReport, ...]:
    """Fetch the reports related to one, best first, without those hardly like it; none where it is gone."""
    try:
        found = library.related(report, limit, fold=True)
    except NotFound:
        return ()
    return tuple(one for one in found if one.tells)


def compare(library: Library, a: str, b: str) -> Compared | None:
    """Compare report ``a`` with ``b`` (with the one most like it if that is empty; None where none is).

    Raises:
        NotFound: one of them is gone.
        LibraryError: as the library does.
    """
    if not b:
        found = related(library, a, 1)
        if not found:
            return None
        b = found[0].id
    one, other = library.article(a), library.article(b)
    return Compared(one, other, library.compare(a, b), colours(one, other))


def colours(a: Article, b: Article) -> dict[str, int]:
    """Return a colour for each entity that both name, different ones for those named most."""
    mine, theirs = (Counter(mention.entity for mention in article.mentions) for article in (a, b))
    shared = sorted(mine.keys() & theirs.keys(), key=lambda id: (-mine[id] - theirs[id], id))
    return {id: number % COLOURS for number, id in enumerate(shared)}


def known(library: Library, report: str, read: Collection[str]) -> Known:
    """Find what of a report is known from those of its story that have been read.

    Raises:
        LibraryError: as the library does.
    """
    others = [id for id in library.story(report).reports if id in read and id != report]
    if not others:
        return Known(report, (), 1.0, 0)
    novelty = library.novelty(report, others)
    return Known(report, novelty.known, novelty.share, len(others))


def asides(
    library: Library, report: str, reports: Collection[RelatedReport], read: Collection[str]
) -> dict[str, Aside]:
    """Return how each related report stands to the open one, for who has read that and ``read``.

    Raises:
        LibraryError: as the library does.
    """
    try:
        before = {report, *(id for id in library.story(report).reports if id in read)}
        found: dict[str, Aside] = {}
        for one in reports:
            new = None if one.id in read else library.novelty(one.id, before).share
            differing = library.differing(report, one.id) if one.kind != "topic" else []
            found[one.id] = Aside(new, tuple(differing[:DIFFERENCES]))
        return found
    except NotFound:
        return {}
