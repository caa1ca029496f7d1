"""Plain-text bulletins and briefs in the many manners of news sites."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill

import pytest

from briefreader.model import Article
from briefreader.sources.plain import read_plain

ONE = (
    "The army said on Monday that its troops had entered the northern town after a week of fighting, and "
    "that the road to the coast was open again to civilian traffic."
)
TWO = (
    "Residents reached by telephone spoke of heavy shelling overnight. Two hospitals were out of service, "
    "according to doctors there, and the bakery that had fed the town had closed."
)
THREE = "Share prices fell in the capital on the news."
FOUR = "Read by millions, the newspaper that broke the story stood by its report."
TITLE = "Army takes northern town after a week of fighting"
LONG_TITLE = "Coastal Road: Army Halts Convoys to the Northern Town Following Overnight Strike on Bridge"
BODY = f"{ONE}\n\n{TWO}"


def read(text: str, folder: str | None = "Daily Wire") -> Article:
    return read_plain(text, "/reports/one.txt", folder)


@dataclass(frozen=True)
class Case:
    """A file, and what must be read in it; the text is ``BODY`` unless said."""

    file: str
    title: str = TITLE
    published: str | None = None
    section: str | None = None
    byline: str | None = None
    source: str = "Daily Wire"
    text: str = BODY
    url: str | None = None


CASES = {
    "bulletin under a running head": Case(
        f" date 2024-01-31 News\n{TITLE}\nNews Bulletin Reports\n2024-01-31 | 11:43\n{TITLE}\n"
        f"Report by Toni Mrad, English adaptation by Yasmine Jaroudi\n{ONE}\n{TWO}\n",
        published="2024-01-31T11:43:00+00:00",
        section="News Bulletin Reports",
        byline="Toni Mrad, English adaptation by Yasmine Jaroudi",
    ),
    "bulletin whose running head alone has a date": Case(
        f" date 2024-01-31 News\n{TITLE}\nWorld\n{TITLE}\n{ONE}\n{TWO}\n",
        published="2024-01-31T00:00:00+00:00",
        section="World",
    ),
    "section and date above the title": Case(
        f"Lebanon News\n2024-01-31 | 05:20\nHigh views\n{TITLE}\nReport by Toni Mrad\n{ONE}\n{TWO}",
        published="2024-01-31T05:20:00+00:00",
        section="Lebanon News",
        byline="Toni Mrad",
    ),
    "brief": Case(f"{TITLE}\n\n\n{ONE}\n\n{TWO}\n\nYou may also like...\n"),
    "outlet, section, labelled dates, tails": Case(
        f"CONTINENTAL POST\nWorld\n{TITLE}\nBy Jane Doe\nPublished: 6 February 2023, 14:20 GMT\n"
        f"Updated: March 10, 2023 at 4:05 p.m. GMT\n\n{BODY}\n\nRead more: The road that war closed\n"
        "Share this article\nSign up to our morning newsletter\n",
        published="2023-02-06T14:20:00+00:00",
        section="World",
        byline="Jane Doe",
        source="Continental Post",
    ),
    "updated before published": Case(
        f"{TITLE}\nUpdated: 10 March 2023\nPublished: 6 February 2023\n\n{BODY}",
        published="2023-02-06T00:00:00+00:00",
    ),
    "only updated": Case(
        f"{TITLE}\nLast updated: 10 March 2023 09:00\n\n{BODY}", published="2023-03-10T09:00:00+00:00"
    ),
    "published and updated on one line": Case(
        f"{TITLE}\nPublished 31 January 2024 | Updated 1 February 2024\n\n{BODY}",
        published="2024-01-31T00:00:00+00:00",
    ),
    "updated before published on one line": Case(
        f"{TITLE}\nUpdated: Aug. 5, 2020, 7:41 a.m. EDT | Published: Aug. 4, 2020, 3:15 p.m. EDT\n\n{BODY}",
        published="2020-08-04T15:15:00-04:00",
    ),
    "date and time on lines of their own": Case(
        f"{TITLE}\n2024-01-31\n11:43\n{ONE}\n{TWO}", published="2024-01-31T11:43:00+00:00"
    ),
    "byline and date on one line": Case(
        f"{TITLE}\nBy Jane Doe, 31 January 2024 11:43\n\n{BODY}",
        published="2024-01-31T11:43:00+00:00",
        byline="Jane Doe",
    ),
    "byline, date, bar between": Case(
        f"{TITLE}\nBy Jane Doe | Jan. 31, 2024 at 11:43 a.m. ET\n\n{BODY}",
        published="2024-01-31T11:43:00-05:00",
        byline="Jane Doe",
    ),
    "section and date on one line": Case(
        f"World | 31 January 2024\n{TITLE}\n\n{BODY}", published="2024-01-31T00:00:00+00:00", section="World"
    ),
    "labels": Case(
        f"Title: {TITLE}\nDate: 31 January 2024\nSection: World\nSource: Reuters\nAuthor: Jane Doe\n"
        f"URL: https://example.com/x\n\n{BODY}\n",
        published="2024-01-31T00:00:00+00:00",
        section="World",
        byline="Jane Doe",
        source="Reuters",
        url="https://example.com/x",
    ),
    "labelled section below the title": Case(
        f"{TITLE}\nSection: Middle East\n\n{BODY}", section="Middle East"
    ),
    "breadcrumb, share buttons, litter": Case(
        f"Home > News > Middle East\n{TITLE}\n5 min read\nShare\nBy Jane Doe\nListen to this "
        f"article\n\n{BODY}\n",
        section="Middle East",
        byline="Jane Doe",
    ),
    "outlet below the byline": Case(
        f"Home\nNews\nWorld\n\n{TITLE}\n\n12 September 2023, 14:05 BST\nUpdated 3 hours ago\nBy Jane Doe\n"
        f"BBC News, Cairo\n\n{BODY}\n\nRelated Topics\n\nLibya\nFloods\n\nMore on this story\n\nLibya: "
        f"What we know\n",
        published="2023-09-12T14:05:00+01:00",
        section="World",
        byline="Jane Doe",
        source="BBC News",
    ),
    "standfirst, bare names, advertisement": Case(
        f"{TITLE}\n\nTown falls as hospitals shut and aid groups warn of catastrophe\n\nJane Doe in "
        f"Beirut\n\n"
        f"Wed 31 Jan 2024 11.43 GMT\n\n{ONE}\n\nAdvertisement\n\n{TWO}\n\nRead more: Why it matters\n",
        published="2024-01-31T11:43:00+00:00",
        byline="Jane Doe in Beirut",
        text=f"Town falls as hospitals shut and aid groups warn of catastrophe\n\n{BODY}",
    ),
    "standfirst that is a sentence": Case(
        f"{TITLE}\nTroops entered the town at dawn after a week of shelling, officials said on Monday.\n"
        f"By Jane Doe\n31 January 2024\n\n{BODY}\n",
        published="2024-01-31T00:00:00+00:00",
        byline="Jane Doe",
        text=f"Troops entered the town at dawn after a week of shelling, officials said on Monday.\n\n{BODY}",
    ),
    "kicker": Case(
        f"Middle East crisis\n{TITLE}\nJane Doe, Middle East correspondent\nWednesday 31 January "
        f"2024\n\n{BODY}",
        published="2024-01-31T00:00:00+00:00",
        section="Middle East crisis",
        byline="Jane Doe, Middle East correspondent",
    ),
    "outlet twice, bare name": Case(
        f"THE DAILY STAR\nLEBANON NEWS\n{TITLE}\nJan. 31, 2024 | 11:43 AM\nJane Doe\nThe Daily "
        f"Star\n\n{BODY}",
        published="2024-01-31T11:43:00+00:00",
        section="LEBANON NEWS",
        byline="Jane Doe",
        source="The Daily Star",
    ),
    "outlet named as its folder": Case(f"The Daily Wire\n{TITLE}\n\n{BODY}", source="The Daily Wire"),
    "title that goes on to the site": Case(
        f"{TITLE} - LBCI Lebanon\n{TITLE}\nWorld\n31-01-2024 | 11:43\n{ONE}\n{TWO}\n"
        "You may also like\nOther headline here\nAnother headline\n",
        published="2024-01-31T11:43:00+00:00",
        section="World",
    ),
    "title in capitals": Case(f"ARMY TAKES NORTHERN TOWN\n\n{BODY}", title="ARMY TAKES NORTHERN TOWN"),
    "title underlined, end marked": Case(f"{TITLE}\n{'=' * len(TITLE)}\n\n{BODY}\n\n-- ENDS --\n"),
    "title that is a sentence": Case(
        f"Army takes northern town after siege.\n\n\n{BODY}", title="Army takes northern town after siege."
    ),
    "title that ends with an abbreviation": Case(
        f"Army denies attack on forces of the U.S.\n\n{BODY}",
        title="Army denies attack on forces of the U.S.",
    ),
    "title of several sentences": Case(
        f"Who won? Who lost? Five answers after the vote\n\n{BODY}",
        title="Who won? Who lost? Five answers after the vote",
    ),
    "title like a byline": Case(f"By Invitation Only\n\n{BODY}", title="By Invitation Only"),
    "title like a pointer": Case(f"Read: The full speech\n\n{BODY}", title="Read: The full speech"),
    "title of section words": Case(f"Middle East Politics\n\n{BODY}", title="Middle East Politics"),
    "title right above one-line paragraphs": Case(f"{TITLE}\n{ONE}\n{TWO}\n"),
    "dateline stays and dates nothing": Case(
        f"{TITLE}\n\nBEIRUT, Jan 30 (Agency) - {ONE}\n\n{TWO}", text=f"BEIRUT, Jan 30 (Agency) - {BODY}"
    ),
    "dateline, no title": Case(
        f"BEIRUT, Jan 30 (Agency) - {ONE}\n\n{TWO}",
        title="BEIRUT, Jan 30 (Agency) - The army said on Monday that its troops had entered the northern "
        "town after a week of…",
        text=f"BEIRUT, Jan 30 (Agency) - {BODY}",
    ),
    "no title": Case(
        BODY,
        title="The army said on Monday that its troops had entered the northern town after a week of "
        "fighting, and that the road to…",
    ),
    "ambiguous date": Case(f"{TITLE}\n03/04/2024\n{ONE}\n{TWO}"),
    "clear date with slashes": Case(
        f"{TITLE}\n31/01/2024\n{ONE}\n{TWO}", published="2024-01-31T00:00:00+00:00"
    ),
    "date that cannot be": Case(f"{TITLE}\n2024-02-31 | 25:99\n{ONE}\n{TWO}"),
    "dates as headings in the text": Case(
        f"{TITLE}\n\n{ONE}\n\n7 October 2023\n\n{TWO}\n\n8 October 2023\n\n{ONE}\n",
        text=f"{ONE}\n\n7 October 2023\n\n{TWO}\n\n8 October 2023\n\n{ONE}",
    ),
    "date at the end": Case(f"{TITLE}\n\n{BODY}\n\n31 January 2024\n", published="2024-01-31T00:00:00+00:00"),
    "credits at the end": Case(
        f"{TITLE}\nBy Jane Doe\n\n{BODY}\n\n(Reporting by Jane Doe in Beirut; Editing by Ali Hassan)\n",
        byline="Jane Doe; Reporting by Jane Doe in Beirut; Editing by Ali Hassan",
    ),
    "credits at the end alone": Case(
        f"{TITLE}\n\n{BODY}\n\nReporting by Jane Doe; Editing by Ali Hassan\n",
        byline="Jane Doe; Editing by Ali Hassan",
    ),
    "paragraphs that begin like tails": Case(
        f"{TITLE}\n\n{ONE}\n\n{THREE}\n\n{FOUR}\n\nShare this:\nFacebook\nTwitter\n"
        "Follow us on Twitter @wire and like us on Facebook\nClick here to subscribe to our newsletter\n"
        "© 2024 Daily Wire. All rights reserved.\n",
        text=f"{ONE}\n\n{THREE}\n\n{FOUR}",
    ),
    "other reports below": Case(
        f"{TITLE}\n\n{BODY}\n\nRelated articles\n\nFive things about the coast road\n\nWho holds the "
        f"north?\n\nSubscribe\n"
    ),
    "a heading in the text is not the end": Case(
        f"{TITLE}\n\n{ONE}\n\nMore on this story\n\n{TWO}\n\n{ONE}",
        text=f"{ONE}\n\nMore on this story\n\n{TWO}\n\n{ONE}",
    ),
    "blank lines in runs, white space about": Case(
        f"\n\n  {TITLE}  \n\n\n\n{ONE}   \n \n\t\n\n\n  {TWO}\n\n\n"
    ),
    "German": Case(
        f"31.01.2024 11:43\nPolitik\nBundestag beschließt Haushalt\nVon Anna Schmidt\n\n{BODY}\n\nMehr "
        f"zum Thema\nTeilen\n",
        title="Bundestag beschließt Haushalt",
        published="2024-01-31T11:43:00+00:00",
        section="Politik",
        byline="Anna Schmidt",
    ),
    "French": Case(
        "Le Liban au bord de la crise\nPar Jeanne Dupont\nPublié le 31 janvier 2024 à 11h43, mis à jour le "
        f"1er février 2024 à 09h00\n\n{BODY}\n\nÀ lire aussi\nPartager\n",
        title="Le Liban au bord de la crise",
        published="2024-01-31T11:43:00+00:00",
        byline="Jeanne Dupont",
    ),
    "Arabic": Case(
        "الحكومة تعلن اتفاقا جديدا\n31/01/2024 11:43\n\nأعلنت الحكومة اليوم عن اتفاق جديد مع صندوق "
        "النقد الدولي.",
        title="الحكومة تعلن اتفاقا جديدا",
        published="2024-01-31T11:43:00+00:00",
        text="أعلنت الحكومة اليوم عن اتفاق جديد مع صندوق النقد الدولي.",
    ),
    "only a title": Case(TITLE, text=TITLE),
    "brackets": Case(
        f"[red]Army[/red] [@click=quit]takes[/]\n\n{BODY}", title="[red]Army[/red] [@click=quit]takes[/]"
    ),
    "a paragraph that could be a byline if it ended here": Case(
        f"{TITLE}\n\nSweden's application remains blocked by Turkey and Hungary.\n\n{ONE}\n\n"
        "The road remains blocked by Turkey and Hungary.\n",
        text=f"Sweden's application remains blocked by Turkey and Hungary.\n\n{ONE}\n\n"
        "The road remains blocked by Turkey and Hungary.",
    ),
    "a line of figures repeated": Case(
        f"{TITLE}\n\nShr not given\n\nRevs 105.3 mln vs 131.2 mln\n\nYear\n\nShr not given\n\nRevs 4.50 "
        f"vs 4.48",
        text="Shr not given\n\nRevs 105.3 mln vs 131.2 mln\n\nYear\n\nShr not given\n\nRevs 4.50 vs 4.48",
    ),
    "title in capitals with words of outlets": Case(
        f"NATIONAL AVERAGE PRICES FOR WORLD MARKET - REPORT\n\n{BODY}",
        title="NATIONAL AVERAGE PRICES FOR WORLD MARKET - REPORT",
    ),
    "outlet above a title alone": Case(f"CONTINENTAL POST\n\n{TITLE}\n\n{BODY}", source="Continental Post"),
    "short paragraphs": Case(
        f"{TITLE}\nIt fell at dawn.\nNobody was hurt.\nThe mayor fled.",
        text="It fell at dawn.\n\nNobody was hurt.\n\nThe mayor fled.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_file_is_read_whole_and_right(case: Case) -> None:
    article = read(case.file)
    assert article.title == case.title
    assert (article.published.isoformat() if article.published else None) == case.published
    assert (article.section, article.byline, article.source, article.url) == (
        case.section,
        case.byline,
        case.source,
        case.url,
    )
    assert article.text == case.text
    assert article.path == "/reports/one.txt"


def wrapped(*paragraphs: str, between: str = "\n\n") -> str:
    return between.join(fill(paragraph, 72) for paragraph in paragraphs)


# Broken where a line looks like a byline with its role, and one like the item of a list.
ROLE = (
    "Dr Amina Khalil Haddad, who leads the doctors' union, told reporters in Geneva that the doctors had all "
    "left it a week before, and that no one had replaced them."
)
FIGURES = (
    "The council and the heads of parliament have set the new vote for June 28. Would-be candidates must "
    "first be approved by a body of clerics and jurists."
)
MIXED = (
    f"{ONE} {TWO} The Iran-backed group, a well-known and much-feared one, said nothing about that at all."
)


@pytest.mark.parametrize(
    ("file", "title", "text"),
    [
        (f"{TITLE}\nBy Jane Doe\n\n{wrapped(MIXED, TWO)}", TITLE, f"{MIXED}\n\n{TWO}"),
        (f"{TITLE}\n\n{wrapped(ONE, TWO, ONE)}\n", TITLE, f"{ONE}\n\n{TWO}\n\n{ONE}"),
        (f"{TITLE}\n{wrapped(MIXED, TWO)}", TITLE, f"{MIXED}\n\n{TWO}"),
        (
            f"{TITLE}\nBy Jane Doe\n{wrapped(MIXED, TWO, ONE, between=chr(10))}",
            TITLE,
            f"{MIXED}\n\n{TWO}\n\n{ONE}",
        ),
        (f"{wrapped(LONG_TITLE)}\nBy Jane Doe\n\n{wrapped(ONE, TWO)}", LONG_TITLE, BODY),
        (f"{wrapped(LONG_TITLE)}\n\n{wrapped(ONE, TWO)}", LONG_TITLE, BODY),
        (f"{LONG_TITLE}\n\n{wrapped(ONE, TWO)}", LONG_TITLE, BODY),
        (f"{LONG_TITLE}\n{LONG_TITLE}\n2024-01-31\n\n{wrapped(ONE, TWO)}", LONG_TITLE, BODY),
        (f"{TITLE}\n\n{wrapped(ROLE, TWO, FIGURES)}", TITLE, f"{ROLE}\n\n{TWO}\n\n{FIGURES}"),
        (
            wrapped(f"{ONE} {TWO}", TWO),
            "The army said on Monday that its troops had entered the northern town after a week of fighting, "
            "and that the road to…",
            f"{ONE} {TWO}\n\n{TWO}",
        ),
    ],
)
def test_lines_broken_at_a_column_become_paragraphs(file: str, title: str, text: str) -> None:
    article = read(file)
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    "kept",
    [
        "- first thing\n- second thing\n- third thing",
        "The ships came in at dawn\nand no one waved\nthe gulls alone\nkept watch",
        "Dead      2,300\nInjured  11,400\nMissing     120",
    ],
)
@pytest.mark.parametrize("between", [ONE, fill(MIXED, 72)])
def test_lists_verse_and_columns_keep_their_lines(kept: str, between: str) -> None:
    article = read(f"{TITLE}\n\n{between}\n\n{kept}\n\n{between}\n")
    assert article.text.split("\n\n")[1] == kept


def test_a_file_without_a_source_and_a_folder_has_none() -> None:
    assert read(f"{TITLE}\n\n{BODY}", folder=None).source is None
