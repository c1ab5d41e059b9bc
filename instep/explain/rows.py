"""Which rows is a number on the Explain page made of? They add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from instep.explain.answer import kind_of
from instep.explain.comparison import FILTERED, Side
from instep.explain.period import Period
from instep.explain.sentence import dates
from instep.explain.wording import valued
from instep.goals.counting import Asked
from instep.goals.kpi import Kpi, kpis
from instep.goals.listed import listed
from instep.goals.population import Filters
from instep.goals.rows import PAGE, Row, rows
from instep.warehouse import Home, Warehouse


@dataclass(frozen=True)
class CountedRows:
    """One page of rows, and what all of them add up to."""

    kpi: Kpi
    scope: str
    rows: list[Row]
    row_count: int
    numerator: float
    denominator: float
    value: float | None
    words: str
    currency: str | None
    after: str | None

    @property
    def is_rate(self) -> bool:
        return kind_of(self.kpi) == "rate"


def counted_rows(warehouse: Warehouse, home: Home, asked: Mapping[str, str]) -> CountedRows | None:
    """None when the address does not say what was counted."""
    kpi, side = kpis(home).get(asked.get("kpi", "")), _side(asked)
    if kpi is None or side is None:
        return None
    skip = int(asked["after"]) if asked.get("after", "").isdigit() else 0
    asked_for = Asked(side.period.start, side.period.end, side.now, side.filters)
    shown = rows(warehouse, kpi, asked_for, skip=skip)
    whole = listed(warehouse, kpi, asked_for)
    above, below = whole.numerator, whole.denominator
    currency = next((row.currency for row in shown if row.currency), None)
    value = (above / below if below else None) if kind_of(kpi) == "rate" else above
    fixed = [f"{name} {level}" for name in FILTERED if (level := getattr(side.filters, name))]
    return CountedRows(
        kpi=kpi,
        scope=" · ".join([dates(side.period), *fixed]),
        rows=shown,
        row_count=whole.row_count,
        numerator=above,
        denominator=below,
        value=value,
        words=valued(kpi, value, currency),
        currency=currency,
        after=str(skip + PAGE) if skip + PAGE < whole.row_count else None,
    )


def _side(asked: Mapping[str, str]) -> Side | None:
    try:
        start, end, now = (datetime.fromisoformat(asked[name]) for name in ("start", "end", "now"))
    except (KeyError, ValueError):
        return None
    if any(each.tzinfo is None for each in (start, end, now)):
        return None
    return Side(Period(start, end), now, Filters(**{name: asked[name] for name in FILTERED if asked.get(name)}))
