"""Names offered while one types a query: which end of it they complete, and what taking one makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefreader.model import Entity

OFFERED = 4
_WORDS = 4
"""Words of a name that are looked at, from the end of what was typed."""
_SHORTEST = 2
_FIELD = re.compile(r"(?:^|(?<=[\s(-]))(?:entity|person|org|place):\"?([^\"]*)$", re.IGNORECASE)
_PLAIN = re.compile(r"[^\"():]*$")
_OPERATORS = frozenset(("AND", "OR", "NOT"))


def offers(complete: Callable[[str, int], Sequence[Entity]], typed: str) -> tuple[int, tuple[Entity, ...]]:
    """Return how many characters at the end of ``typed`` may begin a name, and the entities called so.

    The longest end of up to four words that anything is called by is taken; inside quotation marks,
    brackets and the fields of other things none is.
    """
    if field := _FIELD.search(typed):
        name = field[1].strip()
        return len(field[0]), tuple(complete(name, OFFERED)) if len(name) >= _SHORTEST else ()
    if typed.count('"') % 2 or not (plain := _PLAIN.search(typed)):
        return 0, ()
    words = list(re.finditer(r"\S+", plain[0]))
    if plain.start() and typed[plain.start() - 1] == ":" and words:
        del words[0]  # it is another field's
    words = words[-_WORDS:]
    for number, word in enumerate(words):
        tail = plain[0][word.start() :]
        if len(tail.strip()) < _SHORTEST or _OPERATORS & {one[0] for one in words[number:]}:
            continue
        if tail[0] == "-":
            tail = tail[1:]
        if found := complete(tail, OFFERED):
            return len(tail), tuple(found)
    return 0, ()


def query_for(entity: Entity) -> str:
    """Return the query that finds an entity under every spelling."""
    return f"entity:{entity.id}" if '"' in entity.name else f'entity:"{entity.name}"'


def taken(typed: str, tail: int, entity: Entity) -> str:
    """Return the query with the last ``tail`` characters replaced by the name that was meant."""
    return typed[: len(typed) - tail] + query_for(entity) + " "
