"""All about an entity: what the library says of it, the way on from there, and what a person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import get_args

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from briefreader.errors import LibraryError, NotFound
from briefreader.library import Library
from briefreader.model import Page, Portrait
from briefreader.tui import crash, reading
from briefreader.tui.actions import Keymap, shown
from briefreader.tui.deciding import Verb, decision, questions
from briefreader.tui.history import History, Visit
from briefreader.tui.keyreader import KeyReader
from briefreader.tui.lean import Paper
from briefreader.tui.messages import Failed, ForProgram, PortraitCame
from briefreader.tui.moment import keys_of_the_moment
from briefreader.tui.offers import query_for
from briefreader.tui.screens.ask import AskScreen
from briefreader.tui.screens.desk import Desk
from briefreader.tui.screens.help import HelpScreen
from briefreader.tui.widgets.portrait import PortraitView
from briefreader.tui.widgets.status import Status
from briefreader.tui.widgets.surface import Motion


class EntityScreen(Desk, inherit_bindings=False):
    """What there is about an entity. Its result says where one goes from there (see ``Leaving``).

    Args:
        paper: what the terminal shows.
        library: what is read.
        keymap: the keys in force.
        clock: what time it is.
        history: where one has been; its current visit is that of ``entity``.
        direct: whether one came from what lies beneath this screen, so that back is there.
        decided: called when a decision has changed names.
    """

    def __init__(
        self,
        paper: Paper,
        library: Library,
        keymap: Keymap,
        clock: Callable[[], datetime],
        history: History,
        entity: str,
        direct: bool,
        decided: Callable[[], object],
    ) -> None:
        super().__init__(paper, library)
        self._keymap = keymap
        self._keys = KeyReader(keymap)
        self._history = history
        self._entity = entity
        self._direct = direct
        self._decided = decided
        self._portrait: Portrait | None = None
        self._cursors: dict[str, int] = {}
        self._word = ""
        self._warning = False
        self._view = PortraitView("portrait", clock)
        self._status = Status("status")
        self._paper = paper
        self._doing: dict[str, Callable[[], object]] = {
            **{motion: partial(self._move, motion) for motion in get_args(Motion)},
            **{verb: partial(self._begin, verb) for verb in get_args(Verb)},
            "open-item": self._open,
            "next-item": lambda: self._view.step(self.times),
            "previous-item": lambda: self._view.step(-self.times),
            "next-part": self._view.next_part,
            "search-name": self._search,
            "undo-decision": self._undo,
            "leave-entity": lambda: self._back(said=False),
            "go-back": lambda: self._back(said=True),
            "go-forward": self._forward,
            "help": lambda: self.app.push_screen(HelpScreen(paper, keymap, "entity")),
        }

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        yield self._view
        yield self._status

    def on_mount(self) -> None:
        """Fetch what there is."""
        self._view.focus()
        self._tell()
        self.fetch_portrait(self._entity)

    # -- showing

    @on(PortraitCame)
    def _came(self, event: PortraitCame) -> None:
        self._portrait = event.portrait
        id = event.portrait.entity.id
        if id != self._entity or event.words:
            self._history.rename(self._entity, id)
            self._entity = id
        self._view.show(event.portrait, event.page, self._cursors.get(id, 0))
        if event.words:
            self._decided()
            self._say(event.words)
        else:
            self._say("")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        if self._portrait is None:
            self._view.say(event.reason)
        self._say(event.reason, True)

    def _say(self, word: str, warning: bool = False) -> None:
        self._word, self._warning = word, warning
        self._tell()

    @on(PortraitView.Moved)
    def _tell(self) -> None:
        items = self._view.items
        facts = [f"{self._view.cursor + 1:,} of {len(items):,}"] if items else []
        self._status.show(facts, keys_of_the_moment(self._keymap, "entity"), self._word, self._warning)

    # -- keys

    def take_key(self, key: str, typed: str) -> bool:
        """Do what a key means here."""
        press = self._keys.press("entity", key)
        if press.action:
            self.do(press.action, press.count)
        self._status.show_pending(self._keys.pending)
        return press.known

    def do(self, action: str, count: int | None = None) -> None:
        """Do an action of the registry, by its id; ``count`` is the number typed before its key."""
        crash.note(action)
        self.count = count
        if self._word:
            self._say("")
        doing = self._doing.get(action)
        if doing is not None:
            doing()
        else:
            self.post_message(ForProgram(action))

    def _move(self, motion: Motion) -> None:
        self._view.move(motion, self.count)

    # -- going on and back

    @on(PortraitView.Opened)
    def _open(self) -> None:
        item = self._view.item
        if item is None:
            return
        query = self._history.current.query if self._history.current else reading.Query()
        if item.kind == "report":
            self.dismiss(Visit(item.id, query, from_related=True))
        else:
            self._history.open(Visit("", query, entity=item.id))
            self._show(item.id)

    def _show(self, entity: str) -> None:
        self._cursors[self._entity] = self._view.cursor
        self._entity = entity
        self.fetch_portrait(entity)

    def _search(self) -> None:
        if self._portrait is not None:
            self.dismiss(query_for(self._portrait.entity))

    def _back(self, said: bool) -> None:
        visit = self._history.go(-self.times)
        if visit is not None and visit.entity:
            self._show(visit.entity)
        elif visit is not None and (said or not self._direct):
            self.dismiss(visit)
        elif said:
            self._say("This is where you began.")
        else:
            self.dismiss(None)

    def _forward(self) -> None:
        visit = self._history.go(self.times)
        if visit is None:
            self._say("This is where you were last.")
        elif visit.entity:
            self._show(visit.entity)
        else:
            self.dismiss(visit)

    # -- deciding

    def _begin(self, verb: Verb) -> None:
        portrait = self._portrait
        if portrait is None:
            return
        if verb == "split" and len(portrait.entity.spellings) < 2:
            self._say("There is only this one spelling.")
            return
        question, choices = questions(self.library, portrait)[verb]

        def answered(answer: object) -> None:
            if isinstance(answer, str) and answer:
                self._decide(verb, portrait, answer)

        self.app.push_screen(AskScreen(self._paper, question, choices), answered)

    def _decide(self, verb: Verb, portrait: Portrait, answer: str) -> None:
        keys = self._keymap.keys("undo-decision")
        undo = f"{shown(keys[0])} undoes: " if keys else ""

        def work() -> Message:
            made = decision(self.library, verb, portrait.entity, answer)
            self.library.decide(made.verb, made.wanted, made.value)
            return PortraitCame(*self._first_known(made.seen), f"{undo}{made.words}")

        self._say("deciding ...")
        self._work("decide", work)

    def _undo(self) -> None:
        portrait = self._portrait
        seen: tuple[str, ...] = (self._entity,)
        if portrait is not None:
            seen = (self._entity, portrait.entity.name, *(s for s, _ in portrait.entity.spellings))

        def work() -> Message:
            undone = self.library.undo_decision()
            return PortraitCame(*self._first_known(seen), f"undone: {undone}")

        self._say("undoing ...")
        self._work("decide", work)

    def _first_known(self, wanted: Sequence[str]) -> tuple[Portrait, Page]:
        for entity in wanted:
            try:
                return reading.about(self.library, entity)
            except NotFound:
                continue
            except LibraryError:
                if entity == wanted[-1]:
                    raise
        raise NotFound("no report names this any more")
