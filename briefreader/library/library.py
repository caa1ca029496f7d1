"""The library: the one door to the store, the sources and the search.

The store is the truth; the index is derived from it. A change is kept in the store first and then
indexed, and an index that lags, is damaged or belongs to another store is mended from the store.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from briefreader import config, private
from briefreader.config import Settings
from briefreader.errors import Busy, LibraryError
from briefreader.library.company import Company
from briefreader.library.finding import Finding
from briefreader.library.keeper import FOLDER_NAME, MANIFEST, Keeper
from briefreader.library.lock import PATIENCE_SECONDS, Locked, write_lock
from briefreader.library.marking import Marking
from briefreader.library.safekeeping import Safekeeping
from briefreader.library.trouble import plain_errors
from briefreader.library.who import Who
from briefreader.paths import library_dir
from briefreader.store import Store, copies
from briefreader.store.database import FILE_NAME, NoRoom, StoreError
from briefreader.store.disk import sync

if TYPE_CHECKING:
    from briefreader.library.background import BackgroundIndexing
    from briefreader.library.intake import Intake, Report
    from briefreader.library.relating import Relater
    from briefreader.model import Article, Outcome, Stats

_PAUSES_SECONDS = (0.3, 0.7)
"""How long to wait before a process is started again that could not be started."""


class Library(Finding, Who, Company, Marking, Safekeeping):
    """A library of reports on disk. Methods may be called from any thread."""

    def __init__(self, folder: Path, store: Store, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.read_only = store.read_only
        self._store = store
        self._keeper = Keeper(store, self._writing)
        self._keeper.notices += store.notices
        self._write_guard = threading.RLock()
        self._writing_depth = 0
        self._seen: tuple[int, ...] = ()

    # -- opening and closing

    @classmethod
    def open(cls, path: Path | str | None = None, *, read_only: bool = False, create: bool = True) -> Self:
        """Open the library in the folder ``path`` (default: ``paths.library_dir()``), with the settings
        of ``config.load()``.

        One that is not there is made, unless ``read_only`` or not ``create``. A folder that may not
        be written, or of a disk that has no room, is opened for reading.

        Raises:
            ConfigError: the settings cannot be read.
            LibraryError: it is not there, damaged, of a newer version, or may not be made.
        """
        settings = config.load()
        folder = folder_of(path, settings)
        try:
            if not create and not (folder / FILE_NAME).exists():
                raise LibraryError(f"no library in {folder} yet: make one with 'briefreader index PATH'")
            if not read_only:
                is_new = not folder.exists()
                private.folder(folder)
                if is_new:
                    sync(folder.parent)
            there = folder.is_dir()
            _refuse_what_was_emptied(folder)
        except OSError as error:
            raise LibraryError(f"{folder}: {error.strerror}: name another folder with --library") from error
        if there and not os.access(folder, os.W_OK):
            read_only = True
        try:
            return cls(folder, _store(folder, read_only), settings)
        except StoreError as error:
            raise LibraryError(str(error)) from error

    @property
    def notices(self) -> list[str]:
        """What the library mended by itself, a line each, for whoever shows things to a person."""
        return self._keeper.notices

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library's files."""
        self._keeper.close()
        self._store.close()

    # -- adding

    def index(
        self, paths: Iterable[Path | str], progress: Report | None = None, *, enrich: bool = True
    ) -> Outcome:
        """Read files and folders, keep their reports, index them and find the names in them.

        A file that has not changed since it was last read costs a look. What cannot be read is in the
        outcome's ``skipped``.

        Raises:
            LibraryError: another process is writing, the disk is full, or the library is read-only.
        """
        with self._writing():
            intake = self._intake(progress)
            intake.add_paths([Path(path) for path in paths])
            self._follow(progress, enrich)
        return intake.outcome()

    def add(
        self, articles: Iterable[Article], progress: Report | None = None, *, enrich: bool = True
    ) -> Outcome:
        """Keep articles and index them: by id where they have one, else by their content.

        Raises:
            LibraryError: as ``index`` does.
        """
        with self._writing():
            intake = self._intake(progress)
            intake.add(articles)
            self._follow(progress, enrich)
        return intake.outcome()

    def add_stream(
        self, stream: BinaryIO, name: str, progress: Report | None = None, *, enrich: bool = True
    ) -> Outcome:
        """Keep and index the articles of a stream of JSON Lines; ``name`` stands for it in messages.

        Raises:
            LibraryError: as ``index`` does.
        """
        with self._writing():
            intake = self._intake(progress)
            intake.add_stream(stream, name)
            self._follow(progress, enrich)
        return intake.outcome()

    def index_in_background(self, paths: Iterable[Path | str]) -> BackgroundIndexing:
        """Start ``index`` in a process of its own and return a handle on it.

        Raises:
            LibraryError: the system starts none, within a second either.
        """
        from briefreader.library.background import BackgroundIndexing

        wanted = [Path(path) for path in paths]
        for pause in _PAUSES_SECONDS:
            with suppress(OSError):
                return BackgroundIndexing(self.folder, wanted)
            time.sleep(pause)
        try:
            return BackgroundIndexing(self.folder, wanted)
        except OSError as error:
            raise LibraryError(
                f"no process could be started to index: {error.strerror or error}:"
                " 'briefreader index' does it when there is room for one"
            ) from error

    def _intake(self, progress: Report | None) -> Intake:
        from briefreader.library.intake import Intake

        return Intake(self._store, progress, self.settings.limits)

    # -- removing and mending

    def forget(self, ids: Iterable[str]) -> int:
        """Remove reports by id (or unique prefix), and return how many there were.

        Raises:
            NotFound, Ambiguous: one of the ids is wrong; then none is removed.
            LibraryError: as ``index`` does.
        """
        with self._writing():
            count = self._store.forget({self._resolve(wanted)[1] for wanted in ids})
            self._follow(None, True)
        return count

    def reindex(self, progress: Report | None = None, *, names: bool = False) -> int:
        """Make the index anew from the store, and return the number of reports in it.

        With ``names`` they are looked for anew as well: by another recogniser, or with what the library
        has learnt since. What a person decided about names stays.

        Raises:
            LibraryError: as ``index`` does.
        """
        with self._writing():
            self._keeper.rebuild(progress)
            if names:
                from briefreader.library.enriching import Enricher

                Enricher(self._store).restart()
                self._follow(progress, True)
            return self._store.count()

    def pending(self) -> int:
        """Return how many changes of the store are not indexed, enriched or related yet."""
        with plain_errors():
            store = self._store
            pending = store.pending(min(store.indexed(), store.enriched(), store.related()))
            register = self._directory.register
            return pending or register.to_merge() or register.to_reconsider() or store.moved()

    def catch_up(self, progress: Report | None = None, query: str | None = None) -> None:
        """Index and enrich what the store holds and has not been; with ``query`` as far as that needs it.

        Raises:
            Busy: another process is writing just now.
            LibraryError: as ``index`` does.
        """
        with self._writing(patience=0):
            if query is None:
                self._follow(progress, True)
            else:
                from briefreader.search import names_someone

                self._follow(progress, names_someone(query))

    def _follow(self, progress: Report | None, enrich: bool) -> None:
        """Bring what is derived from the store up to it."""
        self._keeper.catch_up(progress)
        if enrich:
            from briefreader.entities.recogniser import RecogniserError
            from briefreader.library.enriching import Enricher

            notices = self._keeper.notices
            enricher = Enricher(self._store, self.settings.recogniser, self.settings.limits, notices.append)
            try:
                for upto in self._relater.stages():
                    enricher.run(progress, upto)
                    self._relate(progress)
            except RecogniserError as error:
                # What can be read and found without names is.
                notices.append(f"names are not looked for: {error}")
                self._relate(progress)

    def _relate(self, progress: Report | None) -> None:
        if self._store.has_to_relate():
            self._keeper.mended(lambda: self._relater.run(progress))

    @cached_property
    def _relater(self) -> Relater:
        from briefreader.library.relating import Relater

        return Relater(self._store, self._keeper.index)

    # -- showing

    def article(self, id: str) -> Article:
        """Return the report of this id, or of the only id that starts so.

        Raises:
            NotFound, Ambiguous: there is none, or more than one.
        """
        with plain_errors():
            key, article = self._held(id)
            return replace(article, mentions=self._directory.mentions(key, article))

    def beginning(self, id: str, limit: int) -> list[tuple[str, str]]:
        """Return id and title of reports whose id begins so, the newest ones for an empty beginning."""
        with plain_errors():
            store = self._store
            keys = [key for key, _ in store.find(id, limit)] if id else store.newest(limit, 0)
            heads = store.heads(keys)
            return [(heads[key].id, heads[key].title) for key in keys if key in heads]

    # -- telling

    def export(self, *, mentions: bool = False) -> Iterator[Article]:
        """Yield every report, in the order of their coming; with ``mentions`` the names in each."""
        with plain_errors():
            for key, article in self._store.export():
                yield (
                    replace(article, mentions=self._directory.mentions(key, article)) if mentions else article
                )

    def stats(self) -> Stats:
        """Return counts and sizes. The index is not opened for it."""
        from briefreader.model import Stats

        with plain_errors():
            reports, undated, sources, first, last = self._store.figures()
            pending = self._store.pending(self._store.indexed())
            store_bytes = self._store.size()
        index = self._keeper.folder
        return Stats(
            reports=reports,
            undated=undated,
            sources=sources,
            first=first,
            last=last,
            indexed=max(0, reports - pending),
            store_bytes=store_bytes,
            index_bytes=sum(file.stat().st_size for file in index.rglob("*") if file.is_file()),
        )

    def changed(self) -> bool:
        """Return whether the library has changed since this was last asked, by whomever."""
        with plain_errors():
            store = self._store
            seen = (store.revision(), store.indexed(), store.names_state(), store.related())
        changed = bool(self._seen) and seen != self._seen
        self._seen = seen
        return changed

    def rest(self) -> None:
        """Let go of memory that is only held to be quick, while nobody asks anything."""
        self._keeper.rest()
        self._beside.rest()

    def remember(self, key: str, value: str) -> None:
        """Keep where the reader was, under a name; a read-only library keeps nothing."""
        if not self.read_only:
            with plain_errors():
                self._store.remember(key, value)

    def recall(self, key: str) -> str | None:
        """Return what was last kept under a name, if anything was."""
        with plain_errors():
            return self._store.recall(key)

    # -- the lock

    @contextmanager
    def _writing(self, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
        """Hold the library for writing; a block inside another of the same thread holds it already."""
        if self.read_only:
            raise LibraryError(f"the library {self.folder} may not be written: {self._store.remedy}")
        with plain_errors(), self._write_guard:
            if self._writing_depth:
                yield
                return
            try:
                with write_lock(self.folder, patience):
                    self._writing_depth = 1
                    try:
                        yield
                    finally:
                        self._writing_depth = 0
            except Locked as error:
                raise Busy(
                    f"{error} is writing the library {self.folder}: try again when it has finished"
                ) from error


def folder_of(path: Path | str | None = None, settings: Settings | None = None) -> Path:
    """Return the folder of the library that ``path``, else the environment or the settings name.

    Raises:
        ConfigError: the settings cannot be read.
    """
    if path is not None:
        return Path(path)
    return library_dir((settings or config.load()).library)


def _store(folder: Path, read_only: bool) -> Store:
    """Open the store, for reading only where the disk has not even room for the files that writing takes."""
    try:
        return Store(folder, read_only=read_only)
    except NoRoom:
        if read_only or not (folder / FILE_NAME).stat().st_size:
            raise
        store = Store(folder, read_only=True)
        store.remedy = "its disk is full, or fails: make room, and open it again"
        store.notices.append(f"the disk of {folder} is full, or fails: the library can only be read")
        return store


def _refuse_what_was_emptied(folder: Path) -> None:
    """Refuse to begin anew where a library was: what a failing disk leaves is often a file without a byte."""
    store = folder / FILE_NAME
    held_one = (folder / FOLDER_NAME / MANIFEST).exists() or copies.beside(store)
    if held_one and not (store.exists() and store.stat().st_size):
        raise LibraryError(
            f"{store} is {'empty' if store.exists() else 'gone'}, but held a library: {copies.advice(store)},"
            f" or delete the folder {folder} to begin anew"
        )
