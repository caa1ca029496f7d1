"""What a person made of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person made of a report. Tags are in order; an empty note is none."""

    read_at: datetime | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


UNMARKED = Marks()
