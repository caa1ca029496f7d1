"""The library's door to names: who and where, by whatever spelling, and what a person decides about it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from briefreader.config import Settings
from briefreader.errors import LibraryError
from briefreader.library.asking import Asking
from briefreader.library.trouble import plain_errors
from briefreader.store import Store
from briefreader.text import clean_line

if TYPE_CHECKING:
    from briefreader.entities.decisions import Verb
    from briefreader.library.directory import Directory
    from briefreader.model import Decision, Entity, Portrait


class Who:
    """What ``Library`` knows of names. Methods may be called from any thread."""

    settings: Settings
    _store: Store

    def entities(self, limit: int | None = None) -> list[Entity]:
        """Return who and where the reports name, those in most reports first, with their spellings."""
        with plain_errors():
            return self._directory.most_named(limit)

    def entity(self, wanted: str) -> Entity:
        """Return the entity that ``wanted`` is the id, the name or any spelling of.

        Raises:
            NotFound, Ambiguous: nothing, or more than one thing, is called so.
        """
        with plain_errors():
            return self._directory.described(self._directory.find(wanted))

    def portrait(self, wanted: str) -> Portrait:
        """Return all that the library says of the entity that ``wanted`` means, as ``entity`` takes it.

        Its reports are those that the query ``entity:<id>`` finds.

        Raises:
            NotFound, Ambiguous: as ``entity`` does.
        """
        from briefreader.library.portraits import portrait

        with plain_errors():
            return portrait(self._directory, self._directory.find(wanted))

    def complete(self, text: str, limit: int = 8) -> list[Entity]:
        """Return entities by what someone has typed of a name, those in most reports first.

        Every word of ``text`` begins a word of the name, or of any spelling (case, accents and
        apostrophes apart). The entities come without their spellings and dates.
        """
        with plain_errors():
            return self._directory.complete(text, limit)

    def cast(self, id: str) -> tuple[tuple[Entity, int], ...]:
        """Return who and where the report of this id names, and how often it does.

        Persons come first, then organisations, places and others; of a kind, those named most often in
        the report. The entities come without their spellings and dates.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            return self._directory.cast(self._resolve(id)[0])

    # -- decisions

    def decide(self, verb: Verb, wanted: str, value: str = "") -> None:
        """Let a person decide about names: the decision is kept, and beats the rules ever after.

        ``merge`` makes the entities ``wanted`` and ``value`` one; ``split`` makes the spelling
        ``wanted`` an entity of its own; ``rename`` and ``kind`` set how ``wanted`` is shown.

        Raises:
            NotFound, Ambiguous: as ``entity`` does.
            LibraryError: it would change nothing; or as ``index`` does.
        """
        from briefreader.entities import decisions
        from briefreader.library.enriching import Enricher

        value = clean_line(value)
        most = self.settings.limits.name_chars
        if len(value) > most:
            raise LibraryError(f"that name is too long: {most:,} characters at most")
        with self._writing():
            directory = self._directory
            if verb == "merge" and (one := directory.find(wanted)) == directory.find(value):
                raise LibraryError(f"these are one already: {one[1]} ({one[0]})")
            form = directory.written(wanted) if verb == "split" else directory.form_of(wanted)
            other = directory.form_of(value) if verb == "merge" else value
            try:
                Enricher(self._store).decide(decisions.Decision(verb, form, other))
            except decisions.DecisionError as error:
                raise LibraryError(error.told(directory.register.spelling)) from error

    def decisions(self) -> list[Decision]:
        """Return what a person has decided about names, in the order of deciding."""
        with plain_errors():
            return self._directory.decisions()

    def undo_decision(self, number: int | None = None) -> str:
        """Take back the decision of this number, or the last one, and return it in words.

        Raises:
            LibraryError: there is none; or as ``index`` does.
        """
        from briefreader.entities.decisions import DecisionError
        from briefreader.library.enriching import Enricher

        with self._writing():
            try:
                undone = Enricher(self._store).undo(number)
            except DecisionError as error:
                raise LibraryError(str(error)) from error
            return str(self._directory.decision(undone))

    # -- what it takes

    @cached_property
    def _directory(self) -> Directory:
        from briefreader.library.directory import Directory

        return Directory(self._store)

    def _asking(self) -> Asking:
        return Asking(lambda: self._directory, self._store)

    if TYPE_CHECKING:

        def _resolve(self, wanted: str) -> tuple[int, str]: ...

        def _writing(self) -> AbstractContextManager[None]: ...
