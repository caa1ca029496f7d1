"""Commands that show what the library holds: search, show, related, export, stats."""

from __future__ import annotations

import click

from briefreader.cli import values
from briefreader.cli.output import (
    JSON,
    colour,
    cut,
    open_library,
    print_json,
    report_line,
    say_notices,
    terminal_width,
    up_to_date,
    warn,
)
from briefreader.model import UNMARKED, Entity, Marks
from briefreader.text import clean_line

AT_MOST = click.IntRange(min=0)

CALLED_AT_MOST = 3
CALLED = 40
LONGEST_NAMED = 60
"""Spellings, and characters of a spelling and of a name, in the line on how else someone is called."""


@click.command()
@click.argument("query", shell_complete=values.query)
@JSON
@click.option("--limit", type=AT_MOST, default=20, show_default=True, help="Hits at most.")
@click.option("--offset", type=AT_MOST, default=0, help="Hits to pass over first.")
@click.option(
    "--sort", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True,
    help="Best first, or newest first.",
)  # fmt: skip
@click.pass_context
def search(context: click.Context, query: str, as_json: bool, limit: int, offset: int, sort: str) -> None:
    """Find reports, best first. Exits with 1 when nothing is found.

    \b
    word word        all of these words        "some words"     a phrase
    a OR b, -word    either; without           pre*  fuzzy~     prefix; near spelling
    title:word       also source: section: byline:
    entity:"a name"  by any spelling; also person: org: place:
    after:2024-01-31 before:2024 on:2024-02 since:7d
    is:unread        also is:read is:starred; tag:iraq note:word, tag: and note: alone for any

    A query that begins with - goes behind a --, as in: briefreader search -- '-tag: drone'

    \b
    Example: briefreader search 'title:drone "US forces" after:2024-01' --json
    """
    library = up_to_date(context, query)
    page = library.search(query, limit, offset, "date" if sort == "date" else "relevance")
    say_notices(library)
    for note in page.notes:
        warn(note)
    for entity in page.names:
        warn(_also(query, entity))
    if page.meant is not None:
        warn(f"nothing says this; did you mean: {page.meant}")
    for hit in page:
        if as_json:
            print_json(
                {
                    "id": hit.id,
                    "title": hit.title,
                    "source": hit.source,
                    "published": hit.published and hit.published.isoformat(),
                    "score": round(hit.score, 4),
                    "snippet": hit.snippet,
                }
                | _marks(hit.marks)
            )
        else:
            line = report_line(hit.id, hit.title, hit.source, hit.published, hit.title_spans)
            click.echo(line, color=colour())
    if not page.total:
        context.exit(1)


def _also(query: str, entity: Entity) -> str:
    """Return the line that says how else someone whom a query names is called, and how to ask for that."""
    asked = query.strip(' "').casefold()
    others = [one for one, _ in entity.spellings if one.casefold() != asked]
    named = entity.name if len(entity.name) <= LONGEST_NAMED and '"' not in entity.name else entity.id
    called = ", ".join(cut(one, CALLED) for one in others[:CALLED_AT_MOST])
    return f'also called {called}: entity:"{named}" finds all {entity.reports:,} reports'


@click.command()
@click.argument("id", shell_complete=values.reports)
@click.option(
    "--format", "form", default="text", show_default=True,
    type=click.Choice(["text", "markdown", "json", "citation", "bibtex", "ris", "csl"]),
    help="How to print it; the last four cite it.",
)  # fmt: skip
@click.pass_context
def show(context: click.Context, id: str, form: str) -> None:
    """Print a report. ID may be shortened as long as it is unique.

    \b
    Example: briefreader show 3f9a --format markdown
    """
    from briefreader import formats

    article = open_library(context).article(id)
    if form == "json":
        print_json(formats.record(article))
    elif form == "markdown":
        from briefreader.markdown import markdown

        click.echo(markdown(article), nl=False)
    elif form in ("citation", "bibtex", "ris", "csl"):
        from datetime import date

        from briefreader.citations import cite

        click.echo(cite(article, "plain" if form == "citation" else form, accessed=date.today()))  # type: ignore[arg-type]
    else:
        click.echo(formats.plain(article, terminal_width()))


@click.command()
@click.option(
    "--related", "count", type=AT_MOST, default=0, metavar="N", help="With each, its N related reports."
)
@click.option("--entities", "with_entities", is_flag=True, help="With each, the names in its text.")
@click.option("--marks", "with_marks", is_flag=True, help="With each, when it was read, star, tags, note.")
@click.pass_context
def export(context: click.Context, count: int, with_entities: bool, with_marks: bool) -> None:
    """Print every report as JSON Lines.

    'index' takes the reports in again, but marks nothing: marks are a person's, and no file's.

    \b
    Example: briefreader export --entities --related 10 > library.jsonl
    """
    from briefreader import formats

    library = up_to_date(context) if count or with_entities else open_library(context)
    for article in library.export(mentions=with_entities):
        record = formats.record(article)
        if with_entities:
            record["entities"] = [
                {"entity": one.entity, "name": one.name, "kind": one.kind, "start": one.start, "end": one.end}
                for one in article.mentions
                if not one.in_title
            ]
        if count:
            record["related"] = [
                {"id": one.id, "score": round(one.score, 6), "kind": one.kind}
                for one in library.related(article.id, count, reasons=False)
            ]
        if with_marks:
            marks = library.marks_of([article.id]).get(article.id, UNMARKED)
            record |= _marks(marks) | {"note": marks.note}
        print_json(record)
    say_notices(library)


def _marks(marks: Marks) -> dict[str, object]:
    return {
        "read": marks.read_at and marks.read_at.isoformat(timespec="seconds"),
        "starred": marks.starred,
        "tags": list(marks.tags),
    }


@click.command()
@JSON
@click.pass_context
def stats(context: click.Context, as_json: bool) -> None:
    """Show how many reports there are, from when, and what they take on disk.

    \b
    Example: briefreader stats
    """
    library = open_library(context)
    figures = library.stats()
    first, last = (date.isoformat() if date else None for date in (figures.first, figures.last))
    if as_json:
        print_json(
            {
                "library": str(library.folder),
                "reports": figures.reports,
                "undated": figures.undated,
                "sources": figures.sources,
                "first": first,
                "last": last,
                "indexed": figures.indexed,
                "store_bytes": figures.store_bytes,
                "index_bytes": figures.index_bytes,
            }
        )
        return
    click.echo(f"library   {clean_line(str(library.folder))}")
    click.echo(f"reports   {figures.reports:,} from {figures.sources:,} sources, {figures.undated:,} undated")
    if first and last:
        click.echo(f"dates     {first[:10]} to {last[:10]}")
    click.echo(f"indexed   {figures.indexed:,}")
    click.echo(f"on disk   {_size(figures.store_bytes)} reports, {_size(figures.index_bytes)} index")


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 100_000 else f"{count / 1e3:,.1f} kB"
