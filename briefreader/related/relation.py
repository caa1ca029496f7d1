"""How two reports relate, as ``relate`` finds it, and what of their words and names makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefreader.related.profile import Ids

Kind = Literal["copy", "same event", "follow-up", "background", "topic"]
Floats = NDArray[np.float32]
Owners = NDArray[np.int64]

_SHARED = 40


class Part(NamedTuple):
    """Words (or pairs, or names) that a report shares with candidates.

    ``owners`` (rising) says with which it shares each, ``tells`` how much that speaks for the relation.
    """

    ids: Ids
    owners: Owners
    tells: Floats


class Evidence:
    """What a report shares with each of so many candidates that it was compared with."""

    def __init__(self, candidates: int, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._places = np.arange(candidates + 1)

    @cached_property
    def _ends(self) -> list[list[int]]:
        """Of each part where what is shared with each candidate begins and, at the next, ends."""
        return [np.searchsorted(part.owners, self._places).tolist() for part in self._parts]

    def of(self, place: int) -> tuple[tuple[int, float], ...]:
        """Return the ids that tell most of what is shared with a candidate, and how much, most first."""
        where = [slice(ends[place], ends[place + 1]) for ends in self._ends]
        ids = np.concatenate([part.ids[at] for part, at in zip(self._parts, where, strict=True)])
        tells = np.concatenate([part.tells[at] for part, at in zip(self._parts, where, strict=True)])
        best = np.argsort(-tells, kind="stable")[:_SHARED]
        best = best[tells[best] > 0]
        return tuple(zip(ids[best].tolist(), tells[best].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Relation:
    """How another report relates to the one asked about.

    ``score`` is between 0 and 1, .5 where the same event is as likely as not; ``likeness`` is the weighted
    cosine before that scale. ``bond`` is the cosine as far as it speaks for one event: less where the
    leads name others, as in two events of one kind, and less after a lull of a month or more. ``kind``: a
    copy; the same event; the same story later (follow-up) or earlier (background); or no more than the
    same topic. ``place`` is that of the candidate among all.
    """

    key: int
    score: float
    kind: Kind
    likeness: float
    bond: float
    place: int = field(default=0, compare=False)
    evidence: Evidence | None = field(default=None, repr=False, compare=False)

    @property
    def shared(self) -> tuple[tuple[int, float], ...]:
        """The ids of the names, pairs and words that weighed most, with how much, greatest first.

        ``Wording`` gives them words.
        """
        return self.evidence.of(self.place) if self.evidence else ()
