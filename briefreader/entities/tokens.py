"""A report as the recogniser sees it: lines of tokens, each line with the manner it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from briefreader.entities import lexicon as lex
from briefreader.entities.gazetteer import key

Style = Literal["text", "caps", "title", "lower"]
"""How a line uses capitals: as sentences do, everywhere, at every word's beginning (a headline), nowhere."""

_TOKEN = re.compile(
    # Addresses of the web and of mail, and the tickers of the wires ("<IBM.N>"), are one token and no name.
    r"(?P<web><[A-Z]{1,6}(?:\.[A-Z]{1,2})?>|(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:com|org|net|gov|edu|pdf|docx?|xlsx?|pptx?|txt|html?|jpe?g|gif|png|zip|exe|asp)\b)"
    # The Nordic form of a company.
    r"|(?P<form>\b[AS]/[AS]\b)"
    # A word: letters and digits, with apostrophes, hyphens, "&" and the points of U.S. inside.
    r"|(?P<word>(?:(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_](?![\w.])|[^\W_]+)"
    r"(?:(?:['’‘ʼʻ`&@\-‐‑]|(?<=\d)[.,](?=\d))(?:(?:[^\W\d_]\.){2,}|[^\W_]+))*)"
    r"|(?P<mark>['’](?:s|S)\b|\.{2,}|[^\w\s])"
)
_NUMBERED = re.compile(r"\d\d(?:ers|ERS)")  # the clubs named after a year: 49ers, 76ers
# Some outlets write "Corp." and others "Corp": where none stands inside a sentence, the point ends one.
_POINTED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Bros|Cos)\.(?:,| [a-z(&])")
_FIRMS = ("inc", "corp", "co", "ltd", "bros")
_ENDS = frozenset(".!?…")
_OPENS = frozenset("\"“”‘'`([")
_POSSESSIVE = ("'s", "’s", "'S", "’S", "s'", "s’")
_GAP = 2  # blanks between two words of one name, at most
_LONGEST = 120  # characters of a word that can still be (part of) a name


class Token:
    """A word, a number or a mark, with its place in the text.

    ``cap``: a word that begins like a name. ``first``: where a sentence may begin, so that the capital
    tells nothing. ``low``: the word in lower case. ``key``: the word folded.
    """

    __slots__ = ("_key", "cap", "end", "first", "low", "start", "text", "word")

    def __init__(self, text: str, start: int, word: bool, cap: bool, first: bool) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.word = word
        self.cap = cap
        self.first = first
        self.low = text.lower()
        self._key: str | None = None

    @property
    def key(self) -> str:
        """The form under which the word is looked up (see ``gazetteer.key``)."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

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
    found = []
    at = 0
    pointed = _POINTED.search(text) is not None
    for raw in text.split("\n"):
        if raw and not raw.isspace():
            tokens = _tokens(raw, at, pointed=pointed)
            if tokens:
                found.append(Line(tokens, _style(tokens, headline)))
        at += len(raw) + 1
    return found


def _tokens(raw: str, offset: int, *, pointed: bool) -> list[Token]:
    tokens: list[Token] = []
    first = True
    end = 0
    point = -1  # position of a point that an abbreviation has taken
    for match in _TOKEN.finditer(raw):
        text = match.group()
        if match.start() == point:
            continue
        start = match.start() + offset
        gap = raw[end : match.start()]
        end = match.end()
        if len(gap) > _GAP or "\t" in gap:
            first = True  # the next column of a table
        kind = match.lastgroup
        if kind == "mark":
            tokens.append(Token(text, start, False, False, False))
            if text[0] in _ENDS or text == ":":
                first = True
            elif text in _OPENS:
                # Words after an opening quotation mark begin a sentence of their own.
                first = first or text != "["
            elif text in "-–—•*>|" and len(tokens) == 1:
                first = True
            continue
        if kind == "web" or len(text) > _LONGEST:
            tokens.append(Token(text, start, False, False, False))
            first = False
            continue
        possessive = ""
        if text[-2:] in _POSSESSIVE and len(text) > 2:
            possessive = text[-2:] if text[-2] in "'’" else ""
            text = text.removesuffix(possessive) if possessive else text
        stop = match.start() + len(text)
        if not possessive and raw[stop : stop + 1] == "." and _takes_point(text, pointed=pointed):
            text += "."
            point = stop
        letter = text[0].isupper() or (text[0].isalpha() and text != text.lower())
        cap = letter or _NUMBERED.fullmatch(text) is not None
        tokens.append(Token(text, start, True, cap, first))
        first = False
        if possessive:
            tokens.append(Token(possessive, start + len(text), False, False, False))
    return tokens


def _takes_point(word: str, *, pointed: bool) -> bool:
    if len(word) == 1:
        return word.isupper()
    low = word.lower()
    return word[0].isupper() and low in lex.WITH_POINT and (pointed or low not in _FIRMS)


def _style(tokens: list[Token], headline: bool) -> Style:
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
