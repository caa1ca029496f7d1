"""Names in a row ("Arica, Iquique and Antofagasta"): what is known of one is likely of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefreader.entities.candidate import Candidate
from briefreader.entities.scores import Scores

_JOINS = ("and", "or")
_ARTICLES = ("the", "a", "an")
_SURE = 1.0  # by so much the kind of a name must lead, to speak for its neighbours
_OPEN = 0.9  # a lead below which a name listens to them
_WEIGHT = 1.4


def agree(candidates: Sequence[Candidate], votes: dict[str, Scores], frozen: set[str]) -> set[str]:
    """Let the names whose kind is open follow those that they stand in a row with.

    ``votes`` gives the scores of each name and is changed; the names in ``frozen`` follow nobody. Returns the
    names that stand in a row with one that a capital inside a sentence shows to be a name.
    """
    shown: set[str] = set()
    for row in _rows(candidates):
        kinds: dict[int, int] = {}
        open_names = []
        for candidate in row:
            kind, lead = _lead(votes[candidate.key])
            if lead >= _SURE:
                kinds[kind] = kinds.get(kind, 0) + 1
            elif lead < _OPEN and candidate.key not in frozen:
                open_names.append(candidate.key)
        if any(candidate.sure for candidate in row):
            shown.update(candidate.key for candidate in row)
        if len(kinds) == 1:
            kind = next(iter(kinds))
            for name in dict.fromkeys(open_names):
                votes[name][kind] += _WEIGHT
    return shown


def _lead(scores: Scores) -> tuple[int, float]:
    """Return the kind that leads, and by how much."""
    best = max(scores)
    kind = scores.index(best)
    return kind, best - max(score for at, score in enumerate(scores) if at != kind)


def _rows(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the candidates that stand beside one another with nothing but commas and "and" between."""
    row: list[Candidate] = []
    joined = False
    before: Candidate | None = None
    for candidate in candidates:
        join = _join(before, candidate) if before is not None else ""
        if not join:
            if joined:
                yield row
            row, joined = [], False
        row.append(candidate)
        joined = joined or join in _JOINS
        before = candidate
    if joined:
        yield row


def _join(before: Candidate, after: Candidate) -> str:
    """Return "and", "or" or "," when that is all that stands between the two, else ""."""
    if before.line is not after.line:
        return ""
    between = [
        token.low for token in before.line.tokens[before.end : after.start] if token.low not in _ARTICLES
    ]
    if between == [","]:
        return ","
    if between in (["and"], ["or"], [",", "and"], [",", "or"]):
        return between[-1]
    return ""
