"""What the work behind the screen has to say."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message

from briefreader.model import Page, RelatedReport
from briefreader.tui.beside import Known
from briefreader.tui.reading import Found, Query, Reading


class Answered(Message):
    """A query has its first answer."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found


class PageCame(Message):
    """A further page of a query's hits is here, with the story of each where the list folds them."""

    def __init__(self, query: Query, page: Page, stories: Mapping[str, str]) -> None:
        super().__init__()
        self.query = query
        self.page = page
        self.stories = stories


class ReportCame(Message):
    """A report is laid out."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading


class ReportGone(Message):
    """A report is no longer in the library."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.report = report


class RelatedCame(Message):
    """The reports related to one are here."""

    def __init__(self, report: str, reports: tuple[RelatedReport, ...]) -> None:
        super().__init__()
        self.report = report
        self.reports = reports


class NewCame(Message):
    """How much of each report related to one is new to the reader; None for one that has been read."""

    def __init__(self, report: str, new: Mapping[str, float | None]) -> None:
        super().__init__()
        self.report = report
        self.new = new


class KnownCame(Message):
    """What of a report has been read elsewhere is here."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known


class LibraryChanged(Message):
    """Reports have come, changed or gone."""


class Failed(Message):
    """The library could not do something; ``reason`` is a line for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class ForProgram(Message):
    """An action that concerns the whole program was called for."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
