"""How much is taken of anything that comes from outside: every bound of the program is here.

What lies beyond a bound is passed over, or cut off, with a line that says so. The table ``[limits]`` of
the settings changes them by the names of the fields.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file (counted after decompression), one query, one name; each 1 at least."""

    text_bytes: int = 8 * MIB
    """A plain-text report: more words than a shelf of novels."""
    markdown_bytes: int = 1 * MIB
    """A Markdown report: parsing costs far more a byte than plain text does."""
    front_matter_chars: int = 64 * 1024
    """The YAML above a Markdown report."""
    record_bytes: int = 16 * MIB
    """One record (a line, or a value of a list) of a JSON file, which may itself have any size."""
    barren_bytes: int = 256 * MIB
    """How far a JSON file is read on without finding a single report."""
    barren_records: int = 100_000
    """The same, in records."""
    complaints: int = 100
    """Problems of one file that are named one by one; the others are counted."""
    passed_over: int = 100
    """Files that 'index' names with what it passed over of them; what it did of others is counted."""
    named_chars: int = 500_000
    """How far into a report names are looked for: past the end of most novels."""
    id_chars: int = 200
    """The id of a report; a longer one is shortened and made unique again by a digest."""
    name_chars: int = 200
    """A name that a person gives to someone."""
    query_chars: int = 5_000
    """What of a query is searched for."""
    query_words: int = 200
    """Words of a query, those of its phrases included."""
    query_depth: int = 20
    """Parentheses within one another."""
    given_chars: int = 400_000
    """What of a text given to 'related -' is compared."""
    given_bytes: int = 4_000_000
    """What of standard input 'related -' reads for it."""
    tag_chars: int = 60
    """A tag, or the name of a saved search."""
    tags: int = 200
    """Tags on one report."""
    note_chars: int = 100_000
    """A note on a report."""
    pasted_chars: int = 100_000
    """What of one paste into the reader is taken."""


DEFAULT = Limits()


def size(count: int) -> str:
    """Return ``count`` bytes in words, as "16 MB"."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1024:
            return f"{count:.3g} {unit}"
        count /= 1024  # type: ignore[assignment]
    return f"{count:.3g} GB"
