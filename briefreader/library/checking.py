"""Checking: all of a library is read; what is derived is mended, what is not is named."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefreader.library.intake import Report
from briefreader.library.keeper import Keeper
from briefreader.library.namebook import Namebook
from briefreader.library.profiles import Profiles
from briefreader.library.safekeeping import NAMED_AT_MOST, tell_of
from briefreader.library.wordbook import Wordbook
from briefreader.model import Checkup
from briefreader.store import Store, checking, copies
from briefreader.store.database import StoreError
from briefreader.store.marks import MarkBook
from briefreader.text import clean_line

_OF_NAMES = (
    "enriched",
    "casts",
    "named",
    "roles",
    "words",
    "forms",
    "meetings",
    "entities",
    "cases",
    "doubts",
    "again",
)
"""Tables that are made from the reports and the reader's decisions."""


class Examination:
    """One check of a library. Whoever makes it holds the library for writing."""

    def __init__(self, store: Store, keeper: Keeper, follow: Callable[[Report | None, bool], None]) -> None:
        """Check ``store`` and its index; ``follow`` brings what is derived up to the store."""
        self._store = store
        self._keeper = keeper
        self._follow = follow
        self._mended: list[str] = []
        self._damaged: list[str] = []

    def run(self, progress: Report | None) -> Checkup:
        """Check everything, the least derived first.

        Raises:
            StoreError: so much is damaged that it cannot even be looked at, or nothing can be written.
        """
        copies.tidy(self._store.path)
        is_broken = not self._check_structure()
        self._check_reports(progress)
        self._check_marks()
        if not is_broken:
            self._check_derived()
            self._follow(progress, True)
            self._check_index(progress)
        return Checkup(self._store.count(), tuple(self._mended), tuple(self._damaged))

    def _check_structure(self) -> bool:
        problems = self._store.problems()
        if problems and checking.only_indexes(problems):
            with self._store.transaction() as connection:
                connection.execute("REINDEX")
            self._mended.append(f"{self._store.path}: {_first(problems)}; its tables were indexed anew")
            problems = self._store.problems()
        if problems:
            self._damaged.append(
                f"{self._store.path} is damaged ({_first(problems)}): {copies.advice(self._store.path)}"
            )
        return not problems

    def _check_reports(self, progress: Report | None) -> None:
        found = list(self._store.damaged_reports(tell_of(progress, "checking")))
        from_files: dict[str, list[str]] = {}
        for _, id, path in found:
            from_files.setdefault(path or "", []).append(clean_line(id))
        for path, ids in from_files.items():
            some = ", ".join(ids[:NAMED_AT_MOST]) + (", ..." if len(ids) > NAMED_AT_MOST else "")
            what = f"{'report' if len(ids) == 1 else f'{len(ids):,} reports'} {some}"
            advice = (
                f"'briefreader index {clean_line(path)}' reads it again"
                if path
                else f"index it again, or {copies.advice(self._store.path)}"
            )
            self._damaged.append(f"{what} in {self._store.path} damaged: {advice}")
        if found:
            self._store.read_again([key for key, _, _ in found])

    def _check_marks(self) -> None:
        marks = MarkBook(self._store)
        every = partial(self._store.rows, "SELECT id FROM marks UNION SELECT id FROM tags")
        if not _works(lambda: (marks.of(str(row[0]) for row in every()), marks.searches(), marks.tags())):
            self._damaged.append(
                f"marks or notes in {self._store.path} damaged: {copies.advice(self._store.path)}"
            )

    def _check_derived(self) -> None:
        profiles = Profiles(self._store)
        looks = (Namebook(self._store).check, Wordbook(self._store).check, profiles.check_all)
        if all(map(_works, looks)):
            return
        with self._store.transaction() as connection:
            for table in _OF_NAMES:
                connection.execute(f"DELETE FROM {table}")
            connection.execute("UPDATE meta SET value = 0 WHERE name IN ('enriched', 'judged')")
            connection.execute("UPDATE meta SET value = NULL WHERE name IN ('evidence', 'remerged')")
            profiles.clear(connection)
            connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'named'")
        self._mended.append(
            f"names or relations in {self._store.path} were damaged; they were found anew from the reports"
        )

    def _check_index(self, progress: Report | None) -> None:
        if said := self._keeper.check():
            self._keeper.rebuild(progress)
            self._mended.append(f"{said}; it was made anew from the store")


def _first(problems: list[str]) -> str:
    return clean_line(problems[0]).rstrip(".")


def _works(look: Callable[[], object]) -> bool:
    """Return whether something that is kept can be read as what it is."""
    try:
        look()
    except (StoreError, ValueError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError):
        return False
    return True
