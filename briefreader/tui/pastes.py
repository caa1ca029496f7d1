"""What is pasted, kept apart from keys whatever it is.

Textual reads an escape character inside a paste as the beginning of a key, so that text copied from
anywhere could press keys.
"""

from __future__ import annotations

import re

from briefreader.limits import DEFAULT

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


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
