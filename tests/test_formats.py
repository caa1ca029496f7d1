"""A report as it leaves the program: plain text, Markdown, JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefreader import formats, sources
from briefreader.markdown import markdown
from briefreader.model import Article
from tests.conftest import CORPUS

MARKDOWN = sorted(CORPUS.rglob("*/*.md"))


def read(path: Path) -> Article:
    (file,) = sources.walk([path], lambda skipped: None)
    (article,) = sources.read(file, lambda skipped: None)
    return article


def again(article: Article, folder: Path) -> Article:
    (folder / "again.md").write_text(markdown(article))
    return read(folder / "again.md")


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
def test_markdown_is_read_again_as_the_same_report(path: Path, tmp_path: Path) -> None:
    article = read(path)
    once = again(article, tmp_path)
    assert (once.title, once.text, once.published) == (article.title, article.text, article.published)
    assert (once.byline, once.section, once.source) == (article.byline, article.section, article.source)
    assert once.markup == article.markup


@pytest.mark.parametrize(
    "text",
    [
        "A *star*, an _underline_, a `tick` and a [bracket](not a link).",
        "# not a heading",
        "- not an item",
        "1. not a number",
        "> not a quotation",
        "1 < 2 and <b>no tag</b> &amp; no entity",
        "a_b_c and snake_case 2*3*4",
        "one line\nand the next",
        "one paragraph\n\nand the next\n\n---\n\nand the last one",
        "C:\\path\\*",
    ],
)
def test_plain_text_is_not_taken_for_markup(text: str, tmp_path: Path) -> None:
    article = Article("a", 'A "title": [x] #1', text)
    once = again(article, tmp_path)
    assert (once.title, once.text, once.markup) == (article.title, text, ())


def test_markup_comes_out_as_markup(tmp_path: Path) -> None:
    source = (
        "---\ntitle: T\n---\n\n## Head\n\nSome *soft* and **hard** words, a [link](https://example.com/a(b)).\n\n"
        "- one\n- two\n  - deeper\n\n> said\n>\n> twice\n\n1. first\n2. second\n\n```\ncode  here\n```\n\n"
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n---\n\nEnd.\n"
    )
    (tmp_path / "one.md").write_text(source)
    article = read(tmp_path / "one.md")
    assert {mark.kind for mark in article.markup} == {
        "heading", "emphasis", "strong", "link", "item", "quote", "code", "table", "rule",
    }  # fmt: skip
    once = again(article, tmp_path)
    assert once.text == article.text
    assert once.markup == article.markup


def test_plain_is_wrapped_for_a_terminal_and_whole_in_a_pipe() -> None:
    article = Article("a", "Title", "word " * 40 + "end", datetime(2024, 1, 31, tzinfo=UTC), "Wire")
    lines = formats.plain(article, 40).splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[:2] == ["Title", "Wire · 2024-01-31"]
    assert formats.plain(article, None).splitlines()[3] == article.text
    assert "undated" in formats.plain(Article("a", "t", "x"), None)


def test_record_has_the_fields_of_the_contract() -> None:
    record = formats.record(Article("a", "t", "x", datetime(2024, 1, 31, 11, 43, tzinfo=UTC)))
    assert record["published"] == "2024-01-31T11:43:00+00:00"
    assert {"id", "title", "text", "published", "source", "section", "byline", "url"} <= set(record)
