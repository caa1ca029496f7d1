"""Full-text search: the index, the query language, highlighting, snippets, reports like another.

Whoosh lives here and nowhere else, numpy too.
"""

import inspect
import os
import sys
import types
import warnings

# A quarter of the time that numpy takes to start goes into threads for a linear algebra that nothing here
# does, and into the indentation of its documentation.
_threads = os.environ.get("OPENBLAS_NUM_THREADS")
_cleandoc = inspect.cleandoc
os.environ["OPENBLAS_NUM_THREADS"] = _threads or "1"
inspect.cleandoc = str  # type: ignore[assignment]
try:
    import numpy  # noqa: F401
finally:
    inspect.cleandoc = _cleandoc
    if _threads is None:
        del os.environ["OPENBLAS_NUM_THREADS"]

with warnings.catch_warnings():
    # Python finds fault with Whoosh's "is" and backslashes whenever it compiles them.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    # Whoosh's queries import its storage, its analysers and its English endings for one name each that
    # nothing here ever reaches, and HTTP, e-mail and TLS come for one more name.
    # That is most of the time that Whoosh takes to start; while it is loaded, something empty takes
    # their place.
    _stand_ins: dict[str, dict[str, object]] = {
        "urllib.request": {"urlretrieve": None},
        "whoosh.reading": {"TermNotFound": LookupError},
        "whoosh.analysis": {"Token": None},
        "whoosh.lang.morph_en": {"variations": None},
    }
    _standing = {name: types.ModuleType(name) for name in _stand_ins if name not in sys.modules}
    for _name, _module in _standing.items():
        vars(_module).update(_stand_ins[_name])
    sys.modules.update(_standing)
    try:
        import whoosh.qparser  # noqa: F401
    finally:
        for _name in _standing:
            del sys.modules[_name]
    from briefreader.search.errors import IndexBusy, IndexDamaged
    from briefreader.search.index import Found, Index
    from briefreader.search.language import Parsed, parse
    from briefreader.search.named import Known, Lookup
    from briefreader.search.snippets import shown, snippet
    from briefreader.search.stated import States

__all__ = [
    "Found",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "Known",
    "Lookup",
    "Parsed",
    "States",
    "parse",
    "shown",
    "snippet",
]
