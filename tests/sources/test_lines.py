"""Single lines around a report: bylines, and what sites add."""

from __future__ import annotations

import pytest

from briefreader.sources.bylines import bare_byline, read_byline
from briefreader.sources.headers import readable
from briefreader.sources.tails import is_anywhere, is_tail


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by: Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and Ali al-Hassan in Beirut", "Jane Doe and Ali al-Hassan in Beirut"),
        ("By Jane Doe, Staff Writer", "Jane Doe, Staff Writer"),
        ("By J. R. Doe Jr.", "J. R. Doe Jr."),
        ("By Agence France-Presse", "Agence France-Presse"),
        ("By our foreign staff", "our foreign staff"),
        ("Report by A, English adaptation by B", "A, English adaptation by B"),
        (
            "Report by Toni Mrad, English adaptation by Yasmine Jaroudi",
            "Toni Mrad, English adaptation by Yasmine Jaroudi",
        ),
        ("Reporting by Jane Doe; Editing by Ali Hassan", "Jane Doe; Editing by Ali Hassan"),
        ("Written by Jane Doe", "Jane Doe"),
        ("Jane Doe, Middle East correspondent", "Jane Doe, Middle East correspondent"),
        ("Von Anna Schmidt, Berlin", "Anna Schmidt, Berlin"),
        ("Par Jeanne d'Arc", "Jeanne d'Arc"),
        ("Por José Núñez", "José Núñez"),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert read_byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the army had taken the town",
        "By the time the rescuers came, it was over.",
        "By far the largest quake in a century",
        "By the Numbers: What the Siege Cost",
        "By Monday evening, Fighting Had Stopped",
        "By Jane Doe's account the army never came, and nobody else did",
        "Bypass opened near Tripoli",
        "Jane Doe, a teacher in the town, said no",
        "Report finds fault with dam",
        "",
        "By",
        "By " + "A" * 500,
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("given", "bare"),
    [("By Jane Doe", "Jane Doe"), ("Jane Doe", "Jane Doe"), ("By", "By"), ("Byron Smith", "Byron Smith")],
)
def test_a_stated_byline_loses_its_by(given: str, bare: str) -> None:
    assert bare_byline(given) == bare


@pytest.mark.parametrize(
    "line",
    [
        "You may also like...", "You may also like", "YOU MIGHT ALSO LIKE:", "You may also be interested in",
        "Read more", "Read more: Why the town matters", "Read more »", "READ MORE",
        "Read the full story here",
        "Read more about the war in Sudan", "Continue reading", "Also read: Why the town matters",
        "Share", "Share this", "Share this article", "Share this story on Facebook", "Share:",
        "Share on Twitter",
        "Sign up to our morning newsletter", "Sign up here for our daily briefing.", "Subscribe",
        "Subscribe to our newsletter for the latest news in your inbox!", "Newsletter",
        "Newsletter: get Sudest in your inbox every morning", "Get the Post in your inbox every day.",
        "Sign up for the Morning Briefing newsletter and never miss a story.",
        "Related", "Related articles", "Related Topics", "Related stories:", "More on this story",
        "Most read",
        "More from the Post", "Recommended for you", "Trending now", "In case you missed it",
        "Editor's picks",
        "Follow us on Twitter @post", "Follow us on Facebook and Instagram", "Follow Jane Doe on X @jane",
        "Like us on Facebook", "Click here to subscribe", "Click here to read the original.",
        "All rights reserved", "© 2024 Continental Post. All rights reserved.", "Copyright 2024 The Post",
        "Advertisement", "ADVERTISEMENT", "Story continues below", "Comments", "12 comments",
        "Leave a comment",
        "Facebook", "Facebook | Twitter | WhatsApp", "Tags: Iraq, Iran", "Back to top", "Print", "Copy link",
        "Download our app", "-30-", "ENDS", "-- ENDS --", "###", "* * *", "_______",
        "This article was originally published in the Post.", "À lire aussi", "Mehr zum Thema", "Partager",
        "Our Standards: The Thomson Reuters Trust Principles.",
    ],
)  # fmt: skip
def test_lines_that_a_site_adds(line: str) -> None:
    assert is_tail(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in the capital on the news.",
        "Share prices tumble",
        "Shares in the company rose 4 percent.",
        "Sharing the cost was never discussed.",
        "Read by millions, the newspaper stood by its report.",
        "Reading the verdict took the judge four hours.",
        "More in the north were killed.",
        "More than 20 people died.",
        "Others also died in the blast.",
        "Related charges were dropped.",
        "Subscribers lost their money.",
        "Support for the government has fallen now.",
        "Copyright law would change, the minister said.",
        "Find survivors on Facebook, the ministry asked.",
        "Have the police issued alerts?",
        "Follow-up talks are planned for Monday.",
        "Get out now, the mayor told residents.",
        "Advertisements were banned in 2019.",
        "You may also be fined.",
        "He signed up for the army in 1999.",
        "Comments by the minister drew anger.",
        "Top officials resigned.",
        "The end of the war was near.",
        "All rights of passage were reserved.",
        "",
    ],
)
def test_lines_of_a_report(line: str) -> None:
    assert not is_tail(line)


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Advertisement", True),
        ("Read more: Why the town matters", True),
        ("ALSO READ: Why the town matters", True),
        ("Story continues below advertisement", True),
        ("Share", False),
        ("Comments", False),
        ("Related charges: none", False),
        ("Read more than once", False),
    ],
)
def test_what_goes_from_the_middle_of_a_report(line: str, goes: bool) -> None:
    assert is_anywhere(line) is goes


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("CONTINENTAL POST", "Continental Post"),
        ("BBC NEWS", "BBC News"),
        ("AFP", "AFP"),
        ("THE DAILY STAR", "The Daily Star"),
        ("Al Jazeera", "Al Jazeera"),
    ],
)
def test_names_in_capitals_become_readable(printed: str, name: str) -> None:
    assert readable(printed) == name
