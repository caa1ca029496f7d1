"""The command about names: who and where the reports name, and what a person decides about that."""

from __future__ import annotations

from collections.abc import Iterable

import click

from briefreader.cli import values
from briefreader.cli.output import (
    JSON,
    colour,
    cut,
    date_of,
    open_library,
    print_json,
    terminal_width,
    up_to_date,
)
from briefreader.model import Entity, Portrait
from briefreader.text import clean_line

KINDS = ("person", "organisation", "place", "other")
NAME_WIDTH = 40


class NameOrCommand(click.Group):
    """A group whose first word, where it is no command, is a name to look up."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden command ``find`` before what is not a command of ours."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["find", *args]
        return super().parse_args(ctx, args)


@click.group(cls=NameOrCommand, subcommand_metavar="[NAME] | COMMAND ...")
def entities() -> None:
    """Show who and where the reports name, with every spelling; decide what is one and what is not.

    NAME is the id, the name or any spelling of an entity. --json and --limit go before or after it.
    What you decide is kept, beats the rules ever after, and can be undone.

    \b
    Example: briefreader entities "Kataib Hezbollah"
    """


@entities.command(hidden=True)
@click.argument("name", required=False, shell_complete=values.names_or_commands)
@JSON
@click.option("--limit", type=click.IntRange(min=0), help="Entities at most.  [default: all]")
@click.pass_context
def find(context: click.Context, name: str | None, as_json: bool, limit: int | None) -> None:
    """Show one entity, or all of them.

    \b
    Example: briefreader entities --limit 20
    """
    library = up_to_date(context)
    if name is not None:
        portrait = library.portrait(name)
        if as_json:
            print_json(_record(portrait.entity) | _more(portrait))
        else:
            _describe(portrait)
        return
    found = library.entities(limit)
    for entity in found:
        if as_json:
            print_json(_record(entity))
        else:
            click.echo(_line(entity), color=colour())
    if not found:
        context.exit(1)


def _record(entity: Entity) -> dict[str, object]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "spellings": dict(entity.spellings),
        "reports": entity.reports,
    }


def _more(portrait: Portrait) -> dict[str, object]:
    first, last = portrait.entity.first, portrait.entity.last
    return {
        "first": first and first.isoformat(),
        "last": last and last.isoformat(),
        "roles": dict(portrait.roles),
        "timeline": {day.isoformat(): count for day, count in portrait.timeline},
        "with": [
            {"id": one.id, "name": one.name, "kind": one.kind, "reports": count}
            for one, count in portrait.companions
        ],
    }


def _line(entity: Entity) -> str:
    others = [spelling for spelling, _ in entity.spellings if spelling != entity.name]
    if (width := terminal_width()) is None:
        return "\t".join((entity.id, entity.kind, str(entity.reports), entity.name, *others))
    head = f"{entity.reports:6,}  {entity.kind:12}  {cut(entity.name, NAME_WIDTH):{NAME_WIDTH}}  "
    return head + click.style(cut(", ".join(others), max(width - len(head), 1)), dim=True)


def _describe(portrait: Portrait) -> None:
    entity = portrait.entity
    click.echo(click.style(entity.name, bold=True), color=colour())
    dates = [date_of(date) for date in (entity.first, entity.last) if date]
    when = f", {' to '.join(dict.fromkeys(dates))}" if dates else ""
    click.echo(
        f"{entity.kind}, {entity.reports:,} report{'s' if entity.reports != 1 else ''}{when}  ({entity.id})"
    )
    for spelling, count in entity.spellings:
        click.echo(f"{count:6,}  {spelling}")
    if portrait.roles:
        _counted("called", portrait.roles)
    if portrait.companions:
        _counted("named with", [(one.name, count) for one, count in portrait.companions])


def _counted(label: str, counts: Iterable[tuple[str, int]]) -> None:
    said = ", ".join(f"{name} ({count:,})" for name, count in counts)
    click.echo(f"{click.style(label, dim=True)} {said}", color=colour())


@entities.command()
@click.argument("a", shell_complete=values.names)
@click.argument("b", shell_complete=values.names)
@click.pass_context
def merge(context: click.Context, a: str, b: str) -> None:
    """Make A and B one.

    \b
    Example: briefreader entities merge "Quds Force" "al-Quds Force"
    """
    library = up_to_date(context)
    library.decide("merge", a, b)
    click.echo(library.entity(a).name)


@entities.command()
@click.argument("spelling", shell_complete=values.names)
@click.pass_context
def split(context: click.Context, spelling: str) -> None:
    """Make SPELLING a name of its own, in every report.

    \b
    Example: briefreader entities split "The Guards"
    """
    library = up_to_date(context)
    library.decide("split", spelling)
    click.echo(library.entity(spelling).name)


@entities.command()
@click.argument("name", shell_complete=values.names)
@click.argument("new_name")
@click.pass_context
def rename(context: click.Context, name: str, new_name: str) -> None:
    """Show NAME as NEW_NAME.

    \b
    Example: briefreader entities rename "Ansar Allah" Houthis
    """
    library = up_to_date(context)
    library.decide("rename", name, new_name)
    click.echo(clean_line(new_name))


@entities.command()
@click.argument("name", shell_complete=values.names)
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_context
def kind(context: click.Context, name: str, kind: str) -> None:
    """Say what NAME is.

    \b
    Example: briefreader entities kind "Galaxy Leader" other
    """
    library = up_to_date(context)
    library.decide("kind", name, kind)
    click.echo(f"{library.entity(name).name}: {kind}")


@entities.command()
@JSON
@click.pass_context
def decisions(context: click.Context, as_json: bool) -> None:
    """List what you decided about names, with the number of each.

    \b
    Example: briefreader entities decisions
    """
    for one in open_library(context).decisions():
        if as_json:
            print_json({"number": one.number, "verb": one.verb, "name": one.name, "value": one.value})
        else:
            click.echo(f"{one.number:4}  {one}")


@entities.command()
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.pass_context
def undo(context: click.Context, number: int | None) -> None:
    """Take back the decision of that NUMBER, or the last one.

    \b
    Example: briefreader entities undo
    """
    library = open_library(context)
    click.echo(f"undone: {library.undo_decision(number)}")
