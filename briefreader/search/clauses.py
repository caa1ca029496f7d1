"""The leaves of a query: words, phrases, prefixes and dates as Whoosh queries and as marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import query as wq

from briefreader.search.analysis import FUNCTION, stem_of, words
from briefreader.search.marks import Mark
from briefreader.search.named import Name
from briefreader.search.schema import FORMS, NAME_FIELDS, TEXT_FIELDS


class Clause:
    """One or more folded words in a row.

    The last of them may be a prefix, or up to ``edits`` letters off, or ``typed``: still being written,
    and so both a prefix and a word. ``separate`` words need not stand together.
    """

    words_of = staticmethod(words)

    def __init__(
        self,
        field: str | None,
        folded: tuple[str, ...],
        *,
        prefix: bool = False,
        edits: int = 0,
        typed: bool = False,
        separate: bool = False,
    ) -> None:
        self.field = field
        self.folded = folded
        self.prefix = prefix
        self.edits = edits
        self.typed = typed
        self.separate = separate

    def query(self) -> wq.Query:
        """Return the Whoosh query: over title and text, or over the field."""
        fields = {self.field: 1.0} if self.field else TEXT_FIELDS
        parts = [self._any(fields, group) for group in self._rows()]
        if self._open_ended():
            parts.append(wq.Or([q for name, weight in fields.items() for q in self._last(name, weight)]))
        return parts[0] if len(parts) == 1 else wq.And(parts)

    def exclude(self) -> None:
        """Be excluded: half a word excludes nothing yet, or -w would empty the list on the way to -war."""
        self.typed = False

    def marks(self, number: int) -> Iterator[Mark]:
        """Yield the marks by which the clause shows in a text, under ``number``."""
        if self.field in NAME_FIELDS:
            return
        for row in self._rows():
            yield Mark(number, stems=tuple(stem_of(word) for word in row))
        last = self.folded[-1]
        if self.edits:
            yield Mark(number, fuzzy=last, edits=self.edits)
        elif self._open_ended():
            yield Mark(number, prefix=last)
            if self.typed:
                yield Mark(number, stems=(stem_of(last),))

    def _open_ended(self) -> bool:
        return bool(self.prefix or self.edits or self.typed)

    def _rows(self) -> list[tuple[str, ...]]:
        """Return the words that are whole, in rows that stand together."""
        whole = self.folded[:-1] if self._open_ended() else self.folded
        if self.separate:
            return [(word,) for word in whole]
        return [whole] if whole else []

    def _any(self, fields: dict[str, float], row: tuple[str, ...]) -> wq.Query:
        queries: list[wq.Query] = []
        for name, weight in fields.items():
            terms = [stem_of(word) if name in TEXT_FIELDS else word for word in row]
            if len(terms) == 1:
                queries.append(wq.Term(name, terms[0], boost=weight))
            else:
                queries.append(wq.Phrase(name, terms, boost=weight))
        return queries[0] if len(queries) == 1 else wq.Or(queries)

    def _last(self, name: str, weight: float) -> Iterator[wq.Query]:
        last = self.folded[-1]
        for field in (name, FORMS[name]) if name in FORMS else (name,):
            if self.edits:
                yield wq.FuzzyTerm(field, last, boost=weight, maxdist=self.edits, prefixlength=0)
            else:
                yield wq.Prefix(field, last, boost=weight)
        if self.typed:
            yield wq.Term(name, stem_of(last) if name in TEXT_FIELDS else last, boost=weight)


class Dated:
    """A condition on the date: from ``start`` on, and before ``end``, in seconds since 1970."""

    def __init__(self, start: int | None, end: int | None) -> None:
        self.start = start
        self.end = end

    def query(self) -> wq.Query:
        """Return the Whoosh query."""
        return wq.NumericRange("published", self.start, self.end, endexcl=True)


class Group:
    """Parts of a query that are all wanted (``kind`` is Whoosh's And), or any of them (its Or)."""

    def __init__(self, kind: type[wq.And | wq.Or], parts: list[Any]) -> None:
        self.kind = kind
        self.parts = parts

    def query(self) -> wq.Query:
        """Return the Whoosh query."""
        return self.kind([part.query() for part in self.parts])


class Excluded:
    """A part of a query that is not wanted."""

    def __init__(self, part: Any) -> None:
        self.part = part

    def query(self) -> wq.Query:
        """Return the Whoosh query."""
        return wq.Not(self.part.query())


def marks_of(node: Any) -> tuple[Mark, ...]:
    """Return the marks of every clause under ``node`` that is wanted, each once.

    A function word shows only in a phrase, or where nothing else is asked for: who looks for
    "suspension of attacks" would see every "of" of a report lit up.
    """
    clauses: list[Clause | Name] = []
    _collect(node, clauses)
    marks: dict[Mark, Mark] = {}
    for number, clause in enumerate(clauses):
        for mark in clause.marks(number):
            marks.setdefault(mark, mark)
    telling = [mark for mark in marks.values() if len(mark.stems) != 1 or mark.stems[0] not in FUNCTION]
    return tuple(telling or marks.values())


def _collect(node: Any, clauses: list[Clause | Name]) -> None:
    if isinstance(node, Clause | Name):
        clauses.append(node)
    elif isinstance(node, Group):
        for part in node.parts:
            _collect(part, clauses)
