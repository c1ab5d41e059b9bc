"""A fake service, asked as the worker asks a real one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from instep.sources.connectors.addresses import Doors
from instep.sources.connectors.feed import Feed
from instep.sources.connectors.opening import Connected
from instep.sources.connectors.rest.feed import RestFeed
from instep.sources.connectors.syncing import Run
from instep.sources.connectors.system import PLACE
from instep.sources.connectors.tests.bringing import NOON, bring
from instep.sources.connectors.tests.faking import Service
from instep.warehouse import Home

FAKES = sorted(path.parent.name for path in PLACE.glob("*/fake.py"))
LONG_AGO = NOON - timedelta(days=30)
QUARTER = timedelta(minutes=15)


def connected(
    service: Service,
    pauses: list[float] | None = None,
    size: int | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Connected:
    told = (pauses if pauses is not None else []).append
    filled_in, doors = {**service.known, **known}, Doors.of("127.0.0.1")
    more = {"pause": told, "size": size, "base": service.address, "clock": lambda: NOON}
    return Connected(service.system, filled_in, doors, **more)  # type: ignore[arg-type]


def feeds(service: Service, **more: Any) -> list[Feed]:
    """The table that rows are put into alone."""
    return [feed for feed in connected(service, **more).feeds() if feed.table == service.table]


def rest_feed(service: Service, **more: Any) -> RestFeed:
    [feed] = feeds(service, **more)
    assert isinstance(feed, RestFeed)
    return feed


def sync(home: Home, service: Service, hours: float = 0, size: int | None = None, **order: Any) -> Run:
    return bring(home, feeds(service, size=size), hours, **order)


def filled(service: Service, count: int, at: datetime = LONG_AGO, every: timedelta = QUARTER) -> None:
    for number in range(1, count + 1):
        service.put(number, at + number * every)


def asked_count(service: Service, feed: RestFeed) -> int:
    """How many questions a sample and a whole reading take, once it is known who asks and for which columns."""
    list(feed.portions("everything", None, None))
    service.asked.clear()
    next(feed.portions("everything", None, None))
    list(feed.portions("everything", None, None))
    return len(service.asked)
