"""What goes wrong below the library, in one line for a person."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from briefreader.errors import Dropped, LibraryError, NotFound
from briefreader.store import Store
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
        advice = ": make room and try again" if error.errno in _NO_ROOM else ""
        raise LibraryError(f"{name}{error.strerror or error}{advice}") from error
    except Exception as error:
        # Whoever raised it has loaded the search; whoever did not need not load it for this.
        kinds = sys.modules.get("briefreader.search.errors")
        if kinds is not None and isinstance(error, kinds.Dropped):
            raise Dropped from None
        if kinds is None or not isinstance(error, kinds.IndexDamaged | kinds.IndexBusy):
            raise
        raise LibraryError(f"{error}: 'briefreader reindex' makes it anew") from error


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def damaged(store: Store, id: str) -> LibraryError:
    """Return the error that says that a report is not what was kept, and what to do."""
    return LibraryError(
        f"report {clean_line(id)!r} in {store.path} is damaged: 'briefreader check' lists what is, and has it"
        " read again from its file"
    )


def not_found(wanted: str) -> NotFound:
    """Return the error that says that no report has this id."""
    return NotFound(f"no report {clean_line(wanted)!r}: 'briefreader search' shows ids")
