"""A mapping is a file that people read, correct, and find used again."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from instep.sources.importing import import_files
from instep.sources.mapping import Column, NoSuchWord, from_dict
from instep.sources.recognition.recognising import recognise
from instep.sources.saved_mappings import as_yaml, read_mapping, save
from instep.sources.taking.taking_in import take_in
from instep.sources.tests.tables import reading
from instep.warehouse import Home

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
DEALS = "id | stage | amount | close_date\n1 | Signed | 100 | 2/3/2024\n2 | Lost | 200 | 3/4/2024"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def test_a_mapping_reads_back_as_it_was_written(home: Home) -> None:
    mapping = recognise([reading("deals", DEALS)], "crm")[0].mapping
    assert read_mapping(save(home, mapping)) == mapping


def test_a_mapping_can_be_read_by_people() -> None:
    text = as_yaml(recognise([reading("deals", DEALS)], "crm")[0].mapping)
    assert "amount: amount" in text
    assert "close_date:\n    dates: ask" in text
    assert "Signed: won" in text


def test_a_correction_is_used_for_the_next_delivery(home: Home) -> None:
    mapping = recognise([reading("deals", DEALS)], "crm")[0].mapping
    save(home, replace(mapping, columns={"close_date": Column(dates="day-month")}))
    assert recognise([reading("deals", DEALS)], "crm", home)[0].mapping.column("close_date").dates == "day-month"


def test_what_was_left_open_is_decided_by_the_next_delivery(home: Home) -> None:
    save(home, recognise([reading("deals", DEALS)], "crm")[0].mapping)
    later = reading("deals", DEALS.replace("2/3/2024", "25/3/2024"))
    assert recognise([later], "crm", home)[0].mapping.column("close_date").dates == "day-month"


def test_rows_that_contradict_an_agreed_order_are_not_guessed(home: Home) -> None:
    mapping = recognise([reading("deals", DEALS)], "crm")[0].mapping
    save(home, replace(mapping, columns={"close_date": Column(dates="day-month")}))
    found = recognise([reading("deals", DEALS.replace("2/3/2024", "3/25/2024"))], "crm", home)[0].mapping
    assert found.column("close_date").dates == "mixed"
    assert any("agreed to be day-month" in note for note in found.notes)


def test_a_mapping_that_names_what_does_not_exist_is_told_so(home: Home) -> None:
    path = save(home, recognise([reading("deals", DEALS)], "crm")[0].mapping)
    path.write_text(path.read_text().replace("    stage: stage", "    phase: stage"), encoding="utf-8")
    with pytest.raises(NoSuchWord, match="opportunity has no field phase"):
        read_mapping(path)


def test_a_column_that_is_not_there_is_told(home: Home) -> None:
    table = reading("deals", DEALS)
    mapping = from_dict(
        yaml.safe_load(as_yaml(recognise([table], "crm")[0].mapping).replace("amount: amount", "amount: worth"))
    )
    [batch] = take_in(home, "crm", [table], [mapping], NOON)
    assert "the mapping speaks of a column 'worth', which is not there" in batch.notes


def test_a_file_is_imported_with_the_mapping_given(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("id,stage,amount,close_date\n1,Signed,100,2/3/2024\n2,Lost,200,3/4/2024\n", encoding="utf-8")
    assert import_files(home, file, source="crm", received_at=NOON, is_dry_run=True).batches[0].refused_count == 2
    [verdict] = import_files(home, file, source="crm", received_at=NOON, is_dry_run=True).verdicts
    said = replace(verdict.mapping, columns={"close_date": Column(dates="day-month")})
    assert import_files(home, file, source="crm", received_at=NOON, mapping=said).batches[0].taken_count == 2
