"""Enriching: who and where in each report, merged over the library, in batches behind the indexing.

A batch is kept in one transaction together with how far enriching has come, so a run that is killed
goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefreader.intake import Report
from briefreader.model import Article, Progress
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.entities.decisions import Decision
    from briefreader.entities.merge import Names
    from briefreader.entities.rule_recogniser import RuleRecogniser
    from briefreader.recognising import Found, Recognising

BATCH = 200
"""Reports recognised and kept together."""

FORGET_AFTER = 25
"""Batches after which the forms at hand are let go, so that memory does not grow with the import."""


class Tally:
    """Tells how far finding names is."""

    def __init__(self, total: int, progress: Report | None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress

    def add(self, reports: int) -> None:
        """Count so many reports more."""
        self._done += reports
        if self._progress is not None:
            self._progress(Progress("names", min(self._done, self._total), self._total))


class Enricher:
    """Enriches the reports of one store. Whoever calls holds the library for writing."""

    def __init__(self, store: Store) -> None:
        from briefreader.namebook import Namebook

        self._store = store
        self._book = Namebook(store)

    def run(self, progress: Report | None) -> None:
        """Enrich what came or changed since the last time, and take away what went."""
        from briefreader.recognising import Died, recognising

        total = self._store.pending(self._store.enriched())
        if not total:
            return
        done = Tally(total, progress)
        try:
            with recognising(recogniser(self._store), total) as beside:
                self._run(beside, done)
        except Died:
            with recognising(recogniser(self._store), 0) as here:
                self._run(here, done)

    def _run(self, recognising: Recognising, tally: Tally) -> None:
        names = self._names()
        for number, (upto, changed, found) in enumerate(self._found(recognising), 1):
            keys = [*changed, *self._store.removed_since(self._store.enriched())]
            before = self._book.namings(keys)
            for naming in before.values():
                names.remove(naming)
            for naming in found.namings:
                names.add(naming)
            changes = names.settle()
            with self._store.transaction() as connection:
                self._book.drop_reports(connection, list(before))
                self._book.keep_reports(connection, list(changed), found.namings, found.kept)
                self._book.keep_changes(connection, changes)
                self._book.keep_progress(connection, upto, found.evidence)
            tally.add(len(changed))
            if number % FORGET_AFTER == 0:
                names = self._names()

    def _found(self, recognising: Recognising) -> Iterator[tuple[int, dict[int, Article], Found]]:
        """Yield the revision that each batch goes up to, its reports and their names, a batch ahead."""
        ahead: tuple[int, dict[int, Article]] | None = None
        for upto, changed in self._batches():
            recognising.give(list(changed.values()))
            if ahead is not None:
                yield *ahead, recognising.take()
            ahead = upto, changed
        if ahead is not None:
            yield *ahead, recognising.take()

    def _batches(self) -> Iterator[tuple[int, dict[int, Article]]]:
        after = self._store.enriched()
        while after < self._store.revision():
            upto = self._store.revision_after(after, BATCH)
            yield upto, dict(self._store.changed_between(after, upto))
            after = upto

    def decide(self, decision: Decision) -> None:
        """Carry out a decision of the reader, and keep it.

        Raises:
            DecisionError: it would change nothing, or names what no report names.
        """
        names = self._names()
        names.decide(decision)
        self._settle(names)

    def undo(self) -> Decision:
        """Take back the last decision, and return it.

        Raises:
            DecisionError: there is none.
        """
        names = self._names()
        undone = names.undo()
        self._settle(names)
        return undone

    def _settle(self, names: Names) -> None:
        changes = names.settle()
        with self._store.transaction() as connection:
            self._book.keep_decisions(connection, names.decisions)
            self._book.keep_changes(connection, changes)

    def _names(self) -> Names:
        from briefreader.entities.merge import Names

        return Names(self._book, self._book.decisions())


def recogniser(store: Store) -> RuleRecogniser:
    """Return a recogniser that knows how the library writes its words."""
    from briefreader.entities.case import Evidence
    from briefreader.entities.rule_recogniser import RuleRecogniser
    from briefreader.namebook import Namebook

    kept = Namebook(store).evidence()
    try:
        return RuleRecogniser(Evidence.from_bytes(kept) if kept else None)
    except ValueError:  # of another version: it grows again with what comes
        return RuleRecogniser()
