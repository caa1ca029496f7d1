"""One entity over its spellings, over the library: incremental, and the same whatever order reports come in.

What is known is a set of counts over forms (see ``forms``). From these alone the rules (see ``linking``)
draw links, and an entity is what hangs together by links and by the reader's decisions. A report changes
the counts of its own forms; where that changes what the rules look at, the forms that share a key with
these are looked at again, and the entities that they belong to, and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from briefreader.entities.decisions import Decision, DecisionError, Rulings
from briefreader.entities.display import kind_of, name_of
from briefreader.entities.forms import KINDS, Form, readers
from briefreader.entities.linking import links
from briefreader.entities.names import form_id
from briefreader.entities.recogniser import Kind, Mention
from briefreader.entities.within import Alias, read
from briefreader.model import Article


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a report, with the number of times that it is written so and understood so."""

    spelling: str
    form: str
    owner: str
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of one report. To be kept with it: taking the report away needs it again.

    ``mentions`` gives for each mention its place in ``named``.
    """

    named: tuple[Named, ...]
    aliases: tuple[Alias, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something: ``id`` (12 hexadecimal digits), how it is shown, and the forms that name it.

    The id of an entity is that of one of its forms (``form_id``). When entities grow together one of
    the ids goes; asked by the id of any of its forms, an entity is found again.
    """

    id: str
    name: str
    kind: Kind
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be kept after ``settle``: forms that changed, forms that nobody writes any more,
    entities that changed, and the ids of entities that are no more."""

    forms: tuple[Form, ...]
    gone: tuple[str, ...]
    entities: tuple[Entity, ...]
    dissolved: tuple[str, ...]


class Shelf(Protocol):
    """Where forms are kept between one ``Names`` and the next. It is asked for many at once, and seldom."""

    def forms(self, forms: Collection[str]) -> Iterable[Form]:
        """Return those of these forms that are kept."""
        ...

    def under(self, keys: Collection[str]) -> Iterable[Form]:
        """Return all forms that have one of these among their ``Form.keys()``."""
        ...

    def members(self, entities: Collection[str]) -> Iterable[Form]:
        """Return all forms whose ``entity`` is one of these."""
        ...


_What = Literal["forms", "under", "members"]


@dataclass(slots=True)
class _Delta:
    used: int = 0
    stands: int = 0
    kinds: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    spellings: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)


def understand(article: Article, mentions: Sequence[Mention]) -> Naming:
    """Return the names of a report as it alone tells them: it can be done in another process."""
    readings, aliases = read(article, mentions)
    counts = Counter(readings)
    place = {reading: at for at, reading in enumerate(counts)}
    return Naming(
        tuple(Named(one.spelling, one.form, one.owner, one.kind, count) for one, count in counts.items()),
        tuple(aliases),
        tuple(place[reading] for reading in readings),
    )


class Names:
    """The names of a library. Reports are added and removed; ``settle`` then says what has changed.

    All that it needs of the library it takes from ``shelf`` when it needs it and keeps from then on;
    without a shelf it starts empty. ``decisions`` are the reader's, as they were kept.
    """

    def __init__(self, shelf: Shelf | None = None, decisions: Iterable[Decision] = ()) -> None:
        self._shelf = shelf
        self._rulings = Rulings(decisions)
        self._forms: dict[str, Form] = {}
        self._under: defaultdict[str, set[str]] = defaultdict(set)
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        self._asked: dict[_What, set[str]] = {"forms": set(), "under": set(), "members": set()}
        self._gone: set[str] = set()
        self._deltas: defaultdict[str, _Delta] = defaultdict(_Delta)
        self._decided: set[str] = set()

    def add(self, naming: Naming) -> None:
        """Count the names of a report."""
        self._count(naming, 1)

    def remove(self, naming: Naming) -> None:
        """Take the names of a report away again: ``naming`` is what was added for it."""
        self._count(naming, -1)

    def _count(self, naming: Naming, sign: int) -> None:
        deltas = self._deltas
        for named in naming.named:
            delta = deltas[named.form]
            delta.kinds[KINDS.index(named.kind)] += sign * named.count
            delta.spellings[named.spelling] += sign * named.count
        for form in {named.form for named in naming.named}:
            deltas[form].used += sign
        for owner in {named.owner for named in naming.named}:
            deltas[owner].stands += sign
        for alias in naming.aliases:
            deltas[alias.owner].aliases[alias.form] += sign

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The reader's decisions in their order: to be kept."""
        return tuple(self._rulings.decisions)

    def decide(self, decision: Decision) -> Decision:
        """Make a decision of the reader and return it with its number; ``settle`` carries it out.

        Raises ``DecisionError`` when the decision would change nothing or its kind is unknown.
        """
        if decision.verb == "kind" and decision.value not in KINDS:
            raise DecisionError(f"no such kind: {decision.value} (there are {', '.join(KINDS)})")
        if decision.verb == "rename" and not decision.value.strip():
            raise DecisionError("an entity needs a name")
        if decision.verb in ("merge", "split"):
            form, *other = self._existing(decision)
            if other and form.entity and form.entity == other[0].entity:
                raise DecisionError(f"these are already one: {decision.form}, {decision.value}")
            if decision.verb == "split" and not self._has_company(form):
                raise DecisionError(f"there is nothing to split it from: {decision.form}")
        made = self._rulings.make(decision)
        self._decided.update((made.form, made.value) if made.verb == "merge" else (made.form,))
        return made

    def undo(self, number: int | None = None) -> Decision:
        """Take back a decision by its number, or the last one, and return it; ``settle`` carries it out."""
        undone = self._rulings.undo(number)
        self._decided.update((undone.form, undone.value) if undone.verb == "merge" else (undone.form,))
        # What an undone split had cut off was joined by earlier decisions.
        self._decided.update(*(self._rulings.joined(form) for form in tuple(self._decided)))
        return undone

    def _existing(self, decision: Decision) -> list[Form]:
        wanted = [decision.form, decision.value] if decision.verb == "merge" else [decision.form]
        self._ask("forms", wanted)
        found = [self._forms.get(form) for form in wanted]
        for form, name in zip(found, wanted, strict=True):
            if form is None or not form.used:
                raise DecisionError(f"no report names this: {name}")
        return [form for form in found if form]

    def _has_company(self, form: Form) -> bool:
        if form.form in self._rulings.apart and not self._rulings.joined(form.form):
            return False
        self._ask("members", [form.entity])
        return len(self._members[form.entity]) > 1 or form.used > form.stands

    def target(self, form: str, owner: str) -> str:
        """Return the form whose entity a mention belongs to: the fuller name's, unless the reader split it off."""
        return form if form in self._rulings.apart else owner

    @property
    def apart(self) -> frozenset[str]:
        """The forms that the reader split off: their mentions are theirs in every report."""
        return frozenset(self._rulings.apart)

    def entity_of(self, form: str) -> str:
        """Return the id of the entity that a form belongs to since the last ``settle``, or "" for none."""
        self._ask("forms", [form])
        found = self._forms.get(form)
        return found.entity if found else ""

    def resolve(self, naming: Naming) -> list[str]:
        """Return for each mention of a report the id of its entity, as of the last ``settle``."""
        self._ask("forms", {self.target(named.form, named.owner) for named in naming.named})
        ids = [self.entity_of(self.target(named.form, named.owner)) for named in naming.named]
        return [ids[at] for at in naming.mentions]

    def settle(self) -> Changes:
        """Bring links and entities up to date with what was added, removed and decided since the last time."""
        again, touched = self._recount()
        redrawn, moved = self._relink(again)
        return self._regroup(moved, redrawn | touched)

    def _recount(self) -> tuple[set[str], set[str]]:
        """Apply the counts. Return the forms whose links may have changed, and those whose counts have."""
        deltas, self._deltas = self._deltas, defaultdict(_Delta)
        self._ask("forms", {*deltas, *self._decided})
        again: set[str] = set()
        keys: set[str] = set()
        for name, delta in deltas.items():
            form = self._forms.get(name)
            signature, old_keys = (form.signature(), form.keys()) if form else (None, [])
            if form is None:
                form = self._forms[name] = Form(name)
            _apply(form, delta)
            if form.signature() != signature:
                again.add(name)
                keys.update(old_keys, form.keys())
                self._file(form, old_keys)
        self._ask("under", keys)
        for key in keys:
            again.update(readers(key, (self._forms[name] for name in self._under.get(key, ()))))
        return again, set(deltas)

    def _relink(self, again: set[str]) -> tuple[set[str], set[str]]:
        """Draw the links of these forms anew. Return those whose links changed, and all whose entities may have."""
        self._ask("forms", again | self._decided)
        looked = [form for name in sorted(again) if (form := self._forms.get(name))]
        self._ask("under", {key for form in looked for key in form.reads()})
        redrawn: set[str] = set()
        moved = set(self._decided)
        for form in looked:
            drawn = links(form, self._found) if form.used else ()
            if drawn != form.links or not form.entity or not form.used:
                moved.update((form.form, *form.links, *drawn))
                form.links = drawn
                redrawn.add(form.form)
        for name in tuple(moved):
            moved.update(self._rulings.joined(name))
            if name in self._decided and (form := self._forms.get(name)):
                moved.update(form.links)
                self._ask("under", form.reads())
                # Those that link to it were held off while it was apart.
                for key in form.keys():
                    self._ask("under", [key])
                    moved.update(readers(key, (self._forms[other] for other in self._under.get(key, ()))))
        self._decided = set()
        self._ask("forms", moved)
        return redrawn, {name for name in moved if name in self._forms}

    def _found(self, key: str) -> list[Form]:
        forms = self._forms
        return [form for name in self._under.get(key, ()) if (form := forms[name]).used]

    def _regroup(self, moved: set[str], touched: set[str]) -> Changes:
        """Gather the entities of the moved forms anew, and describe these and those of the touched."""
        forms = self._forms
        old = {forms[name].entity for name in moved | touched if forms[name].entity}
        self._ask("members", old)
        stirred = {forms[name].entity for name in moved}
        pool = set(moved).union(*(self._members[entity] for entity in stirred if entity))
        changed = {name for name in touched if name in forms}
        gone = {name for name in pool | touched if not forms[name].used}
        for group in self._groups(sorted(pool - gone)):
            entity = form_id(min(group, key=lambda name: (" " not in name, name.count(" "), name)))
            for name in group:
                form = forms[name]
                if form.entity != entity:
                    self._members[form.entity].discard(name)
                    self._members[entity].add(name)
                    form.entity = entity
                    changed.add(name)
        for name in gone:
            self._members[forms[name].entity].discard(name)
            self._file(forms[name], forms[name].keys(), gone=True)
        now = {forms[name].entity for name in changed - gone}
        entities = [entity for id in sorted(now | old) if (entity := self._describe(id))]
        kept = {entity.id for entity in entities}
        for name in gone:
            del forms[name]
        return Changes(
            tuple(forms[name] for name in sorted(changed - gone)),
            tuple(sorted(gone)),
            tuple(entities),
            tuple(sorted((old | now) - kept)),
        )

    def _groups(self, pool: list[str]) -> list[list[str]]:
        """Return the forms of the pool in groups that hang together by links and decisions."""
        parent = {name: name for name in pool}

        def root(name: str) -> str:
            while parent[name] != name:
                parent[name] = name = parent[parent[name]]
            return name

        apart = self._rulings.apart
        for name in pool:
            linked = () if name in apart else (other for other in self._forms[name].links if other not in apart)
            for other in (*linked, *self._rulings.joined(name)):
                if other in parent:
                    parent[root(name)] = root(other)
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in pool:
            groups[root(name)].append(name)
        return list(groups.values())

    def _describe(self, id: str) -> Entity | None:
        """Return the entity, or None for an id that names none: no report means it when it writes its forms."""
        members = [self._forms[name] for name in sorted(self._members.get(id, ()))]
        if not any(form.stands or form.form in self._rulings.apart for form in members):
            return None
        written = [form for form in members if form.spellings]
        renamed = max((self._rulings.names[form.form] for form in members if form.form in self._rulings.names), default=None)
        kinds = max((self._rulings.kinds[form.form] for form in members if form.form in self._rulings.kinds), default=None)
        kind: Kind = next((kind for kind in KINDS if kinds and kind == kinds[1]), None) or kind_of(members)
        name = renamed[1] if renamed else name_of(written)
        return Entity(id, name, kind, tuple(form.form for form in members))

    def _ask(self, what: _What, wanted: Collection[str]) -> None:
        """Take from the shelf what was not yet asked for. What is already here is newer and stays."""
        if self._shelf is None:
            return
        new = {one for one in wanted if one} - self._asked[what]
        if not new:
            return
        self._asked[what] |= new
        ask = {"forms": self._shelf.forms, "under": self._shelf.under, "members": self._shelf.members}[what]
        for form in ask(new):
            if form.form not in self._forms and form.form not in self._gone:
                self._forms[form.form] = form
                self._members[form.entity].add(form.form)
                self._file(form, ())

    def _file(self, form: Form, old_keys: Iterable[str], *, gone: bool = False) -> None:
        for key in old_keys:
            self._under[key].discard(form.form)
        if gone:
            self._gone.add(form.form)
        else:
            for key in form.keys():
                self._under[key].add(form.form)


def _apply(form: Form, delta: _Delta) -> None:
    form.used = max(0, form.used + delta.used)
    form.stands = max(0, form.stands + delta.stands)
    form.kinds = [old + new for old, new in zip(form.kinds, delta.kinds, strict=True)]
    for counts, more in ((form.spellings, delta.spellings), (form.aliases, delta.aliases)):
        for name, count in more.items():
            counts[name] = counts.get(name, 0) + count
            if counts[name] <= 0:
                del counts[name]
    form.refresh()
