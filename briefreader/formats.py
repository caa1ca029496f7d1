"""A report as a JSON record and as plain text: what leaves the program for the next one."""

from __future__ import annotations

import re
import textwrap

from briefreader.dating import in_use, written
from briefreader.model import Article, Span

MEASURE = 80
_BULLET = re.compile(r"^\s*(?:•|\d+[.)])\s*")


def record(article: Article) -> dict[str, object]:
    """Return the fields of a report for JSON, ``published`` in ISO 8601."""
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": article.published and article.published.isoformat(),
        "source": article.source,
        "section": article.section,
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
        "path": article.path,
    }


def plain(article: Article, width: int | None) -> str:
    """Return a report to read: headline, where and when, then the text.

    ``width`` is that of a terminal, and lines are wrapped to it; None leaves paragraphs whole.
    """
    body = article.text
    if width is not None:
        measure = max(20, min(width, MEASURE))
        verbatim = [(m.start, m.end) for m in article.markup if m.kind in ("table", "code")]
        wrapped = [
            body[start:end]
            if any(first <= start < last for first, last in verbatim)
            else _wrapped(body[start:end], measure)
            for start, end in lines(body)
        ]
        body = "\n".join(wrapped)
    when = _when(article, "iso" if width is None else in_use() or "iso")
    about = [part for part in (article.source, when, article.section) if part]
    head = [article.title, " · ".join(about), article.byline, article.url]
    return "\n".join(line for line in head if line) + "\n\n" + body


def lines(text: str) -> list[Span]:
    """Return the spans of the lines of ``text``, their ends left out."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _wrapped(line: str, measure: int) -> str:
    indent = len(line) - len(line.lstrip())
    bullet = _BULLET.match(line)
    return textwrap.fill(
        line.strip(),
        measure,
        initial_indent=" " * indent,
        subsequent_indent=" " * (bullet.end() if bullet else indent),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _when(article: Article, pattern: str) -> str:
    if article.published is None:
        return "undated"
    day = written(article.published, pattern)
    # Midnight stands for a date without a time of day.
    return f"{day} {article.published:%H:%M}" if article.published.hour or article.published.minute else day
