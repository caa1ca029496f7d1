"""Which names of one report are the same: "Lohan" after "Lindsay Lohan", "IRGC" where it is defined.

Nothing but the report is looked at, so that what comes out never changes with the library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefreader.entities.gazetteer import load
from briefreader.entities.names import content, form_of, initials, is_numeral, nickname, rest_of, shorter
from briefreader.entities.recogniser import Kind, Mention
from briefreader.model import Article

SPELLING_AT_MOST = 200
"""Characters of a spelling that are kept."""

_BRACKETED = re.compile(r"(.+?)\s*\(([^()]{2,20})\)$", re.DOTALL)
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.-]{1,9}")
_OPENS = re.compile(r"\s*\((?:the |or )?[\"'“‘]?$")
_OR = re.compile(r",? (?:or|the|or the)? ?[\"'“‘]?$")
_KNOWN_AS = re.compile(
    r"(?:, |,? \(|,? (?:who|which) (?:is|was|are|were) )"
    r"(?:(?:also|better|best|widely|commonly|popularly|formerly|previously|otherwise|officially|now) )?"
    r"(?:(?:known|referred to)(?: \w+)? (?:as|by)|a\.?k\.?a\.?) (?:the )?[\"'“‘]?$"
)
_GAP_AT_MOST = 48
_OF_WOMEN = frozenset(("mrs", "ms", "miss", "dame", "lady", "baroness", "mme", "sister", "congresswoman"))
_OF_MEN = frozenset(("mr", "sir", "lord", "baron", "father", "congressman"))
_OWNERS_AT_MOST = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention understood inside its report: its form, and that of the fuller name it stands for."""

    spelling: str
    form: str
    owner: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Alias:
    """A form that a report says is another name of ``owner``: an acronym it defines, a "known as"."""

    form: str
    owner: str


def read(article: Article, mentions: Sequence[Mention]) -> tuple[list[Reading], list[Alias]]:
    """Return for each mention how it is to be understood, and the other names that the report defines."""
    spellings = [_spelling(article, mention) for mention in mentions]
    persons = [mention.kind == "person" for mention in mentions]
    forms = [form_of(spelling, person) for spelling, person in zip(spellings, persons, strict=True)]
    kinds = _kinds(forms, mentions)
    kinds.update(dict.fromkeys(_named_after(kinds, mentions, forms), "organisation"))
    aliases = _aliases(article, mentions, spellings, forms)
    owners = _owners(kinds, _capitals(spellings, forms), aliases)
    readings: list[Reading] = []
    given = load().given
    nearest: dict[str, str] = {}  # of the owners that share a name, the one named last
    titles = _titles(forms, mentions)
    for spelling, form, mention in zip(spellings, forms, mentions, strict=True):
        found = _entitled(owners.get(form, (form,)), mention, titles)
        owner = found[0] if len(found) == 1 else nearest.get(form, found[0])
        if kinds[owner] == "person":
            if form == owner:
                nearest.update(dict.fromkeys(shorter(owner.split(), True), owner))
            elif form in given and owner.startswith(form + " "):
                aliases.append(Alias(form, owner))  # called by the given name
        readings.append(Reading(spelling, form, owner, mention.kind))
    return readings, list(dict.fromkeys(aliases))


def _titles(forms: list[str], mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """Return the words of the roles that each name of several words was given."""
    titles: dict[str, set[str]] = {}
    for form, mention in zip(forms, mentions, strict=True):
        if mention.role and " " in form:
            titles.setdefault(form, set()).update(_title_words(mention))
    return titles


def _title_words(mention: Mention) -> set[str]:
    return {word.rstrip(".") for word in mention.role.lower().split()}


def _entitled(owners: tuple[str, ...], mention: Mention, titles: dict[str, set[str]]) -> tuple[str, ...]:
    """Return those of several owners whom a title before the short name can be said of: "Dr Wilson"."""
    if len(owners) == 1 or not mention.role or not titles:
        return owners
    said = _title_words(mention)
    called = tuple(owner for owner in owners if said & titles.get(owner, set()))
    if len(called) == 1:
        return called
    other = _OF_MEN if said & _OF_WOMEN else _OF_WOMEN if said & _OF_MEN else frozenset()
    fitting = tuple(owner for owner in owners if not titles.get(owner, set()) & other)
    return fitting or owners


def _spelling(article: Article, mention: Mention) -> str:
    field = article.title if mention.in_title else article.text
    spelling = " ".join(field[mention.start : mention.end][:SPELLING_AT_MOST].split())
    return match.group(1) if (match := _BRACKETED.fullmatch(spelling)) else spelling


def _kinds(forms: list[str], mentions: Sequence[Mention]) -> dict[str, Kind]:
    votes: dict[str, Counter[Kind]] = {}
    for form, mention in zip(forms, mentions, strict=True):
        votes.setdefault(form, Counter())[mention.kind] += 1
    return {form: min(count, key=lambda kind: (-count[kind], kind)) for form, count in votes.items()}


def _capitals(spellings: list[str], forms: list[str]) -> set[str]:
    """Return the forms that the report writes in capitals only: "AI" is not short for the AI Act."""
    other = {form for spelling, form in zip(spellings, forms, strict=True) if not spelling.isupper()}
    return {form for form in forms if " " not in form} - other


def _named_after(kinds: dict[str, Kind], mentions: Sequence[Mention], forms: list[str]) -> list[str]:
    """Return what looks like persons and is short for organisations: "Betty Ford" of the Betty Ford Center.

    A person would have a role, or be called by the surname at some place of the report.
    """
    begun = {
        " ".join(words[:2])
        for form, kind in kinds.items()
        if kind in ("organisation", "place") and len(words := form.split()) > 2
    }
    persons = [form for form in begun if kinds.get(form) == "person" and form.split()[1] not in kinds]
    with_role = {form for form, mention in zip(forms, mentions, strict=True) if mention.role}
    return [form for form in persons if form not in with_role]


def _owners(kinds: dict[str, Kind], capitals: set[str], aliases: list[Alias]) -> dict[str, tuple[str, ...]]:
    """Return for each form that is short for fuller ones of the report those, the most likely first."""
    fuller: dict[str, list[str]] = {}
    acronyms: dict[str, list[str]] = {}
    for form, kind in kinds.items():
        words = form.split()
        for short in shorter(words, kind == "person"):
            if short in kinds:
                fuller.setdefault(short, []).append(form)
        if kind != "person":
            for acronym in initials(words):
                if acronym in kinds:
                    acronyms.setdefault(acronym, []).append(form)
    owners: dict[str, tuple[str, ...]] = {}
    defined = {alias.form: alias.owner for alias in aliases}
    # The longest first, so that the owner of an owner is known.
    for form in sorted(kinds, key=lambda form: (-form.count(" "), form)):
        found = [
            owner
            for owner in fuller.get(form, ())
            if may_own(owner, kinds[owner], form, kinds[form])
            and not (form in capitals and kinds[owner] != "person")
            and rest_of(owner, form) not in kinds
        ]
        if form in defined and not (found and kinds[form] == "person"):
            found = [defined[form]]
        elif not found and kinds[form] != "person":
            is_place = kinds[form] == "place"
            found = [owner for owner in acronyms.get(form, ()) if is_place or kinds[owner] != "place"]
        roots: dict[str, None] = {}
        for owner in found[:_OWNERS_AT_MOST]:
            roots.update(dict.fromkeys(owners.get(owner, (owner,))))
        roots.pop(form, None)
        if len(roots) == 1 or (roots and kinds[form] == "person"):
            owners[form] = tuple(roots)
    return owners


@lru_cache(maxsize=1 << 15)
def may_own(owner: str, owner_kind: Kind, form: str, kind: Kind) -> bool:
    """Say whether ``form``, a part of ``owner``, can be short for it.

    Places, peoples and well-known organisations are named by their own name: Boston is not the Boston
    Herald, and Hezbollah is not Kata'ib Hezbollah.
    """
    gazetteer = load()
    if owner.endswith(" " + form) and gazetteer.places.get(owner[: -len(form) - 1], 0) >= 3:
        return owner_kind == kind != "place"  # "Boston Red Sox"
    known = (gazetteer.organisations, gazetteer.others, gazetteer.peoples)
    if is_numeral(form) or any(form in table for table in known):
        return False
    if kind == "place" and form in gazetteer.places:
        return False
    if owner in gazetteer.places and (kind != "place" or form in gazetteer.common):
        return False  # "the Union" is not the Soviet Union
    if owner_kind == kind or "other" in (owner_kind, kind):
        return kind == "person" or gazetteer.places.get(form, 0) < 3
    if owner_kind == "person":
        return kind == "organisation" and " " in form
    if kind == "person":
        # "Morningside Recovery", taken for a person, of "Morningside Recovery Center".
        return " " in form and owner.startswith(form + " ") and form.split()[0] not in gazetteer.given
    return gazetteer.places.get(form, 0) < 3


def _aliases(
    article: Article, mentions: Sequence[Mention], spellings: list[str], forms: list[str]
) -> list[Alias]:
    found: list[Alias] = []
    for at, mention in enumerate(mentions):
        field = article.title if mention.in_title else article.text
        whole = field[mention.start : mention.end][:SPELLING_AT_MOST]
        match = _BRACKETED.fullmatch(whole) if whole.endswith(")") else None
        if match and is_acronym(match.group(2), spellings[at]):
            found.append(Alias(form_of(match.group(2)), forms[at]))
        elif mention.kind == "person" and (nick := nickname(whole)):
            found.append(Alias(form_of(f"{nick} {forms[at].split()[-1]}", True), forms[at]))
        if at + 1 == len(mentions):
            break
        after = mentions[at + 1]
        gap = field[mention.end : after.start] if after.in_title == mention.in_title else ""
        if not 2 <= len(gap) <= _GAP_AT_MOST or forms[at] == forms[at + 1]:
            continue
        one, other = spellings[at], spellings[at + 1]
        opens = _OPENS.match(gap) and field[after.end : after.end + 2].lstrip("\"'”’")[:1] == ")"
        defines = (opens or _OR.match(gap)) and is_acronym(other, one)
        if defines or (opens and _is_code(other, one, mention.kind)):
            found.append(Alias(forms[at + 1], forms[at]))
        elif opens and is_acronym(one, other):
            found.append(Alias(forms[at], forms[at + 1]))
        elif _KNOWN_AS.match(gap) and "place" not in (mention.kind, after.kind):
            found.append(Alias(forms[at + 1], forms[at]))
    return found


def _is_code(short: str, long: str, kind: Kind) -> bool:
    """Say whether capitals in brackets after an organisation's name can be its acronym in its language."""
    words = long.split()
    return (
        kind == "organisation"
        and len(words) > 2
        and 3 <= len(short) <= 7
        and short.isalpha()
        and short.isupper()
        and short[0] in {word[0] for word in words}
    )


def is_acronym(short: str, long: str) -> bool:
    """Say whether ``short`` is made of letters of ``long`` (Schwartz and Hearst, PSB 2003).

    Its letters stand in the long form in their order, the first of them at the start of the first word
    (small words apart); it has two capitals, and the long form not many more words than it has letters.
    """
    letters = [char for char in short.lower() if char.isalnum()]
    words = [word for word in re.split(r"[\s-]+", long.lower()) if word]
    if not _ACRONYM.fullmatch(short) or sum(char.isupper() for char in short) < 2 or len(letters) < 2:
        return False
    if not 2 <= len(words) <= min(len(letters) + 5, 2 * len(letters)):
        return False
    text = " ".join(words)
    at = len(text)
    for index in range(len(letters) - 1, -1, -1):
        at = text.rfind(letters[index], 0, at)
        while index == 0 and at > 0 and text[at - 1].isalnum():
            at = text.rfind(letters[index], 0, at)
        if at < 0:
            return False
    # What stands before the first letter's word may only be a country's possessive or a small word.
    return len(content(text[:at].split())) <= 1
