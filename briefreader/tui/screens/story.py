"""The screen on which a story is read day by day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from briefreader.errors import NotFound
from briefreader.library import Library
from briefreader.model import Story, StoryReport
from briefreader.tui.actions import Keymap
from briefreader.tui.lean import Paper
from briefreader.tui.screens.aside import Aside
from briefreader.tui.widgets.rule import Rule
from briefreader.tui.widgets.stack import Stack
from briefreader.tui.widgets.timeline import Timeline

GONE = "This report is no longer in the library."
AT_A_TIME_SECONDS = 0.25
"""How long the work on a long story goes on before what there is of it is shown."""


class StoryScreen(Aside, inherit_bindings=False):
    """The story of a report as a timeline.

    Args:
        report: id of the report whose story it is.
        read: ids of the reports that have been read.
    """

    class Came(Message):
        """The story is here, with its reports as far as it is known what they added."""

        def __init__(self, story: Story, reports: tuple[StoryReport, ...]) -> None:
            super().__init__()
            self.story = story
            self.reports = reports

    class Gone(Message):
        """The report is not in the library."""

    def __init__(
        self,
        paper: Paper,
        library: Library,
        keymap: Keymap,
        open: Callable[[str], None],
        report: str,
        read: Collection[str],
    ) -> None:
        self._timeline = Timeline("timeline")
        super().__init__(paper, library, keymap, "story", self._timeline, open)
        self._report = report
        self._read = frozenset(read)
        self._total = 0
        self._rule = Rule("rule")

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        yield self._rule
        yield self._timeline
        yield self.status

    def on_mount(self) -> None:
        """Read the story."""
        self._timeline.focus()
        self.tell()
        self._work("story", self._read_story)

    def _read_story(self) -> Message | None:
        try:
            story = self.library.story(self._report)
            reports: list[StoryReport] = []
            shown = monotonic()
            for report in self.library.timeline(self._report):
                reports.append(report)
                if get_current_worker().is_cancelled:
                    return None
                if monotonic() > shown + AT_A_TIME_SECONDS:
                    self.post_message(self.Came(story, tuple(reports)))
                    shown = monotonic()
        except NotFound:
            return self.Gone()
        return self.Came(story, tuple(reports))

    @on(Came)
    def _came(self, event: Came) -> None:
        self._total = len(event.story.reports)
        self._timeline.show(event.story, event.reports, self._read, self._report)
        self.tell()

    @on(Gone)
    def _gone(self) -> None:
        self._timeline.say(GONE)

    def on_resize(self) -> None:
        """Draw the rule to the new width."""
        self._rule.show([(self.app.size.width, "Story", True)])

    @property
    def chosen(self) -> str:
        """The report under the cursor."""
        report = self._timeline.report
        return report.id if report else ""

    def facts(self) -> list[str]:
        """Return where the cursor is."""
        if not self._timeline.count:
            return ["story"]
        place = f"{self._timeline.cursor + 1} of {self._total:,}"
        reading = f"reading {self._timeline.count:,}" if self._timeline.count < self._total else ""
        return [place, reading]

    @on(Stack.Moved)
    def _moved(self) -> None:
        self.tell()

    @on(Stack.Opened)
    def _clicked(self) -> None:
        self.open_chosen()
