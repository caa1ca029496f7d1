"""Figures of a report: how many of what, with unit, bounds and part (killed, injured, missing ...)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefreader.model import Span
from briefreader.related.numerals import Numeral, Token, beginnings, has_any, numeral, tokenize
from briefreader.related.vocabulary import (
    CLAUSE_BREAKS,
    CURRENCIES,
    DAYS,
    FORMERLY,
    FROM,
    GAME_WORDS,
    LONG_AGO,
    MEASURES,
    MONTHS,
    MOVED,
    NO_PART,
    NUMBER_WORDS,
    OTHERS,
    PARTS,
    PEOPLE,
    QUALIFIERS,
    SET_AGAINST,
    SHORT_CURRENCIES,
    SIGNS,
    SOME_OF,
)
from briefreader.related.words import STOP_WORDS, Stem

_ROUNDED = 1000
"""The last digit of a number from which on it is taken for rounded: "12.3 million shares"."""

_NOUN_AT_MOST, _PART_AT_MOST, _NEAR, _FORMER_AFTER = 5, 8, 8, 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something, in the passage ``passage``.

    ``span`` covers it as one reads it ("at least 25 people"). ``unit`` is what it counts in: "count",
    "percent", "magnitude", "score", "age", a currency, or a measure (its value then in metres, kilograms,
    seconds ...). The true value is said to lie from ``low`` to ``high``. ``part`` is what befell those
    counted; ``nouns`` are the stems of what is counted, the last its head; ``near`` the stems around it.
    ``former``: it is what the figure of today is set against ("up from 9 per cent", "a year ago"). ``sides``
    are the names around a score.
    """

    span: Span
    passage: int
    unit: str
    value: float
    low: float
    high: float
    part: str
    nouns: tuple[str, ...]
    of_people: bool
    near: frozenset[str]
    clause: Span
    former: bool = False
    sides: frozenset[str] = frozenset()

    def agrees(self, other: Figure) -> bool:
        """Whether both figures can be true of one thing."""
        return self.low <= other.high and other.low <= self.high


def figures(text: str, span: Span, passage: int, stem: Stem) -> list[Figure]:
    """Return the figures of the passage ``span`` of ``text``.

    Years, dates, times of day and numbers in names are none.
    """
    if not has_any(text, span):
        return []
    tokens = tokenize(text, span)
    found: list[Figure] = []
    free = 0
    for at in beginnings(tokens):
        if at < free:
            continue
        score = _score(tokens, at, passage, stem)
        if score:
            found.append(score)
            free = at + 3
        elif number := numeral(tokens, at):
            free = number.last
            figure = _figure(tokens, number, passage, stem)
            if figure:
                found.append(figure)
    return found


def _figure(tokens: Sequence[Token], number: Numeral, passage: int, stem: Stem) -> Figure | None:
    first, last = number.first, number.last
    before = tokens[first - 1] if first else None
    sign = before.low if before and before.low[-1] in "$€£¥₹" else ""
    if not sign and _is_no_count(tokens, number):
        return None
    unit, scale, last = _unit(tokens, first, last, sign)
    start = first - 1 if sign else first
    bound, start = _bound(tokens, start)
    nouns, last = _nouns(tokens, last) if unit == "count" else ((), last)
    part = _part(tokens, first, last, back=nouns[:1] != ("others",))
    if unit == "count":
        if nouns and nouns[0] in OTHERS:
            # "40 others were hurt" counts the hurt; "three died and 40 others ..." leaves open what.
            nouns = ()
        # A bare "one" counts nothing; neither does a number with no thing and no one it befell.
        if not part and (not nouns or (number.value == 1 and _singular(nouns[-1]) not in PEOPLE)):
            return None
        if number.value == 1 and (not nouns or tokens[number.last].low == "of"):
            return None
        if not part and before and before.low in SOME_OF:
            return None
    low, high = _range(number, bound, scale, unit)
    around = (*tokens[max(0, first - _NEAR) : first], *tokens[last : last + _NEAR])
    return Figure(
        span=(tokens[start].start, tokens[last - 1].end),
        passage=passage,
        unit=unit,
        value=number.value * scale,
        low=low,
        high=high,
        part=part,
        nouns=tuple(stem(noun) for noun in nouns),
        of_people=bool(nouns) and any(_singular(noun) in PEOPLE for noun in nouns[-2:]),
        near=frozenset(
            stem(t.low) for t in around if t.low not in STOP_WORDS and t.low.isalpha() and len(t.low) > 2
        ),
        clause=_clause(tokens, first, last),
        former=_is_former(tokens, start, last),
    )


def _is_former(tokens: Sequence[Token], start: int, last: int) -> bool:
    before = [token.low for token in tokens[max(0, start - _NEAR) : start]]
    after = [token.low for token in tokens[last : last + _FORMER_AFTER]]
    word = before[-1] if before else ""
    if word in SET_AGAINST or (word in FROM and not MOVED.isdisjoint(before)):
        return True
    # "Three were killed two days ago" is news, a figure of years ago is what it is set against.
    return any(unit in LONG_AGO and ago in FORMERLY for unit, ago in pairwise(after))


def _is_no_count(tokens: Sequence[Token], number: Numeral) -> bool:
    """Whether the number is a year, a day of a month, a time of day, or part of a name."""
    first, last = number.first, number.last
    text = tokens[first].text
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before and (
        before.low in MONTHS or before.low in ("no", "number", "#", "/", ":", "article", "chapter")
    ):
        return True
    if before and before.text in "-–‐‑" and before.end == tokens[first].start:
        return True
    if after and after.text in "-–‐‑" and number.value == 1:
        return True
    if after and after.low in (
        *MONTHS,
        "am",
        "pm",
        "a",
        "p",
        "gmt",
        "utc",
        "st",
        "nd",
        "rd",
        "th",
        "s",
        ":",
        "/",
        "o",
    ):
        return not (after.low in ("a", "p") and after.text != after.low)
    if number.in_words:
        return False
    is_code = bool(before and before.text.isupper() and before.text.isalpha() and 1 < len(before.text) < 4)
    if is_code and after and after.text[0].islower():
        return True
    if before and before.low == "at" and len(text.partition(".")[2]) == 2 and number.value < 24:
        return True
    if len(text) == 4 and text.isdigit() and 1800 <= number.value < 2100 and last == first + 1:
        return after is None or _singular(after.low) not in PEOPLE | set(MEASURES)
    if before and first > 1 and before.text[0].isupper() and before.low not in STOP_WORDS:
        return after is None or not after.text[0].islower() or after.low in STOP_WORDS
    return False


def _unit(tokens: Sequence[Token], first: int, last: int, sign: str) -> tuple[str, float, int]:
    """Return the unit, what makes of the number a value in it, and the token after the unit."""
    if sign:
        return SIGNS.get(sign, sign), 1.0, last
    lows = [token.low for token in tokens[last : last + 4]]
    while lows and lows[0] in ("-", "–", "‐"):
        last += 1
        lows = lows[1:]
    lows += [""] * 4
    if lows[0] == "magnitude":
        return "magnitude", 1.0, last + 1
    earlier = [token.low for token in tokens[max(0, first - 4) : first]]
    if "magnitude" in earlier or "richter" in lows[:4]:
        return "magnitude", 1.0, last
    if lows[0] in ("%", "percent", "pct"):
        return (
            ("percentage point", 1.0, last + 2) if lows[1].startswith("point") else ("percent", 1.0, last + 1)
        )
    if lows[0] == "per" and lows[1] == "cent":
        return "percent", 1.0, last + 2
    if lows[0] in ("year", "years") and (lows[1] == "old" or lows[2] == "old"):
        return "age", 1.0, last + (2 if lows[1] == "old" else 3)
    if earlier[-1:] == ["aged"]:
        return "age", 1.0, last
    for skip in (0, 1):
        word = _singular(lows[skip])
        word = SHORT_CURRENCIES.get(word, word)
        if word in CURRENCIES and (
            skip == 0 or lows[0] in ("us", "swiss", "canadian", "australian", "japanese")
        ):
            return word, 1.0, last + skip + 1
    word = _singular(lows[0])
    if word in MEASURES:
        kind, scale = MEASURES[word]
        return kind, scale, last + 1
    if lows[0] == "square" and _singular(lows[1]) in MEASURES:
        return "area", MEASURES[_singular(lows[1])][1] ** 2, last + 2
    return "count", 1.0, last


def _bound(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    for size in (3, 2, 1):
        if start >= size:
            words = tuple(token.low for token in tokens[start - size : start])
            if words in QUALIFIERS:
                return QUALIFIERS[words], start - size
    return "exact", start


def _range(number: Numeral, bound: str, scale: float, unit: str) -> tuple[float, float]:
    value = number.value * scale
    if number.upto is not None:
        return value, number.upto * scale
    if bound == "least":
        return value, value * 1.1
    if bound == "most":
        return value * 0.9, value
    if bound == "about":
        return value * 0.94, value * 1.06
    if unit in ("count", "magnitude", "score", "age", "percent") and number.step < _ROUNDED:
        return value, value
    # Sums, measures and millions are rounded, and turned from one unit into another: half the last digit.
    slack = max(number.step * scale / 2, 0.0 if unit == "count" else value * 0.01)
    return value - slack, value + slack


def _nouns(tokens: Sequence[Token], last: int) -> tuple[tuple[str, ...], int]:
    """Return the words of what is counted, and the token after them."""
    at = last
    lows = [token.low for token in tokens[at : at + 2]]
    if lows[:1] == ["of"] and lows[1:] and lows[1] in ("the", "its", "their", "his", "her", "those", "them"):
        at += 2
    nouns: list[str] = []
    ends: list[int] = []
    while at < len(tokens) and len(nouns) < _NOUN_AT_MOST:
        token = tokens[at]
        if nouns and (token.text in "-–‐" or (token.text.isdigit() and tokens[at - 1].text in "-–‐")):
            at += 1
            continue
        if token.low in NUMBER_WORDS or token.low in SET_AGAINST or token.low in FORMERLY:
            break
        is_word = token.text[0].isalpha()
        if not is_word or (token.low in STOP_WORDS and token.text not in ("US", "U.S")) or token.low in PARTS:
            if not nouns and token.low in OTHERS:
                return ("others",), at + 1
            break
        nouns.append(token.low)
        ends.append(at + 1)
        at += 1
    # What is counted ends with its plural: in "two dozen ships turned back" with "ships".
    plurals = [place for place, noun in enumerate(nouns, 1) if _is_plural(noun)]
    size = plurals[-1] if plurals else len(nouns)
    return tuple(nouns[:size]), ends[size - 1] if nouns else last


def _part(tokens: Sequence[Token], first: int, last: int, *, back: bool) -> str:
    """Return what befell those counted: the nearest word for it in the clause, first after, then ``back``."""
    after = list(tokens[last : last + 2 * _PART_AT_MOST])
    if [token.low for token in after[:2]] == [",", "including"]:
        aside = next((at for at, token in enumerate(after[2:], 3) if token.low == ","), len(after))
        after = after[aside:]
    for token, following in zip(after[:_PART_AT_MOST], [*after[1:], None], strict=False):
        if token.low in PARTS and not (following and following.low in NO_PART):
            return PARTS[token.low]
        if token.low in CLAUSE_BREAKS or token.text[0].isdigit():
            break
    for token in reversed(tokens[max(0, first - _PART_AT_MOST) : first if back else 0]):
        if token.low in PARTS:
            return PARTS[token.low]
        if token.low in CLAUSE_BREAKS or token.text[0].isdigit():
            break
    return ""


def _clause(tokens: Sequence[Token], first: int, last: int) -> Span:
    start, end = first, last
    while start > 0 and tokens[start - 1].low not in CLAUSE_BREAKS:
        start -= 1
    while end < len(tokens) and tokens[end].low not in CLAUSE_BREAKS:
        end += 1
    return tokens[start].start, tokens[end - 1].end


def _score(tokens: Sequence[Token], at: int, passage: int, stem: Stem) -> Figure | None:
    """Return the score of a game ("3-1") at token ``at``: both numbers make its value."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in "-–":
        return None
    first, dash, second = tokens[at : at + 3]
    if not (
        first.text.isdigit()
        and second.text.isdigit()
        and first.end == dash.start
        and dash.end == second.start
    ):
        return None
    if int(first.text) > 199 or int(second.text) > 199:
        return None
    after = tokens[at + 3].low if at + 3 < len(tokens) else ""
    if after in ("record", "mark", "-"):
        return None
    # "Harbour 2-1 Athletic" is a result without any word of a game.
    between = at > 0 and at + 3 < len(tokens) and _is_name(tokens[at - 1]) and _is_name(tokens[at + 3])
    if not between and not any(token.low in GAME_WORDS for token in tokens):
        return None
    # Reports name either side first: the greater number counts as the first.
    high, low = sorted((int(first.text), int(second.text)), reverse=True)
    value = float(high * 1000 + low)
    around = tokens[max(0, at - _NEAR) : at + 3 + _NEAR]
    near = frozenset(stem(token.low) for token in around if token.low.isalpha())
    span = (first.start, second.end)
    return Figure(
        span=span,
        passage=passage,
        unit="score",
        value=value,
        low=value,
        high=value,
        part="",
        nouns=(),
        of_people=False,
        near=near,
        clause=_clause(tokens, at, at + 3),
        sides=frozenset(token.low for token in around if _is_name(token)),
    )


def _is_name(token: Token) -> bool:
    is_word = token.text[0].isupper() and len(token.text) > 1
    return is_word and token.low not in (STOP_WORDS | MONTHS | DAYS | GAME_WORDS)


def _is_plural(word: str) -> bool:
    return word in PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _singular(word: str) -> str:
    if word in PEOPLE or word in MEASURES or word in CURRENCIES:
        return word
    return word[:-1] if word.endswith("s") else word


def without_repeats(found: Sequence[Figure]) -> list[Figure]:
    """Leave out a measure that repeats the one before it in another unit ("29 kilometres (18 miles)")."""
    kept = list(found[:1])
    for before, figure in pairwise(found):
        same = before.unit == figure.unit and before.passage == figure.passage and before.agrees(figure)
        if not (same and figure.unit in ("length", "weight", "area") and figure.span[0] - before.span[1] < 4):
            kept.append(figure)
    return kept
