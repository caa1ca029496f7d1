"""A report in a list: the lines it takes, as runs of text with the names of their styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefreader.model import Hit, RelatedReport, Span
from briefreader.tui.cells import cut, fitting, width
from briefreader.tui.dates import short
from briefreader.tui.spans import runs, styled
from briefreader.tui.wrap import wrap

if TYPE_CHECKING:
    from briefreader.tui.beside import Aside

Run = tuple[str, str]

SEPARATOR = " · "
SNIPPET_AT_LEAST = 14
"""Cells below which the beginning of a snippet says nothing."""
TAGS_AT_LEAST = 6
"""Cells that a reader's tags get at least."""
STAR = "*"
UNTITLED = "(without a title)"
DIFFER = "differs:"


def marked(text: str, spans: Sequence[Span], style: str, cells: int) -> list[Run]:
    """Return ``text`` cut to ``cells`` with the hits in it marked."""
    shown = cut(text, cells)
    kept = fitting(text, cells) if shown == text else len(shown) - 1
    pieces = [(text[a:b], f"{style} {names}".strip()) for a, b, names in runs(0, kept, styled(spans, "hit"))]
    if shown != text and shown:
        pieces.append(("…", style))
    return pieces


def about(source: str | None, published: datetime | None, now: datetime, cells: int) -> str:
    """Return source and date; where there is no room for both, the source gives way."""
    date = short(published, now)
    if not source:
        return cut(date, cells)
    room = cells - width(date) - width(SEPARATOR)
    return cut(date, cells) if room < 4 else cut(source, room) + SEPARATOR + date


def result(hit: Hit, columns: int, now: datetime, count: int = 1) -> tuple[list[Run], list[Run]]:
    """Return the two lines of a hit: its headline, soft once read; star, source, date, marks and snippet.

    Where it stands for more than one report (``count``) of a story, that comes first on the second line.
    """
    ink = "headline" if hit.marks.read_at is None else "soft"
    title = marked(hit.title or UNTITLED, hit.title_spans, ink, columns)
    star: list[Run] = [(STAR, "star"), (" ", "")] if hit.marks.starred else []
    columns -= sum(len(text) for text, _ in star)
    made = " ".join([*(["note"] if hit.marks.note else []), *(f"#{tag}" for tag in hit.marks.tags)])
    # Where there is little room, the source gives way to what its reader made of a report.
    least = min(width(made), max(TAGS_AT_LEAST, columns // 3)) + width(SEPARATOR) if made else 0
    where = about(hit.source, hit.published, now, columns - least)
    detail: list[Run] = [(where, "muted")]
    if count > 1:
        many = cut(f"{count:,} reports", columns)
        rest = columns - least - width(many) - width(SEPARATOR)
        where = about(hit.source, hit.published, now, rest) if rest > 3 else ""
        detail = [(many, "soft"), *([(f"{SEPARATOR}{where}", "muted")] if where else [])]
        where = f"{many}{SEPARATOR}{where}"
    room = columns - width(where) - width(SEPARATOR)
    if made and room > 1:
        made = cut(made, room)
        detail += [(SEPARATOR, "muted"), (made, "tag")]
        room -= width(made) + width(SEPARATOR)
    if hit.snippet and room >= SNIPPET_AT_LEAST:
        snippet, spans = _from_hit(hit.snippet, hit.snippet_spans, room)
        detail += [(SEPARATOR, "muted"), *marked(snippet, spans, "soft", room)]
    return title, [*star, *detail]


def _from_hit(snippet: str, spans: Sequence[Span], room: int) -> tuple[str, list[Span]]:
    """Leave out so much of the beginning that the first hit can be seen."""
    if not spans or spans[0][1] <= room - 1:
        return snippet, list(spans)
    start = spans[0][0]
    for _ in range(2):  # with two words before it, if they are short
        before = snippet.rfind(" ", 0, max(0, start - 1)) + 1
        if spans[0][1] - before > room - 2:
            break
        start = before
    return "…" + snippet[start:], [(a - start + 1, b - start + 1) for a, b in spans]


def related(
    report: RelatedReport, columns: int, now: datetime, aside: Aside | None = None
) -> list[list[Run]]:
    """Return the lines of a related report.

    Its headline on up to three; source and date; its kind, how much of it is new and its copies; where it
    disagrees with the open report, what that says first, on up to two; the reasons on two. What stands in
    ``aside`` is left out as long as that is not known.
    """
    title = report.title or UNTITLED
    new = aside.new if aside else -1.0
    ink = "soft" if new is None else "headline"
    lines: list[list[Run]] = [[(line, ink)] for line in _clamped(title, columns, 3)]
    lines.append([(about(report.source, report.published, now, columns), "muted")])
    facts = [report.kind, newness(new), copied(len(report.copies))]
    lines.extend([(line, "muted")] for line in _joined(facts, columns))
    if aside and aside.differing:
        lines += differing(aside.differing, columns)
    lines.extend([(line, "soft")] for line in _clamped(", ".join(report.reasons), columns, 2))
    return lines


def differing(pairs: Sequence[tuple[str, str]], columns: int) -> list[list[Run]]:
    """Return the line that says where two reports disagree, as many pairs as there is room for.

    Where there is no room for one, what either says has a line.
    """
    words = DIFFER
    for here, there in pairs:
        said = f"{' ' if words == DIFFER else '; '}{here} / {there}"
        if width(words + said) > columns:
            if words == DIFFER:
                return [
                    [(cut(f"{DIFFER} {here}", columns), "headline")],
                    [(cut(f"  / {there}", columns), "headline")],
                ]
            break
        words += said
    return [[(words, "headline")]]


def newness(share: float | None) -> str:
    """Return in words how much of a report is new to its reader; nothing where that is not known."""
    if share is None:
        return "read"
    if share < 0:
        return ""
    if share < 0.005:
        return "nothing new"
    return "all new" if share > 0.995 else f"{max(1, round(100 * share))}% new"


def copied(count: int) -> str:
    """Return in words how many copies of a report there are; nothing for none."""
    return "" if not count else "+ 1 copy" if count == 1 else f"+ {count:,} copies"


def _joined(facts: Iterable[str], columns: int) -> list[str]:
    """Return facts on as few lines as hold them, none broken that fits on a line."""
    lines: list[str] = []
    for fact in filter(None, facts):
        joined = f"{lines[-1]}{SEPARATOR}{fact}" if lines else fact
        if lines and width(joined) <= columns:
            lines[-1] = joined
        else:
            lines.append(cut(fact, columns))
    return lines


def _clamped(text: str, columns: int, most: int) -> list[str]:
    spans = wrap(text, 0, len(text), columns)
    lines = [text[a:b] for a, b in spans[:most]]
    if len(spans) > most:
        lines[-1] = cut(text[spans[most - 1][0] :], columns)
    return lines
