"""A person's decisions about names: what can be chosen, and what to say when it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefreader.library import Library
from briefreader.model import Entity, Portrait
from briefreader.tui.moment import counted
from briefreader.tui.widgets.choices import Choice

Verb = Literal["merge", "split", "rename", "kind"]
KINDS = ("person", "organisation", "place", "other")
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """What is asked of the library, and in words what was done.

    ``seen`` are, the best first, ids or names of what is to be shown then: a decision may dissolve an entity.
    """

    verb: Verb
    wanted: str
    value: str
    words: str
    seen: tuple[str, ...]


Choosing = Callable[[str], Sequence[Choice]]
"""Given what was typed, what can be chosen."""


def questions(library: Library, portrait: Portrait) -> dict[Verb, tuple[str, Choosing]]:
    """Return what is asked for each kind of decision about an entity, and what can be answered."""
    entity = portrait.entity

    def others(typed: str) -> list[Choice]:
        found = library.complete(typed, _OFFERED) if typed else [one for one, _ in portrait.companions]
        return [
            Choice(one.id, one.name, f"{one.kind} · {counted(one.reports)}")
            for one in found
            if one.id != entity.id
        ]

    def spellings(typed: str) -> list[Choice]:
        return [
            Choice(spelling, spelling, f"{count:,}")
            for spelling, count in entity.spellings
            if typed.casefold() in spelling.casefold()
        ]

    def names(typed: str) -> list[Choice]:
        known = [choice for choice in spellings(typed) if choice.id not in (typed, entity.name)]
        return [Choice(typed, typed, "as typed"), *known] if typed else known

    def kinds(typed: str) -> list[Choice]:
        return [
            Choice(kind, kind, "")
            for kind in KINDS
            if kind.startswith(typed.casefold()) and kind != entity.kind
        ]

    return {
        "merge": (f"Who is the same as {entity.name}?", others),
        "split": (f"Which spelling is not {entity.name}?", spellings),
        "rename": (f"What shall {entity.name} be called?", names),
        "kind": (f"What is {entity.name}?", kinds),
    }


def decision(library: Library, verb: Verb, entity: Entity, answer: str) -> Decision:
    """Return the decision that an answer comes to.

    Raises:
        LibraryError: as the library does.
    """
    if verb == "merge":
        other = library.entity(answer).name
        return Decision(verb, entity.id, answer, f"merged {entity.name} with {other}", (entity.id, answer))
    if verb == "split":
        return Decision(verb, answer, "", f"split off {answer}", (entity.id, entity.name, answer))
    words = f"renamed {entity.name}" if verb == "rename" else f"marked {entity.name} as {answer}"
    return Decision(verb, entity.id, answer, words, (entity.id, answer))
