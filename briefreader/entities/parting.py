"""What in a run of capitalised words stands beside a name: its bearer's nationality, town or leader."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.gazetteer import CITY, REGION, STATE, Gazetteer
from briefreader.entities.runs import Runs
from briefreader.entities.tokens import Token, name_key

_WITH_NATIONALITY = ("navy", "army", "open", "senators", "marines")


class Parting:
    """Tells where such words end, by a gazetteer and the runs that it knows."""

    def __init__(self, gazetteer: Gazetteer, runs: Runs) -> None:
        self._gazetteer = gazetteer
        self._runs = runs

    def without_nationality(self, tokens: list[Token], start: int, end: int, *, titled: bool) -> int:
        """Return where a name begins behind the nationalities before it: "South Korean | Kim Dae-jung"."""
        while start < end - 1 and not self._runs.known(tokens, start, end):
            size = self._people(tokens, start)
            if not size or (not titled and start + size < end and not self._peels(tokens, start + size, end)):
                break
            start = min(start + size, end)
            while start < end - 1 and not tokens[start].cap:
                start += 1
        return start

    def _people(self, tokens: list[Token], start: int) -> int:
        """Return how many words a nationality has that begins at ``start``, 0 where none does."""
        peoples = self._gazetteer.peoples
        token = tokens[start]
        if token.key in peoples:
            return 1
        if start + 1 < len(tokens) and f"{token.key} {tokens[start + 1].key}" in peoples:
            return 2  # "South Korean"
        compound = "-" in token.text and all(
            part in peoples or part in lex.COMPOUND_PREFIXES for part in token.key.split(" ")
        )
        return int(compound)

    def _peels(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether a nationality before ``start`` stands outside the name that begins there."""
        rest = [token.key for token in tokens[start:end]]
        last = rest[-1]
        if last in ("cross", "crescent"):
            return False  # every country has its own
        if self._gazetteer.knows(" ".join(rest)):
            return not (len(rest) == 1 and (last in lex.OTHER_HEADS or last in _WITH_NATIONALITY))
        if last in lex.STATE_HEADS:
            return len(rest) > 1
        headed = last in lex.SUFFIXES or last in lex.OTHER_HEADS or last in lex.PLACE_HEADS
        if headed or any(word in lex.ORGANISATION_HEADS for word in rest):
            return "ministry" in rest or "department" in rest
        return True

    def known_behind(self, tokens: list[Token], start: int, end: int) -> int:
        """Return where a known body begins behind its leader's surname ("Clinton White House"), or 0."""
        first = tokens[start]
        gazetteer = self._gazetteer
        if end - start != 3 or "-" in first.text:
            return 0
        if first.low in gazetteer.common and first.key not in gazetteer.surnames:
            return 0
        if first.key in gazetteer.organisations or gazetteer.places.get(first.key, 0) >= CITY:
            return 0
        if first.key in gazetteer.peoples or first.stem in gazetteer.honorifics:
            return 0
        name = name_key(tokens[start + 1 : end])
        person = first.key in gazetteer.given or first.key in gazetteer.surnames
        known = (person and name in gazetteer.organisations) or gazetteer.places.get(name, 0) >= REGION
        return start + 1 if known and tokens[end - 1].low in gazetteer.common else 0

    def town_before_state(self, tokens: list[Token], start: int, end: int) -> int:
        """Return the end of the town in "San Rafael CA", or 0."""
        last = tokens[end - 1]
        if last.first or self._gazetteer.places.get(last.key) != STATE:
            return 0
        if self._runs.known(tokens, start, end) == end:
            return 0
        return end - 1 if name_key(tokens[start : end - 1]) in self._gazetteer.places else 0
