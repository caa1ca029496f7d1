"""The index's keeper: opens it, brings it up to the store, and makes it anew when it cannot be used."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

from briefreader.errors import LibraryError
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.library.intake import Report
    from briefreader.search import Index

FOLDER_NAME = "index"
MANIFEST = "manifest"
"""The file without which there is no index."""

T = TypeVar("T")

STEP = 1000
STEP_AT_MOST = 100_000
"""Reports that the index takes in one commit, first and at most."""

_STEP_GROWS = 10


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
        self._made = 0

    def close(self) -> None:
        """Close the index."""
        with self._guard:
            if self._held is not None:
                self._held.close()
                self._held = None

    def rest(self) -> None:
        """Let go of what the index holds only to be quick."""
        held = self._held
        if held is not None:
            held.rest()

    def index(self) -> Index:
        """Return the index as it is now on disk; one that cannot be used is made anew."""
        held = self._held
        return held if held is not None and held.is_current() else self.mended(self._current)

    def mended(self, work: Callable[[], T]) -> T:
        """Return what ``work`` does with the index; where that finds it damaged, it is made anew, once.

        Raises:
            LibraryError: it is damaged, and the library may not be written.
        """
        from briefreader import search

        made = self._made
        try:
            return work()
        except search.IndexDamaged as error:
            self._replace(str(error), made)
        return work()

    def _current(self) -> Index:
        with self._guard:
            if self._held is not None and (self.folder / MANIFEST).exists():
                self._held.refresh()
            else:
                self._held = self._open()
            return self._held

    def _open(self) -> Index:
        from briefreader import search

        # In this order: a writer moves the index on before it notes so in the store.
        indexed = self._store.indexed()
        index = search.Index.open(self.folder)
        if index.revision < indexed:
            # Another may have begun to make it anew between the two looks.
            indexed = min(indexed, self._store.indexed())
            index.refresh()
        reason = ""
        if index.store_id not in ("", self._store.id):
            reason = f"the index in {self.folder} belongs to another library"
        elif index.revision > self._store.revision():
            reason = (
                f"the index in {self.folder} is of a later state than the store: what came last may be lost,"
                " index it again"
            )
        elif index.revision < indexed:
            reason = f"the index in {self.folder} is missing or not of this library's state"
        if reason:
            index.close()
            raise search.IndexDamaged(reason)
        return index

    def _replace(self, reason: str, made: int) -> None:
        if self._store.read_only:
            raise LibraryError(
                f"{reason}, and the library may not be written: run 'briefreader reindex' where it may"
            )
        with self._writing():
            if self._made == made:  # else another thread has done it by now
                self.notices.append(f"{reason}; it was made anew from the store")
                self.rebuild(None)

    def rebuild(self, progress: Report | None) -> None:
        """Make the index anew from the store. The caller holds the library for writing."""
        from briefreader import search

        with self._guard:
            if self._held is not None:
                self._held.close()
            self._store.set_indexed(0)
            if self.folder.is_file():
                self.folder.unlink()
            self._held = search.Index.recreate(self.folder)
            self._made += 1
            self._catch_up(self._held, progress)

    def check(self) -> str:
        """Read every byte of the index; return what is wrong with it, in words, or nothing.

        The caller holds the library for writing, and has brought the index up to the store.
        """
        from briefreader import search

        try:
            index = self._current()
            index.verify()
            if sorted(index.keys().tolist()) != sorted(self._store.every_key()):
                return f"the index in {self.folder} does not hold the reports of the store"
        except search.IndexDamaged as error:
            return str(error)
        return ""

    def catch_up(self, progress: Report | None) -> None:
        """Index what the store holds and the index does not. The caller holds the library for writing.

        It goes in steps of ten times the index, so that a long import can be searched while it grows and
        is one segment in the end, or a few.
        """
        self.mended(lambda: self._catch_up(self._current(), progress))

    def _catch_up(self, index: Index, progress: Report | None) -> None:
        if index.revision != self._store.indexed():
            self._store.set_indexed(index.revision)
        total, done = self._store.pending(self._store.indexed()), 0
        while index.revision < self._store.revision():
            after = index.revision
            step = min(max(STEP, _STEP_GROWS * index.count()), STEP_AT_MOST)
            upto = self._store.revision_after(after, step)
            changes = self._store.changed_between(after, upto)
            if progress is not None:
                from briefreader.library.intake import counted

                changes = counted(changes, progress, done, total)
            index.write(changes, self._store.removed_since(after), upto, self._store.id)
            self._store.set_indexed(upto)
            done += step
