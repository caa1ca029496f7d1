"""Markdown: front matter as fields, the body as text that reads well with its structure over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

import pytest

from briefreader.limits import Limits
from briefreader.model import Article
from briefreader.text import clean

Body = Callable[[str], Article]


@pytest.fixture
def body(read_file) -> Body:
    """Read Markdown below front matter that names the title "T"."""

    def read_body(markdown: str) -> Article:
        articles, reasons = read_file("one.md", f"---\ntitle: T\n---\n\n{markdown}\n")
        assert reasons == []
        return articles[0]

    return read_body


def marked(article: Article, kind: str) -> list[tuple[str, str]]:
    """Return the stretches of text that are marked as ``kind``, each with the mark's value."""
    return [(article.text[m.start : m.end], m.value) for m in article.markup if m.kind == kind]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One\ntwo.\n\nThree.", "One two.\n\nThree."),
        ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
        ("## Sub\n\nText", "Sub\n\nText"),
        ("Sub\n---\n\nText", "Sub\n\nText"),
        ("**Strong**, *emphasis*, ***both***, `code`, ~~struck~~.", "Strong, emphasis, both, code, struck."),
        ("A [link](https://a.example/x \"t\") and <https://b.example>", "A link and https://b.example"),
        ("A [link][1].\n\n[1]: https://a.example", "A link."),
        ("![A map *of* Gaza](map.png)", "A map of Gaza"),
        ("- one\n- two\n  - deep\n  - deeper\n- three", "• one\n• two\n  • deep\n  • deeper\n• three"),
        ("Before:\n\n- one\n- two\n\nAfter", "Before:\n\n• one\n• two\n\nAfter"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("1. one\n1. two", "1. one\n2. two"),
        ("1. one\n\n   more\n2. two", "1. one\n\n   more\n\n2. two"),
        ("10. ten\n    - in\n11. eleven", "10. ten\n    • in\n11. eleven"),
        ("- [ ] todo", "• [ ] todo"),
        ("> one\n> two\n>\n> > deep", "one two\n\ndeep"),
        ("- > quoted in an item", "• quoted in an item"),
        ("```python\nx = 1\n\n    y  =  2\n```", "x = 1\n\n    y  =  2"),
        ("    indented\tcode", "indented    code"),
        ("a\n\n***\n\nb", "a\n\n* * *\n\nb"),
        ("Fish &amp; chips &lt;b&gt; &eacute; &#233;", "Fish & chips <b> é é"),
        ("A <b>bold</b> <span class='x'>word</span><br>next", "A bold word\nnext"),
        ("A <script>alert(1)</script>word <!-- not this -->here", "A word here"),
        ("<div>\n<p>One &amp; two</p>\n<!-- no -->\n<p>Three</p>\n</div>", "One & two\n\nThree"),
        ("<script>\nalert(1)\n</script>\n\nText", "Text"),
        ("<style>\np {}\n</style>\n\nText", "Text"),
        ("5 < 6 and a <b c", "5 < 6 and a <b c"),
        ("\\*not\\* \\[marks\\]", "*not* [marks]"),
        ("[red]headline[/red]", "[red]headline[/red]"),
        ("東京\n大阪", "東京大阪"),
        ("Text\n\nYou may also like...", "Text"),
        ("One\n\n**Read more:** [The road](https://x.example)\n\nTwo", "One\n\nTwo"),
        ("Source: Reuters\n\nText", "Source: Reuters\n\nText"),
        ("Text\n\n*Sign up to our newsletter*", "Text"),
    ],
)  # fmt: skip
def test_the_text_is_what_a_reader_sees(body: Body, markdown: str, text: str) -> None:
    assert body(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        (
            "| Name | Votes |\n|:--|--:|\n| Ana | 1,200 |\n| **Bo** Li | 9 |",
            ["Name   Votes", "─────  ─────", "Ana    1,200", "Bo Li      9"],
        ),
        ("| 都市 | N |\n|---|---|\n| Oslo | 1 |", ["都市  N", "────  ─", "Oslo  1"]),
        ("| a | b |\n|:-:|---|\n| xyz | 1 |", [" a   b", "───  ─", "xyz  1"]),
        ("| | |\n|---|--:|\n| Ana | 12 |\n| Bo | 9 |", ["Ana  12", "Bo    9"]),
        ("| a | b |\n|---|---|\n| only |", ["a     b", "────  ─", "only"]),
    ],
)
def test_tables_stand_in_columns(body: Body, markdown: str, lines: list[str]) -> None:
    article = body(markdown)
    assert article.text.split("\n") == lines
    assert marked(article, "table") == [("\n".join(lines), "")]


def test_a_table_too_wide_for_a_line_becomes_a_list(body: Body) -> None:
    wide = "long words " * 6
    article = body(f"| Name | What | Why |\n|---|---|---|\n| Ana | {wide}| {wide}|\n| Bo | x | y |")
    assert article.text.split("\n")[:2] == ["Name: Ana", f"What: {wide.strip()}"]
    assert article.text.endswith("\n\nName: Bo\nWhat: x\nWhy: y")


def test_structure_is_marked_on_the_text_it_covers(body: Body) -> None:
    article = body(
        "Intro **strong** *em `c`* [link](https://a.example/)\n\n## Head *two*\n\n> quote\n>\n> > deeper\n\n"
        "- one\n- two\n  1. **deep**\n     more\n\n```\ncode\n  here\n```\n\n---\n\nlast"
    )
    assert marked(article, "strong") == [("strong", ""), ("deep", "")]
    assert marked(article, "emphasis") == [("em c", ""), ("two", "")]
    assert marked(article, "link") == [("link", "https://a.example/")]
    assert marked(article, "code") == [("code\n  here", "")]
    assert marked(article, "heading") == [("Head two", "2")]
    assert marked(article, "quote") == [("quote\n\ndeeper", "1"), ("deeper", "2")]
    assert marked(article, "item") == [
        ("• one", "1"),
        ("• two\n  1. deep more", "1"),
        ("  1. deep more", "2"),
    ]
    assert marked(article, "rule") == [("* * *", "")]


def test_marks_inside_lines_never_cross_them(body: Body) -> None:
    article = body("- **one  \n  two** three")
    assert article.text == "• one\n  two three"
    assert marked(article, "strong") == [("one", ""), ("two", "")]


@pytest.mark.parametrize(
    "markdown",
    [
        "a\u202eb **c\u200bd** \x1b[31me *f*",
        "&#x202e;a&#27;[31m **b**&#8203; *c*",
        "e**\u0301x** *y*",
        "a **\u0301**",
        "| a\u202e | b |\n|---|---|\n| **e\u0301** | ~~x~~ |",
        "<b \u202e>x</b> &#0; &#xd800; &#x110000; *z*",
        "[a\u202eb](https://x.example/\u202e\u200b)",
        "**a** \r\n*b*\r> c",
    ],
)
def test_text_is_clean_and_offsets_count_on_it(body: Body, markdown: str) -> None:
    article = body(markdown)
    assert article.text == clean(article.text)
    for mark in article.markup:
        assert 0 <= mark.start < mark.end <= len(article.text)
        assert mark.value == clean(mark.value)
        if mark.kind in ("strong", "emphasis"):
            assert article.text[mark.start : mark.end].strip() == article.text[mark.start : mark.end]


@pytest.mark.parametrize(
    ("front", "name", "value"),
    [
        ("title: 'A: b'", "title", "A: b"),
        ("Title: A", "title", "A"),
        ("title: 2024", "title", "2024"),
        ("title: No", "title", "No"),
        ("title: >\n  A title on\n  two lines", "title", "A title on two lines"),
        ("byline: By Jane Doe", "byline", "Jane Doe"),
        ("author: Jane Doe", "byline", "Jane Doe"),
        ("authors: [Jane Doe, Ali Hassan]", "byline", "Jane Doe, Ali Hassan"),
        ("authors:\n  - name: Jane Doe\n  - name: Ali Hassan", "byline", "Jane Doe, Ali Hassan"),
        ("by: Jane Doe", "byline", "Jane Doe"),
        ("section: World", "section", "World"),
        ("categories: [World, Asia]", "section", "World, Asia"),
        ("source: The Meridian", "source", "The Meridian"),
        ("outlet: Pacific Ledger", "source", "Pacific Ledger"),
        ("publisher: {name: Pacific Ledger}", "source", "Pacific Ledger"),
        ("url: https://m.example/a", "url", "https://m.example/a"),
        ("link: https://m.example/a", "url", "https://m.example/a"),
        ("lang: en", "language", "en"),
        ("tags: [a, b]", "source", "Daily Wire"),
        ("author: ~", "byline", None),
        ("author:", "byline", None),
        ("author: &a Jane\nbyline: *a", "byline", "Jane"),
    ],
)
def test_front_matter_names_the_fields(read_file, front: str, name: str, value: str | None) -> None:
    articles, reasons = read_file("one.md", f"---\n{front}\n---\nText.\n")
    assert reasons == []
    assert getattr(articles[0], name) == value
    assert articles[0].text == "Text."


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2023-02-06T14:20:00+00:00", "2023-02-06T14:20+00:00"),
        ("2023-02-06 14:20:00 +0200", "2023-02-06T14:20+02:00"),
        ("2023-02-06", "2023-02-06T00:00+00:00"),
        ("'2023-02-06'", "2023-02-06T00:00+00:00"),
        ("6 February 2023", "2023-02-06T00:00+00:00"),
        ("Feb. 6, 2023 at 2:20 p.m. ET", "2023-02-06T14:20-05:00"),
        ("1675693200", "2023-02-06T14:20+00:00"),
    ],
)
@pytest.mark.parametrize("name", ["date", "published", "pubdate", "created"])
def test_dates_of_front_matter(read_file, name: str, date: str, published: str) -> None:
    articles, reasons = read_file("one.md", f"---\ntitle: T\n{name}: {date}\n---\nText.\n")
    assert reasons == []
    assert articles[0].published == datetime.fromisoformat(published)


@pytest.mark.parametrize("date", ["2024-02-30", "03/04/2024", "soon", "[]", "{a: b}"])
def test_a_date_that_is_none_is_named_and_left_out(read_file, date: str) -> None:
    articles, reasons = read_file("one.md", f"---\ntitle: T\ndate: {date}\n---\nText.\n")
    assert articles[0].published is None
    assert len(reasons) == 1
    assert "date is not a clear date" in reasons[0]


@pytest.mark.parametrize(
    ("markdown", "title", "text"),
    [
        ("---\ntitle: A storm\n---\n# A storm\n\nText", "A storm", "Text"),
        ("---\ntitle: “A storm’s end”\n---\n# A  *storm's* end\n\nText", "“A storm’s end”", "Text"),
        ("---\ntitle: A storm\n---\n# Another\n\nText", "A storm", "Another\n\nText"),
        ("# A storm\n\nText", "A storm", "Text"),
        ("A storm\n=======\n\nText", "A storm", "Text"),
        ("Lead.\n\n# A storm\n\nText", "A storm", "Lead.\n\nText"),
        ("## A storm\n\nText", "A storm", "Text"),
        ("# A storm\n\n*By Jane Doe* | 31 January 2024\n\nText", "A storm", "Text"),
        ("No headings here. At all.", "No headings here. At all.", "No headings here. At all."),
        ("\n\n---\ntitle: A storm\n---\nText", "A storm", "Text"),
        ("---\ntitle: A storm\n\nText", "A storm", "Text"),
    ],
)
def test_titles(read_file, markdown: str, title: str, text: str) -> None:
    articles, _ = read_file("one.md", markdown)
    assert (articles[0].title, articles[0].text) == (title, text)


def test_a_byline_and_a_date_above_the_text_are_fields(read_file) -> None:
    articles, _ = read_file("one.markdown", "# A storm\n\n*By Jane Doe*\n\n31 January 2024\n\nText")
    assert (articles[0].byline, articles[0].text) == ("Jane Doe", "Text")
    assert articles[0].published == datetime.fromisoformat("2024-01-31T00:00+00:00")


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "title: 'unclosed",
        "\ttitle: x",
        "a: b: c",
        "? [a]: b\n: c",
        "*unknown",
        "{" * 30000,
    ],
)
def test_front_matter_that_is_no_yaml_is_named_and_the_report_read(read_file, front: str) -> None:
    articles, reasons = read_file("one.md", f"---\n{front}\n---\n# A storm\n\nText\n")
    assert [(a.title, a.text) for a in articles] == [("A storm", "Text")]
    assert len(reasons) == 1
    assert "front matter" in reasons[0]


def test_a_title_with_a_colon_is_kept_though_it_is_no_yaml(read_file) -> None:
    articles, reasons = read_file("one.md", "---\ntitle: Storm: the end\ndate: 2024-01-31\n---\nText\n")
    assert articles[0].title == "Storm: the end"
    assert articles[0].published == datetime.fromisoformat("2024-01-31T00:00+00:00")
    assert "line 2" in reasons[0]


def test_exploding_aliases_and_objects_are_harmless(read_file) -> None:
    names = "abcdefghijklmnop"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in pairwise(names)
    )
    merges = "m0: &m0 {k: v}\n" + "".join(
        f"m{n}: &m{n} {{<<: [{', '.join(['*m' + str(n - 1)] * 9)}]}}\n" for n in range(1, 12)
    )
    evil = "evil: !!python/object/apply:os.system [exit]\n"
    articles, reasons = read_file("one.md", f"---\n{bomb}{merges}{evil}title: T\nauthor: *p\n---\nText\n")
    assert (articles[0].title, articles[0].text, reasons) == ("T", "Text", [])


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("---\ntitle: T\n---\n", "has a title and no text"),
        ("# T\n", "has a title and no text"),
        ("<!-- nothing -->\n", "holds no text"),
    ],
)
def test_a_file_without_text_is_named(read_file, markdown: str, reason: str) -> None:
    assert read_file("one.md", markdown) == ([], [reason])


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 20000,
        "*a " * 20000,
        ">" * 5000 + " x",
        "- " * 2000 + "x",
        "![" * 9000,
        "<!--" * 9000,
        "`" * 9999,
    ],
)
def test_hostile_markdown_ends(read_file, hostile: str) -> None:
    articles, _ = read_file("one.md", f"# T\n\n{hostile}\n\nThe end of it.")
    assert articles == [] or articles[0].title == "T"


def test_a_file_that_is_too_large_is_named(read_file) -> None:
    articles, reasons = read_file("one.md", "# T\n\n" + "x " * 600, Limits(markdown_bytes=1024))
    assert (articles, reasons) == ([], ["larger than 1 kB, up to which Markdown is read"])
