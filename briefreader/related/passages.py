"""Passages of two reports that say the same: sentences aligned by the words and names they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefreader import text as texts
from briefreader.model import Aligned, Span
from briefreader.related.frequencies import Frequencies
from briefreader.related.profile import Ids, Named
from briefreader.related.words import Stem, Word, content_words, name_id

PASSAGES_AT_MOST = 400
"""Sentences read of one report; 10,000 words of news are fewer."""

ALIGNED = 0.28
"""The likeness from which two passages say the same, at least in part."""

_SECOND = 0.12
_CHARACTERS_AT_MOST = 1200
_NAME_WEIGHT = 0.8
_WORDS_TO_TELL = 2

_QUOTES = "\"'”’»"
_SAY = "said|says|told|added|adds|wrote|asked|replied|stated|explained|reported|according to"
_ATTRIBUTION = re.compile(rf"\W*(?:[\w'’.-]+\s+){{0,6}}(?:{_SAY})\b(?:\s+[\w'’.-]+){{0,6}}\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A sentence, with its attribution where that stands in a sentence of its own.

    ``ids`` are its distinct words and names, sorted, ``weights`` how much each tells, ``plain`` which of
    them are words outside names.
    """

    span: Span
    ids: Ids
    weights: NDArray[np.float32]
    plain: NDArray[np.bool_]


def split(text: str) -> list[Span]:
    """Return the sentences of ``text``, an attribution ('he said.' after the quotation) with its sentence.

    A sentence too long to be one (a table, a list without points) is cut at a blank.
    """
    spans: list[Span] = []
    for start, end in texts.sentences(text):
        quoted = bool(spans) and text[spans[-1][1] - 1] in _QUOTES and "\n" not in text[spans[-1][1] : start]
        if quoted and _ATTRIBUTION.fullmatch(text, start, min(end, start + 120)):
            spans[-1] = (spans[-1][0], end)
        else:
            while end - start > _CHARACTERS_AT_MOST:
                cut = text.rfind(" ", start + 1, start + _CHARACTERS_AT_MOST)
                cut = cut if cut > start else start + _CHARACTERS_AT_MOST
                spans.append((start, cut))
                start = cut + (text[cut] == " ")
            spans.append((start, end))
        if len(spans) >= PASSAGES_AT_MOST:
            break
    return spans


def passages(text: str, entities: Sequence[Named], stem: Stem, frequencies: Frequencies) -> list[Passage]:
    """Return the passages of ``text``; ``entities`` are those named in it."""
    mentions = sorted((span, entity.id) for entity in entities for span in entity.spans)
    at = 0
    found: list[Passage] = []
    for span in split(text):
        inside: list[tuple[Span, str]] = []
        while at < len(mentions) and mentions[at][0][0] < span[1]:
            if mentions[at][0][0] >= span[0]:
                inside.append(mentions[at])
            at += 1
        tells = _tells(content_words(text, stem, *span), inside)
        ids = np.array(sorted(tells), dtype=np.uint32)
        factors = np.array([tells[int(i)] for i in ids], dtype=np.float32)
        found.append(Passage(span, ids, frequencies.weights(ids) * factors, factors == 1))
    return found


def _tells(words: Sequence[Word], names: Sequence[tuple[Span, str]]) -> dict[int, float]:
    """Return the ids of a passage with their factors: the words of one name count together as one word."""
    tells = {name_id(f"={ident}"): _NAME_WEIGHT for _, ident in names}
    parts: dict[int, int] = {}
    for (start, end), _ in names:
        within = [word for word in words if start <= word.start < end]
        for word in within:
            parts[word.start] = len(within)
    for word in words:
        tells[word.id] = max(tells.get(word.id, 0.0), 1 / parts.get(word.start, 1))
    return tells


def likeness(ours: Sequence[Passage], theirs: Sequence[Passage]) -> NDArray[np.float32]:
    """Return how alike each of our passages is to each of theirs, 0 to 1, as a matrix.

    Half cosine, half how much of the shorter lies in the longer: a sentence that two others say between
    them is like both.
    """
    if not ours or not theirs:
        return np.zeros((len(ours), len(theirs)), dtype=np.float32)
    a, b = _Row.of(ours), _Row.of(theirs)
    every, held_by = np.unique(np.concatenate([a.ids, b.ids]), return_counts=True)
    # What runs through both reports (the place, the company) does not tell one passage from the next.
    passages_ = len(ours) + len(theirs)
    local = np.minimum(np.log1p(passages_ / held_by) / np.log1p(passages_ / 2), 1).astype(np.float32)
    a_tells = a.weights * local[np.searchsorted(every, a.ids)]
    b_tells = b.weights * local[np.searchsorted(every, b.ids)]
    at_a, at_b = _meet(a.ids, b.ids)
    cells = a.owners[at_a] * len(theirs) + b.owners[at_b]

    def summed(values: NDArray[np.float32]) -> NDArray[np.float64]:
        sums = np.bincount(cells, values.astype(np.float64), len(ours) * len(theirs))
        return sums.astype(np.float64).reshape(len(ours), len(theirs))

    shared, count = summed(a_tells[at_a] * b_tells[at_b]), summed(np.ones(len(cells), np.float32))
    plain = summed((a.plain[at_a] & b.plain[at_b]).astype(np.float32))
    size_a = np.bincount(a.owners, a_tells * a_tells, len(ours))[:, None]
    size_b = np.bincount(b.owners, b_tells * b_tells, len(theirs))[None, :]
    cosine = shared / np.maximum(np.sqrt(size_a * size_b), 1e-6)
    held = shared / np.maximum(np.minimum(size_a, size_b), 1e-6)
    # What holds a word or two lies in many a sentence without saying the same.
    few = np.minimum(
        np.bincount(a.owners, minlength=len(ours))[:, None], np.bincount(b.owners, minlength=len(theirs))
    )
    held = np.maximum(held * np.minimum(few / 8, 1), cosine)
    alike = (cosine + held) / 2
    alike[count < np.minimum(_WORDS_TO_TELL, np.maximum(few, 1))] = 0
    # Two sentences on one person say the same only when they share a word beside the name.
    plain_a = np.bincount(a.owners, a.plain, len(ours))[:, None]
    fewer = np.minimum(plain_a, np.bincount(b.owners, b.plain, len(theirs)))
    alike *= 0.4 + 0.6 * np.minimum(plain / np.clip(fewer, 1, 4), 1)
    capped: NDArray[np.float32] = np.minimum(alike, 1).astype(np.float32)
    return capped


def align(alike: NDArray[np.float32], least: float = ALIGNED) -> list[tuple[int, int, float]]:
    """Return the pairs of passages (ours, theirs, likeness) that say the same, in our order.

    Each passage brings its best partner, if that is like enough; so one may have several. A partner that
    has a better one has to be more like it: it may be the second half of what the one says in a sentence.
    """
    if not alike.size:
        return []
    rows, columns = alike.shape
    # Reports tell things in about the same order: of two equal partners, the one at the same height.
    height = np.abs(np.arange(rows)[:, None] / rows - np.arange(columns)[None, :] / columns)
    ranked = alike - 0.02 * height
    chosen = {(i, int(ranked[i].argmax())) for i in range(rows)}
    chosen |= {(int(ranked[:, j].argmax()), j) for j in range(columns)}
    is_mutual = (ranked == ranked.max(axis=0)) & (ranked == ranked.max(axis=1, keepdims=True))
    asked = np.where(is_mutual, least, least + _SECOND)
    return [(i, j, float(alike[i, j])) for i, j in sorted(chosen) if alike[i, j] >= asked[i, j]]


class _Row(NamedTuple):
    """The ids of all passages in a row, sorted, with whose they are and what they tell."""

    ids: Ids
    owners: NDArray[np.int64]
    weights: NDArray[np.float32]
    plain: NDArray[np.bool_]

    @classmethod
    def of(cls, found: Sequence[Passage]) -> _Row:
        ids = np.concatenate([passage.ids for passage in found])
        owners = np.repeat(np.arange(len(found)), [len(passage.ids) for passage in found])
        order = np.argsort(ids, kind="stable")
        weights = np.concatenate([passage.weights for passage in found])
        plain = np.concatenate([passage.plain for passage in found])
        return cls(ids[order], owners[order], weights[order], plain[order])


def _meet(ours: Ids, theirs: Ids) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every pair of places in two sorted rows that hold the same id."""
    first, last = np.searchsorted(theirs, ours, "left"), np.searchsorted(theirs, ours, "right")
    times = last - first
    at_ours = np.repeat(np.arange(len(ours)), times)
    start = np.repeat(first - (np.cumsum(times) - times), times)
    return at_ours, start + np.arange(len(at_ours))


def matching(ours: Sequence[Passage], theirs: Sequence[Passage], most: int = 3) -> list[Aligned]:
    """Return the passages of two reports that match best, best first: the evidence that they are related."""
    pairs = align(likeness(ours, theirs))
    best = sorted(pairs, key=lambda pair: (-pair[2], pair[0]))[:most]
    return [Aligned(ours[i].span, theirs[j].span, round(score, 3)) for i, j, score in best]
