"""Whoosh's files, made to last: what a commit promises is on the disk, and a damaged file is seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from briefreader.search.schema import FORMAT, IndexSchema, new_schema

_LOCK_WAIT = 10.0
_POSTINGS_MB = 24
_MERGED_TOGETHER = 8


class IndexDamaged(Exception):
    """The folder holds no index that can be used: it is damaged, foreign or of another version."""


class IndexBusy(Exception):
    """Another process is writing the index. One line says so."""


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder of index files in which a renamed file (the commit) is on the disk when it has its name."""

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file to read; a table of contents in memory, as Whoosh leaves a damaged one open."""
        if name.endswith(".toc"):
            return BufferFile(memoryview((Path(self.folder) / name).read_bytes()), name=name)
        return super().open_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file that is whole; all that it names, and its own name, last."""
        folder = Path(self.folder)
        _sync(folder / oldname)
        _sync(folder)
        super().rename_file(oldname, newname, safe=safe)
        _sync(folder)


class DurableWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, but the files that its table of contents names are on the disk before it is."""

    schema: IndexSchema

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        known = self.schema.files
        sizes: dict[str, int] = {}
        for path in sorted(folder.iterdir()):
            if any(path.name.startswith(f"{segment.segment_id()}.") for segment in segments):
                sizes[path.name] = path.stat().st_size
                if path.name not in known:
                    _sync(path)
        self.schema.files = sizes
        super()._commit_toc(segments)


def open_files(folder: Path) -> FileIndex:
    """Return the index in ``folder``, made new where there is none.

    Raises IndexDamaged where one cannot be read, and OSError where the folder cannot.
    """
    if folder.exists() and not folder.is_dir():
        raise IndexDamaged(f"{folder} is not a folder")
    storage = DurableStorage(str(folder))
    if not _has_contents(storage):
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(storage):
            # Another process may have been first.
            if not _has_contents(storage):
                if any(name.startswith("MAIN_") and "." in name for name in storage.list()):
                    raise IndexDamaged(f"the index in {folder} has lost its table of contents")
                FileIndex.create(storage, new_schema())
    return FileIndex(storage)


def recreate(folder: Path) -> FileIndex:
    """Return an empty index in ``folder``, whatever index was there; files that are not its own stay."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = DurableStorage(str(folder))
    with _locked(storage):
        # The tables of contents first: stopped between, the folder is seen to be damaged.
        _remove(folder, "_MAIN_*")
        _remove(folder, "MAIN_*.*")
        return FileIndex.create(storage, new_schema())


def stamp(index: FileIndex) -> tuple[int, int, int]:
    """Return what tells one commit from another, also when the index was made anew in between.

    Raises FileNotFoundError where there is no index any more.
    """
    generation = index.latest_generation()
    found = (Path(index.storage.folder) / f"_MAIN_{generation}.toc").stat()
    return generation, found.st_ino, found.st_mtime_ns


def check(index: FileIndex, schema: object) -> IndexSchema:
    """Return the schema of ``index``; raise IndexDamaged where this program did not write it whole."""
    folder = Path(index.storage.folder)
    if not isinstance(schema, IndexSchema):
        raise IndexDamaged(f"the index in {folder} was not made by briefreader")
    if schema.format != FORMAT:
        raise IndexDamaged(f"the index in {folder} is of version {schema.format}, not {FORMAT}")
    for name, size in schema.files.items():
        found = (folder / name).stat().st_size
        if found != size:
            raise IndexDamaged(f"{folder / name} is damaged: it has {found:,} bytes, not {size:,}")
    return schema


@contextmanager
def writing(index: FileIndex) -> Iterator[DurableWriter]:
    """Give the one writer of ``index``; it commits at the end, or leaves all as it was on an error.

    Raises IndexBusy when another process keeps writing for ten seconds.
    """
    try:
        writer = DurableWriter(index, timeout=_LOCK_WAIT, compound=False, limitmb=_POSTINGS_MB)
    except LockError:
        raise IndexBusy(f"another process is writing the index in {index.storage.folder}") from None
    try:
        # What a killed writer left and Whoosh does not remove: half-written tables of contents.
        _remove(Path(index.storage.folder), "_MAIN_*.toc.*")
        yield writer
        writer.commit(mergetype=_merge)
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        if index.latest_generation() < writer.generation:
            _remove(Path(index.storage.folder), f"{writer.newsegment.segment_id()}.*")
        raise
    finally:
        # Whoosh lets go of its lock last of all; after an error (a full disk) it may not come so far.
        if writer.writelock.fd is not None:
            writer.writelock.release()


def _merge(writer: DurableWriter, segments: list[Any]) -> list[Any]:
    """Merge where eight segments are of like size, and what is half deleted; drop what is all deleted.

    Each report is so rewritten about log8(n) times as a library of n grows, and a query visits some
    seven segments for each power of eight.
    """
    kept = [segment for segment in segments if segment.doc_count()]
    levels: dict[int, list[Any]] = {}
    merged: list[Any] = []
    for segment in kept:
        if 2 * segment.deleted_count() > segment.doc_count_all():
            merged.append(segment)
        else:
            levels.setdefault(_level(segment.doc_count()), []).append(segment)
    for level in sorted(levels):
        if len(levels[level]) >= _MERGED_TOGETHER:
            merged.extend(levels[level])
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()
    return [segment for segment in kept if segment not in merged]


def _level(count: int) -> int:
    return (count.bit_length() - 1) // (_MERGED_TOGETHER.bit_length() - 1)


def _remove(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.unlink(missing_ok=True)


def _has_contents(storage: DurableStorage) -> bool:
    return any(name.startswith("_MAIN_") and name.endswith(".toc") for name in storage.list())


@contextmanager
def _locked(storage: DurableStorage) -> Iterator[None]:
    lock = storage.lock("MAIN_WRITELOCK")
    if not lock.acquire(blocking=True):
        raise IndexBusy(f"another process is writing the index in {storage.folder}")
    try:
        yield
    finally:
        lock.release()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
