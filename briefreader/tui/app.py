"""The program that holds the screens: themes, signals, what goes on in the background."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, SuspendNotSupported
from textual.timer import Timer
from textual.worker import WorkerFailed

from briefreader import dating
from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.model import Outcome, Progress
from briefreader.tui import ahead, crash, memory, messages, themes
from briefreader.tui.actions import Keymap
from briefreader.tui.driver import ReaderDriver
from briefreader.tui.geometry import set_measure
from briefreader.tui.lean import LeanScreen, Paper
from briefreader.tui.screens.main import MainScreen
from briefreader.tui.state import KEY, State, recall

if TYPE_CHECKING:
    from briefreader.library.background import BackgroundIndexing

POLL_SECONDS = 0.25
"""How often the indexing in the background is asked how far it is."""

REST_SECONDS = 3.0
"""So long after the last key, memory that is free goes back to the system."""

_FROM_ANYWHERE = ("quit", "suspend", "redraw")


def now() -> datetime:
    """Return the time, which decides what is written of a date."""
    return datetime.now(UTC)


class ReaderApp(App[int], inherit_bindings=False):
    """The reader.

    Args:
        library: what is read.
        paths: files and folders to index first, in the background.
        keymap: the keys in force.
        clock: what time it is.
    """

    CSS_PATH = "app.tcss"
    TITLE = "briefreader"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        library: Library,
        paths: Sequence[Path] = (),
        keymap: Keymap | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.paper = Paper()
        # Textual asks for the colours while it begins.
        self._colours = themes.kinds(library.settings.colours)
        super().__init__(driver_class=ReaderDriver, ansi_color=True if themes.no_color() else None)
        self.crash: BaseException | None = None
        """What ended the program, if it was an error of its own."""
        self.animation_level = "none"
        self.library = library
        self._paths = tuple(paths)
        self._keymap_in_force = keymap or Keymap()
        # A letter that is one of these keys is the screen's: it knows whether one is typing.
        self._anywhere = {
            key: name
            for name in _FROM_ANYWHERE
            for key in self._keymap_in_force.keys(name)
            if len(key) > 1 and " " not in key
        }
        set_measure(library.settings.measure)
        dating.use(library.settings.date_format)
        self._clock = clock
        self._state = recall(library)
        self._chosen_theme = self._state.theme
        self._indexing: BackgroundIndexing | None = None
        self._polling: Timer | None = None
        self._last_key = 0.0
        self._resting: Timer | None = None
        self._main: MainScreen | None = None
        for theme in themes.OWN:
            self.register_theme(theme)
        fitting = themes.default(os.environ, self.console.color_system)
        own = library.settings.theme
        wanted = (own, self._chosen_theme, os.environ.get("TEXTUAL_THEME", ""), fitting)
        self.theme = next(name for name in wanted if name in self.available_themes)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> MainScreen:
        """Return the main screen: the first one is drawn, and no empty one before it."""
        self._main = MainScreen(self.paper, self.library, self._keymap_in_force, self._state, self._clock)
        return self._main

    def refresh_css(self, animate: bool = True) -> None:
        """Take the colours of another theme; that of the beginning is read with the first screen."""
        if self._main is not None:
            super().refresh_css(animate)

    def get_css_variables(self) -> dict[str, str]:
        """Add the colours of the screen to those of the theme."""
        variables = super().get_css_variables()
        return {**variables, **themes.colors(self.current_theme, variables), **self._colours}

    def on_mount(self) -> None:
        """Open the main screen, and listen to the signals that end a session."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            # A thread other than the main one, as in tests, may not.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._leave, 128 + number)
        if not self.is_headless:
            loop.set_exception_handler(self._failed_in_loop)
            threading.excepthook = lambda failed: self._failed_in_thread(loop, failed)
        self.app_resume_signal.subscribe(self, lambda _: self._redraw())
        if not self.library.read_only or self._paths:
            self.call_after_refresh(self.run_worker, self._index, thread=True, group="index")

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen before Textual sends them on their way through the widgets."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._last_key = time.monotonic()
            if self._resting is None:
                self._resting = self.set_timer(REST_SECONDS, self._rest)
            if event.key in self._anywhere:
                self.action_program(self._anywhere[event.key])
                return
            if await self._check_bindings(event.key, priority=True):
                return
            typed = event.character if event.is_printable and event.character else ""
            key = typed if typed.strip() else event.key
            if isinstance(self.screen, LeanScreen) and self.screen.take_key(key, typed):
                return
            if await self._check_bindings(event.key):
                return
        await super().on_event(event)

    def _rest(self) -> None:
        """Load what keys may need, and give memory back, once no key has come for a while."""
        left = self._last_key + REST_SECONDS - time.monotonic()
        if left > 0:
            self._resting = self.set_timer(left, self._rest)
            return
        self._resting = None
        self.run_worker(self._use_the_rest, thread=True, group="rest")

    def _use_the_rest(self) -> None:
        ahead.load()
        self.library.rest()
        memory.give_back()

    # -- indexing in the background

    def _index(self) -> None:
        """Start indexing the paths; without any, what an earlier session left unindexed."""
        try:
            if not self._paths and not self.library.pending():
                return
            indexing = self.library.index_in_background(self._paths)
        except LibraryError as error:
            self.call_from_thread(self._say, str(error), True)
        else:
            self.call_from_thread(self._follow, indexing)

    def _follow(self, indexing: BackgroundIndexing) -> None:
        self._indexing = indexing
        self._polling = self.set_interval(POLL_SECONDS, lambda: self._poll(indexing))

    def _poll(self, indexing: BackgroundIndexing) -> None:
        try:
            news = indexing.poll()
        except LibraryError as error:
            news = Outcome()
            self._say(str(error), True)
        else:
            if isinstance(news, Outcome):
                self._say(summary(news), bool(news.skipped))
        if isinstance(news, Outcome):
            self._indexing = None
            self.run_worker(indexing.stop, thread=True, group="index")
            if self._polling is not None:
                self._polling.stop()
            self._tell("")
        elif news is not None:
            self._tell(progress(news))

    def _tell(self, activity: str) -> None:
        if self._main is not None and self._main.is_mounted:
            self._main.activity = activity
            self._main.tell()

    def _say(self, word: str, warning: bool = False) -> None:
        if word and self._main is not None and self._main.is_mounted:
            self._main.say(word, warning)

    # -- actions of the whole program

    def on_for_program(self, event: messages.ForProgram) -> None:
        """Do what a screen asks of the program."""
        self.action_program(event.action)

    def on_for_terminal(self, event: messages.ForTerminal) -> None:
        """Send a sequence the way that all goes that is drawn, so that it parts no other; then tell of it."""
        if self._driver is not None:
            self._driver.write(event.sequence)
        event.then()

    def on_give_over(self, event: messages.GiveOver) -> None:
        """Leave the terminal to a program, and take it back when that has ended."""
        from briefreader.tui import outside

        self._save()
        try:
            with self.suspend():
                ended = outside.run(event.program)
        except SuspendNotSupported:
            ended = outside.Ended("this terminal cannot be given to another program", True)
        self._say(ended.words, ended.warning)

    def action_program(self, action: str) -> None:
        """Do an action that needs no place."""
        {
            "quit": lambda: self._leave(0),
            "suspend": self._suspend,
            "redraw": self._redraw,
            "theme": self._other_theme,
            "choose-theme": self._ask_theme,
            "save": self._save_soon,
        }[action]()

    def _other_theme(self) -> None:
        self._chosen_theme = themes.other(self.theme, self.current_theme.dark)
        self.theme = self._chosen_theme
        self._save_soon()

    def _ask_theme(self) -> None:
        from briefreader.tui.screens.theming import ThemeScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self._chosen_theme = self.theme = name
                self._save_soon()

        own = [theme.name for theme in themes.OWN]
        names = [*own, *sorted(set(self.available_themes) - set(own))]
        listed = [(name, "dark" if self.available_themes[name].dark else "light") for name in names]
        show = partial(setattr, self, "theme")
        self.push_screen(ThemeScreen(self.paper, listed, self.theme, show), chosen)

    def _suspend(self) -> None:
        self._save()
        self.action_suspend_process()

    def _redraw(self) -> None:
        self.paper.forget()
        self.screen.refresh(layout=True)

    # -- ends

    def _state_now(self) -> State | None:
        if self._main is None or not self._main.is_mounted:
            return None
        return replace(self._main.state(), theme=self._chosen_theme)

    def _save_soon(self) -> None:
        state = self._state_now()
        if self._main is not None and state is not None:
            self._main.remember(KEY, state.dumps())

    def _save(self) -> None:
        state = self._state_now()
        if state is not None:
            with contextlib.suppress(LibraryError):
                self.library.remember(KEY, state.dumps())

    def terminal_lost(self) -> None:
        """Leave, since the terminal is gone, as at the signal that tells of it."""
        self._leave(128 + signal.SIGHUP)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the first error for the report, and end; Textual would fill the terminal with it."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if self.crash is None:
            self.crash = error.error if isinstance(error, WorkerFailed) else error
            self._return_code = crash.EXIT_CODE
            # What is wrong may be what would be saved.
            with contextlib.suppress(Exception):
                self._save()
            if self._indexing is not None:
                self._indexing.stop()
                self._indexing = None
        self._close_messages_no_wait()

    def _failed_in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _failed_in_thread(self, loop: asyncio.AbstractEventLoop, failed: threading.ExceptHookArgs) -> None:
        if isinstance(failed.exc_value, Exception):
            with contextlib.suppress(RuntimeError):  # The loop may have ended.
                loop.call_soon_threadsafe(self._handle_exception, failed.exc_value)

    def _leave(self, code: int) -> None:
        if code == 128 + signal.SIGTERM:
            # A second one ends what the first could not.
            asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
        for screen in self.screen_stack:
            if isinstance(screen, LeanScreen):
                screen.put_away()
        self._save()
        if self._indexing is not None:
            self._indexing.stop()
            self._indexing = None
        self.exit(code, return_code=code)


def progress(news: Progress) -> str:
    """Return how far indexing is, in words."""
    return f"{news.stage} {news.done:,}" + (f" of {news.total:,}" if news.total else "")


def summary(outcome: Outcome) -> str:
    """Return what indexing came to, in words; nothing where nothing is new and nothing was passed over."""
    parts = [
        f"{count:,} {'report' if count == 1 else 'reports'} {what}"
        for count, what in ((outcome.added, "added"), (outcome.updated, "updated"))
        if count
    ]
    files = len({skipped.path for skipped in outcome.skipped}) + outcome.more_files
    if files:
        parts.append(f"{files:,} {'file' if files == 1 else 'files'} passed over: see 'briefreader index'")
    return ", ".join(parts)
