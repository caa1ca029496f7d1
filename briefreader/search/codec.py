"""How runs of small numbers are packed into bytes that numpy unpacks in one pass.

A run is a sequence of gaps (differences) that belongs to one term. Each run has a mode, the one
that takes the fewest bytes:

==== =======================================================================================
BARE one byte a gap, all below 255: the sums are one ``cumsum``
BYTE one byte a gap; 255 means "add 255 and go on", so that its entry is dropped after the sum
PAIR two bytes a gap, 65,535 likewise
QUAD four bytes a gap
==== =======================================================================================

Everything is little-endian. Unpacking gives the running sums, which is what document ids and
positions are. A gap of any size up to 2**32 - 1 takes four bytes at most on average over its run.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

BARE, BYTE, PAIR, QUAD = range(4)


def pack(gaps: Ints, starts: Ints) -> tuple[Bytes, Bytes, Ints]:
    """Pack runs of gaps, each run beginning at an index in ``starts`` (rising, none empty).

    Returns the bytes, the mode of each run, and the end of each gap in the bytes.
    """
    if not len(gaps):
        return np.empty(0, np.uint8), np.empty(0, np.uint8), np.empty(0, np.int64)
    counts = np.diff(starts, append=len(gaps))
    as_byte = counts + np.add.reduceat(gaps // 255, starts)
    as_pair = 2 * (counts + np.add.reduceat(gaps // 65_535, starts))
    modes = np.where(as_byte == counts, BARE, BYTE)
    modes = np.where((as_pair < as_byte) & (as_pair <= 4 * counts), PAIR, modes)
    modes = np.where(4 * counts < np.minimum(as_byte, as_pair), QUAD, modes).astype(np.uint8)
    if (modes == BARE).all():
        return gaps.astype(np.uint8), modes, np.arange(1, len(gaps) + 1, dtype=np.int64)
    mode = np.repeat(modes, counts)
    sizes = np.where(mode <= BYTE, 1 + gaps // 255, np.where(mode == PAIR, 2 + 2 * (gaps // 65_535), 4))
    ends = np.cumsum(sizes)
    packed = np.full(int(ends[-1]), 255, np.uint8)
    small = mode <= BYTE
    packed[ends[small] - 1] = gaps[small] % 255
    for kind, width, base in ((PAIR, 2, 65_535), (QUAD, 4, 1 << 32)):
        chosen = mode == kind
        if chosen.any():
            rest = gaps[chosen] % base
            at = ends[chosen] - width
            for byte in range(width):
                packed[at + byte] = (rest >> (8 * byte)) & 255
    return packed, modes, ends


def sums(packed: Bytes, mode: int) -> Ints:
    """Unpack one run (or a stretch of whole gaps of it): the running sums of its gaps."""
    if mode == BARE:
        return np.cumsum(packed, dtype=np.int64)
    if mode == BYTE:
        kept: Ints = np.cumsum(packed, dtype=np.int64)[packed != 255]
        return kept
    if mode == PAIR:
        pairs = packed.view("<u2")
        total = np.cumsum(pairs, dtype=np.int64)
        whole = pairs != 65_535
        found: Ints = total if whole.all() else total[whole]
        return found
    quads: Ints = np.cumsum(packed.view("<u4"), dtype=np.int64)
    return quads


_MANY = 16


class Sums:
    """The running sums of a stretch of whole gaps, of which only some are wanted."""

    def __init__(self, packed: Bytes, mode: int) -> None:
        if mode == BYTE:
            # Entries of 255 are few: skipping them costs less than copying all others for a few places.
            self._all = np.cumsum(packed, dtype=np.int64)
            skipped = np.flatnonzero(packed == 255)
            self._packed = packed
            self._skipped = skipped - np.arange(len(skipped))
        else:
            self._all = sums(packed, mode)
            self._skipped = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._all) - len(self._skipped)

    def at(self, places: Ints) -> Ints:
        """Return the sums at some places."""
        if len(self._skipped):
            if _MANY * len(places) > len(self._all):
                self._all = self._all[self._packed != 255]
                self._skipped = self._skipped[:0]
                return self._all[places]
            places = places + np.searchsorted(self._skipped, places, "right")
        found: Ints = self._all[places]
        return found

    def before(self, places: Ints) -> Ints:
        """Return the sums before the gaps at some places: 0 for the first."""
        found = self.at(np.maximum(places - 1, 0))
        found[places == 0] = 0
        return found


def sums_of_runs(packed: Bytes, modes: Bytes, sizes: Ints, counts: Ints, ordered: bool = False) -> Ints:
    """Unpack many runs that lie one behind the other: for each its running sums, from zero.

    ``sizes`` are bytes and ``counts`` gaps of each run. Unless ``ordered``, the sums come grouped by
    mode, not in the order of the runs: for a union that is all the same.
    """
    if len(modes) and (modes <= BYTE).all():
        return _since_start(sums(packed, BYTE), counts)
    parts = []
    places = []
    of_gap = np.repeat(modes, counts) if ordered else modes
    for least, most in ((BARE, BYTE), (PAIR, PAIR), (QUAD, QUAD)):
        chosen = (modes >= least) & (modes <= most)
        if chosen.any():
            mine = packed if chosen.all() else packed[np.repeat(chosen, sizes)]
            parts.append(_since_start(sums(mine, most), counts[chosen]))
            if ordered:
                places.append(np.flatnonzero((of_gap >= least) & (of_gap <= most)))
    found = np.concatenate(parts) if parts else np.empty(0, np.int64)
    if ordered and len(parts) > 1:
        arranged = np.empty_like(found)
        arranged[np.concatenate(places)] = found
        return arranged
    return found


def _since_start(total: Ints, counts: Ints) -> Ints:
    last = np.cumsum(counts)
    before = np.concatenate(([0], total[last[:-1] - 1]))
    found: Ints = total - np.repeat(before, counts)
    return found


def smallest(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Return unsigned whole numbers in the narrowest little-endian type that holds them."""
    top = int(values.max()) if len(values) else 0
    kind = "<u1" if top < 1 << 8 else "<u2" if top < 1 << 16 else "<u4" if top < 1 << 32 else "<u8"
    return values.astype(kind)
