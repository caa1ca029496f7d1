"""Textual loaded without what of it the reader never uses.

Its command palette comes with lists, trees and buttons, asyncio with TLS: a sixth of the time that Textual
takes to load. While it is loaded, something empty takes their place; whoever asks for the real ones later
gets them. The names are those that Textual 8.2 imports (its version is pinned).
"""

from __future__ import annotations

import sys

from briefreader.standing import standing_in

PALETTE = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")


def load() -> None:
    """Load Textual, unless it is there already."""
    if "textual.app" in sys.modules:
        return
    palette = {name: type(name, (), {}) for name in PALETTE}
    # asyncio puts up with a Python that has no TLS.
    with standing_in({"textual.command": palette, "ssl": None}):
        import textual.app  # noqa: F401
