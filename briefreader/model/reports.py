"""Reports, with the structure of their text and the names in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefreader.model.kinds import EntityKind, MarkupKind


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
