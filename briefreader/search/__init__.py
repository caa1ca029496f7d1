"""Full-text search: the index, the query language, highlighting, snippets, reports like another.

Whoosh lives here and nowhere else, numpy too.
"""

from briefreader.search.loading import load_numpy, load_whoosh

load_numpy()
load_whoosh()

from briefreader.search.errors import IndexBusy, IndexDamaged  # noqa: E402
from briefreader.search.index import Found, Index  # noqa: E402
from briefreader.search.language import Parsed, names_someone, parse  # noqa: E402
from briefreader.search.named import Known, Lookup  # noqa: E402
from briefreader.search.snippets import shown, snippet  # noqa: E402
from briefreader.search.stated import States  # noqa: E402

__all__ = [
    "Found",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "Known",
    "Lookup",
    "Parsed",
    "States",
    "names_someone",
    "parse",
    "shown",
    "snippet",
]
