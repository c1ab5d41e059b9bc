"""How does what was posted become ordinary deliveries, each payload once?

A payload waits until its batch is named. A crash between the batch and its name delivers the same records again under
their own ids, which taking in counts as duplicates.
"""

from datetime import datetime, timedelta

from instep.sources.posted.example import as_reading, mapping_of
from instep.sources.posted.models import Door, Payload
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import Batch, visible_ids
from instep.sources.taking.taking_in import take_in
from instep.warehouse.home import Home

MOST = 5_000
KEPT = timedelta(days=90)


def take_posted(home: Home, now: datetime) -> list[Batch]:
    """Everything that waits behind doors of which somebody said what is what."""
    forget(now)
    doors = Door.objects.filter(example__isnull=False, payloads__batch_id="", payloads__problem="").distinct()
    return [batch for door in doors for batch in take(home, door, now)]


def take(home: Home, door: Door, now: datetime) -> list[Batch]:
    waiting = list(door.payloads.filter(batch_id="", problem="").order_by("pk")[:MOST])
    example = door.mapped
    if example is None or not waiting:
        return []
    table = slug(door.name) or "posted"
    payloads = [(each.message_id, each.received_at.isoformat(), each.told) for each in waiting]
    reading = as_reading(table, payloads, door.trust)
    mapping = mapping_of(door.source, table, example, reading.columns)
    batches = take_in(home, door.source, [reading], [mapping], now)
    named = batches[0].batch_id if batches else ""
    Payload.objects.filter(pk__in=[each.pk for each in waiting]).update(batch_id=named)
    return batches


def forget(now: datetime) -> None:
    """What was taken in long ago lies in its delivery, word for word; what waits is never forgotten."""
    old = Payload.objects.filter(received_at__lt=now - KEPT).exclude(batch_id="", problem="")
    if old.exists():
        old.delete()


def set_free(home: Home, door: Door) -> int:
    """Payloads whose delivery was undone wait again, to be taken in by what the mapping says now."""
    counting = visible_ids(home)
    named = door.payloads.exclude(batch_id="").values_list("batch_id", flat=True).distinct()
    undone = [batch_id for batch_id in named if batch_id not in counting]
    return door.payloads.filter(batch_id__in=undone).update(batch_id="")
