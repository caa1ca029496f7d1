"""Reports on one matter, over days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefreader.model.kinds import EntityKind


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
