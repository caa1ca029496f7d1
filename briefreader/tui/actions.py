"""Everything a key can do: the one registry that feeds keys, palette, help and the user's keymap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "search",
    "results",
    "article",
    "caret",
    "selection",
    "related",
    "names",
    "filters",
    "entity",
    "comparison",
    "story",
]
"""Where one is: the part of the main screen that has the focus, or a screen over it.

In the article one may also have the caret on, or be selecting; what these leave free are keys of the article.
"""

Group = Literal["Read", "Marks", "Take", "Names", "Search", "Go", "Caret", "Move", "Program"]

LISTS: tuple[Place, ...] = ("results", "related")
PANES: tuple[Place, ...] = ("results", "article", "related", "names")
EVERYWHERE: tuple[Place, ...] = ("search", *PANES)
WALKING: tuple[Place, ...] = ("caret", "selection")
TEXT: tuple[Place, ...] = ("article", *WALKING)
ENTITY: tuple[Place, ...] = ("entity",)
FILTERS: tuple[Place, ...] = ("filters",)
BESIDE: tuple[Place, ...] = ("comparison", "story")
NAMED: tuple[Place, ...] = (*PANES, *ENTITY)
SCROLLED: tuple[Place, ...] = (*PANES, *FILTERS, *BESIDE)
MOVING: tuple[Place, ...] = (*SCROLLED, *ENTITY)
ANYWHERE: tuple[Place, ...] = (*EVERYWHERE, *FILTERS, *BESIDE)


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
        return self.group in ("Move", "Caret") or self.id in COUNTED


COUNTED = frozenset(
    {
        "next-hit", "previous-hit", "next-report", "previous-report", "next-name", "previous-name",
        "next-difference", "previous-difference", "go-back", "go-forward",
    }
)  # fmt: skip
"""Actions outside the groups "Move" and "Caret" that take a count."""

ACTIONS: tuple[Action, ...] = (
    Action("open", ("enter",), "open the report", (*LISTS, *BESIDE), "Read", "open"),
    Action("next-hit", ("n",), "next hit in the report", ("results", "article"), "Read", "next hit"),
    Action("previous-hit", ("N",), "previous hit", ("results", "article"), "Read"),
    Action("find", ("\\", "ctrl+f"), "find words in the open report", PANES, "Read", "find"),
    Action("next-report", ("J",), "next report of the list", PANES, "Read", "next report"),
    Action("previous-report", ("K",), "previous report of the list", PANES, "Read"),
    Action("compare", ("c",), "compare with the report under the cursor", PANES, "Read", "compare"),
    Action("story", ("t",), "the story of the report, day by day", PANES, "Read", "story"),
    Action("dim", ("x",), "dim what you have read elsewhere", PANES, "Read", "dim"),
    Action("next-difference", ("n",), "next place where they differ", ("comparison",), "Read", "next"),
    Action("previous-difference", ("N",), "previous place where they differ", ("comparison",), "Read"),
    Action("only-article", ("z",), "only the article, or all panes again", PANES, "Read"),
    Action("mark-read", ("r",), "mark as read", PANES, "Marks"),
    Action("mark-unread", ("u",), "mark as unread", PANES, "Marks", "unread"),
    Action("star", ("m",), "star it, or take the star away", PANES, "Marks", "star"),
    Action("tags", ("T",), "tags: write, take away", PANES, "Marks", "tags"),
    Action("note", ("a",), "a note on the report", PANES, "Marks", "note"),
    Action("undo-mark", ("U",), "undo the last mark", PANES, "Marks", "undo"),
    Action("repeat-mark", (".",), "the last mark once more, on this report", PANES, "Marks"),
    Action("select-reports", ("V", "v"), "select reports from here on, to mark them", ("results",), "Marks"),
    Action("select-all", ("A",), "select all that was found", ("results",), "Marks"),
    Action("copy", ("y",), "copy what is selected, or the paragraph", TEXT, "Take", "copy"),
    Action("copy-cited", ("Y",), "copy with its citation", (*LISTS, *TEXT), "Take", "cite"),
    Action("citation", ("C",), "how to cite: in words, BibTeX ...", (*LISTS, *TEXT), "Take"),
    Action("pipe", ("|",), "pipe to a command", (*LISTS, *TEXT), "Take", "pipe"),
    Action("open-link", ("o",), "open the link, or that of the report", (*LISTS, "article", "caret"), "Take"),
    Action("save", ("s",), "save as text, Markdown or JSON", (*LISTS, *TEXT), "Take", "save"),
    Action("edit", ("E",), "open in your editor", (*LISTS, *TEXT), "Take"),
    Action("page", ("P",), "open in your pager", (*LISTS, *TEXT), "Take"),
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
    Action("search", ("/",), "search as you type", (*PANES, *FILTERS), "Search", "search"),
    Action("to-results", ("enter", "down"), "go on to the results", ("search",), "Search", "results"),
    Action("clear-search", ("escape",), "clear the search, then leave it", ("search",), "Search", "clear"),
    Action("take-offer", ("right",), "take the name offered (Tab too, and the next)", ("search",), "Search"),
    Action("filters", ("F",), "filters and saved searches", (*PANES, *FILTERS), "Search", "filters"),
    Action("open-filter", ("enter",), "search for it; again, no longer", FILTERS, "Search", "search"),
    Action("keep-search", ("W",), "keep this search under a name", (*PANES, *FILTERS), "Search", "keep"),
    Action("delete-search", ("d",), "delete the saved search", FILTERS, "Search", "delete"),
    Action("sort", ("S",), "sort by relevance or by date", PANES, "Search", "sort"),
    Action("fold", ("Z",), "a story's reports in one line, or each", PANES, "Search", "fold"),
    Action("pane-results", ("1",), "the results", (*PANES, *FILTERS), "Go"),
    Action("pane-article", ("2",), "the article", (*PANES, *FILTERS), "Go"),
    Action("pane-related", ("3",), "the related reports", (*PANES, *FILTERS), "Go", "related"),
    Action("pane-names", ("e",), "the names in the report", PANES, "Go", "names"),
    Action("next-pane", ("tab",), "next pane", EVERYWHERE, "Go"),
    Action("previous-pane", ("shift+tab",), "previous pane", EVERYWHERE, "Go"),
    Action("next-part", ("tab",), "names beside it, reports, names again", ENTITY, "Go"),
    Action("back", ("q", "escape"), "back; in the results q leaves, Esc clears", SCROLLED, "Go", "back"),
    Action("leave-entity", ("q", "escape"), "back to where you came from", ENTITY, "Go", "back"),
    Action("recent", ("R",), "what you have read, the last first", PANES, "Go", "recent"),
    Action("go-back", ("H", "ctrl+o"), "back through where you have been", NAMED, "Go"),
    Action("go-forward", ("L",), "forward again", NAMED, "Go"),
    Action("select", ("v",), "select by character, or no longer", TEXT, "Caret", "select"),
    Action("select-lines", ("V",), "select by line, or no longer", TEXT, "Caret", "lines"),
    Action("swap-ends", ("o",), "to the other end of the selection", ("selection",), "Caret", "other end"),
    Action("inner-word", ("i w",), "take in the word", ("selection",), "Caret"),
    Action("inner-sentence", ("i s",), "take in the sentence", ("selection",), "Caret"),
    Action("inner-paragraph", ("i p",), "take in the paragraph", ("selection",), "Caret"),
    Action("around-word", ("a w",), "take in the word and the blank after it", ("selection",), "Caret"),
    Action("around-sentence", ("a s",), "the sentence and the blank after it", ("selection",), "Caret"),
    Action("around-paragraph", ("a p",), "the paragraph and the blanks after it", ("selection",), "Caret"),
    Action("drop-selection", ("escape",), "select nothing", ("selection",), "Caret", "drop"),
    Action("caret-off", ("escape",), "take the caret away", ("caret",), "Caret", "caret off"),
    Action("caret-left", ("h",), "put the caret on; a character to the left", TEXT, "Caret"),
    Action("caret-right", ("l",), "caret: a character to the right", TEXT, "Caret"),
    Action("caret-word", ("w",), "caret: next word", TEXT, "Caret", "word"),
    Action("caret-sentence", (")",), "caret: next sentence", TEXT, "Caret", "sentence"),
    Action("caret-sentence-back", ("(",), "caret: back a sentence", TEXT, "Caret"),
    Action("caret-paragraph", ("}",), "caret: next paragraph", TEXT, "Caret"),
    Action("caret-paragraph-back", ("{",), "caret: back a paragraph", TEXT, "Caret"),
    Action("caret-word-back", ("b",), "caret: back a word", WALKING, "Caret"),
    Action("caret-word-end", ("e",), "caret: end of the word", WALKING, "Caret"),
    Action("caret-line-start", ("0", "^"), "caret: beginning of the line", WALKING, "Caret"),
    Action("caret-line-end", ("$",), "caret: end of the line", WALKING, "Caret"),
    Action("caret-step-left", ("left",), "caret: a character to the left", WALKING, "Caret"),
    Action("caret-step-right", ("right",), "caret: a character to the right", WALKING, "Caret"),
    Action("caret-down", ("j", "down"), "caret: down a line", WALKING, "Caret"),
    Action("caret-up", ("k", "up"), "caret: up a line", WALKING, "Caret"),
    Action("caret-half-page-down", ("ctrl+d",), "caret: down half a page", WALKING, "Caret"),
    Action("caret-half-page-up", ("ctrl+u",), "caret: up half a page", WALKING, "Caret"),
    Action("caret-page-down", ("space", "pagedown"), "caret: down a page", WALKING, "Caret"),
    Action("caret-page-up", ("pageup",), "caret: up a page", WALKING, "Caret"),
    Action("caret-top", ("g g", "home"), "caret: to the top, or to line 5 after 5", WALKING, "Caret"),
    Action("caret-bottom", ("G", "end"), "caret: to the bottom, or to line 5 after 5", WALKING, "Caret"),
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
    Action("choose-theme", (), "choose a theme", ANYWHERE, "Program"),
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
                for place in action.places:
                    self._bind(place, tuple(sequence.split(" ")), action.id)
        for action in ACTIONS:
            if "article" in action.places:
                for sequence in self._keys[action.id]:
                    keys = tuple(sequence.split(" "))
                    for place in WALKING:
                        if self._is_free(place, keys):
                            self._bind(place, keys, action.id)

    def _bind(self, place: Place, keys: tuple[str, ...], action: str) -> None:
        self._actions[place, keys] = action
        self._prefixes.update((place, keys[:n]) for n in range(1, len(keys)))

    def _is_free(self, place: Place, keys: tuple[str, ...]) -> bool:
        """Tell whether the caret leaves keys to the article; digits are counts to it."""
        begun = any((place, keys[:n]) in self._actions for n in range(1, len(keys) + 1))
        return not (begun or self.begins(place, keys) or keys[0].isdigit())

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the sequences of an action, the first the one to show."""
        return self._keys[action_id]

    def keys_in(self, action_id: str, place: Place) -> tuple[str, ...]:
        """Return the sequences of an action that work in ``place``: where one types, no letters do."""
        sequences = (
            keys for keys in self._keys[action_id] if self.action(place, tuple(keys.split(" "))) == action_id
        )
        return tuple(keys for keys in sequences if place != "search" or len(keys.split()[0]) > 1)

    def works_in(self, action_id: str, place: Place) -> bool:
        """Tell whether an action can be done in ``place``, be it without a key."""
        action = BY_ID[action_id]
        if place in action.places:
            return True
        keys = self._keys[action_id]
        return (
            place in WALKING
            and "article" in action.places
            and (not keys or bool(self.keys_in(action_id, place)))
        )

    def action(self, place: Place, keys: tuple[str, ...]) -> str | None:
        """Return the action that ``keys`` mean in ``place``."""
        return self._actions.get((place, keys))

    def begins(self, place: Place, keys: tuple[str, ...]) -> bool:
        """Tell whether a longer sequence begins with ``keys``."""
        return (place, keys) in self._prefixes
