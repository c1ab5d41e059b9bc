"""Nothing that was acknowledged is lost, and nothing is there twice: killed, sent again, out of room."""

from pathlib import Path

import pytest

from instep.sources.events.tests.persistence import (
    adds_up,
    dump,
    killed,
    limited,
    out_of_room,
    sent_again,
    stored_ids,
)
from instep.sources.events.tests.serving import Served
from instep.warehouse import Home
from instep.web.server import free_port


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(Home(tmp_path / "home").create(), free_port("127.0.0.1", 19_000))


def test_no_acknowledged_event_is_lost_whenever_the_plug_is_pulled(served: Served) -> None:
    senders = killed(served, kill_count=6, seed=1)
    ids = stored_ids(served.home)
    assert len(senders.acknowledged) > 20
    assert senders.acknowledged <= set(ids)
    assert len(ids) == len(set(ids))
    assert adds_up(served.home)


def test_events_sent_again_and_again_are_the_same_as_sent_once(served: Served, tmp_path: Path) -> None:
    clean = Home(tmp_path / "clean").create()
    sent_again(served, clean, event_count=1000, most=5, restart_every=0.4, seed=2)
    assert len(stored_ids(clean)) == 1000
    assert dump(served.home) == dump(clean)
    assert adds_up(served.home)


def test_a_full_disk_refuses_and_loses_nothing_and_recovers_by_itself(served: Served) -> None:
    senders = out_of_room(served, lambda: limited(served, 100_000), lambda: limited(served, -1))
    assert senders.statuses >= {200, 507}
    assert senders.acknowledged == set(stored_ids(served.home))
    assert len(senders.acknowledged) >= 50
    assert adds_up(served.home)
