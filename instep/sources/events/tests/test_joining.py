"""Many small live deliveries become one, and nobody can tell from the records."""

import shutil
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from instep.sources.events.draining import drain
from instep.sources.events.tests.joining import LATER, figures, joined, left_over, piled, rows
from instep.sources.events.tests.sending import NOW, Sender, track
from instep.sources.taking import undoing
from instep.sources.taking.batch import batches, named
from instep.sources.taking.joining import Measure, join_small
from instep.sources.taking.lines import FATES, lines
from instep.warehouse import Home
from instep.warehouse.live.tests.killing import killer
from instep.warehouse.versions import Versions

DELIVERIES = 9
IN_ONE = Measure(many=3, rest=timedelta(0), grace=timedelta(0))


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return piled(tmp_path_factory.mktemp("pile"), DELIVERIES).path


@pytest.fixture
def home(pile: Path, tmp_path: Path) -> Home:
    shutil.copytree(pile, tmp_path / "home")
    return Home(tmp_path / "home")


def test_joined_deliveries_say_what_their_members_said(home: Home) -> None:
    said, counts = rows(home), figures(batches(home))
    assert [batch.received_count for batch in joined(home)] == [12, 12]
    assert (rows(home), figures(batches(home))) == (said, counts)
    assert len(batches(home)) == 3


def test_every_line_keeps_its_fate(home: Home) -> None:
    before = {fate: [line for batch in batches(home) for line in lines(home, batch, fate).rows] for fate in FATES}
    [whole] = joined(home, IN_ONE)
    assert {fate: lines(home, whole, fate).rows for fate in FATES} == before
    assert len(before["received"]) == sum(len(before[fate]) for fate in FATES[1:]) == 3 * DELIVERIES


def test_a_record_still_leads_to_the_event_it_came_with(home: Home) -> None:
    first = batches(home)[2]
    [before] = [line for line in lines(home, first, "received").rows if '"m2"' in line.said]
    joined(home, IN_ONE)
    found = named(home, first.batch_id)
    assert found
    assert found.batch_id != first.batch_id
    assert before in lines(home, found, "received").rows


def test_deliveries_that_were_joined_are_joined_again(home: Home) -> None:
    said, ids = rows(home), [batch.batch_id for batch in batches(home)]
    measure = Measure(many=3, most_members=3, rest=timedelta(0), grace=timedelta(0))
    assert len(joined(home, measure)) == 4
    [whole] = batches(home)
    assert whole.batch_id.endswith("-joined2")
    assert rows(home) == said
    assert {found.batch_id for each in ids if (found := named(home, each))} == {whole.batch_id}


def test_members_go_when_nobody_can_be_reading_them_any_more(home: Home) -> None:
    said = rows(home)
    joined(home, IN_ONE)
    assert left_over(home)
    joined(home, IN_ONE)
    assert left_over(home) == []
    assert rows(home) == said


def test_few_or_young_deliveries_are_left_alone(home: Home) -> None:
    assert join_small(home, LATER, measure=Measure(many=DELIVERIES + 1)) == []
    assert join_small(home, NOW, measure=Measure(many=2)) == []


def test_a_delivery_that_may_be_asked_for_again_stays(home: Home) -> None:
    first, *others = [batch.batch_id for batch in batches(home)]
    join_small(home, LATER, {first}, IN_ONE)
    assert [batch.batch_id == first for batch in batches(home)] == [True, False]
    assert len(others) == DELIVERIES - 1


def test_nothing_is_joined_while_somebody_builds(home: Home) -> None:
    with Versions(home.versions).alone():
        assert joined(home) == []
    assert len(joined(home)) == 2


def test_undoing_a_joined_delivery_undoes_all_of_it(home: Home) -> None:
    first = batches(home)[0].batch_id
    [whole] = joined(home, IN_ONE)
    with pytest.raises(undoing.NoSuchBatch, match=f"undo {whole.batch_id}"):
        undoing.undo(home, first, LATER)
    undoing.undo(home, whole.batch_id, LATER)
    assert rows(home) == {}


def test_events_that_come_later_are_taken_as_before(home: Home) -> None:
    joined(home, IN_ONE)
    Sender(home).batch(track(500), track(1))
    batch = drain(home, LATER)
    assert batch
    assert batch.received_count == 1


def test_a_kill_leaves_either_the_members_or_the_whole(home: Home, tmp_path: Path) -> None:
    said, counts = rows(home), figures(batches(home))
    steps = 0
    with killer("instep.sources.events.tests.joining:join_at") as death:
        for step in range(1, 10_000, 9):
            there = Home(tmp_path / str(step))
            shutil.copytree(home.path, there.path)
            is_killed = death.is_killed(there.path, step)
            assert (rows(there), figures(batches(there))) == (said, counts), step
            joined(there)
            joined(there)
            assert (rows(there), figures(batches(there)), left_over(there)) == (said, counts, []), step
            if not is_killed:
                break
            steps += 1
    assert steps > 5


def test_whoever_reads_meanwhile_sees_each_event_once(home: Home) -> None:
    said, seen, is_done = rows(home), list[bool](), Event()

    def read() -> None:
        while not is_done.is_set():
            seen.append(rows(home) == said)

    reader = Thread(target=read)
    reader.start()
    joined(home, Measure(many=3, most_members=3, rest=timedelta(0)))
    is_done.set()
    reader.join()
    assert seen
    assert all(seen)
