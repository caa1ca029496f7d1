"""Bytes to text: marks, UTF-8 also with a scratch, and old 8-bit encodings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The beginning of a character, of which more than the first byte is there.
_CUT_OFF = re.compile(rb"(?:[\xe1-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})$")


def marked(head: bytes) -> str | None:
    """Return the encoding that the byte order mark at the beginning names, or None without one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes) -> str:
    """Return ``data`` as text, whatever it is: what no encoding explains becomes U+FFFD.

    A byte order mark decides; then UTF-8, also where a few bytes of it are damaged; then the old
    8-bit encoding that reads best.
    """
    if name := marked(data):
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_encoding(data), "replace")


class Decoder:
    """Decodes the pieces of one file: what the first that is no UTF-8 turns out to be, they all are."""

    def __init__(self) -> None:
        self._encoding: str | None = None

    def __call__(self, piece: bytes) -> str:
        """Return ``piece`` as text, as ``decode`` does."""
        try:
            return piece.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._encoding = self._encoding or _encoding(piece)
            return piece.decode(self._encoding, "replace")


def recoded(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield ``chunks`` of text in the encoding ``name`` as UTF-8 without a mark."""
    decoder = codecs.getincrementaldecoder(name)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _encoding(data: bytes) -> str:
    if _is_damaged_utf8(data):
        return "utf-8"
    from briefreader.sources.charsets import best_encoding

    return best_encoding(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of the bytes past ASCII make UTF-8, which they hardly do by chance."""
    if cut := _CUT_OFF.search(data[-4:]):
        data = data[: -len(cut.group())]
    sample = data[: 1 << 20]
    whole = sample.decode("utf-8", "ignore")
    good = sum(len(c.encode()) for c in whole if c > "\x7f")
    bad = sum(byte > 0x7F for byte in sample) - good
    return good > bad or not bad
