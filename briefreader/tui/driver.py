"""The terminal at its worst: gone, because a connection broke or a window was closed; or sending rubbish.

Textual's own driver then reads nothing for ever at full speed, or dies of the first write, and the
program with it or, worse, without it; of a byte that is no UTF-8 it dies too, and told to go on without
having been stopped it never ends. This stands on privates of Textual 8.2 (``LinuxDriver.run_input_thread``
among them); the version is pinned.
"""

from __future__ import annotations

import os
import select
import threading
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from briefreader.tui.pastes import Pastes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App


_CHUNK = 4096
_POLL_SECONDS = 0.1


class _Sturdy:
    """A file to write to that tells of the first failure and swallows what comes after it."""

    def __init__(self, file: IO[str], failed: Callable[[], None]) -> None:
        self._file = file
        self._failed = failed
        self._gone = False

    def write(self, text: str) -> None:
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def fileno(self) -> int:
        return self._file.fileno()

    def _try(self, do: Callable[[], object]) -> None:
        if self._gone:
            return
        try:
            do()
        except (OSError, ValueError):
            self._gone = True
            self._failed()


class ReaderDriver(LinuxDriver):
    """Textual's driver, and it tells the app (``terminal_lost``) once when the terminal is gone."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._lost = False
        self._file = cast("Any", _Sturdy(cast("IO[str]", self._file), self._tell))
        threading.Thread(target=self._watch, name="briefreader-terminal", daemon=True).start()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal up again when the event loop has time: a signal comes in the middle of a write.

        Some come to a program that was never stopped: with every hangup, and from shells.
        """
        if self._auto_restart:
            with suppress(RuntimeError):  # The loop has ended, and with it the session.
                self._loop.call_soon_threadsafe(self._take_up)

    def _take_up(self) -> None:
        if self._lost or not self._app._running:
            return
        if self._key_thread is not None and self._key_thread.is_alive():
            # Else there would be two that read keys, and one would never hear of the end.
            self.suspend_application_mode()
        self.resume_application_mode()

    def _watch(self) -> None:
        poll = select.poll()
        # Asked for nothing, it still tells of a hangup.
        poll.register(self.fileno, 0)
        if any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll()):
            self._tell()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._tell()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys and pastes from the terminal until the program ends or the terminal is gone."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        app: Any = self._app
        pastes = Pastes(app.library.settings.limits.pasted_chars)
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _POLL_SECONDS)[0]:
                data = os.read(self.fileno, _CHUNK)
                if not data:
                    break
                if keys := pastes.clean(decode(data)):
                    for message in parser.feed(keys):
                        self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _tell(self) -> None:
        if not self._lost:
            self._lost = True
            lost: Callable[[], None] = self._app.terminal_lost  # type: ignore[attr-defined]
            try:
                self._loop.call_soon_threadsafe(lost)
            except RuntimeError:  # The loop has ended, and with it the session.
                return
