"""What a name is to others beside it: what someone owns, where someone works, what lies north of it."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.gazetteer import Gazetteer
from briefreader.entities.scores import ORGANISATION, PERSON, PLACE, Scores
from briefreader.entities.tokens import Token

_ARTICLES = ("the", "its", "his", "her", "their")
_WORKS = ("at", "with")  # where: "an analyst at X"
_RULES = (
    "mayor",
    "governor",
    "bishop",
    "archbishop",
    "king",
    "queen",
    "president",
    "premier",
    "emir",
    "sultan",
)
_BACK = 5  # tokens between a person's role and where that person works
_NEAR = 3  # tokens between a verb and "its"
_VERBAL = ("ed", "s", "t", "k", "ew", "ld", "nt")
_AHEAD = 8  # tokens between "said" and who is meant
_SPEAKS = ("said", "says", "told", "added", "announced", "reported")


def before(tokens: list[Token], start: int, scores: Scores, gazetteer: Gazetteer) -> None:
    """Add what the two words before the name that begins at ``start`` say ("a unit of X", "owned by X")."""
    at = start - 1
    if tokens[at].low in _ARTICLES and at > 1 and (tokens[at - 1].low, tokens[at].low) not in lex.RELATION:
        at -= 1  # "a unit of the X"
    if at < 1:
        return
    low, noun = tokens[at].low, tokens[at - 1]
    found = lex.RELATION.get((noun.low, low))
    if found is not None and not noun.cap:
        kind, weight = found
        scores[kind] += weight
        if kind != PERSON:
            scores[PERSON] -= 0.6
        return
    if low in _WORKS and _is_staff(tokens, at, gazetteer):
        scores[ORGANISATION] += 1.8
        scores[PERSON] -= 0.6
    elif low == "at" and _is_full_name(tokens, at, gazetteer):
        scores[ORGANISATION] += 0.8
    elif low == "of" and _is_full_name(tokens, at, gazetteer):
        if any(token.low in _RULES for token in tokens[max(0, at - 4) : at - 2]):
            scores[PLACE] += 2.0  # "Mayor Ana Vask of X"
            return
        scores[ORGANISATION] += 1.2
        scores[PLACE] += 0.6
        scores[PERSON] -= 0.8


def _is_staff(tokens: list[Token], at: int, gazetteer: Gazetteer) -> bool:
    """Whether someone who works somewhere stands before "at": "an analyst at X"."""
    for token in reversed(tokens[max(0, at - _BACK) : at]):
        if token.low.endswith("ed") or token.low in _SPEAKS or not token.word:
            return False
        if token.low in gazetteer.before or token.stem in gazetteer.roles:
            return True
    return False


def _is_full_name(tokens: list[Token], at: int, gazetteer: Gazetteer) -> bool:
    """Whether the two words before ``at`` end a person's full name."""
    if at < 2:
        return False
    last, first = tokens[at - 1], tokens[at - 2]
    if not (last.cap and first.cap) or last.text.isupper():
        return False
    titled = any(token.stem in gazetteer.roles for token in tokens[max(0, at - 4) : at - 2])
    return (first.key in gazetteer.given or (len(first.stem) == 1 and at > 2) or titled) and not (
        last.key in lex.ORGANISATION_HEADS or last.key in lex.PLACE_HEADS or last.key in lex.ORGANISATION_OF
    )


def _own(tokens: list[Token], end: int, scores: Scores) -> None:
    """Add what "X cut its rating" or "X took his time" says, where ``end`` is behind X."""
    verb = tokens[end]
    if verb.low in lex.FUNCTION or verb.low in lex.PARTICLES or not verb.low.endswith(_VERBAL):
        return
    for token in tokens[end + 1 : end + 1 + _NEAR]:
        if token.cap or not token.word:
            return
        if token.low == "its":
            scores[ORGANISATION] += 1.2
            return
        if token.low in ("his", "her"):
            scores[PERSON] += 1.2
            return


def said(tokens: list[Token], end: int, scores: Scores) -> None:
    """Add what "X said it would" or "X said he would" says, where ``end`` is behind X."""
    if tokens[end].low not in _SPEAKS:
        _own(tokens, end, scores)
        return
    for token in tokens[end + 1 : end + 1 + _AHEAD]:
        if token.text in '."“”;' or token.low == "and":
            return
        if token.low in lex.SAID_OF_ORGANISATION:
            scores[ORGANISATION] += 1.6
            return
        if token.low in lex.SAID_OF_PERSON:
            scores[PERSON] += 1.0
            return
        if token.cap and token.low not in (
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ):
            return
