"""A build publishes one complete, immutable version, and never less."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from instep.warehouse import Given, Home, NotBuilt, building, current, making
from instep.warehouse.tables import TableFile
from instep.warehouse.versions import KEPT, Versions

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SELECTS = {
    "sources.person": "-- One row per person.\nselect person_id, name from given.person",
    "identity.person": "-- One row per person.\n-- sorted by name\nselect person_id, name from sources.person",
    "goals.size": "-- One row.\nselect count(*) as person_count from identity.person",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    files = []
    for name, text in SELECTS.items():
        path = tmp_path / f"{name.split('.')[1]}-{name.split('.')[0]}.sql"
        path.write_text(text)
        files.append(TableFile(name, path))
    monkeypatch.setattr(making, "table_files", lambda: tuple(reversed(files)))
    return Home(tmp_path / "home").create()


def people(*names: str) -> dict[str, Given]:
    rows = pa.table({"person_id": [name.lower() for name in names], "name": list(names)})
    return {"given.person": Given.of(rows)}


def build(home: Home, *names: str) -> building.Build:
    return building.build(home, NOW, people(*names))


def test_tables_are_built_in_the_order_of_their_from_clauses(home: Home) -> None:
    assert [step.table for step in build(home, "Ana").steps] == list(SELECTS)


def test_the_published_version_answers(home: Home) -> None:
    build(home, "Chi", "Ana", "Ben")
    assert current(home).select("select name from identity.person") == [{"name": n} for n in ("Ana", "Ben", "Chi")]


def test_readers_move_on_to_the_next_version(home: Home) -> None:
    build(home, "Ana")
    before = current(home)
    build(home, "Ana", "Ben")
    assert before.select("select person_count from goals.size") == [{"person_count": 1}]
    assert current(home).select("select person_count from goals.size") == [{"person_count": 2}]


def test_what_did_not_change_is_not_built_again(home: Home) -> None:
    build(home, "Ana")
    assert build(home, "Ana").rebuilt == ()
    assert {step.table for step in build(home, "Ben").rebuilt} == set(SELECTS)


def test_before_the_first_build_the_answer_says_what_to_do(home: Home) -> None:
    with pytest.raises(NotBuilt, match="instep build"):
        current(home)


@pytest.mark.parametrize(("step", "left"), [("put_in_place", ".building"), ("announce", ".duckdb")])
def test_a_build_that_dies_leaves_the_last_version_in_place(
    home: Home, monkeypatch: pytest.MonkeyPatch, step: str, left: str
) -> None:
    build(home, "Ana")
    monkeypatch.setattr(Versions, step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build(home, "Ben")
    monkeypatch.undo()
    assert current(home).select("select name from identity.person") == [{"name": "Ana"}]
    assert [file.suffix for file in Versions(home.versions).sweep()] == [left]


def test_old_versions_are_retired(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for round_ in range(KEPT + 2):
        building.build(home, NOW, people(f"Ana {round_}"))
    assert len(list(home.versions.glob("*.duckdb"))) == KEPT


def test_a_build_that_breaks_off_leaves_nothing_behind(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    build(home, "Ana")
    before = sorted(path.name for path in home.versions.iterdir())
    monkeypatch.setattr(building, "make", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        build(home, "Ana", "Ben")
    assert sorted(path.name for path in home.versions.iterdir()) == before
