"""One file of named arrays: written once, checked page by page, read by memory map.

Layout: a first line that names kind and version, the arrays, a checksum (CRC-32) for every page of
16 KiB before it, a JSON table of what lies where, and a trailer that checks the table. A file that
was cut short has no trailer and is found out when it is opened; a changed byte when its page is
first touched, so that opening a large index reads next to none of it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from briefreader import private
from briefreader.search.codec import Bytes, Ints, distinct
from briefreader.search.errors import IndexDamaged

if TYPE_CHECKING:
    import numpy.typing as npt

VERSION = 1
_PAGE_BITS = 14
PAGE = 1 << _PAGE_BITS
_FIRST = f"briefreader segment {VERSION}\n".encode()
_ANY = b"briefreader segment "
_TRAILER = struct.Struct("<QII8s")
_LAST = b"complete"
_IN_MEMORY = 1 << 20


class Sink:
    """An array that grows: kept in memory while small, then in a nameless file in ``folder``."""

    def __init__(self, dtype: str, folder: Path) -> None:
        self.dtype = np.dtype(dtype)
        self.count = 0
        # Who only reads writes no sinks.
        import tempfile

        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY, dir=str(folder)
        )

    def add(self, values: npt.NDArray[Any]) -> None:
        """Append ``values``."""
        self.count += len(values)
        self._file.write(np.ascontiguousarray(values, self.dtype).data)

    def copy_to(self, target: _Checked) -> None:
        """Write everything to ``target`` and let go of it."""
        self._file.seek(0)
        while block := self._file.read(1 << 18):
            target.write(block)
        self._file.close()

    def close(self) -> None:
        """Let go of what was collected."""
        self._file.close()


class _Checked:
    """Passes bytes on to a file and keeps a checksum for each page of them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.at = 0
        self.checks: list[int] = []
        self._check = 0

    def write(self, data: bytes | memoryview) -> None:
        view = memoryview(data).cast("B")
        self._file.write(view)
        while len(view):
            part = view[: PAGE - self.at % PAGE]
            self._check = zlib.crc32(part, self._check)
            self.at += len(part)
            if self.at % PAGE == 0:
                self.checks.append(self._check)
                self._check = 0
            view = view[len(part) :]

    def close(self) -> None:
        if self.at % PAGE:
            self.checks.append(self._check)


def write(path: Path, meta: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any] | Sink]) -> int:
    """Write a container and return its size in bytes, when it is safely on the disk.

    Nothing is left behind when it fails (OSError).
    """
    try:
        with private.create(path) as file:
            out = _Checked(file)
            out.write(_FIRST)
            table: dict[str, tuple[str, int, int]] = {}
            for name, array in arrays.items():
                out.write(bytes(-out.at % 8))
                at = out.at
                if isinstance(array, Sink):
                    array.copy_to(out)
                else:
                    array = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
                    out.write(array.reshape(-1).view(np.uint8).data)
                count = array.count if isinstance(array, Sink) else array.size
                table[name] = (array.dtype.newbyteorder("<").str, at, count)
            out.close()
            checks = np.array(out.checks, "<u4").tobytes()
            head = json.dumps({"meta": meta, "arrays": table, "data": out.at}).encode()
            file.write(checks)
            file.write(head)
            file.write(_TRAILER.pack(len(head), zlib.crc32(head), zlib.crc32(checks), _LAST))
            file.flush()
            os.fsync(file.fileno())
            return file.tell()
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        for array in arrays.values():
            if isinstance(array, Sink):
                array.close()


class Container:
    """A container that is open for reading, from any number of threads.

    Raises IndexDamaged when the file is cut short, of another kind or version, or was changed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(_FIRST) + _TRAILER.size:
                raise IndexDamaged(f"{path.name} is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[: len(_FIRST)] != _FIRST:
            other = self._map[: len(_ANY)] == _ANY
            raise IndexDamaged(f"{path.name} is {'of another version' if other else 'no part of it'}")
        length, head_check, checks_check, last = _TRAILER.unpack(self._map[-_TRAILER.size :])
        if last != _LAST:
            raise IndexDamaged(f"{path.name} is cut short")
        end = size - _TRAILER.size
        head = self._map[max(0, end - length) : end]
        if zlib.crc32(head) != head_check:
            raise IndexDamaged(f"{path.name} was changed")
        parsed = json.loads(head)
        self.meta: dict[str, Any] = parsed["meta"]
        self._arrays: dict[str, tuple[str, int, int]] = parsed["arrays"]
        self._end: int = parsed["data"]
        checks = self._map[self._end : end - length]
        if zlib.crc32(checks) != checks_check:
            raise IndexDamaged(f"{path.name} was changed")
        self._checks = np.frombuffer(checks, "<u4")
        self._seen = bytearray(len(self._checks))
        self._seen_bytes = np.frombuffer(self._seen, np.uint8)
        self._all = np.frombuffer(self._map, np.uint8)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str) -> npt.NDArray[Any]:
        """Return a whole array, checked."""
        dtype, at, count = self._arrays[name]
        size = count * np.dtype(dtype).itemsize
        self._check(at, at + size)
        return self._all[at : at + size].view(dtype)

    def part(self, name: str, start: int, end: int) -> Bytes:
        """Return the bytes from ``start`` to ``end`` of an array of bytes, checked."""
        _, at, count = self._arrays[name]
        if not 0 <= start <= end <= count:
            raise IndexDamaged(f"{self.path.name} contradicts itself")
        self._check(at + start, at + end)
        return self._all[at + start : at + end]

    def taken(self, name: str, places: Ints) -> Bytes:
        """Return the bytes at some rising places of an array of bytes, checked."""
        _, at, count = self._arrays[name]
        if not len(places):
            return self._all[:0]
        if not 0 <= places[0] <= places[-1] < count:
            raise IndexDamaged(f"{self.path.name} contradicts itself")
        if self._seen.find(0, at >> _PAGE_BITS, ((at + count - 1) >> _PAGE_BITS) + 1) >= 0:
            pages = (places + at) >> _PAGE_BITS
            for page in distinct(pages[self._seen_bytes.take(pages) == 0]).tolist():
                self._check(page << _PAGE_BITS, (page << _PAGE_BITS) + 1)
        return self._all[at : at + count].take(places)

    def verify(self) -> None:
        """Read and check all of it."""
        self._check(0, self._end)

    def check_length(self) -> None:
        """Raise IndexDamaged where the file was cut since it was opened."""
        if self._map.size() < len(self._all):
            raise IndexDamaged(f"{self.path.name} was cut short")

    def release(self) -> None:
        """Let go of the memory that reading has taken; what is read again comes back from the file."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def _check(self, start: int, end: int) -> None:
        if start == end:
            return
        first, last = start // PAGE, (end - 1) // PAGE + 1
        seen = self._seen
        if seen.find(0, first, last) < 0:
            return
        for page in range(first, last):
            if not seen[page]:
                content = self._all[page * PAGE : min((page + 1) * PAGE, self._end)]
                if zlib.crc32(content.data) != self._checks[page]:
                    raise IndexDamaged(f"{self.path.name} was changed")
                seen[page] = 1
