"""Full-text search: the index, the query language, highlighting, snippets, reports like another.

Whoosh lives here and nowhere else.
"""

import warnings

with warnings.catch_warnings():
    # Python finds fault with Whoosh's "is" and backslashes whenever it compiles them.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from briefreader.search.errors import IndexBusy, IndexDamaged
    from briefreader.search.index import Found, Index
    from briefreader.search.language import Parsed, parse
    from briefreader.search.similar import Alike
    from briefreader.search.snippets import snippet

__all__ = ["Alike", "Found", "Index", "IndexBusy", "IndexDamaged", "Parsed", "parse", "snippet"]
