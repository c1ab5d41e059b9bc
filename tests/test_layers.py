"""What is laid over a version equals what a build from nothing says."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import lay
from instep.warehouse.live.asked import CIRCLES, asked
from instep.warehouse.tables import table_files
from tests.histories import START, Delivery, beginning, deliver, deliveries

NOW = START + timedelta(days=300)
LOCAL = [each.name for each in table_files() if each.locality.is_local and each.name in asked() - {CIRCLES}]


def shown(home: Home) -> dict[str, list[str]]:
    warehouse = Warehouse.open(home)
    return {name: sorted(map(repr, warehouse.select(f"select * from {name}"))) for name in LOCAL}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=deliveries(30), later=st.lists(deliveries(5), min_size=1, max_size=4))
def test_layers_over_a_version_equal_a_full_build(
    tmp_path_factory: pytest.TempPathFactory, first: Delivery, later: Sequence[Delivery]
) -> None:
    home = Home(tmp_path_factory.mktemp("home")).create()
    deliver(home, 0, beginning())
    deliver(home, 1, first)
    build(home, NOW)
    for number, delivery in enumerate(later, 2):
        deliver(home, number, delivery)
        assert lay(home, NOW)
    laid = shown(home)
    for file in home.versions.iterdir():
        file.unlink()
    build(home, NOW)
    assert laid == shown(home)
