"""What rows said is worked out when their records come again, and is what it would have been at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from instep.sources.reading import LINE
from instep.sources.recognition.recognising import recognise
from instep.sources.taking.batch import Batch
from instep.sources.taking.delivery import SEEN, read_rows
from instep.sources.taking.taking_in import take_in
from instep.sources.taking.trial import trial
from instep.sources.tests.tables import reading
from instep.sources.values.fingerprints import fingerprints
from instep.warehouse import Home

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
DEALS = """
id | stage | amount | close_date
1  | Won   | 100    | 2024-02-25
2  | Lost  | 200    | soon
3  | Open  | 300    | 2024-03-02
4  | Won   |        | 2024-03-02
"""
OTHERS = DEALS.replace("\n1 ", "\n5 ").replace("\n3 ", "\n6 ").replace("\n4 ", "\n7 ")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def bring(home: Home, said: str, hours: int = 0) -> Batch:
    table = reading("deals", said)
    mappings = [verdict.mapping for verdict in recognise([table], "crm", home)]
    return take_in(home, "crm", [table], mappings, NOON + timedelta(hours=hours))[0]


def seen(home: Home, batch: Batch) -> dict[str, list[object]]:
    found: dict[str, list[object]] = pq.read_table(batch.folder(home) / SEEN).to_pydict()
    return found


def test_what_rows_said_waits_until_their_records_come_again(home: Home) -> None:
    first = bring(home, DEALS)
    assert bring(home, OTHERS, 1).duplicate_count == 0
    assert "content" not in seen(home, first)
    again = bring(home, DEALS, 2)
    rows = read_rows(first.folder(home), "deals")
    at_once = dict(zip(rows[LINE].to_pylist(), fingerprints(rows).to_pylist(), strict=True))
    assert seen(home, first)["content"] == [at_once[line] for line in (2, 4, 5)]
    assert seen(home, first) == seen(home, again)
    assert (again.duplicate_count, again.refused_count) == (3, 1)


def test_a_dry_run_leaves_what_is_here_as_it_is(home: Home) -> None:
    first = bring(home, DEALS)
    with trial(home) as there:
        assert bring(there, DEALS, 1).duplicate_count == 3
        assert not list(there.deliveries.rglob("*.told"))
    assert "content" not in seen(home, first)


def test_rows_that_say_the_same_twice_in_one_file_are_told_at_the_end_of_it(home: Home) -> None:
    batch = bring(home, f"{DEALS}4 | Won | | 2024-03-02\n")
    assert (batch.taken_count, batch.duplicate_count) == (3, 1)
    assert len(seen(home, batch)["content"]) == 4
