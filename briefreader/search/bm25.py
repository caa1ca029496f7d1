"""BM25 as Whoosh computes it, from a table.

Whoosh keeps the length of a field in one byte, so that with a term frequency below 256 there are
65,536 different values of what BM25 makes of frequency and length: one table for each field, made
when the field is first asked for, turns scoring into looking up. Robertson and Zaragoza, "The
Probabilistic Relevance Framework: BM25 and Beyond" (2009); the constants are the usual ones.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.util.numeric import byte_to_length

from briefreader.search.codec import Bytes, Floats, Ints

if TYPE_CHECKING:
    import numpy.typing as npt

B = 0.75
K1 = 1.2


def idf(documents: int, frequency: int) -> float:
    """Return how much a term says that ``frequency`` of all ``documents`` hold."""
    return log(documents / (frequency + 1)) + 1


def lengths_table(average: float) -> Floats:
    """Return for each byte of length the part of BM25 that depends on the length alone."""
    return K1 * ((1 - B) + B * _lengths() / average)


@cache
def _lengths() -> Floats:
    # Byte 0 is no length; Whoosh then takes the one word that matched.
    return np.array([byte_to_length(n) or 1 for n in range(256)], np.float64)


def saturation(frequencies: npt.NDArray[Any], norms: Floats) -> Floats:
    """Return BM25 without its idf, for term frequencies and entries of ``lengths_table``."""
    tf = np.asarray(frequencies, np.float64)
    return np.asarray((tf * (K1 + 1)) / (tf + norms))


def table(norms: Floats) -> Floats:
    """Return ``saturation`` for every frequency below 256 and every byte of length: [256 * tf + length]."""
    return saturation(np.arange(256)[:, None], norms[None, :]).reshape(-1)


def lookup(frequencies: Bytes, lengths: Bytes) -> npt.NDArray[np.uint16]:
    """Return where in ``table`` each pair of frequency and length stands."""
    return (frequencies.astype(np.uint16) << np.uint16(8)) | lengths


__all__ = ["K1", "B", "Floats", "Ints", "idf", "lengths_table", "lookup", "saturation", "table"]
