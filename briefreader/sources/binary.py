"""Files that are no text, or text of a kind that is no report, known by how they begin."""

from __future__ import annotations

import re

from briefreader.sources.encoding import marked

_KINDS = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF document: export its text first"),
    (b"PK\x03\x04", "a zip archive or office document: unpack it or export its text first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document: export its text first"),
    (b"{\\rtf", "an RTF document: export its text first"),
    (b"\x1f\x8b", "gzip data packed twice: unpack it once first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstd data: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "sound or video"),
)
_MARKUP = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml\s)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What tells noise from a text with a terminal's litter in it, as shares of the bytes.
_CONTROLS_IN_TEXT = 0.3
_CONTROLS_IN_NOISE = 0.05
_HIGH_IN_NOISE = 0.25


def what_else(head: bytes) -> str | None:
    """Return what a file that begins with ``head`` is when it is no text to read, or None for text."""
    for magic, what in _KINDS:
        if what and head.startswith(magic):
            return f"is {what}"
    if _MARKUP.match(head):
        return "is HTML or XML, which is not read: export its text first"
    if marked(head):
        return None
    if b"\x00" in head:
        return "is binary (it holds NUL bytes)"
    controls = len(_CONTROL.findall(head)) / len(head)
    high = sum(byte > 0x7F for byte in head) / len(head)
    if controls > _CONTROLS_IN_TEXT or (controls > _CONTROLS_IN_NOISE and high > _HIGH_IN_NOISE):
        return "is binary (more control characters than text has)"
    return None
