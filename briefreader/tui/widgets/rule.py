"""The thin rule under the search line: it joins the panes, names them, and shows which one has the focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from briefreader.model import Entity
from briefreader.tui.cells import cut, width
from briefreader.tui.widgets.surface import Run, Surface

Stretch = tuple[int, str, bool]
"""Columns of a pane, what is written over it, whether it has the focus."""


class Rule(Surface):
    """A line of box-drawing characters, heavy and in the accent colour over the focused pane."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._stretches: tuple[Stretch, ...] = ()
        self._offers: tuple[Entity, ...] = ()
        self._key = ""

    def show(self, stretches: Sequence[Stretch]) -> None:
        """Show the panes from left to right, hidden ones left out."""
        if tuple(stretches) != self._stretches:
            self._stretches = tuple(stretches)
            self.refresh()

    def offer(self, entities: Sequence[Entity], key: str) -> None:
        """Show in place of what the panes hold names that may be meant, and the key that takes the first."""
        if (tuple(entities), key) != (self._offers, self._key):
            self._offers, self._key = tuple(entities), key
            self.refresh()

    def line(self, y: int) -> Iterable[Run]:
        """Draw the rule."""
        if self._offers:
            return self._offered()
        runs: list[Run] = []
        for number, (columns, label, focused) in enumerate(self._stretches):
            style, stroke = ("accent", "━") if focused else ("rule", "─")
            if number:
                runs.append(("┬", "rule"))
                columns -= 1
            label = cut(label, columns - 4)
            if label:
                runs += [(stroke, style), (f" {label} ", "label-accent" if focused else "label")]
                columns -= width(label) + 3
            runs.append((stroke * columns, style))
        return runs

    def _offered(self) -> list[Run]:
        joints = set(accumulate(columns for columns, _, _ in self._stretches))
        runs: list[Run] = [("─", "rule"), (f" {self._key}", "key")]
        at = 2 + width(self._key)
        for number, entity in enumerate(self._offers):
            count = f" {entity.reports:,} "
            room = self.size.width - at - width(count) - 3
            name = cut(entity.name, room) if number == 0 else entity.name
            if room < 1 or width(name) > room:
                break
            if number:
                runs.append(("─", "rule"))
                at += 1
            runs += [(" ", ""), (name, entity.kind), (count, "muted")]
            at += 1 + width(name) + width(count)
        strokes = ("┬" if column in joints else "─" for column in range(at, self.size.width))
        return [*runs, ("".join(strokes), "rule")]
