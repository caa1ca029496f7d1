"""A span that may be a name."""

from __future__ import annotations

from briefreader.entities.gazetteer import key
from briefreader.entities.tokens import Line, name_key

UNDECIDED = -1


class Candidate:
    """A span that may be a name: tokens ``start`` to ``end`` (exclusive) of ``line``.

    ``first`` and ``last`` are its characters (exclusive), ``key`` the folded name and ``parts`` its words.
    ``role`` is what stood before a person; ``titled`` tells that something of the kind did. ``sure`` tells
    whether the capitals count as evidence, ``is_work`` that it stands like a title in quotes. ``kind`` is
    an index into ``scores.KINDS`` once decided.
    """

    __slots__ = (
        "end", "first", "is_work", "key", "kind", "last", "line", "parts", "role", "start", "sure", "titled",
    )  # fmt: skip

    def __init__(
        self, line: Line, start: int, end: int, role: str = "", titled: bool = False, sure: bool = False
    ) -> None:
        self.line = line
        self.start = start
        self.end = end
        self.role = role
        self.titled = titled
        self.sure = sure
        self.first = line.tokens[start].start
        self.last = line.tokens[end - 1].end
        self.key = name_key(line.tokens[start:end])
        self.parts = self.key.split(" ")
        self.kind = UNDECIDED
        self.is_work = False

    def inner(self, first: int, last: int) -> Candidate:
        """Return a candidate for characters ``first`` to ``last``, a part of this one's first token."""
        token = self.line.tokens[self.start]
        part = Candidate(self.line, self.start, self.start + 1, sure=self.sure)
        part.first, part.last = first, last
        part.key = key(token.text[first - token.start : last - token.start])
        part.parts = part.key.split(" ")
        return part
