"""What is taken off a run of capitalised words because it only looks like a part of the name."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.case import PLAIN, Case
from briefreader.entities.gazetteer import COUNTRY, Gazetteer
from briefreader.entities.runs import Runs
from briefreader.entities.tokens import Token, name_key

_ACT = 0.4  # from this weight on what stands behind an organisation shows that it is one


def acts(tokens: list[Token], at: int) -> bool:
    """Whether what stands at a token is done or owned by somebody: "told", "'s"."""
    after = tokens[at].low if at < len(tokens) else ""
    return (
        after in lex.PERSON_AFTER or lex.ORGANISATION_AFTER.get(after, 0.0) >= _ACT or after in ("'s", "’s")
    )


class Trimmer:
    """Takes plain words off names."""

    def __init__(self, gazetteer: Gazetteer, case: Case, runs: Runs) -> None:
        self._gazetteer = gazetteer
        self._case = case
        self._runs = runs

    def start(self, tokens: list[Token], start: int, end: int) -> int:
        """Leave out the plain words before a person's full name: "Perennial Party Girl Tara Reid"."""
        gazetteer = self._gazetteer
        at = start
        while at < end - 2 and tokens[at].low in gazetteer.common and tokens[at].key not in gazetteer.given:
            names = tokens[at].low in lex.PLACE_HEADS or tokens[at].low in lex.NAME_OPENERS
            if (names and tokens[at].stem not in gazetteer.qualifiers) or not tokens[at].cap:
                return start
            if self._runs.known(tokens, at, end):
                return start
            at += 1
        if at == start or tokens[at].key not in gazetteer.given or tokens[at].low in gazetteer.common:
            return start
        last = tokens[end - 1].key
        headed = last in lex.ORGANISATION_HEADS or last in lex.PLACE_HEADS or last in lex.SUFFIXES
        return start if headed else at

    def end(self, tokens: list[Token], start: int, end: int) -> int:
        """Leave out the plain words behind a name: "Davis Administration", "Huber Corporation Guaranty"."""
        last = tokens[end - 1]
        if last.key not in lex.ORGANISATION_HEADS and last.key not in lex.SUFFIXES:
            for at in range(start + 1, end - 1):
                follower = tokens[at + 1]
                if tokens[at].stem in lex.CLOSING and follower.cap and follower.key not in lex.SUFFIXES:
                    return at + 1
        known = self._runs.known(tokens, start, end)
        if end - start < 2 or known == end:
            return end
        gazetteer = self._gazetteer
        if end - start == 2 and last.low in ("administration", "government"):
            return end if tokens[start].low in gazetteer.common else end - 1
        stop = known
        place = gazetteer.places.get(name_key(tokens[start : stop or start + 1]), 0) in range(1, COUNTRY)
        if place and last.key not in gazetteer.peoples:
            return end  # "Aegean Star"
        known_first = gazetteer.knows(tokens[start].key) and tokens[start].key not in gazetteer.given
        if not stop and known_first and self._runs.is_name(tokens[start]):
            stop = start + 1
        return stop if stop and all(self._is_word(token) for token in tokens[stop:end]) else end

    def _is_word(self, token: Token) -> bool:
        gazetteer = self._gazetteer
        word, folded = token.low, token.key
        if word not in gazetteer.common or folded in gazetteer.organisations or folded in gazetteer.given:
            return False
        if folded in gazetteer.surnames:
            return False
        return (
            word not in lex.ORGANISATION_HEADS
            and word not in lex.SUFFIXES
            and word not in lex.PLACE_HEADS
            and word not in lex.OTHER_HEADS
        )

    def is_plain(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether a run that begins a sentence is plain words with capitals: "Great Service"."""
        if not tokens[start].first or self._runs.known(tokens, start, end) == end:
            return False
        last = tokens[end - 1].key
        if last in lex.ORGANISATION_HEADS or last in lex.SUFFIXES or last in lex.PLACE_HEADS:
            return False
        gazetteer = self._gazetteer
        if tokens[start].key in gazetteer.given and end - start == 2:
            return False
        if acts(tokens, end):
            return False  # "Top Rank told ..."
        return all(
            not token.word or (token.low in gazetteer.common and self._case.plain(token.low) > PLAIN)
            for token in tokens[start:end]
        )
