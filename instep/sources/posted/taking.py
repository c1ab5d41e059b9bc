"""How does what was posted become ordinary deliveries, each payload once?

Payloads get the name of their delivery first, and the address remembers it. A crash in between is found there: what has
not arrived is delivered under the same name. So a delivery is known to be new, and small ones are joined to larger ones
like those of live events.
"""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from instep.sources.posted.example import as_reading, mapping_of
from instep.sources.posted.models import Door, Payload
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import Batch, named
from instep.sources.taking.delivery import Arrival, Delivery, delivery_of, fresh_id
from instep.sources.taking.taking_in import taken_whole
from instep.warehouse.home import Home

MOST = 5_000
KEPT = timedelta(days=90)


def take_posted(home: Home, now: datetime) -> list[Batch]:
    """Everything that waits behind doors of which somebody said what is what."""
    forget(now)
    waiting = Door.objects.filter(example__isnull=False, payloads__batch_id="", payloads__problem="").distinct()
    doors = {door.pk: door for door in (*waiting, *Door.objects.exclude(arriving_batch_id=""))}
    return [batch for door in doors.values() for batch in take(home, door, now)]


def take(home: Home, door: Door, now: datetime) -> list[Batch]:
    """What waits behind one address, and before it what was on its way when something broke."""
    with _alone(home):
        door.refresh_from_db()
        broken = [_arrived(home, door)] if door.arriving_batch_id else []
        fresh = [_arrived(home, door)] if _sent_on_its_way(home, door, now) else []
    return [batch for batch in (*broken, *fresh) if batch]


def unsettled(home: Home) -> frozenset[str]:  # noqa: ARG001  asked of every kind of live delivery alike
    """Deliveries of which it is not written down yet that they arrived."""
    return frozenset(Door.objects.exclude(arriving_batch_id="").values_list("arriving_batch_id", flat=True))


def _sent_on_its_way(home: Home, door: Door, now: datetime) -> bool:
    waiting = door.payloads.filter(batch_id="", problem="").order_by("pk").values_list("pk", flat=True)[:MOST]
    if door.mapped is None or not (own := list(waiting)):
        return False
    door.send_on_their_way(own, fresh_id(home, door.source, _table(door), now), now)
    return True


def _arrived(home: Home, door: Door) -> Batch | None:
    """None where nothing had to be done any more."""
    there = named(home, door.arriving_batch_id)
    payloads = list(door.payloads.filter(batch_id=door.arriving_batch_id).order_by("pk"))
    batch = taken_whole(_delivery(home, door, payloads)) if not there and payloads else None
    door.arriving_batch_id = ""
    door.save(update_fields=["arriving_batch_id"])
    return batch


def _delivery(home: Home, door: Door, payloads: Sequence[Payload]) -> Delivery:
    example, table = door.mapped, _table(door)
    assert example
    assert door.arriving_at
    said = [(each.message_id, each.received_at.isoformat(), each.told) for each in payloads]
    reading = as_reading(table, said, door.trust, [each.pk for each in payloads])
    mapping = mapping_of(door.source, table, example)
    found = delivery_of(home, reading, mapping, door.arriving_at, door.arriving_batch_id, Arrival())
    return replace(found, is_new=True)


def _table(door: Door) -> str:
    return slug(door.name) or "posted"


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """One at a time; another process waits for its turn."""
    locks = home.path / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / ".posted").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def forget(now: datetime) -> None:
    """What was taken in long ago lies in its delivery, word for word; what waits is never forgotten."""
    old = Payload.objects.filter(received_at__lt=now - KEPT).exclude(batch_id="", problem="")
    if old.exists():
        old.delete()


def set_free(home: Home, door: Door) -> int:
    """Payloads whose delivery was undone wait again, to be taken in by what the mapping says now."""
    ids = door.payloads.exclude(batch_id="").values_list("batch_id", flat=True).distinct()
    undone = [batch_id for batch_id in ids if (batch := named(home, batch_id)) and batch.undone_at]
    return door.payloads.filter(batch_id__in=undone).update(batch_id="")
