"""Which KPIs of past months does another version of a definition change, from what to what?"""

from collections import defaultdict
from datetime import datetime

from instep.definitions.definition import in_force
from instep.definitions.reading import definitions
from instep.definitions.restated import Ledger, Told, leaning_of
from instep.definitions.restating import versions
from instep.goals.kpi import Kpi, UnclearKpi, kpis
from instep.warehouse.home import Home
from instep.warehouse.tables import Read

SUMS = "select kpi, period_start, numerator, denominator from goals.kpi"
type Sums = dict[str, dict[str, tuple[float, float]]]


def ledger(home: Home) -> Ledger:
    return Ledger.of(home, "goals")


def note(home: Home, read: Read, at: datetime) -> None:
    """A KPI's file that can't be read stops no build: its page says what is wrong."""
    try:
        every = [each for each in kpis(home).values() if each.definitions and not each.quantile_share]
    except UnclearKpi:
        return
    words, sums = in_force(definitions(home.definitions, at.date()), at.date()), _sums(read)
    numbers = {each.name: _figures(each, sums) for each in every}
    leaning = {each.name: leaning_of(words, each.definitions) for each in every}
    ledger(home).note(Told(numbers, versions(read), at.isoformat()), leaning, only_by_definition=True)


def _sums(read: Read) -> Sums:
    found: Sums = defaultdict(dict)
    for row in read(SUMS).to_pylist():
        month = f"{row['period_start']:%Y-%m}"
        found[row["kpi"]][month] = float(row["numerator"] or 0), float(row["denominator"] or 0)
    return found


def _figures(kpi: Kpi, sums: Sums) -> dict[str, float | None]:
    return {month: _figure(kpi, *each) for month, each in sums.get(kpi.measure, {}).items()}


def _figure(kpi: Kpi, numerator: float, denominator: float) -> float | None:
    if kpi.aggregate == "sum":
        return numerator
    return numerator / denominator if denominator else None
