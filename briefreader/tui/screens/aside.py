"""A screen over the main one: with the library, the keys of a place of its own, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

from textual import on

from briefreader.library import Library
from briefreader.tui import crash, messages
from briefreader.tui.actions import Keymap, Place, shown
from briefreader.tui.keyreader import KeyReader
from briefreader.tui.lean import Paper
from briefreader.tui.moment import keys_of_the_moment
from briefreader.tui.screens.desk import Desk
from briefreader.tui.screens.help import HelpScreen
from briefreader.tui.screens.palette import PaletteScreen
from briefreader.tui.widgets.status import Status
from briefreader.tui.widgets.surface import Motion, Pane


class Aside(Desk):
    """What the screens of comparison and story have in common.

    Args:
        paper: what the terminal shows.
        library: what is read.
        keymap: the keys in force.
        place: whose keys these are.
        pane: what the motions move.
        open: opens a report on the main screen.
    """

    AUTO_FOCUS = None

    def __init__(
        self,
        paper: Paper,
        library: Library,
        keymap: Keymap,
        place: Place,
        pane: Pane,
        open: Callable[[str], None],
    ) -> None:
        super().__init__(paper, library)
        self.keymap = keymap
        self.status = Status("status")
        self._place: Place = place
        self._reader = KeyReader(keymap)
        self._open = open
        self._pane = pane
        self._word = ""
        self.doing: dict[str, Callable[[], object]] = {
            **{motion: partial(self._move, motion) for motion in get_args(Motion)},
            "open": self.open_chosen,
            "back": self.dismiss,
            "help": lambda: self.app.push_screen(HelpScreen(paper, keymap, place)),
            "palette": lambda: self.app.push_screen(PaletteScreen(paper, keymap, place), self._chosen),
        }

    def take_key(self, key: str, typed: str) -> bool:
        """Read a key."""
        press = self._reader.press(self._place, key)
        if key == "ctrl+c" and not press.known and (leaving := self.keymap.keys("back")):
            self.say(f"{shown(leaving[0])} goes back")
        if press.action:
            self.do(press.action, press.count)
        self.status.show_pending(self._reader.pending)
        return press.known

    def do(self, action: str, count: int | None = None) -> None:
        """Do an action of the registry, by its id; ``count`` is the number typed before its key."""
        crash.note(action)
        self.count = count
        if self._word:
            self.say("")
        doing = self.doing.get(action)
        if doing is not None:
            doing()
        else:
            self.post_message(messages.ForProgram(action))

    def _chosen(self, action: str | None) -> None:
        if action:
            self.do(action)

    def _move(self, motion: Motion) -> None:
        self._pane.move(motion, self.count)

    @property
    def chosen(self) -> str:
        """The report that would be opened, by its id; empty for none."""
        raise NotImplementedError

    def facts(self) -> list[str]:
        """Return what the status says of where one is."""
        raise NotImplementedError

    @property
    def steps(self) -> int:
        """How many places there are to go to from one to the next."""
        return 0

    def open_chosen(self) -> None:
        """Go back and open a report."""
        if report := self.chosen:
            self.dismiss()
            self._open(report)

    # -- saying things

    def say(self, word: str, warning: bool = False) -> None:
        """Say something in the status, until the next key."""
        self._word = word
        self._tell(warning)

    def tell(self) -> None:
        """Show in the status where one is."""
        self._tell(False)

    def _tell(self, warning: bool) -> None:
        keys = keys_of_the_moment(self.keymap, self._place, self.steps, False)
        self.status.show([fact for fact in self.facts() if fact], keys, self._word, warning)

    @on(messages.Failed)
    def _failed(self, event: messages.Failed) -> None:
        event.stop()
        self.say(event.reason, warning=True)
