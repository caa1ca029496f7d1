"""The reader's own keys: a keymap of the settings, checked for what would do nothing or two things."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from briefreader.tui.actions import ACTIONS, BY_ID, Action, Keymap, Place

NAMED = (
    "up", "down", "left", "right", "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home",
    "end", "pageup", "pagedown", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
"""Keys that have a name, in Textual's words."""

_SENT = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+h": "backspace"}
"""What a terminal sends for keys that it cannot tell from others."""
_OTHER_NAMES = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete"}
_KEY = re.compile(r"((?:(?:ctrl|shift|alt)\+)*)(.+)", re.IGNORECASE | re.DOTALL)


class WrongKey(ValueError):
    """An entry of the keymap that cannot be taken: the ``action`` that it is for, and why."""

    def __init__(self, action: str, why: str) -> None:
        super().__init__(why)
        self.action = action


def keymap(own: Mapping[str, Sequence[str]]) -> Keymap:
    """Return the keys in force: the registry's, and the reader's ``own`` by action.

    Raises:
        WrongKey: there is no such action or key, or one key would do two things in one place.
    """
    taken: dict[str, tuple[str, ...]] = {}
    for action, sequences in own.items():
        if action not in BY_ID:
            near = difflib.get_close_matches(action, BY_ID, 1)
            offer = f"did you mean {near[0]!r}?" if near else "'briefreader keys' lists them"
            raise WrongKey(action, f"no action {action!r}: {offer}")
        taken[action] = tuple(_sequence(action, each) for each in sequences)
    found = Keymap(taken)
    _refuse_conflicts(found, taken)
    return found


def _sequence(action: str, written: str) -> str:
    keys = written.split()
    if not keys:
        raise WrongKey(action, f"{action}: an empty text is no key: [] takes its keys away")
    return " ".join(_key(action, each) for each in keys)


def _key(action: str, written: str) -> str:
    match = _KEY.fullmatch(written)
    held, key = (match[1].lower(), match[2]) if match else ("", written)
    if len(key) > 1 or held:
        key = key.lower()
    held = "".join(f"{each}+" for each in ("ctrl", "shift", "alt") if f"{each}+" in held)
    if held + key in _SENT:
        sent = _SENT[held + key]
        raise WrongKey(action, f"{action}: a terminal sends {sent} for {written!r}: write {sent!r}")
    if len(key) == 1 and key.isprintable() and held in ("", "ctrl+", "alt+"):
        return held + key
    if key in NAMED:
        return held + key
    if len(key) == 1 and held == "shift+" and key.isalpha():
        raise WrongKey(
            action, f"{action}: a terminal sends {key.upper()} for {written!r}: write {key.upper()!r}"
        )
    near = _OTHER_NAMES.get(key) or next(iter(difflib.get_close_matches(key, NAMED, 1)), "")
    offer = (
        f": did you mean {held + near!r}?" if near else ": write a character, ctrl+x, or a name as pagedown"
    )
    raise WrongKey(action, f"{action}: no key {written!r}{offer}")


def _refuse_conflicts(keys: Keymap, own: Mapping[str, Sequence[str]]) -> None:
    """Refuse a key that would do two things, or begins a sequence that could so never be ended."""
    held: dict[Place, list[tuple[tuple[str, ...], Action]]] = {}
    for action in ACTIONS:
        for sequence in keys.keys(action.id):
            for place in action.places:
                held.setdefault(place, []).append((tuple(sequence.split(" ")), action))
    for place, entries in held.items():
        by_keys = dict(entries)
        for keys_of, action in entries:
            others = (by_keys[keys_of[:n]] for n in range(1, len(keys_of) + 1) if keys_of[:n] in by_keys)
            other = next((one for one in others if one is not action), None)
            if other is not None:
                mine, theirs = (action, other) if action.id in own else (other, action)
                shown = " ".join(keys_of)
                raise WrongKey(
                    mine.id,
                    f"{mine.id}: {shown!r} is for {theirs.id} too ({theirs.words}) where one is in"
                    f" the {place}: give one of them another key, or [] for none",
                )
