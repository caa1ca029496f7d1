"""Commands about reports in company: related, stories, story, compare."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

import click

from briefreader.cli import values
from briefreader.cli.output import (
    JSON,
    colour,
    cut,
    date_of,
    print_json,
    report_line,
    say_notices,
    terminal_width,
    up_to_date,
    warn,
)
from briefreader.model import Article, Comparison, Leading, RelatedReport, Span, Story, StoryReport

AT_MOST = click.IntRange(min=0)
STDIN = "-"
BAR = 24
COPIES_NAMED = 5
DIFFERENCES_NAMED = 3


@click.command()
@click.argument("id", metavar="ID", shell_complete=values.reports)
@JSON
@click.option("--limit", type=AT_MOST, default=10, show_default=True, help="Reports at most.")
@click.pass_context
def related(context: click.Context, id: str, as_json: bool, limit: int) -> None:
    """Show the reports related to one, of what kind the relation is, and why.

    With '-' for ID it reads one report from standard input: its text, or its line of JSON. Copies of
    one text are one line, with the ids of the others under it, and what has hardly anything in common is
    left out; with --json every report has its own line. Where the two disagree, what ID says comes first.

    \b
    Example: briefreader related 3f9a --json
    """
    library = up_to_date(context)
    if id == STDIN:
        text = sys.stdin.buffer.read(library.settings.limits.given_bytes).decode(errors="replace")
        found = library.related_to_text(text, limit, fold=not as_json)
    else:
        found = library.related(id, limit, fold=not as_json)
    shown = [one for one in found if as_json or one.tells]
    if not shown:
        warn("nothing in the library is related to it")
    for one in shown:
        is_near = one.kind != "topic" and id != STDIN
        differing = library.differing(id, one.id) if is_near else []
        if as_json:
            print_json(
                {
                    "id": one.id,
                    "title": one.title,
                    "source": one.source,
                    "published": _iso(one.published),
                    "score": round(one.score, 4),
                    "kind": one.kind,
                    "reasons": list(one.reasons),
                    "differs": [{"a": here, "b": there} for here, there in differing],
                }
            )
        else:
            _show_related(one, differing)
    say_notices(library)


def _show_related(one: RelatedReport, differing: list[tuple[str, str]]) -> None:
    click.echo(report_line(one.id, one.title, one.source, one.published), color=colour())
    why = ": ".join(part for part in (one.kind, ", ".join(one.reasons)) if part)
    click.echo(click.style(f"    {why}", dim=True), color=colour())
    if differing:
        pairs = "; ".join(f"{here} / {there}" for here, there in differing[:DIFFERENCES_NAMED])
        click.echo(click.style(f"    differs: {pairs}", dim=True), color=colour())
    if one.copies:
        named = ", ".join(one.copies[:COPIES_NAMED]) + (", ..." if len(one.copies) > COPIES_NAMED else "")
        copies = "1 more copy" if len(one.copies) == 1 else f"{len(one.copies):,} more copies"
        click.echo(click.style(f"    {copies}: {named}", dim=True), color=colour())


@click.command()
@JSON
@click.option("--limit", type=AT_MOST, help="Stories at most.  [default: all]")
@click.pass_context
def stories(context: click.Context, as_json: bool, limit: int | None) -> None:
    """Show the stories that the reports tell, those of most reports first.

    Every report is of one story; the id of a story is that of its earliest report.

    \b
    Example: briefreader stories --limit 20
    """
    library = up_to_date(context)
    nothing = True
    for story in library.stories(limit):
        nothing = False
        if as_json:
            print_json(_record(story))
        else:
            click.echo(_story_line(story), color=colour())
    say_notices(library)
    if nothing:
        context.exit(1)


@click.command()
@click.argument("id", metavar="ID", shell_complete=values.reports)
@JSON
@click.pass_context
def story(context: click.Context, id: str, as_json: bool) -> None:
    """Show one story as a timeline: by day, its reports, and what each added.

    ID is the id of any report of the story.

    \b
    Example: briefreader story 3f9a
    """
    library = up_to_date(context)
    found = library.story(id)
    timeline = library.timeline(found.id)
    if as_json:
        reports = [
            {
                "id": one.id,
                "title": one.title,
                "source": one.source,
                "published": _iso(one.published),
                "words": one.words,
                "new": one.new,
                "adds": one.adds,
            }
            for one in timeline
        ]
        print_json(_record(found) | {"outlets": list(found.outlets), "reports": reports})
    else:
        _show_story(found, list(timeline))
    say_notices(library)


@click.command()
@click.argument("a", metavar="ID", shell_complete=values.reports)
@click.argument("b", metavar="ID", shell_complete=values.reports)
@JSON
@click.pass_context
def compare(context: click.Context, a: str, b: str, as_json: bool) -> None:
    """Show what two reports both say, what only one says, and where they disagree.

    With --json: common [{a, b, score}], only_a, only_b, differences [{kind, a, b}], all of them [start, end]
    in characters of the reports' texts.

    \b
    Example: briefreader compare 3f9a 77c1
    """
    library = up_to_date(context)
    one, other = library.article(a), library.article(b)
    found = library.compare(one.id, other.id)
    if as_json:
        print_json(
            {
                "a": one.id,
                "b": other.id,
                "common": [{"a": each.a, "b": each.b, "score": each.score} for each in found.common],
                "only_a": list(found.only_a),
                "only_b": list(found.only_b),
                "differences": [
                    {
                        "kind": each.kind,
                        "a": each.a,
                        "b": each.b,
                        "said_a": each.said_a,
                        "said_b": each.said_b,
                    }
                    for each in found.differences
                ],
            }
        )
        return
    if one.id == other.id:
        warn("these are the same report")
    _show_comparison(one, other, found)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _entities(entities: Iterable[Leading]) -> list[dict[str, str]]:
    return [{"entity": one.id, "name": one.name, "kind": one.kind} for one in entities]


def _record(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "headline": story.headline,
        "first": _iso(story.first),
        "last": _iso(story.last),
        "reports": list(story.reports),
        "entities": _entities(story.entities),
    }


def _story_line(story: Story) -> str:
    days = _days(story)
    names = ", ".join(one.name for one in story.entities[:4])
    width = terminal_width()
    if width is None:
        return "\t".join((story.id, str(len(story.reports)), days, story.headline, names))
    head = f"{len(story.reports):4,}  {days:24}  {cut(story.id, 14):14}  "
    headline = cut(story.headline, max(width - len(head), 20))
    room = width - len(head) - len(headline) - 2
    rest = "  " + cut(names, room) if room > 10 else ""
    return click.style(head, dim=True) + headline + click.style(rest, dim=True)


def _days(story: Story) -> str:
    days = dict.fromkeys(date_of(moment) for moment in (story.first, story.last))
    return " to ".join(days)


def _show_story(story: Story, reports: list[StoryReport]) -> None:
    click.echo(click.style(story.headline, bold=True), color=colour())
    many = f"{len(reports):,} report{'s' if len(reports) != 1 else ''}"
    click.echo(f"{_days(story)}, {many}  ({story.id})")
    for what in (", ".join(one.name for one in story.entities), ", ".join(story.outlets)):
        if what:
            click.echo(_wrapped(what))
    by_day = [(day, list(told)) for day, told in groupby(reports, key=lambda one: date_of(one.published))]
    most = max((sum(one.words for one in told) for _, told in by_day), default=0) or 1
    for day, told in by_day:
        words = sum(one.words for one in told)
        bar = "█" * max(1, round(BAR * words / most))
        click.echo()
        click.echo(click.style(day, bold=True) + f"  {bar}  {words:,} words", color=colour())
        for one in told:
            click.echo(report_line(one.id, one.title, one.source, one.published), color=colour())
            adds = f"{one.new:.0%} new" + (f": {one.adds}" if one.adds else "")
            click.echo(click.style(_wrapped(adds, "    "), dim=True), color=colour())


def _show_comparison(a: Article, b: Article, found: Comparison) -> None:
    for letter, article in (("A", a), ("B", b)):
        line = report_line(article.id, article.title, article.source, article.published)
        click.echo(f"{letter}  {line}", color=colour())
    if found.differences:
        _heading("They differ")
        for each in found.differences:
            click.echo(f"  {each.kind}")
            click.echo(_said("A", a.text, each.a, each.passage_a), color=colour())
            click.echo(_said("B", b.text, each.b, each.passage_b), color=colour())
    if found.common:
        _heading("Both say")
        for at, pair in enumerate(found.common):
            if not at or found.common[at - 1].a != pair.a:
                click.echo(_passage("A", a.text, pair.a))
            if _line(a.text, pair.a) != _line(b.text, pair.b):
                click.echo(_passage("B", b.text, pair.b))
    for letter, article, spans in (("A", a, found.only_a), ("B", b, found.only_b)):
        if spans:
            _heading(f"Only {letter} says")
            for span in spans:
                click.echo(_passage(letter, article.text, span))


def _heading(words: str) -> None:
    click.echo()
    click.echo(click.style(words, bold=True), color=colour())


def _said(letter: str, text: str, span: Span, passage: Span) -> str:
    quoted = _line(text, span)
    said = _passage(letter, text, passage, f"{quoted}  |  ")
    return said.replace(quoted, click.style(quoted, bold=True), 1)


def _passage(letter: str, text: str, span: Span, before: str = "") -> str:
    return _wrapped(f"{letter}  {before}{_line(text, span)}", "  ", "     ")


def _line(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


def _wrapped(words: str, indent: str = "", further: str | None = None) -> str:
    width = terminal_width()
    if width is None:
        return indent + words
    further = indent if further is None else further
    return textwrap.fill(
        words,
        min(width, 100),
        initial_indent=indent,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
