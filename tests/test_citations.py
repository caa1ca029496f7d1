"""A report cited: every form says what the report does and nothing else, whatever stands in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.citations import FORMS, Author, Form, authors, cite, key
from briefreader.model import Article
from briefreader.settings import CITATIONS

FULL = Article(
    id="flood",
    title="River bursts its banks at Elmstead",
    text="The river Arn burst its banks. Nobody was hurt.",
    published=datetime(2024, 5, 5, 18, 30, tzinfo=UTC),
    source="Valley Herald",
    section="Weather",
    byline="Ann Ost and Ludwig van Beek",
    url="https://valley.example/flood?a=1&b=%20_#x",
    language="en",
)
BARE = Article(id="bare", title="A comet nobody dated", text="A comet was seen.")
NASTY = replace(
    FULL,
    title="100% of {braces} \\ & $5_000 ~ #1 ^ \"said\"}",
    source="A & B {Ltd",
    byline="Ann \\Ost}",
    url="https://x.example/a b}c{\\d\"e<f>",
)  # fmt: skip
READ = date(2026, 11, 20)


def test_the_forms_are_those_of_the_settings() -> None:
    assert FORMS == CITATIONS


@pytest.mark.parametrize(
    ("article", "quote", "accessed", "says"),
    [
        (
            FULL, "", None,
            "Ann Ost and Ludwig van Beek. “River bursts its banks at Elmstead.” Valley Herald, 5 May 2024."
            " https://valley.example/flood?a=1&b=%20_#x",
        ),
        (
            replace(FULL, byline=None), "Nobody was hurt.", READ,
            "“Nobody was hurt.”\n\n“River bursts its banks at Elmstead.” Valley Herald, 5 May 2024."
            " https://valley.example/flood?a=1&b=%20_#x (read 20 November 2026)",
        ),
        (BARE, "", READ, "“A comet nobody dated.” undated."),
        (replace(BARE, title="Was it?", source="Wire"), "", None, "“Was it?” Wire, undated."),
    ],
)  # fmt: skip
def test_in_words(article: Article, quote: str, accessed: date | None, says: str) -> None:
    assert cite(article, "plain", quote, accessed) == says


def test_as_a_markdown_quotation() -> None:
    said = cite(replace(FULL, byline=None), "markdown", "First *line*\nsecond\n\n# third")
    assert said.split("\n") == [
        "> First \\*line\\*  ",
        "> second",
        ">",
        "> \\# third",
        ">",
        "> — [River bursts its banks at Elmstead](<https://valley.example/flood?a=1&b=%20_#x>),"
        " Valley Herald, 5 May 2024",
    ]
    assert cite(BARE, "markdown") == "A comet nobody dated, undated"


def test_a_markdown_quotation_shows_the_words_as_they_stand() -> None:
    from markdown_it import MarkdownIt

    nasty = "1. *not* a [list](x)\n<b>bold</b> `code` &amp; > more"
    shown = MarkdownIt("commonmark").parse(cite(NASTY, "markdown", nasty))
    inline = [token for token in shown if token.type == "inline"]
    told = [
        "".join(c.content or "\n" for c in t.children or () if c.type in ("text", "hardbreak"))
        for t in inline
    ]
    assert told[0] == nasty
    assert NASTY.title in told[1]
    assert all(token.type != "html_block" for token in shown)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (None, ()),
        ("Ann Ost", (Author("Ost", "Ann"),)),
        ("Ann Ost, Bo Ek and Cy Fo", (Author("Ost", "Ann"), Author("Ek", "Bo"), Author("Fo", "Cy"))),
        ("Ann Ost & Bo Ek", (Author("Ost", "Ann"), Author("Ek", "Bo"))),
        ("Ludwig van der Beek", (Author("van der Beek", "Ludwig"),)),
        ("Omar bin Laith", (Author("bin Laith", "Omar"),)),
        ("Martin L. King Jr.", (Author("King Jr.", "Martin L."),)),
        ("Reuters", (Author("Reuters"),)),
        ("Herald Staff", (Author("Herald Staff"),)),
        ("Ann Ost in Berlin", (Author("Ann Ost in Berlin"),)),
        (
            "Elias Tan, English adaptation by Maya Saab",
            (Author("Elias Tan, English adaptation by Maya Saab"),),
        ),
    ],
)
def test_authors(byline: str | None, names: tuple[Author, ...]) -> None:
    assert authors(byline) == names


def test_keys_are_the_same_each_time_and_differ_by_report() -> None:
    assert key(FULL) == key(replace(FULL, text="changed", url=None))
    assert re.fullmatch(r"ost2024river:[0-9a-f]{4}", key(FULL))
    assert key(FULL) != key(replace(FULL, id="other"))
    assert re.fullmatch(r"reportundatedcomet:[0-9a-f]{4}", key(BARE))
    assert re.fullmatch(r"[a-z0-9]+:[0-9a-f]{4}", key(replace(BARE, title="日本 “—” Élan", source="Ö {x}")))


def bibtex(said: str) -> tuple[str, str, dict[str, str]]:
    """Read an entry the way BibTeX does: by counting braces."""
    head = re.match(r"@(\w+)\{([^,\s]+),\n", said)
    assert head
    fields: dict[str, str] = {}
    at = head.end()
    while not said.startswith("}", at):
        name = re.compile(r"  (\w+) = ").match(said, at)
        assert name, said[at:]
        at = name.end()
        if said[at] != "{":
            end = said.index(",", at)
            fields[name[1]] = said[at:end]
        else:
            depth, end = 0, at
            while True:
                depth += {"{": 1, "}": -1}.get(said[end], 0)
                end += 1
                if not depth:
                    break
            fields[name[1]] = said[at + 1 : end - 1]
        assert said[end : end + 2] == ",\n"
        at = end + 2
    assert said[at:] == "}"
    return head[1], head[2], fields


def test_bibtex() -> None:
    kind, name, fields = bibtex(cite(FULL, "bibtex", "Nobody was hurt.", READ))
    assert (kind, name) == ("article", key(FULL))
    assert fields == {
        "author": "Ost, Ann and van Beek, Ludwig",
        "title": "{River bursts its banks at Elmstead}",
        "journal": "Valley Herald",
        "date": "2024-05-05",
        "year": "2024",
        "month": "may",
        "day": "5",
        "titleaddon": "Weather",
        "url": "https://valley.example/flood?a=1&b=%20_#x",
        "urldate": "2026-11-20",
        "language": "en",
        "annote": "Nobody was hurt.",
    }
    kind, _, fields = bibtex(cite(BARE, "bibtex", accessed=READ))
    assert (kind, fields) == ("misc", {"title": "{A comet nobody dated}"})


def test_bibtex_escapes_what_tex_would_take_for_its_own() -> None:
    _, _, fields = bibtex(cite(NASTY, "bibtex"))
    assert fields["title"] == (
        r"{100\% of \textbraceleft{}braces\textbraceright{} \textbackslash{} \& \$5\_000 \textasciitilde{}"
        r' \#1 \textasciicircum{} "said"\textbraceright{}}'
    )
    assert fields["url"] == "https://x.example/a%20b%7Dc%7B%5Cd%22e%3Cf%3E"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.text(), st.text(), st.text())
def test_no_words_break_out_of_their_field(title: str, source: str, byline: str, quote: str) -> None:
    article = Article("x", title, "", source=source, byline=byline, url="https://x.example/" + title)
    _, _, fields = bibtex(cite(article, "bibtex", quote))
    assert set(fields) <= {"author", "title", "journal", "url", "annote"}
    for line in cite(article, "ris", quote).split("\n"):
        assert re.match(r"(?:TY|ID|AU|TI|T2|UR|N1|ER)  - ", line)
    (item,) = json.loads(cite(article, "csl", quote))
    assert set(item) <= {"id", "type", "title", "container-title", "author", "URL", "note"}


def test_ris() -> None:
    assert cite(FULL, "ris", "Nobody\nwas hurt.", READ).split("\n") == [
        "TY  - NEWS",
        f"ID  - {key(FULL)}",
        "AU  - Ost, Ann",
        "AU  - van Beek, Ludwig",
        "TI  - River bursts its banks at Elmstead",
        "T2  - Valley Herald",
        "PY  - 2024",
        "DA  - 2024/05/05",
        "SE  - Weather",
        "LA  - en",
        "UR  - https://valley.example/flood?a=1&b=%20_#x",
        "Y2  - 2026/11/20",
        "N1  - Nobody was hurt.",
        "ER  - ",
    ]
    assert cite(BARE, "ris").split("\n") == [
        "TY  - NEWS", f"ID  - {key(BARE)}", "TI  - A comet nobody dated", "ER  - ",
    ]  # fmt: skip


def test_csl() -> None:
    assert json.loads(cite(FULL, "csl", "Nobody was hurt.", READ)) == [
        {
            "id": key(FULL),
            "type": "article-newspaper",
            "title": "River bursts its banks at Elmstead",
            "author": [{"family": "Ost", "given": "Ann"}, {"family": "van Beek", "given": "Ludwig"}],
            "container-title": "Valley Herald",
            "section": "Weather",
            "issued": {"date-parts": [[2024, 5, 5]]},
            "URL": "https://valley.example/flood?a=1&b=%20_#x",
            "accessed": {"date-parts": [[2026, 11, 20]]},
            "language": "en",
            "note": "Nobody was hurt.",
        }
    ]
    (bare,) = json.loads(cite(replace(BARE, byline="Herald Staff"), "csl", accessed=READ))
    assert bare["author"] == [{"literal": "Herald Staff"}]
    assert not {"issued", "accessed", "URL", "container-title"} & set(bare)


@pytest.mark.parametrize("form", FORMS)
def test_no_control_characters_leave(form: Form) -> None:
    evil = "a\x1b[201~rm\x9b\u202e\x07b"
    said = cite(replace(FULL, title=evil, source=evil, byline=evil, url=f"https://{evil}"), form, evil)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)
    assert not said.endswith("\n")
