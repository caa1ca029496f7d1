"""Finding words inside one text, whatever their case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from briefreader.model import Span

FOUND_AT_MOST = 10_000
"""Places that are found in a text; nobody goes through more."""

_PLAIN = str.maketrans("\u2018\u2019\u02bc\u201c\u201d\u2010\u2011\u2013\u2014", "'''\"\"----")


class Findable:
    """A text made ready to be searched again and again, as one types."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts: list[int] | None = None
        if text.isascii():
            self._folded = _fold(text)
            return
        pieces = [_folded(char) for char in text]
        self._folded = "".join(pieces)
        if any(len(piece) != 1 for piece in pieces):
            self._starts = [at for at, piece in enumerate(pieces) for _ in piece]

    def find(self, words: str) -> list[Span]:
        """Return where ``words`` stand, as they are written: a line end counts as a blank."""
        wanted = "".join(_folded(char) for char in words)
        found: list[Span] = []
        at = self._folded.find(wanted) if wanted.strip() else -1
        while at >= 0 and len(found) < FOUND_AT_MOST:
            found.append((self._offset(at), self._offset(at + len(wanted) - 1) + 1))
            at = self._folded.find(wanted, at + len(wanted))
        return found

    def _offset(self, at: int) -> int:
        return at if self._starts is None else self._starts[at]


def _fold(text: str) -> str:
    return text.lower().replace("\n", " ").replace("\t", " ")


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """Return what a character is compared by: nothing for an accent that stands alone."""
    decomposed = unicodedata.normalize("NFKD", char.casefold().translate(_PLAIN))
    return _fold("".join(c for c in decomposed if not unicodedata.combining(c)))
