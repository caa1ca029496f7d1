"""Full-text search: the index, the query language, highlighting, snippets, reports like another.

Whoosh lives here and nowhere else, numpy too.
"""

import sys
import types
import warnings

_UNUSED = {"urllib.request": "urlretrieve", "whoosh.lang.morph_en": "variations"}
"""Whoosh imports each for one function that nobody calls, and with them most of the time that Whoosh
takes to start: HTTP, e-mail and TLS, and the endings of English. While Whoosh is loaded, something
empty takes their place."""

with warnings.catch_warnings():
    # Python finds fault with Whoosh's "is" and backslashes whenever it compiles them.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    _stand_ins = {name: types.ModuleType(name) for name in _UNUSED}
    for _name, _module in _stand_ins.items():
        setattr(_module, _UNUSED[_name], None)
        sys.modules.setdefault(_name, _module)
    try:
        import whoosh.query  # noqa: F401
    finally:
        for _name, _module in _stand_ins.items():
            if sys.modules.get(_name) is _module:
                del sys.modules[_name]
    from briefreader.search.errors import IndexBusy, IndexDamaged
    from briefreader.search.index import Found, Index
    from briefreader.search.language import Parsed, parse
    from briefreader.search.named import Known, Lookup
    from briefreader.search.snippets import snippet, snippets
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
    "snippet",
    "snippets",
]
