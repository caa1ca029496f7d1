"""A story day by day: how much was written on each, by which reports, and what each added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from briefreader.dating import MONTHS, in_use
from briefreader.model import Story, StoryReport
from briefreader.tui.cells import cut, width
from briefreader.tui.dates import UNDATED, brief
from briefreader.tui.dates import day as in_full
from briefreader.tui.moment import counted
from briefreader.tui.rows import SEPARATOR, UNTITLED, Run, newness
from briefreader.tui.wrap import wrap

BAR_CELLS = 30
"""Cells of the bar of the day on which most was written, where there is room."""
_LABEL = 13
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a story with its reports; ``day`` is None for those without a date."""

    day: date | None
    reports: tuple[StoryReport, ...]

    @property
    def words(self) -> int:
        """How many words were written on it."""
        return sum(report.words for report in self.reports)


def days(reports: Iterable[StoryReport]) -> list[Day]:
    """Gather reports, which come in their order, by the day of their own date line."""
    found: dict[date | None, list[StoryReport]] = {}
    for report in reports:
        found.setdefault(report.published.date() if report.published else None, []).append(report)
    dated = sorted((day for day in found if day), key=lambda day: day)
    return [Day(day, tuple(found[day])) for day in (*dated, *([None] if None in found else []))]


def bar(share: float, cells: int) -> str:
    """Return a bar of ``share`` (0 to 1) of so many cells, at least half of one long."""
    halves = max(1, round(share * cells * 2))
    return "━" * (halves // 2) + "╸" * (halves % 2)


def head(story: Story, columns: int) -> list[list[Run]]:
    """Return the lines over a timeline: its headline, size and span, who and where it is about."""
    lines: list[list[Run]] = [[(line, "title")] for line in _lines(story.headline or UNTITLED, columns, 3)]
    outlets = len(story.outlets)
    facts = [
        counted(len(story.reports)),
        ("1 outlet" if outlets == 1 else f"{outlets} outlets") if outlets else "",
        span(story.first, story.last),
    ]
    lines += [[(line, "muted")] for line in _lines(SEPARATOR.join(filter(None, facts)), columns, 2)]
    names = ", ".join(entity.name for entity in story.entities)
    lines += [[(line, "soft")] for line in _lines(names, columns, 2)]
    return [*lines, []]


def day_line(day: Day, most: int, columns: int) -> list[Run]:
    """Return the line of a day: its date, a bar of its words (``most`` fill it), and how many reports."""
    label = cut(_date(day.day), columns)
    written = f"{day.words:,} {'word' if day.words == 1 else 'words'}"
    count = SEPARATOR.join([counted(len(day.reports)), written])
    gap = max(1, _LABEL - width(label))
    room = columns - width(label) - gap - width(count) - 2
    drawn = bar(day.words / max(1, most), min(BAR_CELLS, room)) if room >= 4 else ""
    runs: list[Run] = [(label, "day"), (" " * gap, "")]
    runs += [(drawn, "accent"), ("  ", "")] if drawn else []
    return [*runs, (cut(count, columns - width(label) - gap), "muted")]


def gap_line(before: date, after: date) -> list[Run]:
    """Return what stands between days with nothing written on those between."""
    silent = (after - before).days - 1
    return [("1 day without a report" if silent == 1 else f"{silent:,} days without a report", "muted")]


def report_lines(report: StoryReport, columns: int, read: bool, here: bool, begins: bool) -> list[list[Run]]:
    """Return the lines of a report: headline, whose it is, and what it added unless the story ``begins``."""
    title = report.title or UNTITLED
    lines: list[list[Run]] = [[(line, "soft" if read else "headline")] for line in _lines(title, columns, 2)]
    time = report.published
    facts = [
        f"{time:%H:%M}" if time and (time.hour or time.minute) else "",
        report.source or "",
        "" if begins else newness(report.new),
        "open" if here else "read" if read else "",
    ]
    lines += [[(line, "muted")] for line in _lines(SEPARATOR.join(filter(None, facts)), columns, 1)]
    added = _lines(report.adds, max(1, columns - 2), _MOST_LINES) if report.adds else []
    lines += [[("  " if n else "+ ", "mark"), (line, "text")] for n, line in enumerate(added)]
    return lines


def span(first: datetime | None, last: datetime | None) -> str:
    """Return from when to when: ``28 January to 3 February 2024``, or as the reader writes dates."""
    if first is None or last is None:
        return ""
    end = in_full(last)
    if first.date() == last.date():
        return end
    if in_use():
        return f"{in_full(first)} to {end}"
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} to {end}"
    return (
        f"{first.day} to {end}"
        if first.month == last.month
        else f"{first.day} {MONTHS[first.month - 1]} to {end}"
    )


def _date(day: date | None) -> str:
    return UNDATED if day is None else brief(day)


def _lines(text: str, columns: int, most: int) -> Sequence[str]:
    spans = wrap(text, 0, len(text), columns)
    lines = [text[a:b] for a, b in spans[:most]]
    if len(spans) > most:
        lines[-1] = cut(text[spans[most - 1][0] :], columns)
    return lines
