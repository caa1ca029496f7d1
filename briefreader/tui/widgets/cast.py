"""Under the related reports: who and where the open report names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message

from briefreader.model import Entity, EntityKind
from briefreader.tui.cells import cut, width
from briefreader.tui.widgets.surface import Motion, Pane, Run, destination

Named = tuple[Entity, int]
"""An entity, and how often it stands in the report."""

KINDS: dict[EntityKind, str] = {
    "person": "Persons",
    "organisation": "Organisations",
    "place": "Places",
    "other": "Other names",
}
_BAR = 2
_HERE = 4
"""Cells of the count in the report."""
_ALL = 5
"""Cells of that in the library, the gap before it with them."""


class Cast(Pane):
    """The entities of a report by kind, with counts here and in the library, and a cursor."""

    class Opened(Message):
        """The entity under the cursor was chosen."""

    class Moved(Message):
        """The cursor stands on another entity."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.cast: tuple[Named, ...] = ()
        self.cursor = 0
        self._lines: list[EntityKind | int] = []
        """Of each line the kind that it is the heading of, or the place of its entity in the cast."""

    def show(self, cast: Sequence[Named]) -> None:
        """Show other entities, ordered by kind; the same ones again keep the cursor."""
        if tuple(cast) == self.cast:
            return
        before = self.entity
        self.cast = tuple(cast)
        self.cursor = next((n for n, (e, _) in enumerate(cast) if before and e.id == before.id), 0)
        self._lines = []
        for number, (entity, _) in enumerate(self.cast):
            if not number or entity.kind != self.cast[number - 1][0].kind:
                self._lines.append(entity.kind)
            self._lines.append(number)
        self.top = 0
        self._settle()
        self.refresh()

    @property
    def entity(self) -> Entity | None:
        """The entity under the cursor."""
        return self.cast[self.cursor][0] if self.cast else None

    def find(self, entity: str) -> Named | None:
        """Return an entity of the report by its id."""
        return next((named for named in self.cast if named[0].id == entity), None)

    @property
    def line_count(self) -> int:
        """A line an entity, and one a kind."""
        return len(self._lines)

    @property
    def page(self) -> int:
        """The lines under the heading."""
        return max(1, self.size.height - 1)

    def line(self, y: int) -> Iterable[Run]:
        """Draw the heading, a kind, or an entity."""
        columns = self.size.width
        if not y:
            return _heading(columns, self.has_focus)
        number = self.top + y - 1
        if number >= len(self._lines):
            return []
        what = self._lines[number]
        if isinstance(what, str):
            return [("  ", ""), (cut(KINDS[what], columns - _BAR), "muted")]
        entity, here = self.cast[what]
        counts = f"{here:,}".rjust(_HERE) + f"{entity.reports:,}".rjust(_ALL)
        room = columns - _BAR - 1
        name = cut(entity.name, room - len(counts) - 1) if room > 2 * len(counts) else cut(entity.name, room)
        gap = room - width(name) - len(counts)
        ground = "cursor " if what == self.cursor and self.has_focus else ""
        return [
            ("▌ " if ground else "  ", f"{ground}bar".strip()),
            (name, f"{ground}{entity.kind}"),
            *([(" " * gap + counts, f"{ground}soft")] if gap >= 0 else []),
            ("", ground.strip()),
        ]

    def move(self, motion: Motion, count: int | None = None) -> None:
        """Move the cursor by keys."""
        half, full = max(1, self.page // 2), max(1, self.page - 1)
        self.go_to(destination(motion, self.cursor, len(self.cast) - 1, half, full, count))

    def go_to(self, number: int) -> None:
        """Put the cursor on an entity, as far as there are any."""
        number = min(max(0, number), max(0, len(self.cast) - 1))
        if number != self.cursor:
            self.cursor = number
            self._settle()
            self.refresh()
            self.post_message(self.Moved())

    def _settle(self) -> None:
        if self.cast:
            at = self._lines.index(self.cursor)
            first = at - 1 if isinstance(self._lines[at - 1], str) else at
            self.scroll_lines(min(max(self.top, at - self.page + 1), first))

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.top = min(self.top, self.last_top)
        self._settle()

    def on_click(self, event: events.Click) -> None:
        """Open an entity."""
        number = self.top + event.y - 1
        if event.y and number < len(self._lines):
            what = self._lines[number]
            if isinstance(what, int):
                self.go_to(what)
                self.post_message(self.Opened())


def _heading(columns: int, focused: bool) -> list[Run]:
    style, stroke = ("accent", "━") if focused else ("rule", "─")
    label = "label-accent" if focused else "label"
    counts = f" {'here':>{_HERE}}{'all':>{_ALL}} "
    strokes = columns - len(counts) - 8
    if strokes < 1:
        return [(stroke, style), (" Names ", label), (stroke * (columns - 8), style)]
    return [(stroke, style), (" Names ", label), (stroke * strokes, style), (counts, "muted")]
