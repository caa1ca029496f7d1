"""Two themes of our own for long reading, and the colours of the screen made from any theme."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

from briefreader.settings import Colours

DARK = Theme(
    name="briefreader-dark",
    primary="#d8a657",
    secondary="#8a8578",
    accent="#d8a657",
    warning="#d8a657",
    error="#e07a5f",
    success="#9caf88",
    foreground="#c8c4ba",
    background="#17181a",
    surface="#1f2023",
    panel="#26272b",
    dark=True,
    variables={
        "headline": "#f4f0e6",
        "person": "#dcb4a6",
        "organisation": "#aac49c",
        "place": "#9dbfd0",
        "other": "#c3b2d8",
    },
)
LIGHT = Theme(
    name="briefreader-light",
    primary="#9a3f16",
    secondary="#7d766a",
    accent="#9a3f16",
    warning="#9a3f16",
    error="#a3162b",
    success="#4c6b3c",
    foreground="#37342f",
    background="#faf7f0",
    surface="#f0ebdf",
    panel="#e8e2d4",
    dark=False,
    variables={
        "headline": "#0f0e0c",
        "person": "#83304a",
        "organisation": "#33602f",
        "place": "#1d5878",
        "other": "#62458c",
    },
)
OWN = (DARK, LIGHT)

_TONES = {"person": "secondary", "organisation": "success", "place": "primary", "other": "error"}
"""The colours of a theme from which those of names are made where it has none for them."""
_HUES = (205, 135, 320, 260, 178, 88, 232, 350)
_ANSI_NAMES = (
    "ansi_blue", "ansi_green", "ansi_magenta", "ansi_cyan",
    "ansi_bright_blue", "ansi_bright_green", "ansi_bright_magenta", "ansi_bright_cyan",
)  # fmt: skip
"""Hues, and for 16 colours colours, that tell apart the names which two compared reports share."""


TEXT_LEAST = 4.5
"""The contrast of text with its ground at least (WCAG 2.2, AA)."""
LEAST: Mapping[str, float] = {"muted": 3.0, "mark": 3.0}
"""That of what is no text to be read at length."""
_GROUNDS = ("paper", "on-mark", "cursor", "cursor-dim", "rule")


def default(environment: Mapping[str, str], colors: str | None) -> str:
    """Return the name of the theme to begin with.

    A terminal of 16 colours or fewer (``colors`` as Rich names it) keeps its own. ``COLORFGBG``, where
    a terminal sets it, tells dark from light.
    """
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    if colors in (None, "standard", "windows") or "NO_COLOR" in environment:
        return "ansi-light" if light else "ansi-dark"
    return LIGHT.name if light else DARK.name


def other(name: str, dark: bool) -> str:
    """Return the light theme for a dark one and the other way round."""
    if name.startswith("ansi-"):
        return "ansi-light" if dark else "ansi-dark"
    return LIGHT.name if dark else DARK.name


def colors(theme: Theme, variables: Mapping[str, str]) -> dict[str, str]:
    """Return the colours that ``app.tcss`` uses, as a theme sets them or made from what it has.

    A theme of the terminal's own 16 colours gets its accent and four for names; there attributes tell apart.
    """
    if theme.ansi:
        plain = dict.fromkeys(("headline", "body", "soft", "muted"), "ansi_default")
        return {
            **plain,
            "rule": "ansi_bright_black",
            "paper": "ansi_default",
            "cursor": "ansi_default",
            "cursor-dim": "ansi_default",
            "selection": "ansi_default",
            "mark": variables["accent"],
            "on-mark": "ansi_black",
            "person": "ansi_magenta" if theme.dark else "ansi_red",
            "organisation": "ansi_bright_blue" if theme.dark else "ansi_blue",
            "place": "ansi_bright_cyan" if theme.dark else "ansi_cyan",
            "other": "ansi_default",
            **{f"name-{number}": color for number, color in enumerate(_ANSI_NAMES)},
        }
    ink = Color.parse(variables["foreground"])
    paper = Color.parse(variables["background"])
    strongest = Color.parse("#ffffff" if theme.dark else "#000000")
    made = {
        "headline": ink.blend(strongest, 0.6),
        "body": ink,
        "soft": ink.blend(paper, 0.22),
        "muted": ink.blend(paper, 0.42),
        "rule": ink.blend(paper, 0.74),
        "paper": paper,
        "cursor": paper.blend(ink, 0.10),
        "cursor-dim": paper.blend(ink, 0.045),
        "selection": paper.blend(Color.parse(variables["accent"]), 0.3),
        "mark": Color.parse(variables["accent"]),
        "on-mark": paper,
        **{kind: ink.blend(Color.parse(variables[role]), 0.6) for kind, role in _TONES.items()},
        **{f"name-{number}": _name_color(hue, theme.dark) for number, hue in enumerate(_HUES)},
    }
    wanted = {name: Color.parse(theme.variables.get(name, color.hex)) for name, color in made.items()}
    ground = wanted["cursor"]
    legible = {
        name: _legible(color, ground, strongest, LEAST.get(name, TEXT_LEAST))
        for name, color in wanted.items()
        if name not in _GROUNDS
    }
    return {name: legible.get(name, color).hex for name, color in wanted.items()}


def contrast(a: Color, b: Color) -> float:
    """Return the contrast ratio of two colours: 1 for the same, 21 for black on white (WCAG 2.2)."""

    def luminance(color: Color) -> float:
        parts = (part / 255 for part in (color.r, color.g, color.b))
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _legible(color: Color, ground: Color, strongest: Color, least: float) -> Color:
    """Return a colour as it is, or as much nearer to ``strongest`` as it takes to be read on ``ground``."""
    for step in range(21):
        nearer = color.blend(strongest, step / 20)
        if contrast(nearer, ground) >= least:
            return nearer
    return strongest


def kinds(colours: Colours) -> dict[str, str]:
    """Return the colours of names that the reader sets, as Textual writes them; unset ones are left out."""
    wanted = {"person": colours.person, "organisation": colours.organisation}
    wanted |= {"place": colours.place, "other": colours.other}
    return {
        kind: colour if colour.startswith("#") else f"ansi_{colour.replace('-', '_')}"
        for kind, colour in wanted.items()
        if colour
    }


def _name_color(hue: int, dark: bool) -> Color:
    return Color.from_hsl(hue / 360, 0.5, 0.72) if dark else Color.from_hsl(hue / 360, 0.6, 0.33)


def no_color() -> bool:
    """Tell whether the person wants no colours at all (see no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))
