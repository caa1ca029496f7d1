"""The work behind the main screen: every call that may take longer than a frame, in threads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from textual.message import Message
from textual.worker import get_current_worker

from briefreader.errors import NotFound
from briefreader.library import Library
from briefreader.model import RelatedReport
from briefreader.tui import reading
from briefreader.tui.history import Visit
from briefreader.tui.lean import Paper
from briefreader.tui.messages import (
    Answered,
    AsidesCame,
    CastCame,
    KnownCame,
    LibraryChanged,
    MarksCame,
    MarksChanged,
    Offered,
    PageCame,
    PortraitCame,
    RelatedCame,
    ReportCame,
    ReportGone,
)
from briefreader.tui.reading import Query
from briefreader.tui.screens.working import WorkingScreen

Leaving = Visit | str | None
"""Where one goes on leaving a screen: to a visit, to the reports that a query finds, or back."""


class Desk(WorkingScreen[Leaving]):
    """A screen with a library to work in."""

    def __init__(self, paper: Paper, library: Library) -> None:
        super().__init__(paper)
        self.library = library
        self._marked: int | None = None
        self.count: int | None = None
        """The number typed before the key of the action that is being done."""

    @property
    def times(self) -> int:
        """How often to do the action that is being done."""
        return self.count or 1

    def ask(self, query: Query, keep: str | None = None, near: int = 0) -> None:
        """Search; ``Answered`` comes. ``keep`` and ``near`` are those of ``reading.find``."""

        def work() -> Message:
            dropped = partial(getattr, get_current_worker(), "is_cancelled")
            return Answered(reading.find(self.library, query, keep, near, dropped))

        self._work("ask", work, after_paint=True)

    def fetch_page(self, query: Query, number: int, state: int | None, total: int) -> None:
        """Fetch a page of hits; ``PageCame`` comes.

        ``state`` is that of the library when there were ``total`` (see ``Page`` and ``Query.page``).
        """

        def work() -> Message:
            page = query.page(self.library, number, state, total=total)
            return PageCame(query, page, query.stories(self.library, page))

        self._work("page", work)

    def fetch_report(self, report: str, query: Query, columns: int) -> None:
        """Fetch a report and lay it out; ``ReportCame`` or ``ReportGone`` comes."""

        def work() -> Message:
            try:
                return ReportCame(reading.read(self.library, report, query, columns))
            except NotFound:
                return ReportGone(report)

        self._work("report", work)

    def fetch_related(self, report: str) -> None:
        """Fetch related reports; ``RelatedCame`` comes."""

        def work() -> Message:
            from briefreader.tui import beside

            return RelatedCame(report, beside.related(self.library, report))

        self._work("related", work)

    def fetch_asides(self, report: str, reports: Sequence[RelatedReport], read: Collection[str]) -> None:
        """Find what is new in those related to a report, and where they disagree; ``AsidesCame`` comes.

        ``read`` are the ids of reports that have been read and may not be kept as such.
        """
        here = frozenset(read)

        def work() -> Message:
            from briefreader.tui import beside

            all_read = here | self.library.read_ids()
            return AsidesCame(report, beside.asides(self.library, report, reports, all_read))

        self._work("asides", work)

    def fetch_known(self, report: str, read: Collection[str]) -> None:
        """Find what of a report its reader has read elsewhere; ``KnownCame`` comes. ``read`` as above."""
        here = frozenset(read)

        def work() -> Message | None:
            from briefreader.tui import beside

            try:
                return KnownCame(beside.known(self.library, report, here | self.library.read_ids()))
            except NotFound:
                return None

        self._work("known", work)

    def visit(self, report: str) -> None:
        """Keep that a report has been opened, and so read; ``MarksCame`` comes."""

        def work() -> Message:
            self.library.visit(report)
            self.library.mark_read(report)
            return MarksCame((report,), self.library.marks_of([report]))

        self._work(f"visit {report}", work)

    def fetch_marks(self, reports: Iterable[str]) -> None:
        """Fetch the marks of reports; ``MarksCame`` comes."""
        wanted = tuple(reports)
        self._work("marks", lambda: MarksCame(wanted, self.library.marks_of(wanted)))

    def fetch_cast(self, report: str) -> None:
        """Fetch the names in a report; ``CastCame`` comes."""
        self._work("cast", lambda: CastCame(report, reading.cast(self.library, report)))

    def fetch_portrait(self, entity: str) -> None:
        """Fetch all about an entity; ``PortraitCame`` comes."""
        self._work("portrait", lambda: PortraitCame(*reading.about(self.library, entity)))

    def complete(self, typed: str) -> None:
        """Look which entities may be meant by the end of what was typed; ``Offered`` comes."""

        def work() -> Message:
            from briefreader.tui.offers import offers

            return Offered(typed, *offers(self.library.complete, typed))

        self._work("complete", work, after_paint=True)

    def look(self) -> None:
        """Look whether the library has changed; ``LibraryChanged`` or ``MarksChanged`` comes if so."""

        def work() -> Message | None:
            marked, before = self.library.marked(), self._marked
            self._marked = marked
            if self.library.changed():
                return LibraryChanged()
            return MarksChanged() if before not in (None, marked) else None

        self._work("look", work)

    def remember(self, key: str, value: str) -> None:
        """Keep where the reader is."""
        self._work("remember", lambda: self.library.remember(key, value))
