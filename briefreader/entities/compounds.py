"""The names inside a hyphened word: "Iran-backed" holds Iran, "Israel-Hamas" two names, "al-Sadr" is one."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.case import PLAIN, Case
from briefreader.entities.gazetteer import COUNTRY, Gazetteer, key
from briefreader.entities.tokens import Line, Token
from briefreader.model import Span

_DOUBLE_NAMES = ("jean", "hans", "karl", "marie")
_KNOWN_BAND = 3  # from this band of a place on its name is known enough to stand in a compound
_HYPHENS = str.maketrans("‐‑", "--")

_Part = tuple[str, int, int]


def names(token: Token, gazetteer: Gazetteer, case: Case, *, titled: bool) -> list[Span]:
    """Return the spans of the names in the hyphened ``token``; ``titled`` when a role stands before it."""
    whole = [(token.start, token.end)]
    folded = token.key
    if folded in gazetteer.peoples:
        return []
    if titled or gazetteer.knows(folded):
        return whole
    text = token.text.translate(_HYPHENS)
    parts = text.split("-")
    opening, ending = parts[0].lower(), parts[-1]
    if opening in lex.HYPHEN_PARTICLES or opening in _DOUBLE_NAMES:
        return whole if ending[:1].isupper() else []
    spans: list[_Part] = []
    offset = token.start
    for part in parts:
        spans.append((part, offset, offset + len(part)))
        offset += len(part) + 1
    known = [span for span in spans if _known(span[0], gazetteer)]
    if ending[:1].islower() and ending not in lex.PARTICLES:
        return _modifier(token, spans, known, gazetteer, case)
    if len(known) == len(spans) == 2 and not token.text.isupper():
        return [(start, end) for _, start, end in known]
    peoples = [key(part) in gazetteer.peoples for part in parts]
    if all(people or part.lower() in gazetteer.common for people, part in zip(peoples, parts, strict=True)):
        # "Jordanian-Syrian", "Franco-German"; what begins no sentence may be a title.
        capital = all(part[:1].isupper() for part in parts)
        return whole if not token.first and capital and not any(peoples) else []
    if any(peoples) and len(known) + sum(peoples) == len(parts):
        return []  # "U.S.-Canadian"
    if not any(char.isalpha() for char in parts[0]) or parts[0][:1].isdigit():
        return []
    if opening in lex.COMPOUND_PREFIXES:
        return [(start, end) for _, start, end in known if start > token.start] if len(parts) == 2 else []
    return whole


def spanning(line: Line, at: int, gazetteer: Gazetteer) -> Candidate | None:
    """Return the known name of several words that begins at a token and ends in a compound, if one does.

    "New York-based", "World Bank-funded".
    """
    tokens = line.tokens
    most = gazetteer.longest.get(tokens[at].key, 0) if tokens[at].cap else 0
    words = [tokens[at].key]
    for end in range(at + 1, min(at + most, len(tokens))):
        token = tokens[end]
        if not token.word:
            return None
        head, hyphen, ending = token.text.partition("-")
        if hyphen and head[:1].isupper():
            name = " ".join((*words, key(head)))
            # "Red Sox-Yankees", but "New York-Presbyterian Hospital"
            known = gazetteer.knows(name) if ending[:1].islower() else name in gazetteer.organisations
            if not known:
                return None
            found = Candidate(line, at, end + 1, sure=not tokens[at].first)
            found.last = token.start + len(head)
            found.key, found.parts = name, name.split(" ")
            return found
        words.append(token.key)
    return None


def _known(part: str, gazetteer: Gazetteer) -> bool:
    if not part[:1].isupper():
        return False
    folded = key(part)
    if gazetteer.places.get(folded, 0) >= _KNOWN_BAND or folded in gazetteer.organisations:
        return True
    return part.isupper() and part.isalpha() and len(part) > 1


def _modifier(
    token: Token, spans: list[_Part], known: list[_Part], gazetteer: Gazetteer, case: Case
) -> list[Span]:
    """Return the names before the plain word that ends the compound."""
    ending = spans[-1][0]
    if ending not in gazetteer.common and ending not in gazetteer.rare and not ending.endswith("ed"):
        return [(token.start, token.end)]  # "Jong-hee", "Mazar-i-Sharif"
    head = [span for span in spans if span[0][:1].isupper()]
    if not head or head[0] != spans[0]:
        return []
    stop = head[-1][2] if head == spans[: len(head)] else head[0][2]
    name = key(token.text[: stop - token.start])
    words = name.split(" ")
    if len(name) < 2 or name in lex.NEVER or any(word in gazetteer.peoples for word in words):
        return []
    if name in gazetteer.surnames and ending in ("era", "led", "backed"):
        return [(token.start, stop)]
    if name in gazetteer.given and name not in gazetteer.places and not ending.endswith(("ed", "era", "run")):
        return []
    plain = case.plain(words[0]) >= PLAIN
    if plain and gazetteer.places.get(name, 0) < COUNTRY and name not in gazetteer.organisations:
        return []
    if len(head) > 1 and len(known) == len(head):
        return [(start, end) for _, start, end in head]
    return [(token.start, stop)]
