"""Commands that keep a library safe: backup, restore, check."""

from __future__ import annotations

from pathlib import Path

import click

from briefreader.cli.output import ProgressLine, open_library, say_notices, warn


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
@click.pass_context
def backup(context: click.Context, file: Path, force: bool) -> None:
    """Copy the library into FILE: reports, names, marks, notes, and what you decided.

    It may be read and written meanwhile; the copy is of one moment. FILE appears when the copy is
    whole, checked and safely on the disk. The index is left out: 'restore' makes it anew.

    \b
    Example: briefreader backup ~/backups/news-2024-01-31.briefreader
    """
    library = open_library(context)
    with ProgressLine() as bar:
        count = library.backup(file, bar.show, replace=force)
    say_notices(library)
    click.echo(f"copied {count:,} reports")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def restore(context: click.Context, file: Path) -> None:
    """Make the library what it was when FILE was made by 'backup'.

    FILE is checked first. What the library holds now is kept beside it under a name with the date,
    and that name is printed.

    \b
    Example: briefreader restore ~/backups/news-2024-01-31.briefreader
    """
    from briefreader.cli.output import library_folder
    from briefreader.library.restoring import restore

    with ProgressLine() as bar:
        restored = restore(file, library_folder(context), bar.show)
        if restored.kept:
            bar.clear()
            warn(f"what the library held before is kept as {restored.kept}")
        library = open_library(context)
        library.reindex(bar.show)
    say_notices(library)
    click.echo(f"restored {restored.reports:,} reports")


@click.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Read all of the library, and mend what can be mended. Exits with 1 when something is damaged.

    What is made from the reports (the index, names, relations) is made anew where it is damaged.
    Damaged reports are listed; those that came from a file are read again with it.

    \b
    Example: briefreader check
    """
    library = open_library(context)
    with ProgressLine() as bar:
        found = library.check(bar.show)
    say_notices(library)
    for line in found.mended:
        warn(line)
    for line in found.damaged:
        click.echo(line)
    if found.damaged:
        context.exit(1)
    click.echo(f"{found.reports:,} reports, their names, marks and index: whole")
