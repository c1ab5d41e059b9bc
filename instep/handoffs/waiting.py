"""Who waits for an answer, and what do we know of them?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from instep.handoffs.bands import BANDS, EVERYBODY, OPEN, Filters, Said, banded
from instep.warehouse import Warehouse

PAGE = 50


@dataclass(frozen=True)
class Waiting:
    """A hand-off at one moment. `sent_back_reason` '' means: sent back without saying why."""

    handoff_id: str
    person_id: str
    account_id: str | None
    label: str
    company_name: str | None
    email: str | None
    phone: str | None
    job_title: str | None
    industry: str | None
    employee_count: int | None
    country: str | None
    received_at: datetime
    due_at: datetime
    first_touch_at: datetime | None
    owner_name: str
    team: str
    region: str
    channel: str
    campaign: str
    segment: str
    product: str
    decided_at: datetime | None
    sent_back_reason: str | None
    amount: Decimal | None
    amount_currency: str | None
    band: str

    @property
    def is_open(self) -> bool:
        """Somebody still owes an answer or a verdict."""
        return self.band in (*OPEN, "answered", "imported")

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(word for word, value in self._facts() if value not in (None, "", "unknown"))

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(word for word, value in self._facts() if value in (None, "", "unknown"))

    def _facts(self) -> Iterator[tuple[str, object]]:
        yield from (("role", self.job_title), ("e-mail", self.email), ("phone", self.phone))
        yield from (("company size", self.employee_count), ("industry", self.industry), ("country", self.country))


def waiting(
    warehouse: Warehouse,
    now: datetime,
    band: str,
    filters: Filters = EVERYBODY,
    since: Sequence[Said] = (),
    *,
    oldest_first: bool = False,
    size: int = PAGE,
    skip: int = 0,
) -> list[Waiting]:
    """One page of a band, the most urgent first."""
    return by_band(warehouse, now, {band: size}, filters, since, oldest_first=oldest_first, skip=skip)[band]


def by_band(
    warehouse: Warehouse,
    now: datetime,
    sizes: Mapping[str, int],
    filters: Filters = EVERYBODY,
    since: Sequence[Said] = (),
    *,
    oldest_first: bool = False,
    skip: int = 0,
    handoff_id: str | None = None,
) -> dict[str, list[Waiting]]:
    """So many of each of these bands, the most urgent first."""
    wanted = [f"{band}|{size}" for band, size in sizes.items()]
    asked = {"bands": wanted, "handoff_id": handoff_id, "oldest_first": oldest_first, "skip": skip}
    found: dict[str, list[Waiting]] = {band: [] for band in sizes}
    for row in banded(warehouse, "handoffs/waiting", now, since, **asdict(filters), **asked):
        found[row["band"]].append(Waiting(**row))
    return found


def handoff(warehouse: Warehouse, handoff_id: str, now: datetime, since: Sequence[Said] = ()) -> Waiting | None:
    """One hand-off, wherever it stands; None when there is no such hand-off."""
    found = by_band(warehouse, now, dict.fromkeys(BANDS, 1), since=since, handoff_id=handoff_id)
    return next((row for rows in found.values() for row in rows), None)
