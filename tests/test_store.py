"""The store keeps reports: one a content, replaced when their file changes, found by id."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from briefreader.model import Article, Markup
from briefreader.store import Change, Store
from briefreader.store.database import APPLICATION_ID, FILE_NAME, MIGRATIONS, StoreError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def put(store: Store, article: Article, place: tuple[str, int] | None = None) -> Change:
    with store.transaction() as connection:
        if place:
            store.start_file(connection, place[0])
        return store.put(connection, article, place)


def everything(store: Store) -> list[Article]:
    return [article for _, article in store.export()]


def test_an_article_comes_back_whole(store: Store) -> None:
    article = Article(
        id="a-1",
        title="Títle [x]",
        text="text\n\nmore",
        published=datetime(2024, 1, 31, 11, 43, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        source="Wire",
        section="World",
        byline="A, B",
        url="https://wire.example/1",
        language="en",
        path="/news/a.md",
        markup=(Markup(0, 4, "heading", "2"), Markup(6, 10, "link", "https://wire.example")),
    )
    assert put(store, article) == "added"
    assert everything(store) == [article]


@pytest.mark.parametrize("year", [1, 1600, 1969, 9999])
def test_dates_far_from_now_come_back(store: Store, year: int) -> None:
    published = datetime(year, 6, 1, 12, tzinfo=UTC)
    put(store, Article("", "t", "x", published))
    assert everything(store)[0].published == published


def test_an_id_names_one_report(store: Store) -> None:
    assert put(store, Article("a", "t", "one")) == "added"
    assert put(store, Article("a", "t", "one")) == "unchanged"
    assert put(store, Article("a", "t", "two")) == "updated"
    assert put(store, Article("b", "t", "two")) == "added"
    assert [(article.id, article.text) for article in everything(store)] == [("a", "two"), ("b", "two")]


def test_the_same_content_is_one_report_wherever_it_lies(store: Store) -> None:
    assert put(store, Article("", "t", "x", path="/a"), ("/a", 1)) == "added"
    assert put(store, Article("", "t", "x", path="/b", source="B"), ("/b", 1)) == "unchanged"
    assert [article.path for article in everything(store)] == ["/a"]


def test_a_changed_file_replaces_its_report_under_its_old_id(store: Store) -> None:
    put(store, Article("", "t", "one", path="/a"), ("/a", 1))
    (before,) = everything(store)
    assert put(store, Article("", "t", "two", path="/a"), ("/a", 1)) == "updated"
    (after,) = everything(store)
    assert (after.id, after.text) == (before.id, "two")
    # What it said at first may come again, as another report of another id.
    assert put(store, Article("", "t", "one", path="/b"), ("/b", 1)) == "added"
    assert len({article.id for article in everything(store)}) == 2


def test_a_change_in_one_of_two_equal_files_leaves_the_other_its_report(store: Store) -> None:
    put(store, Article("", "t", "same", path="/a"), ("/a", 1))
    put(store, Article("", "t", "same", path="/b"), ("/b", 1))
    assert put(store, Article("", "t", "changed", path="/b"), ("/b", 1)) == "added"
    assert sorted(article.text for article in everything(store)) == ["changed", "same"]


def test_a_file_that_becomes_equal_to_another_is_one_report_with_it(store: Store) -> None:
    put(store, Article("", "t", "first", path="/a"), ("/a", 1))
    put(store, Article("", "t", "second", path="/b"), ("/b", 1))
    assert put(store, Article("", "t", "first", path="/b"), ("/b", 1)) == "unchanged"
    assert [article.text for article in everything(store)] == ["first"]


def test_changed_metadata_is_an_update(store: Store) -> None:
    put(store, Article("", "t", "x", path="/a"), ("/a", 1))
    assert put(store, Article("", "t", "x", path="/a", byline="A"), ("/a", 1)) == "updated"
    assert everything(store)[0].byline == "A"


def test_newest_first_and_undated_last(store: Store) -> None:
    for name, day in (("old", 1), ("none", None), ("new", 3), ("same-day", 3)):
        put(store, Article(name, name, name, day and datetime(2024, 1, day, tzinfo=UTC)))
    keys = store.newest(10, 0)
    articles = store.articles(keys)
    assert [articles[key].id for key in keys] == ["new", "same-day", "old", "none"]
    assert store.newest(2, 1) == keys[1:3]


def test_find_by_id_or_its_beginning(store: Store) -> None:
    for name in ("reuters-1", "reuters-10", "reuters-2", "50%_x"):
        put(store, Article(name, name, name))

    def found(wanted: str) -> list[str]:
        return [name for _, name in store.find(wanted)]

    assert found("reuters-1") == ["reuters-1"]
    assert found("reuters-10") == ["reuters-10"]
    assert found("reuters-") == ["reuters-1", "reuters-10", "reuters-2"]
    assert found("50") == ["50%_x"]
    assert found("%") == []


def test_what_changed_since_a_revision(store: Store) -> None:
    for name in "abc":
        put(store, Article(name, name, name))
    middle = store.revision()
    put(store, Article("a", "a", "changed"))
    store.forget(["b"])
    assert [article.id for _, article in store.changed_between(middle, store.revision())] == ["a"]
    assert len(store.removed_since(middle)) == 1
    assert store.revision_after(0, 1) < store.revision_after(0, 2) <= store.revision()


def test_what_changed_is_taken_by_its_size_too(store: Store) -> None:
    for name in "abcd":
        put(store, Article(name, name, name * 10))

    def taken(after: int, chars: int) -> list[str]:
        return [a.id for _, a in store.changed_between(after, store.revision_after(after, 3, chars))]

    assert taken(0, 1000) == ["a", "b", "c"]
    assert taken(0, 20) == ["a", "b"]
    assert taken(0, 5) == ["a"]
    assert taken(store.revision_after(0, 1), 25) == ["b", "c"]
    assert taken(store.revision(), 5) == []


def test_what_changed_is_taken_day_by_day(store: Store) -> None:
    sixth = datetime(2024, 5, 6, 22, tzinfo=UTC)
    hours = {"late": 0, "after": 49, "next": 10, "at last": None, "early": -9, "between": 20}
    put(store, Article("old", "Title", "Text", sixth))
    after = store.revision()
    for id, hour in hours.items():
        published = None if hour is None else sixth + timedelta(hours=hour)
        put(store, Article(id, "Title", f"Text of {id}", published))
    ends = [after, *store.by_day(after, sixth.date(), 10)]
    taken = [[each.id for _, each in store.changed_between(a, b)] for a, b in pairwise(ends)]
    assert taken == [["early", "late"], ["next", "between"], ["after", "at last"]]
    assert ends[-1] == store.revision()
    assert [each.id for _, each in store.export()] == ["old", *hours]
    for day, most in ((sixth.date(), 5), (sixth.date() + timedelta(days=3), 10)):
        assert store.by_day(after, day, most) == [store.revision()]


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    def half() -> None:
        with store.transaction() as connection:
            store.put(connection, Article("a", "t", "x"), None)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert store.count() == 0
    assert store.revision() == 0


def test_forgotten_keys_are_not_used_again(store: Store) -> None:
    put(store, Article("a", "t", "x"))
    (key,) = store.newest(1, 0)
    store.forget(["a"])
    put(store, Article("a", "t", "x"))
    assert store.newest(1, 0) != [key]


def test_places_are_remembered(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.recall("query") is None
    store.remember("query", "one")
    store.remember("query", "two")
    store.close()
    assert Store(tmp_path).recall("query") == "two"


def test_a_newer_schema_is_refused_in_one_line(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match=r"newer briefreader .* upgrade") as caught:
        Store(tmp_path)
    assert "\n" not in str(caught.value)


def test_migrations_go_on_from_the_version_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    put(store, Article("a", "t", "x"))
    store.close()
    more = (*MIGRATIONS, "CREATE TABLE later (name TEXT); INSERT INTO later VALUES ('kept');")
    monkeypatch.setattr("briefreader.store.database.MIGRATIONS", more)
    store = Store(tmp_path)
    assert store.count() == 1
    store.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("SELECT name FROM later").fetchall() == [("kept",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(more),)


@pytest.mark.parametrize(
    ("settled", "settled_at", "day", "counts"),
    [
        (b"2024-05-06\ncounts", None, "2024-05-06", b"counts"),
        (b"2024-05-06\nco\nunts", "12 2024-05-07", "2024-05-07", b"co\nunts"),
        (b"\ncounts", None, None, b"counts"),
        (b"\ncounts", "12 ", None, b"counts"),
        (None, "3 2024-05-07", "2024-05-07", None),
        (None, None, None, None),
    ],
)
def test_counts_that_stood_still_go_on_with_their_day_apart(
    tmp_path: Path,
    settled: bytes | None,
    settled_at: str | None,
    day: str | None,
    counts: bytes | None,
) -> None:
    until = next(number for number, sql in enumerate(MIGRATIONS) if "settled_day" in sql)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        for sql in MIGRATIONS[:until]:
            connection.executescript(sql)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'settled'", (settled,))
        connection.execute("UPDATE meta SET value = ? WHERE name = 'settled_at'", (settled_at,))
        connection.executescript(MIGRATIONS[until])
        kept = dict(connection.execute("SELECT name, value FROM meta WHERE name GLOB 'settled*'"))
    connection.close()
    assert kept == {"settled": counts, "settled_day": day}


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\x01" * 5000])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StoreError, match=FILE_NAME):
        Store(tmp_path)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a briefreader library"):
        Store(tmp_path)
    assert path.read_bytes() == before
    assert APPLICATION_ID.to_bytes(4, "big") not in before


def test_reading_only_needs_a_library(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no library"):
        Store(tmp_path, read_only=True)
    Store(tmp_path).close()
    assert Store(tmp_path, read_only=True).count() == 0
