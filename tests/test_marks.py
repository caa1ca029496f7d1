"""What a person made of reports is kept, can be undone, and outlives everything that is derived."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.errors import LibraryError, NotFound
from briefreader.library import Library
from briefreader.model import UNMARKED, Article
from tests.lasting.holdings import old_library
from tests.made import LibraryOf


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of([Article(id, f"Title of {id}", f"Text of {id}") for id in ("one", "two", "three")])


def starred(library: Library) -> set[str]:
    return {hit.id for hit in library.search("") if hit.marks.starred}


def test_marks_come_with_the_hits(library: Library) -> None:
    library.mark(["one"], star=True, read=True, add_tags=["Iraq", "Front Page"])
    library.note("one", "Ask for the\nsecond source")
    (hit,) = [hit for hit in library.search("text") if hit.id == "one"]
    assert hit.marks.starred
    assert hit.marks.read_at is not None
    assert hit.marks.tags == ("front-page", "iraq")
    assert hit.marks.note == "Ask for the\nsecond source"
    assert library.marks("two") == UNMARKED
    assert library.tags() == [("front-page", 1), ("iraq", 1)]


def test_changes_are_undone_one_after_the_other(library: Library) -> None:
    library.mark(["two"], star=True)
    library.note("one", "first")
    library.note("one", "second")
    assert library.mark(["one", "two", "three"], star=True, add_tags=["x"]) == 3
    assert library.undo_mark() == "starred, tagged x: 3 reports"
    assert starred(library) == {"two"}
    assert library.tags() == []
    assert library.undo_mark() == "note kept: Title of one"
    assert library.marks("one").note == "first"
    assert library.undo_mark() == "note kept: Title of one"
    assert library.marks("one") == UNMARKED
    assert library.undo_mark() == "starred: Title of two"
    assert library.undo_mark() is None


def test_a_change_that_changes_nothing_leaves_nothing_to_undo(library: Library) -> None:
    assert library.mark(["one"], star=False, read=False, remove_tags=["x"]) == 0
    assert not library.note("one", " \n")
    assert library.undo_mark() is None


def test_a_report_takes_so_many_tags_and_no_more(library: Library) -> None:
    most = library.settings.limits.tags
    library.mark(["one"], add_tags=[f"t{n}" for n in range(most)])
    with pytest.raises(LibraryError, match=f"a report takes {most} tags at most"):
        library.mark(["two", "one"], add_tags=["another"], star=True)
    assert (len(library.marks("one").tags), library.marks("two")) == (most, UNMARKED)
    assert library.mark(["one"], add_tags=["another"], remove_tags=["t0"]) == 1
    assert library.mark(["one"], add_tags=["another"]) == 0


def test_many_tags_are_asked_for_in_one_question(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for id, first in (("one", 0), ("two", 90)):
        library.mark([id], add_tags=[f"t{n:03}" for n in range(first, first + 100)])
    asked: list[str] = []
    rows = library._store.rows
    monkeypatch.setattr(library._store, "rows", lambda sql, *given: asked.append(sql) or rows(sql, *given))
    assert {hit.id for hit in library.search("tag:t*")} == {"one", "two"}
    assert {hit.id for hit in library.search("tag:t18*")} == {"two"}
    assert len(asked) < 60


def test_what_is_read_by_opening_it_is_not_what_undo_undoes(library: Library) -> None:
    library.mark(["one"], star=True)
    library.mark_read("one")
    assert library.undo_mark() == "starred: Title of one"
    assert library.read_ids() == {"one"}
    assert library.mark(["one"], read=False) == 1
    assert library.undo_mark() == "unread: Title of one"
    assert library.read_ids() == {"one"}


def test_the_first_reading_is_the_one_that_is_kept(library: Library) -> None:
    library.mark_read("one")
    first = library.marks("one").read_at
    library.mark_read("one")
    library.mark(["one"], read=True)
    assert library.marks("one").read_at == first


def test_one_wrong_id_changes_nothing(library: Library) -> None:
    with pytest.raises(NotFound):
        library.mark(["one", "nobody"], star=True)
    assert not starred(library)


@pytest.mark.parametrize("tag", ["", " ", "#", "a,b", "a:b", 'a"b', "(a)", "x" * 61])
def test_what_is_no_tag_is_refused(library: Library, tag: str) -> None:
    with pytest.raises(LibraryError, match="is no tag"):
        library.mark(["one"], add_tags=[tag], star=True)
    assert not starred(library)


def test_marks_outlive_reindexing_forgetting_and_changed_texts(library: Library) -> None:
    library.mark(["one"], star=True, add_tags=["iraq"])
    library.note("one", "mine")
    marks = library.marks("one")
    library.reindex(names=True)
    assert library.marks("one") == marks
    library.add([Article("one", "Another title", "Another text")])
    assert library.marks("one") == marks
    library.forget(["one"])
    assert library.tags() == []
    library.add([Article("one", "Title", "Text again")])
    assert library.marks("one") == marks


def test_a_library_of_the_first_release_keeps_what_was_read(tmp_path: Path) -> None:
    old_library(tmp_path / "old", 4)
    with Library.open(tmp_path / "old") as library:
        read_at = library.marks("r1").read_at
        assert read_at is not None
        assert read_at.timestamp() == 1700000000


def test_history_tells_each_report_once_the_last_opened_first(library: Library) -> None:
    for id in ("one", "two", "one", "three"):
        library.visit(id)
    library.forget(["three"])
    assert [visit.id for visit in library.history()] == ["one", "two"]
    assert [visit.id for visit in library.history(1, 1)] == ["two"]


def test_saved_searches(library: Library) -> None:
    library.save_search("Iraq", "baghdad is:unread", "date")
    library.save_search("Gulf", "hormuz")
    library.save_search("Gulf", "hormuz OR tanker")
    assert [(s.name, s.query, s.sort) for s in library.saved_searches()] == [
        ("Gulf", "hormuz OR tanker", "relevance"),
        ("Iraq", "baghdad is:unread", "date"),
    ]
    library.drop_search("Gulf")
    with pytest.raises(NotFound, match="Gulf"):
        library.drop_search("Gulf")
    with pytest.raises(LibraryError, match="empty"):
        library.save_search(" ", "x")
    assert [s.name for s in library.saved_searches()] == ["Iraq"]


def test_a_library_that_may_not_be_written_says_that_no_mark_is_kept(library: Library) -> None:
    with Library.open(library.folder, read_only=True) as reading:
        with pytest.raises(LibraryError, match="no mark can be kept"):
            reading.mark(["one"], star=True)
        reading.mark_read("one")
        reading.visit("one")
        assert reading.read_ids() == set()


def found(library: Library, query: str) -> set[str]:
    return {hit.id for hit in library.search(query)}


def test_marks_are_searched_for_from_the_moment_that_they_are_made(library: Library) -> None:
    assert found(library, "is:unread") == {"one", "two", "three"}
    library.mark_read("one")
    library.mark(["two"], star=True, add_tags=["Front Page"])
    library.note("three", "Ask the ministry")
    assert found(library, "is:unread") == {"two", "three"}
    assert found(library, "text (is:starred OR note:ministries)") == {"two", "three"}
    assert found(library, 'tag:"front page" -is:read') == {"two"}
    library.undo_mark()
    assert found(library, "note:") == set()
    library.forget(["two"])
    assert found(library, "tag:front-page OR is:unread") == {"three"}


def test_marks_of_another_process_are_found(library: Library) -> None:
    assert found(library, "is:starred") == set()
    with Library.open(library.folder) as other:
        other.mark(["two"], star=True)
    assert found(library, "is:starred") == {"two"}


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("", (3, 1)),
        ("text", (3, 1)),
        ("is:read", (2, 0)),
        ("is:starred", (1, 1)),
        ('"two (', (1, 0)),
        ("zzz", (0, 0)),
    ],
)
def test_counts_of_a_query(library: Library, query: str, counts: tuple[int, int]) -> None:
    library.mark(["one", "two"], read=True)
    library.mark(["three"], star=True)
    assert library.counts(query) == counts
