"""The form of a name: what its spellings have in common, and the shorter names that it answers to.

A form is a string of folded words with a blank between them: "Kata'ib Hezbollah" and "the Kataib
Hezbollah" are both ``kataib hezbollah``. All of it is a pure function of the spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from briefreader.entities.gazetteer import load, sections, short_names, titles
from briefreader.text import fold, tokens

LONGEST = 12
"""Words that a name can have to be compared with others; a longer one equals only itself."""

_WORDS = sections("name-words.txt")

LITTLE = _WORDS["little"]
"""Words that tie a name together and do not tell it from another."""

_ARTICLE = re.compile(r"\b(?:[AaEe][lnsrtdz]|[Aa]sh|[Uu]l)-(?=\w)|(?<= )(?:al|el) (?=\w)")
_ABD = re.compile(r"\b([Aa]bd)(?:[ -]?([aeiou]?[lnrsdtz]|[aeiou]sh))?[ -](?=[A-Z])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|(?<!\S)[A-Z]{2}(?= [A-Z][\w'’-]*[a-z])")
_SPACED = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")
_NICKNAME = re.compile(r"""\s["'“‘(]([^"'’“”‘()]{1,30})["'”’)](?=\s)""")
_BRITISH = (
    (re.compile(r"(?<=\w{3})is(?=ations?$|ational$)|(?<=\w{3}[nl])is(?=ed$)"), "iz"),
    (re.compile(r"(?<=labo|colo|hono|favo|armo|humo)ur|(?<=harbo|flavo)ur|(?<=behavio|neighbo)ur"), "r"),
    (re.compile(r"^(cen|thea|me|li)tre(?=s?$)"), r"\1ter"),
    (re.compile(r"^(def|off|lic)ence(?=s?$)"), r"\1ense"),
    (re.compile(r"^programme(?=s?$)"), "program"),
)  # fmt: skip
_ENDINGS = re.compile(r"(?:aries|ary|ian|al|ese|ish|an|s)$")


def form_id(form: str) -> str:
    """Return the identity of a form: twelve hexadecimal digits that are the same in every library."""
    import hashlib  # Who only looks a name up makes none.

    return hashlib.blake2b(form.encode(), digest_size=6).hexdigest()


@lru_cache(maxsize=1 << 16)
def form_of(spelling: str, person: bool = False) -> str:
    """Return the form of a spelling; ``person`` says that it names one, and its titles go.

    Never empty for a spelling that has a letter or digit; a name of more than ``LONGEST`` words is
    only folded.
    """
    text = _ABD.sub(lambda match: match.group(1) + "ul", _ARTICLE.sub("", spelling))
    if person:
        text = _INITIALS.sub(lambda match: " ".join(match.group().replace(".", "")) + " ", text)
        text = _NICKNAME.sub(" ", text)
    elif ". " in text:
        text = _SPACED.sub(r"\1.", text)
    raw = [token for token, _, _ in tokens(text)]
    words = [word for token in raw if (word := fold(token))]
    if words[:1] == ["the"] and len(words) > 1:
        del words[0], raw[0]
    if len(words) > LONGEST:
        return " ".join(words)
    words = _bare_person(words) if person else [_american(word) for word in _bare_other(words, raw)]
    return " ".join(words) or fold(spelling)


def nickname(spelling: str) -> str:
    """Return the name in quotes or brackets inside a person's: ``Jerry`` of 'Gerardo "Jerry" Ortiz'."""
    match = _NICKNAME.search(spelling)
    return match.group(1) if match else ""


def _american(word: str) -> str:
    if len(word) > 5:
        for pattern, replacement in _BRITISH:
            word = pattern.sub(replacement, word)
    return word


def _bare_person(words: list[str]) -> list[str]:
    while (
        len(words) > 1
        and words[0] in titles()
        and not (words[0] in _WORDS["throne"] and _is_reign(words[1:]))
    ):
        words = words[1:]
    while len(words) > 2 and words[-1] in _WORDS["junior"]:
        words = words[:-1]
    return words


def _is_reign(words: list[str]) -> bool:
    return len(words) == 1 or is_numeral(words[-1])


def _bare_other(words: list[str], raw: list[str]) -> list[str]:
    # "Iran's Islamic Revolution Guard Corps": the country is whose it is, not what it is called.
    if len(words) > 2 and len(words) == len(raw) and raw[0][-1:] in "sS’'" and raw[0][-2:-1] in ("'", "’"):
        words = words[1:] if load().places.get(words[0], 0) >= 3 else words
    while len(words) > 1 and words[-1] in _WORDS["company"]:
        words = words[:-1]
    if words[-1:] == ["department"] and words[-2:-1] in (["police"], ["fire"]):
        words = words[:-1]
    if len(words) > 2 and words[1] == "of" and words[0] in _WORDS["place"]:
        words = words[2:]
    kept = [word for word in words if word != "the"]
    return kept or words


def is_numeral(word: str) -> bool:
    """Say whether a word is a number, Roman ones included: what tells one king or missile from the next."""
    return word.isdigit() or (len(word) <= 5 and set(word) <= set("ivx"))


def content(words: list[str]) -> list[str]:
    """Return the words that carry the name, those of ``LITTLE`` left out."""
    return [word for word in words if word not in LITTLE]


def stem(word: str) -> str:
    """Return what a word shares with its adjective and plural: ``revolutionary`` and ``revolution``."""
    while len(word) > 5 and (match := _ENDINGS.search(word)) and match.start() >= 4:
        word = word[: match.start()]
    return word


def bag(words: list[str]) -> str:
    """Return a name's words without their order ("Ministry of Defence", "Defense Ministry"), "" for one."""
    stems = sorted(stem(word) for word in content(words))
    return " ".join(stems) if len(stems) > 1 else ""


def full_given(word: str) -> tuple[str, ...]:
    """Return the given names that a short one can stand for, the usual one first; none for any other word."""
    return short_names().get(word, ())


def initials(words: list[str]) -> frozenset[str]:
    """Return the acronyms that the first letters of a name's words make, of three letters or more."""
    if not 2 <= len(words) <= LONGEST:
        return frozenset()
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in content(words))
    found = {main} if len(main) >= 3 else set()
    if len(every) == 3:
        found.add(every)  # "BoJ", "DoD"
    return frozenset(found)


def surname(words: list[str]) -> int:
    """Return the index at which a person's surname begins: particles belong to it."""
    at = len(words) - 1
    if at > 1 and is_numeral(words[at]):
        at -= 1
    while at > 1 and words[at - 1] in _WORDS["particle"]:
        at -= 1
    return at


@lru_cache(maxsize=1 << 14)
def given_and_last(form: str) -> tuple[list[str], list[str]]:
    """Return the words of a person's form before the surname, and those of the surname."""
    words = form.split()
    at = surname(words)
    return words[:at], words[at:]


def shorter(words: list[str], person: bool) -> list[str]:
    """Return the shorter forms under which a name of several words may go, the name itself left out.

    Of a person: the surname with and without its particles, what follows the first name, the first
    name, first and last. Of anything else: how it begins and how it ends.
    """
    count = len(words)
    if not 2 <= count <= LONGEST:
        return []
    if person:
        at = surname(words)
        found = {words[0], words[-1], " ".join(words[at:]), f"{words[0]} {words[-1]}"}
        found.update(" ".join(words[start:]) for start in range(1, count))
        if at + 1 < count:
            found.add(words[at])
    else:
        found = {" ".join(words[:end]) for end in range(1, count) if words[end - 1] not in LITTLE}
        found.update(" ".join(words[start:]) for start in range(1, count) if words[start] not in LITTLE)
        if count > 3:
            found.update(f"{one} {two}" for one, two in pairwise(words[1:-1]) if not {one, two} & LITTLE)
        found.update(_without_middle(words))
    found.discard(" ".join(words))
    return sorted(short for short in found if len(short) > 1 and short not in LITTLE)


@lru_cache(maxsize=1 << 14)
def rest_of(owner: str, form: str) -> str:
    """Return what a longer name has besides a form that it begins or ends with; both have two words or more.

    When the rest is a name as well, the longer one is two names side by side, and neither is short for it.
    """
    rest = owner.removeprefix(form + " ")
    if rest == owner:
        rest = owner.removesuffix(" " + form)
    if rest == owner or " " not in form:
        return ""
    words = rest.split()
    while words and words[-1] in _WORDS["company"]:
        words.pop()
    return " ".join(words) if len(words) > 1 else ""


def _without_middle(words: list[str]) -> list[str]:
    """Return a name without what is in its middle: "Betty Ford Center" of "Betty Ford Treatment Center".

    Plain words alone do not name anyone without it ("House Subcommittee"), numbers neither.
    """
    common = load().common
    if any(not word.isalpha() for word in words) or (words[0] in common and words[1] in common):
        return []
    ends = [end for end in range(2, len(words) - 1) if words[end - 1] not in LITTLE]
    return [" ".join((*words[:end], words[-1])) for end in ends]
