"""A report like another: what the search gives of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alike:
    """A report (its key) that shares ``terms`` with another, best first, written as in that other.

    ``score`` is 1 for a report with the same words, and 0 for nothing shared.
    """

    key: int
    score: float
    terms: tuple[str, ...]
