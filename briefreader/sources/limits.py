"""How much of a file is read at most: every bound of ``sources`` is here."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file, counted after decompression."""

    text_bytes: int = 8 * MIB
    """A plain-text report: more words than a shelf of novels."""
    markdown_bytes: int = 1 * MIB
    """A Markdown report: parsing costs far more a byte than plain text does."""
    front_matter_chars: int = 64 * 1024
    """The YAML above a Markdown report."""
    record_bytes: int = 16 * MIB
    """One record (a line, or a value of a list) of a JSON file, which may itself have any size."""
    barren_bytes: int = 256 * MIB
    barren_records: int = 100_000
    """How far a JSON file is read on without finding a single report."""
    complaints: int = 100
    """Problems that are named one by one; the rest of the file's are counted."""
    id_chars: int = 200
    """A longer id is shortened and made unique again by a digest."""


DEFAULT = Limits()


def size(count: int) -> str:
    """Return ``count`` bytes in words, as "16 MB"."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1024:
            return f"{count:.3g} {unit}"
        count /= 1024  # type: ignore[assignment]
    return f"{count:.3g} GB"
