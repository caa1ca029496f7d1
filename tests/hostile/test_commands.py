"""Every command, on a library of hostile reports and with hostile arguments: what it prints is text."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.cli import cli
from briefreader.cli.completion import ASKED, SCRIPTS
from briefreader.library import Library
from briefreader.limits import Limits
from briefreader.settings import Colours, Settings
from tests.hostile.payloads import ATOMS, FLOODS, INVISIBLE, MARKER, MARKUP, SEQUENCES, fuzz, hostile, mixture
from tests.hostile.printing import output, printed


def leaves(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its words."""
    if isinstance(command, click.Group):
        if path and command.invoke_without_command:
            yield path, command
        for name, inner in command.commands.items():
            yield from leaves(inner, *path, name)
    else:
        yield path, command


LEAVES = {" ".join(words): command for words, command in leaves(cli) if words != ("read",)}
"""Every command but the one that opens the reader."""


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


@pytest.fixture(scope="module")
def changing(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library that commands may change, with hostile marks in it."""
    folder = tmp_path_factory.mktemp("changing") / "library"
    shutil.copytree(filled, folder)
    with Library.open(folder) as library:
        library.mark(["known-1", "two"], star=True, add_tags=["a" + "\u0301" * 50, "\u202e\u65e5\u672c"])
        library.note("two", "".join(ATOMS))
        library.save_search(f"{MARKER} {''.join(INVISIBLE[:4])}", f"{MARKER} {''.join(ATOMS[::2])[:300]}")
        for id in ("known-3", "two"):
            library.visit(id)
    return folder


GIVEN = {
    "index": ("hostile.jsonl",), "search": ("Biden",), "show": ("one",), "related": ("one",), "stories": (),
    "story": ("one",), "compare": ("one", "two"), "export": (), "stats": (), "reindex": (),
    "forget": ("known-9",), "backup": ("copy",), "restore": ("copy",), "check": (), "mark": ("two",),
    "undo": (), "tags": (), "history": (), "searches": (), "searches save": ("mine", "Biden"),
    "searches drop": ("mine",), "config": (), "keys": (), "completion": ("bash",), "man": (),
    "entities": (), "entities find": ("Joe Biden",), "entities merge": ("Joe Biden", "Hezbollah"),
    "entities split": ("Hezbollah",), "entities rename": ("Joe Biden", MARKER),
    "entities kind": ("Joe Biden", "person"), "entities decisions": (), "entities undo": (),
}  # fmt: skip
"""What each command is given, so that it does what it is for; its options are added one by one."""


TELLING = ("search", "show", "related", "stories", "story", "compare", "export", "history", "searches")
"""Those that tell of the reports, or of what a person made of them."""


@pytest.mark.parametrize(("words", "command"), LEAVES.items(), ids=LEAVES)
def test_every_option_of_every_command(
    changing: Path, words: str, command: click.Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    line = json.dumps({"id": "new", "text": "".join(ATOMS), "title": "".join(ATOMS[1:])})
    Path("hostile.jsonl").write_text(line)
    printed(changing, "backup", "copy")
    options = [each for each in command.params if isinstance(each, click.Option)]
    tried = [()] + [tuple(given) for each in options for given in values_of(each)]
    for terminal in (False, True):
        for more in tried:
            shown = printed(changing, *words.split(), *more, "--", *GIVEN[words], terminal=terminal)
            assert more or words not in TELLING or MARKER in shown.out


def values_of(option: click.Option) -> Iterator[list[str]]:
    """Yield ways to give an option: each that it has, and such as it cannot take."""
    if option.is_flag:
        yield from ([name] for name in (*option.opts, *option.secondary_opts))
        return
    known = option.type.choices if isinstance(option.type, click.Choice) else ("3", "", "Biden")
    for value in (*known, *("".join(ATOMS[n::4]).replace("\0", "") for n in range(4))):
        yield [option.opts[0], os.fsdecode(value.encode("utf-8", "replace"))]


COMPLETED = (
    "show ",
    "show kn",
    "mark one --tag ",
    "searches drop ",
    'search "tag:',
    "search entity:J",
    "entities ",
)


@pytest.mark.parametrize("shell", SCRIPTS)
def test_what_is_offered_to_a_shell(changing: Path, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ASKED, shell)
    monkeypatch.setenv("BRIEFREADER_LIBRARY", str(changing))

    @fuzz(4)
    @given(st.sampled_from(COMPLETED), hostile)
    def attempt(begun: str, raw: str) -> None:
        for typed in (begun, begun + raw, raw):
            if shell == "bash":
                arguments = [f"briefreader {typed}", "\"'><=;|&(:"]
            else:
                *words, last = typed.split(" ")
                arguments = ["", last, *words] if shell == "zsh" else [last, *words]
            answered = output(*arguments)
            assert answered.code == 0
            assert answered.err == ""

    attempt()


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


SETTINGS = (
    *(f"{each.name} = {{}}" for each in fields(Settings)),
    *(
        f"[{table}]\n{each.name} = {{}}"
        for table in ("colours", "limits")
        for each in fields({"colours": Colours, "limits": Limits}[table])
    ),
    "[keys]\nopen = {}",
    "[keys]\n{} = 'j'",
    "[keys]\nopen = [{}]",
    "{} = 1",
    "[{}]",
    "[colours]\n{} = 1",
    "recogniser = 'spacy:' + {}",
    "date_format = '%Y'\ncitation = {}",
)


SET = (
    "x\u202e\x9b2J\U000e0041",
    "%Y" + "\u0301" * 9,
    "#00000" + "\u0663",
    "spacy:" + "".join(SEQUENCES),
    "".join((*INVISIBLE, *FLOODS)),
    "".join(MARKUP),
)
"""Some of which a setting may well take, so that they are shown as what is in force."""

MIXTURES = int(os.environ.get("HOSTILE_FACTOR", "1"))


def toml(value: str) -> str:
    """Return a text as the settings file takes it, whatever is in it."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in value) + '"'


@pytest.mark.parametrize("setting", SETTINGS)
def test_hostile_settings(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)

    for value in (*SET, *map(mixture, range(MIXTURES))):
        written = setting.replace("{}", toml(value.encode("utf-8", "replace").decode()))
        (tmp_path / "config.toml").write_text(written, "utf-8")
        for arguments in (("config",), ("keys",), ("search", "Biden")):
            printed(filled, *arguments, terminal=True)
    printed(tmp_path / "library", "index", "-", given=b'{"text": "Joe Biden."}\n')
