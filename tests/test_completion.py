"""Completion: what is offered, safe to stand on a line whatever is in the library, and in real shells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.cli import cli, run
from briefreader.cli.completion import ASKED, SCRIPTS, quoted, read
from briefreader.library import Library
from briefreader.model import Article
from tests.shells import Shell

BREAKS = " \t\n\"'@><=;|&(:"
HOSTILE = 'Evil \x1b[31m$(touch pwned) `touch pwned` it\'s: "x"\ttab\nline \u202e'
SHELLS = [shell for shell in SCRIPTS if shutil.which(shell)]

Ask = Callable[..., list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion") / "library"
    with Library.open(folder) as library:
        library.add(
            [
                Article("urn:x:1", "First", "The fighters of Kata'ib Hezbollah met Esmail Qaani in Baghdad."),
                Article(
                    "urn:x:2", "Second", "Kata'ib Hezbollah said nothing to Qaani, and Baghdad was quiet."
                ),
                Article("$(touch-pwned)'", HOSTILE, "Nothing happened."),
            ]
        )
        library.mark(["urn:x:1"], add_tags=["iraq", "`touch pwned`"])
        library.save_search("Gulf's $(touch pwned)", "hormuz")
    return folder


@pytest.fixture
def ask(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask as a shell's script does; the lines of the answer."""
    monkeypatch.setenv("BRIEFREADER_LIBRARY", str(folder))

    def asked(shell: str, *arguments: str) -> list[str]:
        monkeypatch.setenv(ASKED, shell)
        assert run(arguments) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        return captured.out.splitlines()

    return asked


@pytest.mark.parametrize(
    ("line", "words", "word", "quote", "settled"),
    [
        ("briefreader ", ["briefreader"], "", "", 0),
        ("briefreader  show ab", ["briefreader", "show"], "ab", "", 0),
        ("briefreader show urn:x:1", ["briefreader", "show"], "urn:x:1", "", 6),
        ('briefreader entities "Kata', ["briefreader", "entities"], "Kata", '"', 0),
        ('b entities "Quds Force" a\\ b', ["b", "entities", "Quds Force"], "a b", "", 0),
        ("b entities Kata'ib H", ["b", "entities"], "Kataib H", "'", 4),
        ("b e \"it's \\$x \\y", ["b", "e"], "it's $x \\y", '"', 0),
        ("b e 'a\\", ["b", "e"], "a\\", "'", 0),
        ("b e '' ", ["b", "e", ""], "", "", 0),
        ("b e a\\", ["b", "e"], "a", "", 0),
        ("", [], "", "", 0),
    ],
)
def test_a_line_is_read_as_the_shell_reads_it(
    line: str, words: list[str], word: str, quote: str, settled: int
) -> None:
    typed = read(line, BREAKS)
    assert (typed.words, typed.word, typed.quote, typed.settled) == (words, word, quote, settled)


@pytest.mark.parametrize(
    "value",
    [
        "Kata'ib Hezbollah",
        "$(touch x) `y` \\",
        "$(touch x)'",
        '"Bob"',
        "~a #b !c {d,e} [f] *?",
        '"é";|&<>^=(',
    ],
)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_what_is_quoted_is_itself_again(value: str, quote: str) -> None:
    line = f"printf %s {quote}{quoted(value, quote)}"
    line += quote if not line.endswith(quote) else ""
    ended = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert ended.stdout == value


@given(
    st.text(st.sampled_from("ab '\"\\$`!;|&:=é"), min_size=1, max_size=12),
    st.text(st.sampled_from("ab '\"\\$`!;|&:=é"), max_size=6),
    st.sampled_from(["", "'", '"']),
)
def test_what_is_quoted_is_read_again(value: str, before: str, quote: str) -> None:
    end = "" if quote and value.endswith(quote) else quote
    typed = read(f"b {quoted(before, '')} {quote}{quoted(value, quote)}{end}", BREAKS)
    assert (typed.words, typed.word, typed.quote) == (["b", before] if before else ["b"], value, "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("briefreader sea", ["words", "search", "searches"]),
        ("briefreader search --sort ", ["words", "relevance", "date"]),
        ("briefreader search --sort=d", ["words", "date"]),
        ("briefreader search --js", ["words", "--json"]),
        ("briefreader show ur", ["words", "urn:x:1", "urn:x:2"]),
        ("briefreader show urn:x:", ["words", "1", "2"]),
        ("briefreader show $", ["words", "\\$\\(touch-pwned\\)\\'"]),
        ("briefreader compare urn:x:1 'urn:x:2", ["words", "urn:x:2"]),
        ("briefreader entities Katai", ["words", "Kata\\'ib\\ Hezbollah"]),
        ("briefreader entities 'Kata", ["words", "Kata'\\''ib Hezbollah"]),
        ("briefreader entities ren", ["words", "rename"]),
        ("briefreader entities kind x pl", ["words", "place"]),
        ("briefreader mark urn:x:1 --tag ir", ["words", "iraq"]),
        ("briefreader mark urn:x:1 --untag \\`", ["words", "\\`touch-pwned\\`"]),
        ("briefreader searches drop G", ["words", "Gulf\\'s\\ \\$\\(touch\\ pwned\\)"]),
        ("briefreader search ta", ["open", "tag:"]),
        ("briefreader search 'x -is:un", ["words", "x -is:unread"]),
        ("briefreader search tag:", ["words", "\\`touch-pwned\\`", "iraq"]),
        ("briefreader search '(entity:\"Kata", ["words", "(entity:\"Kata'\\''ib Hezbollah\""]),
        ("briefreader index ", ["files"]),
        ("briefreader --library ", ["dirs"]),
        ("briefreader completion z", ["words", "zsh"]),
    ],
)
def test_bash_is_offered(ask: Ask, line: str, expected: list[str]) -> None:
    assert ask("bash", line, BREAKS) == expected


def test_zsh_and_fish_are_told_what_each_is(ask: Ask) -> None:
    assert ask("fish", "ur", "show") == ["words", "urn:x:1\tFirst", "urn:x:2\tSecond"]
    assert ask("zsh", "", "ur", "show") == ["words", "urn:x:1\tFirst", "urn:x:2\tSecond"]
    assert ask("zsh", '"', "Kata'", "entities") == ["words", "Kata'ib Hezbollah\torganisation, 2 reports"]
    (line,) = ask("fish", "'$", "show")[1:]
    value, about = line.split("\t")
    assert value == "$(touch-pwned)'"
    assert about.isprintable()
    assert "\x1b" not in about


def test_where_there_is_no_library_there_is_nothing_to_offer(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFREADER_LIBRARY", str(tmp_path / "none"))
    assert ask("bash", "briefreader show ", BREAKS) == ["words"]
    assert ask("bash", f"briefreader --library {tmp_path} entities Ka", BREAKS) == ["words"]
    assert not (tmp_path / "none").exists()


def arguments(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Argument]]:
    for command in group.commands.values():
        path = f"{name} {command.name}".strip()
        if isinstance(command, click.Group):
            yield from arguments(command, path)
        else:
            yield from ((path, each) for each in command.params if isinstance(each, click.Argument))


def test_every_argument_has_something_to_offer() -> None:
    without = {
        f"{path} {argument.name}"
        for path, argument in arguments(cli)
        if argument._custom_shell_complete is None
        and not isinstance(argument.type, click.Path | click.Choice | click.IntRange)
    }
    assert without == {"entities rename new_name", "searches save name"}


def test_completing_imports_nothing_heavy(folder: Path) -> None:
    program = (
        "import sys; from briefreader.cli import run;"
        " run(sys.argv[1:]); print(sorted({'textual', 'whoosh', 'numpy', 'yaml', 'rich'} & set(sys.modules)))"
    )
    environment = os.environ | {ASKED: "bash", "BRIEFREADER_LIBRARY": str(folder)}
    for line in ("briefreader entities Kata", "briefreader show u", "briefreader search 'entity:Kat"):
        ended = subprocess.run(
            [sys.executable, "-c", program, line, BREAKS], capture_output=True, text=True, env=environment
        )
        assert len(ended.stdout.splitlines()) >= 3
        assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes_to_what_the_program_must_get(
    shell: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "show").mkdir()
    terminal = Shell(shell, folder, tmp_path)
    try:
        for line, expected in [
            ("briefreader sho", "<show>"),
            ("briefreader entities Kata", "<entities><Kata'ib Hezbollah>"),
            ('briefreader entities "Kata', "<entities><Kata'ib Hezbollah>"),
            ("briefreader show '$", "<show><$(touch-pwned)'>"),
            ("briefreader mark urn:x:1 --tag i", "<mark><urn:x:1><--tag><iraq>"),
            ("briefreader searches drop G", "<searches><drop><Gulf's $(touch pwned)>"),
        ]:
            assert re.findall(r"(?m)^<.*>$", terminal.complete(line)) == [expected]
    finally:
        terminal.close()
    assert not list(tmp_path.rglob("pwned"))
