"""Printing: what goes to which stream, how wide, and in what colour."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefreader.dating import LONG_DAY, in_use, use, written
from briefreader.model import Progress, Span
from briefreader.text import clean, clean_line

if TYPE_CHECKING:
    from briefreader.library import Library
    from briefreader.settings import Settings
    from briefreader.tui.actions import Keymap

JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")

ID_WIDTH = 14
SOURCE_WIDTH = 18


def open_library(context: click.Context, *, create: bool = False, quiet: bool = False) -> Library:
    """Open the library that the global options name. It is closed when the command ends.

    What is to be known of it is said, unless ``quiet``.
    """
    from briefreader.library import Library

    path: Path | None = context.find_root().obj
    library = context.with_resource(Library.open(path, create=create))
    use(library.settings.date_format)
    if not quiet:
        say_notices(library)
    return library


def keymap_of(settings: Settings) -> Keymap:
    """Return the keys in force.

    Raises:
        ConfigError: the settings ask for what is no action or no key, or for one key to do two things.
    """
    if not settings.keys:
        from briefreader.tui.actions import Keymap

        return Keymap()
    from briefreader import config
    from briefreader.tui.own_keys import WrongKey, keymap

    try:
        return keymap(settings.keys)
    except WrongKey as error:
        raise config.wrong("keys", error.action, str(error)) from error


def library_folder(context: click.Context) -> Path:
    """Return the folder of the library that the global options name, whether or not one is there."""
    from briefreader.library import folder_of

    path: Path | None = context.find_root().obj
    return folder_of(path)


def up_to_date(context: click.Context, query: str | None = None) -> Library:
    """Open the library and finish what a stopped run left, unless someone else is at it.

    With ``query`` it is for that query alone: one that names nobody does not wait until names are found.
    """
    from briefreader.errors import Busy, LibraryError

    library = open_library(context)
    if not library.read_only and library.pending():
        with ProgressLine() as bar:
            try:
                library.catch_up(bar.show, query)
            except Busy:
                pass  # whoever is writing brings it up to date
            except LibraryError as error:
                bar.clear()
                warn(f"{library.pending():,} reports are not indexed yet: {error}")
    return library


def warn(message: str) -> None:
    """Say one line on stderr."""
    click.echo(f"briefreader: {clean_line(message)}", err=True)


def say_notices(library: Library) -> None:
    """Say on stderr what the library mended by itself."""
    for notice in library.notices:
        warn(notice)
    library.notices.clear()


def print_json(record: dict[str, object]) -> None:
    """Print one JSON object on a line.

    One with what is no printable text (in the name of a file) is all in JSON's escapes, and so stays exact.
    """
    line = json.dumps(record, ensure_ascii=False)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    is_as_it_is = line.isascii() or (encoding == "utf8" and clean(line) == line)
    click.echo(line if is_as_it_is and "\x7f" not in line else _escaped(record))


def _escaped(record: dict[str, object]) -> str:
    return json.dumps(record).replace("\x7f", "\\u007f")


def colour() -> bool | None:
    """Return what click takes for 'colour or not': none for NO_COLOR, else as the stream is."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def terminal_width() -> int | None:
    """Return the columns of the terminal that stdout is, or None if it is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else None


def date_of(published: datetime | None) -> str:
    """Return the day of a report, or ``undated``: as ``2024-01-31``, on a terminal as the reader has it."""
    if published is None:
        return "undated"
    return written(published, in_use() or "iso") if sys.stdout.isatty() else f"{published:%Y-%m-%d}"


def report_line(
    id: str, title: str, source: str | None, published: datetime | None, spans: Iterable[Span] = ()
) -> str:
    """Return the line of a report: columns cut to the terminal's width, or fields between tabs."""
    width = terminal_width()
    if width is None:
        return "\t".join((id, date_of(published), source or "", title))
    date_width = len(written(LONG_DAY, in_use() or "iso"))
    columns = ((id, ID_WIDTH), (date_of(published), date_width), (source or "", SOURCE_WIDTH))
    head = "".join(f"{cut(value, size):{size}}  " for value, size in columns)
    room = max(width - len(head), 20)
    return click.style(head, dim=True) + _marked(cut(title, room), spans)


def cut(text: str, room: int) -> str:
    """Return ``text``, cut to ``room`` characters with an ellipsis."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _marked(title: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for start, end in spans:
        if start >= len(title):
            break
        parts += [title[at:start], click.style(title[start:end], bold=True, underline=True)]
        at = min(end, len(title))
    return "".join([*parts, title[at:]])


class ProgressLine:
    """A line on stderr, where that is a terminal, that shows how far a long task is."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._last = ""

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, progress: Progress) -> None:
        """Show ``progress`` in place of what stood there."""
        if self._shown:
            line = _progress_line(progress, min(shutil.get_terminal_size((80, 24)).columns, 100))
            if line != self._last:
                click.echo(f"\r\x1b[K{line}", err=True, nl=False)
                self._last = line

    def clear(self) -> None:
        """Take the line away."""
        if self._last:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._last = ""


def _progress_line(progress: Progress, width: int) -> str:
    if not progress.total:
        return f"{progress.stage} {progress.done:,}"[: width - 1]
    words = f"{progress.stage} {progress.done:,} of {progress.total:,} "
    room = width - len(words) - 3
    if room < 10:
        return words[: width - 1]
    filled = room * progress.done // progress.total
    return f"{words}[{'=' * filled}{' ' * (room - filled)}]"
