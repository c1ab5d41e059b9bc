"""Which pages show the way customers went?"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from instep.journey import overview, rows
from instep.journey.choices import SPLITS, choices
from instep.journey.ending import until
from instep.journey.forms import ScopeForm
from instep.journey.listed import Totals, days_of
from instep.journey.stages import BY_NAME, STAGES
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse, current
from instep.web.remembered import same_for_all

TOOK = {"": "reached", "mature": "mature_reached"}


@everyone
def index(request: Request) -> HttpResponse:
    warehouse = current()
    return same_for_all(request, warehouse, "journey/index.html", lambda: travelled(request, warehouse))


def travelled(request: Request, warehouse: Warehouse) -> dict[str, object]:
    form, end = ScopeForm(request.GET), until(warehouse)
    asked = form.asked(end)
    return {
        "choices": choices(warehouse, asked.chosen),
        "by": asked.by,
        "ended_at": end if end < as_of(warehouse) else None,
        "tabs": {"": "All", **SPLITS},
        "titles": {stage.name: stage.title for stage in STAGES},
        **overview.people(warehouse, asked, as_of(warehouse), reverse("journey:people")),
        **overview.opportunities(warehouse, asked, reverse("journey:opportunities")),
    }


@everyone
def people_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    stage, scope = BY_NAME.get(form.said("stage"), STAGES[0]), form.scope(until(warehouse))
    found = rows.travellers(warehouse, scope, stage.name, form.offset())
    whole = rows.travellers(warehouse, scope, STAGES[0].name)
    totals = Totals(rows.count_of(found), rows.count_of(whole))
    return listed(request, "journey/people.html", form, found, {"stage": stage, "totals": totals})


@everyone
def step_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    step, outcome, scope = form.step(), form.said("outcome"), form.scope(until(warehouse))
    asked = rows.steps_of(scope, step, form.group(), outcome)
    found = rows.steppers(warehouse, asked, form.offset())
    took = rows.steppers(warehouse, rows.steps_of(scope, step, form.group(), TOOK.get(outcome, outcome)))
    totals = Totals(rows.count_of(took), rows.count_of(found), days_of(warehouse, "journey/stepper", **asked))
    stages = {"stage": BY_NAME[step[0]], "next_stage": BY_NAME[step[1]], "outcome": outcome}
    return listed(request, "journey/steps.html", form, found, {**stages, "totals": totals})


@everyone
def stay_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    stage, outcome = form.said("stage"), form.said("outcome")
    asked = rows.stays_of(form.scope(until(warehouse)), stage, form.group(), outcome)
    totals = Totals(days=days_of(warehouse, "journey/stay", **asked))
    found = rows.stays(warehouse, asked, form.offset())
    return listed(request, "journey/stays.html", form, found, {"stage": stage, "outcome": outcome, "totals": totals})


@everyone
def opportunity_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    scope, group, undated = form.scope(until(warehouse)), form.group(), form.said("undated")
    outcome = form.said("outcome")
    asked, won, lost = (rows.opportunities_of(scope, group, each, undated) for each in (outcome, "won", "lost"))
    won_count, lost_count = (rows.count_of(rows.opportunities(warehouse, each)) for each in (won, lost))
    decided = (won_count, won_count + lost_count) if not outcome else (0, 0)
    totals = Totals(*decided, days_of(warehouse, "journey/opportunity", **asked))
    found = rows.opportunities(warehouse, asked, form.offset())
    return listed(request, "journey/opportunities.html", form, found, {"outcome": outcome, "totals": totals})


def listed(
    request: Request, page: str, form: ScopeForm, found: Sequence[rows.Row], more: Mapping[str, object]
) -> HttpResponse:
    count = rows.count_of(found)
    after = form.offset() + rows.PAGE
    shown = {"rows": found, "count": count, "after": after if after < count else None}
    return render(request, page, {**shown, **form.words(), **more})


def as_of(warehouse: Warehouse) -> datetime:
    """The moment as of which the tables speak."""
    assert warehouse.manifest is not None
    return datetime.fromisoformat(warehouse.manifest.as_of_at)
