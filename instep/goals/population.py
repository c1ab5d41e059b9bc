"""Of whom is a number? Said in one sentence, with the time and the filters."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from instep.goals.kpi import Kpi

DIMENSIONS = {
    "channel": "channel",
    "campaign": "campaign",
    "region": "region",
    "segment": "segment",
    "industry": "industry",
    "product": "product",
    "team": "team",
    "owner_name": "owner",
}


@dataclass(frozen=True)
class Filters:
    """None means: all of them. Rows without a currency count for any."""

    channel: str | None = None
    campaign: str | None = None
    region: str | None = None
    segment: str | None = None
    industry: str | None = None
    product: str | None = None
    team: str | None = None
    owner_name: str | None = None
    currency: str | None = None


EVERYTHING = Filters()


def population(kpi: Kpi, row_count: int, start: datetime, end: datetime, filters: Filters) -> str:
    """For instance "1 412 hand-offs, 1 Jan to 31 Mar 2026, region EMEA"."""
    chosen = [f"{DIMENSIONS.get(name, name)} {value}" for name, value in asdict(filters).items() if value is not None]
    count = f"{row_count:,}".replace(",", "\u00a0")
    return ", ".join([f"{count} {kpi.counts}", period_words(start, end), *chosen])


def period_words(start: datetime, end: datetime) -> str:
    """Up to and with the last day."""
    last = end - timedelta(microseconds=1)
    if (start.year, start.month, start.day) == (last.year, last.month, last.day):
        return _day(last)
    return f"{_day(start)} to {_day(last)}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"
