"""Lines that were broken to fit a width, joined again: a name that was broken with them is one name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefreader.entities.gazetteer import Gazetteer
from briefreader.entities.tokens import Line, Token, name_key, style_of

_WIDEST = 120
_NARROWEST = 30
"""Characters of the widest line of a paragraph that was broken to fit a width."""

_MOSTLY = 0.75  # of the lines that go on in the next: so many are as long as they can be
_KNOWN_BEFORE = 5
_RAGGED = 0.7  # of the width: where a line written by hand can break
_ENDS = frozenset(".!?…:;")
_CLOSES = frozenset("\"”’'»)]")


def joined(text: str, lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """Return the lines of ``text`` with those as one that are one sentence over several lines.

    Where the next line begins in lower case a sentence goes on. Where it begins with a capital it does if
    the lines around are broken where the next word had not fitted, or if a known name stands across. Lists,
    tables and headlines stay as they are.
    """
    found: list[Line] = []
    for block in _blocks(text, lines):
        wrapped = _is_wrapped(block)
        width = max(map(_width, block))
        pending = block[0]
        for before, line in pairwise(block):
            if _goes_on(before, line) and (
                (wrapped and _is_full(before, line, width)) or _known(before, line, gazetteer)
            ):
                line.tokens[0].first = False
                tokens = pending.tokens + line.tokens
                pending = Line(tokens, style_of(tokens, headline=False))
            else:
                found.append(pending)
                pending = line
        found.append(pending)
    return found


def _blocks(text: str, lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines in stretches without an empty line between them."""
    block: list[Line] = []
    for line in lines:
        if block and text.count("\n", block[-1].tokens[-1].end, line.tokens[0].start) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _width(line: Line) -> int:
    return line.tokens[-1].end - line.tokens[0].start


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence can go on from one line to the next."""
    return "caps" not in (before.style, line.style) and not _ended(before.tokens)


def _ended(tokens: list[Token]) -> bool:
    for token in reversed(tokens):
        if token.text[0] not in _CLOSES:
            return token.text in _ENDS
    return True


def _continues(line: Line) -> bool:
    token = line.tokens[0]
    return token.word and not token.cap and token.text[0].isalpha()


def _is_full(before: Line, line: Line, width: int) -> bool:
    if _continues(line) and _width(before) >= _RAGGED * width:
        return True
    return _width(before) + 1 + len(line.tokens[0].text) > width


def _is_wrapped(block: list[Line]) -> bool:
    """Whether the lines of a paragraph are broken to fit a width."""
    width = max(map(_width, block))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    going_on = [(before, line) for before, line in pairwise(block) if _goes_on(before, line)]
    full = [_is_full(before, line, width) for before, line in going_on]
    if any(_continues(line) for _, line in going_on):
        return sum(full) >= _MOSTLY * len(full)
    # No line begins in lower case, by chance or because it is a list of headlines.
    return all(full) and _ended(block[-1].tokens)


def _known(before: Line, line: Line, gazetteer: Gazetteer) -> bool:
    """Whether a known name begins at the end of one line and ends in the next."""
    if "title" in (before.style, line.style):
        return False
    ends = before.tokens[-_KNOWN_BEFORE:]
    for start, token in enumerate(ends):
        most = gazetteer.longest.get(token.key, 0) if token.cap else 0
        for size in range(len(ends) - start + 1, most + 1):
            name = ends[start:] + line.tokens[: size - (len(ends) - start)]
            if name[-1].cap and all(each.word for each in name) and gazetteer.knows(name_key(name)):
                return True
    return False
