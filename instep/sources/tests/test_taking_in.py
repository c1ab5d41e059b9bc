"""Every row that came is taken, a duplicate, or refused with its reason; nothing else can happen to it."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.sources.reading import Reading
from instep.sources.recognition.recognising import recognise
from instep.sources.taking.batch import Batch, batches
from instep.sources.taking.taking_in import take_in
from instep.sources.taking.trial import trial
from instep.sources.tests.tables import reading
from instep.warehouse import Home

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
DEALS = """
id | stage | amount | close_date
1  | Won   | 100    | 2024-02-25
2  | Lost  | 200    | 2024-03-01
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def bring(home: Home, table: Reading, hours: int = 0) -> Batch:
    mappings = [verdict.mapping for verdict in recognise([table], "crm", home)]
    return take_in(home, "crm", [table], mappings, NOON + timedelta(hours=hours))[0]


def taken(home: Home, kind: str = "opportunity") -> list[dict[str, Any]]:
    files = sorted((home.taken / kind).glob("*.parquet"))
    return [row for file in files for row in pq.read_table(file).to_pylist()]


def counts(batch: Batch) -> tuple[int, int, int]:
    return batch.taken_count, batch.duplicate_count, batch.refused_count


def refused(home: Home, batch: Batch) -> list[dict[str, str]]:
    with (batch.folder(home) / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_record_is_taken_in_our_words(home: Home) -> None:
    bring(home, reading("deals", DEALS))
    first = taken(home)[0]
    assert (first["source"], first["record_id"], first["line"]) == ("crm", "1", 2)
    assert (first["outcome"], first["amount"]) == ("won", Decimal("100.00"))
    assert first["closed_at"] == datetime(2024, 2, 25, tzinfo=UTC)


def test_the_delivery_keeps_what_came_to_the_letter(home: Home) -> None:
    table = reading("deals", DEALS)
    batch = bring(home, table)
    assert pq.read_table(batch.folder(home) / "deals.parquet").equals(table.rows)


def test_the_same_file_once_more_is_all_duplicates(home: Home) -> None:
    assert counts(bring(home, reading("deals", DEALS))) == (2, 0, 0)
    assert counts(bring(home, reading("deals", DEALS), hours=1)) == (0, 2, 0)


def test_the_same_id_with_other_content_is_an_update(home: Home) -> None:
    bring(home, reading("deals", DEALS))
    assert counts(bring(home, reading("deals", DEALS.replace("200", "250")), hours=1)) == (1, 1, 0)


def test_a_return_to_older_content_is_an_update_too(home: Home) -> None:
    bring(home, reading("deals", DEALS))
    bring(home, reading("deals", DEALS.replace("200", "250")), hours=1)
    assert counts(bring(home, reading("deals", DEALS), hours=2)) == (1, 1, 0)


def test_a_row_that_stands_twice_in_a_file_is_taken_once(home: Home) -> None:
    assert counts(bring(home, reading("deals", DEALS + "2 | Lost | 200 | 2024-03-01"))) == (2, 1, 0)


def test_a_date_that_could_be_either_is_refused_until_somebody_says_it(home: Home) -> None:
    batch = bring(home, reading("deals", DEALS.replace("2024-03-01", "2/3/2024")))
    assert counts(batch) == (1, 0, 1)
    [row] = refused(home, batch)
    assert row["line"] == "3"
    assert row["reason"] == "close_date: 2/3/2024 could be day-month or month-day: say which in the mapping"
    assert row["id"] == "2"


def test_a_mended_row_is_no_duplicate_of_the_one_refused(home: Home) -> None:
    bring(home, reading("deals", DEALS.replace("2024-03-01", "soon")))
    assert counts(bring(home, reading("deals", DEALS), hours=1)) == (1, 1, 0)


def test_a_record_without_its_id_is_refused(home: Home) -> None:
    rows = "\n".join(f"{number} | Won | 5 | 2024-03-0{number % 9 + 1}" for number in range(30))
    batch = bring(home, reading("deals", f"id | stage | amount | close_date\n{rows}\n | Won | 5 | 2024-03-01"))
    assert counts(batch) == (30, 0, 1)


def test_refused_records_are_safe_to_open_in_a_spreadsheet(home: Home) -> None:
    text = "id | name | stage | amount | close_date\n1 | =HYPERLINK(1) | Won | -5 | soon\n2 | B | Lost | 5 | 2024-01-31"
    [row] = refused(home, bring(home, reading("deals", text)))
    assert (row["name"], row["amount"]) == ("'=HYPERLINK(1)", "-5")


def test_a_table_without_rows_is_taken_in_empty(home: Home) -> None:
    assert counts(bring(home, reading("deals", "id | stage | amount | close_date"))) == (0, 0, 0)


def test_a_dry_run_says_the_same_and_writes_nothing(home: Home) -> None:
    table = reading("deals", DEALS.replace("2024-03-01", "soon"))
    mappings = [verdict.mapping for verdict in recognise([table], "crm")]
    with trial(home) as there:
        [tried] = take_in(there, "crm", [table], mappings, NOON)
    assert not batches(home)
    assert not taken(home)
    assert counts(tried) == counts(bring(home, table)) == (1, 0, 1)


def test_a_failed_import_leaves_nothing_to_be_seen(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("instep.sources.taking.refused.Handing.hand_unread", broken)
    with pytest.raises(OSError, match="disk full"):
        bring(home, reading("deals", DEALS))
    assert not batches(home)
    assert not taken(home)
    assert not list(home.deliveries.glob("*/*"))


CELLS = st.sampled_from(
    ["", "1", "2", "soon", "2024-03-01", "2/3/2024", "13/3/2024", "Won", "=1+1", "-", "1.234,5", "é"]
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries=st.lists(ROWS, min_size=1, max_size=3))
def test_received_is_taken_and_duplicate_and_refused(
    tmp_path_factory: pytest.TempPathFactory, deliveries: list[list[tuple[str, ...]]]
) -> None:
    home = Home(tmp_path_factory.mktemp("home")).create()
    mapping = recognise([reading("deals", DEALS)], "crm")[0].mapping
    for hours, rows in enumerate(deliveries):
        table = reading("deals", "\n".join(["id | stage | amount | close_date", *(" | ".join(row) for row in rows)]))
        [batch] = take_in(home, "crm", [table], [mapping], NOON + timedelta(hours=hours))
        assert batch.received_count == len(rows) == sum(counts(batch))
        assert batch.refused_count == len(refused(home, batch))
        assert batch.records.get("opportunity", 0) == batch.taken_count


def test_what_comes_along_with_many_rows_is_kept_once_as_it_stands_last(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the portions are, and however often those that wait are looked through."""
    monkeypatch.setattr("instep.sources.taking.portions.MOST_ROWS", 2)
    monkeypatch.setattr("instep.sources.taking.laying.MOST_WAITING", 3)
    rows = [f"d{at} | Won | 10 | 2024-03-01 | Acme{at % 2} | town {at}" for at in range(9)]
    bring(home, reading("deals", "\n".join(["id | stage | amount | close_date | company | city", *rows])))
    found = {row["record_id"]: (row["line"], row["city"]) for row in taken(home, "account")}
    assert found == {"Acme0": (10, "town 8"), "Acme1": (9, "town 7")}
    assert len(taken(home, "account")) == 2
