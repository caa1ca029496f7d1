"""A report written as Markdown, from its text and the structure that its source gave it."""

from __future__ import annotations

import re
from itertools import groupby

from briefreader.formats import lines, record
from briefreader.model import Article, Markup, Span

_FRONT_MATTER = ("title", "published", "source", "section", "byline", "url", "language")
_SPECIAL = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[\w/!?])|&(?=#?\w+;)")
_LINE_START = re.compile(r"#{1,6}(?=\s|$)|[-+>](?=\s|$)|[-=]{2,}\s*$|~~~|\d+(?=[.)]\s)")
_MARKER = re.compile(r"(\s*)(\u2022|\d+[.)])(?=\s|$)")
_DELIMITERS = {"strong": "**", "emphasis": "*"}
_COLUMN = re.compile("\u2500+")
_FENCE = "```"


def markdown(article: Article) -> str:
    """Return a report as Markdown with YAML front matter."""
    import yaml

    fields = record(article)
    front = yaml.safe_dump(
        {name: fields[name] for name in _FRONT_MATTER if fields[name] is not None},
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return f"---\n{front}---\n\n{_body(article)}\n"


def _body(article: Article) -> str:
    blocks = [mark for mark in article.markup if mark.kind not in ("strong", "emphasis", "link")]
    written: list[str] = []

    def verbatim(span: Span) -> Markup | None:
        around = [
            m for m in blocks if m.kind in ("table", "code") and m.start <= span[0] < max(m.end, m.start + 1)
        ]
        return around[0] if around else None

    for block, group in groupby(lines(article.text), verbatim):
        spans = list(group)
        if block is None:
            written += (_line(article, start, end, blocks) for start, end in spans)
        elif block.kind == "table":
            written += _table([article.text[start:end] for start, end in spans])
        else:
            written += [_FENCE, *(article.text[start:end] for start, end in spans), _FENCE]
    return "\n".join(written)


def _line(article: Article, start: int, end: int, blocks: list[Markup]) -> str:
    around = [mark for mark in blocks if mark.start <= start and end <= mark.end]
    quotes = "> " * sum(mark.kind == "quote" for mark in around)
    if start == end:
        return quotes.rstrip()
    kinds = {mark.kind: mark.value for mark in around}
    if "rule" in kinds:
        return f"{quotes}---"
    if "heading" in kinds:
        return f"{quotes}{'#' * int(kinds['heading'])} {_inline(article, start, end).strip()}"
    marker = _MARKER.match(article.text, start, end) if "item" in kinds else None
    if marker:
        bullet = "-" if marker.group(2) == "\u2022" else marker.group(2)
        return f"{quotes}{marker.group(1)}{bullet}{_inline(article, marker.end(), end)}"
    # Two blanks at its end keep a line from running into the next.
    goes_on = end + 1 < len(article.text) and article.text[end + 1] != "\n"
    return f"{quotes}{_inline(article, start, end)}{'  ' if goes_on and not kinds.get('item') else ''}"


def _inline(article: Article, start: int, end: int) -> str:
    """Return a stretch of one line with its emphasis and links, everything else as it reads."""
    inserts: list[tuple[int, int, str]] = []
    for number, mark in enumerate(article.markup):
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last or mark.kind not in ("strong", "emphasis", "link"):
            continue
        if mark.kind == "link":
            opening, closing = "[", f"](<{mark.value.replace('>', '%3E')}>)"
        else:
            opening = closing = _DELIMITERS[mark.kind]
        # At one place what was opened last is closed first, and closing comes before opening.
        inserts += [(first, number + 1, opening), (last, -number - 1, closing)]
    parts: list[str] = []
    at = start
    for place, _, token in sorted(inserts):
        parts += [escape(article.text[at:place], at == start), token]
        at = place
    return "".join([*parts, escape(article.text[at:end], at == start)])


def escape(text: str, at_line_start: bool = False) -> str:
    """Return a stretch of a line so that Markdown shows it as it stands."""
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    if at_line_start:
        body = text.lstrip()
        start = _LINE_START.match(body)
        if start:
            digits = start.end() if body[0].isdigit() else 0
            text = text[: len(text) - len(body)] + body[:digits] + "\\" + body[digits:]
    return text


def _table(rows: list[str]) -> list[str]:
    """Return the lines of a table of aligned columns as a Markdown table."""
    columns = [match.span() for match in _COLUMN.finditer(rows[1])] if len(rows) > 1 else []
    if columns:
        rows = rows[:1] + rows[2:]
    elif columns := _columns(rows):
        rows = ["", *rows]  # a table may have no header to show
    else:
        return [_FENCE, *rows, _FENCE]
    cells = [[row[start:end].ljust(end - start) for start, end in columns] for row in rows]
    written = ["| " + " | ".join(cell.strip().replace("|", "\\|") for cell in row) + " |" for row in cells]
    written.insert(1, "| " + " | ".join(_alignment(column) for column in zip(*cells, strict=True)) + " |")
    return written


def _columns(rows: list[str]) -> list[Span]:
    """Return the columns of rows without a rule: what gaps of two blanks or more part in all of them."""
    width = max(map(len, rows))
    filled = "".join("x" if any(row[at : at + 1].strip() for row in rows) else " " for at in range(width))
    return [match.span() for match in re.finditer(r"x(?:\s?x)*", filled)]


def _alignment(column: tuple[str, ...]) -> str:
    filled = [cell for cell in column if cell.strip()]
    starts_apart = any(cell.startswith(" ") for cell in filled)
    ends_apart = any(cell.endswith(" ") for cell in filled)
    if not starts_apart:
        return "---"
    return ":---:" if ends_apart else "---:"
