"""How a day is written: by a pattern of the reader's, in English whatever the locale."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from briefreader.text import clean

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PATTERNS = {
    "iso": "%Y-%m-%d",
    "day-first": "%d/%m/%Y",
    "month-first": "%m/%d/%Y",
    "words": "%e %B %Y",
}
"""Patterns by name."""

LONGEST = 24
"""Characters of a written day at most, so that a list has room for it."""

_DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)
_WRITERS: Mapping[str, Callable[[date], str]] = {
    "Y": lambda day: f"{day.year:04}",
    "y": lambda day: f"{day.year % 100:02}",
    "m": lambda day: f"{day.month:02}",
    "d": lambda day: f"{day.day:02}",
    "e": lambda day: str(day.day),
    "B": lambda day: MONTHS[day.month - 1],
    "b": lambda day: MONTHS[day.month - 1][:3],
    "A": lambda day: DAYS[day.weekday()],
    "a": lambda day: DAYS[day.weekday()][:3],
    "%": lambda day: "%",
}
LONG_DAY = date(2024, 9, 25)
"""A day that is long to write: a Wednesday in September."""


def written(day: date, pattern: str) -> str:
    """Return a day written by ``pattern``: a name of ``PATTERNS``, or text with %Y %y %m %d %e %B %b %A %a.

    These are strftime's; %e is the day of the month without a blank before it.
    """
    return _DIRECTIVE.sub(lambda match: _WRITERS[match[1]](day), PATTERNS.get(pattern, pattern))


_pattern = ""


def use(pattern: str) -> None:
    """Write the days that are shown by ``pattern`` from now on ("" for each place's own way)."""
    global _pattern
    _pattern = pattern


def in_use() -> str:
    """Return the pattern by which days are shown; like a locale it is one for the process."""
    return _pattern


def trouble(pattern: str) -> str:
    """Return in words what is wrong with a pattern, nothing where it is good."""
    known = " ".join(f"%{letter}" for letter in _WRITERS)
    whole = PATTERNS.get(pattern, pattern)
    for match in _DIRECTIVE.finditer(whole):
        if match[1] not in _WRITERS:
            return f"takes {', '.join(PATTERNS)}, or a pattern of {known}, and no {match[0]!r}"
    if "%" not in whole:
        return f"takes {', '.join(PATTERNS)}, or a pattern of {known}, not {pattern!r}"
    if not whole.isprintable() or clean(whole) != whole or len(written(LONG_DAY, whole)) > LONGEST:
        return f"takes a pattern that comes to {LONGEST} characters at most, not {pattern!r}"
    return ""
