"""A report as the recogniser sees it: lines of tokens, each line with the manner it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from briefreader.entities import lexicon as lex
from briefreader.entities.gazetteer import key

Style = Literal["text", "caps", "title", "lower"]
"""How a line uses capitals: as sentences do, everywhere, at every word's beginning (a headline), nowhere."""

# Addresses of the web and of mail, and the tickers of the wires ("<IBM.N>"), are one token and no name.
_WEB = (
    r"(?P<web><[A-Z]{1,6}(?:\.[A-Z]{1,2})?>|(?:https?://|www\.)\S+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\."
    r"(?:com|org|net|gov|edu|pdf|docx?|xlsx?|pptx?|txt|html?|jpe?g|gif|png|zip|exe|asp)\b)|"
)
# The Nordic form of a company, or what stands before a ship's name; a word: letters and digits, with
# apostrophes, hyphens, "&" and the points of U.S. inside; a mark.
_WORD = (
    r"(?P<form>\b(?:[AS]/[AS]|M/[VTSY]|[FS]/V)\b)"
    r"|(?P<word>(?:(?:LETTER\.){2,}|LETTER\.LETTER(?![\w.])|WORD+)"
    r"(?:(?:[JOINS]|(?<=\d)[.,](?=\d))(?:(?:LETTER\.){2,}|WORD+))*)"
    r"|(?P<mark>['’](?:s|S)\b|\.{2,}|[^\w\s])"
)


def _patterns(letter: str, word: str, joins: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a token, and that for lines that can hold an address."""
    token = _WORD.replace("LETTER", letter).replace("WORD", word).replace("JOINS", joins)
    return re.compile(token), re.compile(_WEB + token)


_ASCII, _ASCII_WEB = _patterns("[A-Za-z]", "[A-Za-z0-9]", r"'`&@\-")
_ANY, _ANY_WEB = _patterns(r"[^\W\d_]", r"[^\W_]", r"'’‘ʼʻ`&@\-‐‑")
_ADDRESS = re.compile(
    r"[@<]|://|www\.|\.(?:com|org|net|gov|edu|pdf|doc|xls|ppt|txt|htm|jpe?g|gif|png|zip|exe|asp)"
)
_NUMBERED = re.compile(r"\d\d(?:ers|ERS)")  # the clubs named after a year: 49ers, 76ers
# Some outlets write "Corp." and others "Corp": where none stands inside a sentence, the point ends one.
_POINTED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Bros|Cos)\.(?:,| [a-z(&])")
_FIRMS = ("inc", "corp", "co", "ltd", "bros")
_ENDS = frozenset(".!?…")
_OPENS = frozenset("\"“”‘'`([")
_POSSESSIVE = ("'s", "’s", "'S", "’S", "s'", "s’")
# What the wires put before a headline: "UPDATE 2-", "BRIEF-".
_SLUG = re.compile(
    r"(?:(?:UPDATE|WRAPUP|BRIEF|RPT|REFILE|REPEAT|CORRECTED|EXCLUSIVE|FACTBOX|ANALYSIS|INSIGHT|FOCUS"
    r"|TIMELINE|POLL|PREVIEW|INTERVIEW|FEATURE|TABLE|DIARY|NEWSMAKER|SPECIAL REPORT)(?: \d{1,2})?-)+(?=\w)"
)
_DASHES = "-–—•*>|"
_DATELINE = 14  # tokens of a dateline, at most
_GAP = 2  # blanks between two words of one name, at most
_LONGEST = 120  # characters of a word that can still be (part of) a name


class Token:
    """A word, a number or a mark, with its place in the text.

    ``cap``: a word that begins like a name. ``first``: where a sentence may begin, so that the capital
    tells nothing. ``low``: the word in lower case. ``key``: the form under which it is looked up (see
    ``gazetteer.key``).
    """

    __slots__ = ("cap", "end", "first", "key", "low", "start", "text", "word")

    def __init__(self, text: str, start: int, word: bool, cap: bool, first: bool, low: str, key: str) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.word = word
        self.cap = cap
        self.first = first
        self.low = low
        self.key = key

    @property
    def stem(self) -> str:
        """The word in lower case without the point of an abbreviation."""
        return self.low.rstrip(".")


class Line:
    """A line of the report: its tokens and its style."""

    __slots__ = ("style", "tokens")

    def __init__(self, tokens: list[Token], style: Style) -> None:
        self.tokens = tokens
        self.style = style


def name_key(tokens: Iterable[Token]) -> str:
    """Return the key of the name that the tokens make."""
    words = (token.key for token in tokens if (token.word and token.key) or token.text == "&")
    return " ".join(words).removeprefix("the ")


def lines(text: str, *, headline: bool = False) -> list[Line]:
    """Return the lines of ``text`` that hold anything; ``headline`` when it is the title of a report."""
    found: list[Line] = []
    at = 0
    pointed = _POINTED.search(text) is not None
    for raw in text.split("\n"):
        if raw and not raw.isspace():
            slug = None if found else _SLUG.match(raw)
            skip = slug.end() if slug else 0
            tokens = _tokens(raw[skip:], at + skip, pointed=pointed)
            if tokens:
                found.append(Line(tokens, style_of(tokens, headline=headline)))
        at += len(raw) + 1
    return found


def _tokens(raw: str, offset: int, *, pointed: bool) -> list[Token]:
    tokens: list[Token] = []
    first = True
    end = 0
    point = -1  # position of a point that an abbreviation has taken
    forms = _forms
    address = _ADDRESS.search(raw) is not None
    plain, web = (_ASCII, _ASCII_WEB) if raw.isascii() else (_ANY, _ANY_WEB)
    pattern = web if address else plain
    for match in pattern.finditer(raw):
        start, stop = match.span()
        if start == point:
            continue
        text = raw[start:stop]
        if start - end > 1 and (start - end > _GAP or "\t" in raw[end:start]):
            first = True  # the next column of a table
        elif start > end and raw[end] == "\t":
            first = True
        end = stop
        kind = match.lastgroup
        if kind == "mark":
            low, folded, _ = forms(text)
            tokens.append(Token(text, start + offset, False, False, False, low, folded))
            if text[0] in _ENDS or text == ":":
                first = True
            elif text in _OPENS:
                # Words after an opening quotation mark begin a sentence of their own.
                first = first or text != "["
            elif text in _DASHES and (len(tokens) == 1 or (len(tokens) < _DATELINE and _shouts(tokens[0]))):
                first = True  # behind a bullet, behind "LONDON, March 3 (Reuter) - "
            continue
        if kind == "web" or len(text) > _LONGEST:
            tokens.append(Token(text, start + offset, False, False, False, text.lower(), key(text)))
            first = False
            continue
        possessive = ""
        if text[-1] in "sS’'" and text[-2:] in _POSSESSIVE and len(text) > 2:
            possessive = text[-2:] if text[-2] in "'’" else ""
            text = text.removesuffix(possessive) if possessive else text
            stop = start + len(text)
        if not possessive and raw[stop : stop + 1] == "." and _takes_point(text, pointed=pointed):
            text += "."
            point = stop
        low, folded, cap = forms(text)
        tokens.append(Token(text, start + offset, True, cap, first, low, folded))
        first = False
        if possessive:
            low, folded, _ = forms(possessive)
            tokens.append(Token(possessive, stop + offset, False, False, False, low, folded))
    return tokens


@lru_cache(maxsize=1 << 15)
def _forms(text: str) -> tuple[str, str, bool]:
    """Return a word in lower case, folded, and whether it begins like a name."""
    low = text.lower()
    letter = text[0].isupper() or (text[0].isalpha() and text != low)
    return low, key(text), letter or _NUMBERED.fullmatch(text) is not None


def _shouts(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _takes_point(word: str, *, pointed: bool) -> bool:
    if len(word) == 1:
        return word.isupper()
    low = word.lower()
    return word[0].isupper() and low in lex.WITH_POINT and (pointed or low not in _FIRMS)


def style_of(tokens: list[Token], *, headline: bool) -> Style:
    """Return how a line uses capitals; ``headline`` when it is a title."""
    words = upper = full = capital = long = long_capital = 0
    for token in tokens:
        text = token.text
        if not token.word or not text[0].isalpha():
            continue
        words += 1
        if token.cap:
            capital += 1
            if text.isupper():
                upper += 1
                full += len(text) > 1
        if len(text) > 3:
            long += 1
            long_capital += token.cap
    shouted = full and upper >= 0.6 * words and capital >= 0.85 * words
    if shouted and words >= 2 and (words > 3 or upper == words):
        return "caps"
    if words == 1 and upper == 1 and len(tokens[0].text) > 5:
        return "caps"
    if capital == 0 or (words > 5 and capital == 1 and tokens[0].cap and len(tokens) > 400):
        return "lower"
    ends = tokens[-1].text
    opening = next(token for token in tokens if token.word) if words else tokens[0]
    if opening.cap and long >= 4 and long_capital >= 0.8 * long and (headline or ends != "."):
        return "title"
    return "text"
