"""Building segments in other processes, one for each core.

The processes are started by their command line, not by ``multiprocessing``: so nothing of the
program's main module is run again, no thread's lock is inherited, and a worker whose program was
killed reads the end of its input and ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefreader.search.invert import Batch, Report, Words

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from briefreader.search import worker; worker.serve()"
)
_MOST = 2  # each takes some 90 MB, and an import is to stay under 400


def build(path: Path, reports: list[Report], words: Words | None = None) -> Words:
    """Write the segment of ``reports`` to ``path``; return the words it knows, for the next one."""
    batch = Batch(words)
    for report in reports:
        batch.add(report)
    batch.write(path)
    return batch.words


def cores() -> int:
    """Return how many workers are worth starting."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, _MOST) if sys.executable else 1


class Workers:
    """Some worker processes; a context manager, at whose end they are gone."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="segment")
        self._room = threading.Semaphore(count + 1)
        self._local = threading.local()
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is not None:
            for process in self._processes:
                process.kill()
        self._pool.shutdown(cancel_futures=True)
        for process in self._processes:
            # Closing its input is what ends a worker.
            process.communicate()

    def build(self, path: Path, reports: list[Report]) -> Future[None]:
        """Have a segment built; waits while all workers have work and another piece waits."""
        self._room.acquire()
        return self._pool.submit(self._build, path, reports)

    def _build(self, path: Path, reports: list[Report]) -> None:
        try:
            answer = self._ask((path, reports))
        finally:
            self._room.release()
        if answer is not None:
            raise answer

    def _ask(self, work: tuple[Path, list[Report]]) -> Exception | None:
        process = getattr(self._local, "process", None) or self._start()
        try:
            pickle.dump(work, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            answer: Exception | None = pickle.load(process.stdout)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            # It was killed, or could not start; the work can be done here as well.
            build(*work)
            return None
        return answer

    def _start(self) -> Any:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._processes.append(process)
        self._local.process = process
        with suppress(BrokenPipeError):
            pickle.dump([str(Path(entry).absolute()) for entry in sys.path], process.stdin)  # type: ignore[arg-type]
        return process


def serve() -> None:
    """Be a worker: take work from standard input until it ends, answer None or an error each."""
    # ctrl+c goes to the whole group of processes; whoever started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    words = None
    while True:
        try:
            path, reports = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer: Exception | None = None
        try:
            words = build(path, reports, words)
        except Exception as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()
