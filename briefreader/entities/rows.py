"""Names in a row ("Arica, Iquique and Antofagasta"): what is known of one is likely of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefreader.entities.candidate import Candidate
from briefreader.entities.scores import Scores

_JOINS = ("and", "or")
_ARTICLES = ("the", "a", "an")
_OPEN = 1.3  # a lead below which a name listens to the others
_LOUDEST = 3.0  # more than this a score says to nobody
_WEIGHT = 1.0


def agree(candidates: Sequence[Candidate], votes: dict[str, Scores], frozen: set[str]) -> set[str]:
    """Let the names whose kind is open follow those that they stand in a row with.

    ``votes`` gives the scores of each name and is changed; the names in ``frozen`` follow nobody. Returns the
    names that stand in a row with one that a capital inside a sentence shows to be a name.
    """
    shown: set[str] = set()
    for row in _rows(candidates):
        if any(candidate.sure for candidate in row):
            shown.update(candidate.key for candidate in row)
        names = list(dict.fromkeys(candidate.key for candidate in row))
        if len(names) < 2:
            continue
        heard = [[min(score, _LOUDEST) for score in votes[name]] for name in names]
        for at, name in enumerate(names):
            if _lead(votes[name]) < _OPEN and name not in frozen:
                others = heard[:at] + heard[at + 1 :]
                votes[name] = [
                    score + _WEIGHT * sum(other[kind] for other in others) / len(others)
                    for kind, score in enumerate(votes[name])
                ]
    return shown


def _lead(scores: Scores) -> float:
    """Return by how much the kind that leads does so."""
    first, second = sorted(scores, reverse=True)[:2]
    return first - second


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
