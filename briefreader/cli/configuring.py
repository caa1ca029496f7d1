"""Commands about the reader's settings: config, keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefreader.cli.output import JSON, colour, cut, keymap_of, print_json, terminal_width
from briefreader.text import clean, clean_line

if TYPE_CHECKING:
    from briefreader.settings import Settings

EXAMPLES: Mapping[str, str] = {
    "library": "~/news/library",
    "theme": "gruvbox",
    "date_format": "day-first",
    "copy_command": "xclip -selection clipboard",
    "person": "#e0af68",
    "organisation": "bright-green",
    "place": "bright-blue",
    "other": "magenta",
}
"""What the example shows of settings that are empty without a file."""

KEY_WIDTH = 16
WORDS_WIDTH = 40
ID_WIDTH = 24


@click.command()
@click.option("--path", "only_path", is_flag=True, help="Print where the file is, or would be.")
@click.option("--example", is_flag=True, help="Print a file with every setting, explained and commented out.")
@click.pass_context
def config(context: click.Context, only_path: bool, example: bool) -> None:
    """Show the settings in force, and where they are from.

    \b
    Example: briefreader config --example | less
    """
    from briefreader import config as settings_file

    path = settings_file.file()
    if only_path:
        click.echo(clean_line(str(path)))
    elif example:
        click.echo("\n".join(_example()))
    else:
        settings = settings_file.load()
        keymap_of(settings)
        there = "" if path.exists() else ": there is none, and all is as without it"
        click.echo(f"# {clean_line(str(path))}{there}")
        click.echo("\n".join(_in_force(settings, context.find_root().obj)))


def _in_force(settings: Settings, library: Path | None) -> Iterator[str]:
    """Yield the lines of a file that would set all that is in force, with ``# set`` where a file set it."""
    from briefreader.paths import library_dir
    from briefreader.settings import Settings

    folder = str(library or library_dir(settings.library))
    tables: list[tuple[str, object, object]] = []
    for each in fields(Settings):
        value, without = getattr(settings, each.name), getattr(Settings(), each.name)
        if is_dataclass(value) or isinstance(value, Mapping):
            tables.append((each.name, value, without))
            continue
        shown = folder if each.name == "library" else value
        yield _set(f"{each.name} = {_toml(shown)}", value != without)
    for name, value, without in tables:
        yield f"\n[{name}]"
        if isinstance(value, Mapping):
            yield from (_set(f"{_toml(key)} = {_toml(list(own))}", True) for key, own in value.items())
            continue
        for each in fields(value):  # type: ignore[arg-type]
            own = getattr(value, each.name)
            yield _set(f"{each.name} = {_toml(own)}", own != getattr(without, each.name))


def _set(line: str, by_file: bool) -> str:
    return f"{line}  # set" if by_file else line


def _example() -> Iterator[str]:
    """Yield the lines of the example: ``#name = value`` is a setting, ``# words`` what it means."""
    from briefreader.limits import Limits
    from briefreader.settings import Colours, Settings

    yield "# Settings of briefreader. To set one, take away the # before its name and change what follows."
    for name, words in documented(Settings).items():
        yield ""
        yield from (f"# {line}" for line in words)
        if name == "keys":
            yield "[keys]"
            yield from _example_keys()
        elif name in ("colours", "limits"):
            yield f"[{name}]"
            yield from _example_table(Colours if name == "colours" else Limits)
        else:
            yield f"#{name} = {_toml(getattr(Settings(), name) or EXAMPLES[name])}"


def _example_table(of: type) -> Iterator[str]:
    for name, words in documented(of).items():
        yield f"#{name} = {_toml(getattr(of(), name) or EXAMPLES[name])}  # {' '.join(words)}"


def _example_keys() -> Iterator[str]:
    from briefreader.tui.actions import ACTIONS

    for action in ACTIONS:
        yield f"#{action.id} = {_toml(list(action.keys))}  # {action.words}"


def documented(of: type) -> dict[str, list[str]]:
    """Return the docstring of each field of a dataclass, in lines: Python keeps them in the source only."""
    import ast
    import inspect

    (definition,) = ast.parse(inspect.getsource(of)).body
    found: dict[str, list[str]] = {}
    name = ""
    for node in getattr(definition, "body", []):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
            found[name] = []
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            found[name] = inspect.cleandoc(str(node.value.value)).splitlines()
    return found


def _toml(value: object) -> str:
    """Return a value as TOML: as JSON is, but for how it writes what is no printable text."""
    line = json.dumps(value, ensure_ascii=False)
    return line if clean(line) == line else "".join(map(_printable, line))


def _printable(char: str) -> str:
    return char if " " <= char <= "~" else f"\\U{ord(char):08x}"


@click.command()
@click.option("--markdown", is_flag=True, help="As tables of Markdown.")
@JSON
def keys(markdown: bool, as_json: bool) -> None:
    """List the keys of the reader as they are in force, with what each does and where.

    The last column is the action's name in the settings ([keys]).

    \b
    Example: briefreader keys | grep copy
    """
    from briefreader import config as settings_file
    from briefreader.tui import keylist

    keymap = keymap_of(settings_file.load())
    if markdown:
        click.echo("\n".join(keylist.markdown(keymap)))
        return
    width = terminal_width()
    group = ""
    for each in keylist.listed(keymap):
        shown = "  ".join(each.keys)
        if as_json:
            print_json(asdict(each))
        elif width is None:
            click.echo("\t".join((shown, each.words, each.where, each.id)))
        else:
            if each.group != group:
                group = each.group
                click.echo(click.style(f"\n{group}", bold=True), color=colour())
            line = f"{shown:{KEY_WIDTH}} {cut(each.words, WORDS_WIDTH):{WORDS_WIDTH}} "
            about = f"{each.id:{ID_WIDTH}} {each.where}"
            click.echo(line + click.style(cut(about, max(width - len(line), 1)), dim=True), color=colour())
