"""State in a query: ``is:unread``, ``tag:iraq``, ``note:word``, looked up by whoever keeps marks.

The index holds no marks. It is given the keys of the reports in a state, and asks of its documents
whether their key is one of them: no weight, no statistics, and nothing to index anew after a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol

import numpy as np
from whoosh import query as wq

from briefreader.search.analysis import stem_of, words
from briefreader.search.codec import Ints
from briefreader.text import tag_form

STATE_FIELDS = ("is", "tag", "note")
ALONE = ("tag", "note")
"""Fields that mean something with nothing behind their colon: any tag, any note."""

STATES = {"read": "read", "unread": "read", "starred": "starred", "noted": "noted", "tagged": "tagged"}
"""What ``is:`` takes, and the state of the store that it looks at."""

_NEAR = 3
_LOOKED_AT = 1000
"""Tags with the same first letter, at most, among which one spelt nearly so is looked for."""
_SHOWN = 30


class States(Protocol):
    """What is known of the reports' marks. ``version`` is another after every change of it."""

    @property
    def version(self) -> Hashable:
        """What the marks and the reports are at."""

    def keys(self, state: str, *tags: str) -> Ints:
        """Return the keys, rising, of the reports that are "read", "starred", "noted" or "tagged".

        Tagged means with any of ``tags``, or with any at all where there are none.
        """

    def tags(self) -> Sequence[str]:
        """Return every tag in use."""

    def notes(self) -> Sequence[tuple[int, str]]:
        """Return key and text of every note, by rising key."""


class Held(wq.Query):  # type: ignore[misc]
    """Whoosh query for the reports of these keys (rising, without repeats), or for all but those.

    ``identity`` tells it from every other: what was worked out for it may be kept under that.
    """

    def __init__(self, keys: Ints, identity: Hashable, *, lacking: bool = False) -> None:
        self.keys = keys
        self.identity = identity
        self.lacking = lacking
        self.boost = 1.0


_NOTHING = Held(np.empty(0, np.int64), "nothing")


class Stated:
    """Leaf of a query: a state. ``excluded`` is what is left out where it is negated."""

    def __init__(self, held: Held, excluded: Held | None = None) -> None:
        self.held = held
        self._excluded = excluded or held

    def exclude(self) -> None:
        """Be excluded: half a tag excludes nothing yet."""
        self.held = self._excluded

    def query(self) -> wq.Query:
        """Return the Whoosh query."""
        return self.held


class Stating:
    """Reads the values of ``is:``, ``tag:`` and ``note:``; ``note`` takes what is not understood."""

    def __init__(self, states: States, note: Callable[[str], None]) -> None:
        self._states = states
        self._note = note

    def leaf(self, field: str, value: str, begins: bool, typed: bool) -> Stated | None:
        """Return the leaf for ``field`` with ``value`` (without its ``*``), None where there is none.

        ``begins`` is a value with more letters to come: because a ``*`` says so, or, ``typed``, because
        it is still being written.
        """
        if field == "is":
            return self._state(value, begins, typed)
        if field == "tag":
            return self._tag(value, begins, typed)
        return self._noted(value, begins, typed)

    def _state(self, value: str, begins: bool, typed: bool) -> Stated | None:
        wanted = value.casefold()
        found = [name for name in STATES if name == wanted or (begins and name.startswith(wanted))]
        if len(found) != 1:
            self._note(f"There is no is:{_shown(value)}: there are {' '.join(f'is:{one}' for one in STATES)}")
            return None
        held = self._held(STATES[found[0]], lacking=found[0] == "unread")
        return Stated(held, _NOTHING if typed and found[0] != wanted else held)

    def _tag(self, value: str, begins: bool, typed: bool) -> Stated:
        wanted = tag_form(value)
        if not wanted:
            return Stated(self._held("tagged"))
        tags = self._states.tags()
        found = [tag for tag in tags if tag == wanted or (begins and tag.startswith(wanted))]
        if not found:
            import difflib

            alike = [tag for tag in tags if tag[0] == wanted[0]][:_LOOKED_AT]
            near = difflib.get_close_matches(wanted, alike, _NEAR)
            offer = f": there is {', '.join(near)}" if near else ""
            self._note(f"No report is tagged {_shown(wanted)}{offer}")
            return Stated(_NOTHING)
        exact = self._held("tagged", wanted) if wanted in found else _NOTHING
        return Stated(self._any_tag(found), exact if typed else None)

    def _any_tag(self, tags: Sequence[str]) -> Held:
        if len(tags) == 1:
            return self._held("tagged", tags[0])
        return Held(self._states.keys("tagged", *tags), ("tags", tuple(tags), self._states.version))

    def _noted(self, value: str, begins: bool, typed: bool) -> Stated:
        wanted = words(value)
        if not wanted:
            return Stated(self._held("noted"))
        notes = self._states.notes()
        found = self._with(wanted, notes, begins)
        return Stated(found, self._with(wanted, notes, False) if typed else None)

    def _with(self, wanted: list[str], notes: Iterable[tuple[int, str]], begins: bool) -> Held:
        keys = [key for key, note in notes if _holds(words(note), wanted, begins)]
        return Held(np.array(keys, np.int64), ("notes", tuple(wanted), begins, self._states.version))

    def _held(self, state: str, tag: str = "", *, lacking: bool = False) -> Held:
        keys = self._states.keys(state, *((tag,) if tag else ()))
        return Held(keys, (state, tag, lacking, self._states.version), lacking=lacking)


def _holds(note: list[str], wanted: list[str], begins: bool) -> bool:
    """Tell whether ``wanted`` words, in any form, stand in a row in a note; the last may only begin one."""
    stems = [stem_of(word) for word in wanted]
    for at in range(len(note) - len(wanted) + 1):
        row = note[at : at + len(wanted)]
        same = [stem_of(word) for word in row]
        if same == stems or (begins and same[:-1] == stems[:-1] and row[-1].startswith(wanted[-1])):
            return True
    return False


def _shown(value: str) -> str:
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
