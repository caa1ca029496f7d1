"""One commit: new segments, removed documents, merges, and the manifest that makes it all true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import numpy as np

from briefreader.model import Article
from briefreader.search import container, manifest, merge, worker
from briefreader.search.codec import Ints
from briefreader.search.invert import batches
from briefreader.search.manifest import Entry, Manifest
from briefreader.search.segment import Segment

_BATCH_WORDS = 1 << 19
_IMPORT_WORDS = 1 << 17


class Commit:
    """The making of a commit in ``folder``, on top of the state ``base``. Only for who holds the lock."""

    def __init__(self, folder: Path, base: Manifest, segments: Sequence[Segment]) -> None:
        self._folder = folder
        self._base = base
        self._next = base.next
        self._old = list(segments)
        self._new: list[Segment] = []
        self._written: set[Path] = set()

    def run(
        self, added: Iterable[tuple[int, Article]], removed: Iterable[int], revision: int, store_id: str
    ) -> Manifest:
        """Write everything and return the new state, when it is safely on the disk.

        When it fails (OSError, IndexDamaged, or whatever ``added`` raises), the old state stays, and
        nothing is left behind.
        """
        try:
            self._build(added)
            self._remove(removed)
            segments = self._merged([s for s in (*self._old, *self._new) if s.living])
            entries = tuple(Entry(s.name, s.documents, s.dead_name, s.documents - s.living) for s in segments)
            state = Manifest(self._base.generation + 1, self._next, revision, store_id, entries)
            manifest.replace(self._folder, state)
        except BaseException:
            for path in self._written:
                path.unlink(missing_ok=True)
            raise
        # The commit is made: what cannot be deleted now is deleted after the next.
        with suppress(OSError):
            manifest.clean(self._folder, state)
        return state

    def _path(self, kind: str) -> Path:
        path = self._folder / f"{self._next}{kind}"
        self._next += 1
        self._written.add(path)
        return path

    def _build(self, added: Iterable[tuple[int, Article]]) -> None:
        pieces = batches(added, _BATCH_WORDS)
        first, second = next(pieces, None), next(pieces, None)
        if first is None:
            return
        paths = []
        if second is None or worker.cores() < 2:
            words = None
            for piece in chain((first, second) if second else (first,), pieces):
                paths.append(self._path(manifest.SEGMENT))
                words = worker.build(paths[-1], piece, words)
        else:
            with worker.Workers(worker.cores()) as workers:
                pending = []
                for piece in chain((first, second), pieces):
                    paths.append(self._path(manifest.SEGMENT))
                    pending.append(workers.build(paths[-1], piece))
                for future in pending:
                    future.result()
        self._new = [Segment(path) for path in paths]

    def _remove(self, removed: Iterable[int]) -> None:
        keys = np.concatenate([np.fromiter(removed, np.int64), *(segment.keys for segment in self._new)])
        self._old = [self._without(s, np.isin(s.keys, keys)) for s in self._old]
        # Of one key that came twice, the last counts.
        later = np.empty(0, np.int64)
        for number in reversed(range(len(self._new))):
            segment = self._new[number]
            dead = _repeated(segment.keys) | np.isin(segment.keys, later)
            later = np.concatenate((segment.keys, later))
            self._new[number] = self._without(segment, dead)

    def _without(self, segment: Segment, dead: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Segment:
        """Return the segment with some more documents removed."""
        if segment.alive is not None:
            dead = dead & segment.alive
        if not dead.any():
            return segment
        alive = ~dead if segment.alive is None else segment.alive & ~dead
        lengths = {
            name: total - int(segment.length(name)[dead].sum(dtype=np.int64))
            for name, total in segment.lengths.items()
        }
        path = self._path(manifest.DEAD)
        meta = {"segment": segment.name, "living": int(alive.sum()), "lengths": lengths}
        container.write(path, meta, {"alive": np.packbits(alive)})
        return Segment(self._folder / segment.name, path)

    def _merged(self, segments: list[Segment]) -> list[Segment]:
        """Return the segments after the merges that are due."""
        sizes = [segment.words for segment in segments]
        # What one import brought becomes one segment (or a few of the largest size) at once, and what
        # was there before goes with it, where that is at most twice as much: every segment that is left
        # over costs every search to come.
        new = [number for number, segment in enumerate(segments) if segment in self._new]
        old = [number for number in range(len(segments)) if number not in new]
        brought = sum(sizes[number] for number in new)
        if brought >= _IMPORT_WORDS or len(new) > 1:
            if sum(sizes[number] for number in old) <= 2 * brought:
                new += old
            segments = self._merge(segments, merge.packed(new, sizes))
        sizes = [segment.words for segment in segments]
        dead = [1 - segment.living / segment.documents for segment in segments]
        return self._merge(segments, merge.choose(sizes, dead))

    def _merge(self, segments: list[Segment], groups: list[list[int]]) -> list[Segment]:
        replaced: dict[int, Segment] = {}
        gone: set[int] = set()
        for group in groups:
            path = self._path(manifest.SEGMENT)
            try:
                merge.merge([segments[number] for number in group], path)
            except OSError:
                # No room, most likely. The commit is right without the merge; another will make it good.
                self._written.discard(path)
                break
            replaced[group[0]] = Segment(path)
            gone |= set(group)
        for segment in (segments[number] for number in gone):
            for name in (segment.name, segment.dead_name):
                # Files of this commit that are merged already free their room before the next merge.
                path = self._folder / (name or "")
                if name and path in self._written:
                    path.unlink(missing_ok=True)
                    self._written.discard(path)
        return [replaced.get(n, s) for n, s in enumerate(segments) if n in replaced or n not in gone]


def _repeated(keys: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which entries come again further on."""
    _, last = np.unique(keys[::-1], return_index=True)
    repeated = np.ones(len(keys), bool)
    repeated[len(keys) - 1 - last] = False
    return repeated
