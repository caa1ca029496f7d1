"""Words that the lines above a report are made of, in lower case."""

from __future__ import annotations

from functools import cache


def words(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())


SMALL = words("and in of the & at for a an le la les de des du der die das und et y el los las")

SECTIONS = SMALL | words(
    """
    news bulletin bulletins report reports brief briefs briefing world international national local home
    abroad foreign politics political policy government diplomacy conflict war security defence defense
    military business economy economics economic finance financial markets market money trade energy
    industry companies technology tech science sciences space health medicine environment climate weather
    nature education culture arts entertainment life lifestyle style travel food religion society people
    media sport sports football opinion opinions analysis comment commentary editorial editorials features
    feature interviews interview investigation investigations special specials top stories story headlines
    latest breaking live updates update middle east eastern west western north northern south southern
    central africa african asia asian europe european america american americas latin australia pacific
    caribbean gulf levant uk us usa u.s. u.k. eu un canada china india israel iran iraq lebanon syria turkey
    egypt russia ukraine britain france germany japan regional region global general daily morning evening
    weekend weekly edition crime justice law courts disasters disaster accidents human rights crisis
    humanitarian wire desk press agency dispatches dispatch overview roundup digest page section monde
    international politique économie société culture santé france proche-orient welt politik wirtschaft
    ausland inland kultur wissenschaft gesellschaft nachrichten panorama mundo política economía sociedad
    deportes internacional españa
    """
)
GENERIC_SECTIONS = words("news home latest headlines top stories nachrichten")

PLACES = words(
    """
    united saudi arabia north south new zealand hong kong sri lanka costa rica salvador republic islands
    faso leone emirates kingdom states guinea verde nations horn sahel balkans maghreb korea korean sudan
    city gaza strip west bank
    """
)

OUTLETS = SMALL | words(
    """
    post times news herald tribune gazette journal daily guardian observer review press agency wire star
    mail telegraph chronicle echo sun monitor bulletin standard report broadcasting tv radio reuters afp ap
    bbc cnn upi today weekly evening morning independent examiner inquirer courier dispatch ledger mirror
    express globe record register sentinel voice network channel online media courant argus advertiser
    citizen brief briefing world
    """
)

RUNNING_HEAD = SECTIONS | {"date", "no", "issue", "vol", "archive", "published", "posted"}

ACRONYMS = frozenset(
    [
        "AP",
        "AFP",
        "UPI",
        "ABC",
        "NBC",
        "CBS",
        "NPR",
        "ITV",
        "UK",
        "US",
        "USA",
        "EU",
        "UN",
        "AAP",
        "ANSA",
        "EFE",
        "DPA",
        "PA",
        "UAE",
        "TV",
        "AM",
    ]
)


@cache
def specific_sections() -> frozenset[str]:
    """Words that name a section by themselves."""
    return SECTIONS - SMALL
