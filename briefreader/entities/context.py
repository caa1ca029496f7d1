"""What the words beside a name say of its kind."""

from __future__ import annotations

from briefreader.entities import contest, relations, sport
from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.gazetteer import CITY, COUNTRY, STATE, Gazetteer
from briefreader.entities.scores import ORGANISATION, OTHER, PERSON, PLACE, Scores
from briefreader.entities.tokens import Token, name_key

_HOUSES = ("family", "families", "dynasty", "brothers", "clan", "heirs")
# "X, based in ...", "X, owned by ..."
_NAMED_BY = ("based", "headquartered", "owned", "founded", "listed", "controlled", "incorporated")
_ALONG = ("in", "near", "across", "throughout", "along", "into", "beyond", "around")
_FLAG = "-flagged"  # a ship's
_ARTICLES = ("a", "an", "the", "its", "his", "her", "former", "chief", "one")


class Context:
    """Scores candidates by what stands before and behind them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def scores(self, candidate: Candidate, kind_of_sport: str) -> Scores:
        """Return what the words beside the name say; ``kind_of_sport`` as ``sport.of_report`` gives it."""
        scores = [0.0, 0.0, 0.0, 0.0]
        tokens = candidate.line.tokens
        start, end = candidate.start, candidate.end
        if candidate.titled:
            scores[PERSON] += 3.0
        if candidate.is_work:
            scores[OTHER] += 4.0
            return scores
        if start:
            self._before(candidate, tokens, scores)
        if end < len(tokens):
            self._after(candidate, tokens, scores)
        if start <= 8 and sport.is_dateline(tokens) and (start <= 4 or (start, end) == sport.agency(tokens)):
            if start == 0 or tokens[start - 1].text == ",":
                scores[PLACE] += 3.0
            elif (start, end) == sport.agency(tokens):
                scores[ORGANISATION] += 4.0
            return scores
        if start > 1 and len(candidate.parts) == 1 and not self._is_settled(candidate):
            self._of_country(candidate, tokens, scores, kind_of_sport)
        row = sport.row(tokens)
        if (kind_of_sport or row == "result") and not candidate.titled:
            contest.add(candidate, scores, row, kind_of_sport, self._gazetteer)
        return scores

    def _is_settled(self, candidate: Candidate) -> bool:
        """Whether the gazetteer tells the kind, so that what lies beside the name can only mislead."""
        gazetteer = self._gazetteer
        return gazetteer.places.get(candidate.key, 0) >= CITY or candidate.key in gazetteer.organisations

    def _of_country(
        self, candidate: Candidate, tokens: list[Token], scores: Scores, kind_of_sport: str
    ) -> None:
        """Score a single word behind a country's possessive: "South Korea's Samsung", "Sweden's Edberg"."""
        start = candidate.start
        if tokens[start - 1].low not in ("'s", "’s") or candidate.key in self._gazetteer.given:
            return
        size = 2 if start > 2 and tokens[start - 3].cap else 1
        country = name_key(tokens[start - 1 - size : start - 1])
        if self._gazetteer.places.get(country, 0) >= COUNTRY:
            scores[PERSON if kind_of_sport else ORGANISATION] += 0.9

    def _is_place(self, tokens: list[Token], at: int) -> bool:
        """Whether a state or a country is named at the token."""
        places = self._gazetteer.places
        return max(places.get(name_key(tokens[at : at + size]), 0) for size in (1, 2)) >= STATE

    def _before(self, candidate: Candidate, tokens: list[Token], scores: Scores) -> None:
        gazetteer = self._gazetteer
        start, end = candidate.start, candidate.end
        before = tokens[start - 1]
        earlier = tokens[start - 2] if start > 1 else None
        low = before.low
        houses = end < len(tokens) and tokens[end].low in (*_HOUSES, "administration")
        if not (candidate.titled or houses or self._is_settled(candidate)):
            relations.before(tokens, start, scores, gazetteer)
        if low == "the":
            scores[PERSON] -= 1.6
            if earlier is not None and earlier.text == "," and start > 2 and not self._is_settled(candidate):
                scores[OTHER] += lex.OTHER_BEFORE.get(tokens[start - 3].low, 0.0)  # "a ferry, the X"
            if candidate.key not in gazetteer.places:
                scores[ORGANISATION] += 0.5
                scores[OTHER] += 0.3
            if earlier is not None and earlier.low in _ALONG:
                scores[PLACE] += 0.8
        elif before.word:
            owns = end < len(tokens) and tokens[end].low in ("'s", "’s")
            if not owns or self._is_settled(candidate):
                scores[PLACE] += lex.PLACE_BEFORE.get(low, 0.0)
            if low.endswith(_FLAG):
                scores[OTHER] += 2.6
            elif not before.cap:
                scores[OTHER] += lex.OTHER_BEFORE.get(low, 0.0)
            weights = lex.ORGANISATION_BEFORE
            organisation = weights.get(low) or weights.get(low.removesuffix("s"), 0.0)
            scores[ORGANISATION] += organisation
            if low in gazetteer.before and not organisation and not candidate.titled:
                scores[PERSON] += 1.8
            if low == "in" and not owns:
                scores[PERSON] -= 1.0
            elif low == "of" and earlier is not None and earlier.low in lex.PLACE_NOUN_BEFORE:
                scores[PLACE] += 2.0
            elif low == "at":
                scores[PERSON] -= 0.4
            elif low in ("to", "from"):
                if any(token.low in lex.MOTION for token in tokens[max(0, start - 5) : start - 1]):
                    scores[PLACE] += 0.8
            elif low == "by":
                scores[PERSON] += 0.4
            elif low in ("said", "says", "told", "added"):
                scores[PERSON] += 0.8
        elif before.text == "," and earlier is not None:
            if earlier.low in gazetteer.before:
                scores[PERSON] += 1.0
            band = gazetteer.places.get(candidate.key, 0)
            if band and ((earlier.cap and band >= STATE) or earlier.key in gazetteer.places):
                scores[PLACE] += 0.6
        elif before.text == "(" and end < len(tokens) and tokens[end].text == ")":
            if gazetteer.places.get(candidate.key, 0) >= COUNTRY:
                scores[PLACE] += 1.5
            elif tokens[start].text.isupper():
                scores[ORGANISATION] += 0.8

    def _after(self, candidate: Candidate, tokens: list[Token], scores: Scores) -> None:
        end = candidate.end
        after = tokens[end]
        low = after.low
        before = tokens[candidate.start - 1].low if candidate.start else ""
        if low in ("'s", "’s"):
            owned = tokens[end + 1].low if end + 1 < len(tokens) else ""
            scores[ORGANISATION] += 0.8 * lex.ORGANISATION_AFTER.get(owned, 0.0)
            scores[PLACE] += 0.8 * lex.PLACE_AFTER.get(owned, 0.0)
            if owned in lex.SIDES:
                scores[PLACE] += 1.0
            if owned in lex.KIN:
                scores[PERSON] += 1.2
        elif low == "administration" or (low in _HOUSES and before == "the"):
            scores[PERSON] += 2.6
        elif after.word and not after.cap:
            if low == "in" and before in ("to", "at", "from", "near") and self._is_place(tokens, end + 1):
                scores[PLACE] += 1.2  # "a pipeline to X in Austria"
            scores[ORGANISATION] += lex.ORGANISATION_AFTER.get(low, 0.0)
            scores[PLACE] += lex.PLACE_AFTER.get(low, 0.0)
            if low == "trade" and end + 1 < len(tokens) and tokens[end + 1].low == "union":
                scores[ORGANISATION] += 1.5
            scores[OTHER] += lex.OTHER_AFTER.get(low, 0.0)
            if not self._is_settled(candidate):
                relations.said(tokens, end, scores)
            if low in lex.PERSON_AFTER:
                scores[PERSON] += 0.9
                scores[ORGANISATION] += 0.35
                scores[OTHER] -= 1.2
            if low in lex.MONEY_MOVE and _is_share(tokens, end + 1):
                scores[ORGANISATION] += 2.5
        elif after.text == "," and end + 1 < len(tokens):
            self._apposition(candidate, tokens, scores)
        elif after.text == "(" and end + 2 < len(tokens):
            self._bracket(candidate, tokens, scores)

    def _apposition(self, candidate: Candidate, tokens: list[Token], scores: Scores) -> None:
        """Score what follows a comma: an age, a state or country, a description."""
        gazetteer = self._gazetteer
        end, count = candidate.end, len(tokens)
        follower = tokens[end + 1]
        if follower.text.isdigit():
            if len(follower.text) <= 2 and end + 2 < count and tokens[end + 2].text in ",.":
                scores[PERSON] += 2.0
            return
        if follower.cap:
            two = name_key(tokens[end + 1 : end + 3])
            band = max(gazetteer.places.get(follower.key, 0), gazetteer.places.get(two, 0))
            if band >= STATE and len(candidate.parts) <= 3:
                scores[PLACE] += 1.3
            return
        if follower.low in ("who", "whose", "who's", "aged"):
            inside = candidate.start and tokens[candidate.start - 1].low in ("in", "at", "of", "from")
            scores[PERSON] += 0.0 if inside else 1.5
            return
        if follower.low == "which":
            scores[PERSON] -= 1.2
            scores[ORGANISATION] += 0.3
            return
        if follower.low in _NAMED_BY and end + 2 < count and tokens[end + 2].low in ("in", "by"):
            scores[ORGANISATION] += 1.2
            scores[PERSON] -= 0.6
            return
        if follower.low == "where":
            scores[PLACE] += 1.5
            return
        if follower.low not in _ARTICLES and follower.low not in gazetteer.before:
            return
        for at in range(end + 1, min(end + 8, count)):
            token = tokens[at]
            if not token.word:
                return
            if at + 1 < count and tokens[at + 1].low in ("'s", "’s"):
                continue
            if token.low in lex.ORGANISATION_NOUNS:
                scores[ORGANISATION] += 1.4
            elif token.low in lex.PLACE_NOUNS:
                scores[PLACE] += 1.0
            elif token.low in gazetteer.before or token.low in gazetteer.roles:
                scores[PERSON] += 1.2
            else:
                continue
            return

    def _bracket(self, candidate: Candidate, tokens: list[Token], scores: Scores) -> None:
        """Score what follows in brackets: an acronym, an athlete's country."""
        end = candidate.end
        inner = tokens[end + 1]
        closed = tokens[end + 2].text == ")"
        acronym = closed and inner.word and inner.text.isupper() and len(inner.text) > 1
        if acronym and len(candidate.parts) > 1 and inner.key[:1] == candidate.key[:1]:
            scores[ORGANISATION] += 1.2
        places = self._gazetteer.places
        band = max(places.get(inner.key, 0), places.get(name_key(tokens[end + 1 : end + 3]), 0))
        if band >= COUNTRY:
            scores[PERSON] += 1.6
        elif inner.text.isdigit():
            scores[PERSON] += 0.3


def _is_share(tokens: list[Token], at: int) -> bool:
    """Whether a share of a price stands here: "2%", "as much as 1.7 percent", "nearly 3 pct"."""
    for step in range(at, min(at + 5, len(tokens) - 1)):
        if tokens[step].text[0].isdigit():
            return tokens[step + 1].text == "%" or tokens[step + 1].low in ("percent", "pct", "per")
    return False
