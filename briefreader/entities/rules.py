"""Where names stand: runs of capitalised words taken apart into names, and the roles before them."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.entities import compounds, sport, works
from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.case import PLAIN, SURELY_PLAIN, Case
from briefreader.entities.gazetteer import COUNTRY, REGION, Gazetteer
from briefreader.entities.parting import Parting
from briefreader.entities.roles import WEAK_ROLES, Roles
from briefreader.entities.runs import Runs, plain_start
from briefreader.entities.singles import Singles
from briefreader.entities.tokens import Line, Token, name_key
from briefreader.entities.trimming import Trimmer, acts

_BEFORE_SURNAME = ("bin", "ibn", "al", "el", "von", "van")
# Function words that can begin a name inside a sentence.
_NAMED = ("us", "it", "will", "may", "an", "general", "new")
_ORDINALS = ("first", "second", "third", "fifth", "all", "american", "one", "other", "most", "best")
_WEAK_HONORIFICS = ("king", "father", "sister", "duke", "baron", "lord", "lady", "prince")


class Finder:
    """Finds the candidates of one report's lines.

    ``doubtful`` gathers what begins a sentence and looked like plain words: names after all where the
    report uses them so elsewhere.
    """

    def __init__(self, gazetteer: Gazetteer, case: Case) -> None:
        self._gazetteer = gazetteer
        self._case = case
        self._runs = Runs(gazetteer, case)
        self._singles = Singles(gazetteer, case)
        self._roles = Roles(gazetteer)
        self._parting = Parting(gazetteer, self._runs)
        self._trimmer = Trimmer(gazetteer, case, self._runs)
        self._found: list[Candidate] = []
        self._abbreviated: set[str] = set()
        self.doubtful: list[Candidate] = []

    def find(self, line: Line) -> list[Candidate]:
        """Return the candidates of a line that uses capitals as sentences do."""
        self._found = []
        tokens = line.tokens
        at = 0
        gazetteer = self._gazetteer
        agency = sport.agency(tokens)
        while at < len(tokens):
            if agency and at == agency[0]:
                whole: Candidate | None = Candidate(line, *agency)
            elif tokens[at].cap:
                whole = compounds.spanning(line, at, gazetteer)
            elif tokens[at].text in works.OPEN:
                whole = works.title(line, at, gazetteer)
            else:
                at += 1
                continue
            if whole:
                self._found.append(whole)
                at = whole.end
                continue
            if not self._runs.starts(tokens, at):
                at += 1
                continue
            end = self._runs.end(tokens, at)
            for inner in range(at + 1, end):
                if compounds.spanning(line, inner, self._gazetteer):
                    end = inner
                    break
            self._take(line, at, end)
            at = end
        return self._found

    def _take(self, line: Line, start: int, end: int) -> None:
        tokens = line.tokens
        found = len(self._found)
        opening = self._opening(tokens, start, end)
        if opening < end:
            self._split(line, opening, end)
        if not tokens[start].first or tokens[start].low in lex.FUNCTION:
            return
        if len(self._found) == found or self._found[found].start > start:
            while end > start + 1 and not tokens[end - 1].cap:
                end -= 1
            self.doubtful.append(Candidate(line, start, end))

    def _opening(self, tokens: list[Token], start: int, end: int) -> int:
        """Return where the name begins behind the plain words with which a sentence opens."""
        token = tokens[start]
        several = end - start > 1
        if not token.first:
            while start < end and tokens[start].low in lex.FUNCTION and tokens[start].low not in _NAMED:
                if self._runs.known(tokens, start, end):
                    break
                if several and tokens[end - 1].stem in lex.SUFFIXES and tokens[start].low in _ORDINALS:
                    break  # "First Chicago Corp"
                start = plain_start(tokens, start, end)
            return start
        if token.text == "US" or (several and self._runs.known(tokens, start, end)):
            return start
        word = token.low
        if word in lex.FUNCTION and word not in ("new", "will", "may"):
            return plain_start(tokens, start, end)
        if not several:
            return start if self._singles.is_name(tokens, start) else end
        return start if self._opens(tokens, start, end) else plain_start(tokens, start, end)

    def _opens(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether the word that opens a sentence belongs to the name of several words behind it."""
        gazetteer = self._gazetteer
        token = tokens[start]
        word, folded = token.low, token.key
        if word in lex.PARTICLES or token.stem in gazetteer.honorifics or self._roles.is_role(token):
            return True
        if (
            word in gazetteer.before
            and word not in gazetteer.roles
            and tokens[start + 1].key in gazetteer.given
        ):
            return False  # "Left-hander Saeed Anwar"
        if word in lex.NAME_OPENERS or self._roles.end(tokens, start, end) > start:
            return True
        if (
            folded in gazetteer.organisations
            and self._runs.with_possessive(tokens, start, start + 1) > start + 1
        ):
            return True
        if word in lex.ORGANISATION_BEFORE and not (
            word in lex.ORGANISATION_HEADS or word in lex.ORGANISATION_OF or word in lex.OTHER_HEADS
        ):
            return False  # "Steelmaker VSZ"
        if folded in gazetteer.given or folded in gazetteer.peoples:
            return word not in gazetteer.common or tokens[start + 1].low not in lex.FUNCTION
        plain = self._case.plain(word)
        if plain < PLAIN:
            return True
        lower, capital = self._case.in_report(word)
        if capital > lower:
            return True
        last = tokens[end - 1].key
        if last in lex.SUFFIXES or (
            last in lex.ORGANISATION_HEADS and (plain < SURELY_PLAIN or end - start > 3)
        ):
            return True
        if end - start == 2 and last not in lex.GENERIC and acts(tokens, end):
            return True  # "Top Rank told ..."
        plain_words = all(token.low in gazetteer.common for token in tokens[start:end])
        if last in lex.ORGANISATION_HEADS and end - start == 3 and plain_words:
            return True  # "Tower Hamlets Council"
        if (
            end - start > 3
            and tokens[start + 1].key in lex.ORGANISATION_HEADS
            and tokens[start + 2].low == "of"
        ):
            return True  # "Stock Exchange of Thailand"
        return gazetteer.places.get(folded, 0) >= REGION

    # Roles and honorifics.

    def _split(self, line: Line, start: int, end: int) -> None:
        """Split before and behind the roles of a run: "Quds Force Commander | Esmail Qaani"."""
        tokens = line.tokens
        gazetteer = self._gazetteer
        at = self._runs.known(tokens, start, end) or start
        while at < end:
            if at > start and tokens[at].low == "county":
                at += 1  # "Los Angeles County Sheriff"
                continue
            after = self._roles.end(tokens, at, end)
            if after == at:
                at += 1
                continue
            word = tokens[at].stem
            honorific = word in gazetteer.honorifics
            if at > start and honorific and tokens[start].key in gazetteer.given:
                at = after  # "Muhammed Sheikh Khalil"
                continue
            if after < end and self._roles.person_like(tokens, after, end):
                if at == start or not (honorific and word in _WEAK_HONORIFICS):
                    if at > start and after - at == 1 and end - after == 1 and word in WEAK_ROLES:
                        at += 1
                        continue
                    if at > start:
                        self._emit(line, start, at)
                    self._emit(line, after, end, _text(tokens, start, after), titled=True)
                    return
            elif at == start and after >= end:
                return
            at = after
        self._emit(line, start, self._roles.before(tokens, start, end))

    # What remains: nationalities off, two names apart, plain words off.

    def _emit(self, line: Line, start: int, end: int, role: str = "", *, titled: bool = False) -> None:
        tokens = line.tokens
        while end > start and not tokens[end - 1].cap:
            end -= 1
        if start >= end:
            return
        began = start
        start = self._parting.without_nationality(tokens, start, end, titled=titled)
        if start >= end:
            return
        if start > began and start == end - 1 and not titled and tokens[start].low in self._gazetteer.common:
            return  # "American Pie"
        if not titled and self._two_names(line, start, end):
            return
        start = self._trimmer.start(tokens, start, end)
        end = self._trimmer.end(tokens, start, end)
        if start > 0:
            before = tokens[start - 1]
            if not titled and before.cap and before.stem in self._gazetteer.honorifics:
                titled, role = True, before.text
            if (before.low in _BEFORE_SURNAME and not before.cap) or (
                before.text == "The" and tokens[start].key == "hague"
            ):
                start -= 1
        if end - start == 1:
            self._single(line, start, role, titled=titled)
            return
        if not titled and self._trimmer.is_plain(tokens, start, end):
            return
        town = self._parting.town_before_state(tokens, start, end)
        if town:
            self._emit(line, start, town, role, titled=titled)
            self._emit(line, town, end)
            return
        stop = end if titled else self._runs.with_possessive(tokens, start, end)
        self._found.append(Candidate(line, start, stop, role, titled, not tokens[start].first))

    def _two_names(self, line: Line, start: int, end: int) -> bool:
        """Take a country and a body of its apart ("U.S. | Treasury"), or a place and a person's title."""
        tokens = line.tokens
        gazetteer = self._gazetteer
        if end - start < 2:
            return False
        stop = self._runs.known(tokens, start, end)
        if stop == end:
            return False
        first = stop or start + 1
        band = gazetteer.places.get(name_key(tokens[start:first]), 0)
        if band == COUNTRY:
            state_body = end - start <= 3 and tokens[end - 1].low in lex.STATE_HEADS
            forces = tokens[end - 1].low in ("army", "navy", "force", "forces")
            rest = name_key(tokens[first : end - (tokens[end - 1].stem in lex.SUFFIXES)])
            if rest in gazetteer.organisations or (not stop and state_body and not forces):
                self._emit(line, start, first)
                self._emit(line, first, end)
                return True
        behind = self._parting.known_behind(tokens, start, end)
        if behind:
            self._emit(line, start, behind, titled=True)
            self._emit(line, behind, end)
            return True
        if stop and band and any(token.stem in gazetteer.honorifics for token in tokens[stop:end]):
            self._emit(line, start, stop)
            self._split(line, stop, end)
            return True
        return False

    def _single(self, line: Line, at: int, role: str, *, titled: bool) -> None:
        token = line.tokens[at]
        gazetteer = self._gazetteer
        folded = token.key
        if (len(folded) < 2 and not titled) or (not folded[:1].isalpha() and len(folded) < 3):
            return
        if at + 1 < len(line.tokens) and line.tokens[at + 1].text == "$" and token.text.isupper():
            return  # "HK$", "US$"
        if folded in self._abbreviated or _abbreviates(line.tokens, at):
            self._abbreviated.add(folded)
            return
        candidate = Candidate(line, at, at + 1, role, titled, not token.first)
        if any(hyphen in token.text for hyphen in "-‑‐"):
            if token.first and not titled and not self._singles.is_name(line.tokens, at):
                return
            for first, last in compounds.names(token, gazetteer, self._case, titled=titled):
                whole = (first, last) == (token.start, token.end)
                self._found.append(candidate if whole else candidate.inner(first, last))
            return
        if not titled:
            if folded in gazetteer.peoples and gazetteer.places.get(folded) != COUNTRY:
                return
            if token.stem in gazetteer.honorifics and folded not in gazetteer.given:
                return
            if token.stem in gazetteer.roles or token.stem in lex.SUFFIXES:
                return
            if not self._singles.is_name(line.tokens, at):
                if not token.first and token.stem not in gazetteer.qualifiers:
                    self.doubtful.append(candidate)
                return
            candidate = Candidate(
                line, at, self._runs.with_possessive(line.tokens, at, at + 1), role, titled, not token.first
            )
        self._found.append(candidate)


def _abbreviates(tokens: list[Token], at: int) -> bool:
    """Whether capitals in brackets stand for the plain words before them: "a letter of credit (LOC)"."""
    text = tokens[at].text
    if not (2 < len(text) < 6 and text.isupper()) or at < len(text) + 1 or at + 1 >= len(tokens):
        return False
    words = tokens[at - 1 - len(text) : at - 1]
    brackets = tokens[at - 1].text == "(" and tokens[at + 1].text == ")"
    return brackets and not any(word.cap for word in words) and _initials(words) == text.lower()


def _initials(tokens: Sequence[Token]) -> str:
    return "".join(token.low[0] for token in tokens if token.word)


def _text(tokens: list[Token], start: int, end: int) -> str:
    """Return the tokens as they stand in the text, white space folded."""
    parts = []
    for at in range(start, end):
        gap = " " if at > start and tokens[at].start > tokens[at - 1].end else ""
        parts.append(gap + tokens[at].text)
    return "".join(parts)
