"""The command that opens the reader."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from briefreader.cli.output import keymap_of, open_library


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(path_type=Path))
@click.pass_context
def read(context: click.Context, paths: tuple[Path, ...] = ()) -> None:
    """Open the reader. With PATHs, files or folders, it takes them in first.

    \b
    Example: briefreader read ~/news
    """
    # Until the reader is on the screen, nearly all that is made stays: looking for what does not is in vain.
    gc.disable()
    context.call_on_close(gc.enable)
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise click.ClickException(
            "the reader needs a terminal; in a pipe or a script use 'briefreader search' and 'show'"
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise click.ClickException(
            f"the reader cannot draw on this terminal (TERM is {os.environ.get('TERM', '')!r});"
            " use 'briefreader search' and 'show'"
        )
    missing = [path for path in paths if not path.exists()]
    if missing and len(missing) == len(paths):
        raise click.ClickException(f"{missing[0]}: there is no such file or folder")
    library = open_library(context, create=True, quiet=True)
    keymap = keymap_of(library.settings)

    from briefreader import tui

    context.exit(tui.run(library, list(paths), keymap))
