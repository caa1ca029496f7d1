"""Reports in other languages, of which the rules know nothing: there only what is certain is marked."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.entities.candidate import Candidate
from briefreader.entities.gazetteer import CITY, Gazetteer
from briefreader.entities.tokens import Line
from briefreader.model import Article

_ENOUGH = 8  # words in lower case, from which on the language can be told
_ENGLISH = 0.5  # share of them that English knows; German and French texts come to .2 or .3
_READ = 400  # words
_BEYOND_LATIN = "\u0370"  # where the Greek letters begin, and all other scripts


def is_foreign(article: Article, lines: Sequence[Line], gazetteer: Gazetteer) -> bool:
    """Whether the report says that it is in another language than English, or its words do."""
    if article.language:
        return not article.language.lower().startswith("en")
    words = known = latin = other = 0
    common, rare = gazetteer.common, gazetteer.rare
    for line in lines:
        for token in line.tokens:
            if token.word and token.text[0].isalpha():
                is_latin = token.text[0] < _BEYOND_LATIN
                latin += is_latin
                other += not is_latin
        plain = [
            token.low for token in line.tokens if token.word and not token.cap and token.low[0].isalpha()
        ]
        words += len(plain)
        known += sum(low in common or low in rare or len(low) == 1 for low in plain)
        if words > _READ:
            break
    if other > latin:
        return True
    return words >= _ENOUGH and known < _ENGLISH * words


def certain(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether the candidate is a name in any language: a well-known place or organisation."""
    name = candidate.key
    if name in gazetteer.common or len(name) < 3:
        return False
    return gazetteer.places.get(name, 0) >= CITY or name in gazetteer.organisations
