"""Names in lines whose capitals tell nothing: headlines in capitals or in title case, and lines without any.

Such a line is judged by what the report's other lines showed to be names, by the gazetteer, and by the words
that English otherwise writes in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefreader.entities import lexicon as lex
from briefreader.entities.case import Case
from briefreader.entities.gazetteer import CITY, STATE, Gazetteer, key
from briefreader.entities.rules import Candidate
from briefreader.entities.tokens import Line

_MOST_WORDS = 8


def find_headline(line: Line, gazetteer: Gazetteer, case: Case, names: Mapping[str, int], longest: Mapping[str, int]) -> list[Candidate]:
    """Return the candidates of a headline. ``names`` holds the keys that the report's text gave."""
    tokens = line.tokens
    folded = [key(token.text) if token.word else "" for token in tokens]
    caps = line.style == "caps"
    found: list[Candidate] = []
    at, count = 0, len(tokens)
    titled, role_start = False, -1
    while at < count:
        token = tokens[at]
        word = token.low.rstrip(".")
        if not token.word or (not token.cap and not caps) or not folded[at]:
            titled = False
            at += 1
            continue
        if at == 0 and count > 1 and tokens[1].text == "-" and word in lex.SPORT_HEADLINES:
            at = 1
            continue
        company = _company_end(line, at) if at == 0 else 0
        if company:
            found.append(Candidate(line, 0, company, "", False, False))
            at = company
            continue
        end = _known_end(folded, at, gazetteer, names, longest)
        if end == at + 1 and folded[at] in gazetteer.given and folded[at] not in names and end < count:
            if tokens[end].word and folded[end] and _unplain(line, end, folded[end], gazetteer, case):
                end = 0  # a given name that is a place as well, with a surname behind it
        if end and not (end - at == 1 and not _single_known(line, at, folded[at], gazetteer, case, names)):
            found.append(Candidate(line, at, end, _role(line, role_start, at), titled, False))
            titled = False
            at = end
            continue
        if (word in gazetteer.honorifics or word in gazetteer.roles) and word not in lex.FUNCTION:
            role_start = at if not titled else role_start
            titled = True
            at += 1
            continue
        if not _unplain(line, at, folded[at], gazetteer, case):
            if "-" in token.text:
                found.extend(_parts(line, at, gazetteer, names))
            titled = False
            at += 1
            continue
        end = at + 1
        while end < count and tokens[end].word and folded[end] and (tokens[end].cap or caps) and end - at < _MOST_WORDS:
            known = _known_end(folded, end, gazetteer, names, longest)
            if known and known - end > 1:
                break
            if not _unplain(line, end, folded[end], gazetteer, case) and not (
                (folded[end] in lex.ORGANISATION_HEADS and folded[end] not in _HEADLINE_WORDS) or folded[end] in lex.SUFFIXES
            ):
                break
            if gazetteer.places.get(folded[end], 0) >= STATE:
                break
            end += 1
        found.append(Candidate(line, at, end, _role(line, role_start, at), titled, False))
        titled = False
        at = end
    return found


_HEADLINE_WORDS = frozenset(
    "oil gas power energy trust police news force forces world network resources exchange health care court bank group post times "
    "today life capital fund union lines front service services command international management research data paper steel "
    "mining shipping foods products school church team systems power electric gold guard guards army navy senate".split()
)


def _company_end(line: Line, at: int) -> int:
    """Return where the company ends with which a line in capitals begins: "TRANSDUCER SYSTEMS INC YEAR"."""
    tokens = line.tokens
    for end in range(at, min(at + 6, len(tokens))):
        token = tokens[end]
        if end > at and token.low.rstrip(".") in lex.SUFFIXES and len(token.text) > 1:
            return end + 1
        if 0 < end - at < 4 and token.text[0] == "<" and len(token.text) > 2:
            return end
        if not token.cap and token.text not in "&-":
            return 0
    return 0


def _role(line: Line, start: int, end: int) -> str:
    if start < 0 or end - start > 4 or start >= end:
        return ""
    return " ".join(token.text for token in line.tokens[start:end])


def _known_end(folded: list[str], at: int, gazetteer: Gazetteer, names: Mapping[str, int], longest: Mapping[str, int]) -> int:
    first = folded[at]
    most = max(gazetteer.longest.get(first, 1), longest.get(first, 1))
    for size in range(min(most, len(folded) - at), 0, -1):
        if size > 1 and "" in folded[at : at + size]:
            continue
        name = " ".join(folded[at : at + size]) if size > 1 else first
        if name in names or name in gazetteer.places or name in gazetteer.organisations or name in gazetteer.others:
            return at + size
    return 0


def _single_known(line: Line, at: int, folded: str, gazetteer: Gazetteer, case: Case, names: Mapping[str, int]) -> bool:
    token = line.tokens[at]
    if folded in lex.NEVER or folded in lex.MONTHS:
        return False
    own_lower, own_capital = case.in_report(token.low)
    if folded in names:
        return own_lower <= own_capital or token.low not in gazetteer.common
    if folded in ("us", "uk", "un", "eu", "uae", "nz") and token.text.isupper():
        return not (line.style == "caps" and token.text == "US" and own_lower > 0)
    if token.low in gazetteer.common or token.low in lex.FUNCTION:
        return gazetteer.places.get(folded, 0) >= 9 and not own_lower and len(folded) > 3
    band = gazetteer.places.get(folded, 0)
    name = gazetteer.organisations.get(folded, "")
    return not own_lower and (band > 0 or bool(name) or folded in gazetteer.others) and len(folded) > 2 or (len(folded) > 1 and name.isupper() and token.low not in gazetteer.rare)


def _unplain(line: Line, at: int, folded: str, gazetteer: Gazetteer, case: Case) -> bool:
    token = line.tokens[at]
    word = token.low
    if folded in lex.NEVER or folded in lex.MONTHS or word in lex.FUNCTION or not folded[0].isalpha():
        return len(folded) == 1 and token.text.endswith(".")
    if len(folded) < 2 or folded in gazetteer.peoples or "-" in token.text:
        return False
    if folded in gazetteer.given and word not in gazetteer.common:
        return True
    if word in gazetteer.common:
        return False
    if word in lex.SUFFIXES or word in gazetteer.roles or word in gazetteer.honorifics:
        return False
    return case.plain(word) < 0.5 and (len(folded) > 3 or line.style != "caps")


def _parts(line: Line, at: int, gazetteer: Gazetteer, names: Mapping[str, int]) -> list[Candidate]:
    """Return the known names of a hyphened word: "Iran-backed", "ISRAEL-HAMAS"."""
    token = line.tokens[at]
    whole = Candidate(line, at, at + 1, "", False, False)
    found = []
    offset = token.start
    for part in token.text.split("-"):
        folded = key(part)
        if part[:1].isupper() and (folded in names or gazetteer.places.get(folded, 0) >= CITY or folded in gazetteer.organisations):
            if folded not in gazetteer.common:
                found.append(whole.inner(at, offset, offset + len(part)))
        offset += len(part) + 1
    return found


def find_lowercase(line: Line, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the names in lower case that can be nothing else: well-known places and organisations."""
    tokens = line.tokens
    found: list[Candidate] = []
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        if token.cap or not token.word or token.low in lex.FUNCTION:
            at += 1
            continue
        first = key(token.text)
        most = gazetteer.longest.get(first, 1)
        taken = 0
        for size in range(min(most, count - at), 0, -1):
            part = tokens[at : at + size]
            if any(not t.word or t.cap for t in part):
                continue
            name = " ".join(key(t.text) for t in part)
            if size == 1:
                if token.low in gazetteer.common or token.low in gazetteer.rare or len(name) < 5 or first in gazetteer.given:
                    continue
                if gazetteer.places.get(name, 0) >= 3 or (name in gazetteer.organisations and not gazetteer.organisations[name].isupper()):
                    taken = 1
                    break
                continue
            plain = sum(t.low in gazetteer.common for t in part)
            if plain < size and (gazetteer.places.get(name, 0) >= 3 or name in gazetteer.organisations):
                taken = size
                break
            if plain == size and gazetteer.places.get(name, 0) >= STATE and name.split(" ")[0] in ("new", "united", "hong", "south", "north"):
                taken = size
                break
        if taken:
            found.append(Candidate(line, at, at + taken, "", False, False))
            at += taken
        else:
            at += 1
    return found


def is_headline(line: Line, gazetteer: Gazetteer) -> bool:
    """Whether a line with a capital at every word is a headline, not a list of names."""
    if line.style != "title":
        return line.style == "caps"
    plain = sum(
        token.cap and not token.first and token.low in gazetteer.common and token.low not in gazetteer.given
        for token in line.tokens
    )
    if sum(token.text[0].isdigit() for token in line.tokens) * 3 > len(line.tokens):
        return False
    names = sum(token.cap and token.low not in gazetteer.common for token in line.tokens)
    return plain >= 2 and plain >= 0.4 * names
