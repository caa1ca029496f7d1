"""What the reader has decided about names: it beats the rules, and can be taken back.

A decision speaks of forms, not of entities: entities come and go with the reports, a form is what the
reader saw. A decision about a form that no report writes any more waits until one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, cast

from briefreader.entities.recogniser import Kind

Verb = Literal["merge", "split", "rename", "kind"]


class DecisionError(ValueError):
    """A decision that cannot be made; its text is one line for the reader, with the forms it speaks of."""

    def __init__(self, words: str, *forms: str) -> None:
        super().__init__(words, *forms)
        self.words = words
        self.forms = forms

    def __str__(self) -> str:
        return self.told(str)

    def told(self, spelling: Callable[[str], str]) -> str:
        """Return the line with the forms as ``spelling`` writes them."""
        return self.words + (": " + ", ".join(map(spelling, self.forms)) if self.forms else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: ``value`` is the other form (merge), the name (rename), the kind (kind), or empty (split).

    ``number`` gives the order in which decisions were made, from 1; 0 is for one not yet made.
    """

    verb: Verb
    form: str
    value: str = ""
    number: int = 0


class Rulings:
    """What the decisions come to when they are read in their order: the later beats the earlier."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.decisions = sorted(decisions, key=lambda decision: decision.number)
        self._read()

    def _read(self) -> None:
        self.apart: set[str] = set()
        self.names: dict[str, tuple[int, str]] = {}
        self.kinds: dict[str, tuple[int, Kind]] = {}
        self._joined: dict[str, set[str]] = {}
        for decision in self.decisions:
            form, value = decision.form, decision.value
            if decision.verb == "split":
                self.apart.add(form)
                for other in self._joined.pop(form, ()):
                    self._joined[other].discard(form)
            elif decision.verb == "merge":
                self._joined.setdefault(form, set()).add(value)
                self._joined.setdefault(value, set()).add(form)
            elif decision.verb == "rename":
                self.names[form] = (decision.number, value)
            else:
                self.kinds[form] = (decision.number, cast(Kind, value))

    def joined(self, form: str) -> set[str]:
        """Return the forms that the reader merged with ``form``."""
        return self._joined.get(form, set())

    def make(self, decision: Decision) -> Decision:
        """Add a decision after all others and return it with its number."""
        if decision.verb == "merge" and decision.form == decision.value:
            raise DecisionError("these are already one", decision.form)
        made = replace(decision, number=self.decisions[-1].number + 1 if self.decisions else 1)
        self.decisions.append(made)
        self._read()
        return made

    def undo(self, number: int | None = None) -> Decision:
        """Take back the decision with this number, or the last one, and return it."""
        for at in range(len(self.decisions) - 1, -1, -1):
            if number is None or self.decisions[at].number == number:
                undone = self.decisions.pop(at)
                self._read()
                return undone
        raise DecisionError(f"there is no decision {number}" if number else "there is no decision to undo")
