"""A pile of small live deliveries, and what is to be seen of it however it is joined."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.events.draining import drain, unsettled
from instep.sources.events.tests.sending import Sender, track
from instep.sources.given import given
from instep.sources.taking.batch import Batch, batches
from instep.sources.taking.joining import Measure, join_small
from instep.warehouse import Home

AT_ONCE = Measure(many=3, most_members=4, rest=timedelta(0), grace=timedelta(0))
LATER = datetime(2100, 1, 1, tzinfo=UTC)


def piled(home: Path, delivery_count: int) -> Home:
    """Live events in as many deliveries; the ends of one say again what was said before, and one can't be taken."""
    sender = Sender(Home(home))
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number in range(delivery_count):
        who = f"u{number % 3}"
        said = {"type": "identify", "userId": who, "traits": {"email": f"{who}@acme.com"}}
        calls = [said | {"messageId": f"i{number}-{n}", "timestamp": "2026-03-01T09:30:00Z"} for n in range(2)]
        sender.batch(track(number, userId=who), *calls)
        drain(sender.home, start + timedelta(seconds=number))
    return sender.home


def joined(home: Home, measure: Measure = AT_ONCE) -> list[Batch]:
    return join_small(home, LATER, unsettled(home), measure)


def join_at(path: Path) -> None:
    joined(Home(path))


def rows(home: Home) -> dict[str, list[str]]:
    """Every record that counts, with the delivery and line it came in with."""
    found = {name: [pq.read_table(file) for file in table.files] for name, table in given(home).items() if table.files}
    return {name: sorted(map(repr, pa.concat_tables(tables).to_pylist())) for name, tables in found.items()}


def figures(all_: Sequence[Batch]) -> tuple[int, ...]:
    counts = [(each.received_count, each.taken_count, each.duplicate_count, each.refused_count) for each in all_]
    return tuple(map(sum, zip(*counts, strict=True)))


def left_over(home: Home) -> list[str]:
    """Files and folders of deliveries that do not count."""
    ids = {batch.batch_id for batch in batches(home)}
    files = [path for path in home.taken.glob("*/*") if path.stem not in ids]
    folders = [path for path in home.deliveries.glob("*/*") if path.name not in ids]
    return [str(path) for path in [*files, *folders, *home.path.glob("joining/*")]]
