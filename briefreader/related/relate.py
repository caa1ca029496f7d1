"""How much two reports are about the same, of what kind their relation is, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isnan, sqrt

import numpy as np
from numpy.typing import NDArray

from briefreader.related.copies import may_be_copies, same_text
from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import STEPS, Ids, Profile, Steps
from briefreader.related.relation import Floats, Kind, Relation, View

_WORDS, _PAIRS, _NAMES, _LEAD, _NUMBERS = 1.0, 0.8, 0.5, 0.3, 0.1
_ALL = _WORDS + _PAIRS + _NAMES + _LEAD + _NUMBERS

SAME = 0.16
"""The likeness at which two reports are as likely as not on the same event."""
_STEEPNESS = 1.5
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


def relate(
    profile: Profile,
    candidates: Iterable[tuple[int, Profile]],
    frequencies: Frequencies,
    *,
    limit: int = 100,
) -> list[Relation]:
    """Return how the candidates relate to ``profile``, best first, at most ``limit``.

    Candidates come with the caller's keys; one that shares nothing is left out. The cost grows with the
    candidates only: about 5 ms for 300 of 300 words.

    The likeness is the mean of cosines over words, pairs of words, names, the lead and numbers, each
    weighted by square root of count times inverse frequency; reports days apart count up to a fifth less
    (a Gaussian with sigma of 72 h, after Miranda et al., EMNLP 2018).
    """
    keys: list[int] = []
    others: list[Profile] = []
    for key, other in candidates:
        keys.append(key)
        others.append(other)
    if not others:
        return []
    views = _views(profile, others, frequencies)
    likeness = sum((view.share * view.cosine for view in views), np.zeros(len(others), np.float32))
    # Where neither text has a name (or they were not looked for) the words have to say it all.
    nameless = np.array([not len(profile.names) and not len(other.names) for other in others])
    likeness = np.where(nameless, likeness * np.float32(_ALL / (_ALL - _NAMES)), likeness)
    gaps = np.array([other.time for other in others]) - profile.time
    likeness = likeness * _nearness(gaps, _TIME, _FAR_AWAY)
    bond = np.where(nameless, likeness, likeness * _about_the_same(views[-1].cosine))
    bond = bond * _nearness(gaps, _LULL, _AFTER_A_LULL)
    likeness = likeness * _for_length(profile, others, frequencies)
    order = [int(i) for i in np.lexsort((np.array(keys), -likeness)) if likeness[i] > 0][:limit]
    copies = _copies(profile, others, views[1])
    top = [float(bond[i]) for i in order if not copies[i]][:_BEST_OF]
    same = same_event_at(top)
    return [
        Relation(
            key=keys[i],
            score=score(float(likeness[i])),
            kind=_kind(bool(copies[i]), float(bond[i]) >= same, float(gaps[i])),
            likeness=float(likeness[i]),
            bond=float(bond[i]),
            views=views,
            place=i,
        )
        for i in order
    ]


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


def _views(profile: Profile, others: list[Profile], frequencies: Frequencies) -> tuple[View, ...]:
    words = [other.words for other in others]
    matched = _Matched(profile.words, words, frequencies.weights)
    own, theirs = profile.weights, np.concatenate([other.weights for other in others])
    mine_number, numbers = (profile.words & 1).astype(np.uint8), (matched.ids & 1).astype(np.uint8)
    leads = np.concatenate([other.lead for other in others])
    pairs = _Matched(profile.pairs, [other.pairs for other in others], frequencies.pair_weights)
    names = _Matched(profile.names, [other.names for other in others], frequencies.weights)
    # A pair of words tells a person more than its words do one by one.
    return (
        matched.view(_WORDS, own, theirs),
        pairs.view(
            _PAIRS,
            profile.pair_weights,
            np.concatenate([other.pair_weights for other in others]),
            weight=_PAIRS_TELL,
        ),
        names.view(_NAMES, profile.name_weights, np.concatenate([other.name_weights for other in others])),
        matched.view(_LEAD, profile.lead, leads),
        matched.view(_NUMBERS, own * mine_number, theirs * numbers, weight=0.0),
        names.view(0, profile.name_lead, np.concatenate([other.name_lead for other in others]), weight=0.0),
    )


class _Matched:
    """The ids of all candidates in a row, whose they are, and where the report's own are among them."""

    def __init__(self, own: Ids, theirs: list[Ids], weigh: Callable[[Ids], Floats]) -> None:
        self.count = len(theirs)
        self.ids = np.concatenate(theirs)
        self.owners = np.repeat(np.arange(len(theirs)), [len(ids) for ids in theirs])
        self.own_tells = weigh(own)
        self.tells = weigh(self.ids)
        self.hits, self.places = _meet(own, self.ids)

    def view(self, share: float, own: Steps, theirs: Steps, weight: float = 1.0) -> View:
        mine = own.astype(np.float32) / STEPS * self.own_tells
        weights = theirs.astype(np.float32) / STEPS * self.tells
        squares = np.bincount(self.owners, weights * weights, self.count)
        length = np.sqrt(squares * float(mine @ mine))
        length[length == 0] = 1
        owners = self.owners[self.hits]
        parts = mine[self.places] * weights[self.hits] / length[owners]
        cosine = np.bincount(owners, parts, self.count).astype(np.float32)
        scale = share / _ALL
        return View(scale, cosine, owners, self.ids[self.hits], (parts * scale).astype(np.float32), weight)


def _meet(own: Ids, theirs: Ids) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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


def _for_length(profile: Profile, others: list[Profile], frequencies: Frequencies) -> Floats:
    """Return what makes up for the length of the longer of two reports.

    A long report has more in it that the other has not, about the same event too: its cosines are lower
    than its relevance (Singhal, Buckley and Mitra, "Pivoted document length normalization", 1996).
    """
    ids = np.concatenate([profile.words, *(other.words for other in others)])
    weights = np.concatenate([profile.weights, *(other.weights for other in others)])
    sizes = [len(profile.words), *(len(other.words) for other in others)]
    tells = (weights.astype(np.float32) / STEPS * frequencies.weights(ids)) ** 2
    norms = np.sqrt(np.bincount(np.repeat(np.arange(len(sizes)), sizes), tells, len(sizes)))
    longer = np.maximum(norms[1:], norms[0]) / _USUAL_NORM
    factors: Floats = np.clip(longer**_PIVOT, _SHORTER, _LONGER).astype(np.float32)
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


def _copies(profile: Profile, others: list[Profile], pairs: View) -> NDArray[np.bool_]:
    """Return which candidates are nearly the same text."""
    shared = np.bincount(pairs.owners, minlength=len(others)).tolist()
    return np.array(
        [
            (other.length == profile.length or may_be_copies(count, profile, other))
            and same_text(profile, other, count)
            for count, other in zip(shared, others, strict=True)
        ]
    )


def _kind(is_copy: bool, is_same: bool, gap: float) -> Kind:
    if is_copy:
        return "copy"
    if not is_same:
        return "topic"
    if isnan(gap) or abs(gap) <= _SAME_TIME:
        return "same event"
    return "follow-up" if gap > 0 else "background"
