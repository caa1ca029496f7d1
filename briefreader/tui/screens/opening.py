"""Reading on the main screen: what is previewed, opened, gone back to, and what is related to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from textual import on
from textual.timer import Timer

from briefreader.library import Library
from briefreader.tui import messages
from briefreader.tui.actions import BY_ID, Keymap
from briefreader.tui.history import History, Visit
from briefreader.tui.lean import Paper
from briefreader.tui.reading import Query, Reading
from briefreader.tui.screens.searching import Searching
from briefreader.tui.widgets.article import ArticleView
from briefreader.tui.widgets.results import Results
from briefreader.tui.widgets.stack import Stack

GONE = "This report is no longer in the library."

HOLD_SECONDS = 0.5
"""So long a key waits for the report that it is meant for."""

_OF_ANY_REPORT = ("next-report", "previous-report", "only-article")
"""Actions of the group "Read" that do not depend on which report is on the screen."""


class Opening(Searching):
    """The panes with a list, and the reports that are opened from it."""

    def __init__(
        self, paper: Paper, library: Library, keymap: Keymap, query: Query, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(paper, library, keymap, query, clock)
        self.history = History()
        self.open_next = False
        """Open the next report that the cursor comes to."""
        self._wanted: Visit | None = None
        self._related_to = ""
        self._held: list[tuple[str, str]] = []
        """Keys for a report that is not on the screen yet."""
        self._holding: Timer | None = None

    def preview(self) -> None:
        """Show the report under the cursor, while one is in the list and the article can be seen."""
        hit = self.results.hit
        if self.place not in ("search", "results") or not (self.widths.article or self.open_next):
            return
        if self.open_next and hit is not None and not self.waiting:
            self.open(Visit(hit.id, self.query_now))
        elif hit is None:
            if not self.results.total:
                self.show_nothing("")
        elif not _is(self._wanted, hit.id, self.query_now):
            self.leave()
            self.read(Visit(hit.id, self.query_now))

    @on(Results.Moved)
    def _moved(self) -> None:
        self.tell()
        if self.open_next and self.results.hit is not None and not self.waiting:
            self.open(Visit(self.results.hit.id, self.query_now))
        else:
            self.preview_soon()

    def read(self, visit: Visit) -> None:
        """Bring a report onto the screen, without going into it."""
        self._wanted = visit
        self.fetch_report(visit.id, visit.query, self.columns)

    @on(messages.ReportCame)
    def _report_came(self, event: messages.ReportCame) -> None:
        reading, wanted = event.reading, self._wanted
        if wanted is None or not _is(wanted, reading.article.id, reading.query):
            return
        if not _same(self.article.reading, reading):
            self.article.show(reading, wanted.offset)
        self.tell()
        self.relate()
        self.attend()
        self.let_go()

    def hold(self, key: str, typed: str) -> bool:
        """Hold a key for the report that one has gone into and that is still on its way; tell whether.

        What a fast typist sends behind Enter would else be done to the report before, or to none.
        """
        if not self._held:
            wanted = self._wanted
            is_going = self.place == "article" and wanted is not None and not self._shows(wanted)
            if not (self.open_next or is_going) or not self._is_of_report(key):
                return False
            self._holding = self.set_timer(HOLD_SECONDS, lambda: self.let_go(in_vain=True))
        self._held.append((key, typed))
        return True

    def _shows(self, visit: Visit | None) -> bool:
        """Tell whether the report of a visit is on the screen, as its query found it."""
        reading = self.article.reading
        return reading is not None and _is(visit, reading.article.id, reading.query)

    def _is_of_report(self, key: str) -> bool:
        action = self.keymap.action("article", (key,))
        if action is None:
            return self.keymap.begins("article", (key,))
        group = BY_ID[action].group
        return group in ("Marks", "Take", "Names", "Caret", "Move") or (
            group == "Read" and action not in _OF_ANY_REPORT
        )

    def let_go(self, in_vain: bool = False) -> None:
        """Take the keys that were held; ``in_vain`` if the report has not come for too long."""
        held, self._held = self._held, []
        if self._holding is not None:
            self._holding.stop()
            self._holding = None
        for key, typed in held:
            if in_vain or not self.hold(key, typed):
                self.read_key(key, typed)

    def read_key(self, key: str, typed: str) -> bool:
        """Do what a key means; tell whether it means anything."""
        raise NotImplementedError

    def attend(self) -> None:
        """Follow what is read of the report on the screen."""
        raise NotImplementedError

    @on(messages.ReportGone)
    def _report_gone(self, event: messages.ReportGone) -> None:
        if self._wanted is not None and event.report == self._wanted.id:
            self.show_nothing(GONE)

    def show_nothing(self, words: str) -> None:
        """Show words in place of a report."""
        self._wanted = None
        self._related_to = ""
        self.article.say(words)
        self.related.show(())
        self.tell()
        self.let_go()

    def open(self, visit: Visit) -> None:
        """Open a report and go into it."""
        self.open_next = False
        self.leave()
        self.history.open(visit)
        if _is(self._wanted, visit.id, visit.query):
            # It is on the screen already, or about to be.
            if visit.offset:
                self.article.go_to_offset(visit.offset)
        else:
            self.read(visit)
        self.focus_place("article")
        self.attend()
        self.save()

    def leave(self) -> None:
        """Note how far the open report was read."""
        if self._shows(self.history.current):
            self.history.leave_at(self.article.offset_at_top)

    def relate(self) -> None:
        """Fetch what is related to the report on the screen, once it can be seen."""
        reading = self.article.reading
        if reading is not None and self.widths.related and self._related_to != reading.article.id:
            self._related_to = reading.article.id
            self.fetch_related(reading.article.id)

    @on(messages.RelatedCame)
    def _related_came(self, event: messages.RelatedCame) -> None:
        if event.report == self._related_to:
            self.related.show(event.reports, "Nothing like it in the library.")
            self.split_side()
            self.tell()

    @on(messages.LibraryChanged)
    def _library_changed(self) -> None:
        self.search_again()
        self._related_to = ""
        if self._wanted is not None:
            offset = self.article.offset_at_top if self._shows(self._wanted) else self._wanted.offset
            self.read(Visit(self._wanted.id, self._wanted.query, offset))

    @on(messages.Failed)
    def _failed(self, event: messages.Failed) -> None:
        self.say(event.reason, warning=True)

    @on(Stack.Moved)
    @on(ArticleView.Scrolled)
    def _tell(self) -> None:
        self.tell()

    def save(self) -> None:
        """Keep where the reader is, in case the program has no time for it at its end."""
        self.post_message(messages.ForProgram("save"))

    def show_entity(self, entity: str) -> None:
        """Show what there is about an entity."""
        raise NotImplementedError

    def revisit(self, step: int, otherwise: str) -> None:
        """Go so many visits forward in the history (or back), or say why not."""
        self.leave()
        visit = self.history.go(step)
        if visit is None:
            self.say(otherwise)
            return
        if visit.entity:
            self.show_entity(visit.entity)
        else:
            self.go_to(visit)

    def note_search(self) -> None:
        """Note in the history that the list of what is searched for was gone to."""
        self.leave()
        if self.history.current is None:
            self.history.open(Visit("", replace(self.query_now, words="", typing=False)))
        self.history.open(Visit("", self.query_now))

    def go_to(self, visit: Visit) -> None:
        """Bring a visit of the history back: its query, its report, its place."""
        if not visit.id:
            self.search_box.set_words(visit.query.words)
            self.search(replace(visit.query, folded=self.query_now.folded))
            self.focus_place("results")
            return
        if visit.query != self.query_now:
            self.search_box.set_words(visit.query.words)
            self.search(replace(visit.query, folded=self.query_now.folded), visit.id)
        elif (at := self.results.listing.index_of(visit.id, self.results.cursor)) is not None:
            self.results.go_to(at)
        self.read(visit)
        if self._shows(visit):
            self.article.go_to_offset(visit.offset)
        self.focus_place("article")


def _is(visit: Visit | None, report: str, query: Query) -> bool:
    return visit is not None and (visit.id, visit.query) == (report, query)


def _same(shown: Reading | None, reading: Reading) -> bool:
    return shown is not None and (shown.article, shown.query, shown.title_hits, shown.hits) == (
        reading.article,
        reading.query,
        reading.title_hits,
        reading.hits,
    )
