"""Full-text search: the index, the query language, highlighting, snippets, reports like another.

Whoosh lives here and nowhere else, numpy too.
"""

import sys
import types
import warnings

_UNUSED = "urllib.request"
"""Whoosh imports it for a function that nobody calls, and with it half of the time that Whoosh takes
to start: HTTP, e-mail and TLS. While Whoosh is loaded, something empty takes its place."""

with warnings.catch_warnings():
    # Python finds fault with Whoosh's "is" and backslashes whenever it compiles them.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    _stand_in = types.ModuleType(_UNUSED)
    _stand_in.urlretrieve = None  # type: ignore[attr-defined]
    sys.modules.setdefault(_UNUSED, _stand_in)
    try:
        import whoosh.compat  # noqa: F401
    finally:
        if sys.modules.get(_UNUSED) is _stand_in:
            del sys.modules[_UNUSED]
    from briefreader.search.errors import IndexBusy, IndexDamaged
    from briefreader.search.index import Found, Index
    from briefreader.search.language import Parsed, parse
    from briefreader.search.named import Known, Lookup
    from briefreader.search.similar import Alike
    from briefreader.search.snippets import snippet

__all__ = [
    "Alike",
    "Found",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "Known",
    "Lookup",
    "Parsed",
    "parse",
    "snippet",
]
