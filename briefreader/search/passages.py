"""Snippets of found reports by the positions that the index has, without analysing their text again.

The positions say where the best passage is; only the words of that passage are looked at, from the
nearest anchor on. Prefixes and fuzzy words that stand for very many terms are the exception: for
those the text itself is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from whoosh import query as wq

from briefreader import text
from briefreader.search import snippets
from briefreader.search.analysis import fold, stem_of
from briefreader.search.codec import Ints
from briefreader.search.expand import expand
from briefreader.search.hits import common
from briefreader.search.language import Parsed
from briefreader.search.marks import Mark
from briefreader.search.schema import FORMS
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.snippets import Shown, Snippet, best, cut, snippet
from briefreader.search.terms import Terms

_FIELD = "text"
_MOST_TERMS = 24
_WIDTH = 6  # characters of a word and the blank behind it, about
_SHORTEST = 4  # characters of a word and a blank in a passage of very short words
SHORT = 20_000
"""Characters that are searched sooner than positions unpacked."""

_BLANK = re.compile(r"\s+")

Place = tuple[int, int, Mark]
"""Position of the first word, number of words, and the mark that they show."""


class _TooWide(Exception):
    pass


def shown(
    snapshot: Snapshot, query: Parsed, reports: Sequence[tuple[int, str, str]], size: int
) -> list[Shown]:
    """Return what ``snippets.shown`` does, for reports given as their keys, titles and texts."""
    long = [number for number, (_, _, written) in enumerate(reports) if len(written) > SHORT]
    page = snippets.shown(
        [(title, written if len(written) <= SHORT else "") for _, title, written in reports], query, size
    )
    keys = np.array([reports[number][0] for number in long], np.int64)
    found: dict[int, Snippet | None] = {}
    for segment in snapshot.segments if long else ():
        at, docs = segment.located(keys)
        if not len(docs):
            continue
        try:
            places = _places(snapshot, segment, query.marks.marks, docs)
        except _TooWide:
            continue
        for row, doc in enumerate(docs.tolist()):
            number = long[at[row]]
            here = sorted(places[row], key=lambda place: place[:2])
            found[number] = _snippet(segment, doc, reports[number][2], query, here, size)
    for number in long:
        passage = found.get(number) or snippet(reports[number][2], query, size)
        page[number] = (*passage, page[number][2])
    return page


def _snippet(
    segment: Segment, doc: int, written: str, query: Parsed, places: list[Place], size: int
) -> Snippet | None:
    """Return the best passage, None where the text is not the one that was indexed."""
    if not places:
        # Found by its title or its names: the beginning.
        line = " ".join(written[: _WIDTH * size].split())
        return cut(line, [], size, False, len(written) > _WIDTH * size)
    first, last = best([(at * _WIDTH, (at + count) * _WIDTH - 1, mark) for at, count, mark in places], size)
    # Nothing behind these words can be in the passage: it begins at the first of them, or before it.
    start, end = first // _WIDTH, max(last // _WIDTH + 1, first // _WIDTH + size // _WIDTH)
    base, char = segment.anchor(doc, max(0, start - size // _SHORTEST))
    matches = list(islice(text.matches(written, char), end - base))
    if len(matches) <= start - base:
        return None
    begin = max(0, matches[start - base].start() - size)
    if begin:
        blank = _BLANK.search(written, begin)
        begin = blank.end() if blank else begin
    stop = min(len(written), matches[-1].end() + size)
    folded = _Folded(written[begin:stop])
    hits: list[tuple[int, int, Mark]] = []
    for at, count, mark in places:
        if at < base or at + count > base + len(matches):
            continue
        shown = matches[at - base : at - base + count]
        if shown[0].start() >= begin and _shows(mark, [match.group() for match in shown], query):
            hits.append((folded.at(shown[0].start() - begin), folded.at(shown[-1].end() - begin), mark))
    if not hits:
        return None
    # The last hit of the best passage, by its words, is here the last one that reaches no further.
    reach = folded.at(matches[min(len(matches), last // _WIDTH + 1 - base) - 1].end() - begin)
    leading = folded.at(max(begin, matches[start - base].start()) - begin)
    inside = [hit for hit in hits if hit[0] >= leading and hit[1] <= reach]
    chosen = (inside[0][0], max(hit[1] for hit in inside)) if inside else None
    return cut(folded.line, hits, size, begin > 0, stop < len(written), chosen)


class _Folded:
    """A stretch of text with its white space folded, and where its characters went."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self.line = " ".join(raw.split())
        self._same = self.line == raw

    def at(self, place: int) -> int:
        """Return the place in the line of the start or the end of a word."""
        if self._same:
            return place
        before = " ".join(self._raw[:place].split())
        return len(before) + (1 if before and self._raw[place - 1].isspace() else 0)


def _shows(mark: Mark, words: list[str], query: Parsed) -> bool:
    if len(mark.stems) > 1:
        return [stem_of(fold(word)) for word in words] == list(mark.stems)
    return query.marks.shows(mark, words[0])


def _places(snapshot: Snapshot, segment: Segment, marks: Sequence[Mark], docs: Ints) -> list[list[Place]]:
    """Return for each document (rising) where the marks stand in its text."""
    terms = segment.fields[_FIELD]
    found: list[list[Place]] = [[] for _ in docs]
    for mark in marks:
        if len(mark.stems) > 1:
            for row, at in _phrases(snapshot, segment, terms, mark.stems, docs):
                found[row].append((at, len(mark.stems), mark))
            continue
        numbers = [terms.find(mark.stems[0].encode())] if mark.stems else _terms(segment, mark)
        for number in numbers:
            if number >= 0:
                rows, positions = _positions(snapshot, segment, terms, number, docs)
                for row, at in zip(rows.tolist(), positions.tolist(), strict=True):
                    found[row].append((at, 1, mark))
    return found


def _terms(segment: Segment, mark: Mark) -> list[int]:
    """Return the terms whose words may show a mark that is no stem."""
    if mark.name:
        return [segment.fields[_FIELD].find(stem_of(mark.name).encode())]
    numbers: set[int] = set()
    for name in (_FIELD, FORMS[_FIELD]):
        terms = segment.fields[name]
        node: Any = (
            wq.Prefix(name, mark.prefix)
            if mark.prefix
            else wq.FuzzyTerm(name, mark.fuzzy, 1.0, mark.edits, 0)
        )
        chosen = expand(terms, node)
        if (chosen[1] - chosen[0] if isinstance(chosen, tuple) else len(chosen)) > _MOST_TERMS:
            raise _TooWide
        here = range(*chosen) if isinstance(chosen, tuple) else chosen.tolist()
        if name == _FIELD:
            numbers |= set(here)
        else:
            stems = {stem_of(terms.term(number).decode()) for number in here}
            numbers |= {segment.fields[_FIELD].find(stem.encode()) for stem in stems}
    return sorted(numbers)


def _positions(
    snapshot: Snapshot, segment: Segment, terms: Terms, number: int, docs: Ints
) -> tuple[Ints, Ints]:
    """Return where a term stands in some documents: number in ``docs`` and position, for each place."""
    postings = snapshot.postings(segment, terms, number)
    rows, at = common(docs, postings.docs, segment.documents)
    if not len(rows):
        return rows, rows
    ordinals = at if postings.ordinals is None else postings.ordinals[at]
    positions, of = terms.positions(number, ordinals, docs[rows], np.zeros(len(at), np.int64))
    return rows[of], positions


def _phrases(
    snapshot: Snapshot, segment: Segment, terms: Terms, stems: Sequence[str], docs: Ints
) -> Iterator[tuple[int, int]]:
    starts: set[tuple[int, int]] | None = None
    for shift, stem in enumerate(stems):
        number = terms.find(stem.encode())
        if number < 0:
            return
        rows, positions = _positions(snapshot, segment, terms, number, docs)
        here = set(zip(rows.tolist(), (positions - shift).tolist(), strict=True))
        starts = here if starts is None else starts & here
    yield from starts or ()
