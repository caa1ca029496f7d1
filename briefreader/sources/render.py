"""Markdown's blocks as text that reads well, with their structure as spans over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from briefreader.model import Markup, MarkupKind
from briefreader.sources.inline import inline, without_tags
from briefreader.sources.rendered import Inline, Rendered
from briefreader.sources.table import Alignment, table
from briefreader.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = "* * *"
_TAB = 4


def render(tokens: Sequence[Token]) -> tuple[str, tuple[Markup, ...]]:
    """Return the text that ``tokens`` of markdown-it show, and its structure in offsets of that text."""
    renderer = _Renderer()
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            renderer.opening(token, tokens, at)
        elif token.nesting == -1:
            renderer.closing(token)
        else:
            renderer.leaf(token)
    return renderer.out.finish()


class _Renderer:
    def __init__(self) -> None:
        self.out = Rendered()
        self._tight: list[bool] = []
        self._first_is_tight: bool | None = None
        self._next_number: list[int | None] = []
        self._quotes = 0
        self._heading = ""
        self._rows: list[list[Inline]] | None = None
        self._alignments: list[Alignment] = []

    def opening(self, token: Token, tokens: Sequence[Token], at: int) -> None:
        match token.type:
            case "heading_open":
                self._heading = token.tag[1:]
            case "blockquote_open":
                self._quotes += 1
                self.out.open("quote", str(self._quotes))
            case "bullet_list_open" | "ordered_list_open":
                self._first_is_tight = self._is_tight()
                self._tight.append(_is_tight_list(tokens, at))
                self._next_number.append(int(token.attrGet("start") or 1) if token.type[0] == "o" else None)
            case "list_item_open":
                self.out.open("item", str(len(self._tight)), self._marker())
            case "table_open":
                self._rows, self._alignments = [], []
            case "tr_open" if self._rows is not None:
                self._rows.append([])
            case "th_open":
                style = str(token.attrGet("style") or "")
                self._alignments.append(cast(Alignment, style.removeprefix("text-align:") or "left"))

    def closing(self, token: Token) -> None:
        match token.type:
            case "heading_close":
                self._heading = ""
            case "blockquote_close":
                self._quotes -= 1
                self.out.close()
            case "bullet_list_close" | "ordered_list_close":
                self._tight.pop()
                self._next_number.pop()
                self._first_is_tight = None
            case "list_item_close":
                self.out.close()
            case "table_close" if self._rows:
                self._block(table(self._rows, self._alignments), "table")
                self._rows = None

    def leaf(self, token: Token) -> None:
        match token.type:
            case "inline":
                content = inline(token.children or ())
                if self._rows:
                    self._rows[-1].append(_on_one_line(content))
                elif content.text:
                    self._block(content, "heading" if self._heading else None, self._heading)
            case "fence" | "code_block":
                code = clean(token.content).rstrip("\n").expandtabs(_TAB)
                if code.strip():
                    self._block(Inline(code), "code")
            case "hr":
                self._block(Inline(_BREAK), "rule")
            case "html_block":
                for line in without_tags(token.content).split("\n"):
                    if line:
                        self._block(Inline(line))

    def _marker(self) -> str:
        number = self._next_number[-1]
        if number is None:
            return "\u2022 "
        self._next_number[-1] = number + 1
        return f"{number}. "

    def _is_tight(self) -> bool:
        return bool(self._tight) and self._tight[-1]

    def _block(self, content: Inline, kind: MarkupKind | None = None, value: str = "") -> None:
        tight = self._is_tight() if self._first_is_tight is None else self._first_is_tight
        self._first_is_tight = None
        self.out.block(content, kind, value, tight=tight)


def _is_tight_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether the items of the list that opens at ``at`` follow one another without blank lines."""
    level = tokens[at].level
    for token in tokens[at + 1 :]:
        if token.level == level and token.nesting == -1:
            break
        if token.type == "paragraph_open" and token.level == level + 2:
            return token.hidden
    return True


def _on_one_line(content: Inline) -> Inline:
    return Inline(content.text.replace("\n", " "), content.marks)
