"""The index's keeper: opens it, brings it up to the store, and makes it anew when it cannot be used."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from briefreader.errors import LibraryError
from briefreader.library.intake import Report, counted
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.search import Index

FOLDER_NAME = "index"

STEP = 1000
STEP_AT_MOST = 100_000
"""Reports that the index takes in one commit, first and at most."""


class Keeper:
    """Keeps the index of one store. Every method may be called from any thread."""

    def __init__(self, store: Store, writing: Callable[[], AbstractContextManager[None]]) -> None:
        """Keep the index of ``store``; ``writing`` holds the library for writing, again if held already."""
        self.folder = store.path.with_name(FOLDER_NAME)
        self.notices: list[str] = []
        self._store = store
        self._writing = writing
        self._guard = threading.RLock()
        self._held: Index | None = None

    def close(self) -> None:
        """Close the index."""
        with self._guard:
            if self._held is not None:
                self._held.close()
                self._held = None

    def index(self) -> Index:
        """Return the index as it is now on disk; one that cannot be used is made anew."""
        from briefreader import search

        with self._guard:
            if self._held is not None:
                self._held.refresh()
                return self._held
            try:
                self._held = self._open()
            except search.IndexDamaged as error:
                self._replace(str(error))
            assert self._held is not None
            return self._held

    def _open(self) -> Index:
        from briefreader import search

        # In this order: a writer moves the index on before it notes so in the store.
        indexed = self._store.indexed()
        index = search.Index.open(self.folder)
        reason = ""
        if index.store_id not in ("", self._store.id):
            reason = f"the index in {self.folder} belongs to another library"
        elif index.revision < indexed or index.revision > self._store.revision():
            reason = f"the index in {self.folder} is missing or not of this library's state"
        if reason:
            index.close()
            raise search.IndexDamaged(reason)
        return index

    def _replace(self, reason: str) -> None:
        if self._store.read_only:
            raise LibraryError(
                f"{reason}, and the library may not be written: run 'briefreader reindex' where it may"
            )
        self.notices.append(f"{reason}; it was made anew from the store")
        with self._writing():
            self.rebuild(None)

    def rebuild(self, progress: Report | None) -> None:
        """Make the index anew from the store. The caller holds the library for writing."""
        from briefreader import search

        with self._guard:
            if self._held is not None:
                self._held.close()
            self._store.set_indexed(0)
            if self.folder.exists():
                shutil.rmtree(self.folder)
            self._held = search.Index.open(self.folder)
            self.catch_up(progress)

    def catch_up(self, progress: Report | None) -> None:
        """Index what the store holds and the index does not. The caller holds the library for writing.

        It goes in steps of three times the index, so that a long import can be searched while it grows
        and costs a handful of commits.
        """
        index = self.index()
        if index.revision != self._store.indexed():
            self._store.set_indexed(index.revision)
        total, done = self._store.pending(self._store.indexed()), 0
        while index.revision < self._store.revision():
            after = index.revision
            step = min(max(STEP, 3 * index.count()), STEP_AT_MOST)
            upto = self._store.revision_after(after, step)
            changes = self._store.changed_between(after, upto)
            if progress is not None:
                changes = counted(changes, progress, done, total)
            index.write(changes, self._store.removed_since(after), upto, self._store.id)
            self._store.set_indexed(upto)
            done += step
