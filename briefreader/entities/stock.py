"""The forms at hand: those of the library that a piece of work needs, taken from the shelf when it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Literal, Protocol

from briefreader.entities.forms import Form

CROWD = 40
"""Forms that can meet under one key: where more do, the key says nothing, and none of them meet there."""

_What = Literal["forms", "under", "members"]


class Shelf(Protocol):
    """Where forms are kept between one ``Names`` and the next. It is asked for many at once, and seldom."""

    def forms(self, forms: Collection[str]) -> Iterable[Form]:
        """Return those of these forms that are kept."""
        ...

    def under(self, keys: Collection[str]) -> Iterable[tuple[str, str]]:
        """Return for each of these keys the names of all forms that have it among their ``Form.keys()``."""
        ...

    def members(self, entities: Collection[str]) -> Iterable[tuple[str, str]]:
        """Return for each of these entities the names of all its forms."""
        ...


class Stock:
    """Forms by name, by key and by entity. What is here is newer than what the shelf has."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf
        self._asked: dict[_What, set[str]] = {"forms": set(), "under": set(), "members": set()}
        self._gone: set[str] = set()
        self._filed: set[str] = set()  # forms that stand under their keys as they are now
        self.forms: dict[str, Form] = {}
        self._under: defaultdict[str, set[str]] = defaultdict(set)
        self._members: defaultdict[str, set[str]] = defaultdict(set)

    def ask(self, what: _What, wanted: Iterable[str]) -> None:
        """Take from the shelf what was not yet asked for: forms, those under keys, or those of entities."""
        if self._shelf is None:
            return
        new = {one for one in wanted if one} - self._asked[what]
        if not new:
            return
        self._asked[what] |= new
        if what == "forms":
            for form in self._shelf.forms([name for name in new if name not in self.forms]):
                if form.form not in self._gone:
                    self.forms[form.form] = form
            return
        pairs = self._shelf.under(new) if what == "under" else self._shelf.members(new)
        # What was changed here stands where it belongs by now; the shelf tells of before.
        found = [(of, name) for of, name in pairs if name not in self._gone]
        if what == "members":
            self.ask("forms", (name for _, name in found))
            for of, name in found:
                if self.forms[name].entity == of:
                    self._members[of].add(name)
            return
        for of, name in found:
            if name not in self._filed:
                self._under[of].add(name)
        met = (key for key in new if not self._is_crowded(key))
        self.ask("forms", (name for key in met for name in self._under.get(key, ())))

    def file(self, form: Form, old_keys: Iterable[str]) -> None:
        """Put a form under its keys, and away from those that it had."""
        self._filed.add(form.form)
        for key in old_keys:
            self._under[key].discard(form.form)
        if form.used:
            keys = form.keys()
            for key in keys:
                self._under[key].add(form.form)

    def names_under(self, key: str) -> Collection[str]:
        """Return the names of the forms under a key, as far as they are at hand."""
        return self._under.get(key, ())

    def under(self, key: str) -> list[Form]:
        """Return the forms under a key; none where it is crowded."""
        names = self._under.get(key, ())
        if key[0] != "<" and len(names) > CROWD:
            return []
        forms = self.forms
        if self._shelf is not None and any(name not in forms for name in names):
            self.ask("forms", names)  # it was crowded when it was asked for
        return [forms[name] for name in names]

    def _is_crowded(self, key: str) -> bool:
        return key[0] != "<" and len(self._under.get(key, ())) > CROWD

    def stands(self, name: str) -> bool:
        """Say whether a form stands for itself in some report."""
        return name in self.forms and self.forms[name].stands > 0

    def members(self, entity: str) -> Collection[str]:
        """Return the names of the forms of an entity, as far as they are at hand."""
        return self._members.get(entity, ())

    def move(self, form: Form, entity: str) -> None:
        """Make a form one of an entity."""
        self._members[form.entity].discard(form.form)
        self._members[entity].add(form.form)
        form.entity = entity

    def drop(self, name: str) -> None:
        """Take away a form that no report writes any more."""
        form = self.forms.pop(name)
        self._members[form.entity].discard(name)
        self._gone.add(name)
