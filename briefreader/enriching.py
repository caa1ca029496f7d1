"""Enriching: who and where in each report, merged over the library, in batches behind the indexing.

A batch is kept in one transaction together with how far enriching has come, so a run that is killed
goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from briefreader.intake import Report
from briefreader.model import Progress
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.entities.decisions import Decision
    from briefreader.entities.merge import Names
    from briefreader.entities.rule_recogniser import RuleRecogniser

BATCH = 200
"""Reports recognised and kept together."""

FORGET_AFTER = 25
"""Batches after which the forms at hand are let go, so that memory does not grow with the import."""


class Enricher:
    """Enriches the reports of one store. Whoever calls holds the library for writing."""

    def __init__(self, store: Store) -> None:
        from briefreader.namebook import Namebook

        self._store = store
        self._book = Namebook(store)

    def run(self, progress: Report | None) -> None:
        """Enrich what came or changed since the last time, and take away what went."""
        from briefreader.entities.naming import understand

        total = self._store.pending(self._store.enriched())
        if not total:
            return
        recogniser = self._recogniser()
        names = self._names()
        done = batches = 0
        while (after := self._store.enriched()) < self._store.revision():
            upto = self._store.revision_after(after, BATCH)
            changed = dict(islice(self._store.changed_between(after, upto), BATCH))
            removed = self._store.removed_since(after)
            for key in (*changed, *removed):
                if old := self._book.report(key):
                    names.remove(old[1])
            mentions = dict(zip(changed, recogniser.recognise(list(changed.values())), strict=True))
            namings = {key: understand(article, mentions[key]) for key, article in changed.items()}
            for naming in namings.values():
                names.add(naming)
            changes = names.settle()
            with self._store.transaction() as connection:
                fewer = self._book.tally(connection, (*changed, *removed))
                for key in (*changed, *removed):
                    self._book.drop_report(connection, key)
                for key, naming in namings.items():
                    self._book.keep_report(connection, key, mentions[key], naming, names.apart)
                stirred = self._book.keep_changes(connection, changes)
                more = self._book.tally(connection, changed)
                more.subtract(fewer)
                self._book.keep_tally(connection, more, stirred)
                self._book.keep_progress(connection, upto, recogniser.evidence.to_bytes())
            done += len(changed)
            batches += 1
            if progress is not None:
                progress(Progress("names", min(done, total), total))
            if batches % FORGET_AFTER == 0:
                names = self._names()

    def decide(self, decision: Decision) -> None:
        """Carry out a decision of the reader, and keep it.

        Raises:
            DecisionError: it would change nothing, or names what no report names.
        """
        names = self._names()
        self._settle(names, names.decide(decision))

    def undo(self) -> Decision:
        """Take back the last decision, and return it.

        Raises:
            DecisionError: there is none.
        """
        names = self._names()
        undone = names.undo()
        self._settle(names, undone)
        return undone

    def _settle(self, names: Names, decision: Decision) -> None:
        changes = names.settle()
        with self._store.transaction() as connection:
            self._book.keep_decisions(connection, names.decisions)
            if decision.verb == "split":
                self._book.reread(connection, decision.form, names.apart)
            stirred = self._book.keep_changes(connection, changes, recount=True)
            self._book.keep_tally(connection, Counter(), stirred)

    def _names(self) -> Names:
        from briefreader.entities.merge import Names

        return Names(self._book, self._book.decisions())

    def _recogniser(self) -> RuleRecogniser:
        from briefreader.entities.case import Evidence
        from briefreader.entities.rule_recogniser import RuleRecogniser

        kept = self._book.evidence()
        return RuleRecogniser(Evidence.from_bytes(kept) if kept else None)
