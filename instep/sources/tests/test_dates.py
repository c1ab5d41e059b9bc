"""Which moment a date means is decided from the whole column, and never guessed."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from instep.sources.values.day_order import ASK, DAY_MONTH, MIXED, MONTH_DAY, day_order
from instep.sources.values.moments import Writing, read_moments


def read(text: str, order: str | None = None, zone: str = "UTC") -> datetime | str:
    readout = read_moments(pa.array([text]), Writing(order, zone))
    found: datetime | str = readout.values[0].as_py() or readout.reasons[0].as_py()
    return found


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1/2/2024", "13/2/2024"], DAY_MONTH),
        (["1/2/2024", "2/13/2024"], MONTH_DAY),
        (["1/2/2024", "3/4/2024"], ASK),
        (["13/1/2024", "1/13/2024"], MIXED),
        (["1.2.2024", "3.4.2024"], DAY_MONTH),
        (["2024-01-02", "1 Mar 2024"], None),
    ],
)
def test_one_value_decides_for_the_column(dates: list[str], order: str | None) -> None:
    assert day_order(pa.array(dates)) == order


def test_the_header_may_say_it() -> None:
    assert day_order(pa.array(["1/2/2024"]), "Close Date (DD/MM/YYYY)") == DAY_MONTH


def test_a_date_that_could_be_either_is_refused_with_its_reason() -> None:
    assert read("2/3/2024", ASK) == "2/3/2024 could be day-month or month-day: say which in the mapping"
    assert read("2/3/2024", DAY_MONTH) == datetime(2024, 3, 2, tzinfo=UTC)
    assert read("2/3/2024", MONTH_DAY) == datetime(2024, 2, 3, tzinfo=UTC)


def test_the_same_day_and_month_leave_no_doubt() -> None:
    assert read("3/3/2024", ASK) == datetime(2024, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01T10:00:00Z",
        "2024-03-01 11:00:00+01:00",
        "2024-03-01T10:00:00.000+0000",
        "2024-03-01 10:00:00 UTC",
        "2024/03/01 10:00",
        "Fri, 01 Mar 2024 11:00:00 +0100",
        "1 Mar 2024 10:00",
        "March 1st, 2024 10:00 AM",
        "1. März 2024 10:00 Uhr",
        "1 de marzo de 2024 10:00",
        "01/03/2024 10:00:00",
        "1709287200",
        "1709287200000",
        "45352.416666667",
        "20240301T100000Z",
    ],
)
def test_many_ways_to_write_one_moment(text: str) -> None:
    assert read(text, DAY_MONTH) == datetime(2024, 3, 1, 10, tzinfo=UTC)


def test_a_column_may_mix_its_ways() -> None:
    mixed = pa.array(["2024-03-01", "1 Mar 2024", "45352", None])
    day = datetime(2024, 3, 1, tzinfo=UTC)
    assert read_moments(mixed, Writing()).values.to_pylist() == [day, day, day, None]


def test_a_time_without_a_zone_is_in_the_columns_zone_and_a_day_stays_a_day() -> None:
    assert read("2024-07-01 10:00", zone="Europe/Berlin") == datetime(2024, 7, 1, 8, tzinfo=UTC)
    assert read("2024-07-01", zone="Europe/Berlin") == datetime(2024, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["banana", "2024-02-30", "31/02/2024", "12", "Call on 1 Mar 2024", "2024-03-01 25:61"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert str(read(text, DAY_MONTH)).endswith("is not a date")
