"""The store: reports, names, relations and what a person did, in SQLite. The only truth on disk."""

from briefreader.store.store import Card, Change, Head, Store

__all__ = ["Card", "Change", "Head", "Store"]
