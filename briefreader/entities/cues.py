"""What speaks for a kind: the form of a name, and the words beside it, as scores.

A score is a list with a number for each of ``KINDS``, in their order. The weights are set by judgement:
what decides alone (a company's suffix, a known organisation, a country) scores 3 or more, a strong sign
about 2, a weak one below 1.
"""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities import sport
from briefreader.entities.candidate import Candidate
from briefreader.entities.gazetteer import CAPITAL, COUNTRY, REGION, STATE, Gazetteer
from briefreader.entities.recogniser import Kind
from briefreader.entities.tokens import Token, name_key

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "other")
PERSON, ORGANISATION, PLACE, OTHER = range(4)
Scores = list[float]

_BAND_SCORE = {1: 0.9, 2: 1.2, 3: 1.6, 4: 2.0, 5: 2.3, CAPITAL: 2.5, REGION: 2.6, STATE: 2.8, COUNTRY: 3.2}
_JOINING = ("of", "for", "on", "and")
_NATURE = ("mount", "lake", "cape", "port", "fort", "mt")
_PLACE_ENDINGS = ("stan", "burg", "ville", "shire", "grad", "pur", "abad", "town", "ovo", "polis")
_FIRM_ENDINGS = ("tech", "soft", "corp", "bank", "tel", "com", "air", "media", "gas", "oil", "bancorp", "net")
_CREED_ENDINGS = ("ist", "ists", "ism", "ite", "ites")
# Names of persons that have a capital inside.
_INNER_CAPITAL = ("Mc", "Ma", "O'", "O’", "De", "D'", "Di", "La", "Le", "Fi", "Va", "Du")
_ARTICLES = ("a", "an", "the", "its", "his", "her", "former", "chief", "one")


class Cues:
    """Scores candidates by the gazetteer and the words of ``lexicon``."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    # The name itself.

    def inside(self, candidate: Candidate) -> Scores:
        """Return what the name itself says."""
        gazetteer = self._gazetteer
        scores = [0.0, 0.0, 0.0, 0.0]
        name = candidate.key
        text = candidate.line.tokens[candidate.start].text
        acronym = len(candidate.parts) == 1 and text.isupper() and candidate.line.style != "caps"
        band = gazetteer.places.get(name, 0)
        written = gazetteer.organisations.get(name)
        known = False
        if written is not None and not (written.isupper() and not acronym and candidate.line.style == "text"):
            scores[ORGANISATION] += 3.0
            known = True
        if name in gazetteer.others:
            scores[OTHER] += 3.2
            known = True
        if band and not (acronym and len(name) <= 3 and band < REGION):
            scores[PLACE] += _BAND_SCORE[band]
            known = known or band >= REGION
        if len(candidate.parts) == 1:
            self._single(candidate, scores, acronym, known)
        elif not (known and band < STATE and written is None):
            self._several(candidate, scores)
        return scores

    def _single(self, candidate: Candidate, scores: Scores, acronym: bool, known: bool) -> None:
        gazetteer = self._gazetteer
        name = candidate.key
        band = gazetteer.places.get(name, 0)
        if name in gazetteer.given and not acronym:
            scores[PERSON] += 1.3 if band < CAPITAL and not known else 0.3
        if known or band >= STATE:
            return
        text = candidate.line.tokens[candidate.start].text[: candidate.last - candidate.first]
        if any(char.isdigit() for char in text):
            scores[OTHER] += 0.9
            scores[ORGANISATION] += 0.5
        elif acronym and len(name) <= 6:
            scores[ORGANISATION] += 1.6
        elif text[1:] != text[1:].lower() and not text.isupper() and "-" not in text:
            scores[ORGANISATION] += 0.0 if text.startswith(_INNER_CAPITAL) else 1.0
        elif text.lower().startswith(("al-", "el-")):
            scores[PERSON] += 0.6
        scores[PERSON] += 0.45
        scores[ORGANISATION] += 0.3
        scores[PLACE] += 0.15
        if name in gazetteer.common:
            scores[ORGANISATION] += 0.3
            scores[OTHER] += 0.2
        if name.endswith(_CREED_ENDINGS) and not acronym:
            scores[OTHER] += 2.0
        if name.endswith(_PLACE_ENDINGS):
            scores[PLACE] += 0.8
        if name.endswith(_FIRM_ENDINGS):
            scores[ORGANISATION] += 0.8

    def _several(self, candidate: Candidate, scores: Scores) -> None:
        gazetteer = self._gazetteer
        parts = candidate.parts
        first, last = parts[0], parts[-1]
        tokens = candidate.line.tokens[candidate.start : candidate.end]
        if last in lex.SUFFIXES:
            scores[ORGANISATION] += 6.0
            return
        joined = {token.low for token in tokens if not token.cap}
        if "&" in joined:
            scores[ORGANISATION] += 2.5
        if not joined.isdisjoint(_JOINING):
            head = parts[next((at for at, part in enumerate(parts) if part in _JOINING), 1) - 1]
            kind = OTHER if head in lex.OTHER_OF else PLACE if head in lex.PLACE_OF else ORGANISATION
            scores[kind] += 2.5 if kind != ORGANISATION else 3.0
            return
        given = first in gazetteer.given
        initials = any(len(part) == 1 for part in parts[:-1]) or _is_initials(tokens[0])
        initial = initials and len(last) > 1 and first not in gazetteer.places
        if initial:
            scores[PERSON] += 2.2
        if given:
            scores[PERSON] += 2.0
        elif any(part in gazetteer.given for part in parts[1:-1]):
            scores[PERSON] += 0.8
        if joined & lex.PARTICLES:
            scores[PERSON] += 1.0
        if any("-" in token.text and token.low.split("-")[0] in lex.HYPHEN_PARTICLES for token in tokens):
            scores[PERSON] += 0.8
        self._heads(candidate, scores, given)
        if len(parts) >= 4 and not given and not initial:
            scores[ORGANISATION] += 0.9
        elif len(parts) <= 3:
            self._unheaded(candidate, scores, given)

    def _heads(self, candidate: Candidate, scores: Scores, given: bool) -> None:
        """Score the head word at the end of a name, and the words that open one."""
        gazetteer = self._gazetteer
        parts = candidate.parts
        first, last = parts[0], parts[-1]
        tokens = candidate.line.tokens
        surname = given and last in lex.ALSO_SURNAMES
        if last in lex.PLACE_HEADS and not surname:
            scores[PLACE] += 2.4
        if last in lex.ORGANISATION_HEADS and not surname:
            scores[ORGANISATION] += 2.6
        elif not given and any(part in lex.ORGANISATION_HEADS for part in parts[:-1]):
            scores[ORGANISATION] += 0.8
        if last in lex.OTHER_HEADS:
            scores[OTHER] += 2.4
        if first in lex.OTHER_OPENERS:
            scores[OTHER] += 3.0
        if first in lex.ORGANISATION_OPENERS:
            scores[ORGANISATION] += 2.5
        if given:
            return
        if first in lex.PLACE_OPENERS:
            scores[PLACE] += 2.6 if first in _NATURE else 0.9
        if self._is_organisation(last, tokens[candidate.end - 1]):
            scores[ORGANISATION] += 1.6
        elif self._is_organisation(first, tokens[candidate.start]) and first not in gazetteer.places:
            scores[ORGANISATION] += 1.0
        if first in gazetteer.peoples:
            scores[ORGANISATION] += 1.0
            scores[PERSON] -= 0.8
        if gazetteer.places.get(first, 0) >= CAPITAL:
            scores[ORGANISATION] += 0.9

    def _unheaded(self, candidate: Candidate, scores: Scores, given: bool) -> None:
        """Score what two or three words without a head are as a rule: a person."""
        gazetteer = self._gazetteer
        parts = candidate.parts
        tokens = candidate.line.tokens[candidate.start : candidate.end]
        text_line = candidate.line.style == "text"
        plain = sum(part in gazetteer.common for part in parts)
        if plain == len(parts) and not given and scores[PLACE] <= 1 and scores[ORGANISATION] <= 1:
            scores[ORGANISATION] += 0.5
            scores[OTHER] += 1.6
        elif any(part.isdigit() for part in parts):
            scores[OTHER] += 1.2
        elif text_line and not given and len(parts) == 2 and _is_acronym(tokens[0]):
            scores[ORGANISATION] += 1.6  # "SK Hynix"
        elif text_line and all(_is_shouted(token) for token in tokens if token.word):
            scores[ORGANISATION] += 0.6
        else:
            if given or not any(part in lex.ORGANISATION_HEADS for part in parts):
                scores[PERSON] += 1.2 if plain == 0 else 0.7
            scores[ORGANISATION] += 0.4

    def _is_organisation(self, part: str, token: Token) -> bool:
        written = self._gazetteer.organisations.get(part)
        return written is not None and (not written.isupper() or token.text.isupper())

    # What stands beside it.

    def beside(self, candidate: Candidate, kind_of_sport: str) -> Scores:
        """Return what the words beside the name say; ``kind_of_sport`` as ``sport.of_report`` gives it."""
        scores = [0.0, 0.0, 0.0, 0.0]
        tokens = candidate.line.tokens
        start, end = candidate.start, candidate.end
        if candidate.titled:
            scores[PERSON] += 3.0
        if start:
            self._before(candidate, tokens, scores)
        if end < len(tokens):
            self._after(candidate, tokens, scores)
        if start <= 4 and sport.is_dateline(tokens):
            if start == 0 or tokens[start - 1].text == ",":
                scores[PLACE] += 3.0
            return scores
        row = sport.row(tokens)
        if (kind_of_sport or row == "result") and not candidate.titled:
            self._contest(candidate, tokens, scores, row, kind_of_sport)
        return scores

    def _before(self, candidate: Candidate, tokens: list[Token], scores: Scores) -> None:
        gazetteer = self._gazetteer
        start, end = candidate.start, candidate.end
        before = tokens[start - 1]
        earlier = tokens[start - 2] if start > 1 else None
        low = before.low
        if low == "the":
            scores[PERSON] -= 1.2
            if candidate.key not in gazetteer.places:
                scores[ORGANISATION] += 0.5
                scores[OTHER] += 0.3
            if earlier is not None and earlier.low in ("in", "near", "across", "throughout"):
                scores[PLACE] += 0.5
        elif before.word:
            scores[PLACE] += lex.PLACE_BEFORE.get(low, 0.0)
            organisation = lex.ORGANISATION_BEFORE.get(low, 0.0)
            scores[ORGANISATION] += organisation
            if low in gazetteer.before and not organisation and not candidate.titled:
                scores[PERSON] += 1.8
            if low == "in":
                scores[PERSON] -= 0.4
            elif low == "of" and earlier is not None and earlier.low in lex.PLACE_NOUN_BEFORE:
                scores[PLACE] += 2.0
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
        if low in ("'s", "’s"):
            owned = tokens[end + 1].low if end + 1 < len(tokens) else ""
            scores[ORGANISATION] += 0.5 * lex.ORGANISATION_AFTER.get(owned, 0.0)
            if owned in lex.SIDES:
                scores[PLACE] += 1.0
            if owned in lex.KIN:
                scores[PERSON] += 1.2
        elif after.word and not after.cap:
            scores[ORGANISATION] += lex.ORGANISATION_AFTER.get(low, 0.0)
            scores[PLACE] += lex.PLACE_AFTER.get(low, 0.0)
            if low == "administration":
                scores[PERSON] += 2.0
            if low in lex.PERSON_AFTER:
                scores[PERSON] += 0.9
                scores[ORGANISATION] += 0.35
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
            scores[PERSON] += 1.5
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
                scores[ORGANISATION] += 1.0
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

    def _contest(
        self, candidate: Candidate, tokens: list[Token], scores: Scores, row: str, kind_of_sport: str
    ) -> None:
        """In sport a city stands for its team, unless it says where; countries stay places."""
        start, end = candidate.start, candidate.end
        band = self._gazetteer.places.get(candidate.key, 0)
        if band >= COUNTRY:
            return
        before = tokens[start - 1] if start else None
        after = tokens[end] if end < len(tokens) else None
        team_sport = kind_of_sport == "team"
        if row == "result" or (row == "table" and team_sport):
            scores[ORGANISATION] += 3.5
            return
        if before is not None and before.text in ("c", "b", "lbw", "st"):
            scores[PERSON] += 1.5  # a cricket scorecard: caught, bowled, leg before, stumped
            return
        team = 0.0
        if candidate.line.style == "caps" and before is not None and before.text == "AT" and team_sport:
            scores[PLACE] += 3.0  # a schedule: "SEATTLE AT VANCOUVER"
            return
        if (
            before is not None
            and before.low == "at"
            and before.first
            and after is not None
            and after.text == ","
        ):
            scores[PLACE] += 2.0  # "At Boston, ..."
            return
        if before is not None and before.text == "(" and not band:
            scores[PERSON] += 2.5  # who scored: "Bordeaux 2 (Papin 22)"
            return
        at = before is not None and before.low in ("at", "in", "of")
        venue = band == REGION and len(candidate.parts) > 1 and at
        if team_sport and band and not venue and scores[PLACE] < 0.9:
            scores[PLACE] = 0.0
            team = 2.4
        if candidate.line.style == "caps":
            if after is not None and after.text == "AT" and start == 0:
                team += 3.0
            elif start >= 2 and before is not None and before.text == "-":
                team += 1.2
        if after is not None:
            if after.text.isdigit() and len(after.text) <= 3:
                team += 2.6
            elif after.low in lex.CONTEST_AFTER:
                team += 1.6
            elif after.low in ("'s", "’s"):
                team += 0.6
        if before is not None:
            if before.low in lex.CONTEST_BEFORE:
                team += 1.8
            elif before.text.isdigit() and len(before.text) <= 2 and start > 1:
                team += 1.2
            elif before.low in ("for", "from", "at"):
                team += 0.3
        if band:
            scores[ORGANISATION] += team
        elif team_sport and len(candidate.parts) == 1 and candidate.key not in self._gazetteer.given:
            scores[ORGANISATION] += 0.4 * team


def _is_initials(token: Token) -> bool:
    """Whether the token is a person's initials written together: "J.D."."""
    return token.text.isupper() and token.text[1:2] == "." and len(token.text) <= 6


def _is_acronym(token: Token) -> bool:
    return token.text.isalpha() and token.text.isupper() and 1 < len(token.text) < 5


def _is_shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1
