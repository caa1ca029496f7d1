"""Spellings that English gives one foreign name: Qaani and Ghaani, Gaddafi and Qaddafi, Houthi and Huthi.

A word is taken apart into consonants and the vowels between them. Transcriptions disagree on a few
consonants (q, gh, kh, g, k) and on vowels of one colour (a and e, e and i, o and u), never on a and
o or on a and u: that keeps Khomeini from Khamenei and Hussein from Hassan, which letter distances
(Levenshtein, Jaro-Winkler) and consonant keys take for one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNIT = re.compile(
    r"sch|tch|kh|gh|dh|th|sh|ch|zh|ph|ck|dj|ts|tz|[bcdfgjklmnpqrstvwxz]|h(?=[aeiouy])|[aeiouy]+"
)
_SPELLED = {
    "ph": "f", "ck": "k", "dj": "j", "tz": "ts", "sch": "sh", "tch": "ch", "w": "v", "dh": "d", "th": "t",
    "zh": "j",
}  # fmt: skip
_GUTTURAL = frozenset(("q", "gh", "kh", "g", "k"))
# g and k are letters of their own: they meet only where a q, gh or kh is meant. b and v meet in Greek,
# Persian and Spanish names; only a loose comparison takes them for one.
_VARIANTS = frozenset(frozenset(pair.split()) for pair in ("q gh", "q kh", "q g", "q k", "gh g", "kh k"))
_LOOSE_VARIANTS = frozenset(frozenset(pair.split()) for pair in ("b v", "g k", "ch sh"))
_VOWELS = {
    "a": "a", "aa": "a", "e": "e", "i": "i", "y": "i", "ee": "i", "ie": "i", "iy": "i", "yi": "i", "yy": "i",
    "ii": "i", "ea": "i", "o": "u", "u": "u", "oo": "u", "ou": "u", "uu": "u", "oe": "u", "ue": "u",
    "eu": "u", "oa": "ua", "uaa": "ua",
}  # fmt: skip
_ALIKE = frozenset(("ae", "ei", "da", "de", "di"))
_LOOSE_ALIKE = frozenset(("ai",))
LEAST = 5
"""Letters that a word must have before another spelling is taken for it."""


@lru_cache(maxsize=1 << 16)
def parts(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the consonants of a folded word, and the colour of the vowels before each and after the last.

    A colour is a, e, i, u, ``d`` for a diphthong, or empty where there is no vowel.
    """
    consonants: list[str] = []
    vowels = [""]
    for unit in _UNIT.findall(word):
        if unit[0] in "aeiouy":
            vowels[-1] += unit
            continue
        sound = _SPELLED.get(unit, unit)
        if unit == "c":
            sound = "ch" if word.endswith("vic") else "s" if re.search("c[eiy]", word) else "k"
        if vowels[-1] or not consonants or consonants[-1] != sound:  # a doubled letter is one
            consonants.append(sound)
            vowels.append("")
    return tuple(consonants), tuple(_colour(run, first=at == 0) for at, run in enumerate(vowels))


def _colour(run: str, *, first: bool) -> str:
    if first:
        run = re.sub("^y(?=[aeiou])", "", run)  # "Yevgeny", "Evgeny"
    if run in _VOWELS:
        return _VOWELS[run]
    if not run:
        return ""
    if set(run) <= set("aeiy"):
        return "d"
    return "u" if set(run) <= set("ou") else run


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return the key under which spellings of one word meet: its consonants, those that vary as one."""
    return "".join(
        "k" if unit in _GUTTURAL else "b" if unit == "v" else "sh" if unit == "ch" else unit
        for unit in parts(word)[0]
    )


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str, loose: bool = False) -> bool:
    """Say whether two folded words may be spellings of one: equal, or long enough and equal in sound.

    ``loose`` (where the rest of the name is the same) lets one sound differ a little more.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST:
        return loose and min(len(one), len(other)) >= 3 and parts(one) == parts(other)  # "Jon", "John"
    if not (one.isalpha() and other.isalpha()):
        return False
    consonants, vowels = parts(one)
    others, other_vowels = parts(other)
    if len(consonants) != len(others) or len(consonants) < 2:
        return False
    if len(consonants) == 2 and vowels != other_vowels:
        return False  # too little else to go by: Yemen, Amman
    spent = 0
    for a, b in zip(consonants, others, strict=True):
        pair = frozenset((a, b))
        if a != b and pair not in _VARIANTS:
            spent += 1 if pair in _LOOSE_VARIANTS else 9
    for a, b in zip(vowels, other_vowels, strict=True):
        if a != b and a + b not in _ALIKE and b + a not in _ALIKE:
            spent += 1 if a + b in _LOOSE_ALIKE or b + a in _LOOSE_ALIKE else 9
    return spent <= int(loose)
