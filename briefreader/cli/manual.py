"""The manual page, made from the commands, the settings and the keys themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator

import click

from briefreader import __version__

QUERIES = (
    ("word other", "reports with all of these words, in any form"),
    ('"some words"', "the words as they stand"),
    ("a OR b, a -b, NOT, ( )", "either; without; grouped"),
    ("pre*, fuzzy~, fuzzy~2", "words that begin so; words spelt nearly so"),
    ("title: source: section: byline:", "in that field, as in title:drone or source:\"Harbour Brief\""),
    ("entity: person: org: place:", "reports that name whom it means, by whatever spelling"),
    ("after: before: on: since:", "by date: 2024-01-31, 2024-01 or 2024; since:7d (h d w m y)"),
    ("is:unread is:read is:starred is:noted is:tagged", "by what you made of a report"),
    ("tag:iraq, tag:ira*, tag:", "with that tag; with one that begins so; with any"),
    ("note:word, note:", "with that word in your note; with any note"),
)  # fmt: skip
"""The query language: what is typed, and what it finds."""

ENVIRONMENT = (
    ("BRIEFREADER_LIBRARY", "The library's folder; --library goes before it, the setting after."),
    ("NO_COLOR", "If it is set, nothing is in colour."),
    ("EDITOR, PAGER", "What the reader opens a report in."),
    ("COLORFGBG", "By it the reader tells a light terminal from a dark one."),
    ("TEXTUAL_THEME", "The theme to begin with, where none is set or chosen."),
)  # fmt: skip

EXITS = (
    ("0", "It went well."),
    ("1", "Nothing was found, or nothing at all could be read."),
    ("2", "Something went wrong: one line on standard error says what, and what to do."),
    ("130", "It was interrupted."),
)

_PREFORMATTED = "\b"
_ROFF = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}


@click.command()
@click.pass_context
def man(context: click.Context) -> None:
    """Print the manual page, as man reads it.

    \b
    Example: briefreader man | man -l -
    """
    root = context.find_root()
    click.echo("\n".join(page(root)))


def page(root: click.Context) -> Iterator[str]:
    """Yield the lines of the manual page (roff with the macros of ``man``) for the program of ``root``."""
    yield f'.TH BRIEFREADER 1 "" "briefreader {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"briefreader \\- {_text('read news reports in a terminal')}"
    yield ".SH SYNOPSIS"
    yield f".B briefreader\n{_text('[--library DIR] [COMMAND] [ARGUMENT...]')}"
    yield ".SH DESCRIPTION"
    yield from _help(root.command)
    yield ".SH OPTIONS"
    yield from _options(root.command)
    yield from _pairs([("-h, --help", "Show help, of the program or of a command, and exit.")])
    yield ".SH COMMANDS"
    assert isinstance(root.command, click.Group)
    yield from _commands(root.command, root)
    yield ".SH QUERY LANGUAGE"
    yield from _pairs(QUERIES)
    yield ".PP"
    yield _text("What of a query cannot be understood is left out, and said.")
    yield ".SH KEYS"
    yield from _keys()
    yield ".SH CONFIGURATION"
    yield from _settings()
    yield ".SH FILES"
    yield from _pairs(_files())
    yield ".SH ENVIRONMENT"
    yield from _pairs(ENVIRONMENT)
    yield ".SH EXIT STATUS"
    yield from _pairs(EXITS)


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name, command in group.commands.items():
        if command.hidden:
            continue
        inside = click.Context(command, info_name=name, parent=context)
        usage = [inside.command_path.partition(" ")[2], *_arguments(command)]
        yield f".SS {_quoted(' '.join(usage))}"
        yield from _help(command)
        yield from _options(command)
        if isinstance(command, click.Group):
            yield from _commands(command, inside)


def _arguments(command: click.Command) -> Iterator[str]:
    """Yield the arguments of a command. All this is written here: from one click to the next it changes."""
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            written = parameter.metavar or _metavar(parameter) or str(parameter.name).upper()
            yield written if parameter.required or written.startswith("[") else f"[{written}]"
    if isinstance(command, click.Group):
        yield command.subcommand_metavar or "COMMAND [ARGS]..."


def _metavar(parameter: click.Parameter) -> str:
    if isinstance(parameter.type, click.Choice):
        return f"{{{'|'.join(parameter.type.choices)}}}"
    if isinstance(parameter.type, click.IntRange):
        return "N"
    return ""


def _help(command: click.Command) -> Iterator[str]:
    paragraphs = re.split(r"\n\n+", inspect.cleandoc(command.help or ""))
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ".PP"
        if paragraph.startswith(_PREFORMATTED):
            yield ".nf"
            yield from (_text(line, indented=True) for line in paragraph.split("\n")[1:])
            yield ".fi"
        else:
            yield from (_text(line) for line in paragraph.split("\n"))


def _options(command: click.Command) -> Iterator[str]:
    for option in command.params:
        if not isinstance(option, click.Option) or option.hidden:
            continue
        term = ", ".join([*option.opts, *option.secondary_opts])
        if not option.is_flag:
            term += f" {option.metavar or _metavar(option) or str(option.name).upper()}"
        words = option.help or ""
        if option.show_default and isinstance(option.default, str | int):
            words += f" [default: {option.default}]"
        yield from _pairs([(term, words)])


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, words in pairs:
        yield ".TP"
        yield f".B {_quoted(term)}"
        yield _text(" ".join(words.split()))


def _keys() -> Iterator[str]:
    from briefreader.tui.actions import Keymap
    from briefreader.tui.keylist import listed

    yield _text("These are the keys without settings; 'briefreader keys' prints those in force, and where"
                " each works.")  # fmt: skip
    group = ""
    for each in listed(Keymap()):
        if each.group != group:
            group = each.group
            yield f".SS {_quoted(group)}"
        yield from _pairs([("  ".join(each.keys) or "(in the palette)", f"{each.words} ({each.id})")])


def _settings() -> Iterator[str]:
    from briefreader.cli.configuring import documented
    from briefreader.settings import Settings

    yield _text("config.toml in the platform's folder for settings, in TOML. 'briefreader config --example'"
                " prints one with every setting, 'briefreader config' what is in force.")  # fmt: skip
    for name, words in documented(Settings).items():
        yield from _pairs([(name, " ".join(words))])


def _files() -> Iterator[tuple[str, str]]:
    yield (
        "~/.config/briefreader/config.toml",
        ("The settings (on macOS ~/Library/Application Support/briefreader/config.toml)."),
    )
    yield (
        "~/.local/share/briefreader",
        (
            "The library, unless another is named (on macOS ~/Library/Application Support/briefreader)."
            " library.sqlite is the truth; index/ is made from it."
        ),
    )


def _text(words: str, indented: bool = False) -> str:
    """Return a line of text for roff, in ASCII: no sign of it is taken for a command."""
    words = words if indented else words.strip()
    line = "".join(_ROFF.get(char) or (char if char.isascii() else f"\\[u{ord(char):04X}]") for char in words)
    return f"\\&{line}" if line.startswith(".") or not line else line


def _quoted(words: str) -> str:
    """Return an argument of a roff command."""
    return '"' + _text(words).replace('"', "\\(dq") + '"'
