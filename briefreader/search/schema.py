"""The fields of the index, and what a commit promises beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from whoosh.fields import NUMERIC, TEXT, FieldType, Schema
from whoosh.formats import Existence

from briefreader.model import Article
from briefreader.search.analysis import fold, name_analyzer, stem_of, text_analyzer, words

FORMAT = 1
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

UNDATED = 2**63 - 1
"""Column value of a report without a date."""


class IndexSchema(Schema):  # type: ignore[misc]
    """A Whoosh schema that carries what a commit promises.

    Whoosh keeps the schema in the table of contents, the one file whose renaming is the commit. So
    ``revision``, ``store_id`` and ``files`` (bytes of each segment file, to find a damaged one) are
    right whatever interrupts a writer.
    """

    format = FORMAT
    revision: int
    store_id: str
    files: dict[str, int]

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        # Attributes of the instance, so that they are pickled.
        self.format = FORMAT
        self.revision = 0
        self.store_id = ""
        self.files = {}


def new_schema() -> IndexSchema:
    """Return the schema of an empty index."""
    return IndexSchema(
        key=NUMERIC(int, bits=64, unique=True, shift_step=0, sortable=True),
        title=TEXT(analyzer=text_analyzer),
        text=TEXT(analyzer=text_analyzer),
        title_forms=FieldType(Existence(), name_analyzer),
        text_forms=FieldType(Existence(), name_analyzer),
        source=TEXT(analyzer=name_analyzer),
        section=TEXT(analyzer=name_analyzer),
        byline=TEXT(analyzer=name_analyzer),
        published=NUMERIC(int, bits=64, shift_step=0, sortable=True),
    )


def seconds(moment: datetime) -> int:
    """Return whole seconds since 1970 of an aware moment, rounded down."""
    return int(moment.timestamp() // 1)


def document(key: int, article: Article) -> dict[str, Any]:
    """Return the fields of a report for Whoosh's ``add_document``, every text already analysed."""
    fields: dict[str, Any] = {"key": key}
    for name in TEXT_FIELDS:
        found = words(getattr(article, name))
        stems = [stem_of(word) for word in found]
        if stems:
            fields[name] = stems
        forms = {word for word, its_stem in zip(found, stems, strict=True) if word != its_stem}
        if forms:
            fields[FORMS[name]] = sorted(forms)
    for name in NAME_FIELDS:
        value = getattr(article, name)
        if value and (found := [fold(word) for word in words(value)]):
            fields[name] = found
    if article.published is not None:
        fields["published"] = seconds(article.published)
    return fields
