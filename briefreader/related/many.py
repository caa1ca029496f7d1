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
        sizes = self.ends.copy()
        sizes[1:] -= self.ends[:-1]
        return sizes

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
        sizes: list[tuple[int, int, int]] = []
        parts: list[tuple[bytes, ...]] = []
        for key, blob in kept:
            a, time, length, words, pairs, names = head_of(blob)
            keys.append(key)
            times.append(time)
            lengths.append(length)
            sizes.append((words, pairs, names))
            b = a + 4 * words
            c = b + 4 * pairs
            d = c + 4 * names
            e = d + words
            f = e + words
            g = f + pairs
            h = g + names
            parts.append(
                (blob[a:b], blob[b:c], blob[c:d], blob[d:e], blob[e:f], blob[f:g], blob[g:h], blob[h:])
            )
        joined = [b"".join(column) for column in zip(*parts, strict=True)] or [b""] * 8
        ids = [np.frombuffer(column, "<u4") for column in joined[:3]]
        weights, lead, pair_weights, name_weights, name_lead = (
            np.frombuffer(column, np.uint8) for column in joined[3:]
        )
        counts = [list(column) for column in zip(*sizes, strict=True)] or [[], [], []]
        return cls(
            keys,
            times,
            lengths,
            (
                (ids[0], weights, lead, counts[0]),
                (ids[1], pair_weights, _NO_LEAD, counts[1]),
                (ids[2], name_weights, name_lead, counts[2]),
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
