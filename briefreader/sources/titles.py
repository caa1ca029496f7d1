"""Titles for texts that come without one."""

from __future__ import annotations

from briefreader.text import clean_line, fold, sentences, tokens

LONGEST = 200
_MADE = 120


def headline_from(text: str) -> str:
    """Return the first line of ``text`` as its title; of a line too long for one, its first sentence."""
    line = next((line for line in text.split("\n", 200) if line.strip()), text)
    title = clean_line(line[: 50 * LONGEST])
    return title if len(title) <= LONGEST else title_of_paragraph(title)


def title_of_paragraph(paragraph: str) -> str:
    """Return the first sentence of ``paragraph``, cut at a word where it is long, as a title."""
    line = clean_line(paragraph[: 50 * LONGEST])
    spans = sentences(line)
    first = line[slice(*spans[0])] if spans else line
    if len(first) > _MADE:
        cut = first[: _MADE + 1].rsplit(None, 1)[0] if " " in first[:_MADE] else first[:_MADE]
        return cut.rstrip(" ,;:\u2013\u2014-(") + "\u2026"
    return first[:-1] if first.endswith(".") and not first.endswith("..") and first.count(".") == 1 else first


def words_of(title: str) -> list[str]:
    """Return the words by which a title is known to be another one's repetition."""
    return [fold(word) for word, _, _ in tokens(title)]
