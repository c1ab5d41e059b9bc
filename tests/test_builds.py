"""Building on from yesterday's version equals making every table anew."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.demo.company import write_company
from instep.demo.opening import systems
from instep.sources.importing import import_folder
from instep.sources.taking.undoing import undo
from instep.warehouse import Home, Warehouse, build
from tests.histories import anew

UNTIL = datetime(2026, 6, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("exports")
    write_company(folder, seed=5, persons=120, until=UNTIL)
    return systems(folder)


def dump(home: Home) -> dict[str, list[str]]:
    warehouse = Warehouse.open(home)
    assert warehouse.manifest
    tables = sorted(warehouse.manifest.row_counts)
    return {name: sorted(map(repr, warehouse.select(f"select * from {name}"))) for name in tables}


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_incremental_build_equals_a_full_one(
    exports: list[Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(exports))
    numbers = st.sampled_from(range(len(order)))
    built, undone = data.draw(st.sets(numbers, max_size=3)), data.draw(st.sets(numbers, max_size=1))
    home = Home(tmp_path_factory.mktemp("home")).create()
    for number, system in enumerate(order):
        batches = import_folder(home, system, source=system.name, received_at=UNTIL + timedelta(minutes=number))
        if number in built:
            build(home, UNTIL)
        if number in undone:
            for batch in batches:
                undo(home, batch.batch_id, UNTIL)
    build(home, UNTIL)
    built_on = dump(home)
    anew(home)
    build(home, UNTIL)
    assert dump(home) == built_on
