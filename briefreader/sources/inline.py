"""Running text of Markdown: its marks become spans, its HTML goes."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefreader.model import Markup, MarkupKind
from briefreader.sources.rendered import Inline
from briefreader.sources.vocabulary import words
from briefreader.text import clean, clean_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPANS: dict[str, MarkupKind] = {"strong": "strong", "em": "emphasis", "link": "link"}
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})[^<>]{0,4000}>|<[!?/][^<>]{0,4000}>")
_UNSEEN = re.compile(r"<(script|style|template|noscript|iframe)\b", re.IGNORECASE)
_LINE_TAGS = words(
    """
    address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
_RUN = re.compile(r"[ \t\n]{2,}")
_BLANKS = re.compile(r"[^\S\n]+")


def inline(tokens: Iterable[Token]) -> Inline:
    """Return the text of ``tokens`` (the children of an inline token), clean, with the spans in it."""
    writer = _Writer()
    for token in tokens:
        writer.take(token)
    return writer.finish()


def without_tags(source: str) -> str:
    """Return the text of a piece of HTML, clean: tags, comments and scripts gone, entities read."""
    pieces: list[str] = []
    at = 0
    while (opening := source.find("<", at)) >= 0:
        pieces.append(source[at:opening])
        if source.startswith("<!--", opening):
            end = source.find("-->", opening + 4)
            at = len(source) if end < 0 else end + 3
        elif unseen := _UNSEEN.match(source, opening):
            end = source.lower().find(f"</{unseen.group(1).lower()}", opening)
            close = source.find(">", end) if end >= 0 else -1
            at = len(source) if close < 0 else close + 1
        elif tag := _TAG.match(source, opening):
            pieces.append("\n" if (tag.group(1) or "").lower() in _LINE_TAGS else "")
            at = tag.end()
        else:
            pieces.append("<")
            at = opening + 1
    pieces.append(source[at:])
    lines = (_BLANKS.sub(" ", line).strip() for line in clean(html.unescape("".join(pieces))).split("\n"))
    return "\n".join(line for line in lines if line)


class _Writer:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self._marks: list[Markup] = []
        self._open: list[tuple[str, int, str]] = []
        self._unseen = ""
        self._soft = False

    def take(self, token: Token) -> None:
        if token.type == "html_inline":
            self._html(token.content)
        elif self._unseen:
            return
        elif token.type == "text":
            self._write(_RUN.sub(" ", clean(token.content)))
        elif token.type == "softbreak":
            self._soft = True
        elif token.type == "hardbreak":
            self._break()
        elif token.type == "code_inline":
            self._write(token.content)
        elif token.type == "image":
            self._write(inline(token.children or ()).text.replace("\n", " "))
        elif token.nesting == 1:
            href = token.attrGet("href") if token.type == "link_open" else ""
            self._flush_soft("a")
            self._open.append((token.type.removesuffix("_open"), self._length, clean_line(str(href or ""))))
        elif token.nesting == -1 and self._open:
            name, start, value = self._open.pop()
            if kind := _SPANS.get(name):
                self._mark(start, kind, value)

    def finish(self) -> Inline:
        text = "".join(self._parts)
        end = len(text.rstrip())
        marks = [
            mark if mark.end <= end else Markup(mark.start, end, mark.kind, mark.value)
            for mark in self._marks
            if mark.start < end
        ]
        return Inline(text[:end], marks)

    def _html(self, source: str) -> None:
        name = source.strip("</> \n").split(None, 1)[0].lower() if source.strip("</> \n") else ""
        if self._unseen:
            if source.startswith("</") and name == self._unseen:
                self._unseen = ""
        elif name in ("script", "style") and not source.startswith("</"):
            self._unseen = name
        elif name == "br":
            self._break()

    def _break(self) -> None:
        self._soft = False
        if self._last != "\n":
            self._append("\n")

    def _write(self, raw: str) -> None:
        """Write ``raw`` as clean text on the current line."""
        text = clean(raw).replace("\n", " ").replace("\t", " ")
        self._flush_soft(text)
        if self._last in "\n ":
            text = text.lstrip(" ")
        self._append(text)

    def _flush_soft(self, text: str) -> None:
        if self._soft and text:
            self._soft = False
            # Chinese and Japanese have no blanks that a line end could stand for.
            if self._last not in "\n " and not (_is_wide(self._last) and _is_wide(text[0])):
                self._append(" ")

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _mark(self, start: int, kind: MarkupKind, value: str) -> None:
        if self._length > start:
            self._marks.append(Markup(start, self._length, kind, value))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"
