"""How much two reports are about the same, of what kind their relation is, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isnan, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefreader.related.copies import may_be_copies, same_text
from briefreader.related.frequencies import Frequencies
from briefreader.related.many import Column, Many
from briefreader.related.profile import STEPS, Ids, Profile, Steps
from briefreader.related.relation import Evidence, Floats, Kind, Part, Relation

_WORDS, _PAIRS, _NAMES, _LEAD, _NUMBERS = 1.0, 0.8, 0.5, 0.3, 0.1
_ALL = _WORDS + _PAIRS + _NAMES + _LEAD + _NUMBERS

SAME = 0.16
"""The likeness at which two reports are as likely as not on the same event."""
_STEEPNESS = 2.0
_SAME_BY_BEST = 0.27
_BEST_AT_LEAST = 0.2
_BEST_OF = 3
_LEAD_NAMES = 0.5
_OTHER_NAMES = 0.6
_TIME = 72.0
_FAR_AWAY = 0.8
_LULL = 30 * 24.0
_AFTER_A_LULL = 0.7
_SAME_TIME = 24.0
_PAIRS_TELL = 2.0
_USUAL_NORM = 36.0
_PIVOT, _SHORTER, _LONGER = 0.3, 0.9, 1.2
_LOW = 0xFFFF


class Bond(NamedTuple):
    """A report, by the caller's key, and how strongly it is bound to another (see ``Relation.bond``)."""

    key: int
    bond: float


def relate(
    profile: Profile,
    candidates: Many | Iterable[tuple[int, Profile]],
    frequencies: Frequencies,
    *,
    limit: int = 100,
) -> list[Relation]:
    """Return how the candidates relate to ``profile``, best first, at most ``limit``.

    Candidates come with the caller's keys; one that shares nothing is left out. The cost grows with the
    candidates only: about a millisecond for 100 of 300 words.

    The likeness is the mean of cosines over words, pairs of words, names, the lead and numbers, each
    weighted by square root of count times inverse frequency; reports days apart count up to a fifth less
    (a Gaussian with sigma of 72 h, after Miranda et al., EMNLP 2018).
    """
    many = candidates if isinstance(candidates, Many) else Many.of(candidates)
    if not len(many):
        return []
    found = _Compared(profile, many, frequencies)
    likeness, bond, gaps = found.likeness * _for_length(found.by_words.norms), found.bond, found.gaps
    alike, strong, hours = likeness.tolist(), bond.tolist(), gaps.tolist()
    best = np.lexsort((np.array(many.keys), -likeness)).tolist()
    order = [place for place in best if alike[place] > 0][:limit]
    copies = _copies(profile, many, found.pairs).tolist()
    same = same_event_at([strong[place] for place in order if not copies[place]][:_BEST_OF])
    evidence = found.evidence()
    return [
        Relation(
            key=many.keys[place],
            score=score(alike[place]),
            kind=_kind(copies[place], strong[place] >= same, hours[place]),
            likeness=alike[place],
            bond=strong[place],
            place=place,
            evidence=evidence,
        )
        for place in order
    ]


def bonds(profile: Profile, many: Many, frequencies: Frequencies) -> list[Bond]:
    """Return how strong the bond of each of ``many`` to ``profile`` is, where there is any.

    They are those of ``relate``, which tells more of them and takes half as long again.
    """
    if not len(many):
        return []
    bond = _Compared(profile, many, frequencies).bond
    return [Bond(key, strong) for key, strong in zip(many.keys, bond.tolist(), strict=True) if strong > 0]


class _Compared:
    """How much candidates are like a report, before what their lengths make of it, and their bonds.

    ``gaps`` are the hours from the report to each.
    """

    def __init__(self, profile: Profile, many: Many, frequencies: Frequencies) -> None:
        self._many = many
        self.words = words = _Shared(profile.words, many.words, frequencies.weights)
        self.pairs = pairs = _Shared(profile.pairs, many.pairs, frequencies.pair_weights)
        self.names = names = _Shared(profile.names, many.names, frequencies.weights)
        is_number = profile.words & 1 == 1, many.words.ids & 1 == 1
        self.by_words = words.compare(profile.weights, many.words.weights, _WORDS)
        self.by_pairs = pairs.compare(profile.pair_weights, many.pairs.weights, _PAIRS)
        self.by_names = names.compare(profile.name_weights, many.names.weights, _NAMES)
        self.by_lead = words.compare(profile.lead, many.words.lead, _LEAD)
        numbers = profile.weights * is_number[0], many.words.weights * is_number[1]
        by_numbers = words.compare(*numbers, _NUMBERS)
        by_lead_names = names.compare(profile.name_lead, many.names.lead, 1.0)
        ways = (self.by_words, self.by_pairs, self.by_names, self.by_lead, by_numbers)
        likeness = sum(each.cosine for each in ways) / _ALL
        # Where neither text has a name (or they were not looked for) the words have to say it all.
        nameless = (many.names.sizes == 0) & (not len(profile.names))
        likeness = np.where(nameless, likeness * np.float32(_ALL / (_ALL - _NAMES)), likeness)
        self.gaps = many.times - profile.time
        self.likeness: Floats = likeness * _nearness(self.gaps, _TIME, _FAR_AWAY)
        bond = np.where(nameless, self.likeness, self.likeness * _about_the_same(by_lead_names.cosine))
        self.bond: Floats = bond * _nearness(self.gaps, _LULL, _AFTER_A_LULL)

    def evidence(self) -> Evidence:
        """Return what speaks for the likeness. A pair of words tells a person more than its words do."""
        words, pairs, names = self.words, self.pairs, self.names
        return Evidence(
            len(self._many),
            (
                Part(words.ids, words.owners, self.by_words.parts + self.by_lead.parts),
                Part(pairs.ids, pairs.owners, self.by_pairs.parts * np.float32(_PAIRS_TELL)),
                Part(names.ids, names.owners, self.by_names.parts),
            ),
        )


def score(likeness: float) -> float:
    """Return the score between 0 and 1 for a likeness: .5 at ``SAME``, steepest about there.

    People call reports alike or not; a cosine goes on rising with mere wording where they no longer see
    a difference, and is noisy where they see none. The curve follows them at both ends.
    """
    raised = float(max(0.0, likeness) ** _STEEPNESS)
    return raised / (raised + float(SAME**_STEEPNESS))


def same_event_at(best: list[float]) -> float:
    """Return the bond from which reports count as the same event, given the best found for a report.

    A report with close company asks more of its next neighbour than one that stands alone.
    """
    top = sum(best) / _BEST_OF if best else 0.0
    return _SAME_BY_BEST * sqrt(max(top, _BEST_AT_LEAST))


class _Alike(NamedTuple):
    """How alike candidates are in one way: the cosine of each, times the share of this way, and its parts.

    ``norms`` are the lengths of the longer of the two vectors.
    """

    cosine: Floats
    parts: Floats
    norms: Floats


class _Shared:
    """The words (or pairs, or names) that a report shares with candidates: ``ids``, and whose they are."""

    def __init__(self, own: Ids, column: Column, weigh: Callable[[Ids], Floats]) -> None:
        self._own_tells = weigh(own) / STEPS
        self._tells = weigh(column.ids) / STEPS
        self._all = column.owners
        self._count = len(column.ends)
        self._hits, self._places = meet(own, column.ids)
        self.ids = column.ids[self._hits]
        self.owners = self._all[self._hits]

    def compare(self, own: Steps, theirs: Steps, share: float) -> _Alike:
        """Return how alike they are by these weights of all words of the report and of the candidates."""
        mine, weights = own * self._own_tells, theirs * self._tells
        norms = np.sqrt(np.bincount(self._all, weights * weights, self._count))
        norm = np.sqrt(mine @ mine)
        length = norms * norm
        length[length == 0] = 1
        parts = mine[self._places] * weights[self._hits] * (share / length)[self.owners]
        cosine = np.bincount(self.owners, parts, self._count)
        return _Alike(
            cosine.astype(np.float32), parts.astype(np.float32), np.maximum(norms, norm).astype(np.float32)
        )


def meet(own: Ids, theirs: Ids) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of ``theirs`` are among ``own`` (rising), and where there."""
    if not len(own):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    # Most are told apart by their lower bits alone, which is faster than to search.
    low = np.zeros(_LOW + 1, bool)
    low[own & np.uint32(_LOW)] = True
    likely = np.flatnonzero(low[theirs & np.uint32(_LOW)])
    places = np.searchsorted(own, theirs[likely])
    places[places == len(own)] = 0
    met = own[places] == theirs[likely]
    return likely[met], places[met]


def _for_length(norms: Floats) -> Floats:
    """Return what makes up for the length of the longer of two reports.

    A long report has more in it that the other has not, about the same event too: its cosines are lower
    than its relevance (Singhal, Buckley and Mitra, "Pivoted document length normalization", 1996).
    """
    factors: Floats = np.clip((norms / _USUAL_NORM) ** _PIVOT, _SHORTER, _LONGER).astype(np.float32)
    return factors


def _about_the_same(lead_names: Floats) -> Floats:
    """Return how far reports are about the same people and places, by the cosine of the names in their leads.

    Another event of the same kind, and a bulletin made to the same pattern, share the words and even
    names in passing; whom and what the lead is about they do not share.
    """
    shared: Floats = np.minimum(lead_names / _LEAD_NAMES, 1).astype(np.float32)
    return _OTHER_NAMES + (1 - _OTHER_NAMES) * shared


def _nearness(gaps: NDArray[np.float64], sigma: float, far: float) -> Floats:
    """Return 1 for reports of one time, falling to ``far`` over some ``sigma`` hours; 1 where undated."""
    near = far + (1 - far) * np.exp(-((gaps / sigma) ** 2) / 2)
    return np.where(np.isnan(gaps), 1.0, near).astype(np.float32)


def _copies(profile: Profile, many: Many, pairs: _Shared) -> NDArray[np.bool_]:
    """Return which candidates are nearly the same text."""
    shared = np.bincount(pairs.owners, minlength=len(many))
    likely = may_be_copies(shared, len(profile.pairs), many.pairs.sizes)
    likely |= many.lengths == profile.length
    for place in np.flatnonzero(likely).tolist():
        likely[place] = same_text(profile, many.profile(place), int(shared[place]))
    return likely


def _kind(is_copy: bool, is_same: bool, gap: float) -> Kind:
    if is_copy:
        return "copy"
    if not is_same:
        return "topic"
    if isnan(gap) or abs(gap) <= _SAME_TIME:
        return "same event"
    return "follow-up" if gap > 0 else "background"
