"""What is wrong with one file, said briefly however much it is."""

from __future__ import annotations

from briefreader.model import Skipped
from briefreader.sources.walk import Skip


class Complaints:
    """Names the problems of one file, one by one up to a bound, and counts the rest."""

    def __init__(self, path: str, skipped: Skip, at_most: int) -> None:
        self.count = 0
        self._path = path
        self._skipped = skipped
        self._at_most = at_most
        self._once: dict[str, int] = {}

    def __call__(self, reason: str, once_for: str | None = None) -> None:
        """Name ``reason``; with ``once_for`` only the first of its sort, the others being counted."""
        if once_for is not None:
            self._once[once_for] = self._once.get(once_for, 0) + 1
            if self._once[once_for] > 1:
                return
        else:
            self.count += 1
            if self.count > self._at_most:
                return
        self._skipped(Skipped(self._path, reason))

    def end(self, reason: str) -> None:
        """Name ``reason``, on account of which nothing more of the file is read."""
        self.count = max(self.count, 1)
        self._skipped(Skipped(self._path, reason))

    def close(self) -> None:
        """Say how many problems were not named one by one."""
        if self.count > self._at_most:
            self._skipped(
                Skipped(self._path, f"and {self.count - self._at_most:,} more that could not be read")
            )
        for name, times in self._once.items():
            if times > 1:
                self._skipped(Skipped(self._path, f"the same with {name} in {times - 1:,} more records"))
