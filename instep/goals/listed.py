"""What do the rows behind a value come to, all pages of them? Counted from the very rows that the page lists."""

from dataclasses import dataclass
from functools import cache
from math import floor
from typing import Any

from instep.goals.counting import Asked
from instep.goals.kpi import Kpi
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

EVERY = 2**40


@dataclass(frozen=True)
class Listed:
    """`figure` is the KPI of these rows: their sum, ratio, mean or quantile; None when nothing can be said."""

    row_count: int
    numerator: float
    denominator: float
    figure: float | None


def listed(warehouse: Warehouse, kpi: Kpi, asked: Asked) -> Listed:
    (sums,) = _of_rows(warehouse, "goals/listed", kpi, asked)
    above, below = float(sums["numerator"] or 0), float(sums["denominator"] or 0)
    return Listed(sums["row_count"], above, below, _figure(warehouse, kpi, asked, sums["measured_count"], above, below))


def _figure(
    warehouse: Warehouse, kpi: Kpi, asked: Asked, measured_count: int, above: float, below: float
) -> float | None:
    if kpi.quantile_share is not None:
        return _quantile(warehouse, kpi, asked, (measured_count - 1) * kpi.quantile_share) if measured_count else None
    if kpi.aggregate == "sum":
        return above
    return above / below if below else None


def _quantile(warehouse: Warehouse, kpi: Kpi, asked: Asked, aim: float) -> float:
    """Between two rows it is interpolated; `aim` counts from 0."""
    around = _of_rows(warehouse, "goals/in_the_middle", kpi, asked, before=floor(aim))
    first, last = around[0]["numerator"], around[-1]["numerator"]
    return float(first + (last - first) * (aim - floor(aim)))


def _of_rows(warehouse: Warehouse, question: str, kpi: Kpi, asked: Asked, **parameters: object) -> list[dict[str, Any]]:
    return warehouse.select(_over_rows(question), kpi=kpi.measure, size=EVERY, skip=0, **asked.parameters, **parameters)


@cache
def _over_rows(question: str) -> str:
    return f"with listed as (\n{question_text('goals/rows')}\n)\n{question_text(question)}"
