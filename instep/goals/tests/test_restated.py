"""A KPI of the past that another version of a definition changes says so, with before and after."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from instep.goals import views
from instep.goals.restating import ledger, note
from instep.goals.tests.laying import bench
from instep.team.tests.cast import signed_in
from instep.warehouse import Home
from instep.warehouse.testing import Bench, given

FIRST, SECOND = datetime(2026, 4, 10, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
KPIS = "kpi | period_start | numerator | denominator\nleads | 2026-03-01 | {} | \nspend | 2026-03-01 | {} | "


def build(home: Home, leads: int, spend: int, version: int, at: datetime) -> None:
    told = Bench(Path(":memory:"))
    given(told, "goals.kpi", KPIS.format(leads, spend), period_start="timestamptz")
    given(told, "definitions.in_force", f"definition | version\nlead | {version}")
    note(home, told.read, at)


def test_only_what_a_definition_counts_is_restated_by_it(tmp_path: Path) -> None:
    home = Home(tmp_path).create()
    build(home, 40, 100, 1, FIRST)
    build(home, 42, 120, 1, FIRST)
    build(home, 25, 150, 2, SECOND)
    (found,) = ledger(home).lines()
    assert (found.name, found.before, found.after) == ("leads", 42, 25)
    assert [(each.definition, each.before, each.after) for each in found.changes] == [("lead", 1, 2)]


@pytest.mark.django_db
def test_the_pages_mark_it_and_say_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = bench().warehouse
    monkeypatch.setattr(views, "current", lambda home: warehouse)
    monkeypatch.setattr(views, "until", lambda warehouse, built_at: SECOND)
    build(settings.HOME, 42, 0, 1, FIRST)
    build(settings.HOME, 25, 0, 2, SECOND)
    lena = signed_in("lena")
    try:
        marked = lena.get("/goals/?start=2026-03-01&end=2026-04-01").text
        assert marked.count('#restated">restated</a>') == 1
        assert "/goals/leads/?start=2026-03-01" in marked
        assert ">restated</a>" not in lena.get("/goals/?start=2026-01-01&end=2026-02-01").text
        page = lena.get("/goals/leads/").text
    finally:
        for file in ledger(settings.HOME).folder.iterdir():
            file.unlink()
    assert '<th scope="row">March 2026</th><td class="number">42</td><td class="number">25</td>' in page
