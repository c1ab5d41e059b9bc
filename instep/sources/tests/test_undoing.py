"""An undone batch is as if it had never been imported."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.sources import given as hand_over
from instep.sources.mapping import Mapping
from instep.sources.recognition.recognising import recognise
from instep.sources.taking.batch import batches, visible_ids
from instep.sources.taking.taking_in import take_in
from instep.sources.taking.undoing import undo
from instep.sources.tests.tables import reading
from instep.warehouse import Home
from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.tables import table_files

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
CONTENTS = {
    "a": "1 | Won | 100 | 2024-02-25\n2 | Lost | 200 | 2024-03-01",
    "b": "1 | Won | 100 | 2024-02-25\n2 | Won | 250 | 2024-03-05",
    "c": "2 | Lost | 200 | 2024-03-01\n3 | Open | 7 | 2024-04-01\n3 | Won | 7 | 2024-04-01",
}
HEAD = "id | stage | amount | close_date\n"


def mapping() -> Mapping:
    return recognise([reading("deals", HEAD + CONTENTS["a"])], "crm")[0].mapping


def bring(home: Home, content: str, hours: int) -> str:
    table = reading("deals", HEAD + CONTENTS[content])
    return take_in(home, "crm", [table], [mapping()], NOON + timedelta(hours=hours))[0].batch_id


def derived(home: Home) -> list[dict[str, Any]]:
    """What the warehouse makes of it, batch and line included."""
    engine = DuckDB()
    for name, handed in hand_over.given(home).items():
        if name in ("taken.opportunity", "taken.association"):
            engine.give(name, handed)
    for name in ("association", "companion", "opportunity"):
        file = next(file for file in table_files() if file.name == f"sources.{name}")
        engine.make(file.name, file.text)
    rows: list[dict[str, Any]] = engine.read("select * from sources.opportunity order by record_id").to_pylist()
    engine.close()
    return rows


def test_an_undone_batch_is_out_of_sight_and_kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = Home(tmp_path_factory.mktemp("home")).create()
    batch_id = bring(home, "a", 0)
    assert undo(home, batch_id, NOON).undone_at == NOON
    assert visible_ids(home) == frozenset()
    assert [batch.undone_at for batch in batches(home)] == [NOON]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(st.sampled_from(sorted(CONTENTS)), min_size=1, max_size=4), data=st.data())
def test_undone_equals_never_imported(
    tmp_path_factory: pytest.TempPathFactory, contents: list[str], data: st.DataObject
) -> None:
    undone = data.draw(st.sets(st.integers(0, len(contents) - 1)))
    home, other = (Home(tmp_path_factory.mktemp("home")).create() for _ in range(2))
    ids = [bring(home, content, hours) for hours, content in enumerate(contents)]
    for place in undone:
        undo(home, ids[place], NOON)
    for hours, content in enumerate(contents):
        if hours not in undone:
            bring(other, content, hours)
    assert derived(home) == derived(other)
    kept = [batch for batch in batches(home) if batch.undone_at is None]
    assert [batch.taken_count for batch in kept] == [batch.taken_count for batch in batches(other)]
