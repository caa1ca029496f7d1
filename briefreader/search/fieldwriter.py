"""Writes the arrays of one field of a segment, a batch of terms at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from briefreader.search.codec import Bytes, Ints, pack, smallest
from briefreader.search.container import Sink
from briefreader.search.fields import BLOCK, MANY, Field
from briefreader.search.line import bounds_of, coded_of, codes_of

_WIDEST_PREFIX = 4
_FEWEST_DOCUMENTS = 4_096
_FEWEST_POSTINGS = 10_000


class FieldWriter:
    """Collects terms in rising order of their bytes and packs their postings.

    ``terms`` and ``counts`` say in advance which terms will come and how many postings each has: from
    them it is known which prefixes are so common that their documents are worth a bitmap, and which
    terms so common that they get a code. ``lengths`` are the words of the field in each document, where
    it has positions.

    Terms that have a code of their own on the line of all words (see ``line``) have no other positions.
    """

    def __init__(self, field: Field, terms: list[bytes], counts: Ints, lengths: Ints, folder: Path) -> None:
        self.field = field
        self._terms = terms
        self._documents = documents = len(lengths)
        self._bounds = bounds_of(lengths) if field.positions else lengths[:0]
        self._coded = coded_of(counts) if field.positions else lengths[:0]
        self._code_of = codes_of(self._coded, len(terms))
        self._is_coded = np.zeros(len(terms), bool)
        self._is_coded[self._coded] = True
        self._codes = np.zeros(int(self._bounds[-1]) if field.positions else 0, np.uint8)
        self._at = 0
        self._postings = 0
        self._parts: dict[str, list[npt.NDArray[Any]]] = {}
        self._half = np.empty(0, np.int64)
        self.docs = Sink("<u1", folder)
        self.frequencies = Sink("<u1", folder)
        self.positions = Sink("<u1", folder)
        self.skips = Sink("<u4", folder)
        self.bitmaps = Sink("<u1", folder)
        self._waiting = _wide_prefixes(terms, counts, documents)
        self._open: list[tuple[bytes, int, int, npt.NDArray[np.bool_]]] = []
        self._wide: list[str] = []

    def add(self, counts: Ints, docs: Ints, frequencies: Ints, positions: Ints) -> None:
        """Add the next ``len(counts)`` terms: documents of each, postings by term and document.

        ``docs`` rises within each term; ``positions`` holds ``frequencies[i]`` rising ones for posting i.
        """
        if not len(counts):
            return
        starts = np.cumsum(counts) - counts
        packed, modes, ends = pack(_gaps(docs, starts), starts)
        lasts = np.append(starts[1:], len(docs)) - 1
        self._keep("doc_size", np.diff(ends[lasts], prepend=0))
        self.docs.add(packed)
        self._keep("count", counts)
        if self.field.positions:
            many = frequencies >= MANY
            modes |= np.where(np.logical_or.reduceat(many, starts), 1 << 4, 0).astype(np.uint8)
            self._keep("many_at", np.flatnonzero(many) + self._postings)
            self._keep("many", frequencies[many])
            self._add_frequencies(np.minimum(frequencies, MANY))
            modes |= self._add_positions(counts, docs, frequencies, positions) << 2
        self._keep("mode", modes)
        self._mark_prefixes(counts, starts, docs)
        self._at += len(counts)
        self._postings += len(docs)

    def _add_frequencies(self, values: Ints) -> None:
        """Write half a byte for each; the last waits where it has no other half."""
        values = np.concatenate((self._half, values))
        whole = len(values) // 2 * 2
        self._half = values[whole:]
        self.frequencies.add(values[0:whole:2] | values[1:whole:2] << 4)

    def _add_positions(self, counts: Ints, docs: Ints, frequencies: Ints, positions: Ints) -> Bytes:
        """Put the terms on the line, pack the positions of those without a code, and return the modes."""
        mine = slice(self._at, self._at + len(counts))
        of = np.repeat(np.arange(len(counts)), counts)
        on_line = np.repeat(self._bounds[docs], frequencies)
        on_line += positions
        self._codes[on_line] = np.repeat(self._code_of[mine][of], frequencies)
        # From here on without the terms that have a code.
        bare = ~self._is_coded[mine]
        modes = np.zeros(len(counts), np.uint8)
        sizes = np.zeros(len(counts), np.int64)
        if bare.any():
            chosen = bare[of]
            positions = positions[np.repeat(chosen, frequencies)]
            counts, frequencies = counts[bare], frequencies[chosen]
            starts = np.cumsum(counts) - counts
            firsts = np.cumsum(frequencies) - frequencies
            runs = firsts[starts]
            packed, modes[bare], ends = pack(_gaps(positions, firsts), runs)
            run_ends = ends[np.append(runs[1:], len(positions)) - 1]
            sizes[bare] = np.diff(run_ends, prepend=0)
            self.positions.add(packed)
            ordinal = np.arange(len(frequencies)) - np.repeat(starts, counts)
            edges = np.flatnonzero((ordinal % BLOCK == 0) & (ordinal > 0))
            run_starts = np.concatenate(([0], run_ends[:-1]))
            self.skips.add(ends[firsts[edges] - 1] - np.repeat(run_starts, counts)[edges])
        self._keep("position_size", sizes)
        return modes

    def _mark_prefixes(self, counts: Ints, starts: Ints, docs: Ints) -> None:
        first, end = self._at, self._at + len(counts)
        bounds = np.append(starts, len(docs))
        while self._waiting and self._waiting[0][1] < end:
            prefix, low, high = self._waiting.pop(0)
            self._open.append((prefix, low, high, np.zeros(self._documents, bool)))
        still = []
        for prefix, low, high, mask in self._open:
            mask[docs[bounds[max(low - first, 0)] : bounds[min(high, end) - first]]] = True
            if high > end:
                still.append((prefix, low, high, mask))
            else:
                self.bitmaps.add(np.packbits(mask))
                self._wide.append(prefix.decode())
        self._open = still

    def arrays(self) -> tuple[dict[str, npt.NDArray[Any] | Sink], dict[str, Any]]:
        """Return the arrays by name and what belongs into the table of the segment."""
        lengths = np.fromiter(map(len, self._terms), np.int64, len(self._terms))
        arrays: dict[str, npt.NDArray[Any] | Sink] = {
            "terms": np.frombuffer(b"".join(self._terms), np.uint8),
            "term_length": smallest(lengths),
            "docs": self.docs,
            "bitmaps": self.bitmaps,
        }
        kept, summed = ["mode"], ["doc_size", "count"]
        if self.field.positions:
            self.frequencies.add(self._half)
            arrays |= {"frequencies": self.frequencies, "positions": self.positions, "skips": self.skips}
            arrays |= {"codes": self._codes, "coded": smallest(self._coded)}
            kept += ["many_at", "many"]
            summed.append("position_size")
        else:
            self.frequencies.close()
            self.positions.close()
            self.skips.close()
        for name in kept:
            arrays[name] = smallest(self._kept(name))
        modes = {}
        for name in summed:
            values = self._kept(name)
            arrays[name], mode, _ = pack(values, np.zeros(min(1, len(values)), np.int64))
            modes[name] = int(mode.sum())
        return {f"{self.field.name}.{name}": array for name, array in arrays.items()}, {
            "terms": len(self._terms),
            "postings": self._postings,
            "wide": self._wide,
            "modes": modes,
        }

    def _kept(self, name: str) -> Ints:
        parts = self._parts.get(name, [])
        return np.concatenate(parts).astype(np.int64) if parts else np.empty(0, np.int64)

    def _keep(self, name: str, values: npt.NDArray[Any]) -> None:
        self._parts.setdefault(name, []).append(values)


def _gaps(values: Ints, starts: Ints) -> Ints:
    gaps = np.empty_like(values)
    gaps[:1] = values[:1]
    np.subtract(values[1:], values[:-1], out=gaps[1:])
    gaps[starts] = values[starts]
    return gaps


def _wide_prefixes(terms: list[bytes], counts: Ints, documents: int) -> list[tuple[bytes, int, int]]:
    """Return the prefixes whose terms have together more postings than a quarter of the documents.

    Each with its first term and the one after its last. To unpack such a union costs up to ten times as
    much as to read its bitmap of one bit a document, where it is not of few postings; there are at most
    4 * postings / documents for each length.
    """
    if documents < _FEWEST_DOCUMENTS or not terms:
        return []
    found = []
    for length in range(1, _WIDEST_PREFIX + 1):
        heads = np.array(terms, f"S{length}")
        firsts = np.concatenate(([0], np.flatnonzero(heads[1:] != heads[:-1]) + 1))
        ends = np.append(firsts[1:], len(terms))
        totals = np.add.reduceat(counts, firsts)
        for at in np.flatnonzero((totals > max(documents // 4, _FEWEST_POSTINGS)) & (ends - firsts > 1)):
            head = bytes(heads[firsts[at]])
            if len(head) == length and head.isascii():
                found.append((head, int(firsts[at]), int(ends[at])))
    return sorted(found, key=lambda prefix: prefix[1:])
