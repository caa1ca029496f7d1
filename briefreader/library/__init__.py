"""The library: the one door to the store, the sources, the search, the names and the relations."""

from briefreader.library.library import Library, Sort, folder_of

__all__ = ["Library", "Sort", "folder_of"]
