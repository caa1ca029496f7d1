"""What a shell offers for an argument: reports, names, tags, saved searches, words of the query language.

Each is asked with click's context and what has been typed of the value. A library that cannot be opened
has nothing to offer, and says nothing: somebody is typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from briefreader.library import Library

AT_MOST = 60
"""Values that are offered at once."""

ENTITY_FIELDS = ("entity", "person", "org", "place")
FIELDS = (
    "title", "source", "section", "byline", *ENTITY_FIELDS, "after", "before", "on", "since",
    "is", "tag", "note",
)  # fmt: skip
STATES = ("read", "unread", "starred", "noted", "tagged")

_NAMED = re.compile(rf'(?:^|(?<=[\s(-]))({"|".join(ENTITY_FIELDS)}):"?([^"]*)$')
_PART = re.compile(r"[^\s(]*$")


def reports(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer ids of reports with their headlines, the newest first where nothing is typed."""
    with _library(context) as library:
        found = library.beginning(typed, AT_MOST) if library else []
    return [_item(id, title) for id, title in found]


def names(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer names, as they are shown, whatever the spelling that is typed; and ids that begin so."""
    with _library(context) as library:
        return list(_names(library, typed)) if library else []


def names_or_commands(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer what ``names`` does, and the commands of the group beside it."""
    group = context.parent
    commands = group.command.shell_complete(group, typed) if group else []
    return [*commands, *names(context, parameter, typed)]


def tags(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the tags in use."""
    with _library(context) as library:
        return list(_tags(library, typed)) if library else []


def searches(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the names of the saved searches."""
    with _library(context) as library:
        found = library.saved_searches() if library else []
    return [_item(each.name, each.query) for each in found if each.name.startswith(typed)]


def query(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer how the last word of a query may go on: fields, states, tags, names."""
    with _library(context) as library:
        named = _NAMED.search(typed)
        if named and library:
            before = typed[: named.start(1)]
            found = _names(library, named[2])
            return [
                _item(f'{before}{named[1]}:"{item.value}"', item.help)
                for item in found
                if '"' not in item.value
            ]
        word = typed[_PART.search(typed).start() :].lstrip("-")  # type: ignore[union-attr]
        before = typed[: len(typed) - len(word)]
        field, colon, value = word.partition(":")
        if not colon:
            return [_item(f"{before}{name}:") for name in FIELDS if word and name.startswith(word)]
        if field == "is":
            return [_item(f"{before}is:{state}") for state in STATES if state.startswith(value)]
        if field == "tag" and library:
            return [_item(f"{before}tag:{item.value}", item.help) for item in _tags(library, value)]
        return []


def _names(library: Library, typed: str) -> Iterator[CompletionItem]:
    found = library.complete(typed, AT_MOST) if typed.strip() else library.entities(AT_MOST)
    for entity in found:
        yield _item(entity.name, f"{entity.kind}, {entity.reports:,} reports")


def _tags(library: Library, typed: str) -> Iterator[CompletionItem]:
    for tag, count in library.tags():
        if tag.startswith(typed):
            yield _item(tag, f"{count:,} reports")


def _item(value: str, about: str | None = None) -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, help=about)


@contextmanager
def _library(context: click.Context) -> Iterator[Library | None]:
    from briefreader.errors import LibraryError
    from briefreader.library import Library

    # On a line that is still being typed nobody has put a home in the place of its tilde.
    named = context.find_root().params.get("library")
    try:
        library = Library.open(named and named.expanduser(), read_only=True, create=False)
    except LibraryError:
        yield None
        return
    with library:
        yield library
