"""Bulletins put together at random from the pieces of many sites: each must come apart again."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import fill

import pytest

from briefreader.sources import read, walk
from briefreader.sources.plain import read_plain

CORPUS = Path(__file__).parent.parent.parent / "corpus"
SECTIONS = ["World", "News Bulletin Reports", "Middle East", "Business", "Politics", "UK News", None]
BYLINES = {
    "By Jane Doe": "Jane Doe",
    "Report by A, English adaptation by B": "A, English adaptation by B",
    "By Jane Doe and Ali Hassan in Beirut": "Jane Doe and Ali Hassan in Beirut",
    "BY JANE DOE": "JANE DOE",
    "Jane Doe, Staff Writer": "Jane Doe, Staff Writer",
    None: None,
}
DATES = {
    "2024-01-31 | 11:43": "2024-01-31T11:43:00+00:00",
    "31 January 2024": "2024-01-31T00:00:00+00:00",
    "January 31, 2024": "2024-01-31T00:00:00+00:00",
    "Jan. 31, 2024 at 11:43 a.m. ET": "2024-01-31T11:43:00-05:00",
    "Published: 31 January 2024, 11:43 GMT": "2024-01-31T11:43:00+00:00",
    "Wed, 31 Jan 2024 11:43:00 GMT": "2024-01-31T11:43:00+00:00",
    "31.01.2024 11:43": "2024-01-31T11:43:00+00:00",
    "03/04/2024": None,
    None: None,
}
TAILS = [
    "You may also like...", "Read more: Something else happened", "Share this article", "Related articles",
    "Sign up to our newsletter", "Newsletter: all the news in your inbox", "Follow us on Twitter",
    "All rights reserved", "Advertisement", "© 2024 The Post", "Click here to subscribe",
]  # fmt: skip
REPORTS = [
    (article.title, article.text.split("\n\n"))
    for file in walk([CORPUS], lambda _: None)
    for article in read(file, lambda _: None)
    if not article.markup and "\n" not in article.text.replace("\n\n", "")
]


@pytest.mark.parametrize("seed", range(300))
def test_a_bulletin_of_any_layout_is_read_whole_and_right(seed: int) -> None:
    chance = random.Random(seed)
    title, paragraphs = chance.choice(REPORTS)
    section, byline, date = chance.choice(SECTIONS), chance.choice(list(BYLINES)), chance.choice(list(DATES))
    outlet, running_head = chance.choice([None, "CONTINENTAL POST"]), chance.random() < 0.2
    orders = [
        [section, title, byline, date],
        [title, byline, date],
        [title, date, byline],
        [section, date, title, byline],
        [title, section, date, title, byline],
    ]
    head = [line for line in chance.choice(orders) if line]
    above = [" date 2024-01-31 News"] if running_head else []
    above += [outlet] if outlet else []
    width = chance.choice([None, None, 65, 72, 78])
    body = [fill(paragraph, width) if width else paragraph for paragraph in paragraphs]
    # Without blank lines a paragraph that fills its last line cannot be told from the next.
    between = "\n\n" if width else chance.choice(["\n\n", "\n"])
    file = (
        chance.choice(["\n", "\n\n"]).join(above + head)
        + chance.choice(["\n\n", "\n\n\n"])
        + between.join(body)
        + between
        + "\n".join(chance.sample(TAILS, chance.choice([0, 1, 3])))
    )
    article = read_plain(file, "/reports/one.txt", "Daily Wire")
    dated = DATES[date] if date in head else None
    if running_head and date not in head:
        dated = "2024-01-31T00:00:00+00:00"
    if date == "03/04/2024" and date in head:
        dated = None
    assert article.title == title
    assert article.text.split("\n\n") == paragraphs
    assert article.section == (section if section in head else None)
    assert article.byline == BYLINES[byline if byline in head else None]
    assert (article.published.isoformat() if article.published else None) == dated
    assert article.source == ("Continental Post" if outlet else "Daily Wire")
