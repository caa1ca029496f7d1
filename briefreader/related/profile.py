"""What of a report is compared with others: its words, pairs of words and names, each with its weight.

A profile is made once from a report and kept; relating reports then never needs their texts. Words are
known by 32-bit hashes of their stems: a collision costs a little precision and is rare enough.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from math import nan
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from briefreader import text as texts
from briefreader.model import Article, Span
from briefreader.related.words import Sentence, Stem, Word, name_id, pair_id, told

Ids = NDArray[np.uint32]
Steps = NDArray[np.uint8]

STEPS = 16
"""A weight is the square root of a weighted count, kept in sixteenths."""

_FIRST = (3.0, 2.0)
_LEAD_WORDS = 15
_LEAD_CHARACTERS = 500
_WORDS, _PAIRS, _NAMES = 1200, 1600, 400
_HEAD = struct.Struct("<BdIHHH")
_VERSION = 2


class Named(Protocol):
    """A merged entity as it occurs in one report: its identity, display name, kind and places in the text."""

    @property
    def id(self) -> str:
        """The merged entity, the same in every report that names it."""

    @property
    def name(self) -> str:
        """How it is shown to a person."""

    @property
    def kind(self) -> str:
        """What it is: person, organisation, place or other."""

    @property
    def spans(self) -> Sequence[Span]:
        """Where the report's text names it."""

    @property
    def titled(self) -> int:
        """How often its title does."""


class Name(NamedTuple):
    """A ``Named`` for whoever has no record of its own that fits."""

    id: str
    name: str
    kind: str
    spans: Sequence[Span]
    titled: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A report as relating sees it. Ids are sorted; weights are in sixteenths (see ``STEPS``).

    ``lead`` holds the weight of each word in the title and the first sentence (0 where it is not there),
    ``name_lead`` that of each name in the title and the first 500 characters,
    ``time`` the hours since 1970 (NaN without a date), ``length`` the words that count.
    """

    words: Ids
    weights: Steps
    lead: Steps
    pairs: Ids
    pair_weights: Steps
    names: Ids
    name_weights: Steps
    name_lead: Steps
    time: float
    length: int

    def to_bytes(self) -> bytes:
        """Return the profile for keeping: about 2 kB for a report of 300 words."""
        head = _HEAD.pack(_VERSION, self.time, self.length, len(self.words), len(self.pairs), len(self.names))
        ids = (part.astype("<u4").tobytes() for part in (self.words, self.pairs, self.names))
        steps = (self.weights, self.lead, self.pair_weights, self.name_weights, self.name_lead)
        return b"".join((head, *ids, *(part.tobytes() for part in steps)))

    @classmethod
    def from_bytes(cls, kept: bytes) -> Profile:
        """Return the profile that ``to_bytes`` kept; raise ValueError for what it did not keep."""
        at, time, length, words, pairs, names = head_of(kept)
        count = words + pairs + names
        ids = np.frombuffer(kept, dtype="<u4", count=count, offset=at)
        steps = np.frombuffer(kept, dtype=np.uint8, offset=at + 4 * count)
        return cls(
            words=ids[:words],
            weights=steps[:words],
            lead=steps[words : 2 * words],
            pairs=ids[words : words + pairs],
            pair_weights=steps[2 * words : 2 * words + pairs],
            names=ids[words + pairs :],
            name_weights=steps[2 * words + pairs : 2 * words + pairs + names],
            name_lead=steps[2 * words + pairs + names :],
            time=time,
            length=length,
        )


def head_of(kept: bytes) -> tuple[int, float, int, int, int, int]:
    """Return of a kept profile where its parts begin, time, length, and its words, pairs and names.

    Raises:
        ValueError: it is none, or of another version.
    """
    if len(kept) < _HEAD.size:
        raise ValueError("not a profile: too short")
    version, time, length, words, pairs, names = _HEAD.unpack_from(kept)
    if version != _VERSION:
        raise ValueError(f"a profile of version {version}, not {_VERSION}: make it anew")
    if len(kept) != _HEAD.size + 5 * (words + pairs + names) + words + names:
        raise ValueError("not a profile: its length does not fit its counts")
    return _HEAD.size, time, length, words, pairs, names


def profile(
    article: Article, entities: Sequence[Named], stem: Stem, sentences: Sequence[Sentence] | None = None
) -> Profile:
    """Return the profile of ``article``, whose merged entities are ``entities``.

    ``sentences`` are what ``told`` makes of it, where that is at hand.

    A word counts 2 in the first sentence and max(.3, .9 ** i) in sentence i, wherever the title stands
    apart from the text it is the first sentence. A name counts once for each mention and once more in the
    title; the words of a name of several count half, so that spellings that were not merged still meet.
    """
    counts: defaultdict[int, float] = defaultdict(float)
    pairs: defaultdict[int, float] = defaultdict(float)
    lead: defaultdict[int, int] = defaultdict(int)
    length = 0
    for place, (_, words) in enumerate(told(article, stem) if sentences is None else sentences):
        weight = _FIRST[place] if place < len(_FIRST) else max(0.3, 0.9**place)
        for word in words:
            counts[word.id] += weight
        for pair in _pairs(words):
            pairs[pair] += weight
        if length < _LEAD_WORDS:
            for word in words:
                lead[word.id] += 1
        length += len(words)
    words_, weights, leads = _pack(counts, _WORDS, lead)
    pairs_, pair_weights, _ = _pack(pairs, _PAIRS)
    names_, name_weights, name_leads = _pack(*_names(entities))
    time = hours(article.published)
    return Profile(
        words_, weights, leads, pairs_, pair_weights, names_, name_weights, name_leads, time, length
    )


def renamed(kept: Profile, entities: Sequence[Named]) -> Profile:
    """Return the profile that a report has with these merged entities in place of those of ``kept``."""
    names, weights, leads = _pack(*_names(entities))
    return replace(kept, names=names, name_weights=weights, name_lead=leads)


def hours(moment: datetime | None) -> float:
    """Return ``moment`` in hours since 1970, NaN for None."""
    return moment.timestamp() / 3600 if moment else nan


def _pairs(words: list[Word]) -> list[int]:
    return [pair_id(a.id, b.id) for a, b in pairwise(words)]


def _names(entities: Sequence[Named]) -> tuple[dict[int, float], int, dict[int, int]]:
    counts: defaultdict[int, float] = defaultdict(float)
    lead: dict[int, int] = {}
    for entity in entities:
        mentions = len(entity.spans) + min(entity.titled, 1)
        ident = name_id(f"={entity.id}")
        counts[ident] += mentions
        lead[ident] = mentions - sum(1 for start, _ in entity.spans if start >= _LEAD_CHARACTERS)
        parts = folded_name(entity.name).split()
        if len(parts) > 1:
            for part in parts:
                if len(part) > 1:
                    counts[name_id(part)] += mentions / 2
        elif parts:
            counts[name_id(parts[0])] += mentions / 2
    return counts, _NAMES, lead


def folded_name(name: str) -> str:
    """Return ``name`` as its folded words with blanks between."""
    return " ".join(texts.fold(token) for token, _, _ in texts.tokens(name))


def _pack(
    counts: dict[int, float], most: int, lead: dict[int, int] | None = None
) -> tuple[Ids, Steps, Steps]:
    kept = counts
    if len(counts) > most:
        kept = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
    ids = sorted(kept)
    weights = np.maximum(_steps([kept[i] for i in ids]), 1)
    leads = _steps([lead.get(i, 0) for i in ids]) if lead is not None else np.zeros(0, np.uint8)
    return np.array(ids, dtype=np.uint32), weights, leads


def _steps(counts: Sequence[float]) -> Steps:
    """Return the square roots of weighted counts, in sixteenths (see ``STEPS``), at most 255."""
    roots: Steps = np.minimum(np.rint(STEPS * np.sqrt(np.array(counts, np.float64))), 255).astype(np.uint8)
    return roots
