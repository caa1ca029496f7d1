"""Help for where one is: the keys that work there, made from the registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from textual.app import ComposeResult

from briefreader.tui.actions import ACTIONS, PANES, WALKING, Group, Keymap, Place, shown
from briefreader.tui.cells import cut, width
from briefreader.tui.keyreader import KeyReader
from briefreader.tui.lean import LeanScreen, Paper
from briefreader.tui.widgets.lines import Lines
from briefreader.tui.widgets.status import Status
from briefreader.tui.widgets.surface import Motion, Run

NAMES: dict[Place, str] = {
    "search": "the search line",
    "results": "the results",
    "article": "the article",
    "caret": "the article with the caret",
    "selection": "the article while you select",
    "related": "the related reports",
    "names": "the list of names",
    "filters": "the filters",
    "entity": "what there is about a name",
    "comparison": "the comparison",
    "story": "the story",
}
SYNTAX = (
    ("word other", "reports with both words, in any form"),
    ('"two words"', "words as they stand"),
    ("a OR b, -a, ( )", "either, without, together"),
    ("pre*, fuzzy~", "beginnings, spellings nearby"),
    ('entity:"Some Name"', "a name under every spelling; also person: org: place:"),
    ("title:a source:b", "in a field; also section: byline:"),
    ("after:2024-01-31", "also before: on: since:7d"),
    ("is:unread tag:iraq", "by your marks; also is:read is:starred note:word"),
)
COUNTS = (
    ("5j  3J  10G", "a number before a key: so often, or to that one"),
    ("03j", "to count with 1 2 3, which go to a pane; 3J needs no 0"),
)
_COLUMN = 26


def lines(keymap: Keymap, place: Place, columns: int) -> Sequence[Sequence[Run]]:
    """Return the help for a place, for a screen of ``columns``."""
    margin = max(1, (columns - 76) // 2) if columns > 40 else 0
    left = (" " * margin, "")
    room = max(1, columns - margin - 1)
    found: list[list[Run]] = [[], [left, (cut(f"Keys in {NAMES[place]}", room), "headline")]]
    pairs: dict[str, list[tuple[str, str]]] = {group: [] for group in get_args(Group)}
    for action in ACTIONS:
        keys = keymap.keys_in(action.id, place)
        if keys:
            pairs[action.group].append(("  ".join(map(shown, keys)), action.words))
    here = ("Caret", "Take") if place in WALKING else ()
    order = dict.fromkeys((*here, *pairs))
    sections = [(name, pairs[name]) for name in order if pairs[name]]
    counts = [("Counts", list(COUNTS[: 1 + (place in PANES)]))] if place != "search" else []
    for name, section in [*sections, *counts, ("What to search for", list(SYNTAX))]:
        found += [[], [left, (cut(name, room), "muted")]]
        for keys_shown, words in section:
            found.append([left, *_pair(keys_shown, words, room)])
    return [*found, []]


def _pair(keys: str, words: str, room: int) -> list[Run]:
    wide = min(_COLUMN, max(8, room // 3))
    keys = cut(keys, room)
    gap = max(2, wide - width(keys))
    return [(keys, "key"), (" " * gap, ""), (cut(words, max(0, room - width(keys) - gap)), "text")]


class HelpScreen(LeanScreen[None], inherit_bindings=False):
    """The keys of a place."""

    def __init__(self, paper: Paper, keymap: Keymap, place: Place) -> None:
        super().__init__(paper)
        self._keymap = keymap
        self._reader = KeyReader(keymap)
        self._lines = Lines("help", lambda columns: lines(keymap, place, columns))
        self._status = Status("status")

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        yield self._lines
        yield self._status

    def on_mount(self) -> None:
        """Say how to leave."""
        back = self._keymap.keys("back")
        self._status.show(["help"], [(shown(back[0]), "back")] if back else [])
        self._lines.focus()

    def take_key(self, key: str, typed: str) -> bool:
        """Scroll or leave."""
        press = self._reader.press("story", key)
        if press.action in ("back", "help"):
            self.dismiss()
        elif press.action in get_args(Motion):
            self._lines.move(press.action, press.count)  # type: ignore[arg-type]
        self._status.show_pending(self._reader.pending)
        return press.known
