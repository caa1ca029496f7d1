"""What comes from the terminal: keys and pastes, kept apart whatever is pasted.

Textual reads an escape character inside a paste as the beginning of a key, so that text copied from
anywhere could press keys; and a byte that is no UTF-8 ends it. This stands on privates of Textual 8.2
(``LinuxDriver.run_input_thread``); the version is pinned and ``tests/hostile/test_reader.py`` watches it.
"""

from __future__ import annotations

import os
import re
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from briefreader.limits import DEFAULT

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CHUNK = 4096
_POLL_SECONDS = 0.1


class Pastes:
    """Takes the controls out of what is pasted, in a stream that comes in pieces.

    Args:
        most: characters of one paste that are taken; the others are dropped.
    """

    def __init__(self, most: int = DEFAULT.pasted_chars) -> None:
        self._most = most
        self._left = 0
        self._inside = False
        # The end of what was let through, or of what is held, that may be the beginning of a mark.
        self._tail = ""
        self._rest = ""

    def clean(self, data: str) -> str:
        """Return ``data`` with pastes cleaned; the end of a paste may be held until more comes."""
        out: list[str] = []
        while data:
            out.append(self._within(data) if self._inside else self._between(data))
            data, self._rest = self._rest, ""
        return "".join(out)

    def _between(self, data: str) -> str:
        seen = self._tail + data
        at = seen.find(_BEGIN)
        if at < 0:
            self._tail, self._rest = seen[1 - len(_BEGIN) :], ""
            return data
        end = at + len(_BEGIN)
        passed, self._rest = seen[len(self._tail) : end], seen[end:]
        self._inside, self._tail, self._left = True, "", self._most
        return passed

    def _within(self, data: str) -> str:
        data = self._tail + data
        at = data.find(_END)
        if at < 0:
            kept = next((n for n in range(len(_END) - 1, 0, -1) if data.endswith(_END[:n])), 0)
            pasted, self._tail = data[: len(data) - kept], data[len(data) - kept :]
            self._rest = ""
            return self._taken(pasted)
        self._inside, self._tail, self._rest = False, "", data[at + len(_END) :]
        return self._taken(data[:at]) + _END

    def _taken(self, pasted: str) -> str:
        text = _CONTROLS.sub("", pasted)[: self._left]
        self._left -= len(text)
        return text


class Driver(LinuxDriver):
    """Textual's driver with cleaned pastes."""

    def run_input_thread(self) -> None:
        """Read keys and pastes from the terminal until the program ends."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        pastes = Pastes(self._app_limit())
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL_SECONDS):
                    data = decode(os.read(self.fileno, _CHUNK))
                    if data and (cleaned := pastes.clean(data)):
                        for message in parser.feed(cleaned):
                            self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _app_limit(self) -> int:
        app: Any = self._app
        return int(app.library.settings.limits.pasted_chars)
