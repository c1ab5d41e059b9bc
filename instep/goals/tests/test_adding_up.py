"""The rows, the parts and the months of a KPI add up to it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from instep.goals.counting import Asked
from instep.goals.rows import every_row, rows
from instep.goals.tests.laying import asked, at, bench, kpi
from instep.goals.value import parts, series, value
from instep.warehouse.testing import Bench

moments = some.datetimes(datetime(2026, 1, 1), datetime(2026, 6, 1))
deals = some.tuples(
    moments,
    some.integers(0, 90),
    some.none() | some.integers(0, 9999),
    some.sampled_from(["won", "lost", "open"]),
    some.sampled_from(["West", "East", ""]),
)


def laid(history: list[tuple[datetime, int, int | None, str, str]]) -> Bench:
    head = "opportunity_id | created_at | closed_at | amount | outcome | region"
    lines = [
        f"o{n} | {made} | {made + timedelta(days=days) if outcome != 'open' else ''}"
        f" | {'' if amount is None else amount} | {outcome} | {region}"
        for n, (made, days, amount, outcome, region) in enumerate(history)
    ]
    return bench(timeline__opportunity="\n".join([head, *(f"| {line} |" for line in lines)]))


@settings(max_examples=15, deadline=None)
@given(some.lists(deals, min_size=1, max_size=12), moments)
def test_rows_parts_and_months_add_up(history: list[tuple[datetime, int, int | None, str, str]], now: datetime) -> None:
    warehouse = laid(history).warehouse
    question = asked("2026-01-15", "2026-05-15", at(str(now)))
    for name in ("win_rate", "win_rate_value", "win_rate_cohort", "pipeline_created", "sales_cycle"):
        whole = value(warehouse, kpi(name), question.start, question.end, now=question.now)
        behind = [*every_row(warehouse, kpi(name), question)]
        by_region = parts(warehouse, kpi(name), Asked(question.start, question.end, question.now, by="region"))
        by_month = series(warehouse, kpi(name), question)
        for pieces in (by_region, by_month):
            assert sum(piece.row_count for piece in pieces) == whole.row_count == len(behind)
            assert sum(piece.numerator for piece in pieces) == pytest.approx(whole.numerator)
        assert sum(row.numerator or 0 for row in behind) == pytest.approx(whole.numerator)
        assert sum(row.denominator or 0 for row in behind) == pytest.approx(whole.denominator)


THREE = "opportunity_id | created_at | amount\no1 | 2026-03-01 | 1\no2 | 2026-03-02 | 2\no3 | 2026-03-03 | 3"


def test_rows_come_by_the_page_the_newest_first() -> None:
    warehouse, question = bench(timeline__opportunity=THREE).warehouse, asked("2026-03-01", "2026-04-01")
    pages = [rows(warehouse, kpi("pipeline_created"), question, size=2, skip=skip) for skip in (0, 2)]
    assert [[row.entity_id for row in page] for page in pages] == [["o3", "o2"], ["o1"]]


def test_months_have_no_gaps() -> None:
    found = series(
        bench(timeline__opportunity=THREE).warehouse, kpi("win_rate_cohort"), asked("2026-02-01", "2026-05-01")
    )
    assert [(month.month_at, month.value) for month in found] == [
        (at("2026-02-01"), None),
        (at("2026-03-01"), 0.0),
        (at("2026-04-01"), None),
    ]
