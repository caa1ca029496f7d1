"""Themes: legible, every one of them, and chosen by looking."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from briefreader.library import Library
from briefreader.tui import themes
from tests.tui.driving import reader

TEXT = ("headline", "body", "soft", "person", "organisation", "place", "other", "mark")


def contrast(a: Color, b: Color) -> float:
    """The contrast ratio of WCAG 2: 1 for the same colour, 21 for black on white."""

    def luminance(color: Color) -> float:
        parts = (part / 255 for part in (color.r, color.g, color.b))
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def of(theme: Theme) -> dict[str, Color]:
    variables = theme.to_color_system().generate()
    return {name: Color.parse(value) for name, value in themes.colors(theme, variables).items()}


@pytest.mark.parametrize("theme", themes.OWN, ids=lambda theme: theme.name)
def test_our_own_themes_are_made_for_long_reading(theme: Theme) -> None:
    colors = of(theme)
    for ground in ("paper", "cursor", "cursor-dim"):
        for ink in TEXT:
            assert contrast(colors[ink], colors[ground]) >= 4.5, (ink, ground)
        assert contrast(colors["muted"], colors[ground]) >= 3.0, ground
    assert contrast(colors["on-mark"], colors["mark"]) >= 4.5
    assert all(contrast(colors[f"name-{n}"], colors["paper"]) >= 4.5 for n in range(8))


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_text_can_be_read_in_every_theme(name: str) -> None:
    colors = of(BUILTIN_THEMES[name])
    for ground in ("paper", "cursor"):
        for ink in ("headline", "body", "soft", "person", "organisation", "place", "other"):
            assert contrast(colors[ink], colors[ground]) >= 4.5, (ink, ground)
        for ink in ("muted", "mark"):
            assert contrast(colors[ink], colors[ground]) >= 3.0, (ink, ground)


async def test_a_theme_is_chosen_by_looking(small: Library) -> None:
    async with reader(small, (80, 24)) as r:
        before = r.app.theme
        await r.press("colon")
        await r.type("choose a theme")
        await r.press("enter")
        await r.until(lambda: "Themes" in r.screen())
        await r.press("down", "down")
        await r.until(lambda: r.app.theme != before)
        await r.press("escape")
        await r.until(lambda: r.app.theme == before and r.app.screen is r.main)
        await r.press("colon")
        await r.type("choose a theme")
        await r.press("enter")
        await r.type("nord")
        await r.press("enter")
        await r.until(lambda: r.app.theme == "nord" and r.app.screen is r.main)
    async with reader(small, (80, 24)) as r:
        assert r.app.theme == "nord"
