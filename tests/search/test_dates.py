"""Dates as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefreader.search.dates import ago, period

NOW = datetime(2024, 3, 31, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2024", "2024-01-01T00:00", "2025-01-01T00:00"),
        ("2023", "2023-01-01T00:00", "2024-01-01T00:00"),
        ("2024-02", "2024-02-01T00:00", "2024-03-01T00:00"),
        ("2024-2", "2024-02-01T00:00", "2024-03-01T00:00"),
        ("2024-02-29", "2024-02-29T00:00", "2024-03-01T00:00"),
        ("2024/02/29", "2024-02-29T00:00", "2024-03-01T00:00"),
        ("20240131", "2024-01-31T00:00", "2024-02-01T00:00"),
        ("31.1.2024", "2024-01-31T00:00", "2024-02-01T00:00"),
        ("31 January 2024", "2024-01-31T00:00", "2024-02-01T00:00"),
        ("31st Jan. 2024", "2024-01-31T00:00", "2024-02-01T00:00"),
        ("January 31, 2024", "2024-01-31T00:00", "2024-02-01T00:00"),
        ("Sept 2024", "2024-09-01T00:00", "2024-10-01T00:00"),
        ("  jan   2024 ", "2024-01-01T00:00", "2024-02-01T00:00"),
        ("2024-01-31T11:43", "2024-01-31T11:43", "2024-01-31T11:44"),
        ("2024-01-31 11:43:10", "2024-01-31T11:43", "2024-01-31T11:44"),
        ("2024-01-31T11:43+02:00", "2024-01-31T09:43", "2024-01-31T09:44"),
        ("2024-01-31T11:43Z", "2024-01-31T11:43", "2024-01-31T11:44"),
        ("today", "2024-03-31T00:00", "2024-04-01T00:00"),
        ("Yesterday", "2024-03-30T00:00", "2024-03-31T00:00"),
    ],
)
def test_a_period(written: str, start: str, end: str) -> None:
    wanted = tuple(datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (start, end))
    assert period(written, NOW) == wanted


def test_the_last_year_has_an_end() -> None:
    found = period("9999", NOW)
    assert found
    assert found[0] < found[1]


NO_PERIODS = (
    " 0 0000 24-01-31 2024-00 2024-13 2023-02-29 2024-02-30 31/01/2024 January 2024-01-31T25:00 "
    "2024-01-31T11:61 31_2024 May_Day 2024- ２０２４-１３ Foo_2024 0_May_2024 now"
)


@pytest.mark.parametrize("written", NO_PERIODS.split(" "))
def test_no_period(written: str) -> None:
    assert period(written.replace("_", " "), NOW) is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("12h", "2024-03-31T03:30"),
        ("1d", "2024-03-30T00:00"),
        ("7d", "2024-03-24T00:00"),
        ("2w", "2024-03-17T00:00"),
        ("1m", "2024-02-29T00:00"),
        ("15m", "2022-12-31T00:00"),
        ("1Y", "2023-03-31T00:00"),
        ("0d", "2024-03-31T00:00"),
        ("999999y", "0001-01-01T00:00"),
        ("999999d", "0001-01-01T00:00"),
    ],
)
def test_ago(written: str, moment: str) -> None:
    assert ago(written, NOW) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "7", "d", "7x", "-7d", "7dd", "2024-01-31", "1.5d"])
def test_not_ago(written: str) -> None:
    assert ago(written, NOW) is None
