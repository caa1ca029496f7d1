"""The lines above a report that say what it is: dates, bylines, sections, labels, and what is only litter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from briefreader.sources import vocabulary
from briefreader.sources.bylines import bare_byline, read_byline
from briefreader.sources.dates import Moment, read_moment
from briefreader.sources.tails import is_anywhere
from briefreader.text import fold

_LONGEST = 200
_SENTENCE_WORDS = 7
_OUTLET_WORDS = 4

_PUBLISHED = (
    r"(?:(?:first|originally|date)\s+)?(?:published|posted|released|issued|created|filed|publication|"
    r"date|dated|"
    r"time|publi[ée]e?|ver[öo]ffentlicht|erschienen|publicado|pubblicato|gepubliceerd)(?:\s+date)?"
)
_UPDATED = (
    r"(?:(?:last|latest)\s+)?(?:updated?|modified|edited|revised|mis(?:e)? [àa] jour|aktualisiert|stand|"
    r"actualizado|aggiornato|bijgewerkt)(?:\s+date)?"
)
_LABELLED_DATE = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))(?:\s+(?:on|at|le|am|el|il|"
    rf"op))?\s*[:\u2013\u2014-]?\s+(?P<rest>.*\d.*)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"\s*[|\u2022\u00b7\u2016]\s*|\s+[-\u2013\u2014/]\s+|\s{{3,}}|[,;(]?\s+(?={_UPDATED}\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([A-Za-z][A-Za-z ]{1,20}?)\s*[:\uff1a]\s*(\S.*)")
_LABELS = {
    "title": "title", "headline": "title", "subject": "title",
    "section": "section", "category": "section", "desk": "section", "topic": "section",
    "rubric": "section",
    "by": "byline", "author": "byline", "authors": "byline", "byline": "byline", "reporter": "byline",
    "correspondent": "byline", "written by": "byline", "reported by": "byline", "report by": "byline",
    "source": "source", "outlet": "source", "publication": "source", "publisher": "source",
    "agency": "source", "newspaper": "source", "url": "url", "link": "url", "permalink": "url", "web": "url",
    "language": "language", "lang": "language", "date": "unclear", "published": "unclear",
    "posted": "unclear", "updated": "unclear", "last updated": "unclear", "publication date": "unclear",
    "tags": "litter", "keywords": "litter", "slug": "litter", "id": "litter", "word count": "litter",
    "words": "litter", "reading time": "litter", "photo credit": "litter",
}  # fmt: skip
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_LITTER = re.compile(
    r"\d+[\s-]*min(?:ute)?s?(?:[\s-]+(?:read|watch|listen))?|reading time\b.{0,30}|"
    r"listen(?: to (?:this )?(?:article|story))?|"
    r"(?:\d+\s+)?(?:shares?|comments?|views|likes)(?:\s*\(?\d*\)?)?|share(?: this(?: article| story|"
    r" page)?)?|print|e-?mail|"
    r"facebook|twitter|whatsapp|telegram|linkedin|copy link|save|bookmark|skip to (?:main )?content|home|"
    r"menu|search|"
    r"log ?in|sign in|subscribe(?: now)?|play|watch(?: live)?|exclusive|breaking(?: news)?|"
    r"developing(?: story)?|live|"
    r"(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?|[-\u2013\u2014\s]*\d{1,3}[-\u2013\u2014\s]*|\d+\s*/\s*\d+|"
    r"[-=_*~#.\s]{3,}|"
    r"(?:(?:updated|published|posted)\s+)?(?:an?|\d+) (?:min(?:ute)?s?|hours?|days?|weeks?|months?) ago|"
    r"(?:high|low|top) views|a[-+]|for immediate release|free|premium|subscribers? only",
    re.IGNORECASE,
)
_BETWEEN_PEOPLE = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+")
_IN_NAME = re.compile(r"[-.'\u2019]")
_BREADCRUMB = re.compile(r"\s*[>\u203a\u00bb]\s*")


@dataclass(slots=True)
class Header:
    """What a header line says. A line may say several things, or (litter) none.

    ``moment`` is the date, the time or both that stand there plainly; ``updated`` that of a later
    change; ``running`` that of a running head, which counts only where nothing better is found.
    ``labelled`` tells that a label or a form leaves no doubt that this is a header line.
    """

    title: str | None = None
    section: str | None = None
    byline: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    moment: Moment | None = None
    updated: Moment | None = None
    running: Moment | None = None
    labelled: bool = False

    @property
    def is_litter(self) -> bool:
        """Whether the line says nothing of the report."""
        return not self.labelled and not any(
            (self.moment, self.updated, self.running, self.byline, self.section)
        )

    @property
    def published(self) -> datetime | None:
        """The moment of publication that the line states clearly, if it does."""
        return self.moment.when if self.moment else None

    def add(self, other: Header) -> None:
        """Take over what ``other`` says and this one does not; a date and a time meet."""
        for name in ("title", "section", "byline", "source", "url", "language", "updated", "running"):
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))
        self.labelled = self.labelled or other.labelled
        mine, theirs = self.moment, other.moment
        if mine and theirs and mine.has_date and not theirs.has_date and mine.time is None:
            self.moment = mine.with_time_of(theirs)
        elif mine and theirs and theirs.has_date and not mine.has_date and theirs.time is None:
            self.moment = theirs.with_time_of(mine)
        elif not mine or (theirs and theirs.has_date and not mine.has_date):
            self.moment = theirs


def read_header(line: str) -> Header | None:
    """Return what ``line`` says when by its form it can only be a header line; otherwise None.

    Sections, titles and outlets without a label depend on where they stand and are not told here.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    whole = _piece(line)
    if whole and not (whole.labelled and _says_nothing(whole)):
        return whole
    if line.endswith(".") and len(line.split()) > _SENTENCE_WORDS:
        return None
    parts = [part.strip(" ()") for part in _PARTS.split(line) if part and part.strip(" ()")]
    if len(parts) > 1 and (found := _pieces(parts)):
        return found
    if whole:
        return whole
    return _byline_and_date(line) or _breadcrumb(line) or _running_head(line)


def _says_nothing(header: Header) -> bool:
    """Whether a label was read but not what it labels: two of them may stand on the line."""
    return header == Header(labelled=True)


def is_section(line: str) -> bool:
    """Whether ``line`` is made of nothing but the words that sections are named with."""
    words = line.strip(" -\u2013\u2014|").split()
    return (
        0 < len(words) <= 6
        and len(line) <= 60
        and line[-1] not in ".!?"
        and all(w.strip(",/|").lower() in vocabulary.SECTIONS for w in words)
    )


def has_section_word(line: str) -> bool:
    """Whether one of the words of ``line`` is one that sections are named with."""
    return any(w.strip(",/|").lower() in vocabulary.specific_sections() for w in line.split())


def is_outlet(line: str, folder: str | None) -> bool:
    """Whether ``line`` is the name of an outlet, as it stands above a report ("CONTINENTAL POST")."""
    words = line.split()
    if not 0 < len(words) <= 6 or len(line) > 60 or line[-1] in ".!?" or any(c.isdigit() for c in line):
        return False
    if names_folder(line, folder):
        return True
    media = [w.strip(",.").lower() in vocabulary.OUTLETS for w in words]
    ends = {words[0].lower(), words[-1].lower()} - vocabulary.SMALL
    return all(media) or (line.isupper() and len(words) <= _OUTLET_WORDS and bool(ends & vocabulary.OUTLETS))


def names_folder(line: str, folder: str | None) -> bool:
    """Whether ``line`` is the name of the folder, with an article in front or not."""
    return bool(folder) and _without_article(line) == _without_article(folder or "")


def _without_article(name: str) -> list[str]:
    words = [fold(word) for word in name.split()]
    return words[1:] if words[:1] == ["the"] else words


def is_generic_section(line: str) -> bool:
    """Whether ``line`` is a section that says little ("News")."""
    return all(word.lower() in vocabulary.GENERIC_SECTIONS for word in line.split())


def looks_like_names(line: str) -> bool:
    """Whether ``line`` could be the bare names of people ("Ana Bo in Beirut and Li Wei")."""
    people = _BETWEEN_PEOPLE.split(line)
    return 0 < len(people) <= 4 and all(map(_looks_like_name, people))


def _looks_like_name(text: str) -> bool:
    words = text.split(" in ", 1)[0].split()
    return (
        len(words) in (2, 3)
        and len(text.split()) <= 7
        and all(w[0].isupper() and _IN_NAME.sub("", w).isalpha() for w in words)
        and not any(w.lower() in vocabulary.SECTIONS | vocabulary.PLACES for w in words)
    )


def readable(name: str) -> str:
    """Return the name of an outlet printed in capitals as it is written else: "Continental Post"."""
    words = name.split()
    if not name.isupper() or len(words) == 1:
        return name
    return " ".join(
        w.capitalize() if set(w) & set("AEIOUY") and w not in vocabulary.ACRONYMS else w for w in words
    )


def _piece(text: str) -> Header | None:
    """Read a line or a part of one that says a single thing."""
    if moment := read_moment(text):
        return Header(moment=moment)
    match = _LABELLED_DATE.fullmatch(text)
    if match and (moment := read_moment(match["rest"].strip(" ()"))):
        return (
            Header(updated=moment, labelled=True)
            if match["updated"]
            else Header(moment=moment, labelled=True)
        )
    if _LITTER.fullmatch(text) or is_anywhere(text):
        return Header()
    if match := _LABEL.fullmatch(text):
        name, value = _LABELS.get(match[1].lower()), match[2]
        if name == "byline":
            return Header(byline=bare_byline(value), labelled=True)
        if name in ("litter", "unclear"):
            return Header(labelled=True) if name == "litter" or any(c.isdigit() for c in value) else None
        if name:
            return _labelled(name, value)
    if _URL.fullmatch(text):
        return Header(url=text, labelled=True)
    if byline := read_byline(text):
        return Header(byline=byline, labelled=byline != text)
    return None


def _labelled(name: str, value: str) -> Header:
    header = Header(labelled=True)
    setattr(header, name, value)
    return header


def _pieces(parts: list[str]) -> Header | None:
    """Read a line of several parts ("World | By A | 31 January 2024") if one is a date or a byline."""
    made = Header()
    unknown: list[str] = []
    for part in parts:
        if piece := _piece(part):
            made.add(piece)
        else:
            unknown.append(part)
    if not ((made.moment and made.moment.has_date) or made.updated or made.byline):
        return None
    if any(len(part.split()) > 5 or part[-1] in ".!?" for part in unknown):
        return None
    for part in unknown:
        if is_section(part) or (
            made.section is None and not looks_like_names(part) and not is_outlet(part, None)
        ):
            made.section = made.section or part
        elif is_outlet(part, None):
            made.source = made.source or readable(part)
        else:
            made.byline = made.byline or part
    return made


def _byline_and_date(line: str) -> Header | None:
    """Read a byline that goes on to a date ("By A, 31 January 2024 at 11:43"), or the other way round."""
    before, _, after = line.partition(" by ")
    if after and (date := _piece(before)) and date.moment and (byline := read_byline(f"by {after}")):
        date.byline, date.labelled = byline, True
        return date
    for match in re.finditer(r"[,;]?\s+", line):
        rest = line[match.end() :]
        date = _piece(rest) if any(c.isdigit() for c in rest) else None
        if date and (date.moment or date.updated) and (byline := read_byline(line[: match.start()])):
            date.byline, date.labelled = byline, True
            return date
    return None


def _breadcrumb(line: str) -> Header | None:
    parts = [part for part in _BREADCRUMB.split(line) if part]
    if len(parts) < 2 or any(len(part.split()) > 3 for part in parts):
        return None
    is_trail = parts[0].lower() in ("home", "news", "start", "accueil") or all(map(is_section, parts))
    return Header(section=parts[-1], labelled=True) if is_trail else None


def _running_head(line: str) -> Header | None:
    """Read a date with words of a running head around it ("date 2024-01-31 News")."""
    words = line.split()
    start, end = 0, len(words)
    while start < end and words[start].strip(".,:|").lower() in vocabulary.RUNNING_HEAD:
        start += 1
    while end > start and words[end - 1].strip(".,:|").lower() in vocabulary.RUNNING_HEAD:
        end -= 1
    if (
        0 < len(words) - (end - start) <= 5
        and (moment := read_moment(" ".join(words[start:end])))
        and moment.has_date
    ):
        return Header(running=moment)
    return None
