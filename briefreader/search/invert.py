"""From reports to a segment: one pass over the words, then sorting by numpy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.util.numeric import _length_byte_cache

from briefreader import text
from briefreader.model import Article
from briefreader.search import analysis, container
from briefreader.search.codec import Ints, smallest
from briefreader.search.fields import ANCHOR, FIELDS, NO_DATE
from briefreader.search.fieldwriter import FieldWriter
from briefreader.search.schema import FORMAT, FORMS, NAME_FIELDS, TEXT_FIELDS, seconds

_LENGTHS = np.array(_length_byte_cache)
_MOST_WORDS_KNOWN = 300_000
_CHARACTERS = 6

_fold = analysis.fold.__wrapped__
_stem = analysis.stem_of.__wrapped__


_TEXTS = (*TEXT_FIELDS, *NAME_FIELDS)

Report = tuple[int, int, tuple[str | None, ...]]
"""What is indexed of a report: its key, its date (see ``NO_DATE``), and the texts of its fields."""


def report(key: int, article: Article) -> Report:
    """Return what is indexed of an article."""
    published = NO_DATE if article.published is None else seconds(article.published)
    return key, published, tuple(getattr(article, name) for name in _TEXTS)


def batches(reports: Iterable[tuple[int, Article]], words: int) -> Iterator[list[Report]]:
    """Cut articles into lists of reports with about so many words each, judged by their characters."""
    found: list[Report] = []
    room = words * _CHARACTERS
    for key, article in reports:
        found.append(report(key, article))
        room -= len(article.title) + len(article.text)
        if room <= 0:
            yield found
            found, room = [], words * _CHARACTERS
    if found:
        yield found


Postings = tuple[list[bytes], Ints, Ints, Ints, Ints]
"""Sorted terms, documents of each, and of each posting the document, the frequency, the positions."""


class Words(dict[str, int]):
    """Numbers for the words as they are written, one for all that fold to the same.

    A subclass of dict so that looking up a word seen before costs no Python call.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folded: list[str] = []
        self.stems: list[str] = []
        self._numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        folded = _fold(word)
        number = self._numbers.get(folded)
        if number is None:
            number = self._numbers[folded] = len(self.folded)
            self.folded.append(folded)
            self.stems.append(_stem(folded))
        self[word] = number
        return number


class Batch:
    """Reports whose words were read, waiting to become a segment."""

    def __init__(self, words: Words | None = None) -> None:
        # Known words are carried from batch to batch, since stemming is the dearest step of all.
        self.words = words if words is not None and len(words) < _MOST_WORDS_KNOWN else Words()
        self.keys = array("q")
        self.published = array("q")
        self.tokens = {name: array("i") for name in _TEXTS}
        self.anchored, self.anchor_ends, self.anchors = array("i"), array("q"), array("q")
        self.lengths = {name: array("i") for name in _TEXTS}

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def size(self) -> int:
        """Number of words read."""
        return sum(map(len, self.tokens.values()))

    def add(self, report: Report) -> None:
        """Read the words of a report."""
        key, published, values = report
        number = self.words.__getitem__
        for (name, tokens), value in zip(self.tokens.items(), values, strict=True):
            before = len(tokens)
            if value:
                tokens.extend(map(number, text.words(value)))
                if name == "text" and len(tokens) - before > ANCHOR:
                    self._anchor(value)
            self.lengths[name].append(len(tokens) - before)
        self.keys.append(key)
        self.published.append(published)

    def _anchor(self, value: str) -> None:
        self.anchored.append(len(self))
        self.anchors.extend(match.start() for match in islice(text.matches(value), ANCHOR, None, ANCHOR))
        self.anchor_ends.append(len(self.anchors))

    def write(self, path: Path) -> int:
        """Write the segment to ``path`` and return its size in bytes."""
        arrays: dict[str, Any] = {
            "key": smallest(np.array(self.keys, np.int64)),
            "published": np.array(self.published, np.int64),
            "anchored": smallest(np.array(self.anchored, np.int64)),
            "anchor_count": smallest(np.diff(np.array(self.anchor_ends, np.int64), prepend=0)),
            "anchors": smallest(np.array(self.anchors, np.int64)),
        }
        tables = {}
        totals = {}
        for name, lengths in self.lengths.items():
            counts = np.array(lengths, np.int64)
            arrays |= length_arrays(name, counts)
            totals[name] = int(counts.sum())
        inverted: dict[str, Postings] = {}
        for name in self.tokens:
            inverted |= self._invert(name)
        for field in FIELDS:
            terms, *postings = inverted[field.name]
            lengths = self.lengths.get(field.name, array("i", bytes(4 * len(self))))
            writer = FieldWriter(field, terms, postings[0], np.array(lengths, np.int64), path.parent)
            writer.add(*postings)
            more, tables[field.name] = writer.arrays()
            arrays |= more
        return container.write(path, table(len(self), tables, totals), arrays)

    def _invert(self, name: str) -> Iterator[tuple[str, Postings]]:
        tokens = np.array(self.tokens[name], np.int64)
        lengths = np.array(self.lengths[name], np.int64)
        docs = np.repeat(np.arange(len(lengths)), lengths)
        places = np.arange(len(tokens)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        stemmed = name in TEXT_FIELDS
        used = np.flatnonzero(np.bincount(tokens)) if len(tokens) else tokens
        words = self.words
        folded = [words.folded[number].encode() for number in used]
        terms = [words.stems[number].encode() for number in used] if stemmed else folded
        yield name, _postings(_ranks(tokens, used, terms), docs, places)
        if stemmed:
            differs = np.zeros(len(words.folded), bool)
            differs[used] = [a != b for a, b in zip(folded, terms, strict=True)]
            chosen = differs[tokens]
            numbers = used[differs[used]]
            names = [words.folded[number].encode() for number in numbers]
            yield FORMS[name], _presence(_ranks(tokens[chosen], numbers, names), docs[chosen])


Ranked = tuple[list[bytes], Ints]
"""Sorted terms, and for each token the rank of its own."""


def _ranks(tokens: Ints, used: Ints, names: list[bytes]) -> Ranked:
    """Return the sorted terms, and for each token the rank of its own."""
    terms = sorted(set(names))
    rank = {term: number for number, term in enumerate(terms)}
    table = np.zeros(int(used[-1]) + 1 if len(used) else 0, np.int64)
    table[used] = [rank[name] for name in names]
    return terms, table[tokens]


def _postings(ranked: Ranked, docs: Ints, places: Ints) -> Postings:
    terms, ranks = ranked
    # Sorting plain numbers (rank, then place in the batch) is many times as fast as argsort.
    keys = (ranks << 32) | np.arange(len(ranks))
    keys.sort()
    order = keys & 0xFFFF_FFFF
    ranks = keys >> 32
    docs = docs[order]
    places = places[order]
    new = np.ones(len(keys), bool)
    new[1:] = (ranks[1:] != ranks[:-1]) | (docs[1:] != docs[:-1])
    firsts = np.flatnonzero(new)
    frequencies = np.diff(firsts, append=len(keys))
    counts = np.bincount(ranks[firsts], minlength=len(terms))
    return terms, counts, docs[firsts], frequencies, places


def _presence(ranked: Ranked, docs: Ints) -> Postings:
    terms, ranks = ranked
    keys = (ranks << 32) | docs
    keys.sort()
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
    nothing = np.empty(0, np.int64)
    return terms, np.bincount(keys >> 32, minlength=len(terms)), keys & 0xFFFF_FFFF, nothing, nothing


def length_arrays(name: str, lengths: Ints) -> dict[str, npt.NDArray[Any]]:
    """Return the lengths of a field as they are kept: exact, and in Whoosh's one-byte approximation."""
    norms = np.minimum(np.searchsorted(_LENGTHS, lengths), 255).astype(np.uint8)
    return {f"{name}.length": smallest(lengths), f"{name}.norm": norms}


def table(documents: int, fields: dict[str, Any], lengths: dict[str, int]) -> dict[str, Any]:
    """Return what a segment says of itself."""
    return {"format": FORMAT, "documents": documents, "fields": fields, "lengths": lengths}
