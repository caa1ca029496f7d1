"""Markdown reports: front matter as fields, the body as rendered text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from briefreader.limits import Limits, size
from briefreader.model import Article
from briefreader.sources.complaints import Complaints
from briefreader.sources.fields import Fields, read_fields
from briefreader.sources.headers import read_header
from briefreader.sources.render import render
from briefreader.sources.tails import is_anywhere, is_tail
from briefreader.sources.titles import headline_from, words_of
from briefreader.text import clean_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Block = list["Token"]

# Lists and quotations nested deeper than this are read by nobody, and parsing them is recursive.
_NESTING = 20
_UNCLOSED = re.compile(r"---[ \t]*\n((?:[A-Za-z][\w -]*:[^\n]*\n)+)(?=\n)")
_SIMPLE = re.compile(r"^([A-Za-z][\w -]*):[ \t]+([^\s\"'\[\]{}>|*&!%#@`][^\n]*)", re.MULTILINE)
_HEADER_BLOCKS = 3
_LINE = 500


def read_markdown(
    text: str, path: str, folder: str | None, complain: Complaints, limits: Limits
) -> Iterator[Article]:
    """Yield the report in ``text`` (Markdown, clean), if there is one.

    ``folder`` serves as its source when the front matter names none. Front matter that is no YAML
    goes to ``complain``, and the report is read all the same.
    """
    text = text.lstrip("\n")
    if (unclosed := _UNCLOSED.match(text)) and "\n---" not in text[4:] and "\n..." not in text[4:]:
        complain("its front matter is not closed with ---, read up to the first blank line")
        text = f"---\n{unclosed.group(1)}---\n{text[unclosed.end() :]}"
    try:
        blocks = _blocks(_parser().parse(text))
    except RecursionError:
        complain("nested too deeply")
        return
    fields = Fields()
    if blocks and blocks[0][0].type == "front_matter":
        fields = _front_matter(blocks.pop(0)[0].content, complain, limits)
    if not fields.title:
        fields.title = _take_title(blocks)
    elif blocks and (heading := _heading(blocks[0])) and words_of(heading) == words_of(fields.title):
        del blocks[0]
    _take_header(blocks, fields)
    blocks = [block for block in blocks if not is_anywhere(_line(block))]
    while blocks and is_tail(_line(blocks[-1])):
        blocks.pop()
    body, markup = render([token for block in blocks for token in block])
    if not body.strip():
        complain("has a title and no text" if fields.title else "holds no text")
        return
    yield Article(
        id="",
        title=fields.title or headline_from(body),
        text=body,
        published=fields.published,
        source=fields.source or folder,
        section=fields.section,
        byline=fields.byline,
        url=fields.url,
        language=fields.language,
        path=path,
        markup=markup,
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin)


def _blocks(tokens: list[Token]) -> list[Block]:
    """Return ``tokens`` parted into blocks of the top level."""
    blocks: list[Block] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks


def _front_matter(source: str, complain: Complaints, limits: Limits) -> Fields:
    if len(source) > limits.front_matter_chars:
        complain(f"its front matter is larger than {size(limits.front_matter_chars)}, left out")
        return Fields()
    import yaml

    try:
        # Every value as the text that it is: no dates that cannot be, no "No" that is False, no
        # objects, and nothing that merging could blow up.
        loaded = yaml.load(source, yaml.BaseLoader)
        if not isinstance(loaded, dict) and loaded:
            complain("its front matter is no list of fields, left out")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        complain(f"its front matter is not YAML: {_yaml_problem(error)}")
        loaded = dict(_SIMPLE.findall(source))
    if not isinstance(loaded, dict):
        return Fields()
    record = {str(k).lower(): None if v in ("", "~", "null") else v for k, v in loaded.items()}
    fields = read_fields(record)
    for _, problem in fields.problems:
        complain(problem)
    return fields


def _yaml_problem(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = clean_line(getattr(error, "problem", None) or "cannot be read")
    return f"{problem}, line {mark.line + 2}" if mark else problem


def _take_title(blocks: list[Block]) -> str | None:
    """Remove and return the title: the first heading of the first level, or one that opens the report."""
    for at, block in enumerate(blocks):
        title = _heading(block)
        if title and (block[0].tag == "h1" or at == 0):
            del blocks[at]
            return title
    return None


def _take_header(blocks: list[Block], fields: Fields) -> None:
    """Remove a byline or a date that stands above the text as a paragraph of its own."""
    for block in blocks[:_HEADER_BLOCKS]:
        if block[0].type != "paragraph_open":
            return
        lines = [clean_line(line.strip("*_ ")) for line in block[1].content.split("\n")]
        found = [
            header for line in lines if (header := read_header(line)) and (header.moment or header.byline)
        ]
        if len(found) < len(lines):
            return
        for header in found:
            fields.published = fields.published or header.published
            fields.byline = fields.byline or header.byline
        blocks.remove(block)


def _heading(block: Block) -> str | None:
    return clean_line(_shown(block)) if block[0].type == "heading_open" else None


def _line(block: Block) -> str:
    """Return the text of a paragraph short enough to be something the site added; else nothing."""
    is_short = block[0].type == "paragraph_open" and len(block[1].content) <= _LINE
    return clean_line(_shown(block)) if is_short else ""


def _shown(block: Block) -> str:
    return render(block)[0]
