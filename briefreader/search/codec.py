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

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]
else:
    # What numpy knows of types takes a fifth of the time in which it is loaded.
    Ints = Bytes = Floats = Mask = np.ndarray

BARE, BYTE, PAIR, QUAD = range(4)
_NONE = np.empty(0, np.int64)
_SHORT = 1 << 15
"""Bytes of a run."""


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


_ENTRIES = {BARE: "<u1", BYTE: "<u1", PAIR: "<u2", QUAD: "<u4"}
_GOES_ON = {BYTE: 255, PAIR: 65_535}


def sums(packed: Bytes, mode: int) -> Ints:
    """Unpack one run (or a stretch of whole gaps of it): the running sums of its gaps."""
    entries = packed.view(_ENTRIES[mode])
    total = _summed(entries.astype(np.int64))
    if mode not in _GOES_ON:
        return total
    whole = entries != _GOES_ON[mode]
    found: Ints = total if whole.all() else total[whole]
    return found


def _summed(values: Ints) -> Ints:
    # In place, and cast before: numpy takes twice as long to cast while it adds up.
    return values.cumsum(out=values)


def distinct(rising: Ints) -> Ints:
    """Return each number once."""
    new = np.ones(len(rising), bool)
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    found: Ints = rising[new]
    return found


def chosen_sums(
    packed: Bytes, mode: int, total: int, firsts: Ints, counts: Ints, bases: Ints
) -> tuple[Ints, Ints]:
    """Unpack some stretches of a run of ``total`` gaps: for each the sums of its gaps, from its base on.

    Stretch i are the ``counts[i]`` gaps (one at least) from number ``firsts[i]`` on; they rise and do not
    overlap. Comes with the number of the stretch that each sum is of. Raises ValueError where the run has
    another number of gaps.
    """
    if len(packed) <= _SHORT:
        # To unpack all of a short run takes half as many steps as to find out where its stretches are.
        rising = sums(packed, mode)
        if len(rising) != total:
            raise ValueError(f"{len(rising)} gaps, not {total}")
        of = np.arange(len(counts)).repeat(counts)
        before = rising[firsts - 1]
        before[firsts == 0] = 0
        return rising.take(ranges(firsts, counts)) + (bases - before)[of], of
    entries = packed.view(_ENTRIES[mode])
    starts, lengths = firsts, counts
    skipped = (entries == _GOES_ON[mode]).nonzero()[0] if mode in _GOES_ON else _NONE
    if len(entries) - len(skipped) != total:
        raise ValueError(f"{len(entries) - len(skipped)} gaps, not {total}")
    if len(skipped):
        # The gap that each belongs to.
        of = skipped - np.arange(len(skipped))
        before = _before(of, firsts)
        starts = firsts + before
        lengths = counts + _before(of, firsts + counts) - before
    ends = lengths.cumsum()
    begins = ends - lengths
    of = np.arange(len(lengths)).repeat(lengths)
    if len(of) != len(entries):
        entries = entries.take((starts - begins)[of] + np.arange(len(of)))
    found = _summed(entries.astype(np.int64))
    before = found[begins - 1]
    before[:1] = 0
    found += (bases - before)[of]
    if not len(skipped):
        return found, of
    whole = entries != _GOES_ON[mode]
    return found[whole], of[whole]


def _before(places: Ints, edges: Ints) -> Ints:
    """Return how many of ``places`` lie before each of some edges; both rise.

    There are few places and many edges: to look up each edge would cost most of what unpacking does.
    """
    found: Ints = np.bincount(edges.searchsorted(places, "right"), minlength=len(edges)).cumsum()
    return found[: len(edges)]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Return the indices of stretches that begin at ``starts`` and are ``lengths`` (one at least) long."""
    if not len(starts):
        return _NONE
    ends = lengths.cumsum()
    found: Ints = (starts - ends + lengths).repeat(lengths)
    found += np.arange(len(found))
    return found


def sums_by_mode(packed: Bytes, modes: Bytes, sizes: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Unpack many runs that lie one behind the other: for each its running sums, from zero.

    ``sizes`` are the bytes of each run. Yields the numbers of some runs, rising, and the sums of these, run
    by run: in one go those of like modes.
    """
    if len(modes) and (modes <= BYTE).all():
        yield np.arange(len(modes)), _sums_from_zero(packed, BYTE, sizes)
        return
    for least, most in ((BARE, BYTE), (PAIR, PAIR), (QUAD, QUAD)):
        chosen = (modes >= least) & (modes <= most)
        numbers = chosen.nonzero()[0]
        if len(numbers):
            mine = packed if len(numbers) == len(modes) else packed[chosen.repeat(sizes)]
            yield numbers, _sums_from_zero(mine, most, sizes[numbers])


def sums_of_runs(packed: Bytes, modes: Bytes, sizes: Ints, counts: Ints) -> Ints:
    """Return what ``sums_by_mode`` yields in the order of the runs, which have ``counts`` gaps each."""
    parts = list(sums_by_mode(packed, modes, sizes))
    if len(parts) <= 1:
        return parts[0][1] if parts else np.empty(0, np.int64)
    found = np.empty(sum(len(sums) for _, sums in parts), np.int64)
    for numbers, sums in parts:
        chosen = np.zeros(len(modes), bool)
        chosen[numbers] = True
        found[chosen.repeat(counts)] = sums
    return found


def _sums_from_zero(packed: Bytes, mode: int, sizes: Ints) -> Ints:
    entries = packed.view(_ENTRIES[mode])
    total = _summed(entries.astype(np.int64))
    if len(sizes) > 1:
        lengths = sizes // entries.itemsize
        before = total[lengths[:-1].cumsum() - 1]
        total[int(lengths[0]) :] -= before.repeat(lengths[1:])
    if mode not in _GOES_ON:
        return total
    whole = entries != _GOES_ON[mode]
    found: Ints = total if whole.all() else total[whole]
    return found


def smallest(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Return unsigned whole numbers in the narrowest little-endian type that holds them."""
    top = int(values.max()) if len(values) else 0
    kind = "<u1" if top < 1 << 8 else "<u2" if top < 1 << 16 else "<u4" if top < 1 << 32 else "<u8"
    return values.astype(kind)
