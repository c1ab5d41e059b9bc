"""What is compared with what? One KPI, two sides, and the dimension that the change is split by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta

from instep.explain.period import QUARTER, Period
from instep.goals.kpi import Kpi
from instep.goals.period import moment_of
from instep.goals.population import DIMENSIONS, EVERYTHING, Filters
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

FIRST_KPI, FIRST_DIMENSION = "won_revenue", "channel"
FILTERED = tuple(each.name for each in fields(Filters) if each.name != "currency")


@dataclass(frozen=True)
class Side:
    """A stretch of time as known at `now`, of everybody or of a part."""

    period: Period
    now: datetime
    filters: Filters = EVERYTHING

    @property
    def parameters(self) -> dict[str, object]:
        return asdict(self.filters) | {"start": self.period.start, "end": self.period.end, "now": self.now}


@dataclass(frozen=True)
class Comparison:
    kpi: Kpi
    before: Side
    after: Side
    by: str
    groups: tuple[str, str, str] | None = field(default=None)
    """The dimension and the two segments, where two segments of one period are compared."""

    @property
    def by_words(self) -> str:
        return DIMENSIONS[self.by]

    @property
    def is_same_length(self) -> bool:
        first, last = self.before.period, self.after.period
        return first.end - first.start == last.end - last.start

    @property
    def is_complete(self) -> bool:
        """The later period is over."""
        return self.after.period.end <= self.after.now


def compared(asked: Mapping[str, str], kpis: Mapping[str, Kpi], as_of: datetime) -> Comparison:
    """What an address asks for; whatever it leaves out is the last quarter of 13 weeks against the one before."""
    kpi = kpis.get(asked.get("kpi", "")) or kpis.get(FIRST_KPI) or next(iter(kpis.values()))
    by = asked.get("by", "") if asked.get("by", "") in DIMENSIONS else FIRST_DIMENSION
    after = _period(asked, "start", "end", Period(as_of - QUARTER, as_of))
    length = after.end - after.start
    before = _period(asked, "before_start", "before_end", Period(after.start - length, after.start))
    filters = Filters(**{name: asked[name] for name in FILTERED if asked.get(name)})
    first = Side(before, before.start + (as_of - after.start), filters)
    return _grouped(Comparison(kpi, first, Side(after, as_of, filters), by), asked)


def telling(warehouse: Warehouse, comparison: Comparison) -> Comparison:
    """Split by a dimension that tells parts apart: the first one that knows two of them in the time compared."""
    start, end = comparison.before.period.start, comparison.after.period.end
    asked = {"kpi": comparison.kpi.measure, "start": start, "end": end}
    parts = next(iter(warehouse.select(question_text("explain/splits"), **asked)))
    by = next((name for name in DIMENSIONS if parts[name] > 1), comparison.by)
    return replace(comparison, by=by)


def _grouped(comparison: Comparison, asked: Mapping[str, str]) -> Comparison:
    """`?of=region&first=DACH&second=France`: the later period of two segments instead of two periods."""
    name, first, second = (asked.get(each, "") for each in ("of", "first", "second"))
    if name not in FILTERED or not first or not second:
        return comparison
    here = comparison.after
    sides = [replace(here, filters=replace(here.filters, **{name: level})) for level in (first, second)]
    return replace(comparison, before=sides[0], after=sides[1], groups=(name, first, second))


def _period(asked: Mapping[str, str], start: str, end: str, otherwise: Period) -> Period:
    """Whole days: the end's own day counts."""
    first, last = moment_of(asked.get(start)), moment_of(asked.get(end))
    if first is None or last is None or first >= last + timedelta(days=1):
        return otherwise
    return Period(first, last + timedelta(days=1))
