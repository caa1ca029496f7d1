"""Everything a key can do: the one registry that feeds keys, palette, help and the user's keymap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Place = Literal["search", "results", "article", "related", "names", "entity", "comparison", "story"]
"""Where one is: the part of the main screen that has the focus, or a screen over it."""

Group = Literal["Read", "Names", "Search", "Go", "Move", "Program"]

LISTS: tuple[Place, ...] = ("results", "related")
PANES: tuple[Place, ...] = ("results", "article", "related", "names")
EVERYWHERE: tuple[Place, ...] = ("search", *PANES)
ENTITY: tuple[Place, ...] = ("entity",)
BESIDE: tuple[Place, ...] = ("comparison", "story")
NAMED: tuple[Place, ...] = (*PANES, *ENTITY)
SCROLLED: tuple[Place, ...] = (*PANES, *BESIDE)
MOVING: tuple[Place, ...] = (*SCROLLED, *ENTITY)
ANYWHERE: tuple[Place, ...] = (*EVERYWHERE, *BESIDE)


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, by what it is called in a keymap (``id``) and in words.

    ``keys`` are sequences in Textual's names or plain characters, blanks between the keys of one
    sequence (``"g g"``). ``brief`` is the word for the status line.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    places: tuple[Place, ...]
    group: Group
    brief: str = ""

    @property
    def counted(self) -> bool:
        """Whether a number before the key tells how often: ``5j``, ``3J``."""
        return self.group == "Move" or self.id in COUNTED


COUNTED = frozenset(
    {
        "next-hit", "previous-hit", "next-report", "previous-report", "next-name", "previous-name",
        "next-difference", "previous-difference", "go-back", "go-forward",
    }
)  # fmt: skip
"""Actions outside the group "Move" that take a count."""

ACTIONS: tuple[Action, ...] = (
    Action("open", ("enter",), "open the report", (*LISTS, *BESIDE), "Read", "open"),
    Action("next-hit", ("n",), "next hit in the report", ("results", "article"), "Read", "next hit"),
    Action("previous-hit", ("N",), "previous hit", ("results", "article"), "Read"),
    Action("next-report", ("J",), "next report of the list", PANES, "Read", "next report"),
    Action("previous-report", ("K",), "previous report of the list", PANES, "Read"),
    Action("compare", ("c",), "compare with the report under the cursor", PANES, "Read", "compare"),
    Action("story", ("t",), "the story of the report, day by day", PANES, "Read", "story"),
    Action("dim", ("x",), "dim what you have read elsewhere", PANES, "Read", "dim"),
    Action("next-difference", ("n",), "next place where they differ", ("comparison",), "Read", "next"),
    Action("previous-difference", ("N",), "previous place where they differ", ("comparison",), "Read"),
    Action("only-article", ("z",), "only the article, or all panes again", PANES, "Read"),
    Action("next-name", ("]",), "next name in the report", ("article",), "Names"),
    Action("previous-name", ("[",), "previous name", ("article",), "Names"),
    Action("open-name", ("enter",), "all about the name", ("article", "names"), "Names", "about"),
    Action("open-item", ("enter",), "open the report or name under the cursor", ENTITY, "Names", "open"),
    Action("labels", ("f",), "jump by label to a name or link", ("article",), "Names", "jump"),
    Action("show-names", ("i",), "show or hide the names", PANES, "Names"),
    Action("search-name", ("*",), "search for the name under every spelling", NAMED, "Names", "search"),
    Action("merge", ("M",), "merge with another name", ENTITY, "Names", "merge"),
    Action("split", ("x",), "split a spelling off", ENTITY, "Names", "split"),
    Action("rename", ("R",), "call it otherwise", ENTITY, "Names", "rename"),
    Action("kind", ("C",), "change its kind", ENTITY, "Names", "kind"),
    Action("undo-decision", ("U",), "undo the last decision about names", ENTITY, "Names", "undo"),
    Action("search", ("/",), "search as you type", PANES, "Search", "search"),
    Action("to-results", ("enter", "down"), "go on to the results", ("search",), "Search", "results"),
    Action("clear-search", ("escape",), "clear the search, then leave it", ("search",), "Search", "clear"),
    Action("take-offer", ("right",), "take the name offered (Tab too, and the next)", ("search",), "Search"),
    Action("sort", ("S",), "sort by relevance or by date", PANES, "Search", "sort"),
    Action("fold", ("Z",), "a story's reports in one line, or each", PANES, "Search", "fold"),
    Action("pane-results", ("1",), "the results", PANES, "Go"),
    Action("pane-article", ("2",), "the article", PANES, "Go"),
    Action("pane-related", ("3",), "the related reports", PANES, "Go", "related"),
    Action("pane-names", ("e",), "the names in the report", PANES, "Go", "names"),
    Action("next-pane", ("tab",), "next pane", EVERYWHERE, "Go"),
    Action("previous-pane", ("shift+tab",), "previous pane", EVERYWHERE, "Go"),
    Action("next-part", ("tab",), "names beside it, reports, names again", ENTITY, "Go"),
    Action("back", ("q", "escape"), "back; in the results q leaves, Esc clears", SCROLLED, "Go", "back"),
    Action("leave-entity", ("q", "escape"), "back to where you came from", ENTITY, "Go", "back"),
    Action("go-back", ("H", "ctrl+o"), "back through where you have been", NAMED, "Go"),
    Action("go-forward", ("L",), "forward again", NAMED, "Go"),
    Action("down", ("j", "down"), "down a line or a report", MOVING, "Move"),
    Action("up", ("k", "up"), "up a line or a report", MOVING, "Move"),
    Action("half-page-down", ("ctrl+d",), "down half a page", MOVING, "Move"),
    Action("half-page-up", ("ctrl+u",), "up half a page", MOVING, "Move"),
    Action("page-down", ("space", "pagedown"), "down a page", MOVING, "Move", "page"),
    Action("page-up", ("b", "pageup"), "up a page", MOVING, "Move"),
    Action("top", ("g g", "home"), "to the top", MOVING, "Move"),
    Action("bottom", ("G", "end"), "to the bottom", MOVING, "Move"),
    Action("scroll-right", ("right",), "wide tables and code: see more on the right", ("article",), "Move"),
    Action("scroll-left", ("left",), "wide tables and code: back to the left", ("article",), "Move"),
    Action("next-item", ("right",), "the name beside it", ENTITY, "Move"),
    Action("previous-item", ("left",), "the name before it", ENTITY, "Move"),
    Action("help", ("?",), "help for where you are", MOVING, "Program", "help"),
    Action("palette", (":", "ctrl+p"), "find a command by its words", ANYWHERE, "Program"),
    Action("theme", (), "light or dark", ANYWHERE, "Program"),
    Action("redraw", ("ctrl+l",), "draw the screen again", ANYWHERE, "Program"),
    Action("suspend", ("ctrl+z",), "suspend; fg comes back", ANYWHERE, "Program"),
    Action("quit", ("ctrl+q",), "leave briefreader", ANYWHERE, "Program"),
)
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

_SHOWN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc", "tab": "Tab",
    "shift+tab": "shift+Tab", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
}  # fmt: skip


def shown(key: str) -> str:
    """Return a key or sequence as a person reads it: ``gg``, ``Enter``, ``ctrl+d``."""
    return "".join(_SHOWN.get(part, part) for part in key.split(" "))


class Keymap:
    """Which keys do what where: the registry's own, or for some actions the user's.

    Args:
        own: sequences by action id, instead of the registry's.
    """

    def __init__(self, own: Mapping[str, Iterable[str]] | None = None) -> None:
        own = own or {}
        self._keys = {action.id: tuple(own.get(action.id, action.keys)) for action in ACTIONS}
        self._actions: dict[tuple[str, tuple[str, ...]], str] = {}
        self._prefixes: set[tuple[str, tuple[str, ...]]] = set()
        for action in ACTIONS:
            for sequence in self._keys[action.id]:
                keys = tuple(sequence.split(" "))
                for place in action.places:
                    self._actions[place, keys] = action.id
                    self._prefixes.update((place, keys[:n]) for n in range(1, len(keys)))

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the sequences of an action, the first the one to show."""
        return self._keys[action_id]

    def keys_in(self, action_id: str, place: Place) -> tuple[str, ...]:
        """Return the sequences of an action that work in ``place``: where one types, no letters do."""
        if place not in BY_ID[action_id].places:
            return ()
        return tuple(keys for keys in self._keys[action_id] if place != "search" or len(keys.split()[0]) > 1)

    def action(self, place: Place, keys: tuple[str, ...]) -> str | None:
        """Return the action that ``keys`` mean in ``place``."""
        return self._actions.get((place, keys))

    def begins(self, place: Place, keys: tuple[str, ...]) -> bool:
        """Tell whether a longer sequence begins with ``keys``."""
        return (place, keys) in self._prefixes
