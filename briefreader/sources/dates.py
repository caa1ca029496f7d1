"""Dates and times as news sites print them.

A date is read only where it is clear: 31/01/2024 is, 03/04/2024 is not (unless a weekday settles
it). A time without a zone is in UTC, and so is one whose zone has several meanings (IST, CST).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from briefreader.text import fold

# Full names and the abbreviations in use, folded; of the languages that bulletins come in most.
_MONTH_NAMES = """
    january jan januar janvier janv enero ene gennaio gen janeiro januari jaenner
    february feb febr februar fevrier fevr febrero febbraio fevereiro februari
    march mar marz maerz mars marzo marco maart mrz
    april apr avril avr abril abr aprile
    may mai mayo maggio mag maio mei
    june jun juin junio giugno giu junho juni
    july jul juillet juil julio luglio lug julho juli
    august aug aout agosto ago augustus
    september sep sept septembre septiembre settembre set setembro
    october oct oktober okt octobre octubre ottobre ott outubro
    november nov novembre noviembre novembro
    december dec dezember dez decembre diciembre dic dicembre dezembro
"""
_MONTHS = {
    name: number for number, line in enumerate(_MONTH_NAMES.strip().splitlines(), 1) for name in line.split()
}
_WEEKDAY_NAMES = """
    monday mon montag lundi lunes lunedi segunda-feira maandag
    tuesday tue tues dienstag mardi martes martedi terca-feira dinsdag
    wednesday wed weds mittwoch mercredi miercoles mercoledi quarta-feira woensdag
    thursday thu thur thurs donnerstag jeudi jueves giovedi quinta-feira donderdag
    friday fri freitag vendredi viernes venerdi sexta-feira vrijdag
    saturday sat samstag sonnabend samedi sabado sabato zaterdag
    sunday sun sonntag dimanche domingo domenica zondag
"""
_WEEKDAYS = {
    name: number for number, line in enumerate(_WEEKDAY_NAMES.strip().splitlines()) for name in line.split()
}
_HOURS_OF_ZONE = {
    "gmt": 0, "utc": 0, "ut": 0, "z": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "mez": 1,
    "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11,
}  # fmt: skip
_US_ZONES = {"et": -5, "ct": -6, "mt": -7, "pt": -8}

_LETTERS = r"[^\W\d_]"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_NAME = rf"(?P<month>{_LETTERS}{{3,10}})\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        # 2024-01-31, 2024/1/31, 2024.01.31
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<number>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?P<year>\d{4})\s?\u5e74\s?(?P<number>\d{1,2})\s?\u6708\s?(?P<day>\d{1,2})\s?\u65e5",
        # 31/01/2024, 31.01.2024, 31-1-2024
        r"(?P<first>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4})(?!\d)",
        # 03/04/24: understood as a date, and never clear
        r"(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)(?P<short>\d{2})(?![\d:])",
        # 31 January 2024, 31st of January, 2024, 31-Jan-2024, 31. Januar 2024
        rf"{_DAY}\.?(?:\s+(?:of|de)\s+|[\s-]*){_NAME}(?:\s+(?:de|del|of)\s+|[\s,-]*){_YEAR}",
        # January 31, 2024
        rf"{_NAME}\s*{_DAY}(?:\s*,\s*|\s+){_YEAR}",
        # 2024 January 31, 2024-Jan-31
        rf"(?P<year>\d{{4}})[\s,-]+{_NAME}[\s-]*{_DAY}(?!\d)",
        # 31 Jan 24, as in old mail headers
        rf"{_DAY}[\s-]{_NAME}[\s-](?P<short>\d{{2}})(?![\d:])",
    )
)
_MERIDIEM = r"(?P<half>[ap])\.?\s?m\b\.?"
_DOTTED = r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?![\d.])"
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}})(?:[.,]\d+)?)?\s*{_MERIDIEM}",
        rf"(?P<hour>\d{{1,2}})\s*{_MERIDIEM}",
        r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9})\d*)?)?(?!\d)",
        r"(?P<hour>\d{1,2})\s?[hH]\s?(?P<minute>\d{2})(?![\d\w])",
        _DOTTED,
        r"(?P<hour>\d{2})(?P<minute>\d{2})(?=\s*(?:GMT|UTC|Z|hrs|hours)\b)",
    )
)
_TIMES_ALONE = tuple(pattern for pattern in _TIMES if pattern.pattern != _DOTTED)
_OFFSET = re.compile(
    r"(?:(?:GMT|UTC)\s*)?(?P<sign>[+\u2212-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?![\d:])", re.I
)
_SEPARATOR = re.compile(
    r"[\s,;|/\u00b7\u2022\u2013\u2014()\[\]-]+|(?:at|on|um|at the|a|à|alle|om|le|den|el|kl)\b\.?"
    r"|(?:hrs|hours|Uhr|heures|local time|time)\b\.?",
    re.IGNORECASE,
)
_WORD = re.compile(rf"{_LETTERS}+(?:-{_LETTERS}+)?\.?")
_ZONE_IN_DOUBT = re.compile(r"[A-Z]{2,5}\b")
# As C's ctime prints it: Wed Jan 31 11:43:00 2024.
_YEAR_LAST = re.compile(r"^(\w{3} \w{3} +\d{1,2}) (\d\d:\d\d:\d\d(?: [A-Z]{3,4}| [+-]\d{4})?) (\d{4})$")
_YEARS = range(1600, 2200)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Moment:
    """What a stretch of text that holds a date, a time or both, and nothing else, says.

    ``day`` is the date at midnight UTC, None where the text has none or is not clear; ``time`` the
    time of day as hours, minutes and seconds from midnight, with its zone (None for a time whose
    zone is not given).
    """

    has_date: bool
    day: datetime | None = None
    time: timedelta | None = None
    zone: str | timezone | None = None

    @property
    def when(self) -> datetime | None:
        """The moment as an aware datetime, or None without a clear date."""
        if self.day is None:
            return None
        if self.time is None:
            return self.day
        naive = self.day.replace(tzinfo=None) + self.time
        return naive.replace(tzinfo=_zone(self.zone, naive))

    def with_time_of(self, other: Moment) -> Moment:
        """Return this date at the time of day of another line."""
        return Moment(self.has_date, self.day, other.time, other.zone)


def read_date(text: str) -> datetime | None:
    """Return the moment that ``text`` states, aware, or None where it is not, or not clearly, a date."""
    moment = read_moment(text)
    return moment.when if moment else None


def from_epoch(seconds: float) -> datetime | None:
    """Return the moment ``seconds`` (or milliseconds, from their size) after 1970, or None out of range.

    A number of eight digits that spells a date (20240131) is that date, and one that can only be a
    year says too little.
    """
    if isinstance(seconds, int):
        if 19000101 <= seconds <= 21991231 and (spelt := read_date(str(seconds))):
            return spelt
        if seconds in _YEARS:
            return None
    try:
        if abs(seconds) > 1e11:
            seconds /= 1000
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if when.year in _YEARS else None


def read_moment(text: str) -> Moment | None:
    """Return what ``text`` states when it is wholly a date, a time or both; None when it is anything else."""
    rest = text.strip()
    if not rest or len(rest) > _LONGEST or not any(c.isdigit() for c in rest):
        return None
    rest = _YEAR_LAST.sub(r"\1 \3 \2", rest)
    found = _Parts()
    at = 0
    while at < len(rest):
        end = found.take(rest, at)
        if end <= at:
            return None
        at = end
    return found.moment()


class _Parts:
    """The date, time, zone and weekday seen so far, each at most once and in any order."""

    def __init__(self) -> None:
        self.date: dict[str, str | None] | None = None
        self.time: dict[str, str | None] | None = None
        self.zone: str | timezone | None = None
        self.weekday: int | None = None

    def take(self, text: str, at: int) -> int:
        """Read one part that begins at ``at``; return its end, or ``at`` when there is none."""
        if self.date is None:
            for pattern in _DATES:
                match = pattern.match(text, at)
                if match and _names_a_month(match):
                    self.date = match.groupdict()
                    return self._past_t(text, match.end())
        if self.time is None:
            # 11.43 is a time beside a date, and by itself a price.
            for pattern in _TIMES if self.date else _TIMES_ALONE:
                if match := pattern.match(text, at):
                    self.time = match.groupdict()
                    return match.end()
        elif self.zone is None and (match := _OFFSET.match(text, at)):
            self.zone = _offset(match)
            return match.end()
        if match := _SEPARATOR.match(text, at):
            return match.end()
        return self._word(text, at)

    @staticmethod
    def _past_t(text: str, at: int) -> int:
        return at + 1 if text[at : at + 1] in ("T", "t") and text[at + 1 : at + 2].isdigit() else at

    def _word(self, text: str, at: int) -> int:
        match = _WORD.match(text, at)
        if not match:
            return at
        word = fold(match.group())
        if word in _WEEKDAYS and self.weekday is None:
            self.weekday = _WEEKDAYS[word]
            return match.end()
        if self.time is not None and self.zone is None:
            if word in _HOURS_OF_ZONE or word in _US_ZONES:
                self.zone = word
                return match.end()
            if doubtful := _ZONE_IN_DOUBT.match(text, at):
                return doubtful.end()
        return at

    def moment(self) -> Moment | None:
        if self.date is None and self.time is None:
            return None
        time = _time_of_day(self.time) if self.time else None
        if self.date is None:
            return Moment(False, time=time, zone=self.zone) if time is not None else None
        unclear = self.time is not None and time is None
        day = None if unclear else _day(self.date, self.weekday)
        return Moment(True, day, time, self.zone)


def _names_a_month(match: re.Match[str]) -> bool:
    name = match.groupdict().get("month")
    return name is None or fold(name) in _MONTHS


def _day(parts: dict[str, str | None], weekday: int | None) -> datetime | None:
    year = int(parts["year"] or 0) if parts.get("year") else _century(int(parts["short"] or 0))
    if month := parts.get("month"):
        return _date(year, _MONTHS[fold(month)], int(parts["day"] or 0))
    if number := parts.get("number"):
        return _date(year, int(number), int(parts["day"] or 0))
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if parts.get("short"):
        return None
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if parts["sep"] == "." or month_first is None or day_first == month_first:
        return day_first
    if day_first is None:
        return month_first
    settled = [d for d in (day_first, month_first) if d.weekday() == weekday]
    return settled[0] if len(settled) == 1 else None


def _century(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def _date(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC) if year in _YEARS else None
    except ValueError:
        return None


def _time_of_day(parts: dict[str, str | None]) -> timedelta | None:
    hour = int(parts["hour"] or 0)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    half = (parts.get("half") or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    part = int((parts.get("part") or "0").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part)


def _offset(match: re.Match[str]) -> timezone | None:
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
    if minutes >= 24 * 60:
        return UTC
    return timezone(timedelta(minutes=-minutes if match["sign"] in "-\u2212" else minutes))


def _zone(zone: str | timezone | None, naive: datetime) -> tzinfo:
    if not isinstance(zone, str):
        return zone or UTC
    standard = _US_ZONES.get(zone)
    hours = _HOURS_OF_ZONE[zone] if standard is None else standard + _us_daylight_saving(naive)
    return timezone(timedelta(hours=hours)) if hours else UTC


def _us_daylight_saving(naive: datetime) -> bool:
    """Whether clocks in the United States are an hour ahead (15 U.S.C. 260a and the acts before it)."""
    year = naive.year
    if year >= 2007:
        start, end = _sunday(year, 3, 8), _sunday(year, 11, 1)
    else:
        start, end = _sunday(year, 4, 1 if year >= 1987 else 24), _sunday(year, 10, 25)
    return start + timedelta(hours=2) <= naive < end + timedelta(hours=2)


def _sunday(year: int, month: int, day: int) -> datetime:
    first = datetime(year, month, day)
    return first + timedelta(days=(6 - first.weekday()) % 7)
