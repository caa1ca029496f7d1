"""The head of a plain-text report: which of its first lines is what, and where the report begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefreader.sources.headers import (
    Header,
    has_section_word,
    is_generic_section,
    is_outlet,
    is_section,
    looks_like_names,
    names_folder,
    read_header,
    readable,
)
from briefreader.sources.paragraphs import continues, join
from briefreader.sources.tails import is_tail
from briefreader.sources.titles import LONGEST, words_of
from briefreader.text import sentences

_ENTRIES = 16
_PROSE = 2
_LOOSE = 2
_FEW_WORDS = 4
_KICKER_WORDS = 3
_TITLE_WORDS = 5
_SHORT = 80
_LONG = 150
_NO_TITLE_END = (".", "!", "?", ":", ";")
_SENTENCE_END = tuple(
    end + quote for end in ".!?\u2026\u3002" for quote in ("", "\u201d", '"', "\u2019", "\u00bb")
)
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .,'\u2019/-]{2,40}(?:,[^-\u2013\u2014]{1,30})?(?:\([^)]{1,40}\))?"
    r"\s*[-\u2013\u2014]{1,2}\s+\S"
)
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|No|vs)\.$")
_SITE_AFTER = re.compile(r"\s[-\u2013\u2014|\u00b7:]\s")


@dataclass(slots=True)
class Entry:
    """A line near the top, or several that were one before they were broken: ``lines[start:end]``.

    ``header`` is what its form says; ``prose`` that it is a paragraph of the report.
    """

    start: int
    end: int
    text: str
    header: Header | None
    prose: bool


@dataclass(slots=True)
class Head:
    """What stands above a report: what it ``says``; entries amid it that are ``text``; the line after it."""

    says: Header
    text: list[Entry]
    end: int


def read_head(lines: list[str], width: int | None, folder: str | None) -> Head:
    """Return the head of the report in ``lines``, broken at ``width`` or not, from a folder of that name."""
    entries = _entries(lines, width)
    _free_first(entries)
    end = _end(entries)
    says = Header()
    for entry in entries[:end]:
        if entry.header:
            says.add(entry.header)
    loose = [entry for entry in entries[:end] if not entry.header and not entry.prose]
    while not (says.title or any(map(_may_be_title, loose)) or end == len(entries) or entries[end].prose):
        loose.append(entries[end])
        end += 1
    text = [entry for entry in entries[:end] if entry.prose]
    title = _title(loose, says, folder)
    if title:
        says.title = says.title or title.text
    if title or says.title:
        text += _placed(loose, title, entries, says, folder)
    while end < len(entries) and says.title and same_title(entries[end].text, says.title):
        end += 1
    text.sort(key=lambda entry: entry.start)
    return Head(says, text, entries[end].start if end < len(entries) else entries[-1].end)


def same_title(one: str, other: str) -> bool:
    """Whether two lines are one title, also where one of them goes on to the name of the site."""
    if one == other:
        return True
    mine, theirs = words_of(one), words_of(other)
    if mine == theirs:
        return bool(mine)
    longer, shorter, text = (mine, theirs, one) if len(mine) > len(theirs) else (theirs, mine, other)
    return (
        len(shorter) >= _FEW_WORDS
        and len(longer) - len(shorter) <= _TITLE_WORDS
        and longer[: len(shorter)] == shorter
        and _SITE_AFTER.search(text) is not None
    )


def _entries(lines: list[str], width: int | None) -> list[Entry]:
    entries: list[Entry] = []
    at = 0
    while at < len(lines) and len(entries) < _ENTRIES:
        text = " ".join(lines[at].split()) if len(lines[at]) <= 2 * LONGEST else lines[at].strip()
        start, at = at, at + 1
        if not text:
            continue
        header = read_header(lines[start])
        following = lines[at].strip() if at < len(lines) else ""
        if header and following[:1].islower() and continues(text, following, width):
            header = None
        parts = [text]
        while header is None and at < len(lines) and continues(parts[-1], after := lines[at].strip(), width):
            if read_header(after) or is_section(after) or same_title(text, after):
                break
            parts.append(after)
            at += 1
        whole = join(parts)
        if len(parts) > 1 and len(whole) > LONGEST and _is_title_case(text):
            # A title that nearly fills its line, and the report right below.
            entries.append(Entry(start, start + 1, text, None, False))
            entries.append(Entry(start + 1, at, join(parts[1:]), None, True))
        else:
            prose = header is None and not is_tail(whole) and _is_prose(whole, lines, start, at)
            entries.append(Entry(start, at, whole, header, prose))
    return entries


def _free_first(entries: list[Entry]) -> None:
    """Let the first line be the title, though it could be a header line, where nothing else can be."""
    first = entries[0].header
    if not first or first.moment or first.running or first.updated or first.title or first.url:
        return
    head = entries[1 : _end(entries) + 1]
    if not any(
        (entry.header and entry.header.title) or (not entry.header and _may_be_title(entry)) for entry in head
    ):
        entries[0].header = None


def _may_be_title(entry: Entry) -> bool:
    return not entry.prose and not is_section(entry.text) and not is_outlet(entry.text, None)


def _end(entries: list[Entry]) -> int:
    """Return how many of ``entries`` are the head: up to the last that can only stand there."""
    end = prose = 0
    for at, entry in enumerate(entries):
        prose += entry.prose
        if prose > _PROSE:
            break
        if not entry.prose and _is_of_head(entries, at, end, prose > 0):
            end = at + 1
    return end


def _is_of_head(entries: list[Entry], at: int, end: int, after_prose: bool) -> bool:
    """Whether the entry at ``at`` shows that the head goes on to it, beyond the first ``end`` entries."""
    entry, next_to_head = entries[at], end == at
    if entry.header and entry.header.is_litter:
        return not after_prose and (next_to_head or at == 1)
    if entry.header and not after_prose:
        return True
    if entry.header:
        certain = _is_certain(entry.header) or (next_to_head and (entry.header.moment or entry.header.byline))
        return bool(certain) and any(later.prose for later in entries[at + 1 :])
    if next_to_head and at and (is_outlet(_before_comma(entry.text), None) or looks_like_names(entry.text)):
        return True
    if after_prose or at - end > _LOOSE:
        return False
    return is_section(entry.text) or any(same_title(entry.text, e.text) for e in entries[:at] if not e.header)


def _is_certain(header: Header) -> bool:
    """Whether a header line is one below a paragraph too, where a bare date may be a heading in the text."""
    return header.labelled or bool(
        header.moment and header.moment.has_date and header.moment.time is not None
    )


def _title(loose: list[Entry], says: Header, folder: str | None) -> Entry | None:
    """Return the entry that is the title: the one printed twice, else the first that is nothing else."""
    if says.title:
        return next((entry for entry in loose if same_title(entry.text, says.title or "")), None)
    for at, entry in enumerate(loose):
        for other in loose[at + 1 :]:
            if same_title(entry.text, other.text) and _may_be_title(entry):
                return min(entry, other, key=lambda e: len(e.text))
    for at, (entry, following) in enumerate(pairwise(loose)):
        first = entry.text
        if is_outlet(first, folder) or is_section(first) or _is_kicker(first, loose[at + 1 :]):
            continue
        if entry.start and len(first.split()) < _KICKER_WORDS and len(following.text.split()) >= _TITLE_WORDS:
            continue
        return entry
    return loose[-1] if loose else None


def _is_kicker(first: str, others: list[Entry]) -> bool:
    """Whether ``first`` stands above the title among ``others`` and is no title itself."""
    words, second = first.split(), others[0].text
    if first.isupper() and len(words) <= _FEW_WORDS and is_section(second):
        return any(not is_section(other.text) for other in others[1:])
    if len(words) > _KICKER_WORDS or len(second.split()) <= len(words) + 1:
        return False
    return has_section_word(first) or (
        first.isupper() and not second.isupper() and len(words) < _KICKER_WORDS
    )


def _placed(
    loose: list[Entry], title: Entry | None, entries: list[Entry], says: Header, folder: str | None
) -> list[Entry]:
    """Find what each line beside the title is: an outlet, a section, a bare name. Return what is text."""
    text: list[Entry] = []
    for entry in loose:
        line = entry.text
        few = len(line.split()) <= _FEW_WORDS and line[-1] not in _NO_TITLE_END
        if entry is title or same_title(line, says.title or ""):
            continue
        if names_folder(line, folder):
            says.source = says.source or readable(line)
        elif is_section(line):
            if not says.section or is_generic_section(says.section):
                says.section = line
        elif is_outlet(outlet := _before_comma(line), folder):
            says.source = says.source or readable(outlet)
        elif title and entry.start < title.start and few:
            if line.isupper():
                says.source = says.source or readable(line)
            else:
                says.section = says.section or line
        elif _beside_header(entry, entries) and looks_like_names(line):
            says.byline = says.byline or line
        elif _beside_header(entry, entries) and few:
            says.section = says.section or line
        else:
            text.append(entry)
    return text


def _beside_header(entry: Entry, entries: list[Entry]) -> bool:
    at = entries.index(entry)
    return any(e.header is not None for e in (*entries[max(at - 1, 0) : at], *entries[at + 1 : at + 2]))


def _before_comma(line: str) -> str:
    return line.split(",", 1)[0]


def _is_prose(text: str, lines: list[str], start: int, end: int) -> bool:
    """Whether a line is a paragraph of the report rather than a title or what stands around it."""
    if len(text) > LONGEST:
        return True
    if text.isupper():
        return text.endswith(".") and len(text) > _SHORT
    if _DATELINE.match(text) and len(text) > _SHORT:
        return True
    if not text.endswith(_SENTENCE_END):
        return False
    if len(sentences(text)) > 1 and len(text) > _SHORT:
        return True
    if text.rstrip('\u201d"\u2019\u00bb')[-1:] not in (".", "\u3002") or _ABBREVIATED.search(text):
        return False
    if len(text) < _SHORT and len(text.split()) < _TITLE_WORDS:
        return False
    if any(line.strip() for line in lines[:start]) or len(text) > _LONG:
        return True
    # A sentence as a title: set apart by more than one blank line, or with header lines below.
    after = [line.strip() for line in lines[end : end + 3]]
    below = next(filter(None, after), None)
    return not (after[:2] == ["", ""] or (below and read_header(below)))


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
