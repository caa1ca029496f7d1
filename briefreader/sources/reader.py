"""One file (or standard input) to its articles: what it holds decides who reads it."""

from __future__ import annotations

import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from briefreader.limits import DEFAULT, Limits, size
from briefreader.model import Article
from briefreader.sources.binary import what_else
from briefreader.sources.complaints import Complaints
from briefreader.sources.encoding import decode, marked, recoded
from briefreader.sources.jsonl import is_by_line, read_records
from briefreader.sources.walk import File, Skip, kind, reason, shown
from briefreader.text import clean, clean_line

Format = Literal["json", "markdown", "plain"]

_CHUNK = 256 * 1024
_HEAD = 64 * 1024
_GZIP = b"\x1f\x8b"
_GZIP_FORMAT = 16 + zlib.MAX_WBITS
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"(?:[^\"\\\n]|\\.){0,200}\"\s*:|\})")
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?:[^\n]*\n){0,200}?[A-Za-z][\w -]{0,40}:(?:[^\n]*\n){1,400}?(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_MARKDOWN_TITLE = re.compile(r"\s*#[ \t]+\S")
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|^>[ \t]|\]\(\w+:|\*\*\S[^*\n]*\*\*|^```|^\|?[ :-]+-\|[ :|-]+$", re.MULTILINE
)
_BROKEN = (OSError, EOFError, zlib.error)


def read(file: File, skipped: Skip, limits: Limits = DEFAULT) -> Iterator[Article]:
    """Yield the articles of ``file`` as they are read; what cannot be read goes to ``skipped``.

    JSON of any size uses bounded memory. Never raises on account of what the file is or holds.
    """
    path = shown(file.path)
    complain = Complaints(path, skipped, limits.complaints)
    try:
        with _open(file.path) as stream:
            yield from _articles(stream, file.path, path, complain, limits)
    except _Special as error:
        complain(str(error))
    except OSError as error:
        complain.end(f"cannot be read: {reason(error)}")
    complain.close()


def read_stream(stream: BinaryIO, name: str, skipped: Skip, limits: Limits = DEFAULT) -> Iterator[Article]:
    """Yield the articles of JSON Lines in ``stream``, called ``name`` where something is wrong with it."""
    complain = Complaints(name, skipped, limits.complaints)
    try:
        chunks, head = _unpacked(stream)
        if not head:
            complain("is empty")
        else:
            yield from _json(chunks, head, True, None, complain, limits)
    except _BROKEN as error:
        complain.end(f"cannot be read to its end: {_broken(error)}")
    complain.close()


class _Special(Exception):
    """The file is none that may be opened."""


def _open(path: Path) -> BinaryIO:
    # Between the walk and now the name may have come to stand for a pipe, on which opening waits.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise _Special(f"not a regular file but {'a folder' if stat.S_ISDIR(mode) else kind(mode)}")
    return os.fdopen(handle, "rb")


def _articles(
    stream: BinaryIO, where: Path, path: str, complain: Complaints, limits: Limits
) -> Iterator[Article]:
    try:
        chunks, head = _unpacked(stream)
        if not head:
            complain("is empty")
            return
        if what := what_else(head):
            complain(what)
            return
        name = where.name.lower().removesuffix(".gz")
        mark = marked(head)
        opening = head.decode(mark or "utf-8", "replace")
        form = _format(name, opening)
        if form == "json":
            named_jsonl = name.endswith((".jsonl", ".ndjson"))
            yield from _json(chunks, head, named_jsonl, path, complain, limits)
            return
        limit = limits.text_bytes if form == "plain" else limits.markdown_bytes
        data = _whole(chunks, limit)
    except _BROKEN as error:
        complain.end(f"cannot be read to its end: {_broken(error)}")
        return
    if data is None:
        kind_of = "plain text" if form == "plain" else "Markdown"
        complain(f"larger than {size(limit)}, up to which {kind_of} is read")
        return
    text = clean(decode(data))
    if not text.strip():
        complain("has nothing in it but white space")
    elif form == "plain":
        from briefreader.sources.plain import read_plain

        yield read_plain(text, path, folder_name(where))
    else:
        from briefreader.sources.markdown import read_markdown

        yield from read_markdown(text, path, folder_name(where), complain, limits)


def folder_name(path: Path) -> str | None:
    """Return the readable name of the folder of a file: of "levant-bulletin", "Levant Bulletin"."""
    words = re.sub(r"[-_\s]+", " ", shown(Path(path.parent.name))).strip() if path.parent.name else ""
    return clean_line(" ".join(word[0].upper() + word[1:] for word in words.split())) or None


def _format(name: str, opening: str) -> Format:
    if name.endswith((".json", ".jsonl", ".ndjson")) or _JSON.match(opening):
        return "json"
    if name.endswith((".md", ".markdown", ".mdown", ".mkd", ".mkdn")) or _FRONT_MATTER.match(opening):
        return "markdown"
    title = _MARKDOWN_TITLE.match(opening)
    return "markdown" if title and _MARKDOWN.search(opening, title.end()) else "plain"


def _json(
    chunks: Iterable[bytes],
    head: bytes,
    named_jsonl: bool,
    path: str | None,
    complain: Complaints,
    limits: Limits,
) -> Iterator[Article]:
    if mark := marked(head):
        head = head.decode(mark, "replace").encode()
        chunks = recoded(chunks, mark)
    found = False
    for article in read_records(chunks, is_by_line(head, named_jsonl), path, complain, limits):
        found = True
        yield article
    if not found and not complain.count:
        complain("holds no report")


def _unpacked(stream: BinaryIO) -> tuple[Iterator[bytes], bytes]:
    """Return the bytes of ``stream`` in pieces, unpacked if they are packed, and how they begin."""
    chunks = _pieces(stream)
    start = _first(chunks, len(_GZIP))
    chunks = chain(start, chunks)
    if b"".join(start).startswith(_GZIP):
        chunks = _gunzipped(chunks)
    opening = _first(chunks, _HEAD)
    return chain(opening, chunks), b"".join(opening)[:_HEAD]


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    # What is there now, where that can be asked for: standard input may be a slow pipe.
    read_some = getattr(stream, "read1", stream.read)
    while piece := read_some(_CHUNK):
        yield piece


def _first(chunks: Iterator[bytes], count: int) -> list[bytes]:
    """Take pieces until they make ``count`` bytes."""
    taken: list[bytes] = []
    while count > 0 and (piece := next(chunks, b"")):
        taken.append(piece)
        count -= len(piece)
    return taken


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what ``chunks`` of gzip data unpack to, in bounded pieces, one member after another."""
    unpacker = None
    for chunk in chunks:
        packed = chunk
        while packed:
            if unpacker is None:
                packed = packed.lstrip(b"\0")
                if not packed:
                    break
                unpacker = zlib.decompressobj(_GZIP_FORMAT)
            more = True
            while more:
                piece = unpacker.decompress(packed, _CHUNK)
                if piece:
                    yield piece
                packed = unpacker.unconsumed_tail
                # Asked again after its end, it would take what follows for more of the same, for ever.
                more = bool(piece) and not unpacker.eof
            packed = b""
            if unpacker.eof:
                packed, unpacker = unpacker.unused_data, None
    if unpacker is not None:
        raise EOFError("the compressed data is cut off")


def _whole(chunks: Iterable[bytes], limit: int) -> bytes | None:
    """Return all of ``chunks`` as one, or None when they come to more than ``limit`` bytes."""
    held: list[bytes] = []
    for chunk in chunks:
        held.append(chunk)
        limit -= len(chunk)
        if limit < 0:
            return None
    return b"".join(held)


def _broken(error: OSError | EOFError | zlib.error) -> str:
    if isinstance(error, OSError):
        return reason(error)
    return str(error) if isinstance(error, EOFError) else f"the compressed data is damaged ({error})"
