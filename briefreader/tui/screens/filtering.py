"""Filters on the main screen: searches kept under a name, opened, deleted; states, tags, sources, dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from briefreader.library import Sort
from briefreader.model import SavedSearch
from briefreader.tui import messages
from briefreader.tui.history import Visit
from briefreader.tui.screens.finding import Finding

if TYPE_CHECKING:
    from briefreader.tui.widgets.choices import Choice

RECENT_AT_MOST = 1000
"""Reports that were opened, of which one can choose."""


class Filtering(Finding):
    """The panes, with the filters beside the results."""

    def toggle_filters(self) -> None:
        """Go to the filters, or away from them."""
        if self.place == "filters":
            self.focus_place("results")
        else:
            self.focus_place("filters")
            self.fetch_filters()

    def fetch_filters(self) -> None:
        """Fetch filters and their counts; ``FiltersCame`` comes again and again."""
        words = self.query_now.words

        def work() -> Message | None:
            from briefreader.tui.filters import filters

            worker = get_current_worker()
            for found in filters(self.library, words, lambda: worker.is_cancelled):
                self.post_message(messages.FiltersCame(found, words))
            return None

        self._work("filters", work)

    @on(messages.FiltersCame)
    def _filters_came(self, event: messages.FiltersCame) -> None:
        self.shelf.show(event.filters, self.query_now.words)
        self.tell()

    @on(messages.LibraryChanged)
    @on(messages.MarksChanged)
    @on(messages.Answered)
    def _filters_changed(self) -> None:
        if self.widths.filters:
            self.fetch_filters()

    def open_filter(self) -> None:
        """Search what the filter under the cursor asks for."""
        chosen = self.shelf.filter
        if chosen is None:
            return
        if chosen.kind == "saved":
            self.run_search(SavedSearch(chosen.label, chosen.query, chosen.sort))
        else:
            from briefreader.tui.filters import narrowed

            words = narrowed(self.query_now.words, chosen.query)
            self.search_for(words)
            self.focus_place("results")

    def run_search(self, saved: SavedSearch) -> None:
        """Run a saved search, and go to the results."""
        sort: Sort = "date" if saved.sort == "date" else "relevance"
        self.query_now = replace(self.query_now, sort=sort)
        self.search_for(saved.query)
        self.say(f"Saved search: {saved.name}")

    # -- what was read

    def show_recent(self) -> None:
        """Choose among the reports that were opened, the last first."""
        from briefreader.tui.rows import about
        from briefreader.tui.screens.ask import AskScreen
        from briefreader.tui.widgets.choices import Choice

        now = self.clock()

        def choices(typed: str) -> list[Choice]:
            wanted = typed.casefold().split()
            return [
                Choice(visit.id, visit.title, about(visit.source, visit.at.astimezone(), now, 40))
                for visit in self.library.history(RECENT_AT_MOST)
                if all(part in f"{visit.title} {visit.source or ''}".casefold() for part in wanted)
            ]

        def answered(report: str | None) -> None:
            if report:
                self.open(Visit(report, self.query_now, from_related=True))

        ask = AskScreen(self.paper, "What you have read, the last first", choices, "Nothing read yet.")
        self.app.push_screen(ask, answered)

    # -- keeping

    def keep_search(self) -> None:
        """Keep what is searched for under a name."""
        words = self.query_now.words.strip()
        if not words:
            search = self.key_of("search")
            how = f": {search} searches" if search else ""
            self.say(f"Nothing is searched for, so there is nothing to keep{how}.")
            return
        from briefreader.tui.filters import named
        from briefreader.tui.screens.ask import WriteScreen
        from briefreader.tui.widgets.choices import Choice

        searches = self.library.saved_searches()

        def choices(typed: str) -> list[Choice]:
            fitting = (s for s in searches if typed.casefold() in s.name.casefold())
            return [Choice(s.name, s.name, s.query) for s in fitting]

        def answered(name: str | None) -> None:
            if name is None or not name.strip():
                return
            if (old := named(searches, name.strip())) is not None and old.query != words:
                self.ask_first(f"Replace the saved search {old.name}?", lambda: self._keep(name, words))
            else:
                self._keep(name, words)

        self.app.push_screen(WriteScreen(self.paper, f"Keep under which name: {words}", choices), answered)

    def _keep(self, name: str, words: str) -> None:
        sort = self.query_now.sort

        def work() -> Message:
            self.library.save_search(name, words, sort)
            return messages.Marked(f"Kept as {name.strip()}: among the filters.")

        self._work_in_order(work)

    def delete_search(self) -> None:
        """Delete the saved search under the cursor, after asking."""
        chosen = self.shelf.filter
        if chosen is None or chosen.kind != "saved":
            self.say("Only saved searches can be deleted.")
            return

        def work() -> Message:
            self.library.drop_search(chosen.label)
            return messages.Marked(f"Deleted: {chosen.label}.")

        self.ask_first(f"Delete the saved search {chosen.label}?", lambda: self._work_in_order(work))
