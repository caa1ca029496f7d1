"""What a person opened, and what they looked for more than once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
