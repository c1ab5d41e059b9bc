"""Stored events become deliveries, each exactly once, wherever it was interrupted."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.sources.events import draining
from instep.sources.events.draining import drain, drain_all
from instep.sources.events.tests.sending import NOW, SERVER, Sender, track
from instep.sources.given import given as given_tables
from instep.sources.taking.batch import Batch, batches
from instep.sources.taking.delivery import Delivery
from instep.sources.taking.taking_in import taken_whole
from instep.warehouse import Home


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    return Sender(Home(tmp_path))


def activities(home: Home) -> list[str]:
    files = given_tables(home)["taken.activity"].files
    return sorted(name for file in files for name in pq.read_table(file)["record_id"].to_pylist())


def test_a_stored_event_becomes_an_activity_of_its_source(sender: Sender) -> None:
    sender.batch(track(1))
    batch = drain(sender.home, NOW)
    assert batch is not None
    assert (batch.source, batch.received_count, batch.taken_count, batch.records) == ("website", 1, 1, {"activity": 1})
    assert activities(sender.home) == ["m1"]


def test_what_was_drained_is_not_drained_again(sender: Sender) -> None:
    sender.batch(track(1), track(2))
    assert len(drain_all(sender.home, NOW)) == 1
    assert drain(sender.home, NOW) is None


def test_what_comes_during_a_drain_waits_for_the_next(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = iter(range(2, 5))

    def another_meanwhile(delivery: Delivery) -> Batch:
        sender.batch(track(next(busy)))
        return taken_whole(delivery)

    sender.batch(track(1))
    monkeypatch.setattr(draining, "taken_whole", another_meanwhile)
    assert [batch.taken_count for batch in drain_all(sender.home, NOW)] == [1]
    monkeypatch.undo()
    assert [batch.taken_count for batch in drain_all(sender.home, NOW + timedelta(seconds=1))] == [1]


def test_how_far_a_keys_word_goes_comes_along_whatever_the_mapping_says(sender: Sender) -> None:
    sender.batch({"type": "identify", "userId": "ana", "traits": {"email": "ana@acme.com"}, "messageId": "i1"})
    sender.batch({"type": "identify", "userId": "ana", "traits": {}, "messageId": "i2"}, key=SERVER)
    drain_all(sender.home, NOW)
    taken = [pq.read_table(file).to_pylist() for file in given_tables(sender.home)["taken.person"].files]
    assert {(row["source"], row["is_public"]) for rows in taken for row in rows} == {("website", True), ("shop", False)}


def test_each_source_has_deliveries_of_its_own(sender: Sender) -> None:
    sender.batch(track(1))
    sender.batch(track(1), key=SERVER)
    assert sorted(batch.source for batch in drain_all(sender.home, NOW)) == ["shop", "website"]


def test_nothing_is_drained_before_anything_was_sent(tmp_path: Path) -> None:
    assert drain(Home(tmp_path).create(), NOW) is None


def test_a_table_never_gets_wider_than_its_mapping(sender: Sender) -> None:
    sender.batch(track(1), track(2, properties={f"p{n}": n for n in range(900)}))
    batch = drain(sender.home, NOW)
    assert batch is not None
    table = pq.read_table(batch.folder(sender.home) / "events.parquet")
    assert len(table.column_names) < 60
    assert '"p899": 899' in table["call"][1].as_py()


class PulledPlug(Exception):
    pass


STEPS = ("_begun", "taken_whole", "_sync", "Batch")


@settings(max_examples=12, deadline=None)
@given(limit=st.integers(1, 5), plugs=st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=6))
def test_no_event_is_lost_or_taken_twice_wherever_the_plug_is_pulled(
    tmp_path_factory: pytest.TempPathFactory, limit: int, plugs: list[tuple[str, bool]]
) -> None:
    sender = Sender(Home(tmp_path_factory.mktemp("home")))
    sender.batch(*(track(number) for number in range(9)))
    for round_, (step, is_before) in enumerate(plugs):
        _drain_until_plug(sender.home, limit, step, is_before, round_)
    while drain(sender.home, NOW + timedelta(hours=1), limit):
        pass
    assert activities(sender.home) == sorted(f"m{number}" for number in range(9))
    assert sum(batch.taken_count for batch in batches(sender.home)) == 9


def _drain_until_plug(home: Home, limit: int, step: str, is_before: bool, round_: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        real = getattr(draining, step)

        def pulled(*args: object) -> None:
            if not is_before:
                real(*args)
            raise PulledPlug

        patch.setattr(draining, step, pulled)
        with suppress(PulledPlug, AttributeError):
            drain(home, NOW + timedelta(minutes=round_), limit)
