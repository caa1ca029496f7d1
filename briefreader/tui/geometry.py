"""How the screen is shared between the panes."""

from __future__ import annotations

from dataclasses import dataclass

from briefreader.tui.actions import Place

WIDE = 100
"""Columns from which all three panes show."""
NARROW = 70
"""Columns below which one pane shows at a time."""
MEASURE = 74
"""Columns of a line of text at most, unless the reader sets another number: what reads well."""
MARGIN = 2


@dataclass(frozen=True, slots=True)
class Widths:
    """Columns of each pane, 0 where it is hidden; all but the first pay for the rule at their left."""

    results: int
    article: int
    related: int
    filters: int = 0


def share(columns: int, focus: Place, side: Place, only_article: bool = False) -> Widths:
    """Share ``columns`` between the panes.

    Args:
        columns: of the whole screen.
        focus: the pane that has the focus; it shows in any case (the names beneath the related reports).
        side: which of results and related shows beside the article where there is room for one.
        only_article: hide the others.
    """
    if focus == "names":
        focus = "related"
    if focus == "filters":
        return _beside_filters(columns)
    if only_article and focus == "article":
        return Widths(0, columns, 0)
    if columns < NARROW:
        shown = "results" if focus == "search" else focus
        return Widths(*(columns if shown == pane else 0 for pane in ("results", "article", "related")))
    if columns < WIDE:
        beside = max(28, columns * 2 // 5 - 1)
        if focus == "related" or (focus == "article" and side == "related"):
            return Widths(0, columns - beside, beside)
        return Widths(beside, columns - beside, 0)
    results = min(64, columns * 33 // 100)
    related = min(44, max(24, columns * 23 // 100))
    return Widths(results, columns - results - related, related)


def _beside_filters(columns: int) -> Widths:
    """Share ``columns`` where the filters have the focus: the results stand beside them, then the article."""
    if columns < NARROW:
        return Widths(0, 0, 0, columns)
    filters = min(40, max(30, columns * 2 // 5 - 1 if columns < WIDE else columns * 26 // 100))
    if columns < WIDE:
        return Widths(columns - filters, 0, 0, filters)
    results = min(64, columns * 33 // 100)
    return Widths(results, columns - filters - results, 0, filters)


_measure = MEASURE


def set_measure(columns: int) -> None:
    """Set lines of at most so many columns from now on: a process has one reader."""
    global _measure
    _measure = columns


def measure() -> int:
    """Return how many columns a line of text has at most."""
    return _measure


def column(width: int) -> tuple[int, int]:
    """Return left margin and measure of the text in a pane of ``width`` columns."""
    if width < 24:
        return 0, max(1, width)
    if width < 40:
        return 1, width - 2
    text = min(_measure, width - 2 * MARGIN)
    spare = width - text
    # Where there is much room the text stands a little left of the middle, as on a page.
    return max(MARGIN, spare * 2 // 5), text
