"""The words of a report that say what it is about: stemmed, without stop words, with their places."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from briefreader import text as texts
from briefreader.model import Article

Stem = Callable[[str], str]
"""The stem of a folded word (Snowball English in this program). Called very often: give a memoised one."""

WORDS_AT_MOST = 6000
"""Words read of one report. A report is news in its first page; what follows would only cost time."""

_STOP = """
a about above after again against ago all almost along already also although always am among amid an and
another any are aren around as asked at away back be became because become been before being below
between both but by came can cannot could couldn did didn do does doesn doing don done down during each
either else even ever every few for from further gave get gets go goes going gone got had hadn happened
has hasn have haven having he her here hers herself him himself his how however i if in into is isn it
its itself just least less let like ll made make makes making many may me might mine more moreover most
mr mrs ms much must my myself nearly neither no nor not nothing now of off often on once only onto or
other others our ours ourselves out over own per perhaps quite rather re s said same say saying says
shall she should shouldn since so some something soon still such t than that the their theirs them
themselves then there these they thing things this those though through thus till to together told too
took toward towards under until up upon us ve very via want wanted was wasn we well went were weren what
whatever when where whether which while who whom whose why will with within without won would wouldn yes
yet you your yours yourself
"""
STOP_WORDS = frozenset(_STOP.split())
# "US" folds to the stop word "us" but is a country.
_NOT_STOPPED = frozenset({"US", "U.S.", "U.S"})


class Word(NamedTuple):
    """A word that counts: its stem, its id, whether it is a number, and where it stands."""

    stem: str
    id: int
    is_number: bool
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence of ``text`` (the title or the text of a report), with its words that count."""

    text: str
    words: list[Word]


def word_id(stem: str) -> int:
    """Return the 32-bit id of a word by its stem; the lowest bit says that it is a number."""
    number = 1 if stem[0].isdigit() else 0
    return zlib.crc32(stem.encode()) & 0xFFFFFFFE | number


def pair_id(first: int, second: int) -> int:
    """Return the 32-bit id of two words in a row."""
    return zlib.crc32(first.to_bytes(4, "little") + second.to_bytes(4, "little"))


def name_id(name: str) -> int:
    """Return the 32-bit id of a name or part of a name, apart from the ids of common words."""
    return zlib.crc32(b"name\0" + name.encode())


def content_words(text: str, stem: Stem, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of ``text[start:end]`` that count, with places in ``text``.

    Stop words and lone letters are left out; numbers stay, without the commas between thousands.
    """
    found: list[Word] = []
    for match in texts.word_pattern(text).finditer(text, start, len(text) if end is None else end):
        root = _root(match[0], stem)
        if root is not None:
            found.append(Word(*root, *match.span()))
    return found


@lru_cache(1 << 12)
def _root(token: str, stem: Stem) -> tuple[str, int, bool] | None:
    """Return stem and id of a word, and whether it is a number; None for one that does not count."""
    folded = texts.fold(token)
    if folded in STOP_WORDS and token not in _NOT_STOPPED:
        return None
    is_number = folded[0].isdigit()
    if is_number:
        root = folded.replace(",", "")
    elif len(folded) < 2 and folded.isascii():
        return None
    else:
        root = stem(folded)
    return root, word_id(root), is_number


def told(article: Article, stem: Stem) -> list[Sentence]:
    """Return the sentences of a report with the words of each, its title first unless the text repeats it.

    Up to ``WORDS_AT_MOST`` words in all are read of the text, and of the title.
    """
    title = [] if repeats_title(article) else _sentences(article.title, stem)
    return [*title, *_sentences(article.text, stem)]


def repeats_title(article: Article) -> bool:
    """Whether the text begins with the title, as it does where the first line had to serve as one."""
    return not article.title or article.text.lstrip()[: len(article.title) + 1].rstrip() == article.title


def _sentences(text: str, stem: Stem) -> list[Sentence]:
    found: list[Sentence] = []
    count = 0
    for span in texts.sentences(text):
        words = content_words(text, stem, *span)
        if words:
            found.append(Sentence(text, words))
        count += len(words)
        if count >= WORDS_AT_MOST:
            break
    return found
