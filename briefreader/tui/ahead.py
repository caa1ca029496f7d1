"""Loading ahead: what a key may need for the first time is loaded while nobody presses one.

The reader starts with no more than its first screen takes; so the first comparison, story or decision on a
name would wait for its code, some ten to fifty milliseconds of it.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from briefreader import tui

_BESIDE = ("briefreader.citations", "briefreader.formats", "briefreader.library.enriching")
"""What screens ask for, beside what they are made of."""


@cache
def load() -> None:
    """Load it, in a thread of its own: a tenth of a second, once.

    What cannot be loaded is left to the key that needs it.
    """
    for name in (*(module.name for module in walk_packages(tui.__path__, f"{tui.__name__}.")), *_BESIDE):
        with suppress(ImportError, OSError):
            import_module(name)
