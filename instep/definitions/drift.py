"""Does a signed version still bring what both teams were told when they signed it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from instep.definitions.backtest.figures import USUAL_DAYS
from instep.definitions.definition import Definition
from instep.definitions.share import Share
from instep.warehouse import Warehouse

MONTHS, FEWEST = 12, 6
WIDTH = 3
"""Standard deviations: chance alone leaves such a band about once in 370 months."""
RIPE_MONTHS = 3


@dataclass(frozen=True)
class Month:
    """met_count: first met the version in this month; passed_count: before they bought; won_count: and bought later."""

    month_at: datetime
    met_count: int
    passed_count: int
    won_count: int


@dataclass(frozen=True)
class Promise:
    """The band of a back-test: how many a month, and which share of them buys."""

    monthly_low: float
    monthly_high: float
    precision_low: float | None
    precision_high: float | None


@dataclass(frozen=True)
class Drift:
    """Why a version lost its seal, in words."""

    one: Definition
    reasons: tuple[str, ...]


def months(warehouse: Warehouse, one: Definition) -> list[Month]:
    return warehouse.ask("definitions/became", Month, definition=one.name, version=one.version)


def promised(history: Sequence[Month], until: datetime) -> Promise | None:
    """From the twelve whole months before; from fewer than six nothing can be promised."""
    before = [month for month in history if _end(month) <= until][-MONTHS:]
    if len(before) < FEWEST:
        return None
    counts = [month.met_count for month in before]
    mean = sum(counts) / len(counts)
    spread = sqrt(max(sum((count - mean) ** 2 for count in counts) / (len(counts) - 1), mean))
    precision = _share([month for month in before if _is_ripe(month, until)])
    return Promise(max(mean - WIDTH * spread, 0.0), mean + WIDTH * spread, precision.low, precision.high)


def drift(one: Definition, history: Sequence[Month], promise: Promise, since: datetime, now: datetime) -> Drift | None:
    """Judged by the last whole month that began after it counted, and by the last ripe quarter since then."""
    after = [month for month in history if month.month_at >= since and _end(month) <= now]
    last = datetime(now.year, now.month, 1, tzinfo=now.tzinfo) - timedelta(days=1)
    reasons = [*_of_volume(after, last, since, promise), *_of_precision(after, now, promise)]
    return Drift(one, tuple(reasons)) if reasons else None


def _of_volume(after: Sequence[Month], last: datetime, since: datetime, promise: Promise) -> list[str]:
    """A month in which nobody met it has no row, and counts as 0."""
    begun = last.replace(day=1)
    if begun < since:
        return []
    count = next((month.met_count for month in after if (month.month_at.year, month.month_at.month) ==
                  (begun.year, begun.month)), 0)  # fmt: skip
    if promise.monthly_low <= count <= promise.monthly_high:
        return []
    band = f"{promise.monthly_low:,.0f} to {promise.monthly_high:,.0f}"
    return [f"{count:,} in {begun:%B %Y}, signed for {band} a month"]


def _of_precision(after: Sequence[Month], now: datetime, promise: Promise) -> list[str]:
    """Two intervals of 95 % that do not touch."""
    share = _share([month for month in after if _is_ripe(month, now)][-RIPE_MONTHS:])
    if share.value is None or promise.precision_low is None or promise.precision_high is None:
        return []
    if share.low is None or share.high is None:
        return []
    if share.low <= promise.precision_high and share.high >= promise.precision_low:
        return []
    band = f"{promise.precision_low * 100:.0f} to {promise.precision_high * 100:.0f} %"
    return [f"{share.value * 100:.0f} % of them buy, signed for {band}"]


def _share(months: Sequence[Month]) -> Share:
    return Share.of(sum(month.won_count for month in months), sum(month.passed_count for month in months))


def _is_ripe(month: Month, at: datetime) -> bool:
    return _end(month) + timedelta(days=USUAL_DAYS) <= at


def _end(month: Month) -> datetime:
    return (month.month_at + timedelta(days=32)).replace(day=1)
