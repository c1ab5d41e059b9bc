"""What is laid over a version equals what a build from nothing says."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import lay
from instep.warehouse.live.asked import CIRCLES, asked
from instep.warehouse.tables import table_files
from instep.warehouse.versions import Versions
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


@pytest.mark.parametrize("step", ["put_in_place", "announce"])
def test_a_layer_that_dies_leaves_in_force_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    home = Home(tmp_path / "home").create()
    deliver(home, 0, beginning())
    build(home, NOW)
    before = shown(home)
    deliver(
        home,
        1,
        {"activity": [{"source": "website", "record_id": "1", "is_deleted": False, "kind": "form", "at": START}]},
    )
    monkeypatch.setattr(Versions, step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        lay(home, NOW)
    monkeypatch.undo()
    assert shown(home) == before
    assert lay(home, NOW)
    assert "website/activity/1" in "".join(shown(home)["timeline.touchpoint"])
    assert not [file.name for file in home.versions.iterdir() if ".laying" in file.name]
