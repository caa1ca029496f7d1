"""The directory: from what a person writes to the entity that is meant, and what there is to say of it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import cast

from briefreader.errors import Ambiguous, NotFound
from briefreader.model import Article, Entity, EntityKind, Mention
from briefreader.namebook import Namebook
from briefreader.store import Store
from briefreader.text import clean_line

NEAR_AT_MOST = 5
_NEAR_ENOUGH = 0.6
_NEAR_LOOKED_AT = 400
_ID = re.compile(r"[0-9a-f]{4,12}")
_LONGEST = 200


class Directory:
    """Who and where the reports of a store name."""

    def __init__(self, store: Store) -> None:
        self._book = Namebook(store)

    def mentions(self, key: int, article: Article) -> tuple[Mention, ...]:
        """Return the names in a report, those of the title first; none while it is not enriched."""
        kept = self._book.report(key)
        if kept is None:
            return ()
        found, naming = kept
        entities = self._book.entities_of(naming)
        mentions = []
        for mention, place in zip(found, naming.mentions, strict=True):
            id, name, _ = entities[place]
            field = article.title if mention.in_title else article.text
            if mention.end <= len(field):  # else it was recognised in what the report said before
                mentions.append(
                    Mention(
                        mention.start, mention.end, mention.kind, id, name, mention.role, mention.in_title
                    )
                )
        return tuple(mentions)

    def find(self, wanted: str) -> str:
        """Return the id of the entity that ``wanted`` is the id, the name or any spelling of.

        Raises:
            NotFound: nothing is called so; the message offers what is called nearly so.
            Ambiguous: several are; the message says which.
        """
        from briefreader.entities.names import form_of

        wanted = clean_line(wanted)[:_LONGEST]
        found = self._book.by_id(wanted) if _ID.fullmatch(wanted) else []
        found = found or self._book.by_name(wanted)
        forms = [form_of(wanted, True), form_of(wanted)]
        found = found or self._book.by_form(forms) or self._book.by_short(forms[0])
        if not found:
            near = self._near(wanted)
            offer = (
                f"; near it: {', '.join(near)}" if near else ": 'briefreader entities' lists those there are"
            )
            raise NotFound(f"no report names {wanted!r}{offer}")
        if len(found) > 1:
            raise Ambiguous(f"{wanted!r} could be {', '.join(map(self._called, found))}: give the id")
        return found[0]

    def _called(self, id: str) -> str:
        known = self._book.entity(id)
        return f"{known[0]} ({known[1]}, {id})" if known else id

    def _near(self, wanted: str) -> list[str]:
        from briefreader.entities.names import form_of

        target = form_of(wanted)
        beginnings = [word[:3] for word in target.split() if len(word) >= 3]
        names = [
            known[0]
            for id in self._book.with_words(beginnings, _NEAR_LOOKED_AT)
            if (known := self._book.entity(id))
        ]
        scored = [(SequenceMatcher(None, target, form_of(name)).ratio(), name) for name in names]
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        return [name for ratio, name in scored[:NEAR_AT_MOST] if ratio >= _NEAR_ENOUGH]

    def entity(self, id: str) -> Entity:
        """Return all there is to say of an entity, by its id."""
        known = self._book.entity(id)
        if known is None:
            raise NotFound(f"no entity {clean_line(id)!r}: 'briefreader entities' lists those there are")
        first, last = self._book.span(id)
        return Entity(
            id=id,
            name=known[0],
            kind=cast(EntityKind, known[1]),
            reports=len(self._book.reports(id)),
            spellings=tuple(self._book.spellings(id)),
            first=first,
            last=last,
        )

    def reports(self, id: str) -> list[int]:
        """Return the keys of the reports that name an entity."""
        return self._book.reports(id)

    def most_named(self, limit: int | None) -> list[Entity]:
        """Return entities, those in most reports first, with their spellings."""
        return [
            Entity(id, name, cast(EntityKind, kind), count, tuple(self._book.spellings(id)))
            for id, name, kind, count in self._book.most_named(limit)
        ]

    def form_of(self, wanted: str) -> str:
        """Return a form that stands for the entity that ``wanted`` means.

        Raises:
            NotFound, Ambiguous: as ``find`` does.
        """
        return str(self._book.form_of(self.find(wanted)))
