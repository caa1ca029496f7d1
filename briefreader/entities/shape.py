"""What the form of a name says of its kind: its words, its capitals, and what the gazetteer knows of it."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.gazetteer import CAPITAL, COUNTRY, REGION, STATE, Gazetteer
from briefreader.entities.scores import ORGANISATION, OTHER, PERSON, PLACE, Scores
from briefreader.entities.tokens import Token

_BAND_SCORE = {1: 0.9, 2: 1.2, 3: 1.6, 4: 2.0, 5: 2.3, CAPITAL: 2.5, REGION: 2.6, STATE: 2.8, COUNTRY: 3.2}
_KNOWN_BAND = 3  # from this band of a place on its name is more likely that than a person's
_JOINING = ("of", "for", "on", "and")
_PLACE_ENDINGS = (
    "stan", "burg", "burgh", "ville", "shire", "grad", "pur", "puram", "abad", "town", "ovo", "polis", "dorf",
    "kirchen", "hausen", "stadt", "furt", "insk", "ovsk", "ensk", "olsk", "orsk", "ansk", "gorsk", "ovka",
    "minster", "stadion", "mouth",
)  # fmt: skip
_FIRM_ENDINGS = ("tech", "soft", "corp", "bank", "tel", "com", "air", "media", "gas", "oil", "bancorp", "net")
_CREED_ENDINGS = ("ist", "ists", "ism", "ite", "ites")
# Names of persons that have a capital inside.
_INNER_CAPITAL = (
    "Mc", "Mac", "O'", "O’", "De", "D'", "D’", "Di", "Da", "La", "Le", "Fitz", "Van", "Du", "N'", "N’", "M'",
    "M’", "L'", "Del", "Al", "El", "Ben", "Bin", "Abu", "St",
)  # fmt: skip


class Shape:
    """Scores candidates by their form."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def scores(self, candidate: Candidate) -> Scores:
        """Return what the name itself says of its kind."""
        gazetteer = self._gazetteer
        scores = [0.0, 0.0, 0.0, 0.0]
        name = candidate.key
        text = candidate.line.tokens[candidate.start].text[: candidate.last - candidate.first]
        acronym = len(candidate.parts) == 1 and text.isupper() and candidate.line.style != "caps"
        band = gazetteer.places.get(name, 0)
        written = gazetteer.organisations.get(name)
        known = False
        if written is not None and (
            acronym
            or not written.isupper()
            or candidate.line.style != "text"
            or self._is_word_of_letters(name)
        ):
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
        elif written is not None or not known:
            self._several(candidate, scores)
        return scores

    def _is_word_of_letters(self, name: str) -> bool:
        """Whether a known acronym can be written like a name ("Pasok"): it is no other name or word."""
        gazetteer = self._gazetteer
        others = (gazetteer.common, gazetteer.rare, gazetteer.given, gazetteer.places, gazetteer.surnames)
        return len(name) > 3 and not any(name in table for table in others)

    def _single(self, candidate: Candidate, scores: Scores, acronym: bool, known: bool) -> None:
        gazetteer = self._gazetteer
        name = candidate.key
        band = gazetteer.places.get(name, 0)
        if name in gazetteer.given and not acronym:
            scores[PERSON] += 1.3 if band < CAPITAL and not known else 0.3
        if known or band >= STATE:
            return
        if name in gazetteer.figures and not acronym:
            scores[PERSON] += 1.6
        text = candidate.line.tokens[candidate.start].text[: candidate.last - candidate.first]
        if any(char.isdigit() for char in text):
            scores[OTHER] += 0.9
            scores[ORGANISATION] += 0.5
        elif acronym and len(name) <= 8:
            scores[ORGANISATION] += 1.6
        elif text[1:] != text[1:].lower() and not text.isupper() and "-" not in text:
            scores[ORGANISATION] += 0.0 if _of_person(text) else 1.0
        elif text.lower().startswith(("al-", "el-")):
            scores[PERSON] += 0.2
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
        given = first in gazetteer.given and not any(char.isdigit() for char in last)
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
        surname = (
            given
            and last in lex.ALSO_SURNAMES
            and not (len(parts) > 2 and last in lex.PLACE_HEADS_SURE)  # "Francis Scott Key Bridge"
            and not any(part in lex.ORGANISATION_HEADS or part in lex.PLACE_HEADS for part in parts[1:-1])
        )
        if last in lex.PLACE_HEADS and not surname and candidate.key not in gazetteer.places:
            scores[PLACE] += 3.4 if last in lex.PLACE_HEADS_SURE else 2.4
        if last in lex.ORGANISATION_HEADS and not surname:
            scores[ORGANISATION] += 2.6
        elif not given and any(part in lex.ORGANISATION_HEADS for part in parts[:-1]):
            scores[ORGANISATION] += 0.8
        if last in lex.OTHER_HEADS:
            scores[OTHER] += 3.2 if first in gazetteer.places else 2.4  # "Paris Olympics"
        if first in lex.OTHER_OPENERS:
            scores[OTHER] += 3.0
        if first in lex.ORGANISATION_OPENERS:
            scores[ORGANISATION] += 2.5
        if given:
            return
        if first in lex.PLACE_OPENERS:
            scores[PLACE] += 2.6 if first in lex.PLACE_NOUNS_FIRST else 0.9
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
            scores[PERSON] -= 0.6
        elif any(char.isdigit() for char in parts[-1]):
            scores[OTHER] += 2.0 if self._is_organisation(parts[0], tokens[0]) else 1.2  # "Airbus A350"
        elif text_line and not given and len(parts) == 2 and _is_acronym(tokens[0]):  # "SK Hynix", "KL Rahul"
            scores[ORGANISATION] += (
                2.4 if plain or parts[-1] in gazetteer.rare else 1.1
            )  # "SK Hynix", but "KL Rahul"
            scores[PERSON] += 0.6
        elif text_line and all(_is_shouted(token) for token in tokens if token.word):
            scores[ORGANISATION] += 0.6
        elif (
            not given
            and gazetteer.places.get(parts[0], 0) >= _KNOWN_BAND
            and parts[-1] not in gazetteer.given
        ):
            scores[ORGANISATION] += 1.2  # "Cebu Pacific"
            scores[PERSON] += 0.6
        else:
            if given or not any(part in lex.ORGANISATION_HEADS for part in parts):
                scores[PERSON] += (1.2 if given else 1.0) if plain == 0 else 0.7
            scores[ORGANISATION] += 0.4 if given else 0.5

    def _is_organisation(self, part: str, token: Token) -> bool:
        written = self._gazetteer.organisations.get(part)
        return written is not None and (not written.isupper() or token.text.isupper())


def _of_person(text: str) -> bool:
    """Whether the capital inside a word is that of a person's name: "McDonald", "O'Neill"."""
    return any(text.startswith(prefix) and text[len(prefix) :][:1].isupper() for prefix in _INNER_CAPITAL)


def _is_initials(token: Token) -> bool:
    """Whether the token is a person's initials written together: "J.D."."""
    return token.text.isupper() and token.text[1:2] == "." and len(token.text) <= 6


def _is_acronym(token: Token) -> bool:
    return token.text.isalpha() and token.text.isupper() and 1 < len(token.text) < 5


def _is_shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1
