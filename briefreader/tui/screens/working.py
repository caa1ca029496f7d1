"""Work off the screen's thread, for screens that must not wait for it.

Each kind of work is exclusive: what a newer request has made pointless ends before it begins, since
requests of a kind wait for one another and look whether they are still wanted; their results come as
messages, and whoever hears one compares it with what was asked for last.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from textual.message import Message
from textual.worker import Worker, get_current_worker

from briefreader.errors import Dropped, LibraryError
from briefreader.tui.lean import LeanScreen, Paper
from briefreader.tui.messages import Failed

Result = TypeVar("Result")

_PAINT_SECONDS = 0.05
"""What waits for the echo of a key to be painted waits no longer."""
_FIRST_PAINT_SECONDS = 1.0
"""The same of a screen that has not been on the terminal yet."""


class WorkingScreen(LeanScreen[Result]):
    """A screen with work behind it."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._before: threading.Event | None = None
        self._on_terminal = threading.Event()

    def on_screen_resume(self) -> None:
        """Let work begin once the screen is on the terminal: it would only keep it from being drawn."""
        if not self.call_after_refresh(self._on_terminal.set):
            self._on_terminal.set()

    def _work(
        self, kind: str, work: Callable[[], Message | None], *, after_paint: bool = False
    ) -> Worker[None]:
        """Do work in a thread; the message it returns is posted, or ``Failed`` where the library fails.

        With ``after_paint`` it begins when the screen shows what the key has changed that asked for it:
        threads of Python take turns, and the echo of a key goes before what it starts.
        """
        painted = threading.Event()
        if not after_paint or not self.call_after_refresh(painted.set):
            painted.set()

        def in_turn() -> None:
            worker = get_current_worker()
            self._on_terminal.wait(_FIRST_PAINT_SECONDS)
            painted.wait(_PAINT_SECONDS)
            with self._turns[kind]:
                if worker.is_cancelled:
                    return
                try:
                    message = work()
                except Dropped:
                    return
                except LibraryError as error:
                    message = Failed(str(error))
            if message is not None and not worker.is_cancelled:
                self.post_message(message)

        return self.run_worker(in_turn, group=kind, exclusive=True, thread=True)

    def _work_in_order(self, work: Callable[[], Message | None]) -> Worker[None]:
        """Do work in a thread like ``_work``, but all of it: each after what was asked for before."""
        before, done = self._before, threading.Event()
        self._before = done

        def in_turn() -> None:
            if before is not None:
                before.wait()
            message: Message | None = None
            try:
                message = work()
            except LibraryError as error:
                message = Failed(str(error))
            finally:
                done.set()
            if message is not None:
                self.post_message(message)

        return self.run_worker(in_turn, group="in order", thread=True)
