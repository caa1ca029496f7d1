"""What the lexemes of a query come to: clauses, groups of them, and notes on what makes no sense."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, NamedTuple

from whoosh import query as wq

from briefreader import text
from briefreader.limits import Limits
from briefreader.search import dates
from briefreader.search.clauses import Clause, Dated, Excluded, Group
from briefreader.search.named import ENTITY_FIELDS, Lookup, Name
from briefreader.search.schema import NAME_FIELDS, seconds
from briefreader.search.stated import ALONE, STATE_FIELDS, Stated, States, Stating

DATE_FIELDS = ("after", "before", "on", "since")
FIELDS = ("title", *NAME_FIELDS, *ENTITY_FIELDS, *DATE_FIELDS, *STATE_FIELDS)

_ENDING = re.compile(r"(.*?)(\*+|~\d*)", re.DOTALL)
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]\w+):(?!//)(?=\w|$)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_SHORTEST_FUZZY = 3
_SHORTEST_TWO_EDITS = 4
_MOST_EDITS = 2
_SHOWN = 30
_WORDS = {"word", "quoted"}


class Lexeme(NamedTuple):
    """A piece of the query with its kind: the name of the group of the pattern that it matched."""

    kind: str
    value: str
    closed: bool = True


class _Level(NamedTuple):
    """An open parenthesis: what stands in it so far, and the field before it."""

    items: list[Any]
    field: str | None


class Reading:
    """The state of reading one query: lexemes go in, groups of clauses and notes come out."""

    def __init__(
        self, now: datetime, typing: bool, names: Lookup | None, states: States | None, limits: Limits
    ) -> None:
        self.now = now
        self.typing = typing
        self.names = names
        self.states = states
        self.limits = limits
        self.notes: list[str] = []
        self._clauses = 0

    def note(self, line: str) -> None:
        """Keep a note, once."""
        if line not in self.notes:
            self.notes.append(line)

    def group(self, lexemes: list[Lexeme]) -> Group | None:
        """Return the group of everything, None where there is nothing.

        Parentheses are matched here, without recursion.
        """
        levels = [_Level([], None)]
        too_deep = 0
        field: str | None = None
        for number, lexeme in enumerate(lexemes):
            level = levels[-1]
            kind, value = lexeme.kind, lexeme.value
            if field and (kind in ("space", "operator", "field") or value == ")"):
                level.items.extend(self._alone(field))
                if field in ALONE and {each.kind for each in lexemes[number + 1 : number + 2]} & _WORDS:
                    self.note(f"{field}: with a blank behind it finds reports with any {field}")
                field = None
            if kind == "field":
                field = value[:-1].lower()
            elif kind == "operator":
                level.items.append(value)
            elif kind == "minus":
                if not field:
                    level.items.append("NOT")
            elif value == "(" and kind == "paren":
                if field in DATE_FIELDS:
                    self.note(f"{field}: takes one date, not a parenthesis")
                    field = None
                if len(levels) > self.limits.query_depth:
                    self.note(f"Parentheses nested deeper than {self.limits.query_depth} are ignored")
                    too_deep += 1
                else:
                    levels.append(_Level([], field or level.field))
                field = None
            elif value == ")" and kind == "paren":
                if too_deep:
                    too_deep -= 1
                elif len(levels) == 1:
                    self.note("A closing parenthesis has no opening one")
                else:
                    self._close(levels)
            elif kind != "space":
                if kind == "quoted" and not lexeme.closed:
                    self.note("A quotation is not closed")
                unfinished = (
                    self.typing and number == len(lexemes) - 1 and not (kind == "quoted" and lexeme.closed)
                )
                node = self._clause(lexeme, field or level.field, unfinished)
                if node is not None:
                    level.items.append(node)
                field = None
        if field:
            levels[-1].items.extend(self._alone(field))
        if len(levels) > 1:
            self.note("A parenthesis is not closed")
        while len(levels) > 1:
            self._close(levels)
        whole = self._resolve(levels[0].items)
        if whole is None:
            return None
        if _only_excludes(whole):
            self.note("Everything is excluded but nothing asked for: these are all other reports")
        return whole if isinstance(whole, Group) else Group(wq.And, [whole])

    def _alone(self, field: str) -> list[Any]:
        """Return what a field with nothing right behind its colon comes to."""
        if field not in ALONE:
            self.note(f"{field}: needs a value right after its colon")
            return []
        leaf = self._stated(field, "", "", False)
        return [] if leaf is None else [leaf]

    def _close(self, levels: list[_Level]) -> None:
        node = self._resolve(levels.pop().items)
        if node is not None:
            levels[-1].items.append(node)

    def _resolve(self, items: list[Any]) -> Any:
        """Return the node of a row of nodes and operators, or None where there is no node in it."""
        if not any(not isinstance(item, str) for item in items):
            for item in items:
                self.note(f"{item} has nothing to work on")
            return None
        operands: list[Any] = []
        joined_by: list[str] = []  # before each operand
        negated = False
        joint = ""
        for item in items:
            if item == "NOT":
                negated = not negated
            elif isinstance(item, str):
                if negated:
                    self.note("NOT has nothing to work on")
                    negated = False
                if joint or not operands:
                    self.note(f"{item} needs something on both sides")
                joint = joint or (item if operands else "")
            else:
                operands.append(_negate(item) if negated else item)
                joined_by.append(joint)
                negated, joint = False, ""
        if joint:
            self.note(f"{joint} needs something on both sides")
        if negated:
            self.note("NOT has nothing to work on")
        sides: list[list[list[Any]]] = []
        for operand, joint in zip(operands, joined_by, strict=True):
            if joint == "AND":
                sides[-1][-1].append(operand)
            elif joint == "OR":
                sides[-1].append([operand])
            else:
                sides.append([[operand]])
        return _group(
            wq.And,
            [_group(wq.Or, [_group(wq.And, part) for part in side]) for side in sides],
        )

    def _clause(self, lexeme: Lexeme, field: str | None, unfinished: bool) -> Any:
        if field in DATE_FIELDS:
            return self._dated(field, lexeme.value)
        value = lexeme.value
        ending = ""
        if lexeme.kind == "word":
            value, ending = self._ending(value)
            if unfinished and _INITIALS.fullmatch(value):
                value += "."
        if field in STATE_FIELDS:
            return self._stated(field, value, ending, unfinished)
        folded = Clause.words_of(value)
        if not folded:
            if lexeme.kind == "quoted" and lexeme.closed:
                self.note("A quotation has no words in it")
            elif ending or value == "-":
                self.note(f"A {(value + ending)[:1]} alone means nothing and is left out")
            return None
        left = self.limits.query_words - self._clauses
        if len(folded) > left:
            self.note(f"The query is long: only its first {self.limits.query_words:,} words are searched for")
            folded = folded[:left]
            ending = ""
        if not folded:
            return None
        self._clauses += len(folded)
        separate = False
        if lexeme.kind == "word" and not ending:
            unknown = _UNKNOWN_FIELD.match(value)
            if unknown and len(folded) > 1:
                separate = True
                self._unknown(unknown[1])
        if field in ENTITY_FIELDS:
            name = self._name(field, value, ending, unfinished)
            if name is not None:
                return name
            field, separate = None, True
        edits = self._edits(folded[-1], ending) if ending.startswith("~") else 0
        return Clause(
            field,
            tuple(folded),
            prefix=ending == "*",
            edits=edits,
            typed=unfinished and not ending,
            separate=separate,
        )

    def _name(self, field: str, value: str, ending: str, unfinished: bool) -> Name | None:
        """Return the leaf for who is called so, None where nobody is."""
        if self.names is None:
            self.note(f"{field}: looks names up in a library, and here is none: its words are searched for")
            return None
        begins = unfinished or ending == "*"
        known = self.names(field, text.clean_line(value)[: self.limits.name_chars], begins)
        for note in known.notes:
            self.note(note)
        return None if known.keys is None else Name(known, unfinished)

    def _stated(self, field: str, value: str, ending: str, unfinished: bool) -> Stated | None:
        """Return the leaf for a state, None where there is none such."""
        if self.states is None:
            self.note(f"{field}: looks at marks in a library, and here is none: it is left out")
            return None
        if ending.startswith("~"):
            self.note(f"~ finds words of reports only, not what stands behind {field}:")
        self._clauses += 1
        if self._clauses > self.limits.query_words:
            self.note(f"The query is long: only its first {self.limits.query_words:,} words are searched for")
            return None
        begins = unfinished or ending == "*"
        return Stating(self.states, self.note).leaf(field, text.clean_line(value), begins, unfinished)

    def _ending(self, value: str) -> tuple[str, str]:
        """Return a word without its ``*`` or ``~2`` at the end, and that ending."""
        match = _ENDING.fullmatch(value)
        word, ending = (match[1], match[2]) if match else (value, "")
        if "*" in word.strip("*"):
            self.note(f"* works only at the end of a word: {_shown(value)}")
        return word, "*" if ending.startswith("*") else ending

    def _edits(self, word: str, ending: str) -> int:
        edits = int(ending[1:3] or 1)
        if edits > _MOST_EDITS:
            self.note(f"{ending[:4]} is too wide: {_MOST_EDITS} letters at most may differ")
        if len(word) < _SHORTEST_FUZZY:
            self.note(f"{_shown(word)} is too short for ~ and is searched for as it is")
            return 0
        if edits > 1 and len(word) < _SHORTEST_TWO_EDITS:
            self.note(f"{_shown(word)} is too short for {ending[:4]}: one letter may differ")
            return 1
        return min(edits, _MOST_EDITS)

    def _unknown(self, name: str) -> None:
        fields = " ".join(f"{field}:" for field in FIELDS)
        self.note(f"There is no field {_shown(name)}: and its words are searched for; fields are {fields}")

    def _dated(self, field: str, written: str) -> Any:
        since = dates.ago(written, self.now) if field == "since" else None
        if since is not None:
            return Dated(seconds(since), None)
        period = dates.period(written, self.now)
        if period is None:
            example = "7d or 2024-01-31" if field == "since" else "2024-01-31, 2024-01 or 2024"
            self.note(f"{field}: is left out, {_shown(written)} is no date such as {example}")
            return None
        start, end = seconds(period[0]), seconds(period[1])
        if field == "on":
            return Dated(start, end)
        return Dated(None, start) if field == "before" else Dated(start, None)


def _group(kind: type[wq.And | wq.Or], parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else Group(kind, parts)


def _negate(node: Any) -> Any:
    if isinstance(node, Clause | Name | Stated):
        node.exclude()
    return node.part if isinstance(node, Excluded) else Excluded(node)


def _only_excludes(node: Any) -> bool:
    if isinstance(node, Excluded):
        return True
    return isinstance(node, Group) and all(_only_excludes(part) for part in node.parts)


def _shown(value: str) -> str:
    line = text.clean_line(value)
    return f"\u201c{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}\u201d"
