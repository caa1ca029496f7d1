"""What there is about an entity, laid out for a width: facts, a chart, and what can be opened from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from briefreader.model import Page, Portrait
from briefreader.tui.cells import cut, width
from briefreader.tui.chart import bars, ends
from briefreader.tui.dates import day
from briefreader.tui.moment import counted
from briefreader.tui.rows import result
from briefreader.tui.wrap import wrap

_LABEL = 12
"""Cells of the labels at the left, where there is room for them."""
_ROOMY = 50
_DOT = " · "
ROLES = 6


class Piece(NamedTuple):
    """A run of text, its styles, and the number of the item it belongs to."""

    text: str
    style: str = ""
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to open: a report or an entity, and where it begins."""

    kind: Literal["report", "entity"]
    id: str
    row: int
    column: int


class Layout:
    """The rows of a portrait at a width.

    Args:
        portrait: of whom.
        page: the newest reports.
        columns: cells of a row at most.
        now: what time it is.
    """

    def __init__(self, portrait: Portrait, page: Page, columns: int, now: datetime) -> None:
        self.rows: list[list[Piece]] = []
        self.items: list[Item] = []
        self._columns = max(1, columns)
        self._indent = _LABEL if columns >= _ROOMY else 0
        self._head(portrait)
        self._facts("Roles", [(role, f" {n:,}" if n > 1 else "") for role, n in portrait.roles[:ROLES]])
        self._facts("Written", [(spelling, f" {n:,}") for spelling, n in portrait.entity.spellings])
        self._chart(portrait)
        self._companions(portrait)
        self._reports(page, now)

    def _head(self, portrait: Portrait) -> None:
        entity = portrait.entity
        self.rows.append([])
        for a, b in wrap(entity.name, 0, len(entity.name), self._columns):
            self.rows.append([Piece(entity.name[a:b], "title")])
        dates = [day(date) for date in (entity.first, entity.last) if date]
        when = " to ".join(dict.fromkeys(dates))
        facts = [counted(entity.reports), *([when] if when else [])]
        line = cut(_DOT + _DOT.join(facts), self._columns - width(entity.kind))
        self.rows.append([Piece(entity.kind, entity.kind), Piece(line, "muted")])
        self.rows.append([])

    def _label(self, label: str) -> list[Piece]:
        """Begin a part: its label stands before the first row, or above it where it is narrow."""
        if not self._indent:
            self.rows.append([Piece(label, "muted")])
            return []
        return [Piece(label.ljust(self._indent), "muted")]

    def _flow(self, label: str, parts: Iterable[tuple[Piece, Piece]]) -> list[tuple[int, int]]:
        """Set parts one after the other, and return at which row and column each stands."""
        row = self._label(label)
        at = self._indent
        places = []
        for name, count in parts:
            room = self._columns - self._indent
            text = cut(name.text, room - width(count.text))
            needed = width(text) + width(count.text)
            if at > self._indent and at + width(_DOT) + needed > self._columns:
                self.rows.append(row)
                row = [Piece(" " * self._indent)]
                at = self._indent
            elif at > self._indent:
                row.append(Piece(_DOT, "rule"))
                at += width(_DOT)
            places.append((len(self.rows), at))
            row += [name._replace(text=text), count]
            at += needed
        self.rows.append(row)
        return places

    def _facts(self, label: str, facts: Sequence[tuple[str, str]]) -> None:
        if facts:
            self._flow(label, [(Piece(words, "text"), Piece(count, "muted")) for words, count in facts])

    def _chart(self, portrait: Portrait) -> None:
        timeline = portrait.timeline
        if len(timeline) < 2:
            return
        lines, most = bars(timeline, self._columns - self._indent)
        self.rows.append([])
        label = self._label("Over time")
        for line in lines:
            self.rows.append([*label, Piece(line, "chart")])
            label = [Piece(" " * self._indent)]
        first, last = ends(timeline, portrait.step)
        of_all = len(lines[0])
        highest = f"most {most:,} a {portrait.step}" if len(timeline) <= of_all else f"highest {most:,}"
        room = of_all - width(first) - width(last)
        under = first + (highest.center(room) if room >= width(highest) + 4 else " " * max(2, room)) + last
        self.rows.append([*label, Piece(cut(under, self._columns - self._indent), "muted")])

    def _companions(self, portrait: Portrait) -> None:
        if not portrait.companions:
            return
        self.rows.append([])
        parts = [
            (Piece(entity.name, entity.kind, number), Piece(f" {count:,}", "muted"))
            for number, (entity, count) in enumerate(portrait.companions)
        ]
        places = self._flow("Named with", parts)
        for (entity, _), (row, column) in zip(portrait.companions, places, strict=True):
            self.items.append(Item("entity", entity.id, row, column))

    def _reports(self, page: Page, now: datetime) -> None:
        if not page.total:
            return
        self.rows += [[], [Piece("Reports", "muted")]]
        for hit in page:
            number = len(self.items)
            self.items.append(Item("report", hit.id, len(self.rows), 0))
            for line in result(hit, self._columns, now):
                self.rows.append([Piece(text, style, number) for text, style in line])
        if page.total > len(page):
            self.rows.append(
                [Piece(f"and {page.total - len(page):,} more, older: search for the name", "muted")]
            )
        self.rows.append([])
