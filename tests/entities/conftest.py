"""Reports with their names marked in the text: ``[Kata'ib Hezbollah|o]`` is an organisation's name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefreader.entities.decisions import Decision, Verb
from briefreader.entities.merge import Changes, Entity, Names
from briefreader.entities.naming import Naming, understand
from briefreader.entities.recogniser import Kind, Mention
from briefreader.model import Article

KINDS: dict[str, Kind] = {"p": "person", "o": "organisation", "l": "place", "x": "other"}
_MARKED = re.compile(r"\[([^\]|]+)\|([polx])\]")


def read_marked(marked: str) -> tuple[Article, list[Mention]]:
    text, mentions, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()] + match.group(1)
        mentions.append(Mention(len(text) - len(match.group(1)), len(text), KINDS[match.group(2)]))
        at = match.end()
    return Article("", "", text + marked[at:]), mentions


@pytest.fixture
def naming() -> Callable[[str], Naming]:
    """What a report with marked names comes to."""
    return lambda marked: understand(*read_marked(marked))


class Library:
    """Reports under one merging, as the reader's library would hold them."""

    def __init__(self, *marked: str) -> None:
        self.names = Names()
        self.entities: dict[str, Entity] = {}
        self.reports = [understand(*read_marked(text)) for text in marked]
        for report in self.reports:
            self.names.add(report)
        self.settle()

    def settle(self) -> Changes:
        changes = self.names.settle()
        for id in changes.dissolved:
            self.entities.pop(id, None)
        self.entities.update((entity.id, entity) for entity in changes.entities)
        return changes

    def decide(self, verb: Verb, form: str, value: str = "") -> Decision:
        decision = self.names.decide(Decision(verb, form, value))
        self.settle()
        return decision

    def ids(self, spelling: str) -> set[str]:
        """The entities that the spelling names, over all reports."""
        found = set()
        for report in self.reports:
            for at, id in zip(report.mentions, self.names.resolve(report), strict=True):
                if report.named[at].spelling == spelling:
                    found.add(id)
        assert found, f"no report names {spelling}"
        return found

    def one(self, *spellings: str) -> bool:
        return len(set().union(*map(self.ids, spellings))) == 1

    def apart(self, *spellings: str) -> bool:
        ids = [id for spelling in spellings for id in self.ids(spelling)]
        return len(ids) == len(set(ids))

    def entity(self, spelling: str) -> Entity:
        (id,) = self.ids(spelling)
        return self.entities[id]


@pytest.fixture
def merged() -> type[Library]:
    return Library
