"""Lines to paragraphs, whether blank lines part them or not, and broken at a column or not."""

from __future__ import annotations

import re
from itertools import pairwise

from briefreader.sources.vocabulary import words

_NARROW, _WIDE = 40, 100
_SAMPLE = 2000
_SHORT = 60
_SLACK = 2
# The share of lines that end where the next word would not have fitted: with blank lines between
# the paragraphs nearly all, without them all but the last ones of paragraphs.
_TIGHT = (0.8, 0.6)
_BULLET = re.compile(
    r"(?:[\u2022\u2023\u25aa\u25cf\u25e6\u00b7*\u2013\u2014-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S"
)
_SURE_BULLETS = "\u2022\u2023\u25aa\u25cf\u25e6*-"
_COLUMNS = re.compile(r"\S(?: {3,}|[ ]?\t+)\S")
_RUN = re.compile(r"[ \t]{2,}|\t")
_SENTENCE_END = re.compile(r"[.!?\u2026:;\u3002\uff01\uff1f\u061f\u06d4][\"'\u201d\u2019\u00bb)\]]*$")
_OPEN_HYPHEN = re.compile(r"\w[-\u2010]$")
_AFTER_OPEN_HYPHEN = words("and or to und oder et ou y o bis")


def wrap_width(lines: list[str]) -> int | None:
    """Return the column at which the running text in ``lines`` was broken, or None where it was not.

    Broken lines end in the middle of sentences, begin the next with a small letter, and the word
    that begins the next would not have fitted.
    """
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(lines[:_SAMPLE]) if a.strip() and b.strip()]
    pairs = [(a, b) for a, b in pairs if _is_running_text(a, b)]
    if len(pairs) < 2:
        return None
    unfinished = sum(not _SENTENCE_END.search(a) for a, _ in pairs) / len(pairs)
    small = sum(b[0].islower() for _, b in pairs) / len(pairs)
    cased = any(b[0].islower() or b[0].isupper() for _, b in pairs)
    if unfinished < 0.5 or (cased and small < 0.25):
        return None
    widths = sorted({len(a) for a, _ in pairs if _NARROW <= len(a) <= _WIDE}, reverse=True)
    for share in _TIGHT:
        for width in widths:
            # A few lines stand out: a long address, a title that was not broken.
            within = [(a, b) for a, b in pairs if len(a) <= width]
            if len(pairs) - len(within) > max(2, len(pairs) // 5):
                break
            if sum(not _fits(a, b, width) for a, b in within) >= share * len(within):
                return width
    return None


def _is_running_text(line: str, following: str) -> bool:
    """Whether two lines can be of one paragraph: none of a header's, a list's or a table's."""
    if " " not in line or _BULLET.match(following) or _COLUMNS.search(line):
        return False
    return following[0].islower() or min(len(line), len(following)) >= _NARROW


def continues(line: str, following: str, width: int | None) -> bool:
    """Whether ``following`` is the same paragraph as the stripped ``line`` before it, broken at ``width``."""
    if width is None or not line or not following:
        return False
    if _BULLET.match(following) and (following[0] in _SURE_BULLETS or _SENTENCE_END.search(line)):
        return False
    if len(line) > width + _SLACK and " " in line:
        return False
    if not _fits(line, following, width - _SLACK):
        return True
    return following[0].islower() and len(line) > width // 2 and not _SENTENCE_END.search(line)


def join(lines: list[str]) -> str:
    """Return broken lines as one."""
    text = ""
    for line in lines:
        if (
            text and _OPEN_HYPHEN.search(text) and line.split(None, 1)[0].lower() not in _AFTER_OPEN_HYPHEN
        ) or (text and text[-1] == "\u2014" and text[-2:-1].isalnum()):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def assemble(lines: list[str], width: int | None) -> str:
    """Return the running text of ``lines``: a blank line between paragraphs, each on a line of its own.

    Lines of verse, lists and tables in a paragraph of their own keep their line ends.
    """
    blocks = _blocks(lines)
    parted = len(blocks) > 2 or (len(blocks) == 2 and all(len(b) < 3 for b in blocks))
    return "\n\n".join(part for block in blocks for part in _paragraphs(block, width, parted))


def _blocks(lines: list[str]) -> list[list[str]]:
    """Part ``lines`` at the blank ones."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _paragraphs(block: list[str], width: int | None, parted: bool) -> list[str]:
    """Return the paragraphs of a stretch without blank lines; ``parted`` tells that blank lines part them."""
    if len(block) > 1 and sum(_COLUMNS.search(line) is not None for line in block) * 2 > len(block):
        return ["\n".join(_without_margin(block))]
    made: list[str] = []
    group: list[str] = []
    before = ""
    indent = 0
    for line in (*block, None):
        text = line.strip() if line is not None else ""
        margin = len(line) - len(line.lstrip()) if line is not None else 0
        indented = margin > indent and len(group) > 1
        if group and line is not None and not indented and continues(group[-1], text, width):
            group.append(text)
            indent = margin
            continue
        if group:
            paragraph = _RUN.sub(" ", join(group))
            if made and parted and _keeps_line_end(before, group[0], width):
                made[-1] += "\n" + paragraph
            else:
                made.append(paragraph)
            before = group[-1]
        group = [text]
    return made


def _keeps_line_end(first: str, second: str, width: int | None) -> bool:
    """Whether two lines are items of a list or lines of verse rather than paragraphs."""
    if _BULLET.match(second):
        return len(second) <= 2 * _SHORT
    return (
        len(first) <= _SHORT and len(second) <= _SHORT and not (_SENTENCE_END.search(first) and width is None)
    )


def _without_margin(block: list[str]) -> list[str]:
    lines = [line.expandtabs() for line in block]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    return [line[margin:] for line in lines]


def _fits(line: str, following: str, width: int) -> bool:
    word = following.split(None, 1)[0]
    # A word may have been broken at its hyphen too.
    return len(line) + 1 + len(word.split("-", 1)[0]) + ("-" in word) <= width
