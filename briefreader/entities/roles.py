"""The roles in a run of capitalised words: "Quds Force Commander | Esmail Qaani"."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.gazetteer import COUNTRY, Gazetteer
from briefreader.entities.tokens import Token, name_key

_CIVIL = ("dr", "mr", "mrs", "ms", "miss", "prof")
# Roles that are names' words too often to split a run by them alone.
WEAK_ROLES = ("head", "general", "forward", "chair", "private", "major", "judge", "marshal")


class Roles:
    """Finds where roles and honorifics begin and end, by the words of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def end(self, tokens: list[Token], at: int, end: int) -> int:
        """Return where the role or honorific that begins at ``at`` ends, ``at`` when there is none."""
        gazetteer = self._gazetteer
        began = stop = at
        of = False
        while at < end:
            token = tokens[at]
            word = token.stem
            if not token.cap:
                if word not in ("of", "for", "the", "and", "&") or (stop != at and word != "the"):
                    break
            elif self.is_role(token) or (word in gazetteer.honorifics and end - at > 1):
                stop = at + 1
            elif word not in gazetteer.qualifiers:
                break
            elif of or (word == "executive" and at > began and tokens[at - 1].stem == "chief"):
                stop = at + 1  # "Secretary of State", "Minister of Foreign Affairs", "Chief Executive"
            of = of or (stop > began and word == "of")
            at += 1
        return stop

    def is_role(self, token: Token) -> bool:
        """Whether the word is a role, or one with something before a hyphen: "Then-Secretary"."""
        roles = self._gazetteer.roles
        return token.stem in roles or ("-" in token.text and token.stem.rpartition("-")[2] in roles)

    def before(self, tokens: list[Token], start: int, end: int) -> int:
        """Return the end of the name before a role that ends the run: "NATO | Secretary-General"."""
        if any(token.low in ("of", "for") for token in tokens[start:end]):
            return end
        for at in range(start, end):
            if at > start and (tokens[at].low == "county" or tokens[at].low in self._gazetteer.honorifics):
                continue  # "Hu Sen" is no senator
            if tokens[at].low not in WEAK_ROLES and self.end(tokens, at, end) == end:
                # "Cpl. Janice Leader" is called so.
                named = at - start == 1 and tokens[start].key in self._gazetteer.given
                return end if named else at
        return end

    def person_like(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether the rest of a run, behind a role, can be a person's name."""
        gazetteer = self._gazetteer
        last, before = tokens[end - 1].key, tokens[start - 1].stem
        if (end - start > 1 or before not in gazetteer.honorifics) and (
            last in lex.SUFFIXES or last in lex.ORGANISATION_HEADS or last in lex.PLACE_HEADS
        ):
            return tokens[start].key in gazetteer.given
        if end - start > 5 or tokens[start].low == "affairs":
            return False
        if not tokens[start].cap:
            return tokens[start].low in lex.PARTICLES
        if before in _CIVIL:
            return True
        name = name_key(tokens[start:end])
        return name not in gazetteer.organisations and gazetteer.places.get(name, 0) < COUNTRY
