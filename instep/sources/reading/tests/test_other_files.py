"""Workbooks, databases, JSON and Parquet open by their content, whatever they are called."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from instep.sources.reading import Unreadable, read, read_folder


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Deals")
        sheet.write("A1", "Deals of 2024")
        for at, row in enumerate([["id", "name", "amount"], ["007", "Ana", 12.5], ["008", "Ben", 3]]):
            sheet.write_row(at + 2, 0, row)
        sheet.write("D3", "on")
        sheet.write_datetime("D4", dt.datetime(2024, 1, 31))
    return path


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    (found,) = read(workbook(tmp_path / "deals.csv"))
    assert found.table == "Deals"
    assert found.rows.to_pylist() == [
        {"id": "007", "name": "Ana", "amount": "12.5", "on": "2024-01-31", "line": 4},
        {"id": "008", "name": "Ben", "amount": "3", "on": None, "line": 5},
    ]


def test_each_table_of_a_database_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table customer (id text, score real, photo blob)")
        database.execute("insert into customer values ('007', 1.5, x'00ff'), (null, null, null)")
        database.execute('create table "order lines" (id integer)')
        database.commit()
    customer, lines = read(path)
    assert customer.rows.to_pylist()[0] == {"id": "007", "score": "1.5", "photo": None, "line": 1}
    assert customer.rows.to_pylist()[1]["id"] is None
    assert customer.notes == ["Column photo: 1 binary values are left out."]
    assert (lines.table, lines.received) == ("order lines", 0)


def test_nested_objects_become_names_with_dots_and_a_broken_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(
        '{"id": 1, "traits": {"plan": "pro", "n": 1.10}}\n{"id": 2,\n\n{"id": 3, "tags": ["a"], "ok": true}\n'
    )
    (found,) = read(path)
    assert found.columns == ("id", "traits.plan", "traits.n", "tags", "ok")
    assert found.rows.to_pylist() == [
        {"id": "1", "traits.plan": "pro", "traits.n": "1.10", "tags": None, "ok": None, "line": 1},
        {"id": "3", "traits.plan": None, "traits.n": None, "tags": '["a"]', "ok": "true", "line": 4},
    ]
    assert [one.line for one in found.refused] == [2]


DEEP = '{"a":' * 20_000 + "1" + "}" * 20_000


def test_what_is_nested_without_end_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    flat = f"{DEEP[:5000]}1{'}' * 1000}"
    lines = ['{"id": 1}', DEEP, f'{{"id": 2, "b": {DEEP}}}', f'{{"id": 3, "c": {flat}}}']
    path.write_text("\n".join(lines))
    (found,) = read(path)
    assert found.rows["id"].to_pylist() == ["1"]
    assert [(one.line, one.reason) for one in found.refused] == [(line, "is nested too deeply") for line in (2, 3, 4)]


def test_a_document_that_is_nested_without_end_says_so(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(f"[{DEEP}]")
    with pytest.raises(Unreadable, match="nested too deeply"):
        read(path)


@pytest.mark.parametrize("text", ['[{"id": "1"}, {"id": "2"}]', '{\n "results": [{"id": "1"},\n {"id": "2"}]\n}'])
def test_an_array_of_objects_is_a_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(text)
    (found,) = read(path)
    assert [row["id"] for row in found.rows.to_pylist()] == ["1", "2"]


def test_parquet_is_read_as_text(tmp_path: Path) -> None:
    table = pa.table(
        {"id": [1, 2], "at": [dt.datetime(2024, 1, 1, 5), None], "who": [{"name": "Ana"}, {"name": "Ben"}]}
    )
    pq.write_table(table, tmp_path / "people.parquet")
    (found,) = read(tmp_path / "people.parquet")
    assert found.columns == ("id", "at", "who.name")
    assert found.rows.to_pylist()[0] == {"id": "1", "at": "2024-01-01 05:00:00.000000", "who.name": "Ana", "line": 1}


def test_a_folder_gives_its_tables_and_says_what_it_could_not_open(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,Ana\n")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nothing else")
    readings, unreadable = read_folder(tmp_path)
    assert [one.table for one in readings] == ["a"]
    assert [one.path.name for one in unreadable] == ["b.pdf", "broken.parquet"]


def test_a_file_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read(tmp_path / "nothing.csv")


def test_a_database_that_calculates_endless_texts_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "people.sqlite"
    with closing(sqlite3.connect(path)) as database:
        many = "printf('%.*c', 1000000, 'x')"
        database.execute(f"create table person (name text, note text generated always as ({many}) virtual)")
        database.executemany("insert into person (name) values (?)", [("Ana",)] * 100)
        database.commit()
    with pytest.raises(Unreadable, match="250 times its size"):
        read(path)


def test_a_parquet_file_that_says_one_word_for_ever_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    word = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000_000, pa.int32()), pa.array(["x" * 220]))
    pq.write_table(pa.table({"note": word}), path)
    with pytest.raises(Unreadable, match="250 times its size"):
        read(path)
