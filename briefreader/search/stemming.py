"""The Snowball stemmer for English ("Porter2"), as Whoosh's has it, in a third of its time.

Martin Porter, http://snowball.tartarus.org/algorithms/english/stemmer.html. Each step looks at the suffixes
that end as the word does, and at no others. Where Whoosh departs from the published algorithm so does
this, letter for letter: a test compares the two.
"""

from __future__ import annotations

import re

_VOWELS = "aeiouy"
_VOWEL = re.compile("[aeiouy]")
_REGION = re.compile("[aeiouy][^aeiouy]")
_HAS_ITS_OWN_REGION = {"gener": 5, "commun": 6, "arsen": 5}
_DOUBLE = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_BEFORE_LI = "cdeghkmnrt"

_SPECIAL = {
    "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl",
    "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl",
    "innings": "inning", "outings": "outing", "cannings": "canning", "herrings": "herring",
    "earrings": "earring",
}  # fmt: skip
_ITSELF = "sky news howe atlas cosmos bias andes inning outing canning herring earring"
_SPECIAL |= {word: word for word in _ITSELF.split()}
_SPECIAL |= {
    word + ending: word for word in ("proceed", "exceed", "succeed") for ending in ("", "s", "ed", "ing")
}

Rule = tuple[str, int, str, int, str]
"""A suffix, how many letters go, what comes for them; how long the second region must be to keep what
is left of it, and what it is else."""


def _rules(*written: tuple[str, str, str, str]) -> dict[str, tuple[Rule, ...]]:
    """Return rules by their last letter, in the order in which they are tried.

    Written is a suffix, what is cut off its end, what replaces that, and the second region where it is
    shorter than what is cut off.
    """
    rules: dict[str, tuple[Rule, ...]] = {}
    for suffix, cut, put, short in written:
        rule = (suffix, len(cut), put, len(cut) if put else 0, short)
        rules[suffix[-1]] = (*rules.get(suffix[-1], ()), rule)
    return rules


_STEP_2 = _rules(
    ("ization", "ization", "ize", ""), ("ational", "ational", "ate", "e"), ("fulness", "ness", "", ""),
    ("ousness", "ousness", "ous", ""), ("iveness", "iveness", "ive", "e"), ("tional", "al", "", ""),
    ("biliti", "biliti", "ble", ""), ("lessli", "li", "", ""), ("entli", "li", "", ""),
    ("ation", "ation", "ate", "e"), ("alism", "alism", "al", ""), ("aliti", "aliti", "al", ""),
    ("ousli", "ousli", "ous", ""), ("iviti", "iviti", "ive", "e"), ("fulli", "li", "", ""),
    ("enci", "i", "e", ""), ("anci", "i", "e", ""), ("abli", "i", "e", ""), ("izer", "izer", "ize", ""),
    ("ator", "ator", "ate", "e"), ("alli", "alli", "al", ""), ("bli", "bli", "ble", ""),
    ("ogi", "i", "", ""), ("li", "li", "", ""),
)  # fmt: skip
_STEP_3 = _rules(
    ("ational", "ational", "ate", ""), ("tional", "al", "", ""), ("alize", "ize", "", ""),
    ("icate", "icate", "ic", ""), ("iciti", "iciti", "ic", ""), ("ative", "ative", "", ""),
    ("ical", "ical", "ic", ""), ("ness", "ness", "", ""), ("ful", "ful", "", ""),
)  # fmt: skip
_STEP_4: dict[str, tuple[str, ...]] = {
    "t": ("ement", "ment", "ant", "ent"), "e": ("ance", "ence", "able", "ible", "ate", "ive", "ize"),
    "m": ("ism",), "i": ("iti",), "s": ("ous",), "n": ("ion",), "l": ("al",), "r": ("er",), "c": ("ic",),
}  # fmt: skip


def stem(word: str) -> str:
    """Return the stem of a word of small letters, without signs in it."""
    word = word.lower()
    known = _SPECIAL.get(word)
    if known is not None:
        return known
    if "y" in word:
        word = _with_consonant_y(word)
    r1, r2 = _regions(word)
    last = word[-1]
    if last == "s" or (last == "d" and word.endswith("ied")):
        cut = _plural(word)
        if cut:
            word, r1, r2 = word[:-cut], r1[:-cut], r2[:-cut]
    if word[-1:] in "dgy":
        word, r1, r2 = _past(word, r1, r2)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        word, r1, r2 = word[:-1] + "i", r1 and r1[:-1] + "i", r2 and r2[:-1] + "i"
    if r1:
        for suffix, cut, put, least, short in _STEP_2.get(word[-1], ()):
            if word.endswith(suffix):
                if r1.endswith(suffix) and _may_go(word, suffix):
                    word, r1 = word[:-cut] + put, r1[:-cut] + put
                    r2 = r2[:-cut] + put if len(r2) >= least else short
                break
        for suffix, cut, put, least, short in _STEP_3.get(word[-1], ()):
            if word.endswith(suffix):
                if r1.endswith(suffix) and (suffix != "ative" or r2.endswith(suffix)):
                    word, r1 = word[:-cut] + put, r1[:-cut] + put
                    r2 = r2[:-cut] + put if len(r2) >= least else short
                break
        if r2:
            for suffix in _STEP_4.get(word[-1], ()):
                if word.endswith(suffix):
                    if r2.endswith(suffix) and (suffix != "ion" or word[-4] in "st"):
                        cut = len(suffix)
                        word, r1, r2 = word[:-cut], r1[:-cut], r2[:-cut]
                    break
        word = _without_end(word, r1, r2)
    return word.replace("Y", "y")


def _with_consonant_y(word: str) -> str:
    """Return the word with a capital for each Y that is a consonant: at the beginning and behind a vowel."""
    letters = list(word)
    if letters[0] == "y":
        letters[0] = "Y"
    for at in range(1, len(letters)):
        if letters[at] == "y" and letters[at - 1] in _VOWELS:
            letters[at] = "Y"
    return "".join(letters)


def _regions(word: str) -> tuple[str, str]:
    """Return what follows the first consonant behind a vowel, and the same of that."""
    for beginning, size in _HAS_ITS_OWN_REGION.items():
        if word.startswith(beginning):
            r1 = word[size:]
            break
    else:
        first = _REGION.search(word)
        r1 = word[first.end() :] if first else ""
    second = _REGION.search(r1)
    return r1, r1[second.end() :] if second else ""


def _plural(word: str) -> int:
    """Return how many letters go with the plural, or with ``ied``."""
    if word.endswith("sses"):
        return 2
    if word.endswith(("ied", "ies")):
        return 2 if len(word) > 4 else 1
    if word.endswith(("us", "ss")):
        return 0
    return 1 if _VOWEL.search(word, 0, len(word) - 2) else 0


def _past(word: str, r1: str, r2: str) -> tuple[str, str, str]:
    """Take ``ed``, ``ing`` and adverbs of them off a word and its regions."""
    for suffix in ("eedly", "ingly", "edly", "eed", "ing", "ed"):
        if word.endswith(suffix):
            break
    else:
        return word, r1, r2
    cut = len(suffix)
    if suffix in ("eed", "eedly"):
        if not r1.endswith(suffix):
            return word, r1, r2
        return word[:-cut] + "ee", r1[:-cut] + "ee", r2[:-cut] + "ee" if len(r2) >= cut else ""
    if not _VOWEL.search(word, 0, len(word) - cut):
        return word, r1, r2
    word, r1, r2 = word[:-cut], r1[:-cut], r2[:-cut]
    if word.endswith(("at", "bl", "iz")):
        word, r1 = word + "e", r1 + "e"
        if len(word) > 5 or len(r1) >= 3:
            r2 += "e"
    elif word.endswith(_DOUBLE):
        word, r1, r2 = word[:-1], r1[:-1], r2[:-1]
    elif not r1 and _is_short(word):
        word, r2 = word + "e", r2 and r2 + "e"
    return word, r1, r2


def _is_short(word: str) -> bool:
    if len(word) == 2:
        return word[0] in _VOWELS and word[1] not in _VOWELS
    return len(word) > 2 and word[-1] not in "aeiouywxY" and word[-2] in _VOWELS and word[-3] not in _VOWELS


def _may_go(word: str, suffix: str) -> bool:
    if suffix == "ogi":
        return word[-4] == "l"
    return suffix != "li" or word[-3] in _BEFORE_LI


def _without_end(word: str, r1: str, r2: str) -> str:
    """Take a last ``e``, or one of two ``l``, off a word."""
    if r2.endswith("l") and word[-2] == "l":
        return word[:-1]
    if r2.endswith("e"):
        return word[:-1]
    if not r1.endswith("e") or len(word) < 4:
        return word
    goes = word[-2] in "aeiouywxY" or word[-3] not in _VOWELS or word[-4] in _VOWELS
    return word[:-1] if goes else word
