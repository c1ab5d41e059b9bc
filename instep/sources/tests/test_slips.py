"""What people slip when they type does not lead recognition and coverage astray."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from instep.sources.coverage import coverage
from instep.sources.importing import import_files
from instep.sources.reading import read_folder
from instep.sources.recognition.profile import profile
from instep.sources.recognition.recognising import recognise
from instep.sources.tests.tables import reading, told
from instep.warehouse import Home

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_placeholders_do_not_make_a_column_of_numbers_one_of_words() -> None:
    rows = told("deals", ["Amount"], [["10"], ["20"], ["N/A"], ["TBD"], ["-"], ["none"]]).rows
    found = profile(rows, "Amount")
    assert found.number_share == 1
    assert "N/A" in found.values


@pytest.mark.parametrize("record", ["TBD,none,pending,unknown", "unknown,unknown,unknown,unknown", "n/a,-,?,tba"])
def test_a_record_that_says_nothing_is_no_second_header(tmp_path: Path, record: str) -> None:
    lines = [f"{at},Deal {at},{at * 10},2026-01-{at % 28 + 1:02d}" for at in range(1, 40)]
    lines.insert(20, record)
    (tmp_path / "deals.csv").write_text("\n".join(["Id,Name,Amount,Date", *lines]) + "\n", encoding="utf-8")
    (table,), _ = read_folder(tmp_path / "deals.csv")
    assert (table.rows.num_rows, list(table.refused)) == (40, [])


def deals(again: list[tuple[str, str]]) -> str:
    lines = [f"d{at} | Deal {at} | Pump | Won | {at}00" for at in range(1, 9)]
    lines += [f"d1 | Deal 1 | {product} | {stage} | 100" for product, stage in again]
    return "\n".join(["Deal Id | Deal Name | Product | Stage | Amount", *lines])


def test_an_id_that_often_repeats_is_one_where_its_rows_tell_of_the_same_deal() -> None:
    told_again = recognise([reading("deals", deals([("Pump", "Open"), ("Pump", "Lost"), ("Pump", "Won")]))], "crm")
    assert told_again[0].mapping.records[0].record_id.reads == ("Deal Id",)
    lines_of_deals = recognise([reading("deals", deals([("Valve", "Won"), ("Hose", "Won"), ("Seal", "Won")]))], "crm")
    assert lines_of_deals[0].mapping.records[0].record_id.way == "content"


def test_a_day_far_in_the_future_is_noted_and_makes_no_hole(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    lines = [f"{at},p{at}@x.example,Ana,2026-02-{at % 28 + 1:02d}" for at in range(1, 29)]
    file = tmp_path / "contacts.csv"
    file.write_text("\n".join(["Id,Email,First Name,Created", *lines, "99,z@x.example,Zoe,2062-02-01"]), "utf-8")
    import_files(home, file, source="crm", received_at=NOW)
    [found] = [each for each in coverage(home, NOW.date(), {}) if each.kind == "person"]
    assert (found.ahead_count, found.ahead_on) == (1, date(2062, 2, 1))
    assert (found.last_on, found.holes) == (date(2026, 2, 28), ())
    assert found.state == "has slips"
