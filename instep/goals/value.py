"""What is a KPI's value, of which population, how sure is it, and by which definitions?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from instep.goals.counting import Asked, Known, counted, known
from instep.goals.interval import Sums, around_ratio, chance_reach
from instep.goals.kpi import Kpi
from instep.goals.population import EVERYTHING, Filters, population
from instep.warehouse import Warehouse

LONGEST_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Value:
    """A number with all that one must know to trust it. `value` None: not measured, for nothing is not zero.

    `low` and `high`: where it lies with 95 % confidence; None where the number is a plain sum. Not `is_mature`: the
    cohort is still filling. `is_mixed`: several currencies, so no sum. `part`, `month_at`: of which part or month.
    `reach`: how far chance alone could move it from one time to another, also for sums.
    """

    kpi: str
    numerator: float
    denominator: float
    row_count: int
    value: float | None
    low: float | None
    high: float | None
    too_few: bool
    definition_versions: tuple[tuple[str, int], ...]
    basis: str
    population: str
    currency: str | None = None
    is_mixed: bool = False
    is_mature: bool = True
    part: str | None = None
    month_at: datetime | None = None
    reach: float | None = None

    @property
    def is_measured(self) -> bool:
        return self.value is not None


def value(
    warehouse: Warehouse, kpi: Kpi, start: datetime, end: datetime, filters: Filters = EVERYTHING, *, now: datetime
) -> Value:
    """The KPI from `start` up to `end`, as known at `now`."""
    return values(warehouse, [kpi], Asked(start, end, now, filters))[kpi.name]


def values(warehouse: Warehouse, kpis: Iterable[Kpi], asked: Asked) -> dict[str, Value]:
    """Several KPIs at once; each has a value, if only "not measured"."""
    several, about = list(kpis), known(warehouse)
    whole = replace(asked, by=None, monthly=False)
    found = {each.kpi: each for each in _values(warehouse, several, whole, about)}
    return {kpi.name: found.get(kpi.name) or _nothing(kpi, whole, about) for kpi in several}


def parts(warehouse: Warehouse, kpi: Kpi, asked: Asked) -> list[Value]:
    """The KPI by a dimension (`asked.by`), largest part first; numerators and rows add up to the whole."""
    found = _values(warehouse, [kpi], asked, known(warehouse))
    is_sum = kpi.aggregate == "sum"
    return sorted(found, key=lambda each: (-(each.numerator if is_sum else each.row_count), each.part or ""))


def series(warehouse: Warehouse, kpi: Kpi, asked: Asked) -> list[Value]:
    """The KPI month by month (UTC), without gaps; young cohorts are marked as not mature."""
    about, monthly = known(warehouse), replace(asked, monthly=True, by=None)
    found = {each.month_at: each for each in _values(warehouse, [kpi], monthly, about)}
    return [found.get(month) or _nothing(kpi, _within(monthly, month), about, month) for month in months(asked)]


def months(asked: Asked) -> Iterator[datetime]:
    """The first moments of the calendar months that the time touches."""
    month = asked.start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while month < asked.end:
        yield month
        month = (month + LONGEST_MONTH).replace(day=1)


def _values(warehouse: Warehouse, kpis: list[Kpi], asked: Asked, about: Known) -> Iterator[Value]:
    for kpi, row in counted(warehouse, kpis, asked):
        figures = _quantile(row) if kpi.quantile_share else _total(kpi, row)
        stated = _stated(kpi, row["row_count"], _within(asked, row["month_at"]), about, figures)
        yield replace(stated, part=row["part"], month_at=row["month_at"])


def _nothing(kpi: Kpi, asked: Asked, about: Known, month_at: datetime | None = None) -> Value:
    """Nothing happened: nought for a sum, if the KPI counted before and after; else nobody measured it."""
    span = about.spans.get(kpi.measure)
    is_nought = kpi.aggregate == "sum" and span is not None and span.covers(asked)
    figures = {"numerator": 0.0, "denominator": 0.0, "value": 0.0 if is_nought else None, "low": None, "high": None}
    return replace(_stated(kpi, 0, asked, about, figures), month_at=month_at)


def _stated(kpi: Kpi, row_count: int, asked: Asked, about: Known, figures: dict[str, Any]) -> Value:
    span = about.spans.get(kpi.measure)
    ripe_days = (span.ripe_days if span and kpi.basis == "C" else None) or 0.0
    return Value(
        kpi=kpi.name,
        row_count=row_count,
        too_few=row_count < kpi.at_least,
        definition_versions=about.versions_of(kpi),
        basis=kpi.basis,
        population=population(kpi, row_count, asked.start, asked.end, asked.filters),
        is_mature=asked.end + timedelta(days=ripe_days) <= asked.now,
        **figures,
    )


def _quantile(row: dict[str, Any]) -> dict[str, Any]:
    figures = {"value": row["amount"], "low": row["low"], "high": row["high"]}
    reach = None if row["low"] is None or row["high"] is None else (row["high"] - row["low"]) / 2
    return figures | {"numerator": row["numerator"], "denominator": float(row["row_count"]), "reach": reach}


def _total(kpi: Kpi, row: dict[str, Any]) -> dict[str, Any]:
    sums = Sums(**{field.name: row[field.name] or 0 for field in fields(Sums)})
    is_mixed = row["first_currency"] != row["last_currency"]
    figure = None if is_mixed else _figure(kpi, sums)
    low, high = (None, None) if kpi.aggregate == "sum" or figure is None else around_ratio(sums)
    return {
        "numerator": float(sums.numerator),
        "denominator": float(sums.denominator),
        "value": figure,
        "low": low,
        "high": high,
        "reach": chance_reach(sums) if low is None or high is None else (high - low) / 2,
        "currency": None if is_mixed else row["first_currency"],
        "is_mixed": is_mixed,
    }


def _figure(kpi: Kpi, sums: Sums) -> float | None:
    if kpi.aggregate == "sum":
        return float(sums.numerator)
    if not sums.denominator or (kpi.whole and sums.numerator == sums.denominator):
        return None
    return float(sums.numerator / sums.denominator)


def _within(asked: Asked, month_at: datetime | None) -> Asked:
    """What was asked, narrowed to one month."""
    if month_at is None:
        return asked
    after = (month_at + LONGEST_MONTH).replace(day=1)
    return replace(asked, start=max(month_at, asked.start), end=min(after, asked.end))
