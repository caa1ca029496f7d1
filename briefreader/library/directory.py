"""The directory: from what a person writes to the entity that is meant, and what there is to say of it."""

from __future__ import annotations

import re
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from briefreader.errors import Ambiguous, NotFound
from briefreader.library.namebook import Row
from briefreader.library.register import Register
from briefreader.model import Entity, EntityKind
from briefreader.store import Store
from briefreader.text import clean_line, fold, tokens

if TYPE_CHECKING:
    from briefreader.entities.decisions import Decision as MadeDecision
    from briefreader.model import Article, Decision, Mention

NEAR_AT_MOST = 5
LONGEST = 200
"""Characters of a name that are looked at."""

_NEAR_LOOKED_AT = 400
_NEAR_WORDS = 6
_NEAR_WORDS_LOOKED_AT = 20_000
_OFFERED = 5
_REMEMBERED = 48
_ID = re.compile(r"[0-9a-f]{4,12}")
_WHOLE_ID = re.compile(r"[0-9a-f]{12}")
_ORDER: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")


class Directory:
    """Who and where the reports of a store name. Methods may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self.register = Register(store)
        self._remembered: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._guard = threading.Lock()

    def _once(self, what: Callable[[Any], Any], of: Hashable) -> Any:
        """Return ``what(of)``, remembered as long as the names stay as they are."""
        wanted = (what.__name__, of, self.register.state())
        with self._guard:
            if wanted in self._remembered:
                self._remembered.move_to_end(wanted)
                return self._remembered[wanted]
        found = what(of)
        with self._guard:
            self._remembered[wanted] = found
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return found

    # -- one report

    def mentions(self, key: int, article: Article) -> tuple[Mention, ...]:
        """Return the names in a report, those of the title first; none while it is not enriched."""
        from briefreader.model import Mention

        kept = self.register.report(key)
        if kept is None:
            return ()
        found, naming = kept
        entities = self.register.entities_of(naming)
        mentions = []
        for mention, place in zip(found, naming.mentions, strict=True):
            id, name, _, _ = entities[place]
            field = article.title if mention.in_title else article.text
            if mention.end <= len(field):  # else it was recognised in what the report said before
                mentions.append(
                    Mention(
                        mention.start, mention.end, mention.kind, id, name, mention.role, mention.in_title
                    )
                )
        return tuple(mentions)

    def cast(self, key: int) -> tuple[tuple[Entity, int], ...]:
        """Return who and where a report names and how often, by kind, those most often here first."""
        kept = self.register.report(key)
        if kept is None:
            return ()
        _, naming = kept
        counts: dict[Row, int] = {}
        for row, one in zip(self.register.entities_of(naming), naming.named, strict=True):
            if row[0]:
                counts[row] = counts.get(row, 0) + one.count
        found = [(entity_of(row), count) for row, count in counts.items()]
        found.sort(key=lambda pair: (_ORDER.index(pair[0].kind), -pair[1], -pair[0].reports, pair[0].name))
        return tuple(found)

    # -- one entity

    def entity(self, id: str) -> Entity:
        """Return all there is to say of an entity, by its id or that of one of its forms."""
        rows = self.register.by_id(id) if _WHOLE_ID.fullmatch(id) else []
        if not rows:
            raise NotFound(f"no entity {clean_line(id)!r}: 'briefreader entities' lists those there are")
        return self.described(rows[0])

    def described(self, row: Row) -> Entity:
        """Return an entity with its spellings and dates."""
        first, last = self._once(self.register.span, row[0])
        return replace(self.spelt(row), first=first, last=last)

    def spelt(self, row: Row) -> Entity:
        """Return an entity with its spellings."""
        return entity_of(row, tuple(self._once(self.register.spellings, row[0])))

    def reports(self, id: str) -> tuple[array[int], array[int]]:
        """Return the keys of the reports that name an entity, rising, and how often each does."""
        found: tuple[array[int], array[int]] = self._once(self.register.reports, id)
        return found

    def most_named(self, limit: int | None) -> list[Entity]:
        """Return entities, those in most reports first, with their spellings."""
        rows = self.register.most_named(limit)
        spellings = self.register.all_spellings(None if limit is None else [row[0] for row in rows])
        return [entity_of(row, tuple(spellings.get(row[0], ()))) for row in rows]

    # -- looking up

    def called(self, wanted: str) -> list[Row]:
        """Return whom a person can mean by a name or an id, the likeliest first.

        One who is shown under that name stands alone: bare "Hezbollah" is Hezbollah, though a report
        may mean others by it. A lone surname or given name is everyone's who is called so.
        """
        wanted = clean_line(wanted)[:LONGEST]
        if _WHOLE_ID.fullmatch(wanted) and (rows := self.register.by_id(wanted)):
            return rows
        from briefreader.entities.lookup import asked

        forms = asked(wanted)
        if not forms:
            return []
        found: list[tuple[Row, int]] = self._once(self.register.by_form, forms)
        shown = [row for row, _ in found if fold_all(row[1]) == fold_all(wanted)]
        shown = shown or self.register.by_name(wanted)
        if shown and (shown[0][2] != "person" or " " in wanted):
            return shown
        found_rows = [row for row, _ in found] or shown or self.register.by_short(forms[-1])
        return found_rows or (self.register.by_id(wanted) if _ID.fullmatch(wanted) else [])

    def find(self, wanted: str) -> Row:
        """Return the entity that ``wanted`` is the id, the name or any spelling of.

        Raises:
            NotFound: nothing is called so; the message offers what is called nearly so.
            Ambiguous: several are; the message says which.
        """
        found = self.called(wanted)
        if not found:
            near = self.near(wanted)
            offer = (
                f"; near it: {', '.join(near)}" if near else ": 'briefreader entities' lists those there are"
            )
            raise NotFound(f"no report names {clean_line(wanted)[:LONGEST]!r}{offer}")
        if len(found) > 1:
            offered = ", ".join(f"{name} ({kind}, {id})" for id, name, kind, _ in found[:_OFFERED])
            more = f" and {len(found) - _OFFERED} more" if len(found) > _OFFERED else ""
            raise Ambiguous(f"{clean_line(wanted)!r} could be {offered}{more}: give the id")
        return found[0]

    def form_of(self, wanted: str) -> str:
        """Return a form that stands for the entity that ``wanted`` means.

        Raises:
            NotFound, Ambiguous: as ``find`` does.
        """
        return self.register.forms(self.find(wanted)[0])[0]

    def written(self, wanted: str) -> str:
        """Return the form of a spelling as reports write it.

        Raises:
            NotFound: no report writes it.
        """
        from briefreader.entities.lookup import asked

        found = self.register.written(asked(clean_line(wanted)[:LONGEST]))
        return found or self.form_of(wanted)

    def decisions(self) -> list[Decision]:
        """Return what the reader decided, in order."""
        return [self.decision(made) for made in self.register.decisions()]

    def decision(self, made: MadeDecision) -> Decision:
        """Return a decision about forms as one about names."""
        from briefreader.model import Decision

        value = self.register.spelling(made.value) if made.verb == "merge" else made.value
        return Decision(made.number, made.verb, self.register.spelling(made.form), value)

    def near(self, wanted: str) -> list[str]:
        """Return names that are spelt nearly so, or of which a part is."""
        from briefreader.entities.forms import meeting
        from briefreader.entities.lookup import asked, near

        wanted = clean_line(wanted)[:LONGEST]
        words = [fold(word) for word, _, _ in tokens(wanted)]
        keys = {key for form in asked(wanted) for person in (True, False) for key in meeting(form, person)}
        parts: dict[str, str] = {}
        rows = self.register.meeting(keys, _NEAR_LOOKED_AT)
        for word in dict.fromkeys(words[:_NEAR_WORDS]):
            rows += self.register.beginning([word[:3]], _NEAR_LOOKED_AT)
            for other in near(word, self.register.words(word[:1], _NEAR_WORDS_LOOKED_AT), 3):
                found = self.register.beginning([other], 3)
                rows += found
                if len(words) == 1 and found:
                    parts.setdefault(other, found[0][1])
        for _, name, _, _ in rows:
            pieces = name.split()
            of_length = range(len(pieces) - len(words) + 1)
            for part in (name, *(" ".join(pieces[at : at + len(words)]) for at in of_length)):
                parts.setdefault(part, name)
        offered = dict.fromkeys(parts[part] for part in near(wanted, parts, 4 * NEAR_AT_MOST))
        return list(offered)[:NEAR_AT_MOST]

    def complete(self, text: str, limit: int) -> list[Entity]:
        """Return entities that are called by words which begin so, those in most reports first."""
        beginnings = [fold(word) for word, _, _ in tokens(clean_line(text)[:LONGEST])]
        if beginnings[:1] == ["the"] and len(beginnings) > 1:
            del beginnings[0]
        if not beginnings or limit < 1:
            return []
        found = dict.fromkeys(self.register.beginning(beginnings[:8], limit))
        for row, name in self.register.renamed():
            words = fold_all(name).split()
            if all(any(word.startswith(one) for word in words) for one in beginnings):
                found.setdefault(row)
        return [entity_of(row) for row in sorted(found, key=lambda row: (-row[3], row[1]))[:limit]]


def entity_of(row: Row, spellings: tuple[tuple[str, int], ...] = ()) -> Entity:
    """Return the entity of a row of the register, without its dates."""
    id, name, kind, reports = row
    return Entity(id, name, cast(EntityKind, kind), reports, spellings)


def fold_all(name: str) -> str:
    """Return a name with its words folded, without "the" before it."""
    return " ".join(fold(word) for word, _, _ in tokens(name)).removeprefix("the ")
