"""Reports in company on the main screen: compared, as a story, folded, and what is new in them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from textual import on

from briefreader.library import Library
from briefreader.tui import messages
from briefreader.tui.actions import Keymap
from briefreader.tui.history import Visit
from briefreader.tui.lean import Paper
from briefreader.tui.reading import Query
from briefreader.tui.rows import newness
from briefreader.tui.screens.opening import Opening
from briefreader.tui.spans import styled

NO_REPORT = "There is no report here."


class Together(Opening):
    """The panes, and what is done with the open report beside others."""

    def __init__(
        self, paper: Paper, library: Library, keymap: Keymap, query: Query, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(paper, library, keymap, query, clock)
        self.dimming = False
        self._paper = paper
        self._read_here: set[str] = set()
        self._attended = ""
        self._known_of = ""
        self._has_asked = False
        self._left_unread = ""

    # -- over the main screen

    @property
    def _open_id(self) -> str:
        reading = self.article.reading
        return reading.article.id if reading else ""

    def compare(self) -> None:
        """Compare the open report with the one under the cursor, or with the one most like it."""
        hit, current = self.results.hit, self.history.current
        related = self.related.report.id if self.related.report else ""
        if self.place == "results":
            chosen = hit.id if hit else ""
            pair = (current.id, chosen) if current and current.id not in ("", chosen) else (chosen, "")
        else:
            pair = (self._open_id, related)
        if not pair[0]:
            self.say(NO_REPORT)
            return
        from briefreader.tui.screens.comparison import ComparisonScreen

        self.app.push_screen(
            ComparisonScreen(self._paper, self.library, self.keymap, self._open_from_aside, *pair)
        )

    def tell_story(self) -> None:
        """Show the story of the report under the cursor, or of the open one."""
        report = self._open_id
        if self.place == "results":
            report = self.results.hit.id if self.results.hit else ""
        elif self.place == "related" and self.related.report:
            report = self.related.report.id
        if not report:
            self.say(NO_REPORT)
            return
        from briefreader.tui.screens.story import StoryScreen

        self.app.push_screen(
            StoryScreen(
                self._paper, self.library, self.keymap, self._open_from_aside, report, self._read_here
            )
        )

    def _open_from_aside(self, report: str) -> None:
        self.open(Visit(report, self.query_now, from_related=self.history.current is not None))

    # -- folding

    def toggle_fold(self) -> None:
        """Give each story of the list one line, or each report again; the cursor stays on its report."""
        hit = self.results.hit
        folded = not self.query_now.folded
        self.search(replace(self.query_now, folded=folded), hit.id if hit else None, self.results.cursor)
        self.say("A line for each story." if folded else "A line for each report.")
        self.save()

    # -- what has been read

    def attend(self) -> None:
        """Look what of the report on the screen is known; one that is gone into has been read."""
        report = self._open_id
        if report != self._known_of:
            self._known_of, self.newness = report, ""
        if report and self.dimming:
            self.fetch_known(report, self._read_here)
        attended = report if self.place == "article" else ""
        if attended and attended not in (self._attended, self._left_unread):
            self._read_here.add(attended)
            self._left_unread = ""
            self.visit(attended)
        self._attended = attended

    def keep_read(self, reports: Collection[str], read: bool, opened: str) -> None:
        """Follow that reports were marked by hand; the open one stays unread until it is opened anew."""
        if read:
            self._read_here.update(reports)
        else:
            self._read_here.difference_update(reports)
            if opened in reports:
                self._left_unread = opened

    @on(messages.RelatedCame)
    def _find_asides(self, event: messages.RelatedCame) -> None:
        # The same ones come again each time that the library changes, as while it is indexed.
        known = event.reports == self.related.reports and self.related.asides
        if event.reports and event.report == self._open_id and not known:
            self.fetch_asides(event.report, event.reports, self._read_here)

    @on(messages.AsidesCame)
    def _asides_came(self, event: messages.AsidesCame) -> None:
        if event.report == self._open_id:
            self.related.show_asides(event.asides)

    def toggle_dimming(self) -> None:
        """Dim in the article what has been read elsewhere, or show all of it in full strength."""
        self.dimming = not self.dimming
        if self.dimming:
            self.say("What you have read elsewhere is dimmed.")
            self._has_asked = True
            self.attend()
        else:
            self.article.set_layer("known", ())
            self.newness = ""
            self.say("Nothing is dimmed.")
        self.save()

    @on(messages.KnownCame)
    def _known_came(self, event: messages.KnownCame) -> None:
        known = event.known
        if not self.dimming or known.report != self._open_id:
            return
        self.article.set_layer("known", styled(known.spans, "known"))
        self.newness = newness(known.new) if known.others else ""
        if known.others:
            self._has_asked = False
            self.tell()
        elif self._has_asked:
            self.say("You have read no other report of this story: nothing to dim yet.")
            self._has_asked = False
