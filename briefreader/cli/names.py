"""The command about names: who and where the reports name, and what a person decides about that."""

from __future__ import annotations

import click

from briefreader.cli.output import JSON, colour, cut, open_library, print_json, terminal_width, up_to_date
from briefreader.model import Entity

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
@click.argument("name", required=False)
@JSON
@click.option("--limit", type=click.IntRange(min=0), help="Entities at most.  [default: all]")
@click.pass_context
def find(context: click.Context, name: str | None, as_json: bool, limit: int | None) -> None:
    """Show one entity, or all of them.

    \b
    Example: briefreader entities --limit 20
    """
    library = up_to_date(context)
    found = library.entities(limit) if name is None else [library.entity(name)]
    for entity in found:
        if as_json:
            print_json(
                {
                    "id": entity.id,
                    "name": entity.name,
                    "kind": entity.kind,
                    "spellings": dict(entity.spellings),
                    "reports": entity.reports,
                }
            )
        elif name is None:
            click.echo(_line(entity), color=colour())
        else:
            _describe(entity)
    if not found:
        context.exit(1)


def _line(entity: Entity) -> str:
    others = [spelling for spelling, _ in entity.spellings if spelling != entity.name]
    if (width := terminal_width()) is None:
        return "\t".join((entity.id, entity.kind, str(entity.reports), entity.name, *others))
    head = f"{entity.reports:6,}  {entity.kind:12}  {cut(entity.name, NAME_WIDTH):{NAME_WIDTH}}  "
    return head + click.style(cut(", ".join(others), max(width - len(head), 1)), dim=True)


def _describe(entity: Entity) -> None:
    click.echo(click.style(entity.name, bold=True), color=colour())
    dates = [date.strftime("%Y-%m-%d") for date in (entity.first, entity.last) if date]
    when = f", {' to '.join(dict.fromkeys(dates))}" if dates else ""
    click.echo(
        f"{entity.kind}, {entity.reports:,} report{'s' if entity.reports != 1 else ''}{when}  ({entity.id})"
    )
    for spelling, count in entity.spellings:
        click.echo(f"{count:6,}  {spelling}")


@entities.command()
@click.argument("a")
@click.argument("b")
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
@click.argument("spelling")
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
@click.argument("name")
@click.argument("new_name")
@click.pass_context
def rename(context: click.Context, name: str, new_name: str) -> None:
    """Show NAME as NEW_NAME.

    \b
    Example: briefreader entities rename "Ansar Allah" Houthis
    """
    library = up_to_date(context)
    library.decide("rename", name, new_name)
    click.echo(new_name)


@entities.command()
@click.argument("name")
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
@click.pass_context
def undo(context: click.Context) -> None:
    """Take back the last decision.

    \b
    Example: briefreader entities undo
    """
    library = open_library(context)
    click.echo(f"undone: {library.undo_decision()}")
