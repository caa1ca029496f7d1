"""“Did you mean”: words that the index does not know, put right by those that it does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from briefreader import text
from briefreader.search.analysis import fold, stem_of
from briefreader.search.expand import within
from briefreader.search.language import Parsed
from briefreader.search.schema import FORMS, NAME_FIELDS, TEXT_FIELDS
from briefreader.search.segment import Segment
from briefreader.search.snapshot import Snapshot
from briefreader.search.stated import STATE_FIELDS

_SHORTEST = 4
_LONGEST_FIELD = 8
_SHORTEST_TWO_EDITS = 7
_OPERATORS = frozenset(("AND", "OR", "NOT"))
_NO_WORD = re.compile(r"[:*~]")
_OF_A_STATE = re.compile(rf"(?i)\b(?:{'|'.join(STATE_FIELDS)}):[^\s\w]?$")


def suggest(snapshot: Snapshot, query: Parsed) -> str | None:
    """Return the query with each unknown word replaced by the nearest known one; None when all are known.

    A word is unknown that no report holds in any form, in text, title or the names beside them. Nearest
    is the fewest edits away (one, two neighbours exchanged, or two in a long word), then what begins
    alike, then what most reports hold.
    """
    written = query.query
    found: list[str] = []
    done = 0
    for match in text.matches(written):
        word = match.group()
        if word in _OPERATORS or len(word) < _SHORTEST or _NO_WORD.match(written, match.end()):
            continue
        if _OF_A_STATE.search(written[: match.start()][-_LONGEST_FIELD:]) or _known(snapshot, word):
            continue
        better = _nearest(snapshot, fold(word))
        if better is not None:
            found += [written[done : match.start()], better]
            done = match.end()
    return "".join([*found, written[done:]]) if found else None


def _known(snapshot: Snapshot, word: str) -> bool:
    folded = fold(word)
    if any(snapshot.frequency(field, stem_of(folded).encode()) for field in TEXT_FIELDS):
        return True
    return any(snapshot.frequency(field, folded.encode()) for field in NAME_FIELDS)


def _nearest(snapshot: Snapshot, folded: str) -> str | None:
    if len(folded) < _SHORTEST:
        return None
    for edits in (1, 2) if len(folded) >= _SHORTEST_TWO_EDITS else (1,):
        counts: Counter[str] = Counter()
        for segment in snapshot.segments:
            for word, count in _words_within(segment, folded, edits):
                counts[word] += count
        if counts:
            return min(counts, key=lambda word: (word[0] != folded[0], -counts[word], word))
    return None


def _words_within(segment: Segment, folded: str, edits: int) -> Iterator[tuple[str, int]]:
    """Yield the words (not mere stems) near one, with the number of documents of each."""
    # Two neighbours the wrong way round are the commonest slip of all, and one edit here.
    swapped = [folded[:at] + folded[at + 1] + folded[at] + folded[at + 2 :] for at in range(len(folded) - 1)]
    for name, terms in segment.fields.items():
        numbers = {terms.find(word.encode()) for word in swapped} | set(within(terms, folded, edits).tolist())
        for number in sorted(numbers - {-1}):
            stem = name in FORMS
            count = _standing(segment, name, number) if stem else int(terms.counts[number])
            if count:
                yield terms.term(number).decode(), count


def _standing(segment: Segment, name: str, number: int) -> int:
    """Return in how many documents a stem stands as a word of its own.

    Those are at least the documents that hold the stem and none of its other forms.
    """
    stems, forms = segment.fields[name], segment.fields[FORMS[name]]
    stem = stems.term(number)
    alone = np.zeros(segment.documents, bool)
    alone[stems.documents(number)] = True
    low, high = forms.prefixed(stem[: max(3, len(stem) - 1)])
    for form in range(low, high):
        if stem_of(forms.term(form).decode()).encode() == stem:
            alone[forms.documents(form)] = False
    return int(np.count_nonzero(alone))
