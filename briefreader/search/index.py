"""The index as the library sees it: open, write, search, more like this."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from whoosh import query as wq

from briefreader import private
from briefreader.search import manifest, passages, snippets, topk
from briefreader.search.bm25 import Floats
from briefreader.search.codec import Ints
from briefreader.search.errors import IndexDamaged
from briefreader.search.executor import Execution
from briefreader.search.hits import NONE, Hits, spread
from briefreader.search.language import Parsed
from briefreader.search.manifest import Manifest
from briefreader.search.memory import keep_freed
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Cache, Snapshot
from briefreader.search.snippets import Shown

if TYPE_CHECKING:
    from briefreader.model import Article

_TRIES = 20
_PAUSE = 0.05
_STATES_KEPT = 4


class Found(NamedTuple):
    """A page of what a query found: ``total`` reports in all, keys and scores of these.

    ``state`` names the state of the index that was searched: given back for the next page, that page
    goes on where this one ends, whatever was added or removed in between.
    """

    total: int
    keys: list[int]
    scores: list[float]
    state: int = 0


class Index:
    """A full-text index in a folder of its own, derived from a store.

    Any number of threads and processes may read it, without ever waiting; one process at a time
    writes. What another process wrote shows after ``refresh``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = folder / manifest.NAME
        self._writing = threading.Lock()
        self._refreshing = threading.Lock()
        self._cache = Cache()
        self._stamp: tuple[int, ...] = ()
        self._states: OrderedDict[int, Snapshot] = OrderedDict()
        with _damage(folder):
            self._snapshot = self._latest()

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Return the index in ``folder``; an empty one is made where there is none.

        Raises IndexDamaged, with a reason of one line, where the folder holds an index that is
        damaged, not ours or of another version; and OSError where the folder cannot be read or made.
        """
        _make(folder)
        keep_freed()
        return cls(folder)

    @classmethod
    def recreate(cls, folder: Path) -> Index:
        """Return an empty index in ``folder``, whatever index was there; other files stay.

        Raises IndexBusy while another process writes to it.
        """
        _make(folder)
        with manifest.locked(folder):
            for path in folder.iterdir():
                # Also what Whoosh's own writer left there in versions before this engine.
                if path.name.startswith(("MAIN_", "_MAIN_")) and path.is_file():
                    path.unlink()
            manifest.clean(folder, manifest.create(folder))
        return cls.open(folder)

    @property
    def revision(self) -> int:
        """The revision of the store that the index holds; 0 when new."""
        return self._snapshot.revision

    @property
    def store_id(self) -> str:
        """The identity of the store that the index was derived from; empty when new."""
        return self._snapshot.store_id

    def write(
        self, added: Iterable[tuple[int, Article]], removed: Iterable[int], revision: int, store_id: str
    ) -> None:
        """Make one commit: removed keys go, added keys replace what had the same key.

        Of one key that comes twice, the last counts. Either all of it comes to be or nothing, and
        ``revision`` and ``store_id`` with it, also when the process is killed or the power fails. A
        large import works on every core, in bounded memory. Raises IndexBusy when another process
        keeps writing, IndexDamaged, and OSError.
        """
        # Who only reads need not load what writing takes.
        from briefreader.search.writer import Commit

        with self._writing, manifest.locked(self._folder), _damage(self._folder):
            # Under the lock: nobody else commits before we do.
            self.refresh()
            base = manifest.read(self._folder) or manifest.create(self._folder)
            with self._reading(self._snapshot) as snapshot:
                Commit(self._folder, base, snapshot.segments).run(added, removed, revision, store_id)
            self.refresh()

    def is_current(self) -> bool:
        """Return whether nothing was committed since, by whatever process, and the index is still there."""
        return self._stamp != () and self._look() == self._stamp

    def refresh(self) -> bool:
        """Take up what was committed since, by whatever process; return whether that is anything."""
        with self._refreshing, _damage(self._folder):
            if self._look() == self._stamp:
                return False
            before = self._snapshot.generation
            self._snapshot = self._latest()
            return self._snapshot.generation != before

    def search(
        self,
        query: Parsed,
        limit: int,
        offset: int = 0,
        sort: Literal["relevance", "date"] = "relevance",
        *,
        state: int | None = None,
        dropped: Callable[[], bool] | None = None,
    ) -> Found:
        """Return ``limit`` reports from ``offset`` on, and how many there are in all.

        An empty query finds all. Equal scores stand newest first, undated last, then by key; and so
        does everything when sorted by date or when nothing is asked for. ``state`` is that of an
        earlier page (see Found), as long as it is among the last few; ``dropped`` is asked between the
        steps of the search, which raises Dropped once it says True.
        """
        snapshot = self._states.get(state, self._snapshot) if state is not None else self._snapshot
        tree = wq.Every() if query.tree is None else query.tree
        by_score = sort == "relevance" and query.tree is not None
        run = Execution(snapshot, dropped)
        first, end = max(0, offset), max(0, offset) + max(0, limit)
        with self._reading(snapshot):
            total = 0
            pages: list[tuple[Segment, Hits]] = []
            for segment in snapshot.segments:
                count, hits = run.part(segment).best(tree, end, by_score)
                total += count
                if len(hits):
                    pages.append((segment, _page(segment, hits, by_score, end)))
            of, docs, scores, keys = _merged(pages, by_score, end)
            of, docs, scores, keys = of[first:], docs[first:], scores[first:], keys[first:]
            if not by_score and query.tree is not None:
                scores = _scored(run, query.tree, [segment for segment, _ in pages], of, docs)
        return Found(total, keys.tolist(), scores.tolist(), snapshot.generation)

    def more_like(
        self,
        article: Article,
        limit: int,
        exclude: Collection[int],
        *,
        distinct: bool = False,
        telling: Sequence[tuple[str, float]] | None = None,
    ) -> list[int]:
        """Return the keys of the reports most like ``article``, as ``similar.more_like`` does."""
        from briefreader.search import similar

        with self._reading(self._snapshot) as snapshot:
            return similar.more_like(snapshot, article, limit, exclude, distinct=distinct, telling=telling)

    def shown(self, query: Parsed, reports: Sequence[tuple[int, str, str]], size: int) -> list[Shown]:
        """Return for each report, given by key, title and text, its best passage and the hits in it, as
        ``snippet`` does, and the hits in the title.

        The passage of a long report is found by the index's positions, and so costs no more than of a
        short one.
        """
        if all(len(written) <= passages.SHORT for _, _, written in reports):
            return snippets.shown([(title, written) for _, title, written in reports], query, size)
        with self._reading(self._snapshot) as snapshot:
            return passages.shown(snapshot, query, reports, size)

    def suggest(self, query: Parsed) -> str | None:
        """Return the query with its unknown words put right by words of the index; None where none is.

        For "did you mean", where a query finds nothing.
        """
        from briefreader.search import suggest

        with self._reading(self._snapshot) as snapshot:
            return suggest.suggest(snapshot, query)

    def count(self) -> int:
        """Return how many reports the index holds."""
        return self._snapshot.documents

    def keys(self) -> Ints:
        """Return the keys of all reports that the index holds, in no order."""
        with self._reading(self._snapshot) as snapshot:
            return np.concatenate([s.keys[s.living_documents()] for s in snapshot.segments] or [NONE.docs])

    def verify(self) -> None:
        """Read and check every byte; raises IndexDamaged at the first that is not what was written."""
        with self._reading(self._snapshot) as snapshot:
            for segment in snapshot.segments:
                segment.verify()

    def rest(self) -> None:
        """Let go of what was unpacked last: the next search for it takes a millisecond or two more."""
        self._cache.clear()

    def close(self) -> None:
        """Let go of the files; searching after that finds nothing."""
        self._snapshot = Snapshot((), self.revision, self.store_id, self._snapshot.generation, self._cache)
        self._states.clear()

    @contextmanager
    def _reading(self, snapshot: Snapshot) -> Iterator[Snapshot]:
        """Give a state, once its files are seen to be as long as they were.

        To read a mapped file behind where it was cut ends the process, whatever it does against that.
        What is cut in the milliseconds of one search still does.
        """
        with _damage(self._folder):
            for segment in snapshot.segments:
                segment.check_length()
            yield snapshot

    def _created(self) -> Manifest:
        with manifest.locked(self._folder):
            return manifest.read(self._folder) or manifest.create(self._folder)

    def _look(self) -> tuple[int, ...]:
        try:
            seen = self._manifest.stat()
        except FileNotFoundError:
            return ()
        return seen.st_ino, seen.st_mtime_ns, seen.st_size

    def _latest(self) -> Snapshot:
        """Return the newest state, with the segments that are open already."""
        known = {(s.name, s.dead_name): s for state in self._states.values() for s in state.segments}
        for attempt in range(_TRIES):
            stamp = self._look()
            state = manifest.read(self._folder) or self._created()
            try:
                segments = tuple(
                    known.get((e.name, e.dead))
                    or Segment(self._folder / e.name, self._folder / e.dead if e.dead else None)
                    for e in state.segments
                )
            except FileNotFoundError as error:
                # A commit may have come between our look at the manifest and at its files.
                if attempt == _TRIES - 1 or self._look() == stamp:
                    lost = Path(str(error.filename)).name
                    raise IndexDamaged(f"it has lost {lost}") from None
                sleep(_PAUSE)
                continue
            self._stamp = stamp
            found = Snapshot(segments, state.revision, state.store_id, state.generation, self._cache)
            self._states[state.generation] = found
            while len(self._states) > _STATES_KEPT:
                self._states.popitem(last=False)
            return found
        raise AssertionError


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise IndexDamaged(f"{folder} is not a folder")
    private.folder(folder)
    private.tighten(folder, *folder.iterdir())


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Name the index in what is said about its damage."""
    try:
        yield
    except IndexDamaged as error:
        said = str(error)
        raise (
            error if str(folder) in said else IndexDamaged(f"the index in {folder} is damaged: {said}")
        ) from None


def _page(segment: Segment, hits: Hits, by_score: bool, wanted: int) -> Hits:
    """Return the ``wanted`` first of a segment's hits, in their order."""
    docs = hits.docs
    rules: list[topk.Rule] = [lambda at: segment.published[docs[at]], lambda at: -segment.keys[docs[at]]]
    if by_score and not isinstance(hits.scores, float):
        return hits.chosen(topk.best(hits.scores, rules, wanted))
    return hits.chosen(topk.best(segment.published[docs], rules[1:], wanted))


def _merged(
    pages: Sequence[tuple[Segment, Hits]], by_score: bool, wanted: int
) -> tuple[Ints, Ints, Floats, Ints]:
    """Return the ``wanted`` first of what comes first in each segment.

    That is their places in ``pages``, documents, scores and keys.
    """
    if not pages:
        return NONE.docs, NONE.docs, np.empty(0), NONE.docs
    of = np.arange(len(pages)).repeat([len(page) for _, page in pages])
    docs = np.concatenate([page.docs for _, page in pages])
    scores: Floats = np.concatenate([spread(page.scores, len(page)) for _, page in pages])
    keys = np.concatenate([segment.keys[page.docs] for segment, page in pages])
    if len(pages) == 1:
        return of, docs, scores, keys
    dates = np.concatenate([segment.published[page.docs] for segment, page in pages])
    rules: list[topk.Rule] = [lambda at: dates[at], lambda at: -keys[at]]
    order = topk.best(scores, rules, wanted) if by_score else topk.best(dates, rules[1:], wanted)
    return of[order], docs[order], scores[order], keys[order]


def _scored(run: Execution, tree: Any, segments: Sequence[Segment], of: Ints, docs: Ints) -> Floats:
    """Return the scores of a few documents that are known to match."""
    scores = np.zeros(len(docs))
    for number in np.unique(of):
        mine = np.flatnonzero(of == number)
        mine = mine[np.argsort(docs[mine])]
        at, found = run.part(segments[number]).among(tree, docs[mine])
        scores[mine[at]] = found
    return scores
