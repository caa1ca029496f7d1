"""The command line of marks: mark, undo, tags, history, searches, and marks in what others print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefreader.cli import run
from briefreader.cli.marking import searches
from briefreader.library import Library
from briefreader.model import Article

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        library.add(
            [
                Article(id, f"Report {id}", "A flood on the river.", source="Wire")
                for id in ("one", "two", "three")
            ],
            enrich=False,
        )
    return tmp_path / "library"


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the program on a library of three reports: exit code, stdout, stderr."""

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(["--library", str(folder), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def found(call: Call, query: str) -> set[str]:
    return {json.loads(line)["id"] for line in call("search", query, "--json")[1].splitlines()}


def test_what_is_marked_is_found_and_printed(call: Call) -> None:
    assert call("mark", "one", "tw", "--star", "--tag", "Front Page", "--read") == (0, "changed 2 of 2\n", "")
    assert call("mark", "two", "--unread", "--untag", "front page") == (0, "changed 1 of 1\n", "")
    assert call("mark", "two", "--star") == (0, "changed 0 of 1\n", "")
    assert call("mark", "three", "--note", "Ask the ministry")[0] == 0
    assert found(call, "is:starred") == {"one", "two"}
    assert found(call, 'tag:"front page"') == {"one"}
    assert found(call, "note:ministry") == {"three"}
    (record,) = (json.loads(line) for line in call("search", "is:read", "--json")[1].splitlines())
    assert record["read"].startswith("20")
    assert (record["starred"], record["tags"]) == (True, ["front-page"])
    assert call("tags") == (0, "front-page\t1\n", "")


def test_export_with_marks(call: Call) -> None:
    call("mark", "one", "--star", "--note", "mine")
    records = [json.loads(line) for line in call("export", "--marks")[1].splitlines()]
    marks = {
        record["id"]: [record[each] for each in ("read", "starred", "tags", "note")] for record in records
    }
    assert marks["one"] == [None, True, [], "mine"]
    assert marks["two"] == [None, False, [], ""]
    assert "starred" not in json.loads(call("export")[1].splitlines()[0])


def test_undo_says_what_it_undid(call: Call) -> None:
    call("mark", "one", "two", "--star")
    call("mark", "one", "--note", "mine")
    assert call("undo") == (0, "undone: note kept: Report one\n", "")
    assert call("undo") == (0, "undone: starred: 2 reports\n", "")
    assert found(call, "is:starred OR note:") == set()
    code, out, err = call("undo")
    assert (code, out) == (1, "")
    assert "nothing to undo" in err


def test_what_a_query_finds_is_marked_only_with_leave(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = call("mark", "--query", "flood", "--read")
    assert (code, out) == (2, "")
    assert "that would mark 3 reports: say --yes" in err
    assert found(call, "is:read") == set()
    assert call("mark", "--query", "flood", "--read", "--yes") == (0, "changed 3 of 3\n", "")
    assert call("mark", "--query", "drought", "--star", "--yes")[:2] == (1, "")
    assert call("undo")[1] == "undone: read: 3 reports\n"
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert call("mark", "--query", "flood", "--read")[0] == 2
    assert found(call, "is:read") == set()
    monkeypatch.setattr("click.confirm", lambda question, **_: question == "Mark 3 reports?")
    assert call("mark", "--query", "flood", "--read")[0] == 0
    assert found(call, "is:read") == {"one", "two", "three"}


def test_a_query_that_was_not_understood_marks_nothing_unasked(call: Call) -> None:
    code, out, err = call("mark", "--query", "is:unraed", "--star", "--yes")
    assert (code, out) == (2, "")
    assert "There is no is:unraed" in err
    assert found(call, "is:starred") == set()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("mark", "one"), "Say how"),
        (("mark", "--star"), "Name the reports"),
        (("mark", "one", "--query", "flood", "--star"), "Name the reports by ID, or by --query"),
        (("mark", "one", "two", "--note", "x"), "A note is for one report"),
        (("mark", "one", "--tag", "a,b"), "is no tag"),
    ],
)
def test_what_cannot_be_marked_is_one_line(call: Call, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = call(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_report_that_is_gone_is_not_found(call: Call) -> None:
    assert call("mark", "one", "gone", "--star")[0] == 1
    assert found(call, "is:starred") == set()


def test_history(call: Call, folder: Path) -> None:
    assert call("history") == (1, "", "")
    with Library.open(folder) as library:
        library.visit("one")
        library.visit("two")
    lines = [line.split("\t") for line in call("history")[1].splitlines()]
    assert [line[:4] for line in lines] == [
        ["two", "undated", "Wire", "Report two"],
        ["one", "undated", "Wire", "Report one"],
    ]
    (record,) = (json.loads(line) for line in call("history", "--json", "--limit", "1")[1].splitlines())
    assert list(record) == ["id", "title", "source", "published", "opened"]


def test_saved_searches_with_their_counts(call: Call) -> None:
    assert call("searches") == (1, "", "")
    assert call("searches", "save", "River", "flood -two")[0] == 0
    assert call("searches", "save", "New", "is:unread", "--sort", "date")[0] == 0
    call("mark", "one", "--read")
    assert call("searches")[1].splitlines() == ["New\t2\t2\tis:unread", "River\t2\t1\tflood -two"]
    records = [json.loads(line) for line in call("searches", "--json")[1].splitlines()]
    assert records[0] == {"name": "New", "query": "is:unread", "sort": "date", "reports": 2, "unread": 2}
    assert call("searches", "drop", "New")[0] == 0
    assert call("searches", "drop", "New")[0] == 1
    assert len(call("searches")[1].splitlines()) == 1


@pytest.mark.parametrize("command", sorted(searches.commands))
def test_each_command_has_help_with_an_example(call: Call, command: str) -> None:
    assert f"Example: briefreader searches {command}" in call("searches", command, "--help")[1]
