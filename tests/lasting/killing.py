"""Running victims: one server process that forks them, a fresh library for each."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests.conftest import ROOT
from tests.lasting.victims import VICTIMS, prepare


class Ended(NamedTuple):
    """How a victim ended: its exit code (a signal below zero), what it acknowledged, what it said."""

    code: int
    acked: list[str]
    told: list[str]


class Ground:
    """A place where victims are run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: dict[str, dict[str, object]] = {}
        self._events: dict[str, int] = {}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.lasting.victims"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.communicate()

    def events(self, name: str) -> int:
        """Return at how many points a victim can be struck."""
        if name not in self._events:
            ended = self._run(name, "none", 0)
            assert ended.code == 0, ended
            self._events[name] = int(ended.told[0])
        return self._events[name]

    def strike(self, name: str, fault: str, delay: float = 0) -> Ended:
        """Run a victim with a fault, or kill it after ``delay`` seconds; then judge what it left."""
        ended = self._run(name, fault, delay)
        assert not any("TRACEBACK" in word for word in ended.told), (name, fault, ended)
        VICTIMS[name].judge(self._folder / "now" / "library", ended.acked, self._before[name])
        return ended

    def _run(self, name: str, fault: str, delay: float) -> Ended:
        made = self._folder / name
        if name not in self._before:
            self._before[name] = prepare(name, made)
        now = self._folder / "now"
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(made, now)
        asked = {"victim": name, "folder": str(now / "library"), "fault": fault, "delay": delay}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        return Ended(**json.loads(self._server.stdout.readline()))
