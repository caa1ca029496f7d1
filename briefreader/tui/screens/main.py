"""The main screen: how a session begins, and what each key does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import get_args

from textual import on

from briefreader.library import Library
from briefreader.tui import crash, messages
from briefreader.tui.actions import PANES, Keymap, Place, shown
from briefreader.tui.history import Visit
from briefreader.tui.keyreader import KeyReader
from briefreader.tui.lean import Paper
from briefreader.tui.reading import Query
from briefreader.tui.screens.filtering import Filtering
from briefreader.tui.screens.panes import COLUMNS
from briefreader.tui.state import State
from briefreader.tui.widgets.results import Results
from briefreader.tui.widgets.stack import Stack
from briefreader.tui.widgets.surface import Motion

LOOK_SECONDS = 1.0
"""How often the library is asked whether it has changed."""


class MainScreen(Filtering, inherit_bindings=False):
    """The screen one reads on."""

    def __init__(
        self, paper: Paper, library: Library, keymap: Keymap, state: State, clock: Callable[[], datetime]
    ) -> None:
        query = Query(state.query, state.sort, state.typing, state.folded)
        super().__init__(paper, library, keymap, query, clock)
        self.dimming = state.dimming
        self._state = state
        self.touched = bool(state.cursor)
        self._reader = KeyReader(keymap)
        self._doing: dict[str, Callable[[], object]] = {
            **{motion: partial(self._move, motion) for motion in get_args(Motion)},
            "open": self._open_chosen,
            "scroll-right": lambda: self._sideways(1),
            "scroll-left": lambda: self._sideways(-1),
            "next-hit": lambda: self._step_hit(self.times),
            "previous-hit": lambda: self._step_hit(-self.times),
            "next-name": lambda: self.step_name(self.times),
            "previous-name": lambda: self.step_name(-self.times),
            "open-name": self.open_name,
            "labels": self.show_labels,
            "show-names": self.toggle_names,
            "search-name": self.search_name,
            "take-offer": self.take_offer,
            "next-report": lambda: self._step_report(self.times),
            "previous-report": lambda: self._step_report(-self.times),
            "compare": self.compare,
            "story": self.tell_story,
            "dim": self.toggle_dimming,
            "fold": self.toggle_fold,
            "mark-read": lambda: self.mark_read(True),
            "mark-unread": lambda: self.mark_read(False),
            "star": self.toggle_star,
            "tags": self.tag,
            "note": self.write_note,
            "repeat-mark": self.repeat_mark,
            "undo-mark": self.undo_mark,
            "select-reports": self.select_reports,
            "select-all": self.select_all,
            "only-article": self._toggle_only_article,
            "find": self.begin_find,
            "recent": self.show_recent,
            "filters": self.toggle_filters,
            "open-filter": self.open_filter,
            "keep-search": self.keep_search,
            "delete-search": self.delete_search,
            "search": self._begin_search,
            "to-results": self._to_results,
            "clear-search": self._clear_or_leave_search,
            "sort": self._toggle_sort,
            **self.taking,
            **self.sending,
            **{f"pane-{place}": partial(self.focus_place, place) for place in PANES},
            "pane-names": self.focus_names,
            "next-pane": lambda: self._step_pane(1),
            "previous-pane": lambda: self._step_pane(-1),
            "back": self._back,
            "go-back": lambda: self.revisit(-self.times, "This is where you began."),
            "go-forward": lambda: self.revisit(self.times, "This is where you were last."),
            "help": self._show_help,
            "palette": self._ask_palette,
        }
        self._last_key = ""
        self._stand = self.stand

    def on_mount(self) -> None:
        """Begin where the reader left."""
        state = self._state
        self.article.names_shown = state.names
        self.look()
        self.focus_place(state.pane)
        self.ask(self.query_now, state.cursor or None, state.near)
        if state.report:
            visit = Visit(state.report, self.query_now, state.offset)
            self.history.open(visit)
            self.read(visit)
        self.set_interval(LOOK_SECONDS, self.look)

    def state(self) -> State:
        """Return where the reader is."""
        reading, hit = self.article.reading, self.results.hit
        query = self.query_now
        place = self.place
        return State(
            query=query.words,
            sort=query.sort,
            typing=query.typing,
            cursor=hit.id if hit else "",
            near=self.results.cursor,
            report=reading.article.id if reading else "",
            offset=self.article.offset_at_top,
            names=self.article.names_shown,
            pane="results" if place == "search" else place,
            folded=query.folded,
            dimming=self.dimming,
        )

    def on_mouse_down(self) -> None:
        """Take a click for a sign that someone is at a place of their own."""
        self.touched = True

    def on_resize(self) -> None:
        """Share the new width between the panes."""
        if self.focused is not None:
            self.share_out(self.place)
            self.relate()
            self.preview_soon()

    def on_descendant_focus(self) -> None:
        """Show where the focus is, and fetch what a pane that has come into sight shows."""
        self.show_focus()
        self.relate()
        self.attend()
        if self.place != "search":
            self.no_offers()
        if self.place in ("search", "results"):
            self.preview_soon()

    # -- keys

    def take_key(self, key: str, typed: str) -> bool:
        """Read a key: an action, or a letter of the search."""
        self.touched = True
        return self.hold(key, typed) or self.read_key(key, typed)

    def read_key(self, key: str, typed: str) -> bool:
        """Do what a key means; tell whether it means anything."""
        place = self.key_place
        if self.answer(key) or self.find_key(key, typed) or self.jump(typed or key):
            return True
        if place == "search" and typed:
            self.search_box.put(typed)
            return True
        if not self._reader.counting:
            self._stand = self.stand
        press = self._reader.press(place, key)
        if key == "ctrl+c" and not press.known:
            leaving = self.keymap.keys("quit")
            self.say(f"{leaving[0]} leaves briefreader" if leaving else "")
        if press.back:
            self.take_stand(self._stand)
        if press.action:
            self._last_key = key
            self.do(press.action, press.count)
            self._last_key = ""
        self.status.show_pending(self._reader.pending)
        return press.known

    def do(self, action: str, count: int | None = None) -> None:
        """Do an action of the registry, by its id; ``count`` is the number typed before its key."""
        crash.note(action)
        self.count = count
        self.hush()
        self.open_next = False
        doing = self._doing.get(action)
        if doing is not None:
            doing()
        else:
            self.post_message(messages.ForProgram(action))

    def _show_help(self) -> None:
        from briefreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.paper, self.keymap, self.key_place))

    def _ask_palette(self) -> None:
        from briefreader.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(self.paper, self.keymap, self.key_place), self._chosen)

    def _chosen(self, action: str | None) -> None:
        if action:
            self.do(action)

    def _move(self, motion: Motion) -> None:
        self.pane(self.place).move(motion, self.count)

    def _sideways(self, step: int) -> None:
        if not self.article.move_sideways(step):
            self.say("Nothing here is wider than the screen." if step > 0 else "")

    @on(Results.Opened)
    @on(Stack.Opened)
    def _open_chosen(self) -> None:
        if self.place == "filters":
            self.open_filter()
            return
        if self.place == "related":
            report = self.related.report
            if report is not None:
                self.open(Visit(report.id, self.query_now, from_related=True))
        elif self.waiting:
            self.open_next = True
        elif self.results.hit is not None:
            self.open(Visit(self.results.hit.id, self.query_now))

    def _step_hit(self, step: int) -> None:
        if not self.article.step_hit(step):
            self.say("No hits in this report." if self.query_now.words else "Nothing is searched for.")

    def _step_report(self, step: int) -> None:
        self.open_next = self.place != "results"
        if not self.results.go_to(self.results.cursor + step):
            self.open_next = False
            self.say(f"This is the {'last' if step > 0 else 'first'} report of the list.")

    def _toggle_only_article(self) -> None:
        only = not (self.only_article and self.place == "article")
        self.only_article = only
        self.focus_place("article")
        self.only_article = only
        self.share_out("article")
        self.relate()

    def _begin_search(self) -> None:
        self.search_box.begin()
        self.focus_place("search")

    def _to_results(self) -> None:
        if self._last_key == "enter":
            self.commit()
            self.note_search()
        self.focus_place("results")

    def _clear_or_leave_search(self) -> None:
        if self.search_box.value:
            self.clear()
        else:
            self.focus_place("results")

    def _toggle_sort(self) -> None:
        query = self.query_now
        hit = self.results.hit
        self.search(replace(query, sort="date" if query.sort == "relevance" else "relevance"))
        if not query.words and hit:
            order = "best" if query.sort == "date" else "newest"
            self.say(f"What you search for will come {order} first.")

    def _step_pane(self, step: int) -> None:
        if self.place == "search" and step > 0 and self.take_offer():
            return
        places: tuple[Place, ...] = PANES if self.cast.cast else COLUMNS
        at = places.index(self.place) if self.place in places else (-1 if step > 0 else 0)
        self.focus_place(places[(at + step) % len(places)])

    def _back(self) -> None:
        place = self.place
        current = self.history.current
        if place in ("related", "names"):
            self.focus_place("article")
        elif place == "filters":
            self.focus_place("results")
        elif place == "article" and self.end_find():
            pass
        elif place == "article":
            if current is not None and current.from_related:
                self.revisit(-1, "")
            else:
                self.focus_place("results")
        elif self.results.deselect():
            self.tell()
        elif self._last_key != "escape":
            self.do("quit")
        elif self.query_now.words:
            self.clear()
        else:
            self.say(f"{shown(self.keymap.keys('back')[0])} leaves briefreader")
