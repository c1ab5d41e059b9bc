"""Which hand-offs was a figure counted from?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from instep.handoffs.bands import BANDS, EVERYBODY, OPEN, Filters, Said, banded
from instep.warehouse import Warehouse

PAGE = 50
STANDING: dict[str, tuple[str, ...]] = {
    "all": BANDS,
    "undecided": (*OPEN, "answered", "handed over again", "imported"),
    "taken on": ("accepted", "won", "lost"),
    **{band: (band,) for band in BANDS},
}
"""What a figure counts, and the bands in which that stands."""


@dataclass(frozen=True)
class HandoffRow:
    handoff_id: str
    label: str
    received_at: datetime
    channel: str
    campaign: str
    owner_name: str
    band: str
    sent_back_reason: str | None
    total_count: int


@dataclass(frozen=True)
class Counted:
    """What a figure counted. `reason` '' is a hand-off sent back without one; None means: all of them."""

    standing: str = "all"
    filters: Filters = EVERYBODY
    campaign: str | None = None
    reason: str | None = None
    start: datetime | None = None
    end: datetime | None = None


def rows(
    warehouse: Warehouse, now: datetime, asked: Counted, since: Sequence[Said] = (), *, size: int = PAGE, skip: int = 0
) -> list[HandoffRow]:
    """One page of them, the newest first."""
    about: dict[str, object] = {
        "campaign": asked.campaign,
        "reason": asked.reason,
        "start": asked.start,
        "end": asked.end,
    }
    about |= {"bands": list(STANDING[asked.standing]), "size": size, "skip": skip}
    found = banded(warehouse, "handoffs/rows", now, since, **asdict(asked.filters), **about)
    return [HandoffRow(**row) for row in found]


def row_count(warehouse: Warehouse, now: datetime, asked: Counted, since: Sequence[Said] = ()) -> int:
    """How many all pages have together."""
    first = rows(warehouse, now, asked, since, size=1)
    return first[0].total_count if first else 0
