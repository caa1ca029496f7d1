"""A segment: an immutable part of the index, read by memory map.

Documents are numbered from 0 in each segment.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from briefreader.search.codec import Bytes, Ints, Mask
from briefreader.search.container import Container
from briefreader.search.errors import IndexDamaged
from briefreader.search.fields import ANCHOR, FIELDS
from briefreader.search.schema import FORMAT
from briefreader.search.terms import Terms

if TYPE_CHECKING:
    import numpy.typing as npt


NEWEST = 1 << 12
"""Documents that are known in the order of their dates."""


class Segment:
    """A segment that is open for reading, from any number of threads.

    ``dead`` is the file of the documents that were removed since it was written.
    """

    def __init__(self, path: Path, dead: Path | None = None) -> None:
        self.name = path.name
        self._container = Container(path)
        meta = self._container.meta
        self.documents: int = meta["documents"]
        names = tuple(field.name for field in FIELDS)
        if tuple(meta["fields"]) != names or meta["format"] != FORMAT:
            raise IndexDamaged(f"{path.name} is of another version")
        self.fields = {
            f.name: Terms(self._container, f, self.documents, meta["fields"][f.name]) for f in FIELDS
        }
        self.dead_name = dead.name if dead else None
        self.identity = (self.name, self.dead_name)
        self.alive: Mask | None = None
        self.lengths: dict[str, int] = meta["lengths"]
        self.living: int = self.documents
        self._norms: dict[str, Bytes] = {}
        if dead is not None:
            removed = Container(dead)
            bits = removed.array("alive")
            if removed.meta["segment"] != self.name or len(bits) != (self.documents + 7) // 8:
                raise IndexDamaged(f"{dead.name} does not belong to {path.name}")
            self.alive = np.unpackbits(bits, count=self.documents).view(bool)
            self.lengths = removed.meta["lengths"]
            self.living = removed.meta["living"]

    @property
    def words(self) -> int:
        """Words in the living documents: what the segment weighs."""
        return sum(self.lengths.values())

    @cached_property
    def keys(self) -> Ints:
        """Key of each document in the store."""
        return self._container.array("key").astype(np.int64)

    @cached_property
    def published(self) -> Ints:
        """Seconds since 1970 of each document; ``NO_DATE`` without a date."""
        return self._container.array("published").astype(np.int64)

    @cached_property
    def newest(self) -> Ints:
        """The ``NEWEST`` newest documents, or some more of one time: the newest first, then by key."""
        published, from_ = self.published, max(0, self.documents - NEWEST)
        docs = np.flatnonzero(published >= np.partition(published, from_)[from_])
        found: Ints = docs[np.lexsort((self.keys[docs], ~published[docs]))]
        return found

    def located(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return which of ``keys`` are of living documents here, and those documents, rising."""
        own, order = self._by_key
        if not len(own):
            return keys[:0], keys[:0]
        places = np.minimum(np.searchsorted(own, keys, "right") - 1, len(own) - 1)
        at = np.flatnonzero((places >= 0) & (own[places] == keys))
        docs = places[at] if order is None else order[places[at]]
        if self.alive is not None:
            living = self.alive[docs]
            at, docs = at[living], docs[living]
        rising = np.argsort(docs)
        return at[rising], docs[rising]

    @cached_property
    def _by_key(self) -> tuple[Ints, Ints | None]:
        """The keys in their order, and the documents in it: None when that is their own order."""
        keys = self.keys
        if (keys[1:] > keys[:-1]).all():
            return keys, None
        # Of a key that was removed and came again, the last document is the living one.
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def anchor(self, doc: int, position: int) -> tuple[int, int]:
        """Return a word of the text at or before ``position``, and the character where it begins."""
        if position < ANCHOR:
            return 0, 0
        docs, counts, anchors = self.anchors
        row = int(np.searchsorted(docs, doc))
        if row == len(docs) or docs[row] != doc:
            return 0, 0
        step = min(position // ANCHOR, int(counts[row]))
        return (step * ANCHOR, int(anchors[int(counts[:row].sum()) + step - 1])) if step else (0, 0)

    @cached_property
    def anchors(self) -> tuple[Ints, Ints, Ints]:
        """The documents with anchors, how many each has, and their characters."""
        names = ("anchored", "anchor_count", "anchors")
        docs, counts, places = (self._container.array(name).astype(np.int64) for name in names)
        return docs, counts, places

    def norms(self, field: str) -> Bytes:
        """Return the length of the field in each document in Whoosh's one-byte approximation."""
        known = self._norms.get(field)
        if known is None:
            known = self._norms[field] = self._container.array(f"{field}.norm")
        return known

    def length(self, field: str) -> npt.NDArray[Any]:
        """Return the number of words of the field in each document."""
        return self._container.array(f"{field}.length")

    def living_documents(self) -> Ints:
        """Return the documents that were not removed."""
        return np.arange(self.documents) if self.alive is None else np.flatnonzero(self.alive)

    def check_length(self) -> None:
        """Raise IndexDamaged where the file was cut since it was opened."""
        self._container.check_length()

    def release(self) -> None:
        """Let go of the memory that reading has taken; what is read again comes back from the file."""
        self._container.release()

    def verify(self) -> None:
        """Read and check all of it; IndexDamaged where a byte is not what was written."""
        self._container.verify()
