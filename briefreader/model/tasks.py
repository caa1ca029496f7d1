"""What tasks on a library came to, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


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
