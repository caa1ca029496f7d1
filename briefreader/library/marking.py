"""The library's door to what a person made of reports: read, starred, tagged, noted, opened, saved."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.config import Settings
from briefreader.errors import LibraryError, NotFound
from briefreader.library.trouble import plain_errors
from briefreader.limits import DEFAULT
from briefreader.model import UNMARKED, Marks
from briefreader.text import clean, clean_line, tag_form

if TYPE_CHECKING:
    from briefreader.library.states import LatestStates
    from briefreader.model import SavedSearch, Visit
    from briefreader.store import Store
    from briefreader.store.marks import Change, MarkBook


class Marking:
    """What ``Library`` keeps of a person's reading. Methods may be called from any thread."""

    folder: Path
    read_only: bool
    settings: Settings
    _store: Store

    # -- marks

    def marks(self, id: str) -> Marks:
        """Return the marks of the report of this id.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
        """
        with plain_errors():
            whole = self._resolve(id)[1]
            return self._marks.of([whole]).get(whole, UNMARKED)

    def marks_of(self, ids: Iterable[str]) -> dict[str, Marks]:
        """Return the marks of reports by whole ids; those without any are left out."""
        with plain_errors():
            return self._marks.of(ids)

    def mark(
        self,
        ids: Iterable[str],
        *,
        read: bool | None = None,
        star: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> int:
        """Mark reports by hand, all in one change that can be undone; return how many it changed.

        Raises:
            NotFound, Ambiguous: one of the ids is wrong; then nothing is changed.
            LibraryError: a tag is none (see ``tag_of``), there would be too many, or it cannot be written.
        """
        limits = self.settings.limits
        adding = [tag_of(tag, limits.tag_chars) for tag in add_tags]
        removing = [tag_of(tag, limits.tag_chars) for tag in remove_tags]
        wanted: list[tuple[str, bool]] = []
        wanted += [] if read is None else [("read", read)]
        wanted += [] if star is None else [("star", star)]
        wanted += [(f"tag:{tag}", True) for tag in adding]
        wanted += [(f"tag:{tag}", False) for tag in removing]
        with self._marking():
            now = time.time()
            whole = list(dict.fromkeys(self._resolve(id)[1] for id in ids))
            before = self._marks.of(whole if adding else ())
            for id in whole if adding else ():
                tags = {*before.get(id, UNMARKED).tags, *adding}.difference(removing)
                if len(tags) > limits.tags:
                    raise LibraryError(f"a report takes {limits.tags:,} tags at most: take some away first")
            changes: list[Change] = [
                (id, field, now if yes else None) for id in whole for field, yes in wanted
            ]
            words = ", ".join(_WORDS.get(one) or _tagged(*one) for one in wanted)
            return self._marks.change(changes, f"{words}: {self._named(whole)}", now)

    def note(self, id: str, text: str) -> bool:
        """Keep a note on a report in place of the one it had, and return whether it is another.

        An empty one takes the note away. It can be undone.

        Raises:
            NotFound, Ambiguous: as ``article`` does.
            LibraryError: the note is too long, or it cannot be written.
        """
        note = clean(text).strip()
        most = self.settings.limits.note_chars
        if len(note) > most:
            raise LibraryError(f"that note is too long: {most:,} characters at most")
        with self._marking():
            whole = self._resolve(id)[1]
            words = f"note {'kept' if note else 'taken away'}: {self._named([whole])}"
            return self._marks.change([(whole, "note", note or None)], words, time.time()) > 0

    def undo_mark(self) -> str | None:
        """Undo the last change made by ``mark`` or ``note``; return it in words, None if there is none.

        Raises:
            LibraryError: it cannot be written.
        """
        with self._marking():
            return self._marks.undo(time.time())

    def last_mark(self) -> str | None:
        """Return in words the change that ``undo_mark`` would undo, None if there is none."""
        with plain_errors():
            return self._marks.last()

    def tags(self) -> list[tuple[str, int]]:
        """Return every tag with the number of reports that have it, in order."""
        with plain_errors():
            return self._marks.tags()

    def sources(self, limit: int) -> list[tuple[str, int]]:
        """Return the sources of most reports, each with their number."""
        with plain_errors():
            return self._store.sources(limit)

    def marked(self) -> int:
        """Return a number that rises with every change of marks and saved searches."""
        with plain_errors():
            return self._marks.version()

    # -- reading

    def mark_read(self, id: str) -> None:
        """Note that a report, by its whole id, has been read; a read-only library keeps nothing.

        It is no change by hand: there is nothing to undo.
        """
        if not self.read_only:
            with plain_errors():
                self._marks.read(id, time.time())

    def read_ids(self) -> set[str]:
        """Return the ids of the reports that have been read; some may be forgotten by now."""
        with plain_errors():
            return self._marks.ids("read")

    def visit(self, id: str) -> None:
        """Note that a report, by its whole id, was opened; a read-only library keeps nothing."""
        if not self.read_only:
            with plain_errors():
                self._marks.visit(id, time.time())

    def history(self, limit: int = 100, offset: int = 0) -> list[Visit]:
        """Return the reports that were opened, each once, the last opened first."""
        with plain_errors():
            return self._marks.visits(limit, offset)

    # -- saved searches

    def save_search(self, name: str, query: str, sort: str = "relevance") -> None:
        """Keep a query under a name, in place of the one of that name.

        Raises:
            LibraryError: a name or query is empty or too long, or it cannot be written.
        """
        name, query = clean_line(name), clean_line(query)
        if not name or not query:
            raise LibraryError("a saved search takes a name and a query: neither may be empty")
        limits = self.settings.limits
        if len(name) > limits.tag_chars or len(query) > limits.query_chars:
            raise LibraryError(
                f"that is too long: {limits.tag_chars:,} characters for a name,"
                f" {limits.query_chars:,} for a query"
            )
        from briefreader.model import SavedSearch

        with self._marking():
            self._marks.save_search(SavedSearch(name, query, sort), time.time())

    def drop_search(self, name: str) -> None:
        """Drop the saved search of this name.

        Raises:
            NotFound: there is none.
            LibraryError: it cannot be written.
        """
        with self._marking():
            if not self._marks.drop_search(clean_line(name)):
                raise NotFound(f"no saved search {clean_line(name)!r}")

    def saved_searches(self) -> list[SavedSearch]:
        """Return the saved searches, by name."""
        with plain_errors():
            return self._marks.searches()

    # -- what it takes

    @cached_property
    def _marks(self) -> MarkBook:
        from briefreader.store.marks import MarkBook

        return MarkBook(self._store)

    @cached_property
    def _states(self) -> LatestStates:
        from briefreader.library.states import LatestStates

        return LatestStates(self._store, self._marks)

    @contextmanager
    def _marking(self) -> Iterator[None]:
        if self.read_only:
            raise LibraryError(
                f"the library {self.folder} may not be written, so no mark can be kept: {self._store.remedy}"
            )
        with plain_errors():
            yield

    def _named(self, ids: list[str]) -> str:
        if len(ids) != 1:
            return f"{len(ids):,} reports"
        found = self._store.find(ids[0])
        heads = self._store.heads([found[0][0]]) if found else {}
        return next((clean_line(head.title) for head in heads.values()), ids[0])

    if TYPE_CHECKING:

        def _resolve(self, wanted: str) -> tuple[int, str]: ...


_WORDS = {
    ("read", True): "read",
    ("read", False): "unread",
    ("star", True): "starred",
    ("star", False): "star taken away",
}


def _tagged(field: str, yes: bool) -> str:
    return f"{'tagged' if yes else 'untagged'} {field.removeprefix('tag:')}"


def tag_of(raw: str, most: int = DEFAULT.tag_chars) -> str:
    """Return a tag of at most so many characters as it is kept: in lower case, hyphens for blanks.

    Raises:
        LibraryError: nothing is left of it, it is too long, or it has signs that a query could not name.
    """
    tag = tag_form(raw)
    if not tag or len(tag) > most or set(tag) & set(',:()"'):
        raise LibraryError(
            f"{clean_line(raw)[:most]!r} is no tag: letters, digits and hyphens, {most:,} at most"
        )
    return tag
