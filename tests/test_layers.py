"""What is laid over a version equals what a build says that makes every table anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import apart, arrivals, lay, prepare
from instep.warehouse.live.asked import CIRCLES, asked
from instep.warehouse.live.due import LAID_FOR, why_due
from instep.warehouse.live.places import is_made_for
from instep.warehouse.making import all_given, recipes
from instep.warehouse.tables import table_files
from instep.warehouse.versions import Versions
from tests.histories import START, Delivery, anew, beginning, deliver, deliveries

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
    anew(home)
    build(home, NOW)
    assert laid == shown(home)


def test_where_everything_lies_is_written_once_for_each_version(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    deliver(home, 0, beginning())
    first = build(home, NOW).manifest
    assert [prepare(home, NOW), prepare(home, NOW)] == [True, False]
    second = build(home, NOW).manifest
    versions = Versions(home.versions)
    assert not versions.places(first).exists()
    assert prepare(home, NOW)
    order, given_ = recipes(home, all_given(home, NOW, {})), all_given(home, NOW, {})
    assert is_made_for(versions.places(second), second, order, given_)
    assert not is_made_for(versions.places(second), replace(second, built_at="later"), order, given_)


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


def test_records_of_a_circle_too_large_wait_and_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home").create()
    deliver(home, 0, beginning())
    crowd = [
        {"source": "website", "record_id": f"c{n}", "is_deleted": False, "kind": "form", "at": START} for n in range(30)
    ]
    deliver(home, 1, {"activity": [each | {"person_email": "ana@acme.com"} for each in crowd]})
    build(home, NOW)
    monkeypatch.setattr(apart, "MOST_IN_A_CIRCLE", 25)
    late = {"source": "website", "is_deleted": False, "kind": "form", "at": START}
    many = late | {"record_id": "many", "person_email": "ana@acme.com"}
    few = late | {"record_id": "few", "person_email": "eve@elm.example"}
    deliver(home, 2, {"activity": [many, few]})
    laid = lay(home, NOW)
    assert laid
    assert (laid.aside_count, laid.aside) == (1, ["website/activity/many"])
    assert "website/activity/few" in "".join(shown(home)["timeline.touchpoint"])
    assert "website/activity/many" not in "".join(shown(home)["timeline.touchpoint"])
    assert lay(home, NOW) is None
    assert why_due(home, datetime.now(UTC) + LAID_FOR)
    assert not build(home, NOW).manifest.aside_count
    assert "website/activity/many" in "".join(shown(home)["timeline.touchpoint"])


def test_a_large_delivery_keeps_no_other_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home").create()
    deliver(home, 0, beginning())
    build(home, NOW)
    monkeypatch.setattr(arrivals, "MOST", 3)
    form = {"source": "website", "is_deleted": False, "kind": "form", "at": START, "person_email": "ana@acme.com"}
    deliver(home, 1, {"activity": [form | {"record_id": f"large{n}"} for n in range(4)]})
    deliver(home, 2, {"activity": [form | {"record_id": "small"}]})
    assert lay(home, NOW)
    touches = "".join(shown(home)["timeline.touchpoint"])
    assert "website/activity/small" in touches
    assert "website/activity/large0" not in touches


def test_a_layer_that_changes_nothing_is_followed_by_another(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    deliver(home, 0, beginning())
    build(home, NOW)
    gone = {"source": "crm", "record_id": "never-there", "is_deleted": True}
    for number in (1, 2, 3):
        deliver(home, number, {"account": [gone]})
        lay(home, NOW)
    deliver(
        home,
        4,
        {"activity": [{"source": "website", "record_id": "4", "is_deleted": False, "kind": "form", "at": START}]},
    )
    assert lay(home, NOW)
    assert "website/activity/4" in "".join(shown(home)["timeline.touchpoint"])


def test_a_row_that_went_with_one_layer_takes_no_stranger_along_in_the_next(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    told = {"is_deleted": False, "record_id": "1"}
    zebra = told | {"source": "crm", "name": "Zebra", "website": "zebra.example"}
    bought = told | {"source": "shop", "account_name": "Zebra", "ordered_at": START}
    deliver(home, 0, beginning())
    deliver(home, 1, {"account": [zebra], "order": [bought]})
    build(home, NOW)
    for number, change in enumerate([{"name": "Okapi"}, {"name": "Okapi", "industry": "Steel"}], 2):
        deliver(home, number, {"account": [zebra | change]})
        assert lay(home, NOW)
    laid = shown(home)
    assert "shop/order/1" in "".join(laid["timeline.order"])
    anew(home)
    build(home, NOW)
    assert laid == shown(home)
