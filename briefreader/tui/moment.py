"""What the status line says of where one is."""

from __future__ import annotations

from briefreader.tui.actions import BY_ID, Keymap, Place, shown

_OF_THE_MOMENT: dict[Place, tuple[str, ...]] = {
    "search": ("to-results", "clear-search"),
    "results": ("open", "search", "help"),
    "article": (
        "open-name",
        "next-hit",
        "back",
        "next-report",
        "pane-related",
        "compare",
        "story",
        "help",
    ),
    "caret": ("select", "select-lines", "copy", "caret-off", "help"),
    "selection": ("copy", "copy-cited", "drop-selection", "pipe", "save", "swap-ends", "help"),
    "related": ("open", "compare", "story", "back", "help"),
    "names": ("open-name", "search-name", "back", "help"),
    "filters": ("open-filter", "keep-search", "delete-search", "back", "help"),
    "entity": ("open-item", "leave-entity", "search-name", "merge", "split", "rename", "kind", "help"),
    "comparison": ("next-difference", "open", "back", "help"),
    "story": ("open", "back", "help"),
}


def keys_of_the_moment(
    keymap: Keymap, place: Place, hits: int = 0, related: bool = False, name: bool = False
) -> list[tuple[str, str]]:
    """Return the few keys worth showing now, each with what it does.

    Args:
        keymap: the keys in force.
        place: where one is.
        hits: in the open report, or differences in the comparison.
        related: whether reports related to it are known of but out of sight.
        name: whether one of its names is marked.
    """
    wanted = [
        action
        for action in _OF_THE_MOMENT[place]
        if (action not in ("next-hit", "next-difference") or hits)
        and (action != "pane-related" or related)
        and (action != "open-name" or name or place != "article")
    ]
    if "next-hit" in wanted:
        wanted.remove("next-report")
    keys = {action: keymap.keys_in(action, place) for action in wanted}
    return [(shown(keys[action][0]), BY_ID[action].brief) for action in wanted if keys[action]]


def through(top: int, last_top: int) -> str:
    """Return how far one has scrolled, in words: nothing where all is on the screen."""
    if last_top <= 0:
        return ""
    if top <= 0:
        return "top"
    return "end" if top >= last_top else f"{100 * top // last_top}%"


def label(total: int, query: str, sort: str, folded: bool = False) -> str:
    """Return what stands over the list."""
    if folded and total:
        return f"{counted(total)} · by story"
    if not query.strip():
        return f"{counted(total)} · newest first" if total else "no reports"
    order = "best" if sort == "relevance" else "newest"
    return f"{counted(total)} · {order} first" if total else "nothing found"


def counted(total: int) -> str:
    """Return a number of reports in words."""
    return "1 report" if total == 1 else f"{total:,} reports"
