"""Which terms of a segment a prefix, a pattern, a range or a fuzzy word stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh import query as wq

from briefreader.search.codec import Bytes, Ints, Mask
from briefreader.search.dictionary import Dictionary

Expanded = tuple[int, int] | Ints
"""A slice of the sorted terms, or their numbers one by one."""


def expand(terms: Dictionary, node: Any) -> Expanded:
    """Return the terms that ``node`` stands for; TypeError for a query that is no such."""
    if isinstance(node, wq.Prefix):
        return terms.prefixed(node.text.encode())
    if isinstance(node, wq.FuzzyTerm):
        return within(terms, node.text, int(node.maxdist), node.prefixlength)
    if isinstance(node, wq.TermRange):
        return _range(terms, node)
    if isinstance(node, wq.Wildcard | wq.Regex):
        pattern = re.compile(node._get_pattern())
        low, high = terms.prefixed(node._find_prefix(node.text).encode())
        return np.array([n for n in range(low, high) if pattern.match(terms.term(n).decode())], np.int64)
    if isinstance(node, wq.Variations):
        numbers = (terms.find(text.encode()) for text in sorted(node_variations(node.text)))
        return np.array(sorted(n for n in numbers if n >= 0), np.int64)
    raise TypeError(f"no query that stands for several terms: {node!r}")


def node_variations(text: str) -> set[str]:
    """Return the forms of an English word that Whoosh knows."""
    from whoosh.lang.morph_en import variations

    return set(variations(text))


def _range(terms: Dictionary, node: Any) -> tuple[int, int]:
    low = 0 if node.start is None else terms.at(_text(node.start))
    if node.start is not None and node.startexcl and terms.find(_text(node.start)) >= 0:
        low += 1
    if node.end is None:
        return low, terms.count
    high = terms.at(_text(node.end))
    if not node.endexcl and terms.find(_text(node.end)) >= 0:
        high += 1
    return low, max(low, high)


def _text(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def within(terms: Dictionary, text: str, edits: int, prefix: int = 0) -> Ints:
    """Return the terms that so many insertions, deletions and substitutions turn into ``text``.

    The first ``prefix`` characters must be the same. Terms are compared all of one length at once.
    """
    if not text.isascii():
        # With more letters outside ASCII than edits, only terms with such letters come near.
        foreign = sum(not letter.isascii() for letter in text) > edits
        return _among(terms, terms.foreign if foreign else range(terms.count), text, edits, prefix)
    word = np.frombuffer(text.encode(), np.uint8)
    found = []
    for length in range(max(1, len(word) - edits), len(word) + edits + 1):
        numbers, letters = terms.letters(length)
        if not len(numbers) or min(length, len(word)) < prefix:
            continue
        close = _one_edit(letters, word) if edits == 1 else _edits(letters, word, edits)
        for at in range(prefix):
            close &= letters[at] == word[at]
        found.append(numbers[close])
    numbers = np.concatenate([*found, _among(terms, terms.foreign, text, edits, prefix)])
    return np.unique(numbers) if len(numbers) else numbers


def _one_edit(letters: Bytes, word: Bytes) -> Mask:
    """Return which terms are at most one edit away, by the letters that agree from either end.

    ``letters[i]`` are the i-th letters of all terms.
    """
    size, length = len(word), len(letters)
    counts = np.zeros(letters.shape[1], np.uint16)
    if length == size:
        for at in range(size):
            counts += letters[at] != word[at]
        return counts <= 1
    shorter = min(size, length)
    agree = np.ones(letters.shape[1], bool)
    for at in range(shorter):
        agree &= letters[at] == word[at]
        counts += agree
    agree = np.ones(letters.shape[1], bool)
    for at in range(1, shorter + 1):
        agree &= letters[length - at] == word[size - at]
        counts += agree
    return counts >= shorter


def _edits(letters: Bytes, word: Bytes, edits: int) -> Mask:
    """Return which terms are at most ``edits`` away: Levenshtein's table, for all terms at once."""
    size, (length, count) = len(word), letters.shape
    beyond = np.full(count, edits + 1, np.uint8)
    above = [np.full(count, min(at, edits + 1), np.uint8) for at in range(length + 1)]
    for i in range(1, size + 1):
        row = [np.full(count, min(i, edits + 1), np.uint8)]
        for j in range(1, length + 1):
            if abs(i - j) > edits:
                row.append(beyond)
                continue
            change = above[j - 1] + (letters[j - 1] != word[i - 1])
            step = np.minimum(above[j], row[j - 1]) + np.uint8(1)
            row.append(np.minimum(np.minimum(change, step), beyond))
        above = row
    return above[length] <= edits


def _among(terms: Dictionary, numbers: Iterable[int], text: str, edits: int, prefix: int) -> Ints:
    return np.array([n for n in numbers if _near(terms.term(n).decode(), text, edits, prefix)], np.int64)


def _near(a: str, b: str, edits: int, prefix: int) -> bool:
    from briefreader.search.marks import within as near

    return a[:prefix] == b[:prefix] and near(a, b, edits)
