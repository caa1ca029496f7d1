"""What the status line says of where one is."""

from __future__ import annotations

from briefreader.tui.actions import BY_ID, Keymap, Place, shown

_OF_THE_MOMENT: dict[Place, tuple[str, ...]] = {
    "search": ("to-results", "clear-search"),
    "results": ("open", "search", "help"),
    "article": ("next-hit", "back", "next-report", "pane-related", "compare", "story", "help"),
    "related": ("open", "compare", "story", "back", "help"),
    "comparison": ("next-difference", "open", "back", "help"),
    "story": ("open", "back", "help"),
}


def keys_of_the_moment(keymap: Keymap, place: Place, hits: int, related: bool) -> list[tuple[str, str]]:
    """Return the few keys worth showing now, each with what it does.

    Args:
        keymap: the keys in force.
        place: where one is.
        hits: in the open report, or differences in the comparison.
        related: whether reports related to it are known of but out of sight.
    """
    wanted = [
        name
        for name in _OF_THE_MOMENT[place]
        if (name not in ("next-hit", "next-difference") or hits) and (name != "pane-related" or related)
    ]
    if "next-hit" in wanted:
        wanted.remove("next-report")
    keys = {name: keymap.keys_in(name, place) for name in wanted}
    return [(shown(keys[name][0]), BY_ID[name].brief) for name in wanted if keys[name]]


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
