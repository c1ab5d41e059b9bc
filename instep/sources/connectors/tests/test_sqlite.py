"""A database file is read whole, then only what changed, and records that vanished are withdrawn."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from instep.sources.connectors.addresses import Doors, Forbidden
from instep.sources.connectors.sql.address import read_address
from instep.sources.connectors.sql.opening import feeds, opened
from instep.sources.connectors.sql.trouble import Trouble
from instep.sources.connectors.syncing import Run
from instep.sources.connectors.tests.bringing import NOON, derived, known
from instep.sources.connectors.tests.bringing import bring as brought
from instep.sources.taking.batch import visible_ids
from instep.sources.taking.undoing import undo
from instep.warehouse import Home

CONTACTS = """
create table contacts (id integer primary key, first_name text, last_name text, email text, phone text,
    updated_at datetime not null);
insert into contacts values
    (1, 'Ana', 'Pérez', 'ana@example.com', '0049 30 1', '2026-04-01 10:00:00'),
    (2, 'Ben', 'Ito', 'ben@example.com', null, '2026-04-02 10:00:00'),
    (3, 'Chi', 'Obi', 'chi@example.com', null, '2026-04-03 10:00:00');
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "crm.db"
    say(path, CONTACTS)
    return path


def say(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)


def bring(home: Home, path: Path, hours: float = 0, **order: Any) -> Run:
    engine = opened(read_address(f"sqlite:///{path}"), Doors(), [path.parent])
    return brought(home, feeds(engine, None, (), {}), hours, **order)


def test_everything_comes_first(home: Home, file: Path) -> None:
    run = bring(home, file)
    [told] = run.tables
    assert (told.read_count, told.new_count, told.withdrawn_count) == (3, 3, 0)
    assert [row["email"] for row in known(home).values()] == ["ana@example.com", "ben@example.com", "chi@example.com"]


def test_then_only_what_changed(home: Home, file: Path) -> None:
    bring(home, file)
    say(file, "update contacts set email = 'b@example.com', updated_at = '2026-05-01 12:30:00' where id = 2")
    [told] = bring(home, file, hours=1).tables
    assert (told.read_count, told.new_count) == (2, 1)
    assert known(home)["2"]["email"] == "b@example.com"


def test_the_first_reading_is_history_and_later_ones_are_news(home: Home, file: Path) -> None:
    [first] = bring(home, file).tables[0].batches
    say(file, "insert into contacts values (9, 'Dan', 'D', 'dan@example.com', null, '2026-05-01 12:30:00')")
    [later] = bring(home, file, hours=1).tables[0].batches
    assert (first.is_history, later.is_history) == (True, False)


def test_nothing_new_makes_no_delivery(home: Home, file: Path) -> None:
    bring(home, file)
    assert not bring(home, file, hours=1).has_news
    assert not bring(home, file, hours=2, is_full=True).has_news


def test_a_record_that_vanished_is_withdrawn_by_the_daily_reading_of_everything(home: Home, file: Path) -> None:
    bring(home, file)
    say(file, "delete from contacts where id = 3")
    assert bring(home, file, hours=1).withdrawn_count == 0
    assert bring(home, file, hours=25).withdrawn_count == 1
    assert list(known(home)) == ["1", "2"]
    assert bring(home, file, hours=50).withdrawn_count == 0


def test_a_record_that_came_back_counts_again(home: Home, file: Path) -> None:
    bring(home, file)
    say(file, "delete from contacts where id = 3")
    bring(home, file, hours=25)
    say(file, "insert into contacts values (3, 'Chi', 'Obi', 'chi@example.com', null, '2026-04-03 10:00:00')")
    bring(home, file, hours=50)
    assert list(known(home)) == ["1", "2", "3"]


def test_that_many_records_rarely_vanish_at_once(home: Home, file: Path) -> None:
    more = ", ".join(f"({number}, 'Ana', 'P', 'a{number}@example.com', null, '2026-04-01')" for number in range(10, 40))
    say(file, f"insert into contacts values {more}")
    bring(home, file)
    say(file, "delete from contacts where id > 12")
    [told] = bring(home, file, hours=25).tables
    assert told.problem.startswith("27 of 33 records are not there any more. Nothing was withdrawn")
    assert len(known(home)) == 33
    assert bring(home, file, hours=26, is_full=True, may_withdraw_most=True).withdrawn_count == 27


def test_an_undone_withdrawal_brings_the_record_back(home: Home, file: Path) -> None:
    bring(home, file)
    say(file, "delete from contacts where id = 3")
    [batch] = bring(home, file, hours=25).tables[0].batches
    undo(home, batch.batch_id, NOON)
    assert [row["record_id"] for row in derived(home)] == ["1", "2", "3"]


def test_a_withdrawn_record_counts_in_no_table_and_its_delivery_stays(home: Home, file: Path) -> None:
    bring(home, file)
    say(file, "delete from contacts where id = 3")
    bring(home, file, hours=25)
    assert [row["record_id"] for row in derived(home)] == ["1", "2"]
    assert len(visible_ids(home)) == 2


def test_new_vanished_and_retyped_columns_are_told(home: Home, file: Path) -> None:
    bring(home, file)
    say(file, "alter table contacts add column job_title text; alter table contacts drop column phone;")
    say(file, "update contacts set job_title = 'CFO', updated_at = '2026-05-01 12:30:00' where id = 1")
    [told] = bring(home, file, hours=1).tables
    assert told.notes == [
        "new column 'job_title': it is not used until the mapping says what it means",
        "column 'phone' has vanished: what it said before stays, new records lack it",
    ]
    assert set(told.notes) <= set(told.batches[0].notes)
    assert bring(home, file, hours=2).tables[0].notes == []


def test_a_corrected_mapping_stays_when_columns_come(home: Home, file: Path) -> None:
    bring(home, file)
    [path] = (home.mappings / "crm").glob("contacts.*.yaml")
    path.write_text(path.read_text().replace("first_name: first_name", "job_title: first_name"))
    say(file, "alter table contacts add column city text")
    say(file, "update contacts set city = 'Rome', updated_at = '2026-05-01 12:30:00' where id = 1")
    bring(home, file, hours=1)
    assert known(home)["1"]["job_title"] == "Ana"


def test_a_table_that_means_nothing_is_named_and_left_out(home: Home, file: Path) -> None:
    say(file, "create table knobs (a text, b text); insert into knobs values ('x', 'y');")
    run = bring(home, file)
    assert run.unknown == ["knobs"]
    assert [told.table for told in run.tables] == ["contacts"]


def test_a_file_outside_the_open_folders_is_not_opened(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Forbidden, match="there is no database"):
        opened(read_address(f"sqlite:///{file}"), Doors(), [tmp_path / "elsewhere"])


def test_the_file_is_only_read(file: Path) -> None:
    engine = opened(read_address(f"sqlite:///{file}"), Doors(), [file.parent])
    with engine.connect() as connection, pytest.raises(Trouble, match="readonly"):
        connection.execute(text("delete from contacts"))
