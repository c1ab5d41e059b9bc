"""What does the warehouse count for a KPI, by part and month?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from instep.goals.kpi import Kpi
from instep.goals.population import EVERYTHING, Filters
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text


@dataclass(frozen=True)
class Asked:
    """What was asked: of what time, of whom, as known when, and split by what."""

    start: datetime
    end: datetime
    now: datetime
    filters: Filters = EVERYTHING
    by: str | None = None
    monthly: bool = False

    @property
    def parameters(self) -> dict[str, object]:
        return asdict(self.filters) | {
            "start": self.start,
            "end": self.end,
            "now": self.now,
            "by": self.by,
            "monthly": self.monthly,
        }


@dataclass(frozen=True)
class Span:
    """From when to when a KPI counted anything at all, and after how many days its cohorts are ripe."""

    kpi: str
    first_at: datetime
    last_at: datetime
    ripe_days: float | None

    def covers(self, asked: Asked) -> bool:
        return self.first_at < asked.end and asked.start <= self.last_at


@dataclass(frozen=True)
class Known:
    """What holds for all KPIs of a version of the warehouse."""

    spans: Mapping[str, Span]
    versions: Mapping[str, int]

    def versions_of(self, kpi: Kpi) -> tuple[tuple[str, int], ...]:
        return tuple((name, self.versions[name]) for name in kpi.definitions if name in self.versions)


def known(warehouse: Warehouse) -> Known:
    spans = {each.kpi: each for each in warehouse.ask("goals/spans", Span)}
    wording = warehouse.select(question_text("goals/wording"))
    return Known(spans, {row["definition"]: row["version"] for row in wording})


def counted(warehouse: Warehouse, kpis: Iterable[Kpi], asked: Asked) -> Iterator[tuple[Kpi, dict[str, Any]]]:
    """A row for each KPI, part and month that counted anything."""
    by_share: dict[float | None, dict[str, Kpi]] = {}
    for kpi in kpis:
        by_share.setdefault(kpi.quantile_share, {})[kpi.measure] = kpi
    for share, by_measure in by_share.items():
        question = question_text("goals/totals" if share is None else "goals/quantiles")
        for row in warehouse.select(question, kpis=[*by_measure], share=share, **asked.parameters):
            yield by_measure[row["kpi"]], row
