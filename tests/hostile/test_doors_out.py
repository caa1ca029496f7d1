"""The doors out: what is saved, piped, handed to an editor, cited or offered to a shell is printable text."""

from __future__ import annotations

import io
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from briefreader import formats
from briefreader.citations import FORMS, cite
from briefreader.markdown import markdown
from briefreader.model import Article, Skipped
from briefreader.sources import read_stream
from briefreader.tui.taken import Taken
from tests.hostile.payloads import MARKER, fuzz, hostile
from tests.hostile.stream import strays
from tests.hostile.test_doors_in import FIELDS

RECORDS = st.fixed_dictionaries({"text": hostile}, optional=dict.fromkeys(FIELDS, hostile))


def articles(record: dict[str, str]) -> list[Article]:
    """Return what the program makes of a record: what comes in is what can go out."""
    skipped: list[Skipped] = []
    line = json.dumps(record | {"text": f"{record['text']}\n{MARKER}"})
    return list(read_stream(io.BytesIO(line.encode() + b"\n"), "stdin", skipped.append))


@fuzz(80)
@given(RECORDS, hostile)
def test_a_report_and_words_of_it_as_they_leave(record: dict[str, str], quote: str) -> None:
    for article in articles(record):
        for taken in (Taken(article), Taken(article, quote)):
            for kind in ("text", "markdown", "json"):
                made = taken.as_kind(kind)
                assert strays(made) == []
                assert made.endswith("\n")
            assert json.loads(taken.as_kind("json"))["id"] == article.id
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.txt", taken.file_name)
        assert MARKER in Taken(article).text()
        for made in (formats.plain(article, None), formats.plain(article, 80), markdown(article)):
            assert strays(made) == []


@fuzz(80)
@given(RECORDS, hostile)
def test_a_report_cited_is_one_record_of_its_form(record: dict[str, str], quote: str) -> None:
    for article in articles(record):
        for form in FORMS:
            assert strays(cite(article, form)) == []
            assert strays(cite(article, form, quote)) == []
        ris = cite(article, "ris", quote).split("\n")
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris)
        assert [line for line in ris if line.startswith(("TY", "ER"))] == [ris[0], ris[-1]]
        (item,) = json.loads(cite(article, "csl", quote))
        assert item["title"] == article.title
        # No brace that a report brings along is one to BibTeX.
        bibtex = re.sub(r"\\text\w+\{\}", "", cite(article, "bibtex", quote))
        assert bibtex.count("{") == bibtex.count("}")
        assert bibtex.count("\n@") == 0
