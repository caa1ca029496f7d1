"""Names in lines whose capitals tell nothing: headlines in capitals or in title case, and lines without any.

Such a line is judged by what the report's other lines showed to be names, by the gazetteer, and by the words
that English otherwise writes in lower case.
"""

from __future__ import annotations

from itertools import pairwise

from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.case import PLAIN, Case
from briefreader.entities.gazetteer import CITY, COUNTRY, STATE, Gazetteer, key
from briefreader.entities.tokens import Line, Token, name_key

_MOST_WORDS = 8  # of a name in a headline
_COMPANY_WORDS = 6  # of a company at the beginning of a headline
_ROLE_WORDS = 4
_COUNTRY_CODES = ("us", "uk", "un", "eu", "uae", "nz")
_PREFIXES = ("out", "over", "under")
_KNOWN_BAND = 3  # a place in lower case must be this well known
_LOWER_OPENERS = ("new", "united", "hong", "south", "north")


class Names:
    """The names that the running text of a report gave, to know them again elsewhere in it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._keys: set[str] = set()
        self._openings: set[str] = set()
        self._longest: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._keys

    def add(self, candidate: Candidate) -> None:
        """Note a name, and what it may be called by for short."""
        parts = candidate.parts
        self._keys.add(candidate.key)
        if len(parts) < 2:
            return
        first, last = parts[0], parts[-1]
        self._longest[first] = max(self._longest.get(first, 0), len(parts))
        gazetteer = self._gazetteer
        known = (gazetteer.common, gazetteer.places, gazetteer.peoples)
        full = len(parts) == 2 and not any(last in table for table in known)
        if first in gazetteer.given or candidate.titled or last in gazetteer.organisations or full:
            self._keys.add(last)
        if len(parts) > 2:
            if last in lex.SUFFIXES:
                self._keys.add(" ".join(parts[:-1]))
            self._openings.update(" ".join(parts[:size]) for size in range(2, len(parts)))

    def attest(self, candidate: Candidate) -> bool:
        """Whether the report uses what the candidate holds as a name, or begins a name with it."""
        return candidate.key in self._keys or candidate.key in self._openings

    def longest(self, first: str) -> int:
        """Return how many words the longest name has that begins with ``first``, at least 1."""
        return max(self._longest.get(first, 1), self._gazetteer.longest.get(first, 1))


def is_headline(line: Line, gazetteer: Gazetteer, *, opens: bool = False) -> bool:
    """Whether a line with a capital at every word is a headline, not a list of names.

    ``opens`` when it is the first line of the report: that needs less to be one.
    """
    if line.style != "title":
        return line.style == "caps"
    if 3 * sum(token.text[0].isdigit() for token in line.tokens) > len(line.tokens):
        return False
    if any(token.first and before.word for before, token in pairwise(line.tokens)):
        return False  # columns of a table
    plain = names = 0
    for token in line.tokens:
        if token.cap:
            if token.low not in gazetteer.common:
                names += 1
            elif (opens or not token.first) and token.low not in gazetteer.given:
                plain += 1
    return plain >= 2 and plain >= 0.4 * names


def find(
    line: Line, gazetteer: Gazetteer, case: Case, names: Names, *, teams: bool = False
) -> list[Candidate]:
    """Return the candidates of a headline.

    ``names`` are those of the report's text; ``teams`` says that it is on a sport of teams.
    """
    return _Headline(line, gazetteer, case, names, teams=teams).find()


class _Headline:
    def __init__(self, line: Line, gazetteer: Gazetteer, case: Case, names: Names, *, teams: bool) -> None:
        self._teams = teams
        self._line = line
        self._tokens = line.tokens
        self._caps = line.style == "caps"
        self._gazetteer = gazetteer
        self._case = case
        self._names = names
        self._found: list[Candidate] = []

    def find(self) -> list[Candidate]:
        tokens = self._tokens
        gazetteer = self._gazetteer
        at = self._opening()
        role = -1  # where the roles before the next name begin
        titled = False
        while at < len(tokens):
            token = tokens[at]
            if not self._capital(token):
                role, titled = -1, False
                at += 1
                continue
            end = self._name_end(at)
            if end:
                text = _role(tokens, role, at) if titled else ""
                self._found.append(Candidate(self._line, at, end, text, titled))
                role, titled = -1, False
                at = end
                continue
            titles = token.stem in gazetteer.honorifics or token.stem in gazetteer.roles
            if (titles or token.stem in gazetteer.qualifiers) and token.low not in lex.FUNCTION:
                role = at if role < 0 else role
                titled = titles
            else:
                role, titled = -1, False
                if "-" in token.text:
                    self._compound(at)
            at += 1
        return self._found

    def _capital(self, token: Token) -> bool:
        return token.word and bool(token.key) and (token.cap or self._caps)

    def _opening(self) -> int:
        """Take the company with which the line begins: "TRANSDUCER SYSTEMS INC YEAR", "IBM <IBM> UP"."""
        tokens = self._tokens
        if len(tokens) > 1 and tokens[1].text == "-" and tokens[0].low in lex.SPORT_HEADLINES:
            return 1
        sport, hyphen, name = tokens[0].text.partition("-")
        if hyphen and sport.lower() in lex.SPORT_HEADLINES and key(name) not in self._gazetteer.common:
            # "SKIING-GOETSCHL WINS DOWNHILL"
            start = tokens[0].start + len(sport) + 1
            self._found.append(Candidate(self._line, 0, 1).inner(start, tokens[0].end))
            return 1
        for end in range(min(_COMPANY_WORDS, len(tokens))):
            token = tokens[end]
            stop = 0
            if end and token.stem in lex.SUFFIXES and len(token.text) > 1:
                stop = end + 1
            elif 0 < end < 4 and token.text[0] == "<" and len(token.text) > 2:
                stop = end
            elif not token.cap and token.text not in "&-":
                return 0
            if stop:
                self._found.append(Candidate(self._line, 0, stop))
                return stop
        return 0

    def _name_end(self, at: int) -> int:
        """Return the end of the name that begins at ``at``, or 0."""
        tokens = self._tokens
        gazetteer = self._gazetteer
        end = self._known_end(at)
        if end == at + 1:
            folded = tokens[at].key
            full_name = folded in gazetteer.given and folded not in self._names and self._goes_on(end)
            if not full_name and self._stands(at):
                return end
        elif end:
            return end
        if not self._unplain(tokens[at]):
            return 0
        end = at + 1
        while end - at < _MOST_WORDS and self._goes_on(end, headed=True):
            known = self._known_end(end)
            if (known and known - end > 1) or gazetteer.places.get(tokens[end].key, 0) >= STATE:
                break
            end += 1
        return end

    def _goes_on(self, at: int, *, headed: bool = False) -> bool:
        """Whether the word can be a further one of an unknown name; ``headed`` allows a head word."""
        if at >= len(self._tokens) or not self._capital(self._tokens[at]):
            return False
        token = self._tokens[at]
        if self._unplain(token):
            return True
        before = self._tokens[at - 1].key
        if before in self._gazetteer.given and token.key in self._gazetteer.surnames:
            return True
        head = token.key in lex.ORGANISATION_HEADS and token.key not in lex.HEADLINE_PLAIN
        return headed and (head or token.key in lex.SUFFIXES or token.key in lex.PLACE_HEADS_SURE)

    def _known_end(self, at: int) -> int:
        tokens = self._tokens
        first = tokens[at].key
        for size in range(min(self._names.longest(first), len(tokens) - at), 0, -1):
            if size > 1 and not all(token.word or token.text == "&" for token in tokens[at : at + size]):
                continue
            name = name_key(tokens[at : at + size])
            if name in self._names or self._gazetteer.knows(name):
                return at + size
        return 0

    def _stands(self, at: int) -> bool:
        """Whether a single word that is somewhere known as a name is one here."""
        token = self._tokens[at]
        gazetteer = self._gazetteer
        word, folded = token.low, token.key
        if folded in lex.NEVER or folded in lex.MONTHS:
            return False
        lower, capital = self._case.in_report(word)
        if folded in self._names:
            return lower <= capital or word not in gazetteer.common
        if folded in _COUNTRY_CODES and token.text.isupper():
            return not (self._caps and token.text == "US" and lower > 0)
        band = gazetteer.places.get(folded, 0)
        if word in gazetteer.common or word in lex.FUNCTION:
            if self._teams and not lower and word.endswith("s") and folded in gazetteer.organisations:
                return True  # "BRONCOS REST"
            if self._teams and at and self._tokens[at - 1].text == "AT" and folded in gazetteer.places:
                return True  # "CALGARY AT BUFFALO"
            return band >= COUNTRY and not lower and len(folded) > 3
        if gazetteer.organisations.get(folded, "").isupper():
            return word not in gazetteer.rare
        return not lower and len(folded) > 2 and gazetteer.knows(folded)

    def _unplain(self, token: Token) -> bool:
        """Whether the word is none that English writes in lower case."""
        gazetteer = self._gazetteer
        word, folded = token.low, token.key
        if folded in lex.NEVER or folded in lex.MONTHS or word in lex.FUNCTION or not folded[0].isalpha():
            return len(folded) == 1 and token.text.endswith(".")
        if len(folded) < 2 or folded in gazetteer.peoples or "-" in token.text or word in gazetteer.common:
            return False
        if folded in gazetteer.given:
            return True
        if word.startswith(_PREFIXES) and _stem(word) in gazetteer.common:
            return False  # "OUTKICKS"
        if word in lex.SUFFIXES or word in gazetteer.roles or word in gazetteer.honorifics:
            return False
        return self._case.plain(word) < PLAIN and (len(folded) > 3 or not self._caps)

    def _compound(self, at: int) -> None:
        """Take the known names of a hyphened word: "Iran-backed", "ISRAEL-HAMAS"."""
        token = self._tokens[at]
        gazetteer = self._gazetteer
        whole = Candidate(self._line, at, at + 1)
        offset = token.start
        for part in token.text.split("-"):
            folded = key(part)
            known = (
                folded in self._names
                or gazetteer.places.get(folded, 0) >= CITY
                or folded in gazetteer.organisations
            )
            if known and part[:1].isupper() and folded not in gazetteer.common:
                self._found.append(whole.inner(offset, offset + len(part)))
            offset += len(part) + 1


def _stem(word: str) -> str:
    """Return a verb without its prefix and ending."""
    for prefix in _PREFIXES:
        word = word.removeprefix(prefix)
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word


def _role(tokens: list[Token], start: int, end: int) -> str:
    if start < 0 or end - start > _ROLE_WORDS:
        return ""
    return " ".join(token.text for token in tokens[start:end])


def find_lowercase(line: Line, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the names in lower case that can be nothing else: well-known places and organisations."""
    tokens = line.tokens
    found: list[Candidate] = []
    places, organisations, longest = gazetteer.places, gazetteer.organisations, gazetteer.longest
    end = 0
    for at, token in enumerate(tokens):
        name = token.key
        if token.cap or at < end or not (name in longest or name in places or name in organisations):
            continue
        if token.word and token.low not in lex.FUNCTION and (size := _lowercase_size(tokens, at, gazetteer)):
            found.append(Candidate(line, at, at + size))
            end = at + size
    return found


def _lowercase_size(tokens: list[Token], at: int, gazetteer: Gazetteer) -> int:
    """Return how many words the name in lower case has that begins at ``at``, 0 for none."""
    for size in range(gazetteer.longest.get(tokens[at].key, 1), 1, -1):
        part = tokens[at : at + size]
        if len(part) < size or any(not token.word or token.cap for token in part):
            continue
        name = name_key(part)
        band = gazetteer.places.get(name, 0)
        if all(token.low in gazetteer.common for token in part):
            if band >= STATE and part[0].low in _LOWER_OPENERS:
                return size
        elif band >= _KNOWN_BAND or name in gazetteer.organisations:
            return size
    token = tokens[at]
    name = token.key
    plain = token.low in gazetteer.common or token.low in gazetteer.rare
    if plain or name in gazetteer.given or len(name) < 5:
        return 0
    organisation = gazetteer.organisations.get(name, "")
    known = gazetteer.places.get(name, 0) >= _KNOWN_BAND
    return int(known or (organisation != "" and not organisation.isupper()))
