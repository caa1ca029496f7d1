"""What an index consists of: one small file, whose replacing is the commit.

Everything else in the folder is immutable: segments (``<number>.segment``) and, for a segment with
removed documents, ``<number>.dead`` files, each written under a new number. Whoever reads opens what
the manifest names and keeps it open; so files that no manifest names any more can go at any moment.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep, time_ns
from typing import NamedTuple

from briefreader import private
from briefreader.search.errors import IndexBusy, IndexDamaged
from briefreader.search.schema import FORMAT

VERSION = FORMAT
NAME = "manifest"
LOCK = "lock"
SEGMENT = ".segment"
DEAD = ".dead"
_NEW = "manifest.new"
_KIND = b"briefreader index "
_LOCK_WAIT = 10.0
_LOCK_PAUSE = 0.05


class Entry(NamedTuple):
    """A segment: its file, how many documents it was written with, and the file of the removed ones."""

    name: str
    documents: int
    dead: str | None = None
    removed: int = 0


class Manifest(NamedTuple):
    """A state of the index. ``generation`` rises with each commit, ``next`` numbers the next file."""

    generation: int
    next: int
    revision: int = 0
    store_id: str = ""
    segments: tuple[Entry, ...] = ()

    def files(self) -> set[str]:
        """Return the names of all files of this state."""
        return {name for entry in self.segments for name in (entry.name, entry.dead) if name}


def create(folder: Path) -> Manifest:
    """Make the empty index in ``folder`` and return its state.

    Its numbers begin at the clock: an index that is made anew shares none with the one before it,
    which somebody may still have open.
    """
    now = time_ns() // 1_000
    manifest = Manifest(now, now)
    replace(folder, manifest)
    return manifest


def read(folder: Path) -> Manifest | None:
    """Return the manifest in ``folder``, None where there is no index.

    Raises IndexDamaged where it is damaged, lost, of another version, or another program's.
    """
    try:
        raw = (folder / NAME).read_bytes()
    except FileNotFoundError:
        names = [path.name for path in folder.iterdir()]
        if any(name.endswith(".toc") for name in names):
            raise IndexDamaged("it was not made by briefreader, or by an older one") from None
        if any(ours(name) and name not in (LOCK, _NEW) for name in names):
            raise IndexDamaged("its manifest is lost") from None
        return None
    first, _, body = raw.partition(b"\n")
    if not first.startswith(_KIND):
        raise IndexDamaged("its manifest is none")
    version, _, check = first[len(_KIND) :].partition(b" ")
    if version != str(VERSION).encode():
        # Not damaged: another program made it, most likely this one before an upgrade.
        other = version.decode("ascii", "replace")[:20]
        raise IndexDamaged(f"the index in {folder} is of version {other}, not {VERSION}")
    if check != f"{zlib.crc32(body):08x}".encode():
        raise IndexDamaged("its manifest was changed")
    parsed = json.loads(body)
    parsed["segments"] = tuple(Entry(**entry) for entry in parsed["segments"])
    return Manifest(**parsed)


def replace(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the state of the index, so that it outlasts a loss of power; this is the commit."""
    body = json.dumps(
        {**manifest._asdict(), "segments": [entry._asdict() for entry in manifest.segments]}
    ).encode()
    # The names of the new files must be on the disk before anything refers to them.
    sync(folder)
    with private.create(folder / _NEW) as file:
        file.write(_KIND + f"{VERSION} {zlib.crc32(body):08x}\n".encode() + body)
        file.flush()
        os.fsync(file.fileno())
    (folder / _NEW).replace(folder / NAME)
    sync(folder)


def sync(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def ours(name: str) -> bool:
    """Return whether a file of this name belongs to an index."""
    number, point, kind = name.partition(".")
    return name in (NAME, _NEW, LOCK) or (number.isdigit() and point + kind in (SEGMENT, DEAD))


def clean(folder: Path, manifest: Manifest) -> None:
    """Delete what no reader can come to need: files of older states and of writers that were killed.

    Only for who holds the lock.
    """
    keep = manifest.files() | {NAME, LOCK}
    for path in folder.iterdir():
        if path.name not in keep and ours(path.name):
            path.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other process from writing; IndexBusy when one keeps at it for ten seconds."""
    import fcntl

    # The file stays: deleting a lock file is how two processes come to hold the same lock.
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, private.FILE)
    try:
        until = monotonic() + _LOCK_WAIT
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if monotonic() > until:
                    raise IndexBusy(f"another process is writing the index in {folder}") from None
                sleep(_LOCK_PAUSE)
        yield
    finally:
        os.close(handle)
