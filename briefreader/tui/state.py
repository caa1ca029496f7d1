"""Where the reader was: kept in the library, and there at the next start."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from briefreader.errors import LibraryError
from briefreader.library import Library, Sort
from briefreader.tui.actions import PANES, Place

KEY = "reader"


@dataclass(frozen=True, slots=True)
class State:
    """The query and its order, the report under the cursor, the open one with its place, the look."""

    query: str = ""
    sort: Sort = "relevance"
    typing: bool = False
    cursor: str = ""
    near: int = 0
    report: str = ""
    offset: int = 0
    pane: Place = "results"
    theme: str = ""
    names: bool = True
    folded: bool = False
    dimming: bool = False

    def dumps(self) -> str:
        """Return what is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def loads(kept: str | None) -> State:
    """Return the state that was kept; what is not understood of it is as at the first start."""
    try:
        values = json.loads(kept or "{}")
    except ValueError:
        return State()
    if not isinstance(values, dict):
        return State()
    known = {f.name: f.default for f in fields(State)}
    values = {name: value for name, value in values.items() if type(value) is type(known.get(name))}
    if values.get("pane") not in PANES:
        values.pop("pane", None)
    if values.get("sort") not in ("relevance", "date"):
        values.pop("sort", None)
    return State(**values)


def recall(library: Library) -> State:
    """Return the state that the library keeps; a library that cannot tell begins anew."""
    try:
        return loads(library.recall(KEY))
    except LibraryError:
        return State()
