"""The thin rule under the search line: it joins the panes, names them, and shows which one has the focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from briefreader.tui.cells import cut, width
from briefreader.tui.widgets.surface import Run, Surface

Stretch = tuple[int, str, bool]
"""Columns of a pane, what is written over it, whether it has the focus."""


class Rule(Surface):
    """A line of box-drawing characters, heavy and in the accent colour over the focused pane."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"--rule", "--accent", "--label", "--label-accent"}

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._stretches: tuple[Stretch, ...] = ()

    def show(self, stretches: Sequence[Stretch]) -> None:
        """Show the panes from left to right, hidden ones left out."""
        if tuple(stretches) != self._stretches:
            self._stretches = tuple(stretches)
            self.refresh()

    def line(self, y: int) -> Iterable[Run]:
        """Draw the rule."""
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
