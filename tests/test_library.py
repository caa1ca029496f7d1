"""The library: taking reports in, finding them, keeping index and store in step."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefreader.errors import Ambiguous, Busy, Dropped, LibraryError, NotFound
from briefreader.library import Library
from briefreader.library.background import heard, told
from briefreader.library.lock import write_lock
from briefreader.model import Article, Outcome, Progress, Skipped
from briefreader.tui.app import summary


def report(id: str, title: str, text: str = "Text.", day: int | None = None) -> Article:
    return Article(id, title, text, day and datetime(2024, 1, day, tzinfo=UTC))


def ids(library: Library, query: str, **options: object) -> list[str]:
    return [hit.id for hit in library.search(query, **options)]  # type: ignore[arg-type]


def test_what_is_added_is_found(library: Library) -> None:
    outcome = library.add([report("a", "Drones over Jordan"), report("b", "Rugby final")])
    assert outcome == Outcome(added=2)
    page = library.search("drone")
    assert [hit.id for hit in page] == ["a"]
    assert page.total == 1
    (hit,) = page
    assert [hit.title[start:end] for start, end in hit.title_spans] == ["Drones"]


def test_an_empty_query_lists_everything_newest_first(library: Library) -> None:
    library.add([report("old", "x", "1", 1), report("none", "x", "2"), report("new", "x", "3", 3)])
    page = library.search("", limit=2)
    assert ([hit.id for hit in page], page.total) == (["new", "old"], 3)
    assert [hit.id for hit in library.search(" ", offset=2)] == ["none"]


def test_pages_follow_on_while_the_library_grows(library: Library) -> None:
    library.add([report(f"{day}", "Rugby", "Rugby.", day) for day in range(1, 9)])
    first = library.search("rugby", 3)
    library.add([report("newest", "Rugby", "Rugby.", 30)])
    library.forget(["1"])
    second = library.search("rugby", 3, 3, state=first.state)
    assert [hit.id for hit in (*first, *second)] == ["8", "7", "6", "5", "4", "3"]
    assert second.total == first.total == 8
    assert ids(library, "rugby")[0] == "newest"


def test_a_search_that_nobody_waits_for_is_given_up(library: Library) -> None:
    library.add([report("a", "Drones over Jordan")])
    with pytest.raises(Dropped):
        library.search("drones", dropped=lambda: True)


def test_a_misspelt_word_is_put_right_where_nothing_is_found(library: Library) -> None:
    library.add([report("a", "Drones over Jordan")])
    assert library.search("drnoes over").meant == "drones over"
    assert library.search("drones").meant is None
    assert library.search("xyzzyx").meant is None


def test_text_is_cleaned_on_the_way_in(library: Library) -> None:
    library.add([report("a", "A \x1b[31mred\x1b[0m [bold]headline", "x\x1b]52;c;aGk=\x07y\x07")])
    article = library.article("a")
    assert (article.title, article.text) == ("A red [bold]headline", "xy")


def test_a_folder_again_is_no_work(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("A headline here\n\nThe first report says a thing.\n")
    (folder / "two.jsonl").write_text('{"text": "Second report."}\n{"text": "Third report."}\n')
    assert library.index([folder]) == Outcome(added=3)
    assert library.index([folder]) == Outcome(unchanged=3)
    (folder / "one.txt").write_text("A headline here\n\nThe first report says another thing.\n")
    assert library.index([folder]) == Outcome(updated=1, unchanged=2)
    assert library.search("another").total == 1
    assert library.search('"says a thing"').total == 0


def test_an_unchanged_file_is_not_opened(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.txt"
    file.write_text("A headline here\n\nThe first report says a thing.\n")
    library.index([file])

    def refuse(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("briefreader.sources.read", refuse)
    assert library.index([file]) == Outcome(unchanged=1)


def test_what_cannot_be_read_is_named_every_time(library: Library, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "empty.txt"
    good.write_text('{"text": "Fine."}\n{"text": \n')
    bad.write_text("")
    for _ in range(2):
        outcome = library.index([good, bad, tmp_path / "missing"])
        assert {Path(one.path).name for one in outcome.skipped} == {"good.jsonl", "empty.txt", "missing"}
    assert library.stats().reports == 1


def test_a_file_name_that_is_no_utf_8(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (folder / name).write_text("A headline here\n\nThe first report says a thing.\n")
    except OSError:
        return  # a file system that takes UTF-8 only
    assert library.index([folder]) == Outcome(added=1)
    assert library.index([folder]) == Outcome(unchanged=1)


def test_forgotten_reports_are_gone_until_their_file_is_read_again(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("A headline here\n\nThe first report says a thing.\n")
    library.index([file])
    (found,) = ids(library, "headline")
    assert library.forget([found[:6]]) == 1
    assert ids(library, "headline") == []
    assert ids(library, "") == []
    assert library.index([file]) == Outcome(added=1)


def test_forgetting_is_all_or_nothing(library: Library) -> None:
    library.add([report("a", "x")])
    with pytest.raises(NotFound):
        library.forget(["a", "nope"])
    assert library.stats().reports == 1


def test_ids_may_be_shortened_while_they_are_unique(library: Library) -> None:
    library.add([report("story-1", "one"), report("story-12", "two"), report("other", "three")])
    assert library.article("o").title == "three"
    assert library.article("story-1").title == "one"
    with pytest.raises(Ambiguous, match="story-1, story-12"):
        library.article("story")
    for wanted in ("nope", "", "o%"):
        with pytest.raises(NotFound):
            library.article(wanted)


def test_related_reports_share_words_and_say_which(library: Library) -> None:
    library.add(
        [
            report("a", "Drone attack in Jordan", "A drone hit a base in Jordan and killed soldiers."),
            report("b", "Soldiers killed by drone", "The drone attack on the base in Jordan was answered."),
            report("c", "Rugby final", "South Africa beat New Zealand by a point in Paris."),
        ]
    )
    related = library.related("a")
    assert [one.id for one in related][:1] == ["b"]
    assert "a" not in [one.id for one in related]
    assert any("drone" in reason.lower() for reason in related[0].reasons)


def test_an_index_that_is_gone_is_made_anew(library: Library, tmp_path: Path) -> None:
    library.add([report("a", "Drones over Jordan")])
    library.close()
    shutil.rmtree(library.folder / "index")
    with Library.open(library.folder) as again:
        assert ids(again, "drones") == ["a"]
        (notice,) = again.notices
        assert "anew" in notice


def test_an_index_of_another_library_is_made_anew(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Library.open(tmp_path / name) as library:
            library.add([report(name, f"Report {name}")])
    shutil.rmtree(tmp_path / "one" / "index")
    shutil.copytree(tmp_path / "two" / "index", tmp_path / "one" / "index")
    with Library.open(tmp_path / "one") as library:
        assert ids(library, "report") == ["one"]


def test_an_index_of_an_older_version_is_made_anew_and_said_to_be_in_one_line(library: Library) -> None:
    library.add([report("a", "Drones over Jordan")])
    library.close()
    manifest = library.folder / "index" / "manifest"
    first, _, rest = manifest.read_bytes().partition(b"\n")
    kind, _, check = first.rsplit(b" ", 2)
    manifest.write_bytes(b" ".join((kind, b"1", check)) + b"\n" + rest)
    with Library.open(library.folder) as again:
        assert ids(again, "drones") == ["a"]
        (notice,) = again.notices
        assert "is of version 1, not" in notice
        assert "damaged" not in notice
        assert "\n" not in notice


def test_a_stopped_import_is_indexed_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with Library.open(tmp_path / "library") as library:
        library.add([report("a", "Drones")])
        with monkeypatch.context() as patch:
            patch.setattr("briefreader.library.keeper.Keeper.catch_up", stop)
            with pytest.raises(KeyboardInterrupt):
                library.add([report("b", "Drones")])
    with Library.open(tmp_path / "library") as library:
        assert library.pending() == 1
        library.catch_up()
        assert sorted(ids(library, "drones")) == ["a", "b"]


def test_one_writer_at_a_time(library: Library) -> None:
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys, pathlib; from briefreader.library.lock import write_lock\n"
            f"with write_lock(pathlib.Path({str(library.folder)!r})):\n"
            "    print('held', flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(Busy, match=f"process {holder.pid}"):
        library.catch_up()
    assert library.search("").total == 0  # reading goes on
    holder.kill()
    holder.communicate()
    library.add([report("a", "x")])


def test_the_lock_is_waited_for(tmp_path: Path) -> None:
    with write_lock(tmp_path), pytest.raises(Exception, match="process"), write_lock(tmp_path, patience=0.1):
        pass


def test_a_second_process_sees_what_the_first_added(library: Library) -> None:
    library.add([report("a", "Drones over Jordan")])
    with Library.open(library.folder) as reader:
        assert ids(reader, "drones") == ["a"]
        assert not reader.changed()
        library.add([report("b", "More drones")])
        assert reader.changed()
        assert not reader.changed()
        assert sorted(ids(reader, "drones")) == ["a", "b"]
        library.forget(["a"])
        assert ids(reader, "drones") == ["b"]


def test_reading_only(library: Library) -> None:
    library.add([report("a", "Drones over Jordan")])
    with Library.open(library.folder, read_only=True) as reader:
        assert ids(reader, "drones") == ["a"]
        reader.remember("query", "x")
        with pytest.raises(LibraryError, match="may not be written"):
            reader.add([report("b", "x")])
    with pytest.raises(LibraryError, match="no library"):
        Library.open(library.folder / "nothing", read_only=True)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="file"):
        Library.open(tmp_path / "file")


def test_progress_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text(
        "".join(json.dumps({"text": f"Report {n}."}) + "\n" for n in range(600))
    )
    told: list[Progress] = []
    library.index([tmp_path / "many.jsonl"], told.append)
    assert {one.stage for one in told} == {"reading", "indexing", "names", "stories"}
    indexing = [one for one in told if one.stage == "indexing"]
    assert [one.done for one in indexing] == sorted(one.done for one in indexing)
    assert {one.total for one in indexing} == {600}
    assert library.search("report").total == 600


def test_indexing_in_the_background(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Drones."}\nnot json\n')
    running = library.index_in_background([tmp_path / "a.jsonl"])
    outcome = None
    while not isinstance(outcome, Outcome):
        outcome = running.poll()
    running.stop()
    assert (outcome.added, len(outcome.skipped)) == (1, 1)
    assert running.poll() is None
    assert ids(library, "drones") == ["a"]


@pytest.mark.parametrize("refusals", [1, 99])
def test_a_system_that_starts_no_process_is_asked_again_and_then_told_of(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int
) -> None:
    start, asked = subprocess.Popen, iter(range(99))

    def now_and_then(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        if next(asked) < refusals:
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
        return start(*words, **options)

    monkeypatch.setattr(subprocess, "Popen", now_and_then)
    if refusals == 1:
        library.index_in_background([tmp_path]).stop()
    else:
        with pytest.raises(LibraryError, match="Cannot allocate memory: 'briefreader index' does it"):
            library.index_in_background([tmp_path])


def test_of_a_flood_of_files_that_are_no_reports_the_background_tells_the_number() -> None:
    skipped = [Skipped(f"/a/{n}.html", why) for n in range(5000) for why in ("the first", "the second")]
    line = told(Outcome(added=1, skipped=tuple(skipped)))
    assert len(line) < 10_000
    outcome = heard(line.encode())
    assert isinstance(outcome, Outcome)
    assert outcome.skipped[0] == Skipped("/a/0.html", "the first")
    assert len(outcome.skipped) + outcome.more_files == 5000
    assert summary(outcome) == "1 report added, 5,000 files passed over: see 'briefreader index'"


def test_a_report_that_goes_meanwhile_is_left_out(library: Library) -> None:
    library.add([report("a", "Drones"), report("b", "Drones")])
    with Library.open(library.folder) as other:
        other._store.forget(["a"])  # as a writer does, before its index has heard of it
    assert ids(library, "drones") == ["b"]
    assert "a" not in [one.id for one in library.related("b")]
