"""The screen on which two reports are compared."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from briefreader.errors import NotFound
from briefreader.library import Library
from briefreader.model import Difference
from briefreader.tui import beside
from briefreader.tui.actions import Keymap
from briefreader.tui.beside import Compared
from briefreader.tui.lean import Paper
from briefreader.tui.moment import through
from briefreader.tui.screens.aside import Aside
from briefreader.tui.widgets.comparison import ComparisonView, heading
from briefreader.tui.widgets.differences import Differences
from briefreader.tui.widgets.rule import Rule

ALONE = "There is no report like this one to compare it with."
GONE = "One of the two reports is no longer in the library."


class ComparisonScreen(Aside, inherit_bindings=False):
    """Two reports side by side, and where they disagree.

    Args:
        a: id of the open report.
        b: id of the other; empty for the one most like it.
    """

    class Came(Message):
        """The comparison is made; None where there is nothing to compare with."""

        def __init__(self, compared: Compared | None, words: str = "") -> None:
            super().__init__()
            self.compared = compared
            self.words = words

    def __init__(
        self, paper: Paper, library: Library, keymap: Keymap, open: Callable[[str], None], a: str, b: str
    ) -> None:
        self._view = ComparisonView("comparison")
        super().__init__(paper, library, keymap, "comparison", self._view, open)
        self._pair = (a, b)
        self._rule = Rule("rule")
        self._between = Rule("between")
        self._differences = Differences("differences")
        self._number = -1
        self.doing |= {
            "next-difference": lambda: self._step(self.times),
            "previous-difference": lambda: self._step(-self.times),
        }

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        yield self._rule
        yield self._view
        yield self._between
        yield self._differences
        yield self.status

    def on_mount(self) -> None:
        """Compare."""
        self._differences.display = False
        self._between.display = False
        self._view.say("Comparing …")
        self._view.focus()
        self.tell()

        def work() -> Message:
            try:
                found = beside.compare(self.library, *self._pair)
            except NotFound:
                return self.Came(None, GONE)
            return self.Came(found, "" if found else ALONE)

        self._work("compare", work)

    @on(Came)
    def _came(self, event: Came) -> None:
        if event.compared is None:
            self._view.say(event.words)
        else:
            self._view.show(event.compared)
            self._arrange()
            if not event.compared.comparison.common:
                self.say("Neither says anything that the other says.")
        self.tell()

    def on_resize(self) -> None:
        """Arrange the parts for the new size."""
        self._arrange()

    def _arrange(self) -> None:
        """Name the sides and give the differences their room."""
        size, compared = self.app.size, self._view.compared
        is_beside = self._view.is_beside
        if compared is None:
            self._rule.show([(size.width, "Comparison", True)])
            return
        left, right = self._view.halves
        names = [heading(compared.a), heading(compared.b)]
        stretches = [(left, names[0], True), (right + 1, names[1], True)] if is_beside else []
        self._rule.show(stretches or [(size.width, names[0], True)])
        count = len(compared.comparison.differences)
        words = "1 difference" if count == 1 else f"{count} differences" if count else "no differences found"
        self._between.show([(size.width, words, False)])
        self._between.display = True
        self._differences.show(compared, left if is_beside else 0, max(2, size.height // 4))

    # -- differences

    @property
    def _found(self) -> tuple[Difference, ...]:
        compared = self._view.compared
        return compared.comparison.differences if compared else ()

    @property
    def steps(self) -> int:
        """The differences."""
        return len(self._found)

    def _step(self, step: int) -> None:
        if not self._found:
            self.say("No figures, dates or doers in which they disagree.")
            return
        start = self._number if self._number >= 0 else (-1 if step > 0 else 0)
        self._go_to((start + step) % len(self._found))

    @on(Differences.Chosen)
    def _clicked(self, event: Differences.Chosen) -> None:
        self._go_to(event.number)

    def _go_to(self, number: int) -> None:
        self._number = number
        self._differences.mark(number)
        self._view.go_to(self._found[number])
        self.tell()

    # -- what the status says

    @property
    def chosen(self) -> str:
        """The report that the open one is compared with."""
        return self._view.compared.b.id if self._view.compared else ""

    def facts(self) -> list[str]:
        """Return how much both say, and which difference is marked."""
        compared = self._view.compared
        if compared is None:
            return ["comparison"]
        count = len(compared.comparison.common)
        said = "1 passage in both" if count == 1 else f"{count} passages in both"
        at = f"difference {self._number + 1} of {len(self._found)}" if self._number >= 0 else ""
        return [at, said, through(self._view.top, self._view.last_top)]

    @on(ComparisonView.Scrolled)
    def _scrolled(self) -> None:
        self.tell()
