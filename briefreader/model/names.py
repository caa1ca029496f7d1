"""Who and what reports name, and what a person decided about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from briefreader.model.kinds import EntityKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that reports name, under one name whatever the spelling.

    ``spellings`` are all of them with the times that they stand in reports, most often first.
    """

    id: str
    name: str
    kind: EntityKind
    reports: int
    spellings: tuple[tuple[str, int], ...] = ()
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about names, as the ``number``-th: ``name`` is as reports write it.

    ``value`` is the other name (merge), the new name (rename), the kind (kind), or empty (split).
    """

    number: int
    verb: Literal["merge", "split", "rename", "kind"]
    name: str
    value: str

    def __str__(self) -> str:
        if self.verb == "split":
            return f"{self.name} split off"
        if self.verb == "merge":
            return f"{self.name} and {self.value} merged"
        if self.verb == "rename":
            return f"{self.name} renamed {self.value}"
        return f"{self.name} said to be: {self.value}"


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the library says of an entity.

    ``roles`` are what it was called before its name ("Quds Force Commander"), with the times, most often
    first. ``timeline`` has the number of reports in each ``step`` from the first to the last dated report,
    by the day that the step begins with (UTC), gaps included. ``companions`` are the entities that it
    stands in most reports with, and in how many.
    """

    entity: Entity
    roles: tuple[tuple[str, int], ...]
    step: Literal["day", "month", "year"]
    timeline: tuple[tuple[date, int], ...]
    companions: tuple[tuple[Entity, int], ...]
