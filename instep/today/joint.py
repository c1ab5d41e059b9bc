"""How do both teams stand? Four numbers that belong to both, each against the same span before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from instep.goals.change import could_be_chance
from instep.goals.counting import Asked, known
from instep.goals.kpi import Kpi, kpis
from instep.goals.value import Value, values
from instep.journey.ending import looking_back_from
from instep.warehouse import Home, Warehouse

JOINT = {"won_revenue": "quarter", "sales_ready": "month", "promise_kept": "month", "acceptance_rate": "month"}
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Joint:
    """A KPI of the last 30 days or of the quarter so far, and of the span of the same length before."""

    kpi: Kpi
    start: datetime
    end: datetime
    now: Value
    before: Value

    @property
    def span_words(self) -> str:
        return "quarter to date" if JOINT[self.kpi.name] == "quarter" else "30 days"

    @property
    def before_words(self) -> str:
        """The span it is compared with; it is as long."""
        return "at this point of the quarter before" if JOINT[self.kpi.name] == "quarter" else "the 30 days before"

    @property
    def could_be_chance(self) -> bool:
        """As on Goals: chance alone moves both numbers as far."""
        return could_be_chance(self.now, self.before)

    @property
    def delta(self) -> float | None:
        """Relative for counts and money, in points for shares; None when either was not measured or too few to say."""
        now, before = self.now.value, self.before.value
        if now is None or before is None or self.now.too_few or self.before.too_few:
            return None
        if self.kpi.unit == "share":
            return now - before
        return (now - before) / before if before else None


def joint_numbers(warehouse: Warehouse, home: Home, at: datetime) -> list[Joint]:
    known_kpis = kpis(home)
    return [joint(warehouse, known_kpis[name], at) for name in JOINT if name in known_kpis]


def joint(warehouse: Warehouse, kpi: Kpi, at: datetime) -> Joint:
    start, earlier = spans(JOINT[kpi.name], at)
    end_before = earlier + (at - start)
    now = values(warehouse, [kpi], Asked(start, at, at))[kpi.name]
    before = values(warehouse, [kpi], Asked(earlier, end_before, end_before))[kpi.name]
    return Joint(kpi, start, at, now, before)


def spans(kind: str, at: datetime) -> tuple[datetime, datetime]:
    """Where the span begins, and where the one to compare it with does."""
    if kind == "month":
        return at - MONTH, at - 2 * MONTH
    quarter = (at.month - 1) // 3 * 3 + 1
    start = at.replace(month=quarter, day=1, hour=0, minute=0, second=0, microsecond=0)
    return start, quarter_before(start)


def quarter_before(start: datetime) -> datetime:
    return start.replace(year=start.year - 1, month=10) if start.month == 1 else start.replace(month=start.month - 3)


def until(warehouse: Warehouse, built_at: datetime) -> datetime:
    """The moment to speak of: that of the build, or the end of the data where they end long before."""
    last = [span.last_at for name, span in known(warehouse).spans.items() if name in JOINT]
    newest = max(last, default=built_at)
    return looking_back_from(built_at, newest)
