"""A report cited: in words, as a Markdown quotation, and for reference managers.

BibTeX as biblatex reads it too, RIS by its specification of 2011, and CSL-JSON as citeproc, Pandoc and
Zotero take it. What a report does not tell (author, date, source) is left out, never guessed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from briefreader.markdown import escape
from briefreader.model import Article
from briefreader.text import clean, clean_line, fold, tokens

Form = Literal["plain", "markdown", "bibtex", "ris", "csl"]
FORMS: tuple[Form, ...] = get_args(Form)
NAMES: dict[Form, str] = {
    "plain": "plain text", "markdown": "a Markdown quotation", "bibtex": "BibTeX", "ris": "RIS",
    "csl": "CSL-JSON",
}  # fmt: skip
"""What a person calls the forms."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_PARTICLES = frozenset(
    "af al bin bint da das de del della den der di do dos du el ibn la le ten ter van von zu".split()  # noqa: SIM905
)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_AND = re.compile(r"\s*(?:;|&|\band\b|,)\s*")
_ROLE = re.compile(
    r"(?i)\b(?:staff|agenc(?:y|ies)|desk|newsroom|editors?|reporters?|correspondents?|writers?|news|"
    r"adaptation|translat\w*|edit(?:ed|ing)|report(?:ing|ed)|by|in|of|at|from|for|special|bureau|service)\b|\d"
)
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{char: f"\\{char}" for char in "#$%&_"},
}  # fmt: skip
_STOP_WORDS = frozenset("a an and as at by for from in into is its of on or the to with".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a report; a byline that is no person's name stands whole in ``family``, ``given`` empty."""

    family: str
    given: str = ""


def cite(article: Article, form: Form, quote: str = "", accessed: date | None = None) -> str:
    """Return a report cited, without a line end after it.

    Args:
        article: the report.
        form: how.
        quote: words of the report that are quoted: they stand before a citation in words, and as a note
            in the others.
        accessed: when it was read; told only with an address, since it is that which may change.
    """
    quote = clean(quote).strip("\n")
    accessed = accessed if article.url else None
    makers = {"plain": _plain, "markdown": _markdown, "bibtex": _bibtex, "ris": _ris, "csl": _csl}
    return makers[form](article, quote, accessed)


def authors(byline: str | None) -> tuple[Author, ...]:
    """Return who a byline names; one that tells more than names is one author, as it stands."""
    line = clean_line(byline or "")
    if not line:
        return ()
    parts = [part for part in _AND.split(line) if part]
    if any(_ROLE.search(part) or not 2 <= len(part.split()) <= 5 for part in parts):
        return (Author(line),)
    return tuple(_author(part.split()) for part in parts)


def _author(words: Sequence[str]) -> Author:
    last = len(words) - 1
    if words[last].casefold() in _SUFFIXES and last > 1:
        last -= 1
    while last > 1 and words[last - 1].casefold() in _PARTICLES:
        last -= 1
    return Author(" ".join(words[last:]), " ".join(words[:last]))


def key(article: Article) -> str:
    """Return a key for reference managers: author or source, year, first word, and four signs of the id.

    It depends on the report alone, and is of letters, digits and a colon that every one of them takes.
    """
    wrote = authors(article.byline)
    who = wrote[0].family if wrote and wrote[0].given else article.source or ""
    year = str(article.published.year) if article.published else "undated"
    told = [_ascii(word) for word, _, _ in tokens(article.title) if _ascii(word) not in _STOP_WORDS]
    digest = hashlib.sha256(article.id.encode()).hexdigest()[:4]
    return f"{_ascii(who) or 'report'}{year}{next(filter(None, told), '')}:{digest}"


def _ascii(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(fold(word) for word in words.split()))


# -- in words


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _facts(article: Article) -> str:
    """Return source, date and section in words."""
    when = _day(article.published) if article.published else "undated"
    return ", ".join(clean_line(fact) for fact in (article.source, when) if fact)


def _sentence(words: str) -> str:
    words = clean_line(words)
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _read(accessed: date | None) -> str:
    return f" (read {_day(accessed)})" if accessed else ""


def _plain(article: Article, quote: str, accessed: date | None) -> str:
    parts = [_sentence(article.byline)] if article.byline else []
    parts.append(f"\u201c{_sentence(article.title)}\u201d")
    parts.append(_sentence(_facts(article)))
    if article.url:
        parts.append(clean_line(article.url) + _read(accessed))
    line = " ".join(parts)
    return f"\u201c{quote}\u201d\n\n{line}" if quote else line


def _markdown(article: Article, quote: str, accessed: date | None) -> str:
    title = escape(clean_line(article.title))
    if article.url:
        title = f"[{title}](<{_address(article.url)}>)"
    byline = f"{escape(clean_line(article.byline))}, " if article.byline else ""
    line = f"{byline}{title}, {escape(_facts(article))}{_read(accessed)}"
    if not quote:
        return line
    quoted = [f"> {escape(row, True)}".rstrip() for row in quote.split("\n")]
    for number, row in enumerate(quoted[:-1]):
        # Two blanks at its end keep a line from running into the next.
        if row != ">" and quoted[number + 1] != ">":
            quoted[number] += "  "
    return "\n".join([*quoted, ">", f"> \u2014 {line}"])


# -- for reference managers


def _address(url: str) -> str:
    """Return an address with what would end or break a field escaped the way addresses escape."""
    return re.sub(
        r"[\s{}\\^\"<>|`]",
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()),
        clean_line(url),
    )


def _latex(words: str) -> str:
    return "".join(_LATEX.get(char, char) for char in words)


def _bibtex(article: Article, quote: str, accessed: date | None) -> str:
    fields: list[tuple[str, str]] = []
    wrote = authors(article.byline)
    if wrote:
        names = (
            f"{_latex(one.family)}, {_latex(one.given)}" if one.given else f"{{{_latex(one.family)}}}"
            for one in wrote
        )
        fields.append(("author", " and ".join(names)))
    # Twice in braces, since styles may change the case of titles, and with it that of names.
    fields.append(("title", f"{{{_latex(clean_line(article.title))}}}"))
    if article.source:
        fields.append(("journal", _latex(clean_line(article.source))))
    if article.published:
        day = article.published
        fields += [("date", f"{day.year:04}-{day.month:02}-{day.day:02}"), ("year", str(day.year))]
        fields += [("month", MONTHS[day.month - 1][:3].lower()), ("day", str(day.day))]
    if article.section:
        fields.append(("titleaddon", _latex(clean_line(article.section))))
    if article.url:
        fields.append(("url", _address(article.url)))
    if accessed:
        fields.append(("urldate", accessed.isoformat()))
    if article.language:
        fields.append(("language", _latex(clean_line(article.language))))
    if quote:
        fields.append(("annote", _latex(quote)))
    kind = "article" if article.source else "misc"
    # A month by its name is a macro of BibTeX's and stands bare.
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}}," for name, value in fields
    ]
    return "\n".join([f"@{kind}{{{key(article)},", *lines, "}"])


def _ris(article: Article, quote: str, accessed: date | None) -> str:
    found: list[tuple[str, str | None]] = [("TY", "NEWS"), ("ID", key(article))]
    found += [
        # A comma would part a family's name from a given one.
        ("AU", f"{one.family}, {one.given}" if one.given else one.family.replace(",", ";"))
        for one in authors(article.byline)
    ]
    found += [("TI", article.title), ("T2", article.source)]
    if article.published:
        day = article.published
        found += [("PY", f"{day.year:04}"), ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}")]
    found += [
        ("SE", article.section),
        ("LA", article.language),
        ("UR", article.url and _address(article.url)),
    ]
    if accessed:
        found.append(("Y2", f"{accessed.year:04}/{accessed.month:02}/{accessed.day:02}"))
    found.append(("N1", quote))
    lines = [f"{tag}  - {clean_line(value)}" for tag, value in found if value]
    return "\n".join([*lines, "ER  - "])


def _csl(article: Article, quote: str, accessed: date | None) -> str:
    item: dict[str, object] = {
        "id": key(article),
        "type": "article-newspaper",
        "title": clean_line(article.title),
    }
    wrote = authors(article.byline)
    if wrote:
        item["author"] = [
            {"family": one.family, "given": one.given} if one.given else {"literal": one.family}
            for one in wrote
        ]
    for name, value in (("container-title", article.source), ("section", article.section)):
        if value:
            item[name] = clean_line(value)
    if article.published:
        item["issued"] = _parts(article.published)
    if article.url:
        item["URL"] = clean_line(article.url)
    if accessed:
        item["accessed"] = _parts(accessed)
    if article.language:
        item["language"] = clean_line(article.language)
    if quote:
        item["note"] = quote
    return json.dumps([item], ensure_ascii=False, indent=2)


def _parts(day: date) -> dict[str, object]:
    return {"date-parts": [[day.year, day.month, day.day]]}
