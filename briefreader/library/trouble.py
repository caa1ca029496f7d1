"""What goes wrong below the library, in one line for a person."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from briefreader.errors import LibraryError, NotFound
from briefreader.store.database import StoreError
from briefreader.text import clean_line


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the rooms below raise into one line for a person."""
    try:
        yield
    except StoreError as error:
        raise LibraryError(str(error)) from error
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        advice = ": make room and try again" if error.errno == errno.ENOSPC else ""
        raise LibraryError(f"{name}{error.strerror or error}{advice}") from error


def not_found(wanted: str) -> NotFound:
    """Return the error that says that no report has this id."""
    return NotFound(f"no report {clean_line(wanted)!r}: 'briefreader search' shows ids")
