"""Commands about what a person made of reports: mark, undo, tags, history, searches."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from briefreader.cli import values
from briefreader.cli.output import (
    JSON,
    colour,
    open_library,
    print_json,
    report_line,
    say_notices,
    terminal_width,
    up_to_date,
    warn,
)

if TYPE_CHECKING:
    from briefreader.library import Library

AT_MOST = click.IntRange(min=0)


@click.command()
@click.argument("ids", nargs=-1, metavar="ID...", shell_complete=values.reports)
@click.option(
    "--query", metavar="QUERY", shell_complete=values.query,
    help="Every report that this finds, instead of IDs.",
)  # fmt: skip
@click.option("--read/--unread", default=None, help="Read, or not yet.")
@click.option("--star/--unstar", default=None, help="With a star, or without.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", shell_complete=values.tags,
    help="With this tag; may be given again.",
)  # fmt: skip
@click.option(
    "--untag", "untags", multiple=True, metavar="TAG", shell_complete=values.tags,
    help="Without this tag; may be given again.",
)  # fmt: skip
@click.option("--note", metavar="TEXT", help="With this note, in place of the one it had; '' takes it away.")
@click.option("--yes", is_flag=True, help="Do not ask before what --query finds is marked.")
@click.pass_context
def mark(
    context: click.Context,
    ids: tuple[str, ...],
    query: str | None,
    read: bool | None,
    star: bool | None,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    note: str | None,
    yes: bool,
) -> None:
    """Mark reports as read, with a star, with tags, with a note. 'briefreader undo' takes it back.

    \b
    Example: briefreader mark 3f9a --star --tag iraq
             briefreader mark --query 'source:wire before:2024' --read
    """
    marks = read is not None or star is not None or tags or untags
    if not marks and note is None:
        raise click.UsageError("Say how: --read, --star, --tag TAG, --note TEXT and the like", context)
    if bool(ids) == (query is not None):
        raise click.UsageError("Name the reports by ID, or by --query", context)
    if note is not None and len(ids) != 1:
        raise click.UsageError("A note is for one report: name one ID with --note", context)
    if query is None:
        library = open_library(context)
    else:
        library = up_to_date(context, query)
        ids = _found(context, library, query, yes)
    changed = 0
    if marks:
        changed = library.mark(ids, read=read, star=star, add_tags=tags, remove_tags=untags)
    if note is not None:
        changed = max(changed, int(library.note(ids[0], note)))
    click.echo(f"changed {changed:,} of {len(ids):,}")


def _found(context: click.Context, library: Library, query: str, yes: bool) -> tuple[str, ...]:
    """Return the ids of what a query finds, once the person wants all of that marked."""
    ids, notes = library.find_all(query)
    say_notices(library)
    for note in notes:
        warn(note)
    if not ids:
        context.exit(1)
    if yes and not notes:
        return ids
    if yes:
        raise click.ClickException("nothing is marked, for not all of the query was understood: mend it")
    count = f"{len(ids):,} {'report' if len(ids) == 1 else 'reports'}"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.ClickException(f"that would mark {count}: say --yes where nobody can be asked")
    if not click.confirm(f"Mark {count}?", err=True):
        raise click.ClickException("nothing is marked")
    return ids


@click.command()
@click.pass_context
def undo(context: click.Context) -> None:
    """Take back the last change of marks, and say what it was. Exits with 1 when there is none.

    \b
    Example: briefreader undo
    """
    words = open_library(context).undo_mark()
    if words is None:
        warn("there is nothing to undo")
        context.exit(1)
    click.echo(f"undone: {words}")


@click.command()
@JSON
@click.pass_context
def tags(context: click.Context, as_json: bool) -> None:
    """List the tags, with how many reports have each. Exits with 1 when there are none.

    \b
    Example: briefreader tags
    """
    found = open_library(context).tags()
    for tag, count in found:
        if as_json:
            print_json({"tag": tag, "reports": count})
        elif terminal_width() is None:
            click.echo(f"{tag}\t{count}")
        else:
            click.echo(f"{count:6,}  {tag}")
    if not found:
        context.exit(1)


@click.command()
@JSON
@click.option("--limit", type=AT_MOST, default=20, show_default=True, help="Reports at most.")
@click.option("--offset", type=AT_MOST, default=0, help="Reports to pass over first.")
@click.pass_context
def history(context: click.Context, as_json: bool, limit: int, offset: int) -> None:
    """List the reports that were opened in the reader, the last one first.

    Exits with 1 when there are none.

    \b
    Example: briefreader history --limit 50
    """
    found = open_library(context).history(limit, offset)
    for visit in found:
        opened = visit.at.astimezone()
        if as_json:
            print_json(
                {
                    "id": visit.id,
                    "title": visit.title,
                    "source": visit.source,
                    "published": visit.published and visit.published.isoformat(),
                    "opened": opened.isoformat(timespec="seconds"),
                }
            )
            continue
        line = report_line(visit.id, visit.title, visit.source, visit.published)
        if terminal_width() is None:
            line = f"{line}\t{opened.isoformat(timespec='seconds')}"
        click.echo(line, color=colour())
    if not found:
        context.exit(1)


@click.group(invoke_without_command=True)
@JSON
@click.pass_context
def searches(context: click.Context, as_json: bool) -> None:
    """List the saved searches, with how many reports each finds and how many of them are unread.

    Exits with 1 when there are none.

    \b
    Example: briefreader searches
    """
    if context.invoked_subcommand is not None:
        return
    library = up_to_date(context)
    found = library.saved_searches()
    for saved in found:
        total, unread = library.counts(saved.query)
        if as_json:
            print_json(
                {
                    "name": saved.name,
                    "query": saved.query,
                    "sort": saved.sort,
                    "reports": total,
                    "unread": unread,
                }
            )
        elif terminal_width() is None:
            click.echo("\t".join((saved.name, str(total), str(unread), saved.query)))
        else:
            counts = f"{total:7,}  {unread:7,} unread  "
            click.echo(f"{counts}{saved.name}  {click.style(saved.query, dim=True)}", color=colour())
    say_notices(library)
    if not found:
        context.exit(1)


@searches.command()
@click.argument("name")
@click.argument("query", shell_complete=values.query)
@click.option(
    "--sort", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True,
    help="Best first, or newest first.",
)  # fmt: skip
@click.pass_context
def save(context: click.Context, name: str, query: str, sort: str) -> None:
    """Keep QUERY under NAME, in place of the one of that name.

    \b
    Example: briefreader searches save Gulf 'hormuz OR tanker is:unread' --sort date
    """
    library = open_library(context)
    library.save_search(name, query, sort)
    click.echo("saved")


@searches.command()
@click.argument("name", shell_complete=values.searches)
@click.pass_context
def drop(context: click.Context, name: str) -> None:
    """Drop the saved search of that NAME.

    \b
    Example: briefreader searches drop Gulf
    """
    open_library(context).drop_search(name)
    click.echo("dropped")
