"""How far a name goes: capitalised words, and what joins them."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.case import QUITE_PLAIN, Case
from briefreader.entities.gazetteer import REGION, STATE, Gazetteer
from briefreader.entities.tokens import Token, name_key

_LONGEST = 14  # tokens; what is longer is a heading or a list, and is cut
_OWNING = ("'s", "’s")
_WHEN = (
    "in",
    "since",
    "of",
    "by",
    "from",
    "until",
    "till",
    "last",
    "next",
    "early",
    "late",
    "this",
    "for",
    "and",
    "to",
)
_QUOTES = ("'", "’")
_CONTRACTED = ("'re", "'ll", "'ve", "'m", "'d", "n't", "’re", "’ll", "’ve", "’m", "’d", "n’t")
_GENERATIONS = frozenset(
    "jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii".split()  # noqa: SIM905
)
_QUOTED = {'"': '"', "“": "”", "``": "''", "'": "'", "‘": "’", "(": ")"}
_ON_HEADS = (
    "council", "committee", "subcommittee", "commission", "conference", "authority", "panel", "convention",
    "institute",
)  # fmt: skip
_FIRMS = ("inc", "ltd", "llc", "corp", "llp", "plc", "co")


class Runs:
    """Finds runs: stretches of tokens that belong to one name, or to a name and what stands before it."""

    def __init__(self, gazetteer: Gazetteer, case: Case) -> None:
        self._gazetteer = gazetteer
        self._case = case

    def starts(self, tokens: list[Token], at: int) -> bool:
        """Whether a run can begin at the token."""
        token = tokens[at]
        return token.cap and (
            _eligible(token)
            or (len(token.text) == 1 and self._continues(tokens, at))
            or self._called_like_a_month(tokens, at)
        )

    def end(self, tokens: list[Token], start: int) -> int:
        """Return the end of the run that begins at ``start``."""
        at = start + 1
        if self._modifies(tokens[start]):
            return at
        count = len(tokens)
        at = max(at, self.known(tokens, start, count))
        joined_of = False
        while at < count and at - start < _LONGEST:
            token = tokens[at]
            if token.first:
                break
            if token.cap:
                if token.low in lex.FUNCTION and (tokens[at - 1].text[-1] == "." or self._parts(tokens, at)):
                    break  # "in the U.S. The company ...", "Ellen DeGeneres As Oscar Host"
                if self._modifies(token) and not _is_korean(tokens, at):
                    break
                if not (_eligible(token) or self._continues(tokens, at) or _to_suffix(tokens, at)):
                    break
                at += 1
                continue
            step = self._connector(tokens, start, at, joined_of) or self._nickname(tokens, start, at)
            if not step:
                break
            joined_of = joined_of or token.low in ("of", "for", "on")
            at += step
        return at

    def known(self, tokens: list[Token], start: int, end: int) -> int:
        """Return the end of the longest known name of several words that begins at ``start``, or 0."""
        gazetteer = self._gazetteer
        most = gazetteer.longest.get(tokens[start].key, 0)
        if not most:
            return 0
        words = [token.key for token in tokens[start : min(end, start + most)]]
        for size in range(len(words), 1, -1):
            if gazetteer.knows(" ".join(words[:size])):
                return start + size
        return 0

    def is_name(self, token: Token) -> bool:
        """Whether the word is a name by itself."""
        gazetteer = self._gazetteer
        folded = token.key
        return (
            folded in gazetteer.organisations
            or folded in gazetteer.given
            or (gazetteer.places.get(folded, 0) >= REGION and len(folded) > 2)
            or (token.text.isupper() and len(token.text) > 1)
        )

    def with_possessive(self, tokens: list[Token], start: int, end: int) -> int:
        """Return the end behind a possessive that belongs to the name: "Standard & Poor's"."""
        if end < len(tokens) and tokens[end].low in _OWNING:
            written = self._gazetteer.organisations.get(name_key(tokens[start:end]), "")
            if written.endswith(_OWNING):
                return end + 1
        return end

    def _continues(self, tokens: list[Token], at: int) -> bool:
        """Whether a word that is no name goes on with one: "Jeffrey T Hodge", "Theresa May", "Smith Jr"."""
        token = tokens[at]
        if token.stem in _GENERATIONS:
            return True
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if len(token.text) == 1:
            return (
                token.text not in "IA"
                and after is not None
                and after.cap
                and (_eligible(after) or len(after.text) == 1)
            )
        if token.text == "TV":
            return not tokens[at - 1].first or tokens[at - 1].low not in lex.FUNCTION
        if token.text in ("May", "June", "April", "August"):
            named = not tokens[at - 1].first or tokens[at - 1].key in self._gazetteer.given
            return named and not (after is not None and after.text[:1].isdigit())
        return False

    def _called_like_a_month(self, tokens: list[Token], at: int) -> bool:
        """Whether a month is somebody's given name: "his son Jan Smerek", but "in June Greece"."""
        if tokens[at].key not in self._gazetteer.given or at + 1 >= len(tokens):
            return False
        after = tokens[at + 1]
        if not after.cap or after.first or not _eligible(after) or after.low in lex.FUNCTION:
            return False
        if (at and tokens[at - 1].low in _WHEN) or self._gazetteer.knows(after.key):
            return False
        return after.low not in self._gazetteer.common and after.key not in self._gazetteer.peoples

    def _modifies(self, token: Token) -> bool:
        """Whether the token is a compound such as "Iran-backed", which no name goes on over."""
        if "-" not in token.text:
            return False
        last = token.text.rpartition("-")[2]
        plain = last in self._gazetteer.common or last.endswith("ed")
        return last.islower() and plain and last not in lex.PARTICLES

    def _connector(self, tokens: list[Token], start: int, at: int, joined_of: bool) -> int:
        """Return how many tokens from ``at`` on belong to the run, 0 for none."""
        text = tokens[at].low
        if at + 1 >= len(tokens):
            return 0
        after = tokens[at + 1]
        if text in _QUOTES and after.cap and tokens[at - 1].low[-1] == "s":
            return 2 if self._is_owners_body(tokens, at) else 0
        if text in ("&", ",") or text in _OWNING:
            if not after.cap:
                return 0
            if text == "&":
                return 2
            if text == ",":
                return 2 if after.stem in _FIRMS or self._partners(tokens, start, at) else 0
            return 2 if self._keeps_possessive(tokens, start, at) else 0
        if text in ("of", "for", "on", "and"):
            return self._preposition(tokens, start, at, joined_of)
        if text in lex.PARTICLES:
            return self._particle(tokens, at)
        return 0

    def _parts(self, tokens: list[Token], at: int) -> bool:
        """Whether a function word with a capital, as headlines have them, parts what stands around it."""
        if tokens[at].low in lex.INSIDE:
            return False
        if tokens[at].low in ("will", "may"):
            given = tokens[at - 1].key in self._gazetteer.given
            return not given and at + 1 < len(tokens) and tokens[at + 1].cap
        return not any(self.known(tokens, first, len(tokens)) > at for first in range(max(0, at - 3), at))

    def _nickname(self, tokens: list[Token], start: int, at: int) -> int:
        """Return 4 where a nickname and more stands inside a person's name: 'Gerardo "Jerry" Ortiz'."""
        if at + 3 >= len(tokens) or tokens[at + 2].text != _QUOTED.get(tokens[at].text):
            return 0
        if not (tokens[at + 1].cap and tokens[at + 3].cap) or not tokens[at + 1].word:
            return 0
        if any(tokens[at + step].end != tokens[at + step + 1].start for step in (0, 1)):
            return 0
        gazetteer = self._gazetteer
        first, inner = tokens[start], tokens[at + 1]
        if any(token.key in gazetteer.given for token in tokens[start:at]):
            return 4 if tokens[at].text != "(" or not self._told(inner) else 0
        unknown = at - start == 1 and first.low not in gazetteer.common and not gazetteer.knows(first.key)
        return 4 if unknown and not self._told(inner) and inner.low not in gazetteer.common else 0

    def _told(self, token: Token) -> bool:
        """Whether a word in brackets tells a person's country, party or firm: "Smith (Ohio)"."""
        gazetteer = self._gazetteer
        known = token.key in gazetteer.organisations or gazetteer.places.get(token.key, 0) >= STATE
        return known or token.text.isupper()

    def _partners(self, tokens: list[Token], start: int, at: int) -> bool:
        """Whether the comma stands between partners: "Donaldson, Lufkin & Jenrette"."""
        owner = tokens[start].key
        alone = at - start == 1 and owner not in self._gazetteer.places and owner not in self._gazetteer.given
        return alone and at + 3 < len(tokens) and tokens[at + 2].text == "&" and tokens[at + 3].cap

    def _particle(self, tokens: list[Token], at: int) -> int:
        step = 1
        while step < 3 and at + step < len(tokens) and tokens[at + step].low in lex.PARTICLES | {"the"}:
            step += 1
        if at + step >= len(tokens) or not tokens[at + step].cap:
            return 0
        if not _eligible(tokens[at + step]) and tokens[at + step].low not in lex.MONTHS:  # "Reina del Mar"
            return 0
        # Words of other tongues that are English ones as well join foreign names only.
        ambiguous = step == 1 and tokens[at].low in ("y", "e", "i", "la", "le", "ad")
        return 0 if ambiguous and tokens[at - 1].low in self._gazetteer.common else step + 1

    def _preposition(self, tokens: list[Token], start: int, at: int, joined_of: bool) -> int:
        text, before = tokens[at].low, tokens[at - 1]
        article = tokens[at + 1].low == "the" or (text == "for" and tokens[at + 1].low in ("a", "an"))
        skip = 2 if article and at + 2 < len(tokens) else 1
        follower = tokens[at + skip]
        if not follower.cap or not _eligible(follower) or follower.first:
            return 0
        if text == "and":
            joins = follower.stem in ("co", "company", "cie", "sons") or (
                skip == 1 and self._joins_and(tokens, start, at, joined_of)
            )
            return skip + 1 if joins else 0
        head = before.key
        if text == "of" and head in self._gazetteer.roles and follower.stem in self._gazetteer.qualifiers:
            return skip + 1  # "Secretary of State"
        if (
            text == "for"
            and tokens[start].low in self._gazetteer.roles
            and head in self._gazetteer.qualifiers
        ):
            # "Minister of State for Energy"
            return skip + 1 if follower.stem in self._gazetteer.qualifiers else 0
        if text == "of" and (
            head in lex.SUFFIXES or head in ("industries", "systems", "enterprises", "motors")
        ):
            # "Anglo American Corp of South Africa Ltd"
            stop = at + skip
            while stop < len(tokens) and tokens[stop].cap and stop < at + 5:
                stop += 1
            return stop - at if tokens[stop - 1].key in lex.SUFFIXES else 0
        if joined_of and text == "of" and head in self._gazetteer.common and self.is_name(follower):
            return skip + 1  # "Alliance of Democratic Forces for the Liberation of Congo"
        if not before.cap or not self._joins(text, head, follower, start=at - start == 1, first=before.first):
            return 0
        opens = before.first and at - start == 1 and self._case.plain(before.low) > QUITE_PLAIN
        return 0 if opens and head not in lex.OPENING_OF else skip + 1

    def _joins(self, text: str, head: str, follower: Token, *, start: bool, first: bool) -> bool:
        """Whether "of", "for" or "on" behind ``head`` goes on with the name."""
        gazetteer = self._gazetteer
        if text == "for":
            return head in lex.ORGANISATION_OF and head not in ("house", "campaign")
        if text == "on":
            return head in _ON_HEADS
        if follower.key in gazetteer.given and follower.key not in gazetteer.places:
            return False
        if head in lex.TERRITORY_OF and first and not start:
            return False
        if head in lex.NARROW_OF:
            # "House of Commons", but "Democratic Party of Megawati Sukarnoputri"
            return follower.key in gazetteer.places or follower.low in gazetteer.common
        return head in lex.ORGANISATION_OF or head in lex.PLACE_OF or head in lex.OTHER_OF

    def _joins_and(self, tokens: list[Token], start: int, at: int, joined_of: bool) -> bool:
        """Whether "and" stands inside one name, not between two."""
        gazetteer = self._gazetteer
        common = gazetteer.common
        before, follower = tokens[at - 1], tokens[at + 1]
        if joined_of and tokens[start].low not in gazetteer.roles:
            # "Department of Housing and Urban Development", but "University of Utah and Harvard"
            if at + 2 < len(tokens) and tokens[at + 2].low == "of":
                return False
            return follower.key in common and not self.is_name(follower)
        end = at + 2
        while end < len(tokens) and tokens[end].cap and end - at < 5:
            end += 1
        if any(gazetteer.knows(name_key(tokens[first:end])) for first in range(start, at)):
            return True
        if before.key == "savings" and follower.key == "loan":
            return True
        if before.key in lex.SUFFIXES or self.is_name(before) or self.is_name(follower):
            return False
        last = tokens[end - 1].key
        if last in lex.SUFFIXES or last in ("bros", "sons"):
            return at - start <= 2 and 2 <= end - at <= 4
        heads = lex.ORGANISATION_HEADS | {"administration"}
        if before.key in heads and at - start > 1:
            # "Westin Hotels and Resorts", but "Ohio University and Harvard"
            return before.key[-1] == "s" and last in heads and last[-1] == "s" and end - at == 2
        return before.key in common and follower.key in common and last in heads and end - at > 2

    def _is_owners_body(self, tokens: list[Token], at: int) -> bool:
        """Whether an apostrophe stands inside the name of a body: "Shipowners' Association"."""
        gazetteer = self._gazetteer
        owner = tokens[at - 1].low
        return tokens[at + 1].key in lex.ORGANISATION_HEADS and (
            owner in gazetteer.common or owner in gazetteer.rare or owner.endswith(("ers", "ors", "owners"))
        )

    def _keeps_possessive(self, tokens: list[Token], start: int, at: int) -> bool:
        """Whether the name goes on behind a possessive: "Moody's Investors Service", "St Mary's Hospital"."""
        gazetteer = self._gazetteer
        owner, after = tokens[at - 1].key, tokens[at + 1].key
        if owner in lex.OWNERS:
            return True
        written = gazetteer.organisations.get(name_key(tokens[start:at]), "")
        if written.endswith(_OWNING) and (
            after in lex.ORGANISATION_HEADS or after in lex.SUFFIXES or after == "investors"
        ):
            return True
        if at - start >= 2 and tokens[start].stem in ("st", "saint"):
            return after in lex.ORGANISATION_HEADS or after in lex.PLACE_HEADS
        return f"{owner} {after}" in gazetteer.others


def _is_korean(tokens: list[Token], at: int) -> bool:
    """Whether a compound is a Korean given name, behind its surname: "Ban Ki-moon"."""
    return at > 0 and tokens[at - 1].cap and tokens[at - 1].low in lex.KOREAN


def _to_suffix(tokens: list[Token], at: int) -> bool:
    """Whether an abbreviation stands inside a company's name: "Access ATM Network Inc"."""
    if not (tokens[at].text.isupper() and len(tokens[at].text) > 1):
        return False
    for token in tokens[at + 1 : at + 4]:
        if token.stem in lex.SUFFIXES:
            return True
        if not token.cap:
            return False
    return False


def plain_start(tokens: list[Token], start: int, end: int) -> int:
    """Return the next capitalised token behind ``start``, at most ``end``."""
    start += 1
    while start < end and not tokens[start].cap:
        start += 1
    return start


def _eligible(token: Token) -> bool:
    low = token.low
    return low not in lex.NEVER and low not in lex.MONTHS and not low.endswith(_CONTRACTED)
