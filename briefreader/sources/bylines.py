"""Bylines: the line that says who wrote a report."""

from __future__ import annotations

import re

from briefreader.sources.vocabulary import words

_LEAD = re.compile(
    r"(?:(?:(?:additional\s+|original\s+)?(?:report(?:ing|ed|s)?|writing|written|story|words|text|"
    r"compiled|article|"
    r"analysis|posted|published|dispatch)\s+)?by|par|von|por|autore?|texto?\s+de)\b\s*:?\s+",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?\s*(?:(?:additional\s+|further\s+)?(?:report(?:ing|ed)|writing|written|editing|edited|compiled|"
    r"translat(?:ed|ion)|produced)\s+by\b).{2,300}$"
    r"|.{2,150}\bcontributed(?: (?:reporting|to (?:this|the) (?:report|story|article)))+\.?$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writers?|correspondents?|reporters?|editors?|contributors?|journalists?|staff|bureau chief|"
    r"columnist|"
    r"special to|agencies|newsroom|desk)\b",
    re.IGNORECASE,
)
# Lower-case words that stand in a byline beside the names.
_SMALL = words(
    """
    and in at of for with the from to by near de la le du des del della di da do dos das van von der den ten
    ter zu bin bint ibn al el abu ben y e et und en i a adaptation translation translated additional
    reporting edited editing writing photographs photos english arabic staff writer writers correspondent
    correspondents reporter reporters editor editors special contributor agencies agency news chief bureau
    foreign diplomatic political senior our own on
    """
)
_NOT_A_NAME = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december the this that now then late early mid next last all any far some
    contrast comparison law definition accident
    """
)
_LONGEST = 160
_WORDS_AT_MOST = 24
_FEW_WORDS = 4
_ROLE_WORDS = 6
_AROUND = ".,;:|()&\u2019'\""
_PARTICLES = ("al-", "el-", "d'", "d\u2019", "ben-")


def bare_byline(line: str) -> str:
    """Return a byline without the "By" or "Report by" in front; names and roles stay as printed."""
    bare = _LEAD.sub("", line.strip(), count=1).strip()
    return bare or line.strip()


def read_byline(line: str) -> str | None:
    """Return who wrote the report when ``line`` is a byline ("Report by A, English adaptation by B")."""
    line = line.strip().strip("_*").strip()
    if not line or len(line) > _LONGEST:
        return None
    match = _LEAD.match(line)
    if match:
        names = line[match.end() :].strip()
        if len(names.split()) <= _FEW_WORDS:
            names = names.removesuffix(".") if not _ends_in_initial(names) else names
        return names if _is_names(names) or _is_staff(names) else None
    head, comma, role = line.partition(",")
    is_person = comma and 2 <= len(head.split()) <= _FEW_WORDS and _is_names(head)
    return line if is_person and _is_role(role) else None


def read_credit(line: str) -> str | None:
    """Return the names in a line of credits as it stands at the end ("(Reporting by A; Editing by B)")."""
    line = line.strip()
    if len(line) > 2 * _LONGEST or not _CREDIT.match(line):
        return None
    return line.strip("() ").rstrip(".")


def _is_names(text: str) -> bool:
    words = [w for w in (w.strip(_AROUND) for w in text.replace("/", " ").split()) if w]
    if not words or len(words) > _WORDS_AT_MOST:
        return False
    if text.endswith((".", "!", "?", ":")) and not _ends_in_initial(text):
        return False
    if words[0].lower() in _NOT_A_NAME or not _is_capital(words[0]):
        return False
    return all(_is_capital(w) or w.lower() in _SMALL or w.lower().startswith(_PARTICLES) for w in words)


def _is_role(text: str) -> bool:
    words = [w.strip(_AROUND) for w in text.split()]
    fit = all(w.lower() in _SMALL or _is_capital(w) for w in words if w)
    return len(words) <= _ROLE_WORDS and fit and _ROLE.search(text) is not None


def _is_staff(text: str) -> bool:
    words = text.lower().split()
    return 0 < len(words) <= _FEW_WORDS and all(w in _SMALL for w in words) and _ROLE.search(text) is not None


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0] == "@" or _without_case(word[0])


def _without_case(char: str) -> bool:
    return char.isalpha() and char.lower() == char.upper()


def _ends_in_initial(text: str) -> bool:
    last = text.split()[-1].rstrip(".")
    return len(last) <= 2 or last in ("Jr", "Sr", "Inc", "Ltd") or "." in last
