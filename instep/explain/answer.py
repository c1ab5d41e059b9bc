"""Why did this KPI move between these two periods, split by this dimension, and how far can one trust that?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from instep.explain.comparison import Comparison, Side
from instep.explain.decompose import Split, decompose
from instep.explain.sentence import dates
from instep.explain.totals import Kind, Totals, totals_of_sums
from instep.goals.kpi import Kpi
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

FEW = 30
MOST_SEGMENTS = 40


@dataclass(frozen=True)
class Answer:
    """`split` is None where one side counted nothing: nothing is not zero."""

    comparison: Comparison
    split: Split | None
    currency: str | None
    row_counts: tuple[int, int]
    caveats: tuple[str, ...]


def answer(warehouse: Warehouse, comparison: Comparison) -> Answer:
    before, after = (_counted(warehouse, comparison, side) for side in (comparison.before, comparison.after))
    currencies = sorted({each for rows in (before, after) for each in _currencies(rows)})
    kind = kind_of(comparison.kpi)
    split = decompose(_totals(kind, before), _totals(kind, after)) if before and after else None
    counts = sum(int(row["row_count"]) for row in before), sum(int(row["row_count"]) for row in after)
    currency = currencies[0] if len(currencies) == 1 else None
    return Answer(comparison, split, currency, counts, tuple(_caveats(comparison, counts, currencies)))


def kind_of(kpi: Kpi) -> Kind:
    """A median has no parts that add up; its mean has, and stands in for it."""
    return "sum" if kpi.aggregate == "sum" else "rate"


def _counted(warehouse: Warehouse, comparison: Comparison, side: Side) -> list[dict[str, Any]]:
    parameters = side.parameters | {"kpi": comparison.kpi.measure, "by": comparison.by}
    return warehouse.select(question_text("explain/totals"), **parameters)


def _totals(kind: Kind, rows: list[dict[str, Any]]) -> Totals:
    return totals_of_sums(kind, sorted(rows, key=lambda row: str(row["segment"])))


def _currencies(rows: list[dict[str, Any]]) -> set[str]:
    return {str(row[name]) for row in rows for name in ("first_currency", "last_currency") if row[name]}


def _caveats(comparison: Comparison, counts: tuple[int, int], currencies: list[str]) -> list[str]:
    kpi, said = comparison.kpi, []
    if kpi.quantile_share is not None:
        said.append("A median has no parts that add up: this splits the mean instead.")
    if len(currencies) > 1 and kpi.unit == "money":
        said.append(f"Several currencies are added as they are: {', '.join(currencies)}.")
    if min(counts) < FEW:
        said.append(f"Few rows: {counts[0]} against {counts[1]}. The intervals are rough.")
    return said + _time_caveats(comparison)


def _time_caveats(comparison: Comparison) -> list[str]:
    if comparison.groups:
        return []
    said, kpi = [], comparison.kpi
    age = comparison.after.now - comparison.after.period.start
    young = kpi.basis == "C" and comparison.after.now - comparison.after.period.end < timedelta(days=90)
    if young or not comparison.is_complete:
        both = f"Both periods are seen {age.days} days after they began"
        said.append(f"{both}, so that a young one does not look like a falling one; later hits are left out of both.")
    if not comparison.is_same_length:
        first, last = dates(comparison.before.period), dates(comparison.after.period)
        said.append(f"The periods differ in length ({first}; {last}): part of the volume is only that.")
    return said
