"""Rows of a table: results, standings and prices, where figures stand beside names and nothing is said."""

from __future__ import annotations

import re

from briefreader.related.vocabulary import NUMBER_WORDS, PARTS, VERBS

_FIGURES_AT_LEAST = 2
_SHARE = 0.15
_TOKEN = re.compile(r"[^\W\d_][\w'’]*|\d[\d.,:/]*")
_ENDINGS = ("ed", "ing")
_SHORTEST = 4


def is_row(passage: str) -> bool:
    """Whether a passage is mainly figures and names, without a verb."""
    tokens: list[str] = _TOKEN.findall(passage)
    figures = sum(1 for token in tokens if token[0].isdigit() or token.lower() in NUMBER_WORDS)
    if figures < _FIGURES_AT_LEAST or figures < _SHARE * len(tokens):
        return False
    return not any(_is_verb(token) for token in tokens)


def _is_verb(token: str) -> bool:
    low = token.lower()
    if low in VERBS or low in PARTS:
        return True
    return token.islower() and len(token) > _SHORTEST and token.endswith(_ENDINGS)
