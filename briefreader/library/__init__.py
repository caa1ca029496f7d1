"""The library: the one door to the store, the sources, the search, the names and the relations."""

from briefreader.library.finding import Sort
from briefreader.library.library import Library, folder_of

__all__ = ["Library", "Sort", "folder_of"]
