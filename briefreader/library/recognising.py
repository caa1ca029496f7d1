"""Recognising the names in batches of reports: in this process, or in one beside it that uses another core.

Batches go through one recogniser in their order, for what it knows of the library's words grows with
each; so the names found are the same either way.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from briefreader.entities.case import Counts, Doubt, Evidence
from briefreader.entities.naming import Named, Naming, understand
from briefreader.entities.recogniser import Mention, Recogniser
from briefreader.entities.within import Alias
from briefreader.model import Article
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.entities.rule_recogniser import RuleRecogniser

AHEAD = 2
"""Batches given and not taken back yet, at most, when another is given."""

WORTH_A_PROCESS = 1000
"""Reports from which on another process is worth the half second that it takes to start."""

_LENGTH = 8  # bytes that tell how many follow

_PROGRAM = "from briefreader.library.recognising import serve; serve()"


class Died(Exception):
    """The process beside this one ended before its work did."""


@dataclass(frozen=True, slots=True)
class Found:
    """The names of a batch of reports, and how each report alone tells them.

    ``learnt`` is by how much the batch adds to how the library writes its words, if the recogniser goes by
    that. It is to be kept before the batch that is given ``AHEAD`` batches later is. ``doubts`` are the words
    of each report on which that was asked.
    """

    mentions: list[list[Mention]]
    namings: list[Naming]
    learnt: dict[str, Counts]
    doubts: list[list[Doubt]]


class Recognising(Protocol):
    """Takes batches and gives back what was found in them, in their order."""

    def give(self, articles: Sequence[Article]) -> None:
        """Take the next batch."""

    def take(self) -> Found:
        """Return what was found in the batch given first of those not taken back yet.

        Raises:
            Died: there is no more to come of it; whoever gave the batch has to begin it anew.
        """


@contextmanager
def recognising(recogniser: Recogniser, reports: int, store: Store) -> Iterator[Recognising]:
    """Give a block something that recognises as ``recogniser`` of ``store`` does.

    Where ``reports`` are many, the built-in one works in a process of its own.
    """
    from briefreader.entities.rule_recogniser import RuleRecogniser

    is_worth_it = reports >= WORTH_A_PROCESS and (os.cpu_count() or 1) > 1
    if not (is_worth_it and isinstance(recogniser, RuleRecogniser)):
        yield _Here(recogniser)
        return
    beside = _Beside(store.path.parent)
    try:
        yield beside
    finally:
        beside.close()


def found_in(recogniser: Recogniser, articles: Sequence[Article]) -> Found:
    """Return what a recogniser finds in a batch."""
    mentions = recogniser.recognise(articles)
    return _found(recogniser, articles, mentions)


def found_anew_in(recogniser: RuleRecogniser, articles: Sequence[Article]) -> Found:
    """Return what a recogniser finds in reports that have been recognised before."""
    return _found(recogniser, articles, recogniser.recognise_anew(articles))


def _found(recogniser: Recogniser, articles: Sequence[Article], mentions: list[list[Mention]]) -> Found:
    from briefreader.entities.rule_recogniser import RuleRecogniser

    namings = [understand(article, each) for article, each in zip(articles, mentions, strict=True)]
    if isinstance(recogniser, RuleRecogniser):
        return Found(mentions, namings, recogniser.evidence.news(), recogniser.doubts)
    return Found(mentions, namings, {}, [[] for _ in articles])


class _Here:
    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._given: deque[Sequence[Article]] = deque()

    def give(self, articles: Sequence[Article]) -> None:
        self._given.append(articles)

    def take(self) -> Found:
        evidence = getattr(self._recogniser, "evidence", None)
        if isinstance(evidence, Evidence):
            evidence.let_go(())
        return found_in(self._recogniser, self._given.popleft())


class _Beside:
    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        # One thread asks and waits for the answer, so that neither side blocks on a full pipe.
        self._thread = ThreadPoolExecutor(1)
        self._given: deque[Future[Found]] = deque()
        assert self._process.stdin is not None
        _send(self._process.stdin, str(folder))

    def give(self, articles: Sequence[Article]) -> None:
        self._given.append(self._thread.submit(self._ask, articles))

    def take(self) -> Found:
        try:
            return self._given.popleft().result()
        except (OSError, EOFError) as error:
            raise Died from error

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except BrokenPipeError:
                pass
        self._process.wait()

    def _ask(self, articles: Sequence[Article]) -> Found:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        _send(self._process.stdin, [(one.id, one.title, one.text, one.language) for one in articles])
        mentions, namings, learnt, doubts = _receive(self._process.stdout)
        return Found(
            [[Mention(*one) for one in report] for report in mentions],
            [
                Naming(tuple(Named(*one) for one in named), tuple(Alias(*one) for one in aliases), places)
                for named, aliases, places in namings
            ],
            learnt,
            doubts,
        )


def serve() -> None:
    """Recognise the batches that come on standard input until it ends."""
    from briefreader.entities.rule_recogniser import RuleRecogniser
    from briefreader.library.wordbook import Wordbook

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this one ends it
    store = Store(Path(_receive(sys.stdin.buffer)), read_only=True)
    evidence = Evidence(Wordbook(store).cases)
    recogniser = RuleRecogniser(evidence)
    recent: deque[dict[str, Counts]] = deque(maxlen=AHEAD)  # the store may not have them yet
    # A batch makes hundreds of thousands of small objects without cycles: looking for some takes a tenth
    # of the time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    while True:
        try:
            batch = _receive(sys.stdin.buffer)
        except EOFError:
            return
        articles = [Article(id, title, text, language=language) for id, title, text, language in batch]
        evidence.let_go(chain.from_iterable(recent))
        found = found_in(recogniser, articles)
        recent.append(found.learnt)
        _send(sys.stdout.buffer, _plain(found))


def _plain(found: Found) -> Any:
    """Return what was found as tuples: dataclasses take ten times as long to send."""
    return (
        [[(one.start, one.end, one.kind, one.role, one.in_title) for one in each] for each in found.mentions],
        [
            (
                [(one.spelling, one.form, one.owner, one.kind, one.count) for one in naming.named],
                [(one.form, one.owner) for one in naming.aliases],
                naming.mentions,
            )
            for naming in found.namings
        ],
        found.learnt,
        found.doubts,
    )


def _send(pipe: IO[bytes], what: Any) -> None:
    data = marshal.dumps(what)
    pipe.write(len(data).to_bytes(_LENGTH, "little"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """Return what the other side sent.

    Raises:
        EOFError: it ended before it had sent it.
    """
    size = pipe.read(_LENGTH)
    data = pipe.read(int.from_bytes(size, "little"))
    if len(size) < _LENGTH or len(data) < int.from_bytes(size, "little"):
        raise EOFError
    return marshal.loads(data)
