"""Refused records come again, mended, and only they change."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.sources.harmless import as_it_was, harmless
from instep.sources.importing import Import, import_files
from instep.sources.taking.batch import Batch, batches
from instep.sources.taking.refusals import refused_rows, ruled
from instep.sources.taking.undoing import undo
from instep.sources.tests.histories import records
from instep.warehouse import Home

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DEALS = """Deal Id,Deal Name,Stage,Amount,Close Date,reason
1,=1+1,Won,100,2026-02-25,budget
2,Big,Lost,200,soon,'-1
3,Small,Open,5,2026-03-01,line,more
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def bring(home: Home, file: Path, hours: int = 0, **more: object) -> Import:
    moment = NOON + timedelta(hours=hours)
    return import_files(home, file, source="crm", received_at=moment, **more)  # type: ignore[arg-type]


def first(home: Home, tmp_path: Path) -> Batch:
    file = tmp_path / "deals.csv"
    file.write_text(DEALS, encoding="utf-8")
    [batch] = bring(home, file).batches
    assert (batch.taken_count, batch.refused_count) == (1, 2)
    return batch


def mended(home: Home, batch: Batch, tmp_path: Path) -> Path:
    """As a spreadsheet saves it, with both records mended."""
    with (batch.folder(home) / "refused.csv").open(newline="", encoding="utf-8-sig") as file:
        head, *rows = list(csv.reader(file))
    by_line = {row[1]: row for row in rows}
    by_line["3"][7] = "2026-03-02"
    by_line["4"][3:] = ["3", "Small", "Open", "5", "2026-03-01", "line", ""]
    path = tmp_path / "anything.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([head, *by_line.values()])
    return path


def test_a_mended_error_file_goes_where_it_came_from(home: Home, tmp_path: Path) -> None:
    batch = first(home, tmp_path)
    before = records(home)
    came = bring(home, mended(home, batch, tmp_path), hours=1)
    [again] = came.batches
    assert (again.source, again.table, again.mends) == ("crm", "deals", batch.batch_id)
    assert (again.taken_count, again.refused_count, again.outcome.created) == (2, 0, 2)
    after = records(home)
    assert {name: after[name] for name in before} == before
    assert [eval_line(row) for row in after[f"taken/opportunity/{again.batch_id}.parquet"]] == [3, 4]


def eval_line(row: str) -> int:
    return int(row.split("'line': ")[1].split(",")[0])


@pytest.mark.parametrize("line", ["", "four", "-1", "4.5", "9" * 30])
def test_a_mended_record_whose_line_is_no_number_is_refused(home: Home, tmp_path: Path, line: str) -> None:
    path = mended(home, first(home, tmp_path), tmp_path)
    path.write_text(path.read_text().replace(";4;", f";{line};").replace(";3;", ";3.0;", 1), encoding="utf-8")
    [again] = (came := bring(home, path, hours=1)).batches
    assert (again.received_count, again.taken_count, again.refused_count) == (2, 1, 1)
    [refusal] = came.refusals[again.batch_id]
    assert "must be the number of the line" in refusal.said


def test_a_mended_file_can_be_undone_alone(home: Home, tmp_path: Path) -> None:
    batch = first(home, tmp_path)
    before = records(home)
    [again] = bring(home, mended(home, batch, tmp_path), hours=1).batches
    undo(home, again.batch_id, NOON)
    assert records(home) == before


def test_records_mended_before_the_run_come_beside_the_file(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text(DEALS, encoding="utf-8")
    mends = {"deals": {3: {"Close Date": "2026-03-02"}}}
    tried = bring(home, file, mends=mends, is_dry_run=True)
    done = bring(home, file, mends=mends)
    assert tried.batches == done.batches
    whole, own = done.batches
    assert (whole.refused_count, own.taken_count, own.mends) == (2, 1, whole.batch_id)
    undo(home, own.batch_id, NOON)
    assert [batch.batch_id for batch in batches(home) if not batch.undone_at] == [whole.batch_id]
    assert [each.line for each in refused_rows(home, whole, 9)] == [3, 4], "they are refused as before"


def test_what_was_mended_goes_with_the_delivery_that_it_belongs_to(home: Home, tmp_path: Path) -> None:
    nothing = records(home)
    batch = first(home, tmp_path)
    bring(home, mended(home, batch, tmp_path), hours=1)
    undone = undo(home, batch.batch_id, NOON)
    assert undone.undone_at
    assert records(home) == nothing
    assert not [each for each in batches(home) if not each.undone_at]


@given(st.text())
def test_what_a_spreadsheet_must_not_run_comes_back_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) in (text, text.lstrip("'"))


@pytest.mark.parametrize(
    ("reason", "column", "rule"),
    [
        ("Close Date: 'soon' is not a date", "Close Date", "is not a date"),
        ("x: y: 'it's: 1' is not a number", "x: y", "is not a number"),
        (
            "d: 2/3/2024 could be day-month or month-day: say which in the mapping",
            "d",
            "could be day-month or month-day",
        ),
        ("has 7 fields where the header has 6", "", "has 7 fields where the header has 6"),
    ],
)
def test_refusals_are_told_by_rule_and_column(reason: str, column: str, rule: str) -> None:
    assert ruled(reason) == (column, rule)


def test_what_was_mended_later_is_read_as_its_delivery_is_read_now(tmp_path: Path) -> None:
    """The first file says that days come first; undone, neither the second nor its mends know it any more."""
    head = "Deal Id,Deal Name,Stage,Amount,Close Date\n"
    told = {"first": f"{head}9,Old,Won,1,13/2/2026\n", "second": f"{head}1,Big,Won,1,1/2/2026\n2,Small,Won,2,soon\n"}
    homes = [Home(tmp_path / name).create() for name in ("undone", "never")]
    for home, files in zip(homes, (("first", "second"), ("second",)), strict=True):
        came = {}
        for name in files:
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "deals.csv").write_text(told[name], encoding="utf-8")
            [came[name]] = bring(home, tmp_path / name / "deals.csv", hours=1 + (name == "second")).batches
        rows = f"batch,line,reason,{head.strip()},record\n{came['second'].batch_id},3,soon,2,Small,Won,2,3/2/2026,\n"
        (tmp_path / "mended.csv").write_text(rows, encoding="utf-8")
        bring(home, tmp_path / "mended.csv", hours=3)
        if "first" in came:
            undo(home, came["first"].batch_id, NOON)
    assert records(homes[0]) == records(homes[1])
