"""Where a caret goes: motions over the ground, and the objects that a selection takes in, as in vi."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from briefreader.model import Span
from briefreader.tui.ground import Ground

Motion = Callable[[Ground, int, int | None], int]
"""From a place, with the count that was typed or None, to a place."""

_CHARACTERS_AT_MOST = 10_000
"""Steps of a character at one key, whatever the count."""


def right(ground: Ground, place: int, count: int | None) -> int:
    """Go so many characters to the right, at most to the end of the paragraph."""
    limit = inner(ground.paragraphs, place)[1]
    for _ in range(min(count or 1, _CHARACTERS_AT_MOST)):
        further = ground.next_shown(ground.character(place)[1])
        if not place < further < limit:
            break
        place = further
    return place


def left(ground: Ground, place: int, count: int | None) -> int:
    """Go so many characters to the left, at most to the beginning of the paragraph."""
    limit = inner(ground.paragraphs, place)[0]
    for _ in range(min(count or 1, _CHARACTERS_AT_MOST)):
        nearer = ground.character(ground.shown(place - 1))[0] if place else 0
        if not limit <= nearer < place:
            break
        place = nearer
    return place


def word(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the next word."""
    return _forward(ground, ground.words, place, count)


def word_back(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the word, or of the one before."""
    return _backward(ground, ground.words, place, count)


def word_end(ground: Ground, place: int, count: int | None) -> int:
    """Go to the end of the word, or of the next one."""
    words = ground.words
    ends = [ground.character(end - 1)[0] for _, end in words[_near(words, place) :][: (count or 1) + 2]]
    after = [end for end in ends if end > place]
    return after[min(count or 1, len(after)) - 1] if after else _last(ground)


def sentence(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the next sentence."""
    return _forward(ground, ground.sentences, place, count)


def sentence_back(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the sentence, or of the one before."""
    return _backward(ground, ground.sentences, place, count)


def paragraph(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the next paragraph."""
    return _forward(ground, ground.paragraphs, place, count)


def paragraph_back(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the paragraph, or of the one before."""
    return _backward(ground, ground.paragraphs, place, count)


def line_start(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning of the line."""
    return ground.rows[ground.row_of(place)].start


def line_end(ground: Ground, place: int, count: int | None) -> int:
    """Go to the end of the line; with a count, of so many lines counting this one."""
    return ground.last_of(min(ground.row_of(place) + (count or 1) - 1, len(ground.rows) - 1))


def top(ground: Ground, place: int, count: int | None) -> int:
    """Go to the beginning; with a count, to the line of that number."""
    return ground.rows[min(count or 1, len(ground.rows)) - 1].start


def bottom(ground: Ground, place: int, count: int | None) -> int:
    """Go to the end; with a count, to the line of that number."""
    return top(ground, place, count) if count else _last(ground)


MOTIONS: Mapping[str, Motion] = {
    "caret-left": left,
    "caret-right": right,
    "caret-step-left": left,
    "caret-step-right": right,
    "caret-word": word,
    "caret-word-back": word_back,
    "caret-word-end": word_end,
    "caret-sentence": sentence,
    "caret-sentence-back": sentence_back,
    "caret-paragraph": paragraph,
    "caret-paragraph-back": paragraph_back,
    "caret-line-start": line_start,
    "caret-line-end": line_end,
    "caret-top": top,
    "caret-bottom": bottom,
}
"""The motions by action id; those by lines keep their column and are the caret's own."""


def inner(spans: Sequence[Span], place: int) -> Span:
    """Return the word, sentence or paragraph at a place; between two, the one after."""
    at = _near(spans, place)
    return spans[at] if spans else (place, place)


def around(ground: Ground, spans: Sequence[Span], place: int) -> Span:
    """Return the object at a place with the blanks after it, or those before where there are none after."""
    start, end = inner(spans, place)
    text = ground.text
    after = len(text[end:]) - len(text[end:].lstrip(" \n\t"))
    if after and end + after < len(text):
        return start, end + after
    return len(text[:start].rstrip(" \n\t")), end


def _near(spans: Sequence[Span], place: int) -> int:
    """Return the index of the span at a place, or of the first after it, or the last."""
    at = bisect_right(spans, place, key=lambda span: span[1])
    return min(at, len(spans) - 1)


def _forward(ground: Ground, spans: Sequence[Span], place: int, count: int | None) -> int:
    at = bisect_right(spans, place, key=lambda span: span[0]) + (count or 1) - 1
    return ground.next_shown(spans[at][0]) if at < len(spans) else _last(ground)


def _backward(ground: Ground, spans: Sequence[Span], place: int, count: int | None) -> int:
    at = bisect_left(spans, place, key=lambda span: span[0]) - (count or 1)
    return ground.next_shown(spans[max(0, at)][0]) if spans else place


def _last(ground: Ground) -> int:
    return ground.last_of(len(ground.rows) - 1)
