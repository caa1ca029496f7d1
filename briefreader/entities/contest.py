"""Teams: in a report on sport the name of a city stands for its team, unless it says where."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.candidate import Candidate
from briefreader.entities.gazetteer import COUNTRY, REGION, Gazetteer
from briefreader.entities.scores import ORGANISATION, PERSON, PLACE, Scores
from briefreader.entities.tokens import Token

_KNOWN_BAND = 3  # a city that clubs are named after
_SCORECARD = ("c", "b", "lbw", "st")  # cricket: caught, bowled, leg before, stumped


def add(candidate: Candidate, scores: Scores, row: str, kind_of_sport: str, gazetteer: Gazetteer) -> None:
    """Add to ``scores`` what a report on sport makes of the candidate; countries stay places.

    ``row`` is what ``sport.row`` says of its line, ``kind_of_sport`` what ``sport.of_report`` does.
    """
    tokens = candidate.line.tokens
    start, end = candidate.start, candidate.end
    band = gazetteer.places.get(candidate.key, 0)
    if band >= COUNTRY:
        return
    before = tokens[start - 1] if start else None
    after = tokens[end] if end < len(tokens) else None
    team_sport = kind_of_sport == "team"
    if row == "result" or (row == "table" and team_sport):
        scores[ORGANISATION] += 3.5
        return
    if before is not None and before.text in _SCORECARD:
        scores[PERSON] += 1.5
        return
    if before is not None and before.text == ")" and not team_sport and _of_country(tokens, start, gazetteer):
        scores[ORGANISATION] += 2.5  # for whom someone rides: "1. Abraham Olano (Spain) Mapei"
        return
    if after is not None and after.text.count("-") > 1 and after.text[0].isdigit():
        scores[PERSON] += 3.0  # a bowler's figures: "Warne 14-3-40-1"
        return
    if team_sport and len(candidate.parts) > 1 and candidate.parts[0] not in gazetteer.given:
        if gazetteer.places.get(candidate.parts[-1], 0) >= _KNOWN_BAND:
            scores[ORGANISATION] += 1.5  # "Stefanel Milan"
        if _country_and_points(tokens, end, gazetteer):
            scores[ORGANISATION] += 2.0
    if candidate.line.style == "caps" and before is not None and before.text == "AT" and team_sport:
        scores[PLACE] += 3.0  # a schedule: "SEATTLE AT VANCOUVER"
        return
    if before is not None and before.low == "at" and before.first and after is not None and after.text == ",":
        scores[PLACE] += 2.0  # "At Boston, ..."
        return
    if start == 0 and band and after is not None and after.text == ":":
        scores[PLACE] += 3.5  # where they play: "Leeds: Yorkshire 505"
        return
    if before is not None and before.text == "(" and not band:
        scores[PERSON] += 2.5  # who scored: "Bordeaux 2 (Papin 22)"
        return
    at = before is not None and before.low in ("at", "in", "of")
    venue = band == REGION and len(candidate.parts) > 1 and at
    if team_sport and band and not venue and scores[PLACE] < 0.9:
        scores[PLACE] = 0.0
        team = 2.4
    else:
        team = 0.0
    if candidate.line.style == "caps":
        if after is not None and after.text == "AT" and start == 0:
            team += 3.0
        elif start >= 2 and before is not None and before.text == "-":
            team += 1.2
    team += _behind(after) + _in_front(before, start)
    if (
        after is not None
        and after.text == "("
        and end + 2 < len(tokens)
        and tokens[end + 1].text[0].isdigit()
    ):
        team += 1.6 if "-" in (tokens[end + 1].text[1:] or tokens[end + 2].text) else 0.0  # "Dallas (10-2)"
    if band:
        scores[ORGANISATION] += team
    elif team_sport and candidate.parts[0] not in gazetteer.given and len(candidate.parts[0]) > 1:
        team -= _behind(after) if after is not None and not after.text.isdigit() else 0.0
        town = gazetteer.places.get(candidate.parts[0], 0) >= _KNOWN_BAND
        if len(candidate.parts) > 1:
            scores[ORGANISATION] += 0.5 * team + (1.2 if town else 0.0)  # "Kashima Antlers"
        else:
            scores[ORGANISATION] += 0.3 * team


def _country_and_points(tokens: list[Token], end: int, gazetteer: Gazetteer) -> bool:
    """Whether a country in brackets and points follow: "Limoges (France) 68"."""
    return (
        end + 3 < len(tokens)
        and tokens[end].text == "("
        and tokens[end + 2].text == ")"
        and tokens[end + 3].text.isdigit()
        and len(tokens[end + 3].text) > 1
        and gazetteer.places.get(tokens[end + 1].key, 0) >= COUNTRY
    )


def _behind(after: Token | None) -> float:
    if after is None:
        return 0.0
    if after.text.isdigit() and len(after.text) <= 3:
        return 2.6
    if after.low in lex.CONTEST_AFTER:
        return 1.6
    return 0.6 if after.low in ("'s", "’s") else 0.0


def _in_front(before: Token | None, start: int) -> float:
    if before is None:
        return 0.0
    if before.low in lex.CONTEST_BEFORE:
        return 1.8
    if before.text.isdigit() and len(before.text) <= 2 and start > 1:
        return 1.2
    return 0.3 if before.low in ("for", "from", "at") else 0.0


def _of_country(tokens: list[Token], start: int, gazetteer: Gazetteer) -> bool:
    """Whether a country in brackets, behind a name, ends where ``start`` is."""
    return (
        start >= 4
        and tokens[start - 3].text == "("
        and tokens[start - 4].cap
        and gazetteer.places.get(tokens[start - 2].key, 0) >= COUNTRY
    )
