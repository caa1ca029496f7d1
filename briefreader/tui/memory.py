"""How the reader keeps to the memory that it needs.

One pool for all threads: glibc gives every thread an arena of its own, and what is freed in one no other
thread can use: with ten threads that search, relate and draw by turns, the reader held a tenth more, and grew
for hours. Python's lock lets one of them run at a time, so that they hardly wait for one another.

What is freed goes back when nobody has pressed a key for a while: it lies in holes, between what is in use,
where glibc leaves it by itself, and there were ever more of them. With it goes what Rich remembers of the
lines that it has cut: the last 16,384, ten megabytes, which it takes thousands of keys to come to.
"""

from __future__ import annotations

import ctypes
import sys

from rich import cells
from rich.segment import Segment

_M_ARENA_MAX = -8


def share() -> None:
    """Tell the allocator, where it is glibc's; others are left alone. To be called before threads begin."""
    _call("mallopt", _M_ARENA_MAX, 1)


def give_back() -> None:
    """Forget the lines that were drawn, and give the system what is free, where the allocator is glibc's.

    A millisecond or two.
    """
    for remembering in (getattr(Segment, "_split_cells", None), cells.cached_cell_len):
        forget = getattr(remembering, "cache_clear", None)
        if forget is not None:
            forget()
    _call("malloc_trim", 0)


def _call(name: str, *numbers: int) -> None:
    if sys.platform.startswith("linux"):
        function = getattr(ctypes.CDLL(None), name, None)
        if function is not None:
            function(*numbers)
