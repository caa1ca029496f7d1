"""Commands that change what the library holds: index, reindex, forget."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import click

from briefreader.cli import values
from briefreader.cli.output import ProgressLine, open_library, say_notices, warn
from briefreader.model import Outcome, Progress, Skipped

STDIN = Path("-")

_REASONS = 3
"""Why files were passed over that are not named: so many reasons, the most frequent."""


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--no-enrich", is_flag=True, help="Leave the names in them to whoever asks for names.")
@click.option("--progress", "machine", type=click.Choice(["json"]), hidden=True)
@click.pass_context
def index(context: click.Context, paths: tuple[Path, ...], no_enrich: bool, machine: str | None) -> None:
    """Add reports to the library, or bring them up to date.

    PATH is a file or a folder (with all in it, hidden files left out) of plain text, Markdown or
    JSON Lines; '-' reads JSON Lines from standard input. What has not changed since is not read again.

    \b
    Example: briefreader index ~/news archive.jsonl.gz
    """
    if machine:
        _index_for_reader(context, paths)
        return
    if not paths:
        raise click.UsageError("Name a PATH: files or folders to read, or '-' for standard input", context)
    library = open_library(context, create=True)
    files = [path for path in paths if path != STDIN]
    with ProgressLine() as bar:
        outcome = library.index(files, bar.show, enrich=not no_enrich) if files else Outcome()
        if STDIN in paths:
            streamed = library.add_stream(sys.stdin.buffer, "stdin", bar.show, enrich=not no_enrich)
            outcome = _sum(outcome, streamed)
    say_notices(library)
    _tell_skipped(outcome.skipped, library.settings.limits.passed_over)
    click.echo(
        f"added {outcome.added:,}, updated {outcome.updated:,}, unchanged {outcome.unchanged:,},"
        f" skipped {len(outcome.skipped):,}"
    )
    if not outcome.added + outcome.updated + outcome.unchanged:
        if not outcome.skipped:
            warn("no reports found there")
        context.exit(1)


def _tell_skipped(skipped: Sequence[Skipped], files: int) -> None:
    """Say what was passed over: of so many files all that is wrong with them, and how much more there is."""
    named = set(islice(dict.fromkeys(one.path for one in skipped), files))
    rest = Counter[str]()
    for one in skipped:
        if one.path in named:
            warn(f"skipped {one.path}: {one.reason}")
        else:
            rest[one.reason] += 1
    if rest:
        some = [f"{count:,} {reason}" for reason, count in rest.most_common(_REASONS)]
        if others := rest.total() - sum(count for _, count in rest.most_common(_REASONS)):
            some.append(f"{others:,} for other reasons")
        warn(f"skipped {rest.total():,} more: {'; '.join(some)} (the setting passed_over names more files)")


def _index_for_reader(context: click.Context, paths: tuple[Path, ...]) -> None:
    from briefreader.library.background import told

    def tell(news: Progress | Outcome) -> None:
        click.echo(told(news))

    tell(open_library(context, create=True).index(paths, tell))


def _sum(one: Outcome, other: Outcome) -> Outcome:
    return replace(
        one,
        added=one.added + other.added,
        updated=one.updated + other.updated,
        unchanged=one.unchanged + other.unchanged,
        skipped=one.skipped + other.skipped,
    )


@click.command()
@click.option("--names", is_flag=True, help="Look for the names in the reports anew as well.")
@click.pass_context
def reindex(context: click.Context, names: bool) -> None:
    """Make the index anew from the store.

    The library finds out by itself when it must; this is for when you want to be sure. With --names
    they are looked for anew, by the recogniser of your settings; what you decided about names stays.

    \b
    Example: briefreader reindex
    """
    library = open_library(context)
    with ProgressLine() as bar:
        count = library.reindex(bar.show, names=names)
    say_notices(library)
    click.echo(f"indexed {count:,}")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=values.reports)
@click.pass_context
def forget(context: click.Context, ids: tuple[str, ...]) -> None:
    """Remove reports from the library.

    The files they came from are left alone; indexing those again brings the reports back.

    \b
    Example: briefreader forget 3f9a12
    """
    library = open_library(context)
    click.echo(f"forgot {library.forget(ids):,}")
    say_notices(library)
