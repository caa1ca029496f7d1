"""What the codec keeps of each field of the schema."""

from __future__ import annotations

from typing import NamedTuple

from briefreader.search.schema import FORMS, NAME_FIELDS, TEXT_FIELDS


class Field(NamedTuple):
    """An indexed field: whether its postings carry frequencies and positions, and so are scored."""

    name: str
    positions: bool


FIELDS = (
    *(Field(name, True) for name in TEXT_FIELDS),
    *(Field(name, False) for name in FORMS.values()),
    *(Field(name, True) for name in NAME_FIELDS),
)

BLOCK = 128
"""Postings between two entries of the table that finds positions without unpacking those before."""

CODES = 256
"""How many codes there are for the words of the line of codes: a byte each."""

CODED = 224
"""Terms of a field and a segment that have a code of their own, those of most documents; the others share
what codes are left."""

MANY = 15
"""Term frequencies from here on do not go into half a byte, and stand in a table of their own."""

BIG = 255
"""Term frequencies from here on do not go into a byte, and are told apart from the others in memory."""

ANCHOR = 256
"""Words of a text between two anchors: places kept by their character, to find words from there on."""

COLUMNS = ("key", "published")
"""A whole number of each document: its key in the store, and its date in seconds since 1970."""

NO_DATE = -(1 << 63)
"""Value of ``published`` of a report without a date: before every date."""
