"""200 random histories of imports and undoings: the tables of a build are those of never having imported them."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from instep.sources.tests.histories import History, accounts, histories, live, live_without, mappings, records
from instep.warehouse import Home, Warehouse, build

THEN = datetime(2026, 6, 30, tzinfo=UTC)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(history=histories(most=8))
def test_undone_equals_never_imported(tmp_path_factory: pytest.TempPathFactory, history: History) -> None:
    home, other = (Home(tmp_path_factory.mktemp("home")).create() for _ in range(2))
    files = tmp_path_factory.mktemp("files")
    live(home, history, files)
    live_without(other, history, files)
    assert records(home) == records(other)
    assert accounts(home) == accounts(other)
    assert mappings(home) == mappings(other)
    assert canonical_dump(home) == canonical_dump(other)


def canonical_dump(home: Home) -> bytes:
    """Every table of a build, row by row in order."""
    build(home, THEN)
    warehouse = Warehouse.open(home)
    assert warehouse.manifest
    lines = []
    for name in sorted(warehouse.manifest.row_counts):
        lines += [name, *sorted(map(repr, warehouse.select(f"select * from {name}")))]  # noqa: S608
    return "\n".join(lines).encode()
