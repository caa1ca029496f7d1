"""The write-ahead log, looked at from outside: does it hold changes that SQLite could not take from it?

SQLite reads the log up to the first frame whose checksum is wrong and leaves out the rest, without a word:
so it must after a loss of power, when the last frames were never acknowledged. Where a changed byte is the
cause, changes that were acknowledged are left out as well. The formats are those of "WAL-Mode File Format"
(sqlite.org/walformat.html).
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

_HEADER = 32
_FRAME_HEADER = 24
_MAGIC = 0x377F0682
_INDEX_HEADER = 48


def left_out(store: Path) -> bool:
    """Return whether the log of the store holds a commit beyond those that SQLite takes from it.

    The store is open in this process, and nobody is writing to it; else the answer may be a false yes.

    Raises:
        OSError: the log cannot be read.
    """
    try:
        with store.with_name(store.name + "-wal").open("rb") as log:
            header = log.read(_HEADER)
            if len(header) < _HEADER:
                return False
            with store.with_name(store.name + "-shm").open("rb") as index:
                taken, salts = _taken(index.read(_INDEX_HEADER))
            is_whole = _is_whole(header)
            if is_whole and header[16:24] != salts:
                return False  # the log begins anew with the next change
            size = struct.unpack(">I", header[8:12])[0] if is_whole else 4096
            return _last_commit(log.fileno(), size, header[16:24] if is_whole else None) > taken
    except FileNotFoundError:
        return False


def _taken(index: bytes) -> tuple[int, bytes]:
    """Return the last frame that SQLite takes from the log, and the salts that its frames have."""
    if len(index) < _INDEX_HEADER:
        return 0, b""
    return struct.unpack_from("=I", index, 16)[0], index[32:40]


def _is_whole(header: bytes) -> bool:
    magic = struct.unpack(">I", header[:4])[0]
    if magic & ~1 != _MAGIC:
        return False
    words = struct.unpack(">6I" if magic & 1 else "<6I", header[:24])
    one = two = 0
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return (one, two) == struct.unpack(">2I", header[24:32])


def _last_commit(log: int, page: int, salts: bytes | None) -> int:
    """Return the number of the last frame, from 1, that ends a change; ``salts`` None for those of any."""
    last = 0
    step = _FRAME_HEADER + page
    for number in range(1, (os.fstat(log).st_size - _HEADER) // step + 1):
        frame = os.pread(log, _FRAME_HEADER, _HEADER + (number - 1) * step)
        if len(frame) == _FRAME_HEADER and (salts is None or frame[8:16] == salts) and any(frame[4:8]):
            last = number
    return last
