"""The blocks of an article's text: what is a paragraph, a heading, an item, a table's line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from briefreader.model import Markup

Kind = Literal["paragraph", "heading", "item", "code", "table", "rule"]

SHORT = 50
"""Characters of a line that is too short to be a paragraph of prose."""

_BLOCKS = ("heading", "quote", "item", "code", "table", "rule")
_BULLET = re.compile(r"[ \t]*(?:[•◦▪‣·*–-]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is laid out together.

    ``indent`` counts the blanks it begins with, ``hang`` those and the bullet after them; ``depth`` is
    the level of a heading or the depth of an item; ``tight`` says that it follows the block before
    without a blank line.
    """

    start: int
    end: int
    kind: Kind
    depth: int = 0
    quote: int = 0
    indent: int = 0
    hang: int = 0
    tight: bool = False


def blocks(text: str, markup: Sequence[Markup]) -> list[Block]:
    """Return the blocks of ``text`` in order; blank lines belong to none."""
    lines = _lines(text)
    if not markup and is_hard_wrapped([text[a:b] for a, b in lines]):
        return _joined(text, lines)
    found: list[Block] = []
    structure = _Structure(markup)
    for start, end in lines:
        kinds = structure.at(start, end)
        kind = next((k for k in ("code", "table", "rule", "heading", "item") if k in kinds), "paragraph")
        if not text[start:end].strip() and kind != "code":
            continue
        block = Block(
            start,
            end,
            kind,  # type: ignore[arg-type]
            depth=kinds.get(kind, 0),
            quote=kinds.get("quote", 0),
            indent=_indent(text, start, end) if kind == "item" else 0,
            hang=_hang(text, start, end) if kind == "item" else 0,
        )
        if found and _tight(text, found[-1], block):
            block = replace(block, tight=True)
        found.append(block)
    return found


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether line ends stand where a typewriter's bell rang, not where paragraphs end."""
    full = [line for line in lines if line.strip()]
    if len(full) < 4:
        return False
    longest = max(map(len, full))
    if not 40 <= longest <= 100:
        return False
    broken = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(broken) < len(full) / 2:
        return False
    unfinished = sum(1 for line in broken if not _SENTENCE_END.search(line.rstrip()))
    long = sum(1 for line in broken if len(line) > longest * 0.7)
    return unfinished > len(broken) * 0.6 and long > len(broken) * 0.7


def _lines(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _joined(text: str, lines: Sequence[tuple[int, int]]) -> list[Block]:
    """Put the lines of each paragraph together again; an indented line begins one."""
    found: list[Block] = []
    longest = max(end - start for start, end in lines)
    before: tuple[int, int] | None = None
    for start, end in lines:
        line = text[start:end]
        if line.strip():
            begins = line[:1] in " \t" or _BULLET.match(line)
            ended = before is not None and (
                before[1] - before[0] < longest * 0.6
                and _SENTENCE_END.search(text[before[0] : before[1]].rstrip())
            )
            if before is None or begins or ended:
                found.append(Block(start, end, "paragraph"))
            else:
                found[-1] = Block(found[-1].start, end, "paragraph")
            before = (start, end)
        else:
            before = None
    return found


def _hang(text: str, start: int, end: int) -> int:
    bullet = _BULLET.match(text, start, end)
    return bullet.end() - start if bullet else _indent(text, start, end)


def _indent(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip())


def _tight(text: str, before: Block, block: Block) -> bool:
    if before.quote != block.quote or text.count("\n", before.end, block.start) > 1:
        return False
    if before.kind != "paragraph" or block.kind != "paragraph":
        return before.kind != "heading"
    # Short lines one under the other are a list or a verse, not paragraphs.
    return max(before.end - before.start, block.end - block.start) <= SHORT


class _Structure:
    """The block kinds of markup that cover a line, with their values."""

    def __init__(self, markup: Sequence[Markup]) -> None:
        self._spans = sorted((m for m in markup if m.kind in _BLOCKS), key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._spans]
        self._open: list[Markup] = []
        self._next = 0

    def at(self, start: int, end: int) -> dict[str, int]:
        """Return kind and value of what covers the line; lines must be asked for in their order."""
        stop = bisect_right(self._starts, start)
        self._open.extend(self._spans[self._next : stop])
        self._next = max(self._next, stop)
        self._open = [m for m in self._open if m.end > start or (m.end == start == end)]
        kinds: dict[str, int] = {}
        for m in self._open:
            if m.start <= start and m.end >= end:
                kinds[m.kind] = max(kinds.get(m.kind, 0), int(m.value) if m.value.isdigit() else 1)
        return kinds
