"""Many profiles beside one another, in the form in which one is compared with all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefreader.related.profile import Ids, Profile, Steps, head_of


class Column(NamedTuple):
    """The words (or pairs, or names) of all profiles in a row; ``ends`` says where those of each end.

    ``lead`` is empty for pairs. Ids rise within each profile.
    """

    ids: Ids
    weights: Steps
    lead: Steps
    ends: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many each profile has."""
        return np.diff(self.ends, prepend=0)

    @property
    def owners(self) -> NDArray[np.int64]:
        """Which profile each is of."""
        return np.repeat(np.arange(len(self.ends)), self.sizes)

    def of(self, place: int) -> slice:
        """Return where those of a profile stand."""
        return slice(int(self.ends[place - 1]) if place else 0, int(self.ends[place]))


class Many:
    """Profiles with the caller's keys. ``times`` and ``lengths`` are those of the profiles."""

    def __init__(
        self,
        keys: Sequence[int],
        times: Sequence[float],
        lengths: Sequence[int],
        columns: Iterable[tuple[Ids, Steps, Steps, Sequence[int]]],
    ) -> None:
        self.keys = keys
        self.times = np.array(times, np.float64)
        self.lengths = np.array(lengths, np.int64)
        self.words, self.pairs, self.names = (
            Column(ids, weights, lead, np.cumsum(sizes, dtype=np.int64))
            for ids, weights, lead, sizes in columns
        )

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def of(cls, profiles: Iterable[tuple[int, Profile]]) -> Many:
        """Return these profiles beside one another."""
        pairs = list(profiles)
        made = [profile for _, profile in pairs]
        return cls(
            [key for key, _ in pairs],
            [each.time for each in made],
            [each.length for each in made],
            (
                _columns([(each.words, each.weights, each.lead) for each in made]),
                _columns([(each.pairs, each.pair_weights, _NO_LEAD) for each in made]),
                _columns([(each.names, each.name_weights, each.name_lead) for each in made]),
            ),
        )

    @classmethod
    def from_bytes(cls, kept: Iterable[tuple[int, bytes]]) -> Many:
        """Return profiles as ``Profile.to_bytes`` kept them; ValueError as for ``Profile.from_bytes``."""
        keys: list[int] = []
        times: list[float] = []
        lengths: list[int] = []
        sizes: tuple[list[int], ...] = ([], [], [])
        parts: tuple[list[bytes], ...] = tuple([] for _ in range(8))
        for key, blob in kept:
            at, time, length, *counts = head_of(blob)
            keys.append(key)
            times.append(time)
            lengths.append(length)
            words, pairs, names = counts
            for size, count in zip(sizes, counts, strict=True):
                size.append(count)
            spans = (4 * words, 4 * pairs, 4 * names, words, words, pairs, names, names)
            for part, span in zip(parts, spans, strict=True):
                part.append(blob[at : at + span])
                at += span
        ids = [np.frombuffer(b"".join(part), "<u4") for part in parts[:3]]
        steps = [np.frombuffer(b"".join(part), np.uint8) for part in parts[3:]]
        return cls(
            keys,
            times,
            lengths,
            (
                (ids[0], steps[0], steps[1], sizes[0]),
                (ids[1], steps[2], _NO_LEAD, sizes[1]),
                (ids[2], steps[3], steps[4], sizes[2]),
            ),
        )

    def profile(self, place: int) -> Profile:
        """Return one of the profiles."""
        words, pairs, names = (column.of(place) for column in (self.words, self.pairs, self.names))
        return Profile(
            self.words.ids[words],
            self.words.weights[words],
            self.words.lead[words],
            self.pairs.ids[pairs],
            self.pairs.weights[pairs],
            self.names.ids[names],
            self.names.weights[names],
            self.names.lead[names],
            float(self.times[place]),
            int(self.lengths[place]),
        )


_NO_LEAD = np.zeros(0, np.uint8)
_NO_IDS = np.zeros(0, np.uint32)


def _columns(parts: Sequence[tuple[Ids, Steps, Steps]]) -> tuple[Ids, Steps, Steps, list[int]]:
    ids, weights, lead = zip(*parts, strict=True) if parts else ((_NO_IDS,), (_NO_LEAD,), (_NO_LEAD,))
    sizes = [len(each) for each, _, _ in parts]
    return np.concatenate(ids), np.concatenate(weights), np.concatenate(lead), sizes
