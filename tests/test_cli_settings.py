"""The commands ``config`` and ``keys``."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from briefreader import config
from briefreader.cli import run
from briefreader.limits import Limits
from briefreader.settings import Colours, Settings
from briefreader.tui.actions import ACTIONS, ANYWHERE
from briefreader.tui.keylist import listed, markdown, where
from briefreader.tui.own_keys import keymap
from tests.terminal import Terminal

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def test_the_example_has_every_setting_explained_and_sets_none(call: Call, tmp_path: Path) -> None:
    example = call("config", "--example")[1]
    path = tmp_path / "config.toml"
    path.write_text(example)
    assert config.load(path) == Settings()
    uncommented = re.sub(r"^#(?! )", "", example, flags=re.MULTILINE)
    values = tomllib.loads(uncommented)
    assert list(values) == [field.name for field in fields(Settings)]
    assert list(values["colours"]) == [field.name for field in fields(Colours)]
    assert list(values["limits"]) == [field.name for field in fields(Limits)]
    assert list(values["keys"]) == [action.id for action in ACTIONS]
    settings = [line for line in example.splitlines() if re.match(r"#\w", line)]
    assert len(settings) == len(values) - 3 + sum(len(values[name]) for name in ("colours", "keys", "limits"))
    for line, before in zip(example.splitlines()[1:], example.splitlines(), strict=False):
        if re.match(r"#\w", line):
            assert before.startswith("# ") or "  # " in line, line


def test_the_example_uncommented_is_taken(call: Call, tmp_path: Path) -> None:
    uncommented = re.sub(r"^#(?! )", "", call("config", "--example")[1], flags=re.MULTILINE)
    (tmp_path / "config.toml").write_text(uncommented)
    settings = config.load(tmp_path / "config.toml")
    assert settings.limits == Limits()
    assert settings.measure == Settings().measure
    assert settings.keys == {action.id: action.keys for action in ACTIONS}
    keymap(settings.keys)


def test_config_shows_what_is_in_force(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert call("config", "--path") == (0, f"{path}\n", "")
    code, out, err = call("--library", "/elsewhere", "config")
    assert (code, err) == (0, "")
    assert f"# {path}: there is none" in out
    assert 'library = "/elsewhere"' in out
    path.write_text('measure = 60\n[keys]\nopen = "f5"\n[limits]\ncomplaints = 7\n')
    out = call("config")[1]
    assert {"measure = 60  # set", '"open" = ["f5"]  # set', "complaints = 7  # set"} <= set(out.splitlines())
    assert out.count("# set") == 3
    tomllib.loads(out)


@pytest.mark.parametrize("command", ["config", "keys"])
def test_a_wrong_key_is_one_line_with_its_place(call: Call, tmp_path: Path, command: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text('open = 1\n[keys]\n\n"next-repot" = "J"\n'.replace("open = 1\n", ""))
    code, out, err = call(command)
    assert (code, out) == (2, "")
    assert err == f"briefreader: {path}, line 3: no action 'next-repot': did you mean 'next-report'?\n"
    assert call("config", "--path")[0] == 0
    assert call("config", "--example")[0] == 0


def test_keys_lists_every_action_with_the_key_in_force(call: Call, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\nnext-report = ["ctrl+n", "f6 n"]\nstory = []\n')
    lines = [line.split("\t") for line in call("keys")[1].splitlines()]
    assert sorted(line[3] for line in lines) == sorted(action.id for action in ACTIONS)
    keys = {line[3]: line[0] for line in lines}
    assert (keys["next-report"], keys["story"], keys["open"]) == ("ctrl+n  f6n", "", "Enter")
    records = [json.loads(line) for line in call("keys", "--json")[1].splitlines()]
    assert records[0] == {
        "id": "open", "keys": ["Enter"], "words": records[0]["words"], "where": records[0]["where"],
        "group": "Read",
    }  # fmt: skip


def test_keys_that_markdown_reads_as_its_own_are_escaped() -> None:
    rows = list(markdown(keymap({"story": ["f6 |", "`"]})))
    (row,) = [row for row in rows if row.endswith("| `story` |")]
    assert row.startswith("| `f6\\|` `` ` `` | ")
    assert len(rows) == len(list(listed(keymap({})))) + 2


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("article",), "article"),
        (("results", "article", "related", "names"), "panes"),
        (("names", "results", "article", "related", "entity"), "panes, entity"),
        (ANYWHERE, "anywhere"),
    ],
)
def test_places_in_words(places: tuple[str, ...], expected: str) -> None:
    assert where(places) == expected  # type: ignore[arg-type]


def test_the_real_program_has_the_keys_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "briefreader" / "config.toml"
    path.parent.mkdir()
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    path.write_text('[keys]\nquit = "ctrl+x"\n')
    with Terminal(library=tmp_path / "library", environment=environment) as terminal:
        terminal.wait("Nothing to read")
        terminal.keys("\x18")
        assert terminal.exit_code() == 0
    path.write_text('[keys]\nquit = "ctrl+xx"\n')
    with Terminal(library=tmp_path / "library", environment=environment) as terminal:
        assert terminal.exit_code() == 2
        assert f"{path}, line 2: quit: no key" in "".join(terminal.text().split("\n"))
        assert b"\x1b[?1049h" not in terminal.sent
