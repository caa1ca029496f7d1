"""The doors in: whatever comes through them is printable text when it is inside."""

from __future__ import annotations

import io
import json
import os
import tempfile
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader import config, search
from briefreader.config import ConfigError
from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.model import Article, Skipped
from briefreader.sources import read, read_stream, walk
from briefreader.text import clean, clean_line, fold
from tests.hostile.payloads import ANY, MARKER, encodable, fuzz, hostile
from tests.hostile.stream import strays

FIELDS = ("id", "title", "source", "section", "byline", "url", "language", "published")


def is_text(value: object, where: str) -> None:
    """Check that every text in a value is printable, and on one line unless it is a report's text."""
    if isinstance(value, str):
        assert strays(value) == [], f"{where}: {value!a}"
    elif isinstance(value, tuple | list):
        for one in value:
            is_text(one, where)


def is_clean(article: Article) -> None:
    is_text(astuple(article), article.id)
    for line in (article.id, article.title, article.source, article.section, article.byline, article.url):
        assert line is None or ("\n" not in line and "\t" not in line)
    for mark in article.markup:
        assert 0 <= mark.start < mark.end <= len(article.text)


@fuzz(300)
@given(st.one_of(hostile, st.text(ANY, max_size=40)))
def test_clean_text_is_printable_and_stays_as_it_is(raw: str) -> None:
    for cleaned in (clean, clean_line):
        text = cleaned(raw)
        assert strays(text) == []
        assert cleaned(text) == text


@fuzz(60)
@given(hostile)
def test_what_stands_on_lines_of_its_own_is_not_lost(raw: str) -> None:
    assert MARKER in clean(f"{raw}\n{MARKER}\n{raw}").split("\n")


@pytest.mark.parametrize(
    "hidden", "\u200b\u200c\u200d\u2060\u00ad\ufeff\u034f\u180e\ufe0f\u202e\U000e0041\u3164"
)
def test_a_name_with_something_hidden_in_it_is_the_name(hidden: str, tmp_path: Path) -> None:
    trick = f"H{hidden}am{hidden}as"
    assert fold(clean(trick)) == "hamas"
    with Library.open(tmp_path / "library") as library:
        library.add([Article("", "A report", f"Talks with {trick} went on in Cairo. {trick} agreed.")])
        for query in ("hamas", trick, f'"{trick}"', f"entity:{trick}"):
            page = library.search(query)
            assert (page.total, page.notes) == (1, ())
        assert [entity.name for entity in library.entities() if "as" in entity.name] == ["Hamas"]


def test_joiners_inside_arabic_words_neither_hide_nor_part_them(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add([Article("", "A report", "\u062d\u0645\u200c\u0627\u0633")])
        assert library.search("\u062d\u0645\u0627\u0633").total == 1


@fuzz(60)
@given(st.fixed_dictionaries({"text": hostile}, optional=dict.fromkeys(FIELDS, hostile)), st.booleans())
def test_json_lines(record: dict[str, str], escaped: bool) -> None:
    line = json.dumps(record, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    skipped: list[Skipped] = []
    for article in read_stream(io.BytesIO(line + b"\n"), "stdin", skipped.append):
        is_clean(article)
    for one in skipped:
        is_text((one.path, one.reason), "a complaint")


@fuzz(40)
@given(hostile, hostile, st.sampled_from((".txt", ".md", ".jsonl", "")))
def test_files(raw: str, title: str, suffix: str) -> None:
    matter = f"---\ntitle: {json.dumps(title)}\nsource: {title}\n---\n\n" if suffix == ".md" else ""
    content = f"{matter}{raw}\n\n{MARKER}\n\n{raw}".encode("utf-8", "surrogatepass")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"one{suffix}").write_bytes(content)
        skipped: list[Skipped] = []
        articles = [a for file in walk([Path(folder)], skipped.append) for a in read(file, skipped.append)]
    for article in articles:
        is_clean(article)
    for one in skipped:
        is_text((one.path, one.reason), "a complaint")


@fuzz(40)
@given(hostile, hostile)
def test_names_of_files_and_folders(folder_name: str, name: str) -> None:
    def fitting(raw: str) -> bytes:
        # Whole characters of what a file system takes.
        return os.fsencode(raw.encode("utf-8", "replace").replace(b"/", b"").replace(b"\0", b"")[:80] + b"x")

    with tempfile.TemporaryDirectory() as root:
        inner = os.path.join(os.fsencode(root), fitting(folder_name))  # noqa: PTH118
        os.mkdir(inner)  # noqa: PTH102
        for end, content in (
            (b".txt", b"A storm came.\n"),
            (b".jsonl", b"{\n{}\n"),
            (b".png", b"\x89PNG\r\n"),
        ):
            with open(os.path.join(inner, fitting(name) + end), "wb") as file:  # noqa: PTH118, PTH123
                file.write(content)
        skipped: list[Skipped] = []
        for file in walk([Path(root)], skipped.append):
            for article in read(file, skipped.append):
                is_clean(article)
        for one in skipped:
            is_text((one.path, one.reason), "a complaint")


@fuzz(100)
@given(hostile, st.booleans())
def test_queries(query: str, typing: bool) -> None:
    parsed = search.parse(query, typing=typing)
    is_text(list(parsed.notes), "a note")
    parsed.spans("A report of Hamas, and of 日本.")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("doors") / "library")
    text = "Joe Biden met Antony Blinken in Tel Aviv. Hezbollah said nothing. Biden and Blinken left."
    library.add([Article("one", "Biden in Tel Aviv", text), Article("two", "Blinken", text + " Again.")])
    return library


@fuzz(25)
@given(hostile)
def test_what_a_person_makes_of_reports_and_names(library: Library, raw: str) -> None:
    said: list[object] = []

    def attempt(deed: object, *arguments: object, **more: object) -> None:
        try:
            said.append(str(deed(*arguments, **more)))  # type: ignore[operator]
        except LibraryError as error:
            said.append(str(error))

    attempt(library.mark, ["one"], add_tags=[raw], star=True)
    attempt(library.note, "one", raw)
    attempt(library.save_search, raw, raw)
    attempt(library.decide, "rename", "Hezbollah", raw)
    attempt(library.entity, raw)
    attempt(library.decide, "split", raw)
    attempt(library.article, raw)
    attempt(library.mark, [raw], read=True)
    attempt(library.drop_search, raw)
    attempt(library.related_to_text, raw)
    page = library.search(raw)
    is_text([*page.notes, *said], "what is said")
    assert not [line for line in said if "\n" in str(line)]
    is_text([entity.name for entity in library.entities()], "a name")
    is_text([tag for tag, _ in library.tags()], "a tag")
    is_text([(one.name, one.query) for one in library.saved_searches()], "a saved search")
    is_text([str(one) for one in library.decisions()], "a decision")
    marks = library.marks("one")
    is_text([marks.note, *marks.tags], "marks")
    while library.undo_mark() is not None:
        pass
    while library.decisions():
        is_text(library.undo_decision(), "an undone decision")


@fuzz(60)
@given(
    encodable,
    st.sampled_from(("{}", "library = '{}'", "recogniser = {}", "{} = 1", "[{}]", "[limits]\n{} = 2")),
)
def test_settings(raw: str, form: str) -> None:
    for value in (raw, json.dumps(raw)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "config.toml")
            path.write_text(form.replace("{}", value), "utf-8", newline="")
            try:
                config.load(path)
            except ConfigError as error:
                is_text(clean_line(str(error)), "an error")
