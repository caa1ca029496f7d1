"""Every command, on a library of hostile reports and with hostile arguments: what it prints is text."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.cli import cli
from tests.hostile.payloads import MARKER, fuzz, hostile
from tests.hostile.printing import printed


def leaves(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its words."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, *path, name)
    else:
        yield path, command


SHOWING = (
    ("search", "Biden"),
    ("search", "", "--json", "--limit", "200"),
    ("show", "one"),
    ("show", "two", "--format", "markdown"),
    ("show", "three", "--format", "json"),
    ("related", "one"),
    ("related", "one", "--json"),
    ("stories",),
    ("stories", "--json"),
    ("story", "one"),
    ("story", "one", "--json"),
    ("compare", "one", "two"),
    ("compare", "one", "two", "--json"),
    ("entities",),
    ("entities", "--json"),
    ("entities", "Joe Biden"),
    ("export", "--entities", "--related", "2"),
    ("stats",),
    ("stats", "--json"),
    ("reindex", "--names"),
)


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
def test_what_is_shown_of_hostile_reports(filled: Path, arguments: tuple[str, ...], terminal: bool) -> None:
    shown = printed(filled, *arguments, terminal=terminal)
    if arguments[0] in ("show", "search", "export", "story") or arguments == ("compare", "one", "two"):
        assert MARKER in shown.out


LEAVES = [" ".join(words) for words, _ in leaves(cli) if words[-1] not in ("read", "find")]


@pytest.mark.parametrize("words", LEAVES)
def test_every_command_with_hostile_arguments(filled: Path, words: str) -> None:
    @fuzz(4)
    @given(st.lists(hostile.filter(lambda raw: "\0" not in raw), min_size=1, max_size=3), st.booleans())
    def attempt(raws: list[str], terminal: bool) -> None:
        # As the system hands arguments over: what is no UTF-8 comes as lone surrogates.
        arguments = [os.fsdecode(raw.encode("utf-8", "replace")) for raw in raws]
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            printed(filled, *words.split(), *arguments, terminal=terminal)
            printed(filled, *words.split(), "--", *arguments, terminal=terminal)
            printed(filled, *words.split(), f"--{raws[0]}", terminal=terminal)
            if words != "forget":
                for known in ("known-1", "Joe Biden", MARKER):
                    printed(filled, *words.split(), known, "--", *arguments[:2], terminal=terminal)

    here = Path.cwd()
    try:
        attempt()
    finally:
        os.chdir(here)


def test_a_library_in_a_hostile_folder_with_hostile_files(tmp_path: Path) -> None:
    name = "a\x1b]52;c;eA==\x07\u202e\x9b2J\ue000b\udcff"
    for folder in (tmp_path / name, tmp_path / name / "sub\x1b[2J"):
        folder.mkdir()
        (folder / f"{name}.jsonl").write_text('{"text": "A storm."}\n{\n')
        (folder / f"{name}.png").write_bytes(b"\x89PNG\r\n")
        (folder / f"{name}.pipe").symlink_to(folder)
    for terminal in (False, True):
        for library in (tmp_path / name / "library", tmp_path / name / f"{name}.jsonl"):
            for arguments in (
                ("index", str(tmp_path)),
                ("index", str(tmp_path / "none\x1b[2J")),
                ("index", "-"),
                ("stats",),
                ("stats", "--json"),
                ("show", "x\x1b[2J"),
                ("export",),
            ):
                printed(
                    library, *arguments, terminal=terminal, given=b'{"id": "\\u001b[2Jx", "text": "y"}\n{'
                )


@pytest.mark.parametrize(
    "setting", ['library = "{}"', 'recogniser = "{}"', 'recogniser = "spacy:{}"', '"{}" = 1']
)
def test_hostile_settings(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    (tmp_path / "config.toml").write_text(setting.replace("{}", "x\\u001b]52;c;eA==\\u0007\\u202e\\u009b2J"))
    printed(tmp_path / "library", "index", "-", given=b'{"text": "Joe Biden."}\n', terminal=True)
    printed(filled, "stats", terminal=True)
