"""Splitting JSON of any size into records, holding no more of it than one record at a time.

Both ways yield pairs of a number, from 1, and the record's bytes, stripped. In place of a record
of more than ``limit`` bytes comes None, once or oftener (a line without end goes on and on), and
where there is nothing for long comes ``b""``, so that the caller can give up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Record = tuple[int, bytes | None]

_BLANK = b" \t\r\n"
_MARK = re.compile(rb'["\[\]{},]')
_IN_STRING = re.compile(rb'["\\]')
_EMPTY_AT_MOST = 100_000


def lines(chunks: Iterable[bytes], limit: int) -> Iterator[Record]:
    """Yield each line that is not blank, with the number of the line."""
    number, blank, held = 1, 0, _Held(limit)
    for chunk in chunks:
        if held.is_empty and not chunk.strip(_BLANK):
            number += chunk.count(b"\n")
            blank += len(chunk)
            if blank > limit:
                blank = 0
                yield number, b""
            continue
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            line = held.take(end)
            if line is None or line:
                yield number, line
            number += 1
        if held.add(rest):
            yield number, None
    line = held.take(b"")
    if line:
        yield number, line


def values(chunks: Iterable[bytes], limit: int) -> Iterator[Record]:
    """Yield each value of a list, or of a row of objects, with its place in it.

    Only brackets, commas and quotes are looked at: a value may still be broken inside.
    """
    number, empty, held, brackets = 1, 0, _Held(limit), _Brackets()
    for chunk in chunks:
        start = brackets.begin(chunk)
        for end, after in brackets.ends(chunk, start):
            value = held.take(chunk[start:end])
            start = after
            if value is None or value:
                yield number, value
                number += 1
            elif (empty := empty + 1) > _EMPTY_AT_MOST:
                empty = 0
                yield number, b""
        if brackets.closed:
            return
        if held.add(chunk[start:]):
            yield number, None
    value = held.take(b"")
    if value:
        yield number, value


class _Held:
    """The beginning of a record, from the chunks before."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0
        self._dropped = False

    @property
    def is_empty(self) -> bool:
        return not self._size and not self._dropped

    def add(self, piece: bytes) -> bool:
        """Hold ``piece`` too; return whether that was too much, and what was held is dropped."""
        self._size += len(piece)
        if self._size <= self._limit:
            self._pieces.append(piece)
            return False
        self._pieces, self._size, self._dropped = [], 0, True
        return True

    def take(self, end: bytes) -> bytes | None:
        """Return what was held with ``end``, or None where that is too long; hold nothing then."""
        if self.is_empty and len(end) <= self._limit:
            return end.strip(_BLANK)
        dropped = self.add(end) or self._dropped
        record = None if dropped else b"".join(self._pieces).strip(_BLANK)
        self._pieces, self._size, self._dropped = [], 0, False
        return record


class _Brackets:
    """How deep in brackets the reading is, and whether inside a string."""

    def __init__(self) -> None:
        self.closed = False
        self._base: int | None = None
        self._depth = 0
        self._in_string = False
        self._escaped = False

    def begin(self, chunk: bytes) -> int:
        """Return where values may begin in ``chunk``: behind the bracket that opens the list, once."""
        if self._base is not None:
            return 0
        text = chunk.lstrip(_BLANK)
        if not text:
            return len(chunk)
        self._base = self._depth = 1 if text.startswith(b"[") else 0
        return len(chunk) - len(text) + self._base

    def ends(self, chunk: bytes, at: int) -> Iterator[tuple[int, int]]:
        """Yield where a value ends, and where the next may begin, from ``at`` on."""
        base = self._base or 0
        while at < len(chunk):
            if self._in_string:
                at = self._string(chunk, at)
                continue
            match = _MARK.search(chunk, at)
            if not match:
                return
            mark, at = match.group(), match.end()
            if mark == b'"':
                self._in_string = True
            elif mark in b"[{":
                self._depth += 1
            elif mark == b",":
                if self._depth == base:
                    yield match.start(), at
            else:
                self._depth -= 1
                if base and self._depth < base:
                    self.closed = True
                    yield match.start(), at
                    return
                if not base and self._depth <= 0:
                    self._depth = 0
                    yield at, at

    def _string(self, chunk: bytes, at: int) -> int:
        if self._escaped:
            self._escaped = False
            return at + 1
        match = _IN_STRING.search(chunk, at)
        if not match:
            return len(chunk)
        self._in_string = match.group() != b'"'
        self._escaped = self._in_string
        return match.end()
