"""Running the program in a process that may use so much memory and processor time, and no more."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

MEMORY_MIB = 1024
"""Address space, of which a process that does nothing but start takes some 300."""

SECONDS = 60
"""Of the processor."""


@dataclass(frozen=True)
class Ended:
    """How a process ended: its code (negative: the signal that killed it) and what it printed."""

    code: int
    out: str
    err: str


def python(
    arguments: Sequence[str], *, seconds: int = SECONDS, memory: int = MEMORY_MIB, given: str = ""
) -> Ended:
    """Run Python within limits: one that takes more memory or time fails or is killed."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    ended = subprocess.run(
        [sys.executable, *arguments],
        input=given, capture_output=True, text=True, errors="replace", preexec_fn=limit,
        # Each thread of a numerical library would reserve memory of its own.
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def briefreader(*arguments: str, **limits: int) -> Ended:
    """Run the program within limits."""
    return python(["-m", "briefreader", *arguments], **limits)  # type: ignore[arg-type]
