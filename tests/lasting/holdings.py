"""Libraries with all that a person can have in one, and what there is in a library, to be compared."""

from __future__ import annotations

import contextlib
import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from briefreader.cli import run
from briefreader.library import Library
from briefreader.model import Article
from briefreader.store.database import APPLICATION_ID, FILE_NAME
from briefreader.store.rows import WRITTEN, columns, content_hash, digest_of
from briefreader.store.schema import MIGRATIONS

PLACES = ("Jordan", "Ukraine", "Peru", "Kenya")


def report(number: int, words: str = "") -> Article:
    """Return the n-th of many reports, each with a word of its own."""
    place = PLACES[number % 4]
    return Article(
        f"r{number}",
        f"Minister Anna Berg speaks in {place} for the {number}th time",
        f"Minister Anna Berg of {place} said on Tuesday that own{number} matters. {words}\n\n"
        + f"The United Nations in {place} answered her, and John Smith of Reuters was there. " * 3,
        datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=7 * number),
        "Wire" if number % 2 else "Post",
    )


def reports(count: int, first: int = 0) -> list[Article]:
    """Return so many of them."""
    return [report(number) for number in range(first, first + count)]


def fill(folder: Path, count: int = 12) -> None:
    """Make a library with reports, a decision about names, and marks of every kind."""
    with Library.open(folder) as library:
        library.add(reports(count))
        library.decide("rename", "Anna Berg", "A. Berg")
        library.mark(["r1", "r2"], star=True, read=True, add_tags=["iraq"])
        library.note("r1", "Ask for the\nsecond source")
        library.save_search("mine", "berg since:2y")
        library.visit("r2")


def held(folder: Path) -> dict[str, object]:
    """Return what a person has in a library: what they would miss if it were gone."""
    with Library.open(folder) as library:
        if library.pending():  # as every command does first
            library.catch_up()
        found = {hit.id for hit in library.search("minister", limit=100_000)}
        articles = {article.id: (article.title, article.text) for article in library.export()}
        return {
            "reports": articles,
            "found": found,
            "marks": {
                id: (marks.read_at, marks.starred, marks.tags, marks.note)
                for id, marks in library.marks_of(articles).items()
            },
            "searches": library.saved_searches(),
            "visited": [visit.id for visit in library.history()],
            "decided": [str(decision) for decision in library.decisions()],
        }


class Outcome(NamedTuple):
    """What a run of the program came to."""

    returncode: int
    stdout: str
    stderr: str


def briefreader(folder: Path, *arguments: object) -> Outcome:
    """Run the command line on the library in ``folder``, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--library", str(folder), *map(str, arguments)])
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
    return Outcome(code, out.read(), err.read())


def old_library(folder: Path, schema: int, count: int = 4) -> None:
    """Make a library as a briefreader of that schema left it, with what it could keep of a person."""
    folder.mkdir(mode=0o700, parents=True)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript("".join(MIGRATIONS[:schema]))
        connection.execute(f"PRAGMA user_version = {schema}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        values = [("store", "0" * 32), ("revision", count), ("indexed", 0)]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", values)
        for number, article in enumerate(reports(count), 1):
            row = (article.id, number, content_hash(article), digest_of(article), *columns(article))
            connection.execute(
                f"INSERT INTO articles (id, revision, content, digest, {WRITTEN})"
                f" VALUES ({', '.join('?' * len(row))})",
                row,
            )
        connection.execute("INSERT INTO places VALUES ('reader', '{\"query\": \"berg\"}')")
        if schema >= 4:
            seen = ("reading", "(id, read_at)") if schema == 4 else ("marks", "(id, read_at)")
            connection.execute(f"INSERT INTO {seen[0]} {seen[1]} VALUES ('r1', 1700000000.0)")
        if schema >= 5:
            connection.execute("UPDATE marks SET note = 'mine', starred_at = 1.0")
            connection.execute("INSERT INTO tags VALUES ('r1', 'iraq', 1.0)")
        connection.commit()
