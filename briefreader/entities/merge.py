"""One entity over its spellings, over the library: incremental, and the same whatever order reports come in.

What is known is a set of counts over forms (see ``forms``). From these alone the rules (see ``linking``)
draw links, and an entity is what hangs together by links and by the reader's decisions. A report changes
the counts of its own forms; where that changes what the rules look at, the forms that share a key with
these are looked at again, and the entities that they belong to, and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefreader.entities.decisions import Decision, DecisionError, Rulings
from briefreader.entities.display import kind_of, name_of
from briefreader.entities.forms import KINDS, Form, readers
from briefreader.entities.linking import links
from briefreader.entities.names import form_id, rest_of
from briefreader.entities.naming import Naming
from briefreader.entities.recogniser import Kind
from briefreader.entities.stock import CROWD, Shelf, Stock


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
    """What is to be kept after ``settle``.

    ``forms`` that changed (``rekeyed`` names those of them that have other keys now), forms that nobody
    writes any more (``gone``), ``entities`` that changed, and the ids of those that are no more.
    """

    forms: tuple[Form, ...]
    rekeyed: frozenset[str]
    gone: tuple[str, ...]
    entities: tuple[Entity, ...]
    dissolved: tuple[str, ...]


@dataclass(slots=True)
class _Delta:
    used: int = 0
    stands: int = 0
    kinds: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    spellings: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)


class Names:
    """The names of a library. Reports are added and removed; ``settle`` then says what has changed.

    All that it needs of the library it takes from ``shelf`` when it needs it and keeps from then on;
    without a shelf it starts empty. ``decisions`` are the reader's, as they were kept.
    """

    def __init__(self, shelf: Shelf | None = None, decisions: Iterable[Decision] = ()) -> None:
        self._stock = Stock(shelf)
        self._rulings = Rulings(decisions)
        self._deltas: defaultdict[str, _Delta] = defaultdict(_Delta)
        self._decided: set[str] = set()
        self._rekeyed: set[str] = set()

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
    def at_hand(self) -> int:
        """How many forms of the library are held in memory."""
        return len(self._stock.forms)

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
                raise DecisionError("these are already one", decision.form, decision.value)
            if decision.verb == "split" and not self._has_company(form):
                raise DecisionError("there is nothing to split it from", decision.form)
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
        self._stock.ask("forms", wanted)
        found = [self._stock.forms.get(form) for form in wanted]
        for form, name in zip(found, wanted, strict=True):
            if form is None or not form.used:
                raise DecisionError("no report names this", name)
        return [form for form in found if form]

    def _has_company(self, form: Form) -> bool:
        if form.form in self._rulings.apart and not self._rulings.joined(form.form):
            return False
        self._stock.ask("members", [form.entity])
        return len(self._stock.members(form.entity)) > 1 or form.used > form.stands

    def target(self, form: str, owner: str) -> str:
        """Return the form whose entity a mention is of: the fuller name's, unless the reader split it off."""
        return form if form in self._rulings.apart else owner

    @property
    def apart(self) -> frozenset[str]:
        """The forms that the reader split off: their mentions are theirs in every report."""
        return frozenset(self._rulings.apart)

    def entity_of(self, form: str) -> str:
        """Return the id of the entity that a form belongs to since the last ``settle``, or "" for none."""
        self._stock.ask("forms", [form])
        found = self._stock.forms.get(form)
        return found.entity if found else ""

    def resolve(self, naming: Naming) -> list[str]:
        """Return for each mention of a report the id of its entity, as of the last ``settle``."""
        targets = [self.target(named.form, named.owner) for named in naming.named]
        self._stock.ask("forms", targets)
        ids = [self.entity_of(target) for target in targets]
        return [ids[at] for at in naming.mentions]

    def settle(self) -> Changes:
        """Bring links and entities up to date with what was added, removed and decided since."""
        again, touched = self._recount()
        redrawn, moved = self._relink(again)
        changes = self._regroup(moved, redrawn | touched)
        self._rekeyed.clear()
        return changes

    def _recount(self) -> tuple[set[str], set[str]]:
        """Apply the counts. Return the forms whose links may have changed, and those whose counts have."""
        stock = self._stock
        deltas, self._deltas = self._deltas, defaultdict(_Delta)
        stock.ask("forms", {*deltas, *self._decided})
        changed: list[tuple[Form, list[str]]] = []
        keys: set[str] = set()
        for name, delta in deltas.items():
            form = stock.forms.get(name)
            before, old_keys = (form.signature(), form.keys()) if form else (None, [])
            if form is None:
                form = stock.forms[name] = Form(name)
            _apply(form, delta)
            if form.signature() != before:
                changed.append((form, old_keys))
                new_keys = form.keys()
                keys.update(old_keys, new_keys)
                if before is None or new_keys != old_keys:
                    self._rekeyed.add(name)
        return self._concerned(changed, keys), set(deltas)

    def _concerned(self, changed: list[tuple[Form, list[str]]], keys: set[str]) -> set[str]:
        """File the changed forms anew. Return them, and those whose links depend on them."""
        stock = self._stock
        meeting = [key for key in keys if key[0] != "<"]
        stock.ask("under", meeting)
        crowded = {key for key in meeting if len(stock.names_under(key)) > CROWD}
        for form, old_keys in changed:
            stock.file(form, old_keys)
        concerned = {form.form for form, _ in changed}
        for key in keys:
            if key not in crowded or len(stock.names_under(key)) <= CROWD:
                concerned.update(readers(key, stock.names_under(key)))
        # A name that stands by itself parts longer ones in two, and with them what may be short for those.
        whole = [form.form for form, _ in changed if " " in form.form]
        stock.ask("under", ["<" + name for name in whole])
        for name in whole:
            for owner in stock.names_under("<" + name):
                if owner.count(" ") >= 3:
                    concerned.update(key[1:] for key in stock.forms[owner].keys() if key[0] == "<")  # noqa: SIM118
        return concerned

    def _relink(self, names: set[str]) -> tuple[set[str], set[str]]:
        """Draw the links of these forms anew. Return those that changed, and all whose entities may have."""
        stock = self._stock
        stock.ask("forms", names)
        looked = [stock.forms[name] for name in sorted(names) if name in stock.forms]
        stock.ask("under", (key for form in looked for key in form.reads()))
        several = [form.form for form in looked if " " in form.form]
        owners = ((name, owner) for name in several for owner in stock.names_under("<" + name))
        stock.ask("forms", (rest_of(owner, name) for name, owner in owners))
        redrawn: set[str] = set()
        moved = self._loosened()
        for form in looked:
            drawn = links(form, stock.under, stock.stands) if form.used else ()
            if drawn != form.links or not form.entity or not form.used:
                moved.update((form.form, *form.links, *drawn))
                form.links = drawn
                redrawn.add(form.form)
        for name in tuple(moved):
            moved.update(self._rulings.joined(name))
        stock.ask("forms", moved)
        return redrawn, {name for name in moved if name in stock.forms}

    def _loosened(self) -> set[str]:
        """Return what the last decisions may move: the forms decided on, and all that may link to them."""
        stock = self._stock
        moved, self._decided = self._decided, set()
        found = [stock.forms[name] for name in moved if name in stock.forms]
        keys = {key for form in found for key in (*form.keys(), *form.reads())}
        stock.ask("under", keys)
        moved.update(form for key in keys for form in stock.names_under(key))
        moved.update(key[1:] for key in keys if key[0] == "<")
        return moved

    def _regroup(self, moved: set[str], touched: set[str]) -> Changes:
        """Gather the entities of the moved forms anew, and describe these and those of the touched."""
        stock = self._stock
        forms = stock.forms
        old = {forms[name].entity for name in moved | touched} - {""}
        stock.ask("members", old)
        stirred = {forms[name].entity for name in moved} - {""}
        pool = moved.union(*(stock.members(entity) for entity in stirred))
        changed = set(touched)
        gone = {name for name in pool | touched if not forms[name].used}
        for group in self._groups(sorted(pool - gone)):
            entity = form_id(min(group, key=lambda name: (" " not in name, name.count(" "), name)))
            for name in group:
                if forms[name].entity != entity:
                    stock.move(forms[name], entity)
                    changed.add(name)
        for name in gone:
            stock.drop(name)
        changed -= gone
        ids = old | {forms[name].entity for name in changed}
        entities = tuple(filter(None, map(self._describe, sorted(ids))))
        return Changes(
            tuple(forms[name] for name in sorted(changed)),
            frozenset(self._rekeyed),
            tuple(sorted(gone)),
            entities,
            tuple(sorted(ids - {entity.id for entity in entities})),
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
            linked = () if name in apart else self._stock.forms[name].links
            for other in (*(other for other in linked if other not in apart), *self._rulings.joined(name)):
                if other in parent:
                    parent[root(name)] = root(other)
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in pool:
            groups[root(name)].append(name)
        return list(groups.values())

    def _describe(self, id: str) -> Entity | None:
        """Return the entity, or None where no report that writes its forms means it."""
        members = [self._stock.forms[name] for name in sorted(self._stock.members(id))]
        rulings = self._rulings
        if not any(form.stands or form.form in rulings.apart for form in members):
            return None
        names = [rulings.names[form.form] for form in members if form.form in rulings.names]
        kinds = [rulings.kinds[form.form] for form in members if form.form in rulings.kinds]
        return Entity(
            id,
            max(names)[1] if names else name_of(members),
            max(kinds)[1] if kinds else kind_of(members),
            tuple(form.form for form in members),
        )


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
