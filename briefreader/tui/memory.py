"""One pool of memory for all threads of the reader.

glibc gives every thread an arena of its own, and what is freed in one no other thread can use: with ten
threads that search, relate and draw by turns, the reader held a tenth more, and grew for hours. Python's
lock lets one of them run at a time, so that they hardly wait for one another.
"""

from __future__ import annotations

import ctypes
import sys

_M_ARENA_MAX = -8


def share() -> None:
    """Tell the allocator, where it is glibc's; others are left alone. To be called before threads begin."""
    if sys.platform.startswith("linux"):
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
