"""The query language: what a person types, read into a tree of Whoosh queries.

    word "a phrase" pre* fuzzy~ fuzzy~2    AND OR NOT -word ( )
    title: source: section: byline:        after: before: on: since:
    entity: person: org: place:            is: tag: note:

Words are stemmed and folded like the reports; all clauses without an operator are wanted. NOT binds
tightest, then AND, then OR, then standing side by side: ``a b OR c`` wants a, and b or c. Operators
are upper case. A word of several parts (``Israel-Hamas``) is a phrase of them. A field holds for the
word, phrase or parenthesis right after its colon.

``after:D`` counts from the start of D, ``before:D`` ends where D starts, ``on:D`` is within D; D is a
day, month, year or minute of UTC (see ``dates.period``). ``since:7d`` counts back whole days (``w``,
``m`` months, ``y``) or exact hours (``h``), and ``since:D`` is ``after:D``. A report without a date
meets no condition on dates.

``entity:`` and its like take a name, by whatever spelling, and find every report that names whoever is
called so (see ``named``). A name that nobody has is searched for as words.

``is:`` takes a state (see ``stated.STATES``), ``tag:`` a tag and ``note:`` words of a note; ``tag:`` and
``note:`` alone find any. They weigh nothing.

It is read here and not by Whoosh's QueryParser, whose plugins drop what is broken without a word, nest
without bound, take ``11:43`` and ``https://...`` for fields and expand fuzzy words of any length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from whoosh import query as wq

from briefreader import text
from briefreader.limits import DEFAULT, Limits
from briefreader.model import Span
from briefreader.search.clauses import marks_of
from briefreader.search.marks import Marks
from briefreader.search.named import ENTITY_FIELDS, Lookup
from briefreader.search.reading import FIELDS, Lexeme, Reading
from briefreader.search.stated import States

MOST_NOTES = 5

_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_LEXEME = re.compile(
    r"(?P<space>\s+)"
    rf"|(?P<field>(?<![^\s({_QUOTES}\-])(?:(?i:{'|'.join(FIELDS)})):)"
    rf"|[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?)"
    r"|(?P<paren>[()])"
    rf"|(?P<operator>(?<![^\s(){_QUOTES}])(?:AND|OR|NOT)(?![^\s(){_QUOTES}]))"
    rf"|(?P<minus>(?<![^\s({_QUOTES}:])-(?=[^\s)]))"
    rf"|(?P<word>[^\s(){_QUOTES}]+)"
)


class Parsed(NamedTuple):
    """A query as it was understood.

    ``tree`` is the Whoosh query, None where there is nothing to search for. ``notes`` say in one clear
    line each what was not understood.
    """

    query: str
    tree: Any
    notes: tuple[str, ...]
    marks: Marks

    @property
    def empty(self) -> bool:
        """Whether there is nothing to search for."""
        return self.tree is None

    def within(self, other: Parsed) -> Parsed:
        """Return the query that finds what both this one and ``other`` find."""
        wanted = [tree for tree in (self.tree, other.tree) if tree is not None]
        return self._replace(tree=wq.And(wanted) if len(wanted) > 1 else next(iter(wanted), None))

    def spans(self, raw: str) -> list[Span]:
        """Return where the query's words stand in ``raw``, in order and without overlap.

        Marked are stems, prefixes and fuzzy words, phrases only where the whole phrase stands; not
        what is excluded, and not what is wanted of source, section or byline only.
        """
        return self.marks.spans_in([raw])[0]

    def spans_in(self, raws: Sequence[str]) -> list[list[Span]]:
        """Return what ``spans`` does, for each of several texts at once, which costs far less."""
        return self.marks.spans_in(raws)


def names_someone(query: str) -> bool:
    """Return whether a query asks for someone by name, as ``entity:`` and its like do."""
    fields = (match["field"] for match in _LEXEME.finditer(query) if match["field"])
    return any(field[:-1].lower() in ENTITY_FIELDS for field in fields)


def parse(
    query: str,
    *,
    typing: bool = False,
    now: datetime | None = None,
    names: Lookup | None = None,
    states: States | None = None,
    limits: Limits = DEFAULT,
) -> Parsed:
    """Read a query; it never raises.

    With ``typing`` the last word, unless something stands behind it, is one still being written: it
    counts as a prefix and as a word. ``now`` (aware) is what ``since:`` counts from,
    ``names`` looks up what ``entity:`` asks for, ``states`` what ``is:``, ``tag:`` and ``note:`` do.
    """
    reading = Reading(now or datetime.now(UTC), typing, names, states, limits)
    line = text.clean(query)
    most = limits.query_chars
    if len(line) > most:
        reading.note(f"The query is long: only its first {most:,} characters are searched for")
        line = line[:most]
    whole = reading.group(_lexemes(line))
    tree = None if whole is None else whole.query()
    marks = marks_of(whole)
    if tree is None and not reading.notes and query.strip():
        reading.note("There is no word in this to search for")
    return Parsed(query, tree, tuple(reading.notes[:MOST_NOTES]), Marks(marks))


def _lexemes(line: str) -> list[Lexeme]:
    """Return the lexemes of a line, of which every character belongs to one."""
    return [
        Lexeme("quoted", match["quoted"], bool(match["closed"]))
        if match["quoted"] is not None
        else Lexeme(str(match.lastgroup), match.group())
        for match in _LEXEME.finditer(line)
    ]
