"""The command line. Results go to stdout, everything else to stderr, one clear line an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from briefreader import __version__

COMMANDS = {
    "read": "reading", "index": "adding", "search": "finding", "show": "finding", "related": "relating",
    "stories": "relating", "story": "relating", "compare": "relating", "entities": "names",
    "export": "finding", "stats": "finding", "reindex": "adding", "forget": "adding", "backup": "keeping",
    "restore": "keeping", "check": "keeping", "mark": "marking", "undo": "marking", "tags": "marking",
    "history": "marking", "searches": "marking", "config": "configuring", "keys": "configuring",
    "completion": "completion", "man": "manual",
}  # fmt: skip
"""Every command, with the module that has it."""

FAILED = 2
"""Exit code of anything that went wrong; 1 is 'nothing found', as with grep."""

INTERRUPTED = 130

ASKED = "_BRIEFREADER_COMPLETE"
"""The variable by which a script of a shell asks what may follow on the line."""


class Commands(MutableMapping[str, click.Command]):
    """The commands by name, each imported when it is asked for: one must not wait for all."""

    def __getitem__(self, name: str) -> click.Command:
        module = import_module(f"briefreader.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, name)
        return command

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: click.Command) -> None:
        raise TypeError(f"{name}: a command is added by a line in COMMANDS")

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"{name}: a command is taken away with its line in COMMANDS")


@click.group(
    commands=Commands(),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: briefreader read FOLDER",
)
@click.option(
    "--library",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    envvar="BRIEFREADER_LIBRARY",
    show_envvar=True,
    help="The library's folder (default: under the platform's data folder).",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, library: Path | None) -> None:
    """Read news reports in a terminal: find them, read them, see the others on the same event.

    Without a command it opens the reader.
    """
    context.obj = library
    if context.invoked_subcommand is None:
        context.invoke(cli.commands["read"])


def run(arguments: Sequence[str]) -> int:
    """Run the command line with ``arguments`` and return the exit code."""
    from briefreader.cli.output import warn
    from briefreader.errors import LibraryError, NotFound

    for stream in (sys.stdout, sys.stderr):
        # A character that the locale cannot write must not end the program.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        if os.environ.get(ASKED):
            from briefreader.cli.completion import answer

            return answer(cli, arguments)
        code = cli.main(list(arguments), prog_name="briefreader", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "briefreader"
        warn(f"{error.format_message().rstrip('.')} (see '{command} --help')")
        return FAILED
    except click.ClickException as error:
        warn(error.format_message())
        return FAILED
    except NotFound as error:
        warn(str(error))
        return 1
    except LibraryError as error:
        warn(str(error))
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        warn("interrupted")
        return INTERRUPTED
    except SystemExit:
        # So, and only so, does click end here when who read our output has had enough: no error.
        return 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0
