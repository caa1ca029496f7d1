"""What a reader may set, with what each setting means and takes. A file is read by ``config``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefreader import dating
from briefreader.limits import DEFAULT, Limits

THEMES = (
    "briefreader-dark", "briefreader-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light",
    "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki",
    "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Our own themes and Textual's, without asking Textual: a test does."""

CITATIONS = ("plain", "markdown", "bibtex", "ris", "csl")
"""Citation formats."""

ANSI_COLOURS = tuple(
    f"{bright}{name}"
    for bright in ("", "bright-")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
"""The terminal's own 16 colours."""

NARROWEST, WIDEST = 20, 200
"""Columns that a line of text may have."""

_HEX = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of names by their kind, as "#rrggbb" or one of the terminal's own, as "bright-blue".

    Empty ones are the theme's.
    """

    person: str = ""
    """Persons."""
    organisation: str = ""
    """Organisations."""
    place: str = ""
    """Places."""
    other: str = ""
    """Operations, laws, ships, prizes and the like."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings, as they are without a file. Tables come last."""

    library: str = ""
    """Folder of the library; a relative one lies beside this file. --library and BRIEFREADER_LIBRARY go
    before it. Without it, it is under the platform's folder for data."""

    recogniser: str = "rules"
    """Who finds names in reports: "rules", or "spacy:MODEL" for a spaCy model of your own."""

    theme: str = ""
    """Colours of the reader: "briefreader-dark" or "briefreader-light", which are made for long reading,
    "ansi-dark" or "ansi-light" for the terminal's own, or one of Textual's ("nord", "gruvbox", ...).
    Without it the terminal decides, and what you chose last in the reader is kept."""

    measure: int = 74
    """Columns of a line of text at most, from 20 to 200."""

    date_format: str = ""
    """How days are written on the screen: "iso" (2024-01-31), "day-first" (31/01/2024), "month-first"
    (01/31/2024), "words" (31 January 2024), or a pattern of %Y %y %m %d %e %B %b %A %a as in strftime.
    Without it they are in words in the reader, and iso on the command line. In a pipe they always are iso."""

    copy_command: str = ""
    """Command that takes what is copied on its standard input; words and quotes as in a shell, without one.
    Without it the terminal, tmux, screen or a clipboard program is found by itself."""

    citation: str = "plain"
    """Form of a citation: "plain", "markdown", "bibtex", "ris" or "csl" (CSL-JSON)."""

    colours: Colours = Colours()
    """Colours of names by their kind: "#rrggbb", or one of the terminal's own: black, red, green, yellow,
    blue, magenta, cyan, white, and those with bright- before them. Without one it is the theme's."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by action, instead of those below: one text, or a list of several; [] for none. Keys that follow
    each other have a blank between them ("g g"). 'briefreader keys' lists what is in force."""

    limits: Limits = DEFAULT
    """How much is taken of anything that comes from outside; what is beyond is passed over, and said."""


def _theme(value: str) -> str:
    return "" if not value or value in THEMES else _one_of(value, THEMES)


def _citation(value: str) -> str:
    return "" if value in CITATIONS else _one_of(value, CITATIONS)


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return f"takes one of {', '.join(known)}, not {value!r}{near(value, known)}"


def _measure(value: int) -> str:
    fits = NARROWEST <= value <= WIDEST
    return "" if fits else f"takes a whole number from {NARROWEST} to {WIDEST}, not {value!r}"


def _date_format(value: str) -> str:
    return dating.trouble(value) if value else ""


def _copy_command(value: str) -> str:
    import shlex

    try:
        shlex.split(value)
    except ValueError as error:
        return f"takes a command line: {str(error).lower()} in {value!r}"
    return ""


def _colour(value: str) -> str:
    if not value or value in ANSI_COLOURS or _HEX.fullmatch(value):
        return ""
    return (
        f'takes "#rrggbb" or one of {", ".join(ANSI_COLOURS[:8])}, not {value!r}{near(value, ANSI_COLOURS)}'
    )


CHECKS: Mapping[str, Callable[[Any], str]] = {
    "theme": _theme,
    "measure": _measure,
    "date_format": _date_format,
    "copy_command": _copy_command,
    "citation": _citation,
    **{f"colours.{kind}": _colour for kind in ("person", "organisation", "place", "other")},
}
"""What is wrong with a value of the right type, in words, by the name of its setting; "" for nothing."""


def near(name: str, known: tuple[str, ...]) -> str:
    """Return ``: did you mean "...?"`` where one of the known names is near, else nothing."""
    import difflib

    found = difflib.get_close_matches(name, known, 1)
    return f": did you mean {found[0]!r}?" if found else ""
