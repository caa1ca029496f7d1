"""Textual loaded without what of it the reader never uses.

Its command palette comes with lists, trees and buttons, asyncio with TLS: a sixth of the time that Textual
takes to load. While it is loaded, something empty takes their place; whoever asks for the real ones later
gets them. The names are those that Textual 8.2 imports (its version is pinned).
"""

from __future__ import annotations

import sys
from types import ModuleType

PALETTE = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")


def load() -> None:
    """Load Textual, unless it is there already."""
    if "textual.app" in sys.modules:
        return
    palette = ModuleType("textual.command")
    vars(palette).update({name: type(name, (), {}) for name in PALETTE})
    # None is to Python a module that cannot be imported, which asyncio puts up with.
    stand_ins: dict[str, ModuleType | None] = {"textual.command": palette, "ssl": None}
    standing = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(standing)  # type: ignore[arg-type]
    try:
        import textual.app  # noqa: F401
    finally:
        for name in standing:
            del sys.modules[name]
