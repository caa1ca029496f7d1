"""The fields of the index."""

from __future__ import annotations

from datetime import datetime

FORMAT = 4
"""Rises whenever an index written before can no longer be read as the program now would write it."""

TITLE_WEIGHT = 2.0
"""How much more a word counts in the title than in the text."""

TEXT_FIELDS = {"title": TITLE_WEIGHT, "text": 1.0}
"""The fields of the report itself, stemmed, with the weight of a word in them."""

FORMS = {"title": "title_forms", "text": "text_forms"}
"""For each text field the one that holds, without positions, the folded words that are not their own
stem: a prefix or a fuzzy word means the word as it is written, and ``suspensi*`` no stem begins with."""

NAME_FIELDS = ("source", "section", "byline")
"""Fields of names: folded, not stemmed."""


def seconds(moment: datetime) -> int:
    """Return whole seconds since 1970 of an aware moment, rounded down."""
    return int(moment.timestamp() // 1)
