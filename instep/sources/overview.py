"""Which systems do we hear from, how much, and how lately?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from instep.sources.taking.batch import Batch

PLURALS = {"person": "people", "opportunity": "opportunities", "activity": "activities", "spend": "spend"}


@dataclass(frozen=True)
class Source:
    """One system with what it delivered so far; undone batches don't count."""

    name: str
    batch_count: int
    received_count: int
    taken_count: int
    duplicate_count: int
    refused_count: int
    records: dict[str, int]
    first_at: datetime
    last_at: datetime


def sources(batches: Iterable[Batch]) -> list[Source]:
    """Each source that delivered something that counts, by name."""
    counting = [batch for batch in batches if batch.undone_at is None]
    names = sorted({batch.source for batch in counting})
    return [_source(name, [batch for batch in counting if batch.source == name]) for name in names]


def delivered(batches: Iterable[Batch]) -> Source | None:
    """Some deliveries taken together; None when none of them counts."""
    counting = [batch for batch in batches if batch.undone_at is None]
    return _source("", counting) if counting else None


def _source(name: str, own: list[Batch]) -> Source:
    records: Counter[str] = Counter()
    for batch in own:
        records.update(batch.records)
    return Source(
        name=name,
        batch_count=len(own),
        received_count=sum(batch.received_count for batch in own),
        taken_count=sum(batch.taken_count for batch in own),
        duplicate_count=sum(batch.duplicate_count for batch in own),
        refused_count=sum(batch.refused_count for batch in own),
        records=dict(records.most_common()),
        first_at=min(batch.received_at for batch in own),
        last_at=max(batch.received_at for batch in own),
    )


def plural(kind: str) -> str:
    """A kind of record as people say it: "people", "survey responses"."""
    return PLURALS.get(kind, kind.replace("_", " ") + "s")
