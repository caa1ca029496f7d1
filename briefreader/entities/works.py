"""Titles of works: what stands in quotation marks with a capital at every word that is not a small one."""

from __future__ import annotations

from briefreader.entities.candidate import Candidate
from briefreader.entities.gazetteer import Gazetteer
from briefreader.entities.tokens import Line

OPEN = ('"', "“", "``", "'", "‘")
_CLOSE = ('"', "”", "''", "'", "’")
_SMALL = frozenset("of the a an in and to on for at by with from or is it".split())  # noqa: SIM905
_LONGEST = 9  # tokens


def title(line: Line, at: int, gazetteer: Gazetteer) -> Candidate | None:
    """Return the title whose opening mark is the token at ``at``, None where there is none.

    A single word can be anything, and a known name or a person's stays what it is.
    """
    tokens = line.tokens
    if tokens[at].text not in OPEN or at + 3 >= len(tokens):
        return None
    start = at + 1
    while start < at + 3 and tokens[start].text in OPEN:
        start += 1
    end, capitals = start, 0
    while end < len(tokens) and end - start < _LONGEST:
        token = tokens[end]
        if not token.word:
            break
        if token.cap:
            capitals += 1
        elif token.low not in _SMALL or end == start:
            return None
        end += 1
    closing = end + 1 if end + 1 < len(tokens) and tokens[end].text == "," else end
    if capitals < 2 or closing >= len(tokens) or tokens[closing].text not in _CLOSE:
        return None
    if not tokens[end - 1].cap or tokens[start].key in gazetteer.given:
        return None
    found = Candidate(line, start, end)
    last = found.parts[-1]
    known = gazetteer.knows(found.key) or (gazetteer.knows(last) and len(found.parts) == 2)
    if known:
        return None
    found.is_work = True
    return found
