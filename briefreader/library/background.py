"""Indexing in a process of its own, so that the reader's keys never wait for it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from briefreader.errors import LibraryError
from briefreader.model import Outcome, Progress, Skipped

STOP_SECONDS = 5.0
_NICE = 10
_NAMED = 100
"""Files of which it tells why they were passed over."""


class BackgroundIndexing:
    """A running ``briefreader index`` whose news can be polled."""

    def __init__(self, library: Path, paths: Sequence[Path]) -> None:
        """Start it for the library in ``library``; without paths it brings the index up to the store.

        Raises:
            OSError: the system starts no process, for want of memory or of something else.
        """
        program = [sys.executable, "-m", "briefreader", "--library", str(library)]
        absolute = [os.path.abspath(path) for path in paths]  # noqa: PTH100 (links stay links)
        self._process = subprocess.Popen(
            [*program, "index", "--progress", "json", "--", *absolute],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Its own group: a ctrl+c or hang-up meant for the reader lets it end its batch.
            start_new_session=True,
        )
        with contextlib.suppress(OSError):
            # Whoever reads goes first.
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        self._pending = b""
        self._ended = False

    def poll(self) -> Progress | Outcome | None:
        """Return the newest progress since the last call, or None; the outcome once, at the end.

        Raises:
            LibraryError: it ended without an outcome (once; then None).
        """
        if self._ended:
            return None
        news = self._read()
        if news is None and self._process.poll() is not None:
            news = self._read()
            if not isinstance(news, Outcome):
                words = self._last_words()
                self._close()
                raise LibraryError(words)
        if isinstance(news, Outcome):
            self._close()
        return news

    def stop(self) -> None:
        """End it; what it has kept stays kept."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._close()

    def _close(self) -> None:
        self._ended = True
        self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def _read(self) -> Progress | Outcome | None:
        assert self._process.stdout is not None
        while chunk := self._process.stdout.read(1 << 16):
            self._pending += chunk
        *lines, self._pending = self._pending.split(b"\n")
        return heard(lines[-1]) if lines else None

    def _last_words(self) -> str:
        assert self._process.stderr is not None
        words = self._process.stderr.read().decode(errors="replace").strip().splitlines()
        said = words[-1] if words else f"indexing ended with code {self._process.returncode}"
        return said.removeprefix("briefreader: ")


def told(news: Progress | Outcome) -> str:
    """Return the line in which the indexing process tells ``news``."""
    if isinstance(news, Progress):
        return json.dumps({"stage": news.stage, "done": news.done, "total": news.total})
    # Of each file the first reason, and of so many files: a folder may hold a million that are no reports.
    reasons: dict[str, str] = {}
    for one in news.skipped:
        reasons.setdefault(one.path, one.reason)
    counts = {"added": news.added, "updated": news.updated, "unchanged": news.unchanged}
    named = list(islice(reasons.items(), _NAMED))
    return json.dumps(counts | {"skipped": named, "more_files": len(reasons) - len(named)})


def heard(line: bytes) -> Progress | Outcome:
    """Return what ``told`` made a line of."""
    record = json.loads(line)
    if "stage" in record:
        return Progress(**record)
    skipped = record.pop("skipped")
    return Outcome(**record, skipped=tuple(Skipped(*one) for one in skipped))
