"""The library: the one door to the store, the sources, the search, the names and the relations."""

from briefreader.library.library import Library, Sort

__all__ = ["Library", "Sort"]
