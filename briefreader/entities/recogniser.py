"""What recognising names gives and takes: the interface that the built-in recogniser and others fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from briefreader.model import Article

Kind = Literal["person", "organisation", "place", "other"]


class RecogniserError(Exception):
    """A recogniser cannot be had; its text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a report: ``start`` to ``end`` (exclusive), in characters.

    The span lies in the report's text, or in its title where ``in_title``. It holds the name alone:
    the honorific or role that stood before it ("President", "Quds Force Commander") is ``role``.
    """

    start: int
    end: int
    kind: Kind
    role: str = ""
    in_title: bool = False


class Recogniser(Protocol):
    """Finds the names in reports."""

    def recognise(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """Return for each report its mentions: those of the title, then those of the text, in order.

        Mentions of one field never overlap. Reports are taken in batches because how the others of a
        batch write a word tells whether it is a name.
        """
        ...
