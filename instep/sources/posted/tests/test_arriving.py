"""What is posted arrives once, whatever breaks, and small deliveries of it are joined."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest

from instep.sources.posted import taking
from instep.sources.posted.models import Door, Payload
from instep.sources.posted.taking import set_free, take_posted, unsettled
from instep.sources.posted.tests.test_doors import ANA, NOW, home, made, post, taken
from instep.sources.taking.batch import batches
from instep.sources.taking.delivery import Delivery
from instep.sources.taking.joining import Measure, join_small
from instep.sources.taking.lines import lines
from instep.sources.taking.refusals import refused_file
from instep.sources.taking.refused import columns_of, read_refused
from instep.sources.taking.taking_in import taken_whole
from instep.sources.taking.undoing import undo
from instep.warehouse import Home

__all__ = ["home"]
pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
AT_ONCE = Measure(many=3, rest=timedelta(0), grace=timedelta(0))


def piled(home: Home, count: int) -> Door:
    """As many small deliveries; what the payloads say beside the form differs."""
    door = made()
    door.example = {"kind": "form", "fields": {"email": "form.email", "first_name": "form.first_name"}}
    door.save()
    for at in range(count):
        post(door, {"form": {"email": f"p{at}@acme.example", "first_name": "Ana"}, f"extra{at % 2}": "x"})
        take_posted(home, NOW + timedelta(seconds=at))
    return door


def test_small_deliveries_are_joined_and_each_payload_still_leads_to_its_own(home: Home) -> None:
    piled(home, 4)
    before = sorted(map(repr, taken(home, "activity")))
    [whole] = join_small(home, LATER, unsettled(home), AT_ONCE)
    assert (whole.received_count, whole.taken_count, len(batches(home))) == (4, 4, 1)
    visible = pq.read_table(home.taken / "activity" / f"{whole.batch_id}.parquet").to_pylist()
    assert sorted(map(repr, visible)) == before
    for payload in Payload.objects.all():
        [line] = [each for each in lines(home, whole, "received").rows if each.number == payload.pk]
        assert payload.told["form.email"] in line.said


def test_undone_joined_payloads_are_taken_in_again_each_once(home: Home) -> None:
    door = piled(home, 4)
    [whole] = join_small(home, LATER, unsettled(home), AT_ONCE)
    undo(home, whole.batch_id, NOW)
    assert set_free(home, door) == 4
    assert [batch.taken_count for batch in take_posted(home, LATER)] == [4]
    assert set_free(home, door) == 0


@pytest.mark.parametrize("has_arrived", [False, True])
def test_what_broke_off_on_its_way_arrives_once(home: Home, monkeypatch: pytest.MonkeyPatch, has_arrived: bool) -> None:
    door = piled(home, 0)
    post(door, ANA)

    def broken(delivery: Delivery) -> None:
        if has_arrived:
            taken_whole(delivery)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(taking, "taken_whole", broken)
        with pytest.raises(KeyboardInterrupt):
            take_posted(home, NOW)
    [name] = unsettled(home)
    assert len(take_posted(home, LATER)) == (0 if has_arrived else 1)
    assert [batch.batch_id for batch in batches(home)] == [name]
    assert not unsettled(home)
    assert [row["email"] for row in taken(home, "person")] == ["ana@acme.example"]


def test_refused_payloads_keep_their_columns_when_they_are_joined(home: Home) -> None:
    door = made()
    door.example = {"kind": "opportunity", "fields": {"name": "name", "amount": "amount"}}
    door.save()
    for at in range(3):
        post(door, {"name": "Big", **({"more": "x"} if at else {}), "amount": "much"})
        take_posted(home, NOW + timedelta(seconds=at))
    [whole] = join_small(home, LATER, unsettled(home), AT_ONCE)
    columns = columns_of(refused_file(home, whole))
    cells = [dict(zip(columns, row.cells, strict=True)) for row in read_refused(refused_file(home, whole))]
    assert [(each["name"], each["amount"], each["more"]) for each in cells] == [
        ("Big", "much", ""),
        ("Big", "much", "x"),
        ("Big", "much", "x"),
    ]
