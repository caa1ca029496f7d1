"""From the paths that a person names to the files under them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefreader.model import Skipped
from briefreader.sources.vocabulary import words
from briefreader.text import clean, clean_line

Skip = Callable[[Skipped], None]

# What lies in a folder of reports and is none.
_ABOUT = re.compile(
    r"(?:README|LICEN[CS]E|CHANGELOG|COPYING|CONTRIBUTING|NOTICE|AUTHORS)(?![a-z])"
    r"|(?i:readme|licen[cs]e|changelog|copying|contributing)(?:\.|$)"
)
_FOREIGN = words(
    """
    .html .htm .xhtml .xml .rss .atom .csv .tsv .yaml .yml .toml .ini .cfg .conf .log .lock .py .pyc .js .ts
    .css .sh .bat .c .h .cpp .rs .go .java .rb .php .sql .tex .bib .rtf .svg .ipynb .tmp .bak .swp .part
    """
)


@dataclass(frozen=True, slots=True)
class File:
    """One look at a file, by which it can later be known to be unchanged.

    ``path`` is absolute, with symbolic links as they were met; ``size`` is in bytes, ``mtime_ns``
    in nanoseconds since 1970.
    """

    path: Path
    size: int
    mtime_ns: int


def walk(paths: Iterable[Path], skipped: Skip) -> Iterator[File]:
    """Yield every file that ``paths`` name or hold, folders in the order of their names.

    Hidden files and folders, editors' backups and README-like files inside a folder are left out; a
    path given by name is always taken. Symbolic links are followed; no file comes twice. What is
    missing, no regular file, unreadable or a loop goes to ``skipped`` with its reason.
    """
    seen: set[tuple[int, int]] = set()
    for named in paths:
        path = Path(os.path.abspath(named))  # noqa: PTH100 - Path.absolute keeps ".."
        yield from _walk(path, seen, skipped)


def shown(path: Path) -> str:
    """Return ``path`` as it may be shown: a hostile name comes out harmless."""
    text = str(path)
    safe = clean(text)
    return text if text == safe and "\n" not in text and "\t" not in text else clean_line(text)


def reason(error: OSError | ValueError) -> str:
    """Return what went wrong with a file in words for a person."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return clean_line(str(error)) or "cannot be read"


def _walk(top: Path, seen: set[tuple[int, int]], skipped: Skip) -> Iterator[File]:
    # An own stack: folders may nest deeper than Python calls. With each path, the folders above it.
    stack: list[tuple[Path, tuple[tuple[int, int], ...]]] = [(top, ())]
    while stack:
        path, above = stack.pop()
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            skipped(Skipped(shown(path), _missing(path, error)))
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            skipped(Skipped(shown(path), "a loop: leads back to a folder that it lies in"))
            continue
        if identity in seen:
            continue
        seen.add(identity)
        if stat.S_ISDIR(status.st_mode):
            within = (*above, identity)
            stack += [(path / name, within) for name in reversed(_names(path, skipped))]
        elif not stat.S_ISREG(status.st_mode):
            skipped(Skipped(shown(path), f"not a regular file but {kind(status.st_mode)}"))
        elif above and (suffix := _suffix(path)) in _FOREIGN:
            skipped(Skipped(shown(path), f"not a format that is read ({suffix})"))
        else:
            yield File(path, status.st_size, status.st_mtime_ns)


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _names(folder: Path, skipped: Skip) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except OSError as error:
        skipped(Skipped(shown(folder), f"folder cannot be read: {reason(error)}"))
        return []
    return sorted(n for n in names if not (n.startswith(".") or n.endswith("~") or _ABOUT.match(n)))


def _missing(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return "a link to a file that is not there"
    return reason(error)


def kind(mode: int) -> str:
    """Return what a file of ``mode`` is that is neither regular nor a folder."""
    for is_kind, what in (
        (stat.S_ISFIFO, "a pipe (FIFO)"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if is_kind(mode):
            return what
    return "something special"
