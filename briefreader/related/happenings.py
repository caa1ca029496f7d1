"""What a passage dates: each date with the words of its clause, so that dates of one thing can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefreader.model import Span
from briefreader.related.attribution import SAYING
from briefreader.related.dates import Dated, dates
from briefreader.related.reading import Reading
from briefreader.related.words import content_words

_LIKE = 0.6
_WORDS_AT_LEAST = 2
_BREAK = re.compile(
    r"[,;:()\"“”]|\s[–—-]+\s|\b(?:and|but|while|as|after|when|where|who|which|that|because|if|whose)\b"
)
_SAID_THEN = re.compile(rf"\b(?:{SAYING}|[Uu]pdated|[Pp]osted|[Pp]ublished)\b(?:\s+\w+){{0,2}}\s*$")
_THEN_SAID = re.compile(rf"\W*(?:\w+\s+)?(?:{SAYING}|[Uu]pdated|[Pp]osted)\b")


@dataclass(frozen=True, slots=True)
class Happening:
    """A date and the stems of the clause that it stands in."""

    date: Dated
    words: frozenset[int]

    def is_like(self, other: Happening) -> bool:
        """Whether most of the shorter clause is in the other: both may date one thing."""
        shared, least = len(self.words & other.words), min(len(self.words), len(other.words))
        return shared >= _WORDS_AT_LEAST and shared >= _LIKE * least


def happenings(report: Reading, passage: int) -> list[Happening]:
    """Return what the passage of that number dates, without the days on which something was said."""
    text, span = report.article.text, report.passages[passage].span
    found: list[Happening] = []
    for dated in dates(text, span, report.article.published):
        if not (dated.day or dated.year or dated.told_by != "date"):
            continue
        first, last = _clause(text, span, dated.span)
        if _SAID_THEN.search(text, first, dated.span[0]) or _THEN_SAID.match(text, dated.span[1], last):
            continue
        words = content_words(text, report.stem, first, last)
        inside = (word.id for word in words if not dated.span[0] <= word.start < dated.span[1])
        found.append(Happening(dated, frozenset(inside)))
    return found


def _clause(text: str, span: Span, inside: Span) -> Span:
    """Return the clause of the passage ``span`` that ``inside`` is in."""
    first, last = span
    for match in _BREAK.finditer(text, *span):
        if match.end() <= inside[0]:
            first = match.end()
        elif match.start() >= inside[1]:
            return first, match.start()
    return first, last
