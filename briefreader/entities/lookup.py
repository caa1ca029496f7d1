"""From what a person types to the forms that the library has."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from briefreader.entities.names import form_of

_LEAST = 0.3


def asked(query: str) -> tuple[str, ...]:
    """Return the forms that a typed name can have: as that of anything, and as that of a person."""
    return tuple(dict.fromkeys(form for form in (form_of(query), form_of(query, True)) if form))


def near(query: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Return the names most like a query, best first, none that is hardly like it.

    Likeness is the share of three-letter pieces in common (Jaccard), a matter of microseconds a name.
    """
    wanted = _pieces(query)
    scored = ((_likeness(wanted, _pieces(name)), name) for name in names)
    best = heapq.nsmallest(limit, ((-score, name) for score, name in scored if score >= _LEAST))
    return [name for _, name in best]


def _pieces(name: str) -> frozenset[str]:
    padded = f"  {form_of(name)} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
