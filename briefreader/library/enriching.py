"""Enriching: who and where in each report, merged over the library, in batches behind the indexing.

A batch is kept in one transaction together with how far enriching has come, so a run that is killed
goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from briefreader.library.intake import Report
from briefreader.library.namebook import Namebook
from briefreader.library.wordbook import Wordbook
from briefreader.limits import DEFAULT, Limits
from briefreader.model import Article, Progress
from briefreader.store import Store
from briefreader.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from briefreader.entities.case import Doubt
    from briefreader.entities.decisions import Decision
    from briefreader.entities.merge import Names
    from briefreader.entities.naming import Naming
    from briefreader.entities.recogniser import Mention, Recogniser
    from briefreader.library.recognising import Found, Recognising

BATCH = 200
"""Reports recognised and kept together."""

_CUT_NAMED = 5

FORMS_AT_HAND = 50_000
"""Forms of names from which on those at hand are let go, so that memory does not grow with the import."""


class Enricher:
    """Enriches the reports of one store. Whoever calls holds the library for writing."""

    def __init__(
        self,
        store: Store,
        setting: str = "rules",
        limits: Limits = DEFAULT,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        """Enrich ``store`` by the recogniser that ``setting`` names (see ``entities.recognisers``).

        ``tell`` is told, in a line each, what a person should know of how that went.
        """
        self._store = store
        self._tell = tell or (lambda _: None)
        self._cut: dict[str, None] = {}
        self._most = limits.named_chars
        self._setting = setting
        self._book = Namebook(store)
        self._words = Wordbook(store)

    def run(self, progress: Report | None, upto: int | None = None) -> None:
        """Enrich what came or changed since the last time, and take away what went.

        What was merged by other rules than today's is merged anew before that. With ``upto`` only what
        changed up to that revision is enriched.

        Raises:
            RecogniserError: the recogniser cannot be had.
        """
        self._words.unpack()
        self._remerge(progress)
        total = self._store.pending(self._store.enriched(), upto)
        if total:
            self._run(_Tally(total, progress), self._store.revision() if upto is None else upto)
        if self._words.waiting():
            self._reconsider(progress)
        if self._cut:
            some = ", ".join(clean_line(id) for id in islice(self._cut, _CUT_NAMED))
            more = f" and {len(self._cut) - _CUT_NAMED:,} more" if len(self._cut) > _CUT_NAMED else ""
            self._tell(f"names are looked for in the first {self._most:,} characters only of {some}{more}")
            self._cut.clear()

    def _run(self, tally: _Tally, upto: int) -> None:
        from briefreader.library.recognising import Died, recognising

        try:
            with recognising(recogniser(self._store, self._setting), tally.total, self._store) as beside:
                self._catch_up(beside, tally, upto)
        except Died:
            self._tell(
                "the process that looks for names ended too soon; they are looked for without it, more slowly"
            )
            with recognising(recogniser(self._store, self._setting), 0, self._store) as here:
                self._catch_up(here, tally, upto)

    def _catch_up(self, recognising: Recognising, tally: _Tally, upto: int) -> None:
        names = self._names()
        for at, changed, found in self._found(recognising, upto):
            stale = [*changed, *self._store.removed_since(self._store.enriched())]
            before = self._book.namings(stale)
            for naming in before.values():
                names.remove(naming)
            mentions = dict(zip(changed, found.mentions, strict=True))
            namings = dict(zip(changed, found.namings, strict=True))
            doubts: dict[int, Sequence[Doubt]] = dict.fromkeys(stale, ())
            doubts.update(zip(changed, found.doubts, strict=True))
            is_alone = tally.total <= BATCH and self._words.is_judged()

            def note(
                connection: Connection,
                at: int = at,
                found: Found = found,
                doubts: Mapping[int, Sequence[Doubt]] = doubts,
                is_alone: bool = is_alone,
            ) -> None:
                self._book.keep_progress(connection, at)
                self._words.learn(connection, found.learnt)
                self._words.keep_doubts(connection, doubts)
                if is_alone:
                    self._words.judge(connection, found.learnt)

            self._keep(names, list(before), mentions, namings, note)
            tally.add(len(changed))
            if names.at_hand > FORMS_AT_HAND:
                names = self._names()

    def _reconsider(self, progress: Report | None) -> None:
        """Recognise anew the reports that a word decided about which the library has come to know better.

        So what is found in a report depends on the reports there are, and not on which came first.
        """
        from briefreader.entities.rule_recogniser import RuleRecogniser
        from briefreader.library.recognising import found_anew_in

        by = recogniser(self._store, self._setting)
        if not isinstance(by, RuleRecogniser):
            with self._store.transaction() as connection:
                self._words.let_be(connection)
            return
        if not self._words.is_judged():
            with self._store.transaction() as connection:
                self._words.judge(connection)
        tally = _Tally(self._words.waiting(), progress)
        names = self._names()
        while keys := self._words.next(BATCH):
            articles = {key: self._beginning(each) for key, each in self._store.articles(keys).items()}
            before = self._book.reports(list(articles))
            found = found_anew_in(by, list(articles.values()))
            mentions = dict(zip(articles, found.mentions, strict=True))
            namings = dict(zip(articles, found.namings, strict=True))
            other = [key for key in articles if before.get(key) != (mentions[key], namings[key])]

            def note(
                connection: Connection,
                keys: Sequence[int] = keys,
                other: Sequence[int] = other,
                doubts: Mapping[int, Sequence[Doubt]] = dict(zip(articles, found.doubts, strict=True)),
            ) -> None:
                self._words.keep_doubts(connection, doubts)
                self._words.done(connection, keys)
                self._book.keep_renamed(connection, other)

            stale = [key for key in other if key in before]
            for key in stale:
                names.remove(before[key][1])
            self._keep(names, stale, mentions, {key: namings[key] for key in other}, note)
            tally.add(len(keys))
            if names.at_hand > FORMS_AT_HAND:
                names = self._names()

    def _found(self, recognising: Recognising, last: int) -> Iterator[tuple[int, dict[int, Article], Found]]:
        """Yield the revision that each batch goes up to, its reports and their names, some read ahead.

        Some batches wait to be recognised while one is kept: neither side waits where the other is slow once.
        """
        from briefreader.library.recognising import AHEAD

        ahead: deque[tuple[int, dict[int, Article]]] = deque()
        for upto, changed in self._batches(last):
            recognising.give(list(changed.values()))
            ahead.append((upto, changed))
            if len(ahead) > AHEAD:
                yield *ahead.popleft(), recognising.take()
        while ahead:
            yield *ahead.popleft(), recognising.take()

    def _batches(self, last: int) -> Iterator[tuple[int, dict[int, Article]]]:
        after = self._store.enriched()
        while after < last:
            upto = min(self._store.revision_after(after, BATCH), last)
            changed = self._store.changed_between(after, upto)
            yield upto, {key: self._beginning(article) for key, article in changed}
            after = upto

    def _beginning(self, article: Article) -> Article:
        """Return a report as far as names are looked for in it."""
        if len(article.text) <= self._most:
            return article
        self._cut[article.id] = None
        return replace(article, text=article.text[: self._most])

    def _keep(
        self,
        names: Names,
        stale: Sequence[int],
        mentions: Mapping[int, Sequence[Mention]],
        namings: Mapping[int, Naming],
        note: Callable[[Connection], None],
    ) -> None:
        """Keep a batch: ``stale`` reports go, those with ``namings`` come, and ``note`` how far that is."""
        for naming in namings.values():
            names.add(naming)
        changes = names.settle()
        with self._store.transaction() as connection:
            fewer = self._book.tally(connection, stale)
            for key in stale:
                self._book.drop_report(connection, key)
            self._book.keep_reports(connection, mentions, namings, names.apart)
            stirred = self._book.keep_changes(connection, changes)
            more = self._book.tally(connection, namings)
            more.subtract(fewer)
            self._book.keep_tally(connection, more, stirred)
            note(connection)

    # -- anew

    def restart(self) -> None:
        """Have the next ``run`` recognise every report anew; decisions stay, ids too."""
        with self._store.transaction() as connection:
            self._book.restart(connection)
            self._words.clear(connection)

    def _remerge(self, progress: Report | None) -> None:
        """Merge anew what was merged by other rules, from the mentions that are kept."""
        from briefreader.entities.naming import understand
        from briefreader.entities.version import VERSION

        if self._book.merging() != VERSION:
            with self._store.transaction() as connection:
                self._book.unmerge(connection, VERSION)
        names = self._names()
        while keys := self._book.to_merge(BATCH):
            articles = self._store.articles(keys)
            stale = self._book.changed_since(keys)
            kept = {
                key: report for key in articles if key not in stale and (report := self._book.report(key))
            }
            mentions = {key: report[0] for key, report in kept.items()}
            namings = {key: understand(articles[key], mentions[key]) for key in kept}
            self._keep(names, keys, mentions, namings, partial(self._book.keep_merged, key=keys[-1]))
            if progress is not None:
                done, total = self._book.merged()
                progress(Progress("names", done, total))
            if names.at_hand > FORMS_AT_HAND:
                names = self._names()
        if self._book.is_remerging():
            with self._store.transaction() as connection:
                self._book.keep_merged(connection, None)

    # -- decisions

    def decide(self, decision: Decision) -> None:
        """Carry out a decision of the reader, and keep it.

        Raises:
            DecisionError: it would change nothing, or names what no report names.
        """
        names = self._names()
        self._settle(names, names.decide(decision))

    def undo(self, number: int | None = None) -> Decision:
        """Take back the decision of this number, or the last one, and return it.

        Raises:
            DecisionError: there is none.
        """
        names = self._names()
        undone = names.undo(number)
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


class _Tally:
    """Tells how far finding names is."""

    def __init__(self, total: int, progress: Report | None) -> None:
        self.total = total
        self._done = 0
        self._progress = progress

    def add(self, reports: int) -> None:
        self._done += reports
        if self._progress is not None:
            self._progress(Progress("names", min(self._done, self.total), self.total))


def recogniser(store: Store, setting: str = "rules") -> Recogniser:
    """Return the recogniser that ``setting`` names; the built-in one knows how the library writes its words.

    Raises:
        RecogniserError: there is no such recogniser, or it cannot be had.
    """
    from briefreader.entities.case import Evidence
    from briefreader.entities.recognisers import choose

    return choose(setting, Evidence(Wordbook(store).cases))
