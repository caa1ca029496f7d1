"""Our own corpus, whole; and the two reports that the project starts from, where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefreader.model import Article, Skipped
from briefreader.sources import read, walk
from briefreader.sources.tails import is_tail

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "corpus"
SEEDS = ROOT.parent / "shared" / "seeds"
OUTLETS = {
    "levant-bulletin": "Levant Bulletin",
    "harbour-brief": "Harbour Brief",
    "meridian": "The Meridian",
    "continental-post": "Continental Post",
    "sudest": "Sudest",
    "pacific-ledger": "Pacific Ledger",
    "northgate.jsonl": "Northgate",
}
_LITTER = re.compile(
    r"^(?:By (?:\w+ ){1,2}\w+$|Report by|Published:|Updated:|date \d|\d{4}-\d\d-\d\d|---|title:)"
    r"|CONTINENTAL POST",
    re.MULTILINE,
)
_DATE_IN_NAME = re.compile(r"\d{4}-\d\d-\d\d")


def read_all(folder: Path) -> list[Article]:
    skipped: list[Skipped] = []
    articles = [article for file in walk([folder], skipped.append) for article in read(file, skipped.append)]
    assert skipped == []
    return articles


CORPUS_ARTICLES = read_all(CORPUS)


def paragraphs(house: str, raw: str) -> list[str]:
    """Return the paragraphs of a plain-text report of ours, from where its house prints them."""
    if house == "levant-bulletin":
        return raw.strip().split("\n")[6:]
    blocks = [block for block in raw.strip().split("\n\n") if block.strip()]
    broken = [re.sub(r"(?<=\w)-\n", "-", block).replace("\n", " ").strip() for block in blocks[1:]]
    return (
        broken[:-1]
        if house in ("harbour-brief", "continental-post") or "Newsletter:" in broken[-1]
        else broken
    )


def outlet(article: Article) -> str:
    return Path(article.path or "").relative_to(CORPUS).parts[0]


def test_every_outlet_is_there() -> None:
    assert {outlet(article) for article in CORPUS_ARTICLES} == set(OUTLETS)
    assert len(CORPUS_ARTICLES) >= 60


@pytest.mark.parametrize("article", CORPUS_ARTICLES, ids=lambda a: f"{outlet(a)}: {a.title[:30]}")
def test_every_report_of_the_corpus_is_read_whole_and_right(article: Article) -> None:
    file, house = Path(article.path or ""), outlet(article)
    raw = file.read_text(encoding="utf-8")
    assert article.source == OUTLETS[house]
    assert article.title
    assert article.title in raw
    assert 100 <= len(article.text.split()) <= 520
    assert not _LITTER.search(article.text)
    assert article.title not in article.text
    assert not any(is_tail(line) for line in article.text.split("\n"))
    assert "\n\n\n" not in article.text
    assert (article.published is None) == (house == "harbour-brief")
    assert (article.byline is None) == (house == "harbour-brief")
    assert not (article.byline or "").startswith(("By ", "Report by "))
    assert (article.section is not None) == (
        house in ("levant-bulletin", "meridian", "continental-post", "northgate.jsonl")
    )
    if named := _DATE_IN_NAME.match(file.name):
        assert article.published is not None
        assert article.published.date().isoformat() == named.group()
    if house == "sudest":
        assert re.match(r"[A-Z]{3}.* \(Sudest\) - ", article.text)
    if house == "levant-bulletin":
        assert ", English adaptation by " in (article.byline or "")
    if file.suffix == ".txt":
        assert article.text == "\n\n".join(paragraphs(house, raw))


@pytest.mark.skipif(not SEEDS.exists(), reason="the two reports are not beside the checkout")
def test_the_two_first_reports() -> None:
    bulletin, brief = read_all(SEEDS)
    title = "Suspension of attacks: Why did the Iraqi Kata'ib Hezbollah halt its attacks on US forces?"
    assert (bulletin.title, bulletin.section) == (title, "News Bulletin Reports")
    assert bulletin.published is not None
    assert bulletin.published.isoformat() == "2024-01-31T11:43:00+00:00"
    assert bulletin.byline == "Toni Mrad, English adaptation by Yasmine Jaroudi"
    paragraphs = bulletin.text.split("\n\n")
    assert len(paragraphs) == 10
    assert paragraphs[0].startswith("From now on, scenes of drones")
    assert paragraphs[-1].endswith("military activities against US bases.")
    assert title not in bulletin.text
    assert brief.title == "Kataib Hezbollah: Iran-supported Group Halts Attacks on US Following Drone Strike"
    assert (brief.published, brief.byline, brief.section) == (None, None, None)
    paragraphs = brief.text.split("\n\n")
    assert len(paragraphs) == 9
    assert paragraphs[0].startswith("The Kataib Hezbollah, an Iranian-backed")
    assert paragraphs[-1].endswith("attacks on US bases in Iraq and Syria.")
