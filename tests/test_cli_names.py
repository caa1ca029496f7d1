"""The command line of names: ``entities`` and its commands, ``search`` by names, ``reindex --names``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefreader.cli import run
from briefreader.cli.names import entities
from briefreader.library import Library
from briefreader.model import Article
from tests.made import Made

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the program on a library of three reports: exit code, stdout, stderr."""
    made.copy(
        [
            Article("one", "Report", "Quds Force Commander Esmail Qaani flew to Baghdad."),
            Article("two", "Report", "The visit of Esmail Ghaani to Baghdad was short. Iraq said so."),
            Article("three", "Report", "In Beirut the movement Hezbollah said nothing."),
        ],
        tmp_path / "library",
    )

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(["--library", str(tmp_path / "library"), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def test_search_by_a_name(call: Call) -> None:
    code, out, _ = call("search", 'entity:"Esmail Qaani" -Iraq')
    assert (code, out.split("\t")[0]) == (0, "one")


def test_search_says_how_else_someone_is_called(call: Call) -> None:
    code, out, err = call("search", "Ghaani")
    assert (code, out.split("\t")[0]) == (0, "two")
    assert err.count("\n") == 1
    assert "Esmail Qaani" in err
    hint = err.split('entity:"')[1].split('"')[0]
    assert call("search", f'entity:"{hint}"')[1].count("\n") == 2


def test_search_for_a_name_that_nobody_has(call: Call) -> None:
    code, _, err = call("search", "entity:Beirud")
    assert code == 1
    assert "near it: Beirut" in err
    assert "entity:beirut" in err


def test_a_search_waits_for_names_only_where_it_asks_for_one(call: Call, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("In Baghdad the general Esmail Qa'ani met nobody.")
    assert call("index", "--no-enrich", str(tmp_path / "new.txt"))[0] == 0
    assert call("search", "general")[1].count("\n") == 1
    assert call("mark", "--query", "general", "--star", "--yes")[0] == 0
    with Library.open(tmp_path / "library") as library:
        assert library.pending() == 1
    assert call("search", 'person:"Esmail Qaani"')[1].count("\n") == 3
    with Library.open(tmp_path / "library") as library:
        assert library.pending() == 0


def test_one_entity(call: Call) -> None:
    code, out, _ = call("entities", "Ghaani")
    lines = out.splitlines()
    assert code == 0
    assert lines[1].startswith("person, 2 reports")
    assert {line.split(None, 1)[1] for line in lines[2:4]} == {"Esmail Ghaani", "Esmail Qaani"}
    assert "Quds Force Commander (1)" in out
    assert "Baghdad (2)" in out
    (record,) = (json.loads(line) for line in call("entities", "Ghaani", "--json")[1].splitlines())
    assert list(record)[:5] == ["id", "name", "kind", "spellings", "reports"]
    assert record["spellings"] == {"Esmail Ghaani": 1, "Esmail Qaani": 1}
    assert record["roles"] == {"Quds Force Commander": 1}


def test_all_entities(call: Call) -> None:
    records = [json.loads(line) for line in call("entities", "--json")[1].splitlines()]
    assert [record["reports"] for record in records] == sorted(
        (record["reports"] for record in records), reverse=True
    )
    assert {"Baghdad", "Hezbollah", "Beirut"} <= {record["name"] for record in records}
    assert call("entities", "--limit", "1")[1].count("\n") == 1


@pytest.mark.parametrize(("wanted", "near"), [("Bagdad", "Baghdad"), ("Hizbollah", "Hezbollah")])
def test_nobody_is_called_so(call: Call, wanted: str, near: str) -> None:
    code, out, err = call("entities", wanted)
    assert (code, out) == (1, "")
    assert err == f"briefreader: no report names {wanted!r}; near it: {near}\n"


def test_decisions(call: Call) -> None:
    assert call("entities", "merge", "Beirut", "Hezbollah")[0] == 0
    assert call("entities", "rename", "Baghdad", "Bagdad")[1] == "Bagdad\n"
    assert call("entities", "kind", "Bagdad", "other")[1] == "Bagdad: other\n"
    assert call("entities", "split", "Beirut")[1] == "Beirut\n"
    code, out, _ = call("entities", "decisions")
    assert code == 0
    assert out.splitlines() == [
        "   1  Beirut and Hezbollah merged",
        "   2  Baghdad renamed Bagdad",
        "   3  Baghdad said to be: other",
        "   4  Beirut split off",
    ]
    assert call("entities", "undo", "2")[1] == "undone: Baghdad renamed Bagdad\n"
    assert call("entities", "undo")[1] == "undone: Beirut split off\n"
    numbers = [json.loads(line)["number"] for line in call("entities", "decisions", "--json")[1].splitlines()]
    assert numbers == [1, 3]
    assert call("reindex", "--names")[:2] == (0, "indexed 3\n")
    assert call("entities", "Baghdad")[1].splitlines()[1].startswith("other, 2 reports")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("merge", "Beirut", "Beirut"), 2, "one already"),
        (("merge", "Beirut", "Nowhere"), 1, "Nowhere"),
        (("split", "Beirut"), 2, "nothing to split"),
        (("kind", "Beirut", "planet"), 2, "planet"),
        (("undo",), 2, "no decision"),
        (("undo", "7"), 2, "no decision 7"),
    ],
)
def test_what_cannot_be_decided_is_one_line(
    call: Call, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended, out, err = call("entities", *arguments)
    assert (ended, out) == (code, "")
    assert err.count("\n") == 1
    assert says in err


@pytest.mark.parametrize("command", sorted(set(entities.commands) - {"find"}))
def test_every_command_of_names_has_help_with_an_example(call: Call, command: str) -> None:
    code, out, _ = call("entities", command, "--help")
    assert code == 0
    assert f"Example: briefreader entities {command}" in out


def test_a_setting_that_is_none_is_one_line(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    (tmp_path / "config.toml").write_text('recognizer = "rules"\n')
    code, out, err = call("stats")
    assert (code, out) == (2, "")
    where = f"{tmp_path / 'config.toml'}, line 1"
    assert err == f"briefreader: {where}: no setting 'recognizer': did you mean 'recogniser'?\n"
