"""Something empty in the place of modules, while others that import them are loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def standing_in(modules: Mapping[str, Mapping[str, object] | None]) -> Iterator[None]:
    """Have modules that are not loaded yet stood in for by some names, or by None.

    None is to Python a module that cannot be imported. Who asks for a module afterwards gets the real one.
    """
    standing: dict[str, ModuleType | None] = {}
    for name, names in modules.items():
        if name not in sys.modules:
            standing[name] = None
            if names is not None:
                module = standing[name] = ModuleType(name)
                vars(module).update(names)
    sys.modules.update(standing)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, stand_in in standing.items():
            if name in sys.modules and sys.modules[name] is stand_in:
                del sys.modules[name]
            parent, _, last = name.rpartition(".")
            if stand_in and parent and vars(sys.modules.get(parent, stand_in)).get(last) is stand_in:
                delattr(sys.modules[parent], last)
