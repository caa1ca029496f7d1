"""How two reports relate, as ``relate`` finds it, and what of their words and names makes it so."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from briefreader.related.profile import Ids

Kind = Literal["copy", "same event", "follow-up", "background", "topic"]
Floats = NDArray[np.float32]

_SHARED = 40


@dataclass(frozen=True, slots=True)
class View:
    """One way of comparing a report with candidates.

    ``cosine`` is how alike each is this way. ``ids`` are what the report shares with them, ``owners``
    (rising) with which, ``parts`` what each adds to the likeness; ``weight`` is how much more it tells a
    person, 0 where other views tell it already.
    """

    share: float
    cosine: Floats
    owners: NDArray[np.int64]
    ids: Ids
    parts: Floats
    weight: float


@dataclass(frozen=True, slots=True)
class Relation:
    """How another report relates to the one asked about.

    ``score`` is between 0 and 1, .5 where the same event is as likely as not; ``likeness`` is the weighted
    cosine before that scale. ``bond`` is the cosine as far as it speaks for one event: less where the
    leads name others, as in two events of one kind, and less after a lull of a month or more. ``kind``: a
    copy; the same event; the same story later (follow-up) or earlier (background); or no more than the
    same topic.
    """

    key: int
    score: float
    kind: Kind
    likeness: float
    bond: float
    views: tuple[View, ...] = field(default=(), repr=False, compare=False)
    place: int = field(default=0, repr=False, compare=False)

    @property
    def shared(self) -> tuple[tuple[int, float], ...]:
        """The ids of the names, pairs and words that weighed most, with how much, greatest first.

        ``Wording`` gives them words.
        """
        totals: dict[int, float] = {}
        for view in self.views:
            if view.weight:
                start, end = np.searchsorted(view.owners, (self.place, self.place + 1)).tolist()
                parts = (view.parts[start:end] * np.float32(view.weight)).tolist()
                for ident, part in zip(view.ids[start:end].tolist(), parts, strict=True):
                    totals[ident] = totals.get(ident, 0.0) + part
        best = sorted(totals.items(), key=itemgetter(1), reverse=True)[:_SHARED]
        return tuple((ident, part) for ident, part in best if part > 0)
