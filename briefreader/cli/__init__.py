"""The command line. Results go to stdout, everything else to stderr, one clear line an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefreader import __version__
from briefreader.cli.adding import forget, index, reindex
from briefreader.cli.completion import ASKED, answer, completion
from briefreader.cli.configuring import config, keys
from briefreader.cli.finding import export, search, show, stats
from briefreader.cli.keeping import backup, check, restore
from briefreader.cli.manual import man
from briefreader.cli.marking import history, mark, searches, tags, undo
from briefreader.cli.names import entities
from briefreader.cli.output import warn
from briefreader.cli.reading import read
from briefreader.cli.relating import compare, related, stories, story

FAILED = 2
"""Exit code of anything that went wrong; 1 is 'nothing found', as with grep."""

INTERRUPTED = 130


@click.group(
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
        context.invoke(read)


COMMANDS = (
    read, index, search, show, related, stories, story, compare, entities, export, stats, reindex, forget,
    backup, restore, check, mark, undo, tags, history, searches, config, keys, completion, man,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run the command line with ``arguments`` and return the exit code."""
    from briefreader.errors import LibraryError, NotFound

    for stream in (sys.stdout, sys.stderr):
        # A character that the locale cannot write must not end the program.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        if os.environ.get(ASKED):
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
