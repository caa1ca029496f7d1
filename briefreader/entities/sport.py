"""Lines and reports with manners of their own: datelines, and sport, where a city is a team."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.tokens import Line, Token

_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_AGENCIES = ("reuters", "reuter", "ap", "afp", "upi", "dpa", "efe", "ani", "pti")
_DATELINE = 10  # tokens
_SUMS = frozenset("total totals extras overall net sales attendance halftime profit revenue".split())  # noqa: SIM905
_LONGEST_ROW = 20  # tokens
_HEAD_WORDS = 6
_LINES_READ = 200


def is_dateline(tokens: Sequence[Token]) -> bool:
    """Whether a line begins with place and date, as the wires do: "LONDON, Feb 12 (Reuters) - ..."."""
    if not tokens[0].text.isupper() or len(tokens[0].text) < 2:
        return False
    count = len(tokens)
    for at in range(1, min(8, count)):
        token = tokens[at]
        if _DATE.fullmatch(token.text):
            return at == count - 1
        if token.low in lex.MONTHS:
            return at + 1 < count and tokens[at + 1].text.isdigit()
        if _is_dash(tokens, at):
            return count > 8 and not tokens[at + 1].text.isupper()
        if token.text == "(":
            end = _bracketed(tokens, at)
            return end > 0 and (tokens[at + 1].low in _AGENCIES or _is_dash(tokens, end + 1))
        if not token.cap and token.text not in ",.":
            return False
    return False


def agency(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return where the agency's name stands in a dateline: "BEIRUT, Feb 12 (Levant News) - ..."."""
    if not tokens[0].text.isupper():
        return None
    opens = next((at for at, token in enumerate(tokens[:_DATELINE]) if token.text == "("), 0)
    end = _bracketed(tokens, opens) if opens else 0
    if not end or not _is_dash(tokens, end + 1) or not is_dateline(tokens):
        return None
    return opens + 1, end


def _bracketed(tokens: Sequence[Token], opens: int) -> int:
    """Return where a bracket closes that holds a few capitalised words only, 0 where none does."""
    for at in range(opens + 1, min(opens + 6, len(tokens))):
        if tokens[at].text == ")":
            return at if at > opens + 1 else 0
        if not tokens[at].cap:
            return 0
    return 0


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in ("-", "–", "—", "--")


def row(tokens: Sequence[Token]) -> str:
    """Return "result" for a line such as "Coventry 0 Chelsea 0", "table" for "Ajax 6 4 1 1 13", or ""."""
    if not 3 <= len(tokens) <= _LONGEST_ROW or not tokens[0].cap:
        return ""
    shape = ""
    for token in tokens:
        if token.text.isdecimal():
            shape += "9"
        elif token.cap or token.low in lex.PARTICLES:
            shape += "A" if shape[-1:] != "A" else ""
        elif token.text not in "-.(),+":
            return ""
    if shape in ("A9A9", "A9A99"):
        return "result"
    return "table" if shape.startswith("A999") and "A" not in shape[1:] else ""


def in_row(line: Line) -> list[Candidate]:
    """Return the names that stand in a row (see ``row``) before its figures."""
    tokens = line.tokens
    kind = row(tokens)
    found: list[Candidate] = []
    at = 0
    while kind and at < len(tokens):
        end = at
        while end < len(tokens) and (tokens[end].cap or tokens[end].low in lex.PARTICLES):
            end += 1
        if end > at and tokens[end - 1].low not in _SUMS and (not found or kind == "result"):
            found.append(Candidate(line, at, end))
        at = end + 1
    return found


def _before_hyphen(tokens: Sequence[Token]) -> list[str]:
    """Return the first words of a headline, up to a hyphen: "AMERICAN FOOTBALL - BRONCOS REST"."""
    for at, token in enumerate(tokens[:_HEAD_WORDS]):
        if token.text == "-":
            return [token.low for token in tokens[:at]] if tokens[0].text.isupper() else [tokens[0].low]
    return []


def of_report(lines: Sequence[Line]) -> str:
    """Return "team" for a report on a sport of teams, "single" on another sport, "" on anything else."""
    for line in lines[:3]:
        heads = _before_hyphen(line.tokens)
        if any(head in lex.SPORT_HEADLINES for head in heads):
            return "team" if any(head in lex.TEAM_SPORTS for head in heads) else "single"
    words = hits = team = 0
    for line in lines[:_LINES_READ]:
        for token in line.tokens:
            if token.word:
                words += 1
                if token.low in lex.SPORT:
                    hits += 1
                    team += token.low in lex.TEAM_WORDS
    if hits < 3 or hits * 60 < words:
        return ""
    return "team" if 2 * team >= hits else "single"
