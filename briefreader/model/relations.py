"""Reports beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefreader.model.kinds import Span

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
