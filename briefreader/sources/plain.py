"""Plain-text bulletins and briefs as news sites print them.

Above the report stand, in any order and each or none: running heads, the outlet, a section, the
title (once or twice), dates, a byline; below it what the site adds. The report is what remains.
"""

from __future__ import annotations

from datetime import datetime

from briefreader.model import Article
from briefreader.sources.bylines import bare_byline, read_credit
from briefreader.sources.head import read_head, same_title
from briefreader.sources.headers import Header, is_outlet, read_header
from briefreader.sources.paragraphs import assemble, wrap_width
from briefreader.sources.tails import announces_others, is_anywhere, is_tail
from briefreader.sources.titles import LONGEST, title_of_paragraph

_TAIL_LINES = 30
_TEASER = 120


def read_plain(text: str, path: str, folder: str | None) -> Article:
    """Return the report in ``text`` (clean, not blank); ``folder`` serves as its source when it names none.

    In the article's text a blank line parts the paragraphs, and each is on one line.
    """
    lines = text.split("\n")
    width = wrap_width(lines)
    head = read_head(lines, width, folder)
    says = head.says
    body = [line for entry in head.text for line in (*lines[entry.start : entry.end], "")]
    body = _without_tail(body + lines[head.end :], says, folder)
    made = assemble([line for line in body if not is_anywhere(line.strip())], width)
    if not made:
        made = says.title or assemble(lines, width)
    return Article(
        id="",
        title=says.title or title_of_paragraph(made.split("\n", 1)[0]),
        text=made,
        published=_published(says),
        source=says.source or folder,
        section=says.section,
        byline=says.byline,
        url=says.url,
        language=says.language,
        path=path,
    )


def _published(says: Header) -> datetime | None:
    """The date that a line of its own states; else that of an update; else that of a running head."""
    for moment in (says.moment, says.updated, says.running):
        if moment and moment.has_date:
            return moment.when
    return None


def _without_tail(body: list[str], says: Header, folder: str | None) -> list[str]:
    """Return ``body`` without what the site adds below; what that says of the report goes to ``says``."""
    body = list(body)
    filled = [at for at, line in enumerate(body) if line.strip()][-_TAIL_LINES:]
    for place, at in enumerate(filled):
        others = [body[n].strip() for n in filled[place + 1 :]]
        if announces_others(body[at].strip()) and all(is_tail(o) or _is_teaser(o) for o in others):
            del body[at:]
            break
    left = _TAIL_LINES
    while body and left:
        line = body[-1].strip()
        if line and not is_tail(line) and not _is_signature(line, says, folder):
            break
        body.pop()
        left -= bool(line)
    return body


def _is_teaser(line: str) -> bool:
    """Whether a line below "You may also like..." can be a headline of another report, or a word on it."""
    return len(line) <= (_TEASER if line.endswith(".") else LONGEST)


def _is_signature(line: str, says: Header, folder: str | None) -> bool:
    """Whether the last line names writers, outlet or date of the report; if so ``says`` learns them."""
    if credit := read_credit(line):
        says.byline = f"{says.byline}; {credit}" if says.byline else bare_byline(credit)
        return True
    if same_title(line, says.title or "") or (line.isupper() and is_outlet(line, folder)):
        return True
    found = read_header(line)
    if found and (found.labelled or found.moment) and not found.title:
        says.add(found)
        return True
    return False
