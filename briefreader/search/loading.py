"""Loads numpy and Whoosh without the half of them that nothing here ever reaches.

To import both whole takes four times as long as starting Python. While they are loaded, something empty
takes the place of what they import on the way for one name each; whoever needs that later imports it as
ever.
"""

from __future__ import annotations

import inspect
import os
import sys
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from briefreader.standing import standing_in


def _later(module: str, *names: str) -> dict[str, Callable[..., Any]]:
    """Return functions that import the real ones when they are called."""

    def function(name: str) -> Callable[..., Any]:
        return lambda *args, **options: getattr(import_module(module), name)(*args, **options)

    return {name: function(name) for name in names}


_FOR_NUMPY: dict[str, Mapping[str, object]] = {
    # Linear algebra, for matrices and polynomials, comes with all that numpy knows of types.
    "numpy.linalg": _later("numpy.linalg", "matrix_power", "eigvals", "inv", "lstsq"),
    # The docstrings of what is written in C.
    "numpy._core._add_newdocs": {},
    "numpy._core._add_newdocs_scalars": {},
    "pickle": _later("pickle", "dump", "dumps", "load", "loads"),
    # What it runs on, and notes on what is out of date.
    "platform": _later("platform", "uname"),
    "textwrap": _later("textwrap", "indent"),
}
_FOR_WHOOSH: dict[str, Mapping[str, object]] = {
    "html": _later("html", "escape"),
    "random": _later("random", "choice", "randint"),
    "calendar": _later("calendar", "monthrange"),
    # HTTP, e-mail and TLS.
    "urllib.request": _later("urllib.request", "urlretrieve"),
    # What Whoosh's queries import of its storage, its analysers and its English endings.
    "whoosh.reading": {"TermNotFound": LookupError},
    "whoosh.analysis": {"Token": None},
    "whoosh.lang.morph_en": _later("whoosh.lang.morph_en", "variations"),
}


def load_numpy() -> None:
    """Import numpy, without the threads of a linear algebra that nothing here does, and without indenting
    its documentation."""
    threads = os.environ.get("OPENBLAS_NUM_THREADS")
    cleandoc = inspect.cleandoc
    os.environ["OPENBLAS_NUM_THREADS"] = threads or "1"
    inspect.cleandoc = str  # type: ignore[assignment]
    try:
        with standing_in(_FOR_NUMPY if "numpy" not in sys.modules else {}):
            import_module("numpy")
    finally:
        inspect.cleandoc = cleandoc
        if threads is None:
            del os.environ["OPENBLAS_NUM_THREADS"]


def load_whoosh() -> None:
    """Import what of Whoosh reads queries, without what Python finds fault with in it when it compiles it."""
    with warnings.catch_warnings(), standing_in(_FOR_WHOOSH):
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        import_module("whoosh.query")
