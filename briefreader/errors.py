"""What the library raises: one line for a person, saying what is wrong and what to do."""

from __future__ import annotations

from briefreader.text import clean_line


class LibraryError(Exception):
    """Something about the library that its user must know: one line, clean whatever went into it."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))


class NotFound(LibraryError):
    """No report has this id."""


class Ambiguous(LibraryError):
    """Several reports have an id that starts so."""


class Dropped(Exception):
    """A search was given up, since whoever asked no longer waits for its answer."""


class Busy(LibraryError):
    """Another process is writing the library."""
