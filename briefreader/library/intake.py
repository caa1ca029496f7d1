"""Intake: from files and streams, by way of the readers, into the store, with a tally and progress."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from briefreader.limits import DEFAULT, Limits
from briefreader.model import Article, Outcome, Progress, Skipped
from briefreader.store import Store
from briefreader.text import clean, clean_line

if TYPE_CHECKING:
    from briefreader.sources import File

Report = Callable[[Progress], None]
T = TypeVar("T")

STORE_BATCH = 500
"""Reports kept in one transaction: a kill costs the reading of so many at most."""

TELL_EVERY = 50


class Intake:
    """One run of taking reports in. Whoever makes it holds the library's write lock."""

    def __init__(self, store: Store, progress: Report | None, limits: Limits = DEFAULT) -> None:
        self._store = store
        self._limits = limits
        self._progress = progress
        self._counts = {"added": 0, "updated": 0, "unchanged": 0}
        self._skipped: list[Skipped] = []

    def outcome(self) -> Outcome:
        """Return what has come of it so far."""
        return Outcome(**self._counts, skipped=tuple(self._skipped))

    def add(self, articles: Iterable[Article]) -> None:
        """Take in articles, cleaning those that are not clean."""
        for batch in _batches(articles):
            with self._store.transaction() as connection:
                for article in batch:
                    self._counts[self._store.put(connection, _cleaned(article), None)] += 1
            self._tell(None)

    def add_stream(self, stream: BinaryIO, name: str) -> None:
        """Take in a stream of JSON Lines."""
        from briefreader import sources

        self.add(sources.read_stream(stream, name, self._skipped.append, self._limits))

    def add_paths(self, paths: list[Path]) -> None:
        """Take in files and folders. A file that is as it was when last read is only looked at."""
        from briefreader import sources

        files = list(sources.walk(paths, self._skipped.append))
        for number, file in enumerate(files):
            if number % TELL_EVERY == 0:
                self._tell(len(files), number)
            path = _kept_path(file.path)
            known = self._store.known(path, file.size, file.mtime_ns, sources.RULES)
            if known is None:
                self._add_file(file, path, sources.RULES)
            else:
                self._counts["unchanged"] += known[0]
                self._skipped += (Skipped(clean_line(path), problem) for problem in known[1])

    def _add_file(self, file: File, path: str, rules: int) -> None:
        from briefreader import sources

        problems: list[Skipped] = []
        batches = _batches(sources.read(file, problems.append, self._limits))
        number, ended = 0, False
        while not ended:
            batch = next(batches, [])
            ended = len(batch) < STORE_BATCH
            with self._store.transaction() as connection:
                if number == 0:
                    self._store.start_file(connection, path)
                for article in batch:
                    number += 1
                    self._counts[self._store.put(connection, article, (path, number))] += 1
                # A file that gave nothing may only have been out of reach: it is tried again next time.
                if ended and number:
                    reasons = [problem.reason for problem in problems]
                    self._store.end_file(connection, path, file.size, file.mtime_ns, rules, number, reasons)
            if not ended:
                self._tell(None)
        self._skipped += problems

    def _tell(self, total: int | None, done: int | None = None) -> None:
        if self._progress is not None:
            self._progress(Progress("reading", sum(self._counts.values()) if done is None else done, total))


def counted(items: Iterator[T], progress: Report, done: int, total: int) -> Iterator[T]:
    """Yield ``items``, telling every so often how far indexing is, from ``done`` on."""
    for number, item in enumerate(items, done):
        if number % TELL_EVERY == 0:
            progress(Progress("indexing", min(number, total), total))
        yield item


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while batch := list(islice(iterator, STORE_BATCH)):
        yield batch


def _kept_path(path: Path) -> str:
    """Return a path as the store keeps it: bytes that are no UTF-8 are written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _cleaned(article: Article) -> Article:
    def line(value: str | None) -> str | None:
        return value and clean_line(value)

    return replace(
        article,
        id=clean_line(article.id),
        title=clean_line(article.title),
        text=clean(article.text),
        source=line(article.source),
        section=line(article.section),
        byline=line(article.byline),
        url=line(article.url),
        language=line(article.language),
        path=line(article.path),
    )
