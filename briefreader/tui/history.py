"""Where one has been: reports that were opened, and at which line one left them; entities; searches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefreader.tui.reading import Query


@dataclass(frozen=True, slots=True)
class Visit:
    """A report that was opened, and the query whose hits are marked in it.

    ``offset`` is that of the first character on the screen, ``from_related`` tells that it was
    opened from the report before, not from the list. With ``entity`` it is not a report that was opened,
    but what there is about that entity; with neither it is the list of what the query finds.
    """

    id: str
    query: Query
    offset: int = 0
    from_related: bool = False
    entity: str = ""


class History:
    """Visits in their order, with the one that is open."""

    LIMIT = 500

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def current(self) -> Visit | None:
        """The visit that is open."""
        return self._visits[self._at] if self._at >= 0 else None

    def leave_at(self, offset: int) -> None:
        """Note how far the open report was read."""
        if self._at >= 0:
            self._visits[self._at] = replace(self._visits[self._at], offset=offset)

    def open(self, visit: Visit) -> None:
        """Go on to a report; what lay ahead is gone. The open one again is no new visit."""
        current = self.current
        if current and (current.id, current.entity, current.query) == (visit.id, visit.entity, visit.query):
            return
        del self._visits[self._at + 1 :]
        self._visits.append(visit)
        del self._visits[: -self.LIMIT]
        self._at = len(self._visits) - 1

    def rename(self, entity: str, id: str) -> None:
        """Note that an entity has another id."""
        self._visits = [replace(v, entity=id) if v.entity == entity else v for v in self._visits]

    def go(self, step: int) -> Visit | None:
        """Go so many visits forward (or back), as far as there are any; return it, None where none was."""
        at = min(max(0, self._at + step), len(self._visits) - 1)
        if at == self._at or not self._visits:
            return None
        self._at = at
        return self._visits[at]
