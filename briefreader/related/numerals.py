"""Numbers as news writes them: digits, number words, "1.7 billion", "8bn", "two dozen", "half a million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefreader.model import Span


class Token(NamedTuple):
    """A word, number or sign of a sentence and its place in the text."""

    text: str
    low: str
    start: int
    end: int


class Numeral(NamedTuple):
    """A number: its value, the tokens from ``first`` to ``last`` (exclusive), the step it is rounded to.

    Of a range ("140 to 150 million") it is the lower, and ``upto`` the upper one.
    """

    value: float
    first: int
    last: int
    step: float
    in_words: bool
    upto: float | None = None


_TOKEN = re.compile(
    r"(?:US|A|C|HK|NZ|S|R)?[$€£¥₹]"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|[^\W\d_]+\d[\w]*|[^\W\d_]+(?:['’][^\W\d_]+)*|%|°|[^\w\s]"
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_ONES.split())}
_SMALL |= {word: 20 + 10 * place for place, word in enumerate(_TENS.split())}
_LARGE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "mln": 1e6, "bln": 1e9, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
# After digits without a blank only: "a 40 m wave" is metres, "40m people" millions.
_GLUED = {"m": 1e6, "k": 1e3, "bn": 1e9, "tn": 1e12, "mn": 1e6}
_DASHES = frozenset("-–‐‑")
_SIGNS = frozenset("$€£¥₹")


_BEGIN = frozenset([*_SMALL, "half", "a", "an"])
_ANY = re.compile(rf"\d|\b(?:{'|'.join([*_SMALL, *_LARGE])})\b", re.IGNORECASE)


def has_any(text: str, span: Span) -> bool:
    """Return whether there may be a number in ``span`` of ``text``: where not, none need be looked for."""
    return _ANY.search(text, *span) is not None


def tokenize(text: str, span: Span) -> list[Token]:
    """Return the words, numbers and signs of ``text`` in ``span``."""
    return [Token(word := match[0], word.lower(), *match.span()) for match in _TOKEN.finditer(text, *span)]


def beginnings(tokens: Sequence[Token]) -> list[int]:
    """Return the tokens at which a number can begin."""
    return [at for at, token in enumerate(tokens) if token.low in _BEGIN or token.low[0].isdigit()]


def numeral(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Return the number or range of numbers that begins at token ``at``, or None where none does."""
    number = _number(tokens, at)
    return _ranged(number, tokens) if number else None


def _ranged(low: Numeral, tokens: Sequence[Token]) -> Numeral:
    at = low.last
    joins = tokens[at].low if at < len(tokens) else ""
    start = max(0, low.first - 2)
    before = {token.low for token in tokens[start : low.first]}
    is_range = (
        joins in _DASHES
        or (joins == "to" and "from" not in before)
        or (joins == "and" and "between" in before)
    )
    if not is_range:
        return low
    at += 1
    if at < len(tokens) and tokens[at].text[-1] in _SIGNS:
        at += 1
    high = _number(tokens, at) if at < len(tokens) else None
    if high is None:
        return low
    scale = _scale(tokens, high) if not _scale(tokens, low) else 0
    value = low.value * (scale or 1)
    if value >= high.value:
        return low
    return Numeral(value, low.first, high.last, low.step * (scale or 1), low.in_words, high.value)


def _scale(tokens: Sequence[Token], number: Numeral) -> float:
    """Return what the last word of a number multiplies it by, 0 where that is none."""
    low = tokens[number.last - 1].low
    return _LARGE.get(low, 0.0) or _GLUED.get(low, 0.0)


def _number(tokens: Sequence[Token], at: int) -> Numeral | None:
    low = tokens[at].low
    if low[0].isdigit():
        return _digits(tokens, at)
    if low in _SMALL:
        return _words(tokens, at)
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "half" and following == "a" and at + 2 < len(tokens) and tokens[at + 2].low in _LARGE:
        value = _LARGE[tokens[at + 2].low] / 2
        return Numeral(value, at, at + 3, value / 5, True)
    if low in ("a", "an") and following in _LARGE:
        return _scaled(1.0, at, tokens, at + 1, 1.0, in_words=True)
    return None


def _digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    text = tokens[at].text
    value = float(text.replace(",", ""))
    decimals = len(text.partition(".")[2])
    step = 10.0**-decimals
    after = at + 1
    if after < len(tokens) and tokens[after].start == tokens[at].end:
        glued = tokens[after].low
        if glued in _GLUED or tokens[after].text == "MM":
            factor = _GLUED.get(glued, 1e6)
            return Numeral(value * factor, at, after + 1, step * factor, False)
        if glued in ("st", "nd", "rd", "th", "s"):
            return None
    return _scaled(value, at, tokens, after, step, in_words=False)


def _words(tokens: Sequence[Token], at: int) -> Numeral:
    value = float(_SMALL[tokens[at].low])
    after = at + 1
    if value >= 20 and after < len(tokens):
        follows = after + 1 if tokens[after].text in _DASHES else after
        unit = _SMALL.get(tokens[follows].low, 0) if follows < len(tokens) else 0
        if 0 < unit < 10:
            value += unit
            after = follows + 1
    found = _scaled(value, at, tokens, after, 1.0, in_words=True)
    # "two hundred and fifty", "three thousand five hundred": what follows is smaller and adds up.
    after = found.last
    if found.value >= 100 and after < len(tokens):
        follows = after + 1 if tokens[after].low == "and" else after
        if follows < len(tokens) and tokens[follows].low in _SMALL:
            rest = _words(tokens, follows)
            scale = _LARGE.get(tokens[found.last - 1].low, 0)
            if rest.value < scale and scale != 12:
                return Numeral(found.value + rest.value, at, rest.last, 1.0, True)
    return found


def _scaled(
    value: float, first: int, tokens: Sequence[Token], after: int, step: float, *, in_words: bool
) -> Numeral:
    if after + 1 < len(tokens) and tokens[after].text in _DASHES and tokens[after + 1].low in _LARGE:
        after += 1
    while after < len(tokens) and (factor := _LARGE.get(tokens[after].low)) is not None:
        value *= factor
        step *= factor
        after += 1
    return Numeral(value, first, after, step, in_words)
