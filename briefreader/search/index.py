"""The index as the library sees it: open, write, search, more like this."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any, Literal, TypeVar

from whoosh.index import FileIndex

from briefreader.model import Article
from briefreader.search import similar, storage
from briefreader.search.execute import find
from briefreader.search.language import Parsed
from briefreader.search.schema import UNDATED, document
from briefreader.search.similar import Alike
from briefreader.search.snapshot import Segment, Snapshot
from briefreader.search.storage import IndexDamaged

_TRIES = 20
_PAUSE = 0.05

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a query found: ``total`` reports in all, keys and scores of these."""

    total: int
    keys: list[int]
    scores: list[float]


class Index:
    """A full-text index in a folder of its own, derived from a store.

    Reading from several threads at once is right (they take turns); one process at a time writes.
    What another process wrote shows after ``refresh``.
    """

    def __init__(self, folder: Path, files: FileIndex) -> None:
        self._folder = folder
        self._files = files
        self._reading = threading.RLock()
        self._writing = threading.Lock()
        self._snapshot = self._latest()

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Return the index in ``folder``; an empty one is made where there is none.

        Raises IndexDamaged, with a reason of one line, where the folder holds an index that is
        damaged, not ours or of another version; and OSError where the folder cannot be read or made.
        """
        with _damage(folder):
            return cls(folder, _patiently(lambda: storage.open_files(folder)))

    @classmethod
    def recreate(cls, folder: Path) -> Index:
        """Return an empty index in ``folder``, whatever index was there; other files stay."""
        return cls(folder, storage.recreate(folder))

    @property
    def revision(self) -> int:
        """The revision of the store that the index holds; 0 when new."""
        return self._snapshot.schema.revision

    @property
    def store_id(self) -> str:
        """The identity of the store that the index was derived from; empty when new."""
        return self._snapshot.schema.store_id

    def write(
        self, added: Iterable[tuple[int, Article]], removed: Iterable[int], revision: int, store_id: str
    ) -> None:
        """Make one commit: removed keys go, added keys replace what had the same key.

        Of one key added twice the last counts. Either all of it comes to be or nothing, and ``revision``
        and ``store_id`` with it, also when the process is killed or an error is raised: what ``added``
        raises, IndexBusy when another process keeps writing, OSError when the disk does not take it.
        """
        with self._writing:
            with storage.writing(self._files) as writer:
                # Under the lock of the writer: nobody else commits before we do.
                self.refresh()
                places = self._places()
                segments = writer.segments
                for key in removed:
                    _delete(segments, places.pop(key, None))
                written: dict[int, int] = {}
                superseded: list[int] = []
                for key, article in added:
                    _delete(segments, places.pop(key, None))
                    if key in written:
                        superseded.append(written[key])
                    written[key] = writer.docnum
                    writer.add_document(**document(key, article))
                new = writer.get_segment()
                for n in superseded:
                    new.delete_document(n)
                writer.schema.revision = revision
                writer.schema.store_id = store_id
            self.refresh()

    def _places(self) -> dict[int, tuple[int, int]]:
        """Return for each key the number of its segment and its document there."""
        return {
            key: (number, n)
            for number, segment in enumerate(self._snapshot.segments)
            for n, key in enumerate(segment.keys)
            if n not in segment.deleted
        }

    def refresh(self) -> bool:
        """Take up what was committed since, by whatever process; return whether that is anything."""
        with self._reading:
            with _damage(self._folder):
                if _patiently(lambda: storage.stamp(self._files)) == self._snapshot.stamp:
                    return False
                old, self._snapshot = self._snapshot, self._latest(self._snapshot)
            kept = {id(segment) for segment in self._snapshot.segments}
            for segment in old.segments:
                if id(segment) not in kept:
                    segment.close()
            return True

    def search(
        self, query: Parsed, limit: int, offset: int = 0, sort: Literal["relevance", "date"] = "relevance"
    ) -> Found:
        """Return ``limit`` reports from ``offset`` on, and how many there are; an empty query finds all.

        Equal scores stand newest first, undated last, then by key; and so does everything when sorted
        by date or when nothing is asked for.
        """
        with self._reading, _damage(self._folder):
            snapshot = self._snapshot
            by_segment = find(snapshot, query.tree)
            by_score = sort == "relevance" and query.tree is not None
            order = [
                (-score if by_score else 0.0, -_when(segment.dates[n]), segment.keys[n], score)
                for segment, scores in zip(snapshot.segments, by_segment, strict=True)
                for n, score in scores.items()
            ]
            wanted = max(0, offset) + max(0, limit)
            page = heapq.nsmallest(wanted, order)[max(0, offset) :]
            return Found(len(order), [entry[2] for entry in page], [entry[3] for entry in page])

    def more_like(self, article: Article, limit: int, exclude: int | None) -> list[Alike]:
        """Return the reports most like ``article``, best first, without that of key ``exclude``."""
        with self._reading, _damage(self._folder):
            return similar.more_like(self._snapshot, article, limit, exclude)

    def count(self) -> int:
        """Return how many reports the index holds."""
        return self._snapshot.count

    def close(self) -> None:
        """Close the files; searching after that is an error."""
        with self._reading:
            self._snapshot.close()

    def _latest(self, known: Snapshot | None = None) -> Snapshot:
        """Return the newest generation opened, with the segments of ``known`` that are still in it."""
        return _patiently(lambda: self._open_latest(known))

    def _open_latest(self, known: Snapshot | None) -> Snapshot:
        stamp = storage.stamp(self._files)
        toc = self._files._read_toc()
        schema = storage.check(self._files, toc.schema)
        open_already = {segment.name: segment for segment in known.segments} if known else {}
        opened: list[Segment] = []
        segments: list[Segment] = []
        try:
            for segment in toc.segments:
                old = open_already.get(segment.segment_id())
                if old and old.deleted == frozenset(segment.deleted_docs()):
                    segments.append(old)
                else:
                    segments.append(Segment(self._files.storage.folder, schema, segment))
                    opened.append(segments[-1])
        except BaseException:
            for segment in opened:
                segment.close()
            raise
        return Snapshot(stamp, schema, segments)


def _patiently(action: Callable[[], Result]) -> Result:
    """Return what ``action`` does, tried again when a writer commits between its look and its reading."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            return action()
        sleep(_PAUSE)
    return action()


def _delete(segments: list[Any], place: tuple[int, int] | None) -> None:
    if place:
        segments[place[0]].delete_document(place[1])


def _when(date: int) -> int:
    return -UNDATED if date == UNDATED else date


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Turn whatever Whoosh stumbles over in a damaged file into IndexDamaged."""
    try:
        yield
    except (IndexDamaged, storage.IndexBusy):
        raise
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name if error.filename else "a file"
        raise IndexDamaged(f"the index in {folder} has lost {name}") from error
    except (OSError, MemoryError):
        raise
    except Exception as error:
        # Pickles, structs and checks of Whoosh: there is no common ground but that it cannot go on.
        raise IndexDamaged(f"the index in {folder} is damaged ({type(error).__name__})") from error
