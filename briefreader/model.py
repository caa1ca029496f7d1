"""The words that every room speaks: frozen records, without behaviour of their own.

Offsets count characters (Python ``str``) of the clean text of an article, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Span = tuple[int, int]
"""Start and end (exclusive) in characters."""

MarkupKind = Literal["heading", "quote", "item", "code", "table", "rule", "strong", "emphasis", "link"]


@dataclass(frozen=True, slots=True)
class Markup:
    """Structure that a stretch of an article's text had in its source (Markdown).

    ``value`` holds what the kind needs: the level of a heading ("1" to "6"), the depth of a quote
    or item ("1" and up), the target of a link; otherwise it is empty. Of the block kinds (heading,
    quote, item, code, table, rule) a span covers whole lines; the others run inside a line.
    """

    start: int
    end: int
    kind: MarkupKind
    value: str = ""


EntityKind = Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: in an article's text or, with ``in_title``, in its title.

    ``entity`` is the id of who or what it names, ``name`` how that is shown, ``role`` the role or
    honorific that stood before it.
    """

    start: int
    end: int
    kind: EntityKind
    entity: str
    name: str
    role: str = ""
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that reports name, under one name whatever the spelling.

    ``spellings`` are all of them with the times that they stand in reports, most often first.
    """

    id: str
    name: str
    kind: EntityKind
    reports: int
    spellings: tuple[tuple[str, int], ...] = ()
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about names, as the ``number``-th: ``name`` is as reports write it.

    ``value`` is the other name (merge), the new name (rename), the kind (kind), or empty (split).
    """

    number: int
    verb: Literal["merge", "split", "rename", "kind"]
    name: str
    value: str

    def __str__(self) -> str:
        if self.verb == "split":
            return f"{self.name} split off"
        if self.verb == "merge":
            return f"{self.name} and {self.value} merged"
        if self.verb == "rename":
            return f"{self.name} renamed {self.value}"
        return f"{self.name} said to be: {self.value}"


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the library says of an entity.

    ``roles`` are what it was called before its name ("Quds Force Commander"), with the times, most often
    first. ``timeline`` has the number of reports in each ``step`` from the first to the last dated report,
    by the day that the step begins with (UTC), gaps included. ``companions`` are the entities that it
    stands in most reports with, and in how many.
    """

    entity: Entity
    roles: tuple[tuple[str, int], ...]
    step: Literal["day", "month", "year"]
    timeline: tuple[tuple[date, int], ...]
    companions: tuple[tuple[Entity, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A report. All text in it is clean (see ``text.clean``).

    ``id`` may be empty on the way in: the library then makes one from the content. ``published`` is
    aware; a report whose source gives no zone is in UTC, one without a time of day is at midnight,
    and None is a report without a date.
    """

    id: str
    title: str
    text: str
    published: datetime | None = None
    source: str | None = None
    section: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    markup: tuple[Markup, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a line of one, that could not be read, and why, in words for a person."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adding reports came to: counts of reports, what was passed over, and of how many files more."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    more_files: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task is: ``done`` of ``total`` units (``total`` None while unknown)."""

    stage: Literal["reading", "indexing", "names", "stories", "copying", "checking"]
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person made of a report. Tags are in order; an empty note is none."""

    read_at: datetime | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class Visit:
    """A report that was opened to be read, and when it last was."""

    id: str
    title: str
    source: str | None
    published: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name; ``sort`` is "relevance" or "date"."""

    name: str
    query: str
    sort: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a query found. The spans of the query's words lie in ``title`` and ``snippet``."""

    id: str
    title: str
    source: str | None
    published: datetime | None
    score: float
    snippet: str
    title_spans: tuple[Span, ...] = ()
    snippet_spans: tuple[Span, ...] = ()
    marks: Marks = UNMARKED


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits out of ``total``, with notes on what of the query was not understood.

    ``names`` are entities that the query names by some spelling, and other reports by others that the
    query does not find: ``entity:<id>`` finds them all. ``meant`` is, where nothing is found, the query
    with its unknown words put right, if that can be told. ``state`` names what was searched: given back
    for another page, that goes on where this one ends, whatever came or went in between.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    offset: int = 0
    notes: tuple[str, ...] = ()
    names: tuple[Entity, ...] = ()
    meant: str | None = None
    state: int | None = None

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


HARDLY_RELATED = 0.14
"""The score below which a report on another event is not worth a reader's look."""


@dataclass(frozen=True, slots=True)
class RelatedReport:
    """A report on the same matter as another, with the reasons in words for a person, best first.

    ``kind`` is "copy" (nearly the same text), "same event", "follow-up" or "background" (the same story
    later or earlier) or "topic". ``score`` is 0 to 1, .5 where the same event is as likely as not.
    ``copies`` are the ids of further reports with nearly the text of this one, where these are folded.
    """

    id: str
    title: str
    source: str | None
    published: datetime | None
    score: float
    kind: str
    reasons: tuple[str, ...]
    copies: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether it is worth a reader's look: on the same event or story, or much on the same topic."""
        return self.kind != "topic" or self.score >= HARDLY_RELATED


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage of report ``a`` and one of report ``b`` that say the same; ``score`` is 0 to 1."""

    a: Span
    b: Span
    score: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two reports disagree: on a number, a date, or who did it.

    ``a`` and ``b`` are what either says; ``passage_a`` and ``passage_b`` the sentences with it;
    ``said_a`` and ``said_b`` who it is attributed to there ("according to Cirium"), if anyone.
    """

    kind: Literal["number", "date", "who"]
    a: Span
    b: Span
    passage_a: Span
    passage_b: Span
    said_a: Span | None = None
    said_b: Span | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side. Spans lie in the texts of ``a`` and ``b``, in their order.

    A passage may stand in several of ``common``; ``only_a`` and ``only_b`` hold those that stand in none.
    """

    common: tuple[Aligned, ...]
    only_a: tuple[Span, ...]
    only_b: tuple[Span, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Novelty:
    """What of a report is new to its reader: ``known`` has been read elsewhere, ``share`` (0 to 1) is new."""

    known: tuple[Span, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Leading:
    """An entity of a story: its id, how it is shown, and what it is."""

    id: str
    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Story:
    """Reports on one matter, over days.

    ``id`` is that of its earliest report, ``headline`` that of its most central one; ``reports`` are the
    ids of all, earliest first and undated ones last; ``entities`` those named in most of them.
    """

    id: str
    headline: str
    first: datetime | None
    last: datetime | None
    reports: tuple[str, ...]
    entities: tuple[Leading, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryReport:
    """A report as part of its story: its words, and what it added to those before it.

    ``new`` is the share (0 to 1) of it that none before said, ``adds`` the most telling new passage.
    """

    id: str
    title: str
    source: str | None
    published: datetime | None
    words: int
    new: float
    adds: str


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts and sizes of a library: reports, dates, and bytes on disk."""

    reports: int
    undated: int
    sources: int
    first: datetime | None
    last: datetime | None
    indexed: int
    store_bytes: int
    index_bytes: int


@dataclass(frozen=True, slots=True)
class Checkup:
    """What checking a library came to: what was mended, and what is damaged still, a line each."""

    reports: int
    mended: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring a library came to: its reports, and where what was there before is kept, if anything."""

    reports: int
    kept: str | None = None
