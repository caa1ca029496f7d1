"""The words of a report that say what it is about: stemmed, without stop words, with their places."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefreader import text as texts
from briefreader.model import Span

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


@dataclass(frozen=True, slots=True)
class Word:
    """A word that counts: its stem, its id, whether it is a number, and where it stands."""

    stem: str
    id: int
    is_number: bool
    start: int
    end: int


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
    return list(_content(text, stem, start, len(text) if end is None else end))


def _content(text: str, stem: Stem, start: int, end: int) -> Iterator[Word]:
    for token, at, until in texts.tokens(text[start:end]):
        folded = texts.fold(token)
        if folded in STOP_WORDS and token not in _NOT_STOPPED:
            continue
        is_number = folded[0].isdigit()
        if is_number:
            root = folded.replace(",", "")
        elif len(folded) < 2 and folded.isascii():
            continue
        else:
            root = stem(folded)
        yield Word(root, word_id(root), is_number, start + at, start + until)


def sentence_words(text: str, stem: Stem) -> list[tuple[Span, list[Word]]]:
    """Return the sentences of ``text`` with the words of each, up to ``WORDS_AT_MOST`` words in all."""
    found: list[tuple[Span, list[Word]]] = []
    count = 0
    for span in texts.sentences(text):
        words = content_words(text, stem, *span)
        found.append((span, words))
        count += len(words)
        if count >= WORDS_AT_MOST:
            break
    return found
