"""What the work behind the screen has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from briefreader.model import Article, Entity, Marks, Page, Portrait, RelatedReport
    from briefreader.tui.beside import Aside, Known
    from briefreader.tui.clipboard import Copied
    from briefreader.tui.filters import Filter
    from briefreader.tui.outside import Program
    from briefreader.tui.reading import Found, Query, Reading
    from briefreader.tui.widgets.choices import Choice


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


class CastCame(Message):
    """The names in a report are here, with how often they stand in it."""

    def __init__(self, report: str, cast: tuple[tuple[Entity, int], ...]) -> None:
        super().__init__()
        self.report = report
        self.cast = cast


class PortraitCame(Message):
    """All about an entity is here: ``page`` has its newest reports; ``words`` say what was decided."""

    def __init__(self, portrait: Portrait, page: Page, words: str = "") -> None:
        super().__init__()
        self.portrait = portrait
        self.page = page
        self.words = words


class ChoicesCame(Message):
    """What can be chosen for what was typed is here."""

    def __init__(self, typed: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.typed = typed
        self.choices = choices


class Offered(Message):
    """Entities that may be meant by what was typed; ``tail`` is how much of its end they complete."""

    def __init__(self, typed: str, tail: int, entities: tuple[Entity, ...]) -> None:
        super().__init__()
        self.typed = typed
        self.tail = tail
        self.entities = entities


class AsidesCame(Message):
    """How each report related to one stands to it: what is new in it, and where the two disagree."""

    def __init__(self, report: str, asides: Mapping[str, Aside]) -> None:
        super().__init__()
        self.report = report
        self.asides = asides


class KnownCame(Message):
    """What of a report has been read elsewhere is here."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known


class CopyCame(Message):
    """A text has been copied, or has not."""

    def __init__(self, copied: Copied) -> None:
        super().__init__()
        self.copied = copied


class LibraryChanged(Message):
    """Reports have come, changed or gone."""


class FiltersCame(Message):
    """The filters are here, with more and more of their counts; ``words`` was the query at the time."""

    def __init__(self, filters: Sequence[Filter], words: str) -> None:
        super().__init__()
        self.filters = filters
        self.words = words


class MarksChanged(Message):
    """Somebody, perhaps another program, has marked reports or saved a search."""


class MarksCame(Message):
    """The marks of ``reports`` are here; those that have none are left out of ``marks``."""

    def __init__(self, reports: Sequence[str], marks: Mapping[str, Marks]) -> None:
        super().__init__()
        self.reports = reports
        self.marks = marks


class Marked(Message):
    """Reports have been marked, or a mark undone: ``words`` say which."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


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


class ForTerminal(Message):
    """A sequence is to be sent to the terminal, between what is drawn there."""

    def __init__(self, sequence: str, then: Callable[[], object]) -> None:
        super().__init__()
        self.sequence = sequence
        self.then = then


class GiveOver(Message):
    """A program is to be run on the terminal; how it ended is said in the status."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program


class ReportFetched(Message):
    """A report that something is to be done with is here, and what."""

    def __init__(self, article: Article, then: Callable[[Article], object]) -> None:
        super().__init__()
        self.article = article
        self.then = then
