"""Whether one capitalised word alone is a name."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.case import PLAIN, Case
from briefreader.entities.gazetteer import CAPITAL, COUNTRY, STATE, Gazetteer
from briefreader.entities.tokens import Token

_INFLECTED = (
    "ing", "ed", "ly", "tion", "tions", "ness", "ment", "ments", "ity", "ies", "able", "ible", "less",
    "ful", "ism",
)  # fmt: skip
_PLACED = ("in", "near", "outside")
_CODES = ("la", "ny", "dc")  # of the codes of the states, those that people say


class Singles:
    """Judges words by the gazetteer, the report and the library."""

    def __init__(self, gazetteer: Gazetteer, case: Case) -> None:
        self._gazetteer = gazetteer
        self._case = case

    def is_name(self, tokens: list[Token], at: int) -> bool:
        """Whether the word is a name where it stands."""
        token = tokens[at]
        if token.first:
            return self._begins(tokens, at) or self._addressed(tokens, at) or self._presented(tokens, at)
        return self._inside(tokens, at)

    def _begins(self, tokens: list[Token], at: int) -> bool:
        """Whether the word, at the beginning of a sentence, is a name."""
        token = tokens[at]
        word, folded = token.low, token.key
        gazetteer = self._gazetteer
        if word in lex.FUNCTION:
            return token.text == "US"
        lower, capital = self._case.in_report(word)
        if capital > lower or (capital and capital == lower and word not in gazetteer.common):
            return True
        written = gazetteer.organisations.get(folded, "")
        if written.endswith(("'s", "’s")) and len(tokens) > at + 1 and tokens[at + 1].low in ("'s", "’s"):
            return True  # "Moody's"
        if self._case.plain(word) >= PLAIN:
            band = gazetteer.places.get(folded, 0)
            return not lower and (band >= COUNTRY or (band >= CAPITAL and word not in gazetteer.common))
        if token.text.isupper() and len(word) > 1:
            return True
        if folded in gazetteer.given or gazetteer.knows(folded):
            return True
        if "-" in word and not capital:
            parts = folded.split(" ")
            if any(part in gazetteer.places or part in gazetteer.peoples for part in parts):
                return True
            return not any(part in gazetteer.common for part in parts)
        return not word.endswith(_INFLECTED) or capital > 0

    def _addressed(self, tokens: list[Token], at: int) -> bool:
        """Whether a given name that is a plain word as well stands like a name: "John, ...", "Holly said"."""
        if tokens[at].key not in self._gazetteer.given or tokens[at].low in lex.FUNCTION:
            return False
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return after is None or after.text in (",", "-") or after.low in lex.PERSON_AFTER

    def _presented(self, tokens: list[Token], at: int) -> bool:
        """Whether a name that is a plain word as well stands like one: "Labour leader", "Buffalo coach"."""
        gazetteer = self._gazetteer
        if at + 1 >= len(tokens):
            return False
        after = tokens[at + 1].low
        if gazetteer.places.get(tokens[at].key, 0) > 1 and at + 2 < len(tokens):
            return after in gazetteer.before and tokens[at + 2].cap
        if tokens[at].key not in self._gazetteer.organisations:
            return False
        if after in lex.CONTEST_AFTER and after not in lex.CONTEST_WEAK:
            return True  # "Wasps beat ..."
        return lex.ORGANISATION_AFTER.get(after, 0.0) >= 0.5

    def _inside(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        word, folded = token.low, token.key
        gazetteer = self._gazetteer
        if token.text.isupper() and len(folded) > 1:
            return self._acronym(tokens, at)
        if folded in gazetteer.others:
            return True
        lower, capital = self._case.in_report(word)
        if folded in gazetteer.organisations or folded in gazetteer.places or folded in gazetteer.given:
            return lower <= 2 * capital
        if word not in gazetteer.common:
            return True
        if lower:
            return False
        before = tokens[at - 1].low if at else ""
        if word in gazetteer.surnames:
            return before != "the" or (at + 1 < len(tokens) and tokens[at + 1].low == "family")
        if word in lex.BODIES and before == "the":
            return True
        if before in ("of", "at") and at > 2 and tokens[at - 2].cap and tokens[at - 3].key in gazetteer.given:
            return True  # "Lee Jampol of Northwestern"
        if (
            before in _PLACED
            and word not in lex.GENERIC
            and not (at + 1 < len(tokens) and tokens[at + 1].cap)
        ):
            return not word.endswith(_INFLECTED)  # "in Split"
        return word not in lex.GENERIC and self._case.plain(word) < PLAIN

    def _acronym(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        gazetteer = self._gazetteer
        if len(token.key) == 2 and gazetteer.places.get(token.key) == STATE and token.key not in _CODES:
            # "Portland, OR" is a state, "a cat OR a dog" is not.
            before = at - 2 if at > 1 and tokens[at - 1].text == "," else at - 1
            return before >= 0 and tokens[before].cap
        if token.low in gazetteer.common and len(token.low) > 2:
            return gazetteer.organisations.get(token.key, "").isupper()
        return token.text == "US" or len(token.key) > 2 or token.low not in lex.FUNCTION
