"""All keys in force as a list to read: by group, each with what it does and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from briefreader.tui.actions import ACTIONS, ANYWHERE, PANES, Group, Keymap, Place, shown


@dataclass(frozen=True, slots=True)
class Listed:
    """An action in the list: its id, its keys as a person reads them, what it does, where, in which group."""

    id: str
    keys: tuple[str, ...]
    words: str
    where: str
    group: Group


def listed(keymap: Keymap) -> Iterator[Listed]:
    """Yield all actions, those of a group together; what has no key is in the palette all the same."""
    for group in get_args(Group):
        for action in ACTIONS:
            if action.group == group:
                keys = tuple(map(shown, keymap.keys(action.id)))
                yield Listed(action.id, keys, action.words, where(action.places), action.group)


def where(places: Iterable[Place]) -> str:
    """Return places in words, as short as they can be."""
    left = set(places)
    if left >= set(ANYWHERE):
        return "anywhere"
    named = []
    if left >= set(PANES):
        named, left = ["panes"], left - set(PANES)
    return ", ".join([*named, *(place for place in get_args(Place) if place in left)])


def markdown(keymap: Keymap) -> Iterator[str]:
    """Yield the lines of a table of Markdown."""
    yield "| keys | | where | action |"
    yield "|---|---|---|---|"
    for each in listed(keymap):
        keys = " ".join(f"`{_cell(key)}`" if "`" not in key else f"`` {_cell(key)} ``" for key in each.keys)
        yield f"| {keys} | {_cell(each.words)} | {each.where} | `{each.id}` |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
