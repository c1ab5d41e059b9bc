"""A table whose rows are looked up one by one lies in the file uncompressed; the others are packed."""

from pathlib import Path

import pytest

from instep.warehouse.duckdb_engine import DuckDB, open_duckdb
from instep.warehouse.stored import Stored, stored

PEOPLE = "select number as person_id, 'person ' || number % 7 as name from range(50000) numbers (number)"


def compressions(file: Path, table: str) -> set[str]:
    with open_duckdb(file, read_only=True) as connection:
        found = connection.execute(f"select distinct compression from pragma_storage_info('{table}')").fetchall()
    return {name for (name,) in found} - {"Constant"}


def test_the_head_of_a_table_says_how_its_rows_lie() -> None:
    assert stored("-- One row per x.\n-- sorted by a, b\n-- stored plain\nselect") == Stored("a, b", is_plain=True)
    assert stored("-- One row per x.\nselect '-- stored plain'") == Stored()


@pytest.mark.parametrize("is_copied", [False, True], ids=["made", "taken over"])
def test_only_what_is_stored_plain_is_not_compressed(tmp_path: Path, is_copied: bool) -> None:
    file = _built(tmp_path / "first.duckdb")
    if is_copied:
        file = _built(tmp_path / "second.duckdb", previous=file)
    assert compressions(file, "packed.before") != {"Uncompressed"}
    assert compressions(file, "looked_up.person") == {"Uncompressed"}
    assert compressions(file, "packed.later") != {"Uncompressed"}


def _built(file: Path, previous: Path | None = None) -> Path:
    engine = DuckDB(file, previous)
    for name, is_plain in (("packed.before", False), ("looked_up.person", True), ("packed.later", False)):
        if previous:
            engine.copy_previous(name, is_plain)
        else:
            engine.make(name, PEOPLE, Stored("person_id", is_plain))
    engine.close()
    return file
