"""The passage of a report that shows best why it was found."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader import text
from briefreader.model import Span
from briefreader.search.language import Parsed
from briefreader.search.marks import Hit, Marks, spans_of

ELLIPSIS = "\u2026"

_ODD_SPACE = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f"
_REPEATED = 0.15
_NEARNESS = 0.5
_MOST_LOOKED_AT = 200_000
_BEGINNING = 400
"""Characters in which words of one or two letters that are known are sought first: they stand everywhere."""
_WRITTEN = 40
"""Characters within which what is written together with a word ends; where none ends so, none is cut so."""

Snippet = tuple[str, tuple[Span, ...]]
"""A passage on one line, and the hits in it."""

Shown = tuple[str, tuple[Span, ...], tuple[Span, ...]]
"""A passage on one line, the hits in it, and those in the title."""


def snippet(article_text: str, query: Parsed, size: int) -> Snippet:
    """Return the best passage of a text, about ``size`` characters on one line, and the hits in it.

    Best is where the most of the query's different words stand nearest to each other; the beginning
    where none stands. A passage starts with its sentence where there is room, is cut between words
    (inside one only where it is longer than ``size``), and an ellipsis stands for what is left out at
    either end, beyond ``size``.
    """
    return snippets([article_text], query, size)[0]


def snippets(texts: Sequence[str], query: Parsed, size: int) -> list[Snippet]:
    """Return what ``snippet`` does, for each of several texts."""
    return [found[:2] for found in shown([("", written) for written in texts], query, size)]


def shown(reports: Sequence[tuple[str, str]], query: Parsed, size: int) -> list[Shown]:
    """Return what ``snippet`` does, and the hits in the title, for reports given by title and text."""
    size, marks = max(1, size), query.marks
    lines = [_line(written[:_MOST_LOOKED_AT]) for _, written in reports]
    is_cut = [len(written) > _MOST_LOOKED_AT for _, written in reports]
    titles = [title for title, _ in reports]
    # All at once: looking for words in forty lines costs little more than in one.
    if marks.telling is marks:
        hits = marks.hits_in([*lines, *titles])
        cuts = [
            cut(line, inside, size, False, more)
            for line, inside, more in zip(lines, hits, is_cut, strict=False)
        ]
    else:
        telling = marks.telling.hits_in(lines)
        passages = [
            cut(line, inside, size, False, more)[0] if inside else line[: _edge(line, size)]
            for line, inside, more in zip(lines, telling, is_cut, strict=True)
        ]
        hits = marks.hits_in([*passages, *titles])
        cuts = [(passage, spans_of(inside)) for passage, inside in zip(passages, hits, strict=False)]
        others = [number for number, inside in enumerate(telling) if not inside]
        early = [(lines[number], hits[number], is_cut[number]) for number in others]
        for number, snippet in zip(others, _early(marks, early, size), strict=True):
            cuts[number] = snippet
    in_titles = map(spans_of, hits[len(lines) :])
    return [(*passage, in_title) for passage, in_title in zip(cuts, in_titles, strict=True)]


def _early(marks: Marks, lines: Sequence[tuple[str, list[Hit], bool]], size: int) -> list[Snippet]:
    """Return the beginning of each line if there are hits in it, else the best passage.

    Lines come with the hits before their ``_edge``, and whether they are only a part of the text.
    """
    found = [cut(line, [], size, False, more) for line, _, more in lines]
    further: list[int] = []
    for number, (_, hits, _) in enumerate(lines):
        passage = found[number][0]
        end = len(passage.removesuffix(ELLIPSIS))
        if hits and hits[0][1] <= end:
            found[number] = passage, spans_of([hit for hit in hits if hit[1] <= end])
        else:
            further.append(number)
    late = [n for n in further if not lines[n][1]]
    chosen = dict(zip(late, marks.hits_in([lines[n][0] for n in late]), strict=True))
    for number in further:
        line, hits, more = lines[number]
        found[number] = cut(line, chosen.get(number, hits), size, False, more)
    # What is beyond the edge has not been looked at yet.
    for number, inside in zip(further, marks.hits_in([found[n][0] for n in further]), strict=True):
        found[number] = found[number][0], spans_of(inside)
    return found


def _edge(line: str, size: int) -> int:
    """Return where the beginning of a line ends: behind a word, and what the first passage may need."""
    most = max(_BEGINNING, size + _WRITTEN)
    return len(line) if len(line) <= most else max(0, line.rfind(" ", 0, most))


def _line(written: str) -> str:
    """Return a text with each row of white space as one blank."""
    if not written.isascii() or any(map(written.__contains__, _ODD_SPACE)):
        return " ".join(written.split())
    line = written.replace("\n", " ")
    while "  " in line:
        line = line.replace("  ", " ")
    return line.strip(" ")


def cut(
    line: str,
    hits: list[Hit],
    size: int,
    more_before: bool,
    more_after: bool,
    chosen: Span | None = None,
) -> Snippet:
    """Return the best passage of a line as ``snippet`` does, given the hits in it.

    ``more_before`` and ``more_after`` say whether the line is only a part of the text; ``chosen`` is
    where the hits of the best passage stand, if that is known.
    """
    if len(line) <= size and not (more_before or more_after):
        start, end = 0, len(line)
    else:
        start, end = _place(line, chosen or (best(hits, size) if hits else None), size)
    before = ELLIPSIS if start or more_before else ""
    after = ELLIPSIS if end < len(line) or more_after else ""
    passage = before + line[start:end] + after
    shift = len(before) - start
    inside = [hit for hit in hits if hit[0] >= start and hit[1] <= end]
    return passage, spans_of(inside, shift)


def _place(line: str, chosen: Span | None, size: int) -> Span:
    """Return start and end of the passage to show: around what was chosen, else the beginning."""
    if chosen is None:
        return 0, _cut_end(line, 0, size)
    first, last = chosen
    # With the signs behind its last word, or that would be cut off with them.
    blank = line.find(" ", last, last + _WRITTEN)
    last = blank if blank >= 0 else len(line) if len(line) <= last + _WRITTEN else last
    if last - first >= size:
        return first, _cut_end(line, first, size)
    earliest = max(0, last - size - 1)
    start = earliest + text.last_sentence(line[earliest : first + 1])
    if last - start > size:
        # Room for the hits and something on both sides of them.
        start = _word_start(line, first, max(0, first - (size - (last - first)) // 2), last - size)
    end = _cut_end(line, start, size)
    if end == len(line):
        # The end of the report: what room is left goes to the front.
        start = _word_start(line, start, max(0, end - size), max(0, end - size))
    return start, end


def best(hits: list[Hit], size: int) -> Span:
    """Return the span of the best passage, from its first hit to the last that is not a repetition."""
    chosen = hits[0][:2]
    if len(hits) == 1:
        return chosen
    heaviest: dict[int, float] = {}
    for _, _, mark in hits:
        if mark.weight > heaviest.get(mark.clause, 0.0):
            heaviest[mark.clause] = mark.weight
    most = sum(heaviest.values()) + (_NEARNESS * len(heaviest) if len(heaviest) > 1 else 0.0)
    most_repeated = _REPEATED * max(heaviest.values())
    best = -1.0
    beyond = 0
    for i, (start, _, _) in enumerate(hits):
        while beyond < len(hits) and hits[beyond][0] <= start + size:
            beyond += 1
        if most + min(1.0, most_repeated * (beyond - i - 1)) <= best:
            continue  # So few hits cannot make a better passage.
        weights: dict[int, float] = {}
        repeated = 0.0
        nearest = start
        for _, end, mark in hits[i:beyond]:
            if end > start + size and weights:
                continue
            weight = mark.weight
            if weight > weights.get(mark.clause, 0.0):
                weights[mark.clause] = weight
                nearest = max(nearest, end)
            else:
                repeated += weight
        score = sum(weights.values()) + min(1.0, _REPEATED * repeated)
        if len(weights) > 1:
            score += _NEARNESS * len(weights) * (1 - min(1.0, (nearest - start) / size))
        # The first of equals: reports say early what they are about.
        if score > best:
            best = score
            chosen = (start, nearest)
    return chosen


def _word_start(line: str, latest: int, wanted: int, earliest: int) -> int:
    """Return the start of a word at or after ``wanted`` and not after ``latest``."""
    at = max(wanted, earliest, 0)
    if at == 0 or line[at - 1] == " ":
        return at
    blank = line.find(" ", at, latest)
    return blank + 1 if blank >= 0 else latest


def _cut_end(line: str, start: int, size: int) -> int:
    """Return the end of the last word that ends within ``size`` characters of ``start``."""
    end = start + size
    if end >= len(line):
        return len(line)
    blank = line.rfind(" ", start, end + 1)
    return blank if blank > start else end
