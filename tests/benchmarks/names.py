"""How fast names are looked up in a library: ``python tests/benchmarks/names.py LIBRARY``.

Prints the best of three for completion (a key), a portrait, the cast of the report with most names, and
searches by name, each with nothing remembered from the run before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from operator import methodcaller
from pathlib import Path
from time import perf_counter

from briefreader.library import Library

TYPED = ("a", "s", "re", "uni", "bank of", "john m", "zzz")


def best(folder: Path, task: Callable[[Library], object]) -> float:
    """Return the milliseconds of ``task`` on a library that was opened for it and has searched before."""
    times = []
    for _ in range(3):
        with Library.open(folder, read_only=True) as library:
            library.search("the", limit=1)
            start = perf_counter()
            task(library)
            times.append(1000 * (perf_counter() - start))
    return min(times)


def main(folder: Path) -> None:
    """Print the figures of the library in ``folder``."""
    with Library.open(folder, read_only=True) as library:
        top = library.entities(1)[0]
        reports = library.stats().reports
        fullest = max((hit.id for hit in library.search("", limit=500)), key=lambda id: len(library.cast(id)))
        names = len(library.cast(fullest))
    print(f"{reports:,} reports; {top.name} in {top.reports:,}; {names} names in one report")
    for typed in TYPED:
        print(f"complete {typed!r:12} {best(folder, methodcaller('complete', typed)):8.1f} ms")
    tasks: dict[str, Callable[[Library], object]] = {
        "portrait": lambda library: library.portrait(top.id),
        "cast": lambda library: library.cast(fullest),
        "article": lambda library: library.article(fullest),
        "search by name": lambda library: library.search(f"entity:{top.id}"),
        "plain search": lambda library: library.search(top.name),
        "near spellings": lambda library: library.search(f"entity:{top.name[:-2]}q"),
    }
    for label, task in tasks.items():
        print(f"{label:21} {best(folder, task):8.1f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
