"""Real disks that can be full: a file system in memory, small, mounted where that is permitted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

import pytest

SIZE_MIB = 6


class Disk:
    """A small file system of its own at ``path``; tests that need one are passed over where none may be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._junk = path / "junk"

    def __enter__(self) -> Self:
        self.path.mkdir()
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            pytest.skip("only root mounts a file system")
        if not self._mount("-t", "tmpfs", "-o", f"size={SIZE_MIB}m,mode=700", "tmpfs"):
            pytest.skip("no file system may be mounted here")
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "--lazy", str(self.path)], check=True)

    def fill(self, free: int = 0) -> None:
        """Leave so many bytes, or not a single one."""
        with self._junk.open("ab", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                file.truncate(max(file.tell() - free, 0))

    def make_room(self) -> None:
        """Take away what filled it."""
        self._junk.unlink()

    def only_read(self) -> None:
        """Let nothing be written on it any more."""
        assert self._mount("-o", "remount,ro")

    def _mount(self, *arguments: str) -> bool:
        return subprocess.run(["mount", *arguments, str(self.path)], capture_output=True).returncode == 0
