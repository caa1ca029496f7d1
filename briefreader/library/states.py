"""The marks as queries ask for them: the keys of the reports in a state, kept until a mark changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from briefreader.store import Store
    from briefreader.store.marks import MarkBook, State

Version = tuple[int, int]

_KEPT = 64


class States:
    """The states of one ``version`` of a library (see ``search.States``), for any number of threads."""

    def __init__(self, marks: MarkBook, version: Version) -> None:
        self.version = version
        self._marks = marks
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, ...], Any] = OrderedDict()

    def keys(self, state: str, *tags: str) -> npt.NDArray[np.int64]:
        """Return the keys, rising, of the reports in a state (see ``MarkBook.keys``)."""
        wanted = cast("State", state)
        found: npt.NDArray[np.int64] = self._kept(
            (state, *tags), lambda: np.array(self._marks.keys(wanted, tags), np.int64)
        )
        return found

    def tags(self) -> list[str]:
        """Return every tag in use."""
        found: list[str] = self._kept(("tags",), lambda: [tag for tag, _ in self._marks.tags()])
        return found

    def notes(self) -> list[tuple[int, str]]:
        """Return key and text of every note, by rising key."""
        found: list[tuple[int, str]] = self._kept(("notes",), self._marks.notes)
        return found

    def _kept(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        with self._lock:
            if key not in self._answers:
                self._answers[key] = make()
                while len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)
            return self._answers[key]


class LatestStates:
    """Gives the states as they are now, the same again as long as nothing was marked, added or removed."""

    def __init__(self, store: Store, marks: MarkBook) -> None:
        self._store = store
        self._marks = marks
        self._latest: States | None = None

    def __call__(self) -> States:
        """Return the states as they are now, whatever process changed them."""
        version = (self._marks.version(), self._store.revision())
        latest = self._latest
        if latest is None or latest.version != version:
            latest = self._latest = States(self._marks, version)
        return latest

    def when_asked(self) -> WhenAsked:
        """Return the states as they are when they are first asked for: most queries ask for none."""
        return WhenAsked(self)


class WhenAsked:
    """The states of one moment (see ``search.States``): that of the first question."""

    def __init__(self, latest: LatestStates) -> None:
        self._latest = latest

    @cached_property
    def _states(self) -> States:
        return self._latest()

    @property
    def version(self) -> Version:
        """What the marks and the reports are at."""
        return self._states.version

    def keys(self, state: str, *tags: str) -> npt.NDArray[np.int64]:
        """Return what ``States.keys`` does."""
        return self._states.keys(state, *tags)

    def tags(self) -> list[str]:
        """Return every tag in use."""
        return self._states.tags()

    def notes(self) -> list[tuple[int, str]]:
        """Return key and text of every note, by rising key."""
        return self._states.notes()
