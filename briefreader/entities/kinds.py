"""What a name is: cues scored for person, organisation, place and other, and a vote over the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefreader.entities import lexicon as lex
from briefreader.entities.case import Case
from briefreader.entities.gazetteer import CAPITAL, CITY, COUNTRY, REGION, STATE, Gazetteer, key
from briefreader.entities.recogniser import Kind
from briefreader.entities.rules import Candidate
from briefreader.entities.tokens import Token

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "other")
PERSON, ORGANISATION, PLACE, OTHER = range(4)

_BAND_SCORE = {1: 0.9, 2: 1.2, 3: 1.6, 4: 2.0, 5: 2.3, CAPITAL: 2.5, REGION: 2.6, STATE: 2.8, COUNTRY: 3.2}
Scores = list[float]


class Judge:
    """Scores the candidates of one report and decides their kinds."""

    def __init__(self, gazetteer: Gazetteer, cache: dict[str, Scores], case: Case) -> None:
        self._gazetteer = gazetteer
        self._case = case
        self._inside = cache

    def decide(self, candidates: Sequence[Candidate], sport: str) -> None:
        """Set ``kind`` of each candidate."""
        groups: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            groups.setdefault(candidate.key, []).append(candidate)
        context: dict[int, Scores] = {}
        summed: dict[str, Scores] = {}
        for name, group in groups.items():
            total = [0.0, 0.0, 0.0, 0.0]
            for candidate in group:
                scores = self._context(candidate, sport)
                context[id(candidate)] = scores
                for i in range(4):
                    total[i] += scores[i]
            inside = self._within(min(group, key=lambda c: c.line.style != "text"))
            # Further mentions weigh less than the first: the square root keeps a long report in balance.
            weight = 1.0 / len(group) ** 0.5
            summed[name] = [inside[i] + weight * total[i] for i in range(4)]
        self._follow(groups, summed)
        for name, group in groups.items():
            base = summed[name]
            city = sport == "team" and 0 < self._gazetteer.places.get(name, 0) < COUNTRY
            inside = self._within(group[0]) if city else base
            for candidate in group:
                own = context[id(candidate)]
                if city:
                    # The team in one line, the town in the next: each mention for itself.
                    scores = [inside[i] + 1.2 * own[i] + 0.2 * (base[i] - inside[i]) for i in range(4)]
                else:
                    scores = [base[i] + 0.6 * own[i] for i in range(4)]
                if len(group) == 1 and self._faint(candidate, own):
                    continue
                candidate.scores = scores
                candidate.kind = scores.index(max(scores))

    def _faint(self, candidate: Candidate, own: Scores) -> bool:
        """Whether nothing but the capital of a sentence's beginning speaks for an unknown single word."""
        if candidate.sure or candidate.titled or candidate.line.style != "text" or " " in candidate.key:
            return False
        gazetteer = self._gazetteer
        name = candidate.key
        if name in gazetteer.places or name in gazetteer.organisations or name in gazetteer.given or name in gazetteer.others:
            return False
        tokens = candidate.line.tokens
        return not tokens[candidate.start].text.isupper() and max(own) < 0.3 and len(tokens) > 1 and not self._attested(name)

    def _follow(self, groups: dict[str, list[Candidate]], summed: dict[str, Scores]) -> None:
        """Let short forms follow the full names of the report: surnames, first words, acronyms."""
        gazetteer = self._gazetteer
        persons_last: set[str] = set()
        persons_first: set[str] = set()
        openings: dict[str, bool] = {}
        initials: dict[str, int] = {}
        for name, group in groups.items():
            parts = group[0].parts
            if len(parts) < 2:
                continue
            scores = summed[name]
            best = scores.index(max(scores))
            if best == PERSON:
                persons_last.add(parts[-1])
                if len(parts) > 2:
                    persons_last.add(" ".join(parts[-2:]))
                persons_first.add(parts[0])
            elif best == ORGANISATION:
                company = parts[-1] in lex.SUFFIXES
                for size in range(1, len(parts)):
                    openings[" ".join(parts[:size])] = company
                letters = "".join(part[0] for part in parts if part not in ("of", "for", "and", "the", "on") and part[:1].isalpha())
                if len(letters) > 1:
                    initials[letters] = ORGANISATION
        for name, group in groups.items():
            scores = summed[name]
            band = gazetteer.places.get(name, 0)
            if name in persons_last:
                scores[PERSON] += 2.4 if band < COUNTRY else 1.2
            elif name in persons_first and " " not in name:
                scores[PERSON] += 1.6 if band < CAPITAL else 0.4
            if name in openings and name not in gazetteer.given and name not in persons_last:
                if openings[name] and band < CITY:
                    scores[ORGANISATION] += 2.2
                elif band < 2:
                    scores[ORGANISATION] += 1.4
            if name in initials:
                scores[ORGANISATION] += 1.5

    def _attested(self, name: str) -> bool:
        return self._case.in_library(name)[1] > 0

    # What the name itself says.

    def _within(self, candidate: Candidate) -> Scores:
        name = candidate.key
        text = candidate.line.tokens[candidate.start].text
        acronym = len(candidate.parts) == 1 and text.isupper() and candidate.line.style != "caps"
        cached = self._inside.get(f"{name}\t{acronym}")
        if cached is None:
            cached = self._score_name(candidate, name, acronym)
            self._inside[f"{name}\t{acronym}"] = cached
        return cached

    def _score_name(self, candidate: Candidate, name: str, acronym: bool) -> Scores:
        gazetteer = self._gazetteer
        parts = candidate.parts
        scores = [0.0, 0.0, 0.0, 0.0]
        known = False
        band = gazetteer.places.get(name, 0)
        written = gazetteer.organisations.get(name)
        if written is not None and not (written.isupper() and not acronym and candidate.line.style == "text"):
            scores[ORGANISATION] += 3.0
            known = True
        if name in gazetteer.others:
            scores[OTHER] += 3.2
            known = True
        if band and not (acronym and len(name) <= 3 and band < REGION):
            scores[PLACE] += _BAND_SCORE[band]
            known = known or band >= REGION
        if len(parts) == 1:
            self._score_single(candidate, name, acronym, scores, band, known)
            return scores
        first, last = parts[0], parts[-1]
        tokens = candidate.line.tokens[candidate.start : candidate.end]
        if known and band < STATE and written is None:
            return scores
        if last in lex.SUFFIXES:
            scores[ORGANISATION] += 6.0
            return scores
        given = first in gazetteer.given
        initial = len(parts) > 1 and any(len(part) == 1 for part in parts[:-1]) and len(last) > 1
        joined = {token.low for token in tokens if not token.cap}
        if "&" in joined:
            scores[ORGANISATION] += 2.5
        if joined & {"of", "for", "on", "and"}:
            head = next(part for part, low in zip(parts, [""] + parts, strict=False) if True)
            before_of = parts[: next((i for i, part in enumerate(parts) if part in ("of", "for", "on", "and")), 1)]
            head = before_of[-1]
            if head in lex.OTHER_OF:
                scores[OTHER] += 2.5
            elif head in lex.PLACE_OF:
                scores[PLACE] += 2.5
            else:
                scores[ORGANISATION] += 3.0
            return scores
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
        if last in lex.PLACE_HEADS and not (given and last in _ALSO_SURNAMES):
            scores[PLACE] += 2.4
        if last in lex.ORGANISATION_HEADS and not (given and last in _ALSO_SURNAMES):
            scores[ORGANISATION] += 2.6
        elif any(part in lex.ORGANISATION_HEADS for part in parts[:-1]) and not given:
            scores[ORGANISATION] += 0.8
        if last in lex.OTHER_HEADS:
            scores[OTHER] += 2.4
        if first in lex.OTHER_OPENERS:
            scores[OTHER] += 3.0
        if first in lex.ORGANISATION_OPENERS:
            scores[ORGANISATION] += 2.5
        if first in lex.PLACE_OPENERS and not given:
            scores[PLACE] += 0.9 if first not in ("mount", "lake", "cape", "port", "fort", "mt", "mt.") else 2.6
        if self._is_organisation(last, tokens[-1]) and not given:
            scores[ORGANISATION] += 1.6
        elif self._is_organisation(first, tokens[0]) and not given and first not in gazetteer.places:
            scores[ORGANISATION] += 1.0
        if first in gazetteer.peoples:
            scores[ORGANISATION] += 1.0
            scores[PERSON] -= 0.8
        place_first = gazetteer.places.get(first, 0)
        if place_first >= CAPITAL and not given:
            scores[ORGANISATION] += 0.9
        if len(parts) >= 4 and not given and not initial:
            scores[ORGANISATION] += 0.9
        elif len(parts) <= 3:
            plain = sum(part in gazetteer.common for part in parts)
            if plain == len(parts) and not given and not scores[PLACE] > 1 and not scores[ORGANISATION] > 1:
                scores[ORGANISATION] += 0.5
                scores[OTHER] += 1.6
            elif any(part.isdigit() for part in parts):
                scores[OTHER] += 1.2
            elif len(parts) == 2 and tokens[0].text.isupper() and 1 < len(first) < 5 and candidate.line.style == "text" and not given:
                scores[ORGANISATION] += 1.6
            elif all(part.isupper() and len(part) > 1 for part in (token.text for token in tokens if token.word)) and candidate.line.style == "text":
                scores[ORGANISATION] += 0.6
            else:
                if given or not any(part in lex.ORGANISATION_HEADS for part in parts):
                    scores[PERSON] += 1.2 if plain == 0 else 0.7
                scores[ORGANISATION] += 0.4
        return scores

    def _is_organisation(self, part: str, token: Token) -> bool:
        written = self._gazetteer.organisations.get(part)
        return written is not None and (not written.isupper() or token.text.isupper())

    def _score_single(self, candidate: Candidate, name: str, acronym: bool, scores: Scores, band: int, known: bool) -> None:
        gazetteer = self._gazetteer
        text = candidate.line.tokens[candidate.start].text[: candidate.last - candidate.first]
        if name in gazetteer.given and not acronym:
            scores[PERSON] += 1.3 if band < CAPITAL and not known else 0.3
        if known or band >= STATE:
            return
        if any(c.isdigit() for c in text):
            scores[OTHER] += 0.9
            scores[ORGANISATION] += 0.5
        elif acronym and len(name) <= 6:
            scores[ORGANISATION] += 1.6
        elif text[1:] != text[1:].lower() and not text.isupper() and "-" not in text and text[:2] not in ("Mc", "Ma", "O'", "O’", "De", "D'", "Di", "La", "Le", "Fi"):
            scores[ORGANISATION] += 1.0
        elif text.lower().startswith(("al-", "el-")):
            scores[PERSON] += 0.6
        scores[PERSON] += 0.45
        scores[ORGANISATION] += 0.3
        scores[PLACE] += 0.15
        if name in gazetteer.common:
            scores[ORGANISATION] += 0.3
            scores[OTHER] += 0.2
        if name.endswith(("ist", "ists", "ism", "ite", "ites")) and not acronym:
            scores[OTHER] += 2.0
        if name.endswith(("stan", "burg", "ville", "shire", "grad", "pur", "abad", "town", "sville", "ovo", "polis")):
            scores[PLACE] += 0.8
        if name.endswith(("tech", "soft", "corp", "bank", "tel", "com", "air", "media", "gas", "oil", "bancorp", "net")):
            scores[ORGANISATION] += 0.8

    # What stands beside it.

    def _context(self, candidate: Candidate, sport: str) -> Scores:
        scores = [0.0, 0.0, 0.0, 0.0]
        tokens = candidate.line.tokens
        count = len(tokens)
        start, end = candidate.start, candidate.end
        gazetteer = self._gazetteer
        if candidate.titled:
            scores[PERSON] += 3.0
        before = tokens[start - 1] if start else None
        after = tokens[end] if end < count else None
        low = before.low if before is not None and before.word else ""
        if low == "the":
            scores[PERSON] -= 1.2
            if candidate.key not in gazetteer.places:
                scores[ORGANISATION] += 0.5
                scores[OTHER] += 0.3
            earlier = tokens[start - 2] if start > 1 else None
            low = earlier.low if earlier is not None and earlier.word else ""
            if low in ("in", "near", "across", "throughout"):
                scores[PLACE] += 0.5
            low = ""
        if low:
            place = lex.PLACE_BEFORE.get(low)
            if place:
                scores[PLACE] += place
                if low == "in":
                    scores[PERSON] -= 0.4
            organisation = lex.ORGANISATION_BEFORE.get(low)
            if organisation:
                scores[ORGANISATION] += organisation
            elif low in gazetteer.before and not candidate.titled:
                scores[PERSON] += 1.8
            if low == "of" and start > 1 and tokens[start - 2].low in lex.PLACE_NOUN_BEFORE:
                scores[PLACE] += 2.0
            if low == "by":
                scores[PERSON] += 0.4
            if low in ("said", "says", "told", "added"):
                scores[PERSON] += 0.8
        elif before is not None and before.text == "," and start > 1:
            earlier = tokens[start - 2]
            if earlier.low in gazetteer.before:
                scores[PERSON] += 1.0
            name = key(earlier.text)
            if earlier.cap and candidate.key in gazetteer.places and gazetteer.places[candidate.key] >= STATE:
                scores[PLACE] += 0.6
            elif name in gazetteer.places and candidate.key in gazetteer.places:
                scores[PLACE] += 0.5
        elif before is not None and before.text == "(" and after is not None and after.text == ")":
            if gazetteer.places.get(candidate.key, 0) >= COUNTRY:
                scores[PLACE] += 1.5
            elif tokens[start].text.isupper():
                scores[ORGANISATION] += 0.8
        if after is not None:
            self._after(candidate, tokens, end, after, scores)
        if start <= 4 and is_dateline(tokens):
            if start == 0 or (before is not None and before.text == ","):
                scores[PLACE] += 3.0
            return scores
        row = _row(tokens)
        if sport or row == "result":
            self._contest(candidate, tokens, start, end, scores, row, sport)
        return scores

    def _after(self, candidate: Candidate, tokens: list[Token], end: int, after: Token, scores: Scores) -> None:
        gazetteer = self._gazetteer
        low = after.low
        count = len(tokens)
        if low in ("'s", "’s") and end + 1 < count:
            low = tokens[end + 1].low
            scores[ORGANISATION] += 0.5 * lex.ORGANISATION_AFTER.get(low, 0.0)
            if low in ("capital", "largest", "biggest", "northern", "southern", "eastern", "western", "central", "coast", "north", "south", "second"):
                scores[PLACE] += 1.0
            if low in ("wife", "husband", "mother", "father", "son", "daughter", "lawyer", "brother", "sister", "family", "death", "rep", "attorney"):
                scores[PERSON] += 1.2
            return
        if after.word and not after.cap:
            organisation = lex.ORGANISATION_AFTER.get(low)
            if organisation:
                scores[ORGANISATION] += organisation
            place = lex.PLACE_AFTER.get(low)
            if place:
                scores[PLACE] += place
            if low == "administration":
                scores[PERSON] += 2.0
            if low in lex.PERSON_AFTER:
                scores[PERSON] += 0.9
                scores[ORGANISATION] += 0.35
            return
        if after.text == "," and end + 1 < count:
            follower = tokens[end + 1]
            if follower.text.isdigit() and len(follower.text) <= 2 and end + 2 < count and tokens[end + 2].text in ",.":
                scores[PERSON] += 2.0
                return
            if follower.cap:
                size = 2 if end + 2 < count and f"{key(follower.text)} {key(tokens[end + 2].text)}" in gazetteer.places else 1
                name = " ".join(key(token.text) for token in tokens[end + 1 : end + 1 + size])
                if gazetteer.places.get(name, 0) >= STATE and len(candidate.parts) <= 3:
                    scores[PLACE] += 1.3
                return
            if follower.low in ("who", "whose", "who's", "aged"):
                scores[PERSON] += 1.5
                return
            if follower.low == "where":
                scores[PLACE] += 1.5
                return
            if follower.low not in ("a", "an", "the", "its", "his", "her", "former", "chief", "one") and (
                follower.low not in gazetteer.before
            ):
                return
            for at in range(end + 1, min(end + 8, count)):
                token = tokens[at]
                if not token.word:
                    break
                if at + 1 < count and tokens[at + 1].low in ("'s", "’s"):
                    continue
                if token.low in lex.ORGANISATION_NOUNS:
                    scores[ORGANISATION] += 1.0
                    break
                if token.low in lex.PLACE_NOUNS:
                    scores[PLACE] += 1.0
                    break
                if token.low in gazetteer.before or token.low in gazetteer.roles:
                    scores[PERSON] += 1.2
                    break
        elif after.text == "(" and end + 2 < count:
            inner = tokens[end + 1]
            close = tokens[end + 2].text == ")"
            if close and inner.word and inner.text.isupper() and len(inner.text) > 1 and len(candidate.parts) > 1:
                letters = "".join(part[0] for part in candidate.parts if part)
                if key(inner.text)[:1] == letters[:1]:
                    scores[ORGANISATION] += 1.2
            band = max(
                (gazetteer.places.get(key(" ".join(t.text for t in tokens[end + 1 : end + 1 + size])), 0) for size in (1, 2)), default=0
            )
            if band >= COUNTRY:
                scores[PERSON] += 1.6
            elif inner.text.isdigit():
                scores[PERSON] += 0.3

    def _contest(self, candidate: Candidate, tokens: list[Token], start: int, end: int, scores: Scores, row: str, sport: str) -> None:
        """In sport a city stands for its team, unless it says where."""
        if candidate.titled:
            return
        gazetteer = self._gazetteer
        band = gazetteer.places.get(candidate.key, 0)
        after = tokens[end] if end < len(tokens) else None
        before = tokens[start - 1] if start else None
        if band >= COUNTRY:
            return
        if row == "result" or (row == "table" and sport == "team"):
            scores[ORGANISATION] += 3.5 if start == 0 or tokens[start - 1].text.isdigit() or row == "result" else 0.0
            return
        team = 0.0
        if candidate.line.style == "caps" and before is not None and before.text == "AT" and sport == "team":
            scores[PLACE] += 3.0
            return
        venue = band == REGION and len(candidate.parts) > 1
        if sport == "team" and band and not venue and scores[PLACE] < 0.9:
            scores[PLACE] = 0.0
            team = 2.4
        if before is not None and before.low in ("c", "b", "lbw", "st") and len(before.text) < 4:
            scores[PERSON] += 1.5
            return
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
            elif after.low in ("'s", "’s") or after.text == "AT":
                team += 0.6
        if before is not None:
            if before.low in lex.CONTEST_BEFORE:
                team += 1.8
            elif before.text.isdigit() and len(before.text) <= 2 and start > 1:
                team += 1.2
            elif before.low in ("for", "from", "at"):
                team += 0.3
        if team and (band or len(candidate.parts) == 1) and band < COUNTRY:
            if band:
                scores[ORGANISATION] += team
            elif candidate.key not in gazetteer.given:
                scores[ORGANISATION] += 0.4 * team


_ALSO_SURNAMES = frozenset(
    "lake hill hills park banks house church street lane drive field grove ford wells woods forest rivers brook brooks bay "
    "post press young post court board school chambers guard bond bush marsh castle tower cave ridge springs rice stone "
    "west mills mines gates stores parks sea hall town bell bridge park guild glass page gold paper service camp base".split()
)


def _row(tokens: list[Token]) -> str:
    """Return "result" for a line such as "Coventry 0 Chelsea 0", "table" for "Ajax 6 4 1 1 9 3 13", or ""."""
    if not 3 <= len(tokens) <= 20 or not tokens[0].cap:
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


def is_dateline(tokens: list[Token]) -> bool:
    """Whether a line begins with place and date, as reports of the wires do: "LONDON, Feb 12 (Reuters) -"."""
    if not tokens[0].text.isupper() or len(tokens[0].text) < 2:
        return False
    for at in range(1, min(8, len(tokens))):
        token = tokens[at]
        if _DATE.fullmatch(token.text):
            return at == len(tokens) - 1
        if token.low in lex.MONTHS:
            return at + 1 < len(tokens) and tokens[at + 1].text.isdigit()
        if token.text in ("-", "–", "—"):
            return at + 1 < len(tokens) and not tokens[at + 1].text.isupper() and len(tokens) > 8
        if token.text == "(":
            return at + 2 < len(tokens) and tokens[at + 2].text == ")" and tokens[at + 1].low in ("reuters", "reuter", "ap", "afp", "upi")
        if not token.cap and token.text != ",":
            return False
    return False


_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
