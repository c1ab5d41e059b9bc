"""Of which time is a number, and with which time is it compared?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from instep.goals.counting import known
from instep.goals.population import period_words
from instep.journey.ending import looking_back_from
from instep.warehouse import Warehouse

YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Period:
    """From `start` up to `end`, compared with the time from `before` up to `before_end`."""

    name: str
    start: datetime
    end: datetime
    before: datetime
    before_end: datetime

    @property
    def words(self) -> str:
        return period_words(self.start, self.end)

    @property
    def before_words(self) -> str:
        return period_words(self.before, self.before_end)


def moment_of(text: str | None) -> datetime | None:
    """A day or a moment that an address names; without a zone it is UTC. None where it can't be read or nobody sold."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def until(warehouse: Warehouse, built_at: datetime) -> datetime:
    """The moment to speak of: that of the build, or the end of the data where they end long before."""
    last = [span.last_at for span in known(warehouse).spans.values() if span.last_at <= built_at]
    newest = max(last, default=built_at)
    return looking_back_from(built_at, newest)


def month_of(at: datetime, back: int = 0) -> datetime:
    """The first moment of the month, so many months back."""
    number = at.year * 12 + at.month - 1 - back
    return at.replace(year=number // 12, month=number % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def quarter_of(at: datetime, back: int = 0) -> datetime:
    return month_of(at, (at.month - 1) % 3 + 3 * back)


def year_of(at: datetime, back: int = 0) -> datetime:
    return month_of(at, at.month - 1 + 12 * back)


type First = Callable[[datetime, int], datetime]
NAMED: dict[str, tuple[str, First, int]] = {
    "quarter": ("this quarter so far", quarter_of, 0),
    "last-quarter": ("last quarter", quarter_of, 1),
    "month": ("this month so far", month_of, 0),
    "last-month": ("last month", month_of, 1),
    "year": ("this year so far", year_of, 0),
    "last-year": ("last year", year_of, 1),
    "12-months": ("last 12 whole months", lambda at, back: month_of(at, 12 * back), 1),
}
DEFAULT = "last-quarter"


def named(name: str, at: datetime) -> Period:
    """A calendar period (UTC); one that still runs is compared with as much of the one before."""
    _, first, back = NAMED.get(name, NAMED[DEFAULT])
    start, before = first(at, back), first(at, back + 1)
    if back:
        return Period(name, start, first(at, back - 1), before, start)
    return Period(name, start, at, before, min(before + (at - start), start))


def between(start: datetime, end: datetime) -> Period:
    """Any time, compared with as long a time just before."""
    return Period("", start, end, start - (end - start), start)
