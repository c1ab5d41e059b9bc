"""Which hand-offs does a page list, band by band?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from instep.handoffs.bands import Band, Filters, Said, bands
from instep.handoffs.waiting import Waiting, by_band, waiting
from instep.warehouse import Warehouse

SHOWN = {"late": 10, "due": 25, "new": 25, "answered": 10, "sent back": 5}
WORDS = {
    "late": ("Late", "the promise is broken; where an answer still helps most comes first"),
    "due": ("Due", "less than a quarter of the promised time is left"),
    "new": ("New", "time enough"),
    "answered": ("Answered, not decided", "somebody called or wrote; accept it or send it back"),
    "sent back": ("Sent back", "sales returned it; the reason, where one was given, tells marketing why"),
    "accepted": ("Accepted", "sales works on it"),
    "won": ("Won", "became a customer"),
    "lost": ("Lost", "every opportunity was lost"),
    "handed over again": ("Handed over again", "nobody answered before the next hand-off"),
    "imported": ("Imported", "an import told of them afterwards: history, no promise runs"),
}
PAGE = 50


@dataclass(frozen=True)
class Listed:
    """A band with some of its hand-offs. `after` is where the next page begins, None when nothing follows."""

    band: Band
    rows: list[Waiting]
    after: int | None = None

    @property
    def title(self) -> str:
        return WORDS[self.band.band][0]

    @property
    def hint(self) -> str:
        return WORDS[self.band.band][1]

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.band.handoff_count


def overview(warehouse: Warehouse, now: datetime, filters: Filters, since: Sequence[Said]) -> list[Listed]:
    """The first of each band in which somebody owes something, the most urgent band first; empty bands are left out."""
    counted = bands(warehouse, now, filters, since)
    rows = by_band(warehouse, now, SHOWN, filters, since)
    return [Listed(counted[name], rows[name]) for name in SHOWN if counted[name].handoff_count]


def one_band(
    warehouse: Warehouse, now: datetime, name: str, filters: Filters, since: Sequence[Said], skip: int, is_oldest: bool
) -> Listed:
    """One page of one band."""
    band = bands(warehouse, now, filters, since)[name]
    rows = waiting(warehouse, now, name, filters, since, oldest_first=is_oldest, size=PAGE, skip=skip)
    after = skip + PAGE
    return Listed(band, rows, after if after < band.handoff_count else None)
