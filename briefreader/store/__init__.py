"""The store: reports, names, relations and what a person did, in SQLite. The only truth on disk."""

from briefreader.store.reports import Card, Head
from briefreader.store.store import Change, Store

__all__ = ["Card", "Change", "Head", "Store"]
